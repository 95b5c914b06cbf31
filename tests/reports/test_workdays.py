"""Working days: weekends, holidays and the days worked instead (rules/holidays.csv)."""

from datetime import date

import pytest

from forms.records.types import Entity
from forms.reports import workdays
from forms.reports.figures import Period, hazard_figures
from forms.reports.ledger import About, entity_ledger
from forms.reports.sheet import text


def test_a_years_holidays_are_those_announced() -> None:
    off = [day for day, kind in workdays.calendar().items() if kind == "off"]
    # 3 + 9 + 3 + 5 + 3 + 3 + 7 days off in 2026, seven worked instead.
    assert sum(day.year == 2026 for day in off) == 33
    work = [day for day, kind in workdays.calendar().items() if kind == "work"]
    assert [day.isoformat() for day in work if day.year == 2026] == [
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20",
        "2026-10-10",
    ]  # fmt: skip
    # Only a weekend is worked instead, and no day stands twice.
    assert all(day.weekday() >= 5 for day in work)
    assert workdays.known(2026)
    assert not workdays.known(1999)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-11-25", True),
        ("2026-11-28", False),
        ("2026-02-14", True),
        ("2026-02-17", False),
        ("2026-10-10", True),
        ("1999-12-31", True),
        ("2000-01-01", False),
    ],
)
def test_offices_work_on_a_day(day: str, working: bool) -> None:
    assert workdays.is_working(date.fromisoformat(day)) is working


@pytest.mark.parametrize(
    ("found", "count", "last"),
    [
        ("2026-11-25", 3, "2026-11-30"),
        # Friday before the Spring Festival: Saturday is worked, then nine days off.
        ("2026-02-13", 3, "2026-02-25"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-11-25", 15, "2026-12-16"),
    ],
)
def test_working_days_are_counted_from_the_day_after(
    found: str, count: int, last: str
) -> None:
    assert workdays.after(date.fromisoformat(found), count).isoformat() == last


@pytest.mark.parametrize(
    ("level", "found", "due", "until"),
    [
        ("C", "2026-02-13", "2026-02-18", "2026-02-25"),
        # What was printed for people holds where it is later.
        ("C", "2026-11-23", "2026-11-28", "2026-11-28"),
        ("B", "2026-02-13", "2026-02-14", "2026-02-14"),
        ("C", "2026-02-13", "", ""),
        ("C", "", "2026-02-18", "2026-02-18"),
    ],
)
def test_a_deadline_is_not_shorter_than_its_working_days(
    level: str, found: str, due: str, until: str
) -> None:
    assert workdays.deadline(level, found, due) == until


def test_nobody_is_late_over_the_spring_festival() -> None:
    event = {
        "found_date": "2026-02-13", "due_date": "2026-02-18", "level": "C",
        "closed_time": "2026-02-24T10:00:00+08:00", "status": "S5",
    }  # fmt: skip
    february = Period(date(2026, 2, 1), date(2026, 2, 28), date(2026, 2, 28))
    told = {one.key: one for one in hazard_figures([event], february)}
    assert str(told["ontime"]) == "1/1  100.0%"


def test_a_year_without_announced_holidays_is_told_on_the_ledger() -> None:
    about = About("", date(2026, 12, 24))
    told = {"found_date": "2026-12-30", "due_date": "2027-01-04", "level": "C"}
    late = Entity("hazard", "x", "x", told, "1", "")
    assert "2027 年的放假安排还没有收录" in text(entity_ledger("hazard", [late], about))
    told = {"found_date": "2026-12-01", "due_date": "2026-12-04", "level": "C"}
    known = Entity("hazard", "x", "x", told, "1", "")
    assert "放假安排" not in text(entity_ledger("hazard", [known], about))
