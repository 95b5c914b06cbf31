"""Working days: weekends, public holidays and the days worked instead."""

import csv
import io
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import resources

OFF, WORK = "off", "work"
_SATURDAY = 5


@cache
def calendar() -> Mapping[date, str]:
    """Return the days that are not as their weekday says: "off" or "work".

    Source: rules/holidays.csv, as the State Council's office announces each year.
    """
    table = csv.DictReader(io.StringIO(resources.text("rules/holidays.csv")))
    return {date.fromisoformat(row["day"]): row["kind"] for row in table}


def known(year: int) -> bool:
    """Tell whether the holidays of a year are in the calendar."""
    return any(day.year == year for day in calendar())


def is_working(day: date) -> bool:
    """Tell whether offices work on a day; of years not known only weekends are off."""
    kind = calendar().get(day)
    return kind == WORK if kind else day.weekday() < _SATURDAY


def after(day: date, count: int) -> date:
    """Return the day that is `count` working days after `day`, which is not counted."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working(day)
    return day


@cache
def _handled() -> Mapping[str, int]:
    """Return how many working days each level may take, where it counts in such."""
    table = csv.DictReader(io.StringIO(resources.text("rules/sla.csv")))
    return {
        row["level"]: int(row["handle"])
        for row in table
        if row["unit"] == "working day"
    }


def deadline(level: str, found: str, due: str) -> str:
    """Return the day by which an event is to be closed, ISO, blank where none is.

    A form gives calendar days for working days (rules/sla.csv); over a holiday that
    is too short. The later of both counts: what was printed for people holds, and
    nobody is late over the Spring Festival.

    Args:
        level: "A" to "D".
        found: The day it was found, ISO.
        due: As the form gave it.
    """
    days = _handled().get(level)
    try:
        worked = after(date.fromisoformat(found[:10]), days) if days else None
    except ValueError:
        worked = None
    return max(due, worked.isoformat()) if worked and due else due
