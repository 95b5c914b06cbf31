"""Doors of ledgers: an address that names one door for certain, in its one spelling."""

import re
from dataclasses import dataclass

from forms.records.addresses import plain_address, query_door

# 5-301: a building without units, or a unit whose building is told elsewhere?
TWO_NUMBERS = re.compile(r"\d+-\d+室?")


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
    if TWO_NUMBERS.fullmatch(plain_address(text)):
        return None
    told = query_door(text)
    if told is None or told.alias or not told.room or not told.building[0].isdecimal():
        return None
    return Door(told.building, int(told.unit or 0), told.floor, told.room)


def _last(text: str, width: int) -> str:
    """Return the last characters, filled with zeros, as the form's expression does."""
    return text.rjust(width, "0")[-width:]
