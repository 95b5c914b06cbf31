"""Text of an answer to the canonical text of its XForms data type, and back."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Final

# XML 1.0 has no place for these, escaped or not.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ZONE = r"(Z|[+-]\d{2}(:?\d{2})?)?"
_TIME = re.compile(rf"(\d{{2}}):(\d{{2}}):(\d{{2}})(\.\d+)?{_ZONE}", re.ASCII)
_MOST_DIGITS: Final = 400


def canonical(kind: str, text: str, zone: tzinfo) -> str | None:
    """Return `text` as a value of the data type `kind`, None where it is none.

    Blank stays blank. Types that are text to us (string, barcode, binary, ...) lose
    only the characters that XML cannot hold.

    Args:
        kind: As "int", "geopoint"; without a prefix.
        text: As typed, or as an expression gave it.
        zone: The local zone, in which an instant with an offset has its date.
    """
    if not text.isprintable():
        text = _UNWRITABLE.sub("", text)
    reader = _READERS.get(kind)
    if reader is None:
        return text
    text = text.strip()
    return reader(text, zone) if text else ""


Point = tuple[Decimal, Decimal, Decimal, Decimal]
PythonValue = str | bool | Decimal | date | datetime | time | tuple[Point, ...]


def python_value(kind: str, text: str, zone: tzinfo) -> PythonValue | None:
    """Return what the instance value `text` means, None where it is blank or wrong.

    int and decimal give Decimal, date a date, dateTime an aware datetime, time an
    aware time where it tells its offset, geopoint, geotrace and geoshape their
    points (latitude, longitude, altitude in m, accuracy in m); the rest its text.

    Args:
        kind: As "int", "geopoint"; without a prefix.
        text: As the instance holds it.
        zone: The local zone, of a dateTime without offset.
    """
    told = canonical(kind, text, zone)
    if not told:
        return None
    match kind:
        case "int" | "integer" | "decimal":
            return Decimal(told)
        case "boolean":
            return told in ("true", "1")
        case "date":
            return date.fromisoformat(told)
        case "dateTime":
            moment = datetime.fromisoformat(told)
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
        case "time":
            return time.fromisoformat(told)
        case "geopoint" | "geotrace" | "geoshape":
            return tuple(_point(part) for part in told.split(";") if part.strip())
    return told


def _point(text: str) -> Point:
    latitude, longitude, altitude, accuracy = map(Decimal, text.split())
    return latitude, longitude, altitude, accuracy


def number(text: str) -> Decimal | None:
    """Return the number written as `text`, None where it is none."""
    if len(text) > _MOST_DIGITS or not _NUMBER.fullmatch(text.strip()):
        return None
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None


def _int(text: str, _zone: tzinfo) -> str | None:
    if len(text) < 16 and text.isdecimal() and text.isascii():
        return text.lstrip("0") or "0"
    found = number(text)
    # Fractions are cut off, as both reference engines do: 2.5 is 2.
    return None if found is None else str(int(found))


def _decimal(text: str, _zone: tzinfo) -> str | None:
    found = number(text)
    if found is None:
        return None
    # Kept as typed (23.0), but never with an exponent.
    return format(found, "f") if "e" in text.lower() else text.removeprefix("+")


def _boolean(text: str, _zone: tzinfo) -> str | None:
    return text if text in ("true", "false", "1", "0") else None


def _date(text: str, zone: tzinfo) -> str | None:
    if _DATE.fullmatch(text):
        return text if _is_date(text) else None
    moment = _instant(text)
    if moment is None:
        return None
    return (moment.astimezone(zone) if moment.tzinfo else moment).date().isoformat()


def _datetime(text: str, _zone: tzinfo) -> str | None:
    if _DATE.fullmatch(text):
        return f"{text}T00:00:00.000" if _is_date(text) else None
    return text if _instant(text) is not None else None


def _instant(text: str) -> datetime | None:
    day, separator, clock = text.partition("T")
    if not separator or not _DATE.fullmatch(day) or _time(clock, None) is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _time(text: str, _zone: tzinfo | None) -> str | None:
    if not _TIME.fullmatch(text):
        return None
    try:
        time.fromisoformat(text)
    except ValueError:
        return None
    return text


def _geopoint(text: str, _zone: tzinfo) -> str | None:
    # Four numbers as Collect writes them: 45.1 127.2 0.0 0.0 (JavaRosa).
    numbers = [number(part) for part in text.split()]
    if not 2 <= len(numbers) <= 4 or None in numbers:
        return None
    found = [float(n) for n in numbers if n is not None]
    if abs(found[0]) > 90 or abs(found[1]) > 180:
        return None
    return " ".join(_plain(n) for n in [*found, 0.0, 0.0][:4])


def _plain(number: float) -> str:
    """Return a number as Collect writes it (45.1, 0.0), never with an exponent."""
    text = str(number)
    return format(Decimal(text), "f") if "e" in text else text


def _geotrace(text: str, zone: tzinfo) -> str | None:
    parts = [part for part in text.split(";") if part.strip()]
    points = [_geopoint(part.strip(), zone) for part in parts]
    if None in points:
        return None
    return "; ".join(point for point in points if point is not None)


_READERS: Final[dict[str, Callable[[str, tzinfo], str | None]]] = {
    "int": _int,
    "integer": _int,
    "decimal": _decimal,
    "boolean": _boolean,
    "date": _date,
    "dateTime": _datetime,
    "time": _time,
    "geopoint": _geopoint,
    "geotrace": _geotrace,
    "geoshape": _geotrace,
}
