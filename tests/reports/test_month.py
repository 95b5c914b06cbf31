"""A month beside the month before: as it was known then, and the year so far."""

from datetime import date, datetime, timedelta

import pytest

from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile
from forms.reports import past
from forms.reports.order import DAILY, ReportOrder, report_figures, report_sheet
from forms.reports.sheet import Table

GRID = "XYQY03"
OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 30)


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.at = datetime.fromisoformat("2026-10-01T09:00:00+08:00")

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def set(self, day: str) -> None:
        self.at = datetime.fromisoformat(f"{day}T09:00:00+08:00")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def records(tmp_path, clock):
    profile = Profile("w02", "孔祥云", GRID)
    create_workspace(tmp_path / "ws", profile=profile, demo=False, now=clock())
    with Records.open(tmp_path / "ws", clock=clock) as opened:
        yield opened


def write(records, action, list_name, entity, **fields):
    fields["grid_code"] = GRID
    records.write_entities([EntityWriteIn(list_name, action, entity, fields)], "w02")


@pytest.fixture
def autumn(records, clock):
    """Two homes visited in October, one of them again in November."""
    for home in ("h1", "h2", "h3"):
        write(records, "create", "household", home, house_use="self")
    write(records, "create", "resident", "r", hh_id="h1", categories="E01")
    for at in range(3):
        write(records, "create", "facility", f"f{at}", fac_type="ext", status="ok")
    clock.set("2026-10-20")
    for home in ("h1", "h2"):
        write(
            records, "update", "household", home,
            last_heat_date="2026-10-20", heat_band="T1",
        )  # fmt: skip
    for at, state in ((0, "fault"), (1, "overdue"), (2, "fault")):
        write(records, "update", "facility", f"f{at}", status=state)
    clock.set("2026-11-10")
    write(
        records, "update", "household", "h1",
        last_heat_date="2026-11-10", heat_band="T2",
    )  # fmt: skip
    write(records, "update", "facility", "f0", status="ok", last_check="2026-11-10")
    write(records, "update", "facility", "f1", status="ok")
    write(records, "update", "facility", "f2", status="stopped")
    clock.set("2026-12-02")
    return records


def figures(records, first, last):
    order = ReportOrder(DAILY, date(2026, 12, 2), first=first, last=last)
    return {
        one.key: str(one) for _, some in report_figures(records, order) for one in some
    }


def test_last_months_figures_are_as_they_were_then(autumn):
    october = figures(autumn, date(2026, 10, 1), OCTOBER)
    november = figures(autumn, date(2026, 11, 1), NOVEMBER)
    assert october["visit_rate"] == "2/3  66.7%"
    assert october["heat_ok"] == "2/2  100.0%"
    assert november["visit_rate"] == "1/3  33.3%"
    assert november["heat_ok"] == "0/1  0.0%"


def test_priority_homes_are_those_of_people_in_need_and_of_aid(autumn):
    assert figures(autumn, date(2026, 11, 1), NOVEMBER)["prio_rate"] == "1/1  100.0%"
    write(autumn, "update", "household", "h2", hh_tags="dibao party")
    write(autumn, "update", "household", "h3", hh_tags="tekun", house_use="vacant")
    today = figures(autumn, date(2026, 11, 1), date(2026, 12, 2))
    assert today["prio_rate"] == "1/2  50.0%"


def test_what_came_back_to_ok_was_put_right(autumn):
    assert past.fixed(autumn, GRID, date(2026, 11, 1), NOVEMBER) == 2
    assert past.fixed(autumn, "OTHER", date(2026, 11, 1), NOVEMBER) == 0
    assert past.fixed(autumn, "", date(2026, 10, 1), OCTOBER) == 0
    assert figures(autumn, date(2026, 11, 1), NOVEMBER)["fac_fixed"] == "2"


def test_a_list_is_read_as_it_stood_on_a_day(autumn):
    rows = past.rows_on(autumn, "household", GRID, date(2026, 10, 15))
    assert [row.get("last_heat_date", "") for row in rows] == ["", "", ""]
    assert past.rows_on(autumn, "household", GRID, date(2026, 9, 1)) == []


def test_a_month_stands_beside_the_month_before(autumn):
    order = ReportOrder(
        DAILY, date(2026, 12, 2), first=date(2026, 11, 1), last=NOVEMBER, grid_code=GRID
    )
    sheet = report_sheet(autumn, order)
    assert sheet.title == "网格工作月报"
    rows = {
        row[0].word: [cell.word for cell in row[1:]]
        for block in sheet.blocks
        if isinstance(block, Table)
        for row in block.rows
    }
    assert rows["修复设施"] == ["2", "0", "+2", "2"]
    assert rows["走访覆盖率"] == [
        "1/3  33.3%", "2/3  66.7%", "-33.4 个百分点", ""
    ]  # fmt: skip


def test_a_month_that_is_not_over_stands_beside_as_many_days(autumn):
    on = date(2026, 11, 15)
    order = ReportOrder(DAILY, on, first=date(2026, 11, 1), last=on)
    sheet = report_sheet(autumn, order)
    heads = [block.heads for block in sheet.blocks if isinstance(block, Table)]
    assert heads[0][1:3] == ("本月至今", "上月同期")
    # Nothing was known of October's visits on the 15th.
    rows = {
        row[0].word: row[2].word
        for block in sheet.blocks
        if isinstance(block, Table)
        for row in block.rows
        if len(row) > 2
    }
    assert rows["走访覆盖率"] == "0/3  0.0%"


def test_a_day_and_a_week_have_no_month_before(autumn):
    for first in (date(2026, 12, 2), date(2026, 11, 30)):
        order = ReportOrder(
            DAILY, date(2026, 12, 2), first=first, last=date(2026, 12, 2)
        )
        assert report_sheet(autumn, order).title in ("网格工作日报", "网格工作报表")
