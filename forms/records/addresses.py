"""What somebody means who types a door, whole or in part, in any spelling."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百]+")
# 五号楼, 二单元, 三个: a number and at most one word; 一品苑 is a name.
_COUNTED = re.compile(
    f"({_NUMERAL.pattern})(号楼|幢|栋|座|楼|单元|门|层|室|号|户|个|人|台|只|条|辆)?"
)
_DASHES = re.compile("[—–−‐‑~～]")

_B = r"(?P<b>[甲乙丙丁]?\d{1,3}(?:-\d{1,2})?[A-Z甲乙丙丁]?|[东南西北中])"
_ALIAS = r"(?P<alias>[东中西南北]户?)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        # 5号楼2单元301室, 5#2-301, 5#-2-301, 5号楼2单元3楼301室, 五号楼二单元三楼东户
        rf".*?{_B}(?:号楼|号院楼|幢|栋|座|楼(?!层)|#楼?|号(?=\d|$))"
        r"(?:-(?!\d{1,2}[楼层]))?"
        r"(?:(?P<u>\d{1,2})(?:单元|门|-|$))?(?:(?P<f>-?\d{1,2})(?:楼|层))?"
        rf"(?:(?P<r>\d{{1,4}}[A-Z]?)(?:室|号|户)?)?{_ALIAS}",
        # 5-2-301, 5-2
        rf"{_B}-(?P<u>\d{{1,2}})(?:-(?P<r>\d{{1,4}}[A-Z]?)室?)?-?",
        # 5-301 where the building has no units
        r"(?P<b>\d{1,3})-(?P<r>\d{3,4})室?",
        # 2单元301(5号)
        r"(?P<u>\d{1,2})单元(?P<r>\d{1,4}[A-Z]?)室?\((?P<b>\d{1,3})号楼?\)",
    )
)


@dataclass(frozen=True, slots=True)
class DoorQuery:
    """A door as far as it was told; blank where it was not.

    Args:
        alias: 东户, 中户, 西户 of a compound without room numbers; never guessed into
            a number.
    """

    building: str
    unit: str = ""
    floor: str = ""
    room: str = ""
    alias: str = ""


def query_door(text: str) -> DoorQuery | None:
    """Return the door that typed text names in whole or in part, None for none."""
    plain = plain_address(text)
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match:
            told = match.groupdict()
            room = told.get("r") or ""
            return DoorQuery(
                _building(told["b"]),
                told.get("u") or "",
                told.get("f") or floor_of(room),
                room,
                told.get("alias") or "",
            )
    return None


def floor_of(room: str) -> str:
    """Return the floor that a room number tells: 301 -> 3, 1802 -> 18, 5 -> ""."""
    digits = re.sub(r"[A-Z]", "", room.upper())
    return digits[:-2] if digits.isdecimal() and len(digits) >= 3 else ""


def plain_address(text: str) -> str:
    """Return an address narrow, without blanks, its Chinese numbers as digits."""
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = re.sub(r"[\s,、。]", "", _DASHES.sub("-", plain))
    return _NUMERAL.sub(lambda found: _number(found.group()), plain)


def arabic(text: str) -> str:
    """Return a cell that holds one number in Chinese with digits: 五号楼 as 5号楼."""
    told = _COUNTED.fullmatch(text)
    return _number(told[1]) + (told[2] or "") if told else text


def _number(numeral: str) -> str:
    """Return 十二 as 12, 一百零一 as 101, and 三〇一, read digit by digit, as 301."""
    if not set(numeral) & set("十百"):
        return "".join(str(_DIGITS[one]) for one in numeral)
    total, digit = 0, 0
    for one in numeral:
        if one in "十百":
            total += (digit or 1) * (100 if one == "百" else 10)
            digit = 0
        else:
            digit = _DIGITS[one]
    return str(total + digit)


def _building(text: str) -> str:
    """Return 甲5 as 5甲: one building, two ways to say it."""
    return text[1:] + text[0] if text[0] in "甲乙丙丁" and len(text) > 1 else text


def building_key(building: str) -> str:
    """Return a building's name so that 2 sorts before 10 and no other begins so."""
    parts = re.split(r"(\d+)", building.upper())
    return "".join(p.rjust(4, "0") if p.isdecimal() else p for p in parts)


def door_keys(query: DoorQuery) -> tuple[str, str]:
    """Return (building-unit-room, building-unit-floor) as far as they are told.

    A part not told ends the key, so that it is the beginning of all that fit.
    """
    start = building_key(query.building) + "-"
    # A building without units is told as unit 0 in the ledgers.
    unit = query.unit or ("0" if query.room else "")
    if not unit:
        return start, start
    start += unit.rjust(2, "0") + "-"
    floor = f"{query.floor.rjust(2, '0')}-" if query.floor else ""
    return start + (f"{query.room.rjust(4, '0')}-" if query.room else ""), start + floor


def door_of(props: Mapping[str, str]) -> DoorQuery | None:
    """Return where an entity is: by its columns, or else by its address."""
    building = props.get("building_no", "")
    if building:
        room = props.get("room_no", "")
        floor = props.get("floor_no", "") or floor_of(room)
        return DoorQuery(building.upper(), props.get("unit_no", ""), floor, room)
    address = props.get("addr_short", "")
    return query_door(address) if address else None


def sort_key(address: str) -> tuple[tuple[int, int | str], ...]:
    """Return a key that sorts addresses as people count: 2号楼 before 10号楼."""
    parts = re.split(r"(\d+)", plain_address(address))
    return tuple((0, int(p)) if p.isdecimal() else (1, p) for p in parts if p)
