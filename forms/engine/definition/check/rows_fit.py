"""What a row or page asks that nobody can do: required yet locked, rules for nobody."""

from typing import Final

from forms.engine.definition.check.finding import Report
from forms.engine.definition.check.outline import Outline
from forms.engine.definition.check.sheets import Sheet
from forms.engine.definition.check.survey import Line

_NO: Final = frozenset({"no", "false", "false()"})
_UNANSWERED: Final = frozenset({"note", "calculate", "hidden"})
_SHORTENED: Final = frozenset({"minimal", "autocomplete", "search", "image-map", "map"})
# A telephone shows about six choices at once, a laptop thirty.
_MOST_SHOWN: Final = 50
# A page of so many questions is scrolled several times.
_MOST_ON_PAGE: Final = 20


def check_fits(
    lines: list[Line], sheet: Sheet, outline: Outline, report: Report
) -> None:
    """Check what each line of the survey asks of the person who fills it."""
    for line in lines:
        _locked(line, sheet, report)
        _ruled(line, sheet, report)
        _long(line, sheet, outline, report)
    _pages(lines, sheet, outline, report)


def _yes(line: Line, column: str) -> bool:
    return line.cells.get(column, "no").lower() not in _NO


def _locked(line: Line, sheet: Sheet, report: Report) -> None:
    if line.kind in _UNANSWERED or not _yes(line, "required"):
        return
    if line.cells.get("readonly", "").lower() not in ("yes", "true", "true()"):
        return
    name, place = line.cells.get("name", ""), line.place(sheet, "required")
    filled = {"calculation", "default"} & set(line.cells)
    code = "CHECK-REQUIRED-FILLED" if filled else "CHECK-REQUIRED-LOCKED"
    (report.hint if filled else report.warn)(code, place, name=name)


def _ruled(line: Line, sheet: Sheet, report: Report) -> None:
    if "constraint" not in line.cells:
        return
    if line.kind in _UNANSWERED or line.kind.startswith("begin "):
        place = line.place(sheet, "constraint")
        kind = line.kind.removeprefix("begin ")
        report.warn("CHECK-CONSTRAINT-ALONE", place, type=kind)


def _long(line: Line, sheet: Sheet, outline: Outline, report: Report) -> None:
    if line.kind not in ("select_one", "select_multiple"):
        return
    rows = outline.lists.get(line.list_name)
    words = set(line.cells.get("appearance", "").split())
    filtered = "choice_filter" in line.cells
    if rows is None or rows.values is None or filtered or words & _SHORTENED:
        return
    if len(rows.values) > _MOST_SHOWN:
        place, count = line.place(sheet, "appearance"), len(rows.values)
        report.hint("CHECK-LIST-LONG", place, list=line.list_name, count=count)


def _pages(lines: list[Line], sheet: Sheet, outline: Outline, report: Report) -> None:
    for line in lines:
        words = line.cells.get("appearance", "").split()
        if line.kind != "begin group" or "field-list" not in words or not line.field:
            continue
        inside = outline.inside(line.field)
        count = sum(
            one.kind not in ("calculate", "hidden", "group", "repeat") for one in inside
        )
        if count > _MOST_ON_PAGE:
            place, name = line.place(sheet, "appearance"), line.cells.get("name", "")
            report.hint("CHECK-PAGE-LONG", place, name=name, count=count)
