"""Ledger values: a cell as its property keeps it, and what is doubtful about it."""

import re
import uuid
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from forms.records import persons
from forms.records.doors import parse_door
from forms.records.ledger_columns import codes

DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
SEPARATORS = re.compile(r"[\s,，、;；|]+")
# What a spreadsheet made of a room number like 3-2.
DATE_LIKE = re.compile(r"\d{4}-\d{2}-\d{2}")

Read = tuple[str, str]


def read_value(kind: str, text: str) -> Read:
    """Return the value of a cell and a code of the messages, "" for no doubt.

    A value that its property cannot hold is "" (left out); one that may be wrong is
    kept. Both are told.

    Args:
        kind: A kind of `tables/ledger_columns.csv`.
        text: The cell, not blank.
    """
    name, _, detail = kind.partition(":")
    if name == "code":
        return _code(text, detail)
    if name == "codes":
        return _codes(text, detail)
    return KINDS[name](text)


def _text(text: str) -> Read:
    return text, ""


def _identity(text: str) -> Read:
    try:
        return str(uuid.UUID(text)), ""
    except ValueError:
        return "", "LEDGER-UUID"


def _day(text: str) -> Read:
    """Return a date; one without its day is the first of the month."""
    plain = persons.narrow(text)
    match = DAY.fullmatch(plain) or COMPACT_DAY.fullmatch(plain)
    if not match:
        moment = _instant(plain)[0]
        return (moment[:10], "") if moment else ("", "LEDGER-DATE")
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return date(year, month, day).isoformat(), ""
    except ValueError:
        return "", "LEDGER-DATE"


def _month(text: str) -> Read:
    """Return the first of a month: labels of extinguishers carry no day."""
    value, doubt = _day(text)
    return (f"{value[:8]}01" if value else ""), doubt


def _instant(text: str) -> Read:
    plain = persons.narrow(text).replace("/", "-")
    try:
        return datetime.fromisoformat(plain).isoformat(timespec="seconds"), ""
    except ValueError:
        return "", "LEDGER-DATE"


def _decimal(text: str) -> Read:
    plain = persons.narrow(text).replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return "", "LEDGER-NUMBER"
    return (plain, "") if value.is_finite() else ("", "LEDGER-NUMBER")


def _whole(text: str) -> Read:
    """Return a whole number; 3单元 and 3层 count as 3."""
    plain = persons.narrow(text)
    match = re.fullmatch(r"(-?\d{1,9})(?:\.0+)?(?:单元|层|楼|个|人|台)?", plain)
    return (str(int(match[1])), "") if match else ("", "LEDGER-NUMBER")


def _room(text: str) -> Read:
    plain = persons.narrow(text)
    if DATE_LIKE.fullmatch(plain):
        return "", "LEDGER-ROOM-DATE"
    return re.sub(r"(号楼|幢|栋|室|号)$", "", plain), ""


def _door(text: str) -> Read:
    door = parse_door(text)
    return (door.short, "") if door else (text, "LEDGER-DOOR")


def _code(text: str, choice_list: str) -> Read:
    words = codes(choice_list)
    plain = persons.narrow(text)
    code = words.get(text) or words.get(plain) or words.get(plain.lower())
    return (code, "") if code else ("", "LEDGER-CODE")


def _codes(text: str, choice_list: str) -> Read:
    """Return several codes parted by blanks, those not known left out."""
    whole, doubt = _code(text, choice_list)
    if whole:
        return whole, ""
    parts = [part for part in SEPARATORS.split(text) if part]
    found = [_code(part, choice_list)[0] for part in parts]
    doubt = "" if all(found) else "LEDGER-CODE"
    return " ".join(dict.fromkeys(code for code in found if code)), doubt


KINDS: dict[str, Callable[[str], Read]] = {
    "id": _identity,
    "key": _text,
    "text": _text,
    "link": _text,
    "date": _day,
    "month": _month,
    "instant": _instant,
    "decimal": _decimal,
    "whole": _whole,
    "room": _room,
    "door": _door,
    "person": persons.person_name,
    "phone": persons.phone,
    "idcard": persons.id_number,
}
