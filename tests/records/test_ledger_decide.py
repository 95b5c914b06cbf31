"""Ledgers: rows that may be somebody known wait, are decided, and are remembered."""

import csv
import itertools
from datetime import date, datetime, timedelta

import pytest

from forms.records import ledger, ledger_decided
from forms.records.journal import Journal
from forms.records.ledger import Decision
from forms.records.ledger_undo import imports, undo, undo_plan
from forms.records.persons import check_digit
from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile

NOW = datetime.fromisoformat("2026-12-24T09:00:00+08:00")
HEADS = ["姓名", "身份证号", "出生日期", "电话", "住址"]
DOOR = "5号楼2单元301室"
SAME, NEW, OUT = Decision("same"), Decision("new"), Decision("out")


def number(first: str) -> str:
    return first + check_digit(first)


ONE, TWO = number("37089919600307061"), number("37089919600307065")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "ws"
    profile = Profile("w02", "孔祥云", "XYQY03")
    create_workspace(made, profile=profile, demo=False, now=NOW)
    return made


@pytest.fixture
def records(folder):
    ticks = itertools.count()
    with Records.open(
        folder, clock=lambda: NOW + timedelta(seconds=next(ticks))
    ) as opened:
        yield opened


@pytest.fixture
def planned(records, tmp_path):
    def do(*rows, heads=HEADS, list_name="resident", name="t.csv", **words):
        file = tmp_path / name
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows([heads, *rows])
        words.setdefault("day", NOW.date())
        return ledger.plan(records, file, list_name, "XYQY03", **words)

    return do


def known(records, entity="k", list_name="resident", **fields):
    label = fields.get("full_name", entity)
    write = EntityWriteIn(list_name, "create", entity, fields, label=label)
    records.write_entities([write], "w01")
    return entity


def people(records):
    return sorted(
        (one.properties.get("full_name", ""), one.properties.get("phone", ""))
        for one in records.entities("resident")
    )


def test_a_row_like_somebody_known_waits_and_tells_whom(records, planned):
    known(records, full_name="孔祥瑞", birth_date="1960-03-07")
    plan = planned(["孔祥瑞", "", "1960-03-07", "14000000001", DOOR])
    (row,) = plan.rows
    assert row.action == "wait"
    assert [(one.id, one.reason) for one in row.likes] == [("k", "name_birth")]
    assert [one.code for one in row.doubts if "LIKE" in one.code] == ["LEDGER-ROW-LIKE"]
    assert plan.table == ()
    ledger.apply(records, plan)
    assert people(records) == [("孔祥瑞", "")]


def test_a_row_said_to_be_the_same_changes_that_one(records, planned):
    known(records, full_name="孔祥瑞", birth_date="1960-03-07")
    plan = planned(["孔祥瑞", "", "1960-03-07", "14000000001", DOOR])
    assert plan.decide(records, 2, Decision("same", "k")) == (0,)
    assert plan.rows[0].action == "update"
    assert plan.rows[0].changes["phone"] == ("", "14000000001")
    ledger.apply(records, plan)
    assert people(records) == [("孔祥瑞", "14000000001")]


def test_a_row_said_to_be_new_is_made_beside_the_other(records, planned):
    known(records, full_name="孔祥瑞", birth_date="1960-03-07")
    plan = planned(["孔祥瑞", "", "1960-03-07", "14000000001", DOOR])
    plan.decide(records, 2, NEW)
    assert plan.rows[0].action == "create"
    ledger.apply(records, plan)
    assert len(people(records)) == 2


def test_a_row_left_out_changes_nothing_and_can_be_taken_back(records, planned):
    plan = planned(["孔祥瑞", "123", "1960-03-07", "14000000001", DOOR])
    plan.decide(records, 2, OUT)
    assert (plan.rows[0].action, plan.table) == ("out", ())
    plan.decide(records, 2, None)
    assert plan.rows[0].action == "create"
    assert "PERSON-ID-LENGTH" in {one.code for one in plan.rows[0].doubts}


def test_two_numbers_are_two_people_whatever_else_agrees(records, planned):
    known(records, full_name="孔祥瑞", birth_date="1960-03-07", id_no=ONE)
    plan = planned(["孔祥瑞", TWO, "1960-03-07", "14000000001", DOOR])
    assert plan.rows[0].action == "create"
    assert plan.rows[0].likes == ()


