"""Values that do not go together: a list by =, a number with text, dates as text."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from forms.engine.definition.check.finding import Report, near, short
from forms.engine.definition.check.reading import DAY, Inner, Reading
from forms.engine.definition.check.syntax import as_written
from forms.engine.xpath.ast import Ast, Call, Chain, Literal, Number

_EQUAL: Final = ("=", "!=")
_ORDER: Final = ("<", "<=", ">", ">=")
_ROUNDED: Final = frozenset({"round", "int", "floor", "ceiling"})
# Functions that take a path written as text.
_PATHS: Final = frozenset({"jr:choice-name", "choice-name", "pulldata"})
# Functions that take a date as a date, however it is written.
_DATED: Final = frozenset(
    "format-date format-date-time date date-time decimal-date-time decimal-time number"
    " string-length boolean not".split()
)


def check_values(reading: Reading, report: Report) -> None:
    """Check comparisons, dates and the choices a formula names."""
    for inner in reading.parts:
        part = inner.part
        if isinstance(part, Chain):
            _chain(part, reading, report)
        elif isinstance(part, Call) and part.name == "selected":
            _selected(part, reading, report)
        elif isinstance(part, Call) and part.name == "date":
            _date(part, reading, report)
        elif isinstance(part, Call) and part.name == "if":
            _if(inner, part, reading, report)
        elif isinstance(part, Literal):
            _quoted(inner, part, reading, report)


def _quoted(inner: Inner, part: Literal, reading: Reading, report: Report) -> None:
    """Tell of '${name}' in quotes, which is text and no reference."""
    root = reading.outline.short
    found = re.search(rf"/{root}/([^\W\d][\w.\-]*)", part.text) if root else None
    if found and not any(call.name in _PATHS for call in inner.calls):
        report.warn(
            "CHECK-REFERENCE-QUOTED",
            reading.formula.place,
            name=found[1],
            position=part.start + 1,
        )


def _chain(part: Chain, reading: Reading, report: Report) -> None:
    if _bare_day(part, reading, report):
        return
    left = part.first
    for operator, right in part.rest:
        if operator in _EQUAL:
            _equal(left, right, reading, report)
            _equal(right, left, reading, report)
        elif operator in _ORDER:
            _order(left, right, operator, reading, report)
            _order(right, left, operator, reading, report)
        left = right


def _bare_day(part: Chain, reading: Reading, report: Report) -> bool:
    """Tell of 2020-01-01 without quotes, which is a subtraction."""
    found = re.match(
        r"\d{4}-\d{1,2}-\d{1,2}(?![\d.])", reading.formula.text[part.start :]
    )
    if not found or not isinstance(part.first, Number):
        return False
    year, month, day = (int(number) for number in found[0].split("-"))
    report.error(
        "CHECK-DATE-UNQUOTED",
        reading.formula.place,
        day=found[0],
        value=year - month - day,
        position=part.start + 1,
    )
    return True


def _equal(one: Ast, other: Ast, reading: Reading, report: Report) -> None:
    kind = reading.kind(one)
    place, position = reading.formula.place, one.start + 1
    field = reading.field(one)
    blank = isinstance(other, Literal) and not other.text.strip()
    if blank or field is None:
        return
    if kind == "many" and isinstance(other, Literal | Number):
        # Compared with another field it may be the whole answer that is meant.
        report.warn(
            "CHECK-MANY-EQUAL",
            place,
            name=field.name,
            value=short(other.text),
            position=position,
        )
    elif kind == "one" and isinstance(other, Literal | Number):
        _choice(other.text, field.name, other, reading, report)
    elif kind == "number" and isinstance(other, Literal) and not _number(other.text):
        report.warn(
            "CHECK-NUMBER-TEXT",
            place,
            name=field.name,
            text=short(other.text),
            position=position,
        )
    elif kind == "date" and isinstance(other, Literal) and not DAY.match(other.text):
        report.warn(
            "CHECK-DATE-WORDS",
            place,
            name=field.name,
            text=short(other.text),
            position=position,
        )


def _order(
    one: Ast, other: Ast, operator: str, reading: Reading, report: Report
) -> None:
    place = reading.formula.place
    position = one.start + 1
    if reading.kind(one) == "day":
        told = short(one.text) if isinstance(one, Literal) else "format-date(…)"
        report.warn(
            "CHECK-DATE-TEXT", place, text=told, operator=operator, position=position
        )
    elif isinstance(one, Literal) and not _number(one.text) and one.text.strip():
        report.warn(
            "CHECK-ORDER-TEXT",
            place,
            text=short(one.text),
            operator=operator,
            position=position,
        )
    elif reading.kind(one) == "many":
        field = reading.field(one)
        name = field.name if field else ""
        report.warn("CHECK-MANY-EQUAL", place, name=name, value="…", position=position)


def _number(text: str) -> bool:
    try:
        Decimal(text.strip())
    except InvalidOperation:
        return False
    return True


def _selected(call: Call, reading: Reading, report: Report) -> None:
    if len(call.arguments) != 2:
        return
    one, value = call.arguments
    field = reading.field(one)
    if field is None or not isinstance(value, Literal):
        return
    if field.kind in ("select_one", "select_multiple", "rank"):
        _choice(value.text, field.name, value, reading, report)
    elif field.kind in ("integer", "decimal", "date", "time", "note", "geopoint"):
        report.warn(
            "CHECK-SELECTED-TYPE",
            reading.formula.place,
            name=field.name,
            type=field.kind,
            position=one.start + 1,
        )


def _choice(value: str, name: str, at: Ast, reading: Reading, report: Report) -> None:
    field = reading.outline.by_name[name][0]
    rows = reading.outline.lists.get(field.list_name)
    if rows is None or rows.values is None or not value or value in rows.values:
        return
    if field.other and value == "other":
        return
    report.warn(
        "CHECK-CHOICE-VALUE",
        reading.formula.place,
        value=short(value),
        name=name,
        list=field.list_name,
        position=at.start + 1,
        near=near(value, rows.values),
    )


def _date(call: Call, reading: Reading, report: Report) -> None:
    """Tell of date(decimal-date-time(x) + 30), a day short east of Greenwich."""
    inside = call.arguments[0] if call.arguments else None
    if not isinstance(inside, Chain) or not {"+", "-"} & {o for o, _ in inside.rest}:
        return
    operands = (inside.first, *(operand for _, operand in inside.rest))
    if any(isinstance(o, Call) and o.name == "decimal-date-time" for o in operands):
        start = operands[0].start
        written = as_written(reading.formula, start, start + 50).removesuffix(")")
        report.warn(
            "CHECK-DATE-DECIMAL",
            reading.formula.place,
            text=written,
            position=call.start + 1,
        )


def _if(inner: Inner, call: Call, reading: Reading, report: Report) -> None:
    """Tell of a date out of if(), which becomes a whole timestamp."""
    owner = reading.owner
    if reading.formula.role not in ("calculation", "default", "entity"):
        return
    if owner is not None and owner.kind in ("date", "dateTime", "time"):
        return
    if len(call.arguments) != 3 or any(one.name in _DATED for one in inner.calls):
        return
    if any(isinstance(one, Chain) for one in inner.around):
        return
    for branch in call.arguments[1:]:
        if reading.kind(branch) == "date":
            report.warn(
                "CHECK-IF-DATE", reading.formula.place, position=branch.start + 1
            )
            return
