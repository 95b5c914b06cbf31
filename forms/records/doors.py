"""Doors: one address in its many spellings, as building, unit, floor and room."""

import re
import unicodedata
from dataclasses import dataclass

NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")}
NUMERALS |= {"〇": 0, "两": 2}
CHINESE_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百]+")
BUILDING = r"(?P<building>\d{1,3}(?:-\d{1,2})?[A-Z甲乙丙丁]?)"
UNIT = r"(?:(?P<unit>\d{1,2})(?:单元|门|-))?"
FLOOR = r"(?:(?P<floor>-?\d{1,2})(?:楼|层))?"
ROOM = r"(?P<room>\d{1,4}[A-Z]?)(?:室|号|户)?"
SPELLINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf".*?{BUILDING}(?:号楼|号院?楼|幢|栋|座|#楼?)-?{UNIT}{FLOOR}{ROOM}",
        r"(?P<building>\d{1,3}[A-Z甲乙丙丁]?)-(?P<unit>\d{1,2})-(?P<room>\d{1,4}[A-Z]?)室?",
        r"(?P<unit>\d{1,2})单元(?P<room>\d{1,4}[A-Z]?)室?\((?P<building>\d{1,3})号楼?\)",
    )
)


@dataclass(frozen=True, slots=True)
class Door:
    """One door of a building; `unit` is 0 where the building has none.

    Args:
        floor: As text, "" where neither the address nor the room's number tells it.
    """

    building: str
    unit: int
    floor: str
    room: str

    @property
    def short(self) -> str:
        """The one spelling that is kept: 5号楼2单元301室."""
        unit = f"{self.unit}单元" if self.unit else ""
        return f"{self.building}号楼{unit}{self.room}室"

    def code(self, grid: str) -> str:
        """Return the household code, composed as the form household_reg does."""
        parts = ((self.building, 3), (str(self.unit), 2), (self.room, 4))
        return "-".join([grid, *(_last(text, width) for text, width in parts)])


def parse_door(text: str) -> Door | None:
    """Return the door that `text` names, None where it names none for certain.

    An old compound without room numbers (三楼东户) is never guessed at.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = re.sub(r"[\s,、]", "", plain)
    plain = CHINESE_NUMBER.sub(lambda match: str(_number(match.group())), plain)
    for spelling in SPELLINGS:
        match = spelling.fullmatch(plain)
        if match:
            found = match.groupdict()
            room, floor = found["room"], found.get("floor") or ""
            return Door(
                building=found["building"],
                unit=int(found.get("unit") or 0),
                floor=floor or floor_of(room),
                room=room,
            )
    return None


def floor_of(room: str) -> str:
    """Return the floor that a room number tells: 301 -> 3, 1802 -> 18, 5 -> ""."""
    digits = re.sub(r"[A-Z]", "", room.upper())
    return digits[:-2] if digits.isdecimal() and len(digits) >= 3 else ""


def _last(text: str, width: int) -> str:
    """Return the last characters, filled with zeros, as the form's expression does."""
    return text.rjust(width, "0")[-width:]


def _number(numeral: str) -> int | str:
    """Return a Chinese number up to 999; digits read one by one give their text."""
    if not set(numeral) & set("十百"):
        return "".join(str(NUMERALS[one]) for one in numeral)
    total, digit = 0, 0
    for one in numeral:
        if one in "十百":
            total += (digit or 1) * (100 if one == "百" else 10)
            digit = 0
        else:
            digit = NUMERALS[one]
    return total + digit