def test_rows_of_one_number_within_the_file_wait_from_the_second_on(records, planned):
    plan = planned(
        ["孔祥瑞", ONE, "", "14000000001", DOOR],
        ["孔祥瑞", ONE, "", "", "6号楼1单元101室"],
    )
    assert [row.action for row in plan.rows] == ["create", "wait"]
    assert [(one.row, one.reason) for one in plan.rows[1].likes] == [(2, "key")]
    # Two households of one person: two entries with one number are legal.
    plan.decide(records, 3, NEW)
    ledger.apply(records, plan)
    assert len(people(records)) == 2
    # One person told twice: what is told later counts, what only one tells stays.
    again = planned(
        ["马丽", TWO, "", "14000000002", DOOR],
        ["马丽", TWO, "", "", "6号楼1单元101室"],
    )
    changed = again.decide(records, 3, Decision("same", again.rows[1].likes[0].id))
    assert changed == (0, 1)
    assert [row.action for row in again.rows] == ["create", "join"]
    (came,) = again.table
    assert (came["phone"], came["addr_short"]) == ("14000000002", "6号楼1单元101室")


def test_softly_alike_rows_within_the_file_wait_too(planned):
    plan = planned(
        ["孔祥瑞", "", "1960-03-07", "14000000001", DOOR],
        ["孔祥锐", "", "1960-03-07", "", "6号楼1单元101室"],
    )
    assert [row.action for row in plan.rows] == ["create", "wait"]
    assert plan.rows[1].likes[0].reason == "sound_birth"
    assert plan.rows[1].likes[0].row == 2


def test_a_row_above_that_is_somebody_known_is_named_once(records, planned):
    known(records, full_name="孔祥瑞", birth_date="1960-03-07", id_no=ONE)
    plan = planned(
        ["孔祥瑞", ONE, "", "14000000001", DOOR],
        ["孔祥瑞", "", "1960-03-07", "", "6号楼1单元101室"],
    )
    assert [(one.id, one.row) for one in plan.rows[1].likes] == [("k", 0)]


def test_lost_numbers_never_make_two_people_one(planned):
    lost = "3.70899E+17"
    plan = planned(
        ["孔祥瑞", lost, "1960-03-07", "", DOOR], ["马丽", lost, "1961-03-07", "", DOOR]
    )
    assert [row.action for row in plan.rows] == ["create", "create"]
    assert all("id_no" not in one for one in plan.table)
    assert {d.code for d in plan.doubts} == {"PERSON-ID-LOST", "LEDGER-LINK"}


def test_a_row_without_a_key_is_new_when_somebody_says_so(records, planned):
    row = ["孔祥瑞", "", "", "14000000001", ""]
    plan = planned(row)
    assert plan.rows[0].action == "refused"
    plan.decide(records, 2, NEW)
    ledger.apply(records, plan)
    again = planned(row, decided=plan.decided)
    assert again.rows[0].action == "same"


def test_decisions_are_remembered_by_row_whatever_its_place(records, planned, folder):
    known(records, full_name="孔祥瑞", birth_date="1960-03-07")
    row = ["孔祥瑞", "", "1960-03-07", "14000000001", DOOR]
    plan = planned(row)
    plan.decide(records, 2, Decision("same", "k"))
    with Journal.open(folder) as journal:
        ledger_decided.remember(journal, "resident", plan.decided)
        said = ledger_decided.recall(journal, "resident")
        assert ledger_decided.recall(journal, "household") == {}
    other = ["马丽", TWO, "", "", DOOR]
    again = planned(other, row, decided=said)
    assert [one.action for one in again.rows] == ["create", "update"]


def test_the_dry_run_tells_after_a_decision_what_one_from_the_start_tells(
    records, planned
):
    known(records, full_name="孔祥瑞", birth_date="1960-03-07")
    rows = [
        ["孔祥瑞", "", "1960-03-07", "14000000001", DOOR],
        ["马丽", ONE, "", "14000000002", DOOR],
        ["马丽", ONE, "", "", "6号楼1单元101室"],
    ]
    plan = planned(*rows)
    plan.decide(records, 2, Decision("same", "k"))
    plan.decide(records, 4, Decision("same", plan.rows[2].likes[0].id))
    anew = planned(*rows, decided=plan.decided)
    assert anew.rows == plan.rows
    assert anew.table == plan.table


def test_a_row_of_a_merged_entry_goes_to_the_one_kept(records, planned):
    row = ["孔祥瑞", ONE, "", "14000000001", DOOR]
    ledger.apply(records, planned(row))
    (made,) = records.entities("resident")
    kept = known(records, "0" * 8, full_name="孔祥瑞", id_no=ONE)
    records.merge("resident", kept, made.id, {}, "w01")
    plan = planned(["孔祥瑞", ONE, "", "14000000009", DOOR])
    assert (plan.rows[0].action, plan.rows[0].id) == ("update", kept)


# The ledger's day.


