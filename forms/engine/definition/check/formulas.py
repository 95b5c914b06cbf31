"""The formulas of a workbook: which cells hold one, and ${name} in cells of text."""

from typing import Final

from forms.engine.definition.check.columns import heading
from forms.engine.definition.check.finding import Place, Report
from forms.engine.definition.check.outline import Field, Formula, Outline
from forms.engine.definition.check.references import (
    CURLY,
    REFERENCE,
    as_paths,
    check_references,
)
from forms.engine.definition.check.rows import dynamic
from forms.engine.definition.check.sheets import Book, Sheet
from forms.engine.definition.check.survey import Line

_ROLES: Final = (
    "calculation relevant constraint required readonly choice_filter default"
    " repeat_count".split()
)
_TEXTS: Final = "label hint guidance_hint constraint_message required_message".split()
_PLAIN: Final = frozenset("yes no true false true() false()".split())


def read_formulas(
    lines: list[Line], book: Book, outline: Outline, report: Report
) -> None:
    """Fill the outline's formulas; tell of broken references on the way."""
    survey = book.get("survey")
    heads = {column: heading(column) for column in survey.columns}
    for line in lines:
        for column, text in line.row.cells.items():
            base = heads[column].base
            place = survey.place(line.row.number, column)
            if base in _ROLES and _is_formula(base, text):
                _formula(text, base, line.field, place, outline, report)
            elif base in _TEXTS:
                _text(text, line.field, place, outline, report)
            elif base == "trigger":
                check_references(text, place, outline, report, exact=False)
    for name, role, columns in (
        ("entities", "entity", ("label", "entity_id", "create_if", "update_if")),
        ("settings", "instance_name", ("instance_name",)),
    ):
        _sheet(book.get(name), role, columns, outline, report)
    choices = book.get("choices")
    for row in choices.rows:
        for column, text in row.cells.items():
            if "${" in text and heading(column).base == "label":
                place = choices.place(row.number, column)
                _text(text, None, place, outline, report)


def _sheet(
    sheet: Sheet,
    role: str,
    columns: tuple[str, ...],
    outline: Outline,
    report: Report,
) -> None:
    for row in sheet.rows:
        for column, text in row.cells.items():
            if heading(column).base in columns:
                place = sheet.place(row.number, column)
                _formula(text, role, None, place, outline, report)


def _is_formula(base: str, text: str) -> bool:
    if base in ("required", "readonly"):
        return text.lower() not in _PLAIN
    if base in ("default", "repeat_count"):
        return dynamic(text)
    return True


def _formula(
    text: str,
    role: str,
    owner: Field | None,
    place: Place,
    outline: Outline,
    report: Report,
) -> None:
    check_references(text.translate(CURLY), place, outline, report, exact=True)
    made = Formula(as_paths(text, outline.short), role, owner, place, text)
    outline.formulas.append(made)


def _text(
    text: str, owner: Field | None, place: Place, outline: Outline, report: Report
) -> None:
    if "$" not in text:
        return
    check_references(text, place, outline, report, exact=False)
    for match in REFERENCE.finditer(text):
        # The path keeps its place in the cell by blanks in front of it.
        path = " " * match.start() + as_paths(match[0], outline.short)
        outline.formulas.append(Formula(path, "text", owner, place))
