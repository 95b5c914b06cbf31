"""XPath values and their conversions: text, number, truth, nodes, dates."""

import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal

from forms.engine.xpath.context import Context
from forms.engine.xpath.nodes import Node
from forms.engine.xpath.selection import NODE_SETS, RowSelection

Value = str | float | bool | date | list[Node] | RowSelection

_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\Z")
_CLOCK = r"(?P<t>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?P<z>Z|[+-]\d{2}(?::?\d{2})?)?"
_MOMENT = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    rf"(?:[T ]{_CLOCK})?\Z"
)
_TIME = re.compile(rf"{_CLOCK}\Z")
DAY_S = 86400


class LocalDays(float):
    """Days since 1970 that came from a date: more days added, they stay such.

    date() takes them for the instant they are, so `date(today() + 30)` is right in
    every zone, while `date(decimal-date-time(d) + 30)` cuts off the fraction as
    Collect does and is a day short east of Greenwich (contested.csv: date-number).
    """

    __slots__ = ()

    def __add__(self, other: float) -> "LocalDays":
        return LocalDays(float(self) + float(other))

    __radd__ = __add__

    def __sub__(self, other: float) -> float:
        left = float(self) - float(other)
        return left if isinstance(other, LocalDays) else LocalDays(left)


class Day(date):
    """The local date that date() makes, with the number of days it was made from.

    date(0) is 1970-01-01 in every zone and still counts as 0.
    """

    days: float

    @classmethod
    def of(cls, day: date, days: float) -> "Day":
        """Return `day`, which counts as `days` since 1970."""
        made = cls(day.year, day.month, day.day)
        made.days = days
        return made


def format_number(number: float) -> str:
    """Return `number` as XPath writes it: no exponent, no needless zeros."""
    if number != number:
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    text = repr(float(number))
    return format(Decimal(text), "f") if "e" in text else text


def to_string(value: Value, context: Context) -> str:
    """Return `value` as text (XPath 1.0, 4.2); dates in ISO form."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format_number(value)
    if isinstance(value, list):
        return value[0].string_value if value else ""
    if isinstance(value, RowSelection):
        row = value.first()
        if row is None:
            return ""
        return row[value.column] if value.column else "".join(row.values())
    return format_moment(value) if isinstance(value, date) else str(value)


def to_number(value: Value, context: Context) -> float:
    """Return `value` as a number; text that is a date gives its days since 1970."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, date):
        return days(value, zone(context))
    text = value if isinstance(value, str) else to_string(value, context)
    return number_of_text(text, context)


def number_of_text(text: str, context: Context) -> float:
    """Return the number that `text` is, NaN where it is none.

    Source: XPath 1.0, 4.4; dates as days: OpenRosa, as Web Forms reads them.
    """
    if text.isdecimal() and text.isascii():
        return float(text)  # Most numbers are whole ones.
    try:
        number = float(text)
    except ValueError:
        moment = parse_moment(text, zone(context))
        return math.nan if moment is None else days(moment, zone(context))
    # float() also takes "1_000", "+1", "inf" and "nan", which are no numbers here.
    return number if _NUMBER.match(text.strip(" \t\r\n")) else math.nan


def to_boolean(value: Value, context: Context) -> bool:
    """Return whether `value` is true (XPath 1.0, 4.3); a date always is."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value == value and value != 0
    if isinstance(value, RowSelection):
        return value.first() is not None
    if isinstance(value, date):
        return True
    return bool(value)


def texts(value: Value, context: Context) -> list[str]:
    """Return the text of each relevant node, or of the one value that it is."""
    if isinstance(value, list):
        return [n.string_value for n in value if n.relevant]
    if isinstance(value, RowSelection):
        if value.column:
            return list(value.strings())
        return ["".join(row.values()) for row in value.rows()]
    return [to_string(value, context)]


def numbers(values: Iterable[Value], context: Context) -> list[float]:
    """Return the numbers in `values`, node-sets spread out, what is blank left out."""
    found: list[float] = []
    for value in values:
        if isinstance(value, NODE_SETS):
            told = texts(value, context)
            found += [number_of_text(text, context) for text in told if text]
        elif value != "":
            found.append(to_number(value, context))
    return found


def zone(context: Context) -> tzinfo:
    """Return the local zone: that of the moment of the evaluation."""
    return context.env.now.tzinfo or UTC


def days(moment: date, local: tzinfo) -> float:
    """Return days since 1970-01-01T00:00Z; a date counts from its local midnight."""
    if isinstance(moment, Day):
        return moment.days
    return LocalDays(instant(moment, local).timestamp() / DAY_S)


def instant(moment: date, local: tzinfo) -> datetime:
    """Return the aware instant of a date (its local midnight) or date-time."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), local)


def at_days(number: float, local: tzinfo) -> datetime | None:
    """Return the local date-time `number` days after 1970, None out of range."""
    try:
        whole = timedelta(milliseconds=round(number * DAY_S * 1000))
        return (datetime(1970, 1, 1, tzinfo=UTC) + whole).astimezone(local)
    except (OverflowError, ValueError):
        return None


def parse_moment(text: str, local: tzinfo) -> date | None:
    """Return the date or the aware local date-time that `text` is, None if neither."""
    match = _MOMENT.match(text)
    if match is None:
        return None
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        if match["t"] is None:
            return day
        told = datetime.combine(day, time.fromisoformat(_clock(match["t"])))
        offset = parse_offset(match["z"])
        if offset is None:
            return told.replace(tzinfo=local)
        return told.replace(tzinfo=offset).astimezone(local)
    except (ValueError, OverflowError):
        return None


def parse_time(text: str) -> tuple[time, tzinfo | None] | None:
    """Return a time of day and its offset, if it has one; None if `text` is none."""
    match = _TIME.match(text)
    if match is None:
        return None
    try:
        return time.fromisoformat(_clock(match["t"])), parse_offset(match["z"])
    except ValueError:
        return None


def _clock(text: str) -> str:
    hours, _, rest = text.partition(":")
    whole, dot, fraction = rest.partition(".")
    return f"{int(hours):02}:{whole}{dot}{fraction[:6].ljust(6, '0') if dot else ''}"


def parse_offset(text: str | None) -> tzinfo | None:
    """Return the zone of "Z", "+08:00", "-0700" or "+08", None for None.

    Raises:
        ValueError: Over 14 hours, or 60 minutes and more.
    """
    if text is None:
        return None
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        raise ValueError(text)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if text[0] == "+" else -offset)


def format_moment(moment: date) -> str:
    """Return "2026-11-25", or "2026-11-25T08:30:00.000+08:00" for a date-time."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="milliseconds")
    return moment.isoformat()
