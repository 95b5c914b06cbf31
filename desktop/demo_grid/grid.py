"""DemoGrid: the fictional grid while it is being made, list by list."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import resources
from desktop.demo_grid.dice import Dice

SEED = 20241224
# Ages and group sizes are drawn for this day, whatever day the grid is made for:
# otherwise the dice would fall differently and the ids would change overnight.
DRAWN_FOR = date(2026, 12, 24)
GRID_CODE = "XYQY03"

Row = dict[str, str]


@dataclass(slots=True)
class Person:
    """One resident: the row, the age on DRAWN_FOR, and the row of the home."""

    row: Row
    age: int
    home: Row

    @property
    def tags(self) -> list[str]:
        """Codes of `person_cat`, in the order given."""
        return self.row["categories"].split()

    def tag(self, code: str) -> None:
        """Add `code` unless the person has it."""
        if code not in self.tags:
            self.row["categories"] = f"{self.row['categories']} {code}".strip()


@dataclass
class DemoGrid:
    """Everything made so far, and the dice thrown for it."""

    today: date
    seed: int = SEED
    dice: Dice = field(init=False)
    estate: Row = field(init=False)
    households: list[Row] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    facilities: list[Row] = field(default_factory=list)
    hazards: list[Row] = field(default_factory=list)
    fix_items: list[Row] = field(default_factory=list)
    heating_visits: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = Dice(self.seed)
        self.estate = {"name": self.dice.uid(), **table("estate")[0]}

    def homes(self, use: str) -> list[Row]:
        """Return the households of one `house_use`."""
        return [home for home in self.households if home["house_use"] == use]

    def lists(self) -> dict[str, list[Row]]:
        """Return the rows of each entity list, `name` and `label` first."""
        staff = [{**row, "grid_code": GRID_CODE} for row in table("staff")]
        return {
            "grid": table("grid"),
            "staff": staff,
            "estate": [self.estate],
            "household": self.households,
            "resident": [person.row for person in self.people],
            "facility": self.facilities,
            "hazard": self.hazards,
            "fix_item": self.fix_items,
        }


def table(name: str) -> list[Row]:
    """Return the rows of the packaged table `resources/demo/<name>.csv`."""
    return list(csv.DictReader(io.StringIO(resources.text(f"demo/{name}.csv"))))


def row_of(columns: Iterable[str], **values: object) -> Row:
    """Return a row with every one of `columns`, blank where no value is given."""
    row = dict.fromkeys(columns, "")
    row.update((key, str(value)) for key, value in values.items())
    return row


def years_between(birth: date, day: date) -> int:
    """Return the full years of age (周岁) on `day`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
