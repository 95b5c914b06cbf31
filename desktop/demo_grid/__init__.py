"""The fictional demo grid, generated for a day, as the ledgers of an office.

Every person, phone and reading is invented: identity numbers use area code 370899,
which is not assigned, phones begin with 1400000, companies are called 演示.
"""

import csv
from datetime import date
from pathlib import Path

from desktop.demo_grid import (
    due,
    events,
    facilities,
    groups,
    heating,
    households,
)
from desktop.demo_grid.grid import SEED, DemoGrid, Row

__all__ = ["LISTS", "SEED", "build", "generate", "write"]

LISTS = (
    "grid",
    "staff",
    "estate",
    "household",
    "resident",
    "facility",
    "hazard",
    "fix_item",
)


def build(today: date, seed: int = SEED) -> DemoGrid:
    """Return the whole grid as it stands on `today`.

    The order of these steps is part of the data: each throws the same dice on.
    Row ids depend on `seed` alone, so that two laptops begun on different days hold
    the same people; states and dates lie around `today`.
    """
    grid = DemoGrid(today, seed)
    households.fill(grid)
    groups.fill(grid)
    facilities.fill(grid)
    heating.fill(grid)
    events.fill(grid)
    due.fill(grid)
    return grid


def generate(today: date, seed: int = SEED) -> dict[str, list[Row]]:
    """Return the rows of each entity list of LISTS, texts as in a CSV file."""
    return build(today, seed).lists()


def write(folder: Path, today: date, seed: int = SEED) -> list[Path]:
    """Write one CSV ledger per list into `folder`, and return the files in order.

    They carry a byte order mark, without which a spreadsheet garbles Chinese.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, rows in generate(today, seed).items():
        file = folder / f"{name}.csv"
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            table = csv.DictWriter(out, list(rows[0]))
            table.writeheader()
            table.writerows(rows)
        written.append(file)
    return written
