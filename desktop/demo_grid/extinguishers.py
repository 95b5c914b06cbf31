"""Extinguishers of the demo: 252 with their age, service and state."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

import resources
from desktop.demo_grid.dice import Dice
from desktop.demo_grid.grid import DemoGrid

STATES = {"scrap": 9, "overdue": 31, "soon": 14, "ok": 198}
MODELS = {"powder_abc": "MFZ/ABC4", "water": "MSZ/3", "co2": "MT/3"}

Spot = tuple[int | str, int, int, str]


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Years to the first service, between later ones, and to the scrap heap."""

    first: int
    later: int
    scrap: int


@cache
def lifetimes() -> dict[str, Lifetime]:
    """Return the Chinese lifetimes by agent (`rules/extinguisher.csv`)."""
    rows = csv.DictReader(io.StringIO(resources.text("rules/extinguisher.csv")))
    return {
        row["agent"]: Lifetime(
            int(row["first_service_y"]),
            int(row["later_service_y"]),
            int(row["scrap_y"]),
        )
        for row in rows
        if row["rule_set"] == "CN" and row["form"] == "portable"
    }


def extinguishers(
    grid: DemoGrid,
) -> Iterator[tuple[int | str, int, int, str, dict[str, object]]]:
    """Yield place, unit, floor, location and facts of each extinguisher."""
    states = [state for state, count in STATES.items() for _ in range(count)]
    grid.dice.shuffle(states)
    for spot, state in zip(_spots(), states, strict=True):
        yield *spot, _facts(grid, state)


def _spots() -> Iterator[Spot]:
    for building in range(1, 13):
        for unit in (1, 2, 3):
            for floor in (1, 3, 5):
                yield from [(building, unit, floor, f"{floor}层楼梯平台")] * 2
    for building in range(1, 13):
        yield from [(building, 0, 1, "车棚充电区")] * 2
    yield from [("WY", 0, 1, "微型消防站")] * 12


def _facts(grid: DemoGrid, state: str) -> dict[str, object]:
    agent = grid.dice.choices(list(MODELS), [0.86, 0.12, 0.02])[0]
    life = lifetimes()[agent]
    age = _age_months(grid.dice, life, state)
    made = _months_before(grid.today, age)
    last = _last_service(grid, life, state, age)
    scrap_due = _years_after(made, life.scrap)
    service_due = _years_after(last, life.later) if last else None
    service_due = service_due or _years_after(made, life.first)
    overdue = "overdue" if service_due <= grid.today else "ok"
    return {
        "ext_agent": agent,
        "ext_form": "portable",
        "ext_spec": MODELS[agent],
        "mfg_date": made.isoformat(),
        "last_service": last.isoformat() if last else "",
        "scrap_due": scrap_due.isoformat(),
        "svc_due": service_due.isoformat(),
        "co2_gross": 9.8 if agent == "co2" else "",
        "co2_charge": 3 if agent == "co2" else "",
        "status": "scrap" if scrap_due <= grid.today else overdue,
    }


def _age_months(dice: Dice, life: Lifetime, state: str) -> int:
    """Return an age at which a unit is in `state`."""
    first, scrap = life.first * 12, life.scrap * 12
    if state == "scrap":
        return scrap + dice.randrange(0, 14)
    if state == "overdue":
        return dice.randrange(first + 1, scrap - 6)
    if state == "soon":
        return first - 1
    if dice.random() < 0.6:
        return dice.randrange(3, first - 3)
    return dice.randrange(first + 2, scrap - 3)


def _last_service(grid: DemoGrid, life: Lifetime, state: str, age: int) -> date | None:
    """Return the month of the last service, or None before the first."""
    made = _months_before(grid.today, age)
    if state == "ok" and age >= life.first * 12:
        ago = grid.dice.randrange(0, life.later * 12 - 2)
        return max(_months_before(grid.today, ago), _years_after(made, 1))
    long_ago = age > (life.first + life.later) * 12 + 2
    if state == "overdue" and long_ago and grid.dice.random() < 0.5:
        return _years_after(made, life.first)
    return None


def _months_before(day: date, months: int) -> date:
    """Return the first day of the month `months` before that of `day`."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _years_after(day: date, years: int) -> date:
    """Return the first day of that month, `years` later: labels carry no days."""
    return date(day.year + years, day.month, 1)
