"""What a row of the survey says that does not go together or is of the wrong type."""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Final

from forms.engine.definition.check.finding import Report, short
from forms.engine.definition.check.outline import NUMBERS, Outline
from forms.engine.definition.check.references import REFERENCE, names
from forms.engine.definition.check.sheets import Sheet
from forms.engine.definition.check.survey import Line

_SILENT: Final = frozenset(
    "calculate hidden start end today username deviceid email phonenumber simserial"
    " subscriberid audit csv-external xml-external start-geopoint"
    " background-geopoint background-audio".split()
)
_TEXTS: Final = ("label", "hint", "image", "audio", "video", "big-image")
_FORMULA: Final = re.compile(r"\$\{|[\w:-]+\s*\(|[\[\]]|\s[-+*|]\s|\s(?:div|mod)\s")
_MESSAGES: Final = {
    "constraint_message": "constraint",
    "required_message": "required",
}
_NO: Final = frozenset({"no", "false", "false()"})


def dynamic(text: str) -> bool:
    """Return whether a default is a formula rather than a value."""
    return bool(_FORMULA.search(text))


def check_rows(
    lines: list[Line], sheet: Sheet, outline: Outline, report: Report
) -> None:
    """Check each line of the survey by itself."""
    for line in lines:
        _label(line, sheet, report)
        _alone(line, sheet, report)
        _trigger(line, sheet, report)
        _default(line, sheet, outline, report)
        _count(line, sheet, outline, report)


def _label(line: Line, sheet: Sheet, report: Report) -> None:
    if line.kind in _SILENT or line.kind.startswith("begin "):
        return
    if not any(column in line.cells for column in _TEXTS):
        name = line.cells.get("name", "")
        place = line.place(sheet, "label")
        if {"calculation", "trigger"} & set(line.cells):
            report.hint("CHECK-LABEL-MISSING", place, name=name)
        else:
            report.error("CHECK-LABEL-MISSING", place, name=name)


def _alone(line: Line, sheet: Sheet, report: Report) -> None:
    cells = line.cells
    for message, rule in _MESSAGES.items():
        if message in cells and cells.get(rule, "no").lower() in _NO:
            place = line.place(sheet, message)
            report.warn("CHECK-MESSAGE-ALONE", place, message=message, rule=rule)
    listed = line.kind.startswith(("select_", "rank"))
    if "choice_filter" in cells and not listed:
        place = line.place(sheet, "choice_filter")
        report.warn("CHECK-FILTER-ALONE", place, type=line.kind)
    if line.kind == "calculate" and not {"calculation", "default"} & set(cells):
        place = line.place(sheet, "calculation")
        report.error("CHECK-CALCULATION-MISSING", place, name=cells.get("name", ""))
    if "required" in cells and line.kind in ("note", "calculate"):
        if cells["required"].lower() not in _NO:
            place = line.place(sheet, "required")
            report.warn("CHECK-REQUIRED-NEVER", place, type=line.kind)
    if "repeat_count" in cells and line.kind != "begin repeat":
        report.warn("CHECK-COUNT-ALONE", line.place(sheet, "repeat_count"))


def _trigger(line: Line, sheet: Sheet, report: Report) -> None:
    text = line.cells.get("trigger")
    if text is None:
        return
    place = line.place(sheet, "trigger")
    rest = REFERENCE.sub("", text).replace(",", "").strip()
    if rest or not names(text):
        report.error("CHECK-TRIGGER-FORM", place, text=short(text))
    if "calculation" not in line.cells and line.kind not in (
        "start-geopoint",
        "background-geopoint",
    ):
        report.warn("CHECK-TRIGGER-ALONE", place)


def _default(line: Line, sheet: Sheet, outline: Outline, report: Report) -> None:
    text = line.cells.get("default")
    if text is None or line.field is None:
        return
    place = line.place(sheet, "default")
    kind = line.field.kind
    if kind in ("date", "dateTime") and re.fullmatch(r"[\d\-/.年月日]+", text):
        fine = fits(text, kind)
    elif dynamic(text):
        return
    else:
        fine = fits(text, kind)
    if not fine:
        report.error(
            "CHECK-DEFAULT-TYPE",
            place,
            text=short(text),
            type=_CALLED[kind],
            example=_EXAMPLES[kind],
        )
    elif kind in ("select_one", "select_multiple", "rank"):
        _default_choice(line, text, sheet, outline, report)


def _default_choice(
    line: Line, text: str, sheet: Sheet, outline: Outline, report: Report
) -> None:
    rows = outline.lists.get(line.list_name)
    if rows is None or rows.values is None or line.field is None:
        return
    several = line.field.kind != "select_one"
    for value in text.split() if several else [text]:
        if value not in rows.values and not (line.other and value == "other"):
            place = line.place(sheet, "default")
            report.error(
                "CHECK-DEFAULT-CHOICE",
                place,
                value=short(value),
                list=line.list_name,
                choices=short(", ".join(rows.values)),
            )


_CALLED: Final = {
    "integer": {"zh_CN": "整数", "en": "whole number"},
    "decimal": {"zh_CN": "数", "en": "number"},
    "range": {"zh_CN": "数", "en": "number"},
    "date": {"zh_CN": "日期", "en": "date"},
    "time": {"zh_CN": "时间", "en": "time"},
    "dateTime": {"zh_CN": "日期时间", "en": "date and time"},
    "geopoint": {"zh_CN": "坐标", "en": "geopoint"},
}
_EXAMPLES: Final = {
    "integer": "0",
    "decimal": "0.5",
    "range": "5",
    "date": "2026-01-31",
    "time": "09:30",
    "dateTime": "2026-01-31T09:30:00",
    "geopoint": "35.4146 116.5871 0 0",
}


def fits(text: str, kind: str) -> bool:
    """Return whether `text` is a value of the type `kind`."""
    try:
        if kind == "integer":
            int(text)
        elif kind in NUMBERS:
            Decimal(text)
        elif kind == "date":
            date.fromisoformat(text)
        elif kind == "time":
            time.fromisoformat(text)
        elif kind == "dateTime":
            date.fromisoformat(text[:10])
        elif kind == "geopoint":
            return 2 <= len([float(part) for part in text.split()]) <= 4
    except (ValueError, InvalidOperation):
        return False
    return True


def _count(line: Line, sheet: Sheet, outline: Outline, report: Report) -> None:
    text = line.cells.get("repeat_count")
    if text is None or line.kind != "begin repeat":
        return
    place = line.place(sheet, "repeat_count")
    found = names(text)
    if not dynamic(text) and not text.isdecimal():
        report.error("CHECK-COUNT-TEXT", place, text=short(text))
    elif len(found) == 1 and REFERENCE.sub("", text).strip() == "":
        known = outline.by_name.get(found[0][1], [])
        if known and known[0].kind not in (*NUMBERS, "calculate", "hidden", "unknown"):
            one = known[0]
            report.error("CHECK-COUNT-TYPE", place, name=one.name, type=one.kind)
