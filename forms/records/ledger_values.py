"""Ledger values: a cell as its property keeps it, and what is doubtful about it."""

import re
import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from forms.records import persons
from forms.records.addresses import arabic
from forms.records.doors import parse_door
from forms.records.ledger_columns import codes

DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
MOMENT = re.compile(r"(.+?)[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?")
# 2026.1 may have been 2026.10 before a spreadsheet took it for a number.
MONTH_OR_TENTH = re.compile(r"\d{4}\.1")
# A day as spreadsheets count it: 10000 is 1927-05-18, 73050 the last of 2099.
SERIAL = re.compile(r"[1-7]\d{4}(?:\.\d+)?")
LAST_SERIAL = 73050
EXCEL_EPOCH = date(1899, 12, 30)
DAYS_TO_1904 = 1462
SEPARATORS = re.compile(r"[\s,，、;；|]+")
# What a spreadsheet made of a room number like 3-2.
DATE_LIKE = re.compile(r"\d{4}-\d{2}-\d{2}")
# What people write into a cell that they leave blank.
NO_VALUE = frozenset(
    ("无", "不详", "未知", "暂无", "没有", "-", "--", "—", "/", "\\", "n/a", "none")
)
# Kinds of which no value is such a word.
NEVER_WORDS = frozenset(
    ("date", "month", "instant", "decimal", "person", "phone", "idcard", "door", "id")
)

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
    if name in NEVER_WORDS and persons.narrow(text).lower() in NO_VALUE:
        return "", ""
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
    plain = re.sub(r"\s*([-/.年月日])\s*", r"\1", persons.narrow(text)).rstrip(".")
    if MONTH_OR_TENTH.fullmatch(plain):
        return "", "LEDGER-DATE-TENTH"
    match = DAY.fullmatch(plain) or COMPACT_DAY.fullmatch(plain)
    if not match:
        if SERIAL.fullmatch(plain):
            return _of_serial(plain)
        moment = MOMENT.fullmatch(plain)
        return _day(moment[1]) if moment else ("", "LEDGER-DATE")
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return date(year, month, day).isoformat(), ""
    except ValueError:
        return "", "LEDGER-DATE"


def _of_serial(text: str) -> Read:
    """Return the date of a day's number, which the cell lost its format of."""
    days = int(Decimal(text))
    if days > LAST_SERIAL:
        return "", "LEDGER-DATE"
    return (EXCEL_EPOCH + timedelta(days=days)).isoformat(), ""


def since_1904(text: str) -> str:
    """Return a day's number, counted from 1904, as it is counted from 1900."""
    plain = persons.narrow(text)
    if not re.fullmatch(r"\d{4,5}(?:\.\d+)?", plain):
        return text
    return str(Decimal(plain) + DAYS_TO_1904)


def _month(text: str) -> Read:
    """Return the first of a month: labels of extinguishers carry no day."""
    value, doubt = _day(text)
    return (f"{value[:8]}01" if value else ""), doubt


def _instant(text: str) -> Read:
    plain = persons.narrow(text)
    try:
        return datetime.fromisoformat(plain).isoformat(timespec="seconds"), ""
    except ValueError:
        pass
    match = MOMENT.fullmatch(plain)
    day = _day(match[1] if match else plain)[0]
    hour, minute, second = (
        (int(part or 0) for part in match.groups()[1:]) if match else (0, 0, 0)
    )
    if not day or hour > 23 or minute > 59 or second > 59:
        return "", "LEDGER-DATE"
    return f"{day}T{hour:02}:{minute:02}:{second:02}", ""


def _decimal(text: str) -> Read:
    plain = persons.narrow(text).replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return "", "LEDGER-NUMBER"
    return (plain, "") if value.is_finite() else ("", "LEDGER-NUMBER")


def _whole(text: str) -> Read:
    """Return a whole number; 3单元, 三单元 and 3层 count as 3."""
    plain = arabic(persons.narrow(text))
    match = re.fullmatch(r"(-?\d{1,9})(?:\.0+)?(?:单元|[门层楼个人台只条辆])?", plain)
    return (str(int(match[1])), "") if match else ("", "LEDGER-NUMBER")


def _room(text: str) -> Read:
    plain = persons.narrow(text)
    if DATE_LIKE.fullmatch(plain):
        return "", "LEDGER-ROOM-DATE"
    bare = re.sub(r"(号楼|#楼?|幢|栋|室|号|(?<=\d)[楼户])$", "", arabic(plain))
    # A座, 东户 and DK are called so; a word of letters names no door.
    return bare, "LEDGER-DOOR" if re.fullmatch(r"[A-Za-z]{3,}", bare) else ""


def _door(text: str) -> Read:
    door = parse_door(text)
    return (door.short, "") if door else (text, "LEDGER-DOOR")


def _identity_number(text: str) -> Read:
    """Return an ID number; of one whose digits are lost nothing is kept.

    What a spreadsheet left of it is the same for thousands of people.
    """
    number, doubt = persons.id_number(text.removeprefix("'"))
    return ("", doubt) if doubt == "PERSON-ID-LOST" else (number, doubt)


def _phone(text: str) -> Read:
    number, doubt = persons.phone(text.removeprefix("'"))
    return ("", doubt) if doubt == "PERSON-PHONE-LOST" else (number, doubt)


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
    "phone": _phone,
    "idcard": _identity_number,
}
