"""Ledgers: what is doubtful is counted once, under what becomes of it, and no more."""

import csv
from datetime import datetime, timedelta

import pytest

from forms.errors import KnownError
from forms.records import ledger
from forms.records.ledger import Decision
from forms.records.store import Records
from forms.records.types import EntityWriteIn
from tests.records.conftest import NOW

DOORS = ["楼号", "单元", "房号", "户主"]
PEOPLE = ["姓名", "出生日期", "住址", "网格"]
DOOR = "5号楼2单元301室"


@pytest.fixture
def planned(records: Records, tmp_path):
    def do(list_name, heads, *rows, grid="XYQY03", **words):
        file = tmp_path / "t.csv"
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows([heads, *rows])
        return ledger.plan(
            records, file, list_name, grid, day=datetime.date(NOW), **words
        )

    return do


def households(records: Records):
    return {
        one.id: one.properties.get("addr_short", "")
        for one in records.entities("household")
    }


@pytest.mark.parametrize(
    "cells",
    [
        ("五号楼", "二单元", "三〇一"),
        ("5#", "2门", "301户"),
        ("５幢", "二", "301"),
        ("五", "2.0", "301室"),
        ("5号楼", "2单元", "三百零一"),
    ],
)
def test_a_door_in_columns_is_one_door_in_every_spelling(records, planned, cells):
    ledger.apply(records, planned("household", DOORS, ["5", "2", "301", "孔祥瑞"]))
    plan = planned("household", DOORS, [*cells, "孔祥瑞"])
    assert [row.action for row in plan.rows] == ["same"]
    assert list(households(records).values()) == [DOOR]


@pytest.mark.parametrize("name", ["一品苑", "三楼东户", "A座", "百花园"])
def test_a_name_with_a_number_in_it_stays_a_name(planned, name):
    plan = planned("household", DOORS, [name, "2", "301", "孔祥瑞"])
    assert plan.table[0]["building_no"] == name


def test_a_unit_that_cannot_be_read_makes_no_door_of_another_unit(planned):
    rows = [["5", unit, "301", "某某"] for unit in ("x单元", "甲单元", "?")]
    plan = planned("household", DOORS, *rows)
    assert [row.action for row in plan.rows] == ["refused"] * 3
    assert plan.table == ()


def test_rows_are_counted_once_under_what_becomes_of_them(planned):
    plan = planned(
        "household",
        DOORS,
        ["5", "2", "301", "孔祥瑞"],
        ["5", "2", "bad", "李玉传"],
        ["5", "2", "", "王五"],
        ["5", "2", "301", "赵六"],
        ["5", "x", "302", "钱八"],
    )
    counts = plan.counts
    assert counts["create"] == 2
    assert counts["wait"] == 1
    assert counts["refused"] == 2
    # Of those that come in; what waits or is refused does not.
    assert counts["doubtful"] == 1
    shown = [row.row for row in plan.rows if "doubtful" in row.kinds]
    assert shown == [3]
    assert len(shown) == counts["doubtful"]


@pytest.mark.parametrize("what", ["new", "out"])
def test_who_a_row_is_is_no_question_once_it_is_said(records, planned, what):
    plan = planned(
        "household", DOORS, ["5", "2", "301", "孔祥瑞"], ["5", "2", "301", "赵六"]
    )
    assert [one.code for one in plan.doubts] == ["LEDGER-ROW-TWICE"]
    plan.decide(records, 3, Decision(what))
    assert plan.doubts == ()
    assert plan.counts["doubtful"] == 0
    plan.decide(records, 3, None)
    assert [one.code for one in plan.doubts] == ["LEDGER-ROW-TWICE"]


@pytest.fixture
def two_grids(records: Records):
    writes = [
        EntityWriteIn(
            "household", "create", name, {"addr_short": DOOR, "grid_code": grid},
            label=DOOR,
        )
        for name, grid in (("first", "XYQY01"), ("second", "XYQY03"))
    ]  # fmt: skip
    records.write_entities(writes, "w01")


@pytest.mark.usefixtures("two_grids")
@pytest.mark.parametrize(
    ("grid", "wanted"), [("XYQY01", "first"), ("XYQY03", "second")]
)
def test_a_door_of_two_grids_is_that_of_the_row_s_grid(planned, grid, wanted):
    plan = planned("resident", PEOPLE, ["周敏", "1970-03-07", DOOR, grid])
    assert plan.table[0]["hh_id"] == wanted
    assert not plan.doubts


@pytest.mark.usefixtures("two_grids")
def test_without_a_grid_nobody_is_linked_to_the_first_of_two(planned):
    plan = planned("resident", PEOPLE, ["周敏", "1970-03-07", DOOR, ""], grid="")
    assert "hh_id" not in plan.table[0]
    assert [one.code for one in plan.doubts] == ["LEDGER-LINK-SEVERAL"]


def test_a_visit_that_came_after_the_dry_run_is_not_written_over(records, planned):
    """The page stands open while a stick brings visits in."""
    heads = [*DOORS, "联系电话"]
    row = ["5", "2", "301", "孔祥瑞"]
    ledger.apply(records, planned("household", heads, [*row, "14000000001"]))
    plan = planned("household", heads, [*row, "14000000002"])
    (home,) = records.entities("household")
    seen = {"head_phone": "14000000007"}
    records.write_entities([EntityWriteIn("household", "update", home.id, seen)], "w01")
    before = records.version_map()
    with pytest.raises(KnownError, match="LEDGER-MOVED"):
        ledger.apply(records, plan)
    assert records.version_map() == before
    # What others did that changes no entry is no reason to ask again.
    plan = planned("household", heads, [*row, "14000000002"])
    records.append("print", "r", "w01", {})
    ledger.apply(records, plan)


def test_a_clock_that_was_set_back_loses_nothing_to_a_newer_ledger(workspace, tmp_path):
    file = tmp_path / "t.csv"

    def plan(records, phone, day):
        file.write_text(f"住址,户主,联系电话\n{DOOR},孔祥瑞,{phone}\n", "utf-8")
        return ledger.plan(records, file, "household", "XYQY03", day=day)

    now = [NOW]
    with Records.open(workspace, clock=lambda: now[0]) as records:
        ledger.apply(records, plan(records, "14000000001", NOW.date()))
        (home,) = records.entities("household")
        now[0] = NOW.replace(year=2010, month=1, day=1)
        seen = {"head_phone": "14000000007"}
        records.write_entities(
            [EntityWriteIn("household", "update", home.id, seen)], "w01"
        )
        now[0] = NOW + timedelta(days=3)
        older = plan(records, "14000000005", NOW.date() - timedelta(days=1))
        assert [one.code for one in older.rows[0].kept] == ["LEDGER-KEPT-LATER"]
        newer = plan(records, "14000000005", NOW.date() + timedelta(days=1))
        assert newer.rows[0].kept == ()
