"""The sheets settings and entities, and save_to."""

import re
from collections.abc import Sequence
from typing import Final

from forms.engine.definition.check.columns import heading
from forms.engine.definition.check.features import check_setting
from forms.engine.definition.check.finding import Report, near, short
from forms.engine.definition.check.outline import CONTAINERS
from forms.engine.definition.check.references import NAME
from forms.engine.definition.check.sheets import Row, Sheet
from forms.engine.definition.check.survey import Line

_PROPERTY: Final = re.compile(r"[^\W\d][\w\-]*")


def settings_of(sheet: Sheet) -> dict[str, str]:
    """Return the settings by their one name."""
    first = sheet.rows[0] if sheet.rows else Row(2, {})
    return {heading(column).base: text for column, text in first.cells.items()}


def check_settings(sheet: Sheet, languages: Sequence[str], report: Report) -> None:
    """Tell of an id, version or title that is missing, and of a language unknown."""
    found = settings_of(sheet)
    row = sheet.rows[0].number if sheet.rows else 0
    columns = {heading(c).base: c for c in sheet.columns}
    for name, code in (
        ("form_id", "CHECK-FORM-ID-MISSING"),
        ("version", "CHECK-VERSION-MISSING"),
    ):
        if name not in found:
            report.warn(code, sheet.place(row, columns.get(name, name)))
    if "form_title" not in found:
        place = sheet.place(row, columns.get("form_title", "form_title"))
        report.hint("CHECK-TITLE-MISSING", place)
    form_id = found.get("form_id", "")
    if form_id and re.search(r"\s", form_id):
        place = sheet.place(row, columns["form_id"])
        report.warn("CHECK-FORM-ID-SPACE", place, name=short(form_id))
    language = found.get("default_language")
    if language and languages and language not in languages:
        place = sheet.place(row, columns["default_language"])
        report.warn(
            "CHECK-LANGUAGE-UNKNOWN",
            place,
            tongue=language,
            languages=", ".join(languages),
        )
    for name in found:
        check_setting(name, sheet.place(row, columns[name]), report)


def check_entities(
    lines: list[Line], survey: Sheet, sheet: Sheet, report: Report
) -> None:
    """Check entity declarations and what is saved to them."""
    heads = {heading(c).base: c for c in sheet.columns}
    lists: dict[str, int] = {}
    for row in sheet.rows:
        cells = {heading(c).base: text for c, text in row.cells.items()}
        name = cells.get("list_name", "")
        place = sheet.place(row.number, heads.get("list_name", "list_name"))
        if not name:
            report.error("CHECK-ENTITY-NAME", place)
            continue
        if name in lists:
            report.error("CHECK-ENTITY-TWICE", place, list=name, row=lists[name])
        elif not NAME.fullmatch(name) or "." in name or name.startswith("__"):
            report.error("CHECK-ENTITY-INVALID", place, list=short(name))
        lists.setdefault(name, row.number)
        _declared(name, row.number, cells, sheet, report)
    saved = _saves(lines, survey, lists, report)
    for name, number in lists.items():
        if name not in saved:
            place = sheet.place(number, heads["list_name"])
            report.hint("CHECK-ENTITY-UNUSED", place, list=name)


def _declared(
    name: str, number: int, cells: dict[str, str], sheet: Sheet, report: Report
) -> None:
    creates = "create_if" in cells or "entity_id" not in cells
    updates = "entity_id" in cells or "update_if" in cells
    if updates and "entity_id" not in cells:
        place = sheet.place(number, "update_if")
        report.error("CHECK-ENTITY-ID", place, list=name)
    elif "create_if" in cells and updates and "update_if" not in cells:
        place = sheet.place(number, "create_if")
        report.error("CHECK-ENTITY-UPDATE", place, list=name)
    elif creates and "label" not in cells:
        # What is updated has its label already; what is new has none.
        tell = report.warn if updates else report.error
        tell("CHECK-ENTITY-LABEL", sheet.place(number, "label"), list=name)


def _saves(
    lines: list[Line], survey: Sheet, lists: dict[str, int], report: Report
) -> set[str]:
    saved: dict[tuple[str, str], int] = {}
    for line in lines:
        text = line.cells.get("save_to")
        if not text:
            continue
        place = line.place(survey, "save_to")
        list_name, sign, name = text.rpartition("#")
        if not lists:
            report.error("CHECK-SAVE-TO-ALONE", place, name=short(text))
            continue
        if not sign:
            list_name = next(iter(lists))
            if len(lists) > 1:
                report.error("CHECK-SAVE-TO-WHICH", place, name=name, list=list_name)
        elif list_name not in lists:
            found = near(list_name, lists)
            report.error("CHECK-SAVE-TO-LIST", place, list=list_name, near=found)
        if line.field is not None and line.field.kind in CONTAINERS:
            report.error("CHECK-SAVE-TO-GROUP", place, name=name)
        if not _PROPERTY.fullmatch(name) or name.startswith("__"):
            report.error("CHECK-SAVE-TO-INVALID", place, name=short(name))
        elif name.lower() in ("name", "label"):
            report.error("CHECK-SAVE-TO-RESERVED", place, name=name)
        key = (list_name, name)
        if key in saved:
            report.error("CHECK-SAVE-TO-TWICE", place, name=name, row=saved[key])
        saved.setdefault(key, line.row.number)
    return {list_name for list_name, _ in saved}