def test_what_a_visit_recorded_after_the_ledgers_day_stays(records, planned):
    first = planned(["孔祥瑞", ONE, "", "14000000001", DOOR], day=date(2026, 12, 10))
    ledger.apply(records, first)
    (made,) = records.entities("resident")
    seen = {"phone": "14000000007"}
    records.write_entities([EntityWriteIn("resident", "update", made.id, seen)], "w01")
    newer = ["孔祥瑞", ONE, "", "14000000005", "5号楼2单元302室"]
    before = planned(newer, day=date(2026, 12, 20))
    (row,) = before.rows
    assert [(one.property, one.code, one.day) for one in row.kept] == [
        ("phone", "LEDGER-KEPT-LATER", "2026-12-24")
    ]
    assert "phone" not in row.changes
    assert row.changes["addr_short"] == (DOOR, "5号楼2单元302室")
    # The ledger was made when the visit was known.
    after = planned(newer, day=date(2026, 12, 25))
    assert after.rows[0].kept == ()
    assert after.rows[0].changes["phone"] == ("14000000007", "14000000005")


def test_an_older_ledger_takes_nothing_from_a_newer_one(records, planned):
    ledger.apply(
        records,
        planned(["孔祥瑞", ONE, "", "14000000001", DOOR], day=date(2026, 12, 10)),
    )
    plan = planned(["孔祥瑞", ONE, "", "14000000002", DOOR], day=date(2026, 12, 1))
    assert [one.code for one in plan.rows[0].kept] == ["LEDGER-KEPT-NEWER"]
    assert plan.rows[0].action == "same"


def test_changes_that_were_undone_can_be_brought_in_again(records, planned):
    ledger.apply(records, planned(["孔祥瑞", ONE, "", "14000000001", DOOR]))
    changed = ["孔祥瑞", ONE, "", "14000000002", DOOR]
    ledger.apply(records, planned(changed))
    undo(records, undo_plan(records, imports(records)[0].rec), "w02")
    assert people(records) == [("孔祥瑞", "14000000001")]
    assert planned(changed).rows[0].action == "update"


# All or nothing.


def doors(planned, count):
    rows = [[f"{at // 40 + 1}号楼1单元{at % 40 + 101}室"] for at in range(count)]
    return planned(*rows, heads=["住址"], list_name="household")


class _Enough(Exception):
    """A person stops."""


def test_an_import_that_is_stopped_leaves_nothing(records, planned):
    plan = doors(planned, 3000)
    before = records.digest()
    stops = []

    def stop(done, of, what):
        stops.append((done, of))
        if what == "write" and done > of // 2:
            raise _Enough

    with pytest.raises(_Enough):
        ledger.apply(records, plan, count=stop)
    assert len(stops) > 2
    assert records.digest() == before
    assert records.entity_count("household") == 0
    ledger.apply(records, plan)
    assert records.entity_count("household") == 3000


def test_an_undo_that_is_stopped_leaves_the_import_whole(records, planned):
    ledger.apply(records, doors(planned, 2500))
    what = undo_plan(records, imports(records)[0].rec)
    before = records.digest()

    def stop(done, of):
        if done:
            raise _Enough

    with pytest.raises(_Enough):
        undo(records, what, "w02", stop)
    assert records.digest() == before
    undo(records, what, "w02")
    assert records.entity_count("household") == 0
    assert imports(records)[0].undone


# What may be wrong.


def test_a_doubtful_value_never_replaces_what_is_known(records, planned):
    ledger.apply(records, planned(["王𬱖", ONE, "", "14000000001", DOOR]))
    wrong = ONE[:-1] + ("1" if ONE[-1] != "1" else "2")
    plan = planned(["王?", ONE, "", "1400", DOOR])
    (row,) = plan.rows
    assert {one.property for one in row.kept} == {"full_name", "phone"}
    assert {one.code for one in row.kept} == {"LEDGER-KEPT-UNSURE"}
    assert row.action == "same"
    (made,) = records.entities("resident")
    plan = planned(["王𬱖", wrong, "1960-03-07", "", DOOR])
    plan.decide(records, 2, Decision("same", made.id))
    assert [one.property for one in plan.rows[0].kept] == ["id_no"]
    ledger.apply(records, plan)
    assert people(records) == [("王𬱖", "14000000001")]


def test_a_doubtful_value_of_a_new_row_comes_in_and_is_told(records, planned):
    plan = planned(["王?", ONE, "", "1400", DOOR])
    ledger.apply(records, plan)
    assert people(records) == [("王?", "1400")]
    assert {one.code for one in plan.rows[0].doubts} >= {"PERSON-NAME", "PERSON-PHONE"}
