"""Matching corrected and remembered; an import undone whole, and what stays."""

import csv
import itertools
from datetime import datetime, timedelta

import pytest

from forms.errors import KnownError
from forms.records import ledger, ledger_match
from forms.records.ledger_undo import imports, undo, undo_plan
from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile, VisitIn

NOW = datetime.fromisoformat("2026-12-24T09:00:00+08:00")
FIRST = [
    ["住址", "户主", "联系电话", "网格编码"],
    ["5号楼2单元301室", "孔祥瑞", "14000000001", "XYQY03"],
    ["5号楼2单元302室", "马丽", "14000000002", "XYQY03"],
]
SECOND = [
    ["住址", "户主", "联系电话", "网格编码"],
    ["5号楼2单元301室", "孔祥瑞", "14000000009", "XYQY03"],
    ["5号楼2单元302室", "马莉", "14000000002", "XYQY03"],
    ["5号楼2单元303室", "周敏", "14000000003", "XYQY03"],
]


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "ws"
    profile = Profile("w02", "孔祥云", "XYQY03")
    create_workspace(place, profile=profile, demo=False, now=NOW)
    return place


@pytest.fixture
def records(folder):
    ticks = itertools.count()
    with Records.open(
        folder, clock=lambda: NOW + timedelta(seconds=next(ticks))
    ) as opened:
        yield opened


@pytest.fixture
def bring(records, tmp_path):
    """Write rows to a file and import it; return the id of the import."""

    def do(rows, name="t.csv", list_name="household", **words):
        file = written(tmp_path, rows, name)
        planned = ledger.plan(records, file, list_name, "XYQY03", **words)
        ledger.apply(records, planned, "w02")
        return imports(records)[0].rec

    return do


def written(folder, rows, name="t.csv"):
    file = folder / name
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)
    return file


def doors(records):
    found = records.entities("household", order="room_no")
    return {
        one.properties["room_no"]: (
            one.properties.get("head_name", ""), one.properties.get("head_phone", "")
        )
        for one in found
    }  # fmt: skip


def undone(records, rec):
    planned = undo_plan(records, rec)
    undo(records, planned, "w02")
    return planned


def door(records, room):
    return records.entities("household", {"room_no": room})[0]


def correct(records, entity, **fields):
    write = EntityWriteIn("household", "update", entity.id, fields)
    records.write_entities([write], "w01")


def visit_to(records, entity):
    return VisitIn(
        draft_id="d1", record_id="r1", form_id="heating_visit", form_version="1",
        xml=b"<x/>", instance_id="uuid:1", author="w02", started_at=NOW, ended_at=NOW,
        subject=("household", entity.id), grid_code="XYQY03",
    )  # fmt: skip


# Matching.


def test_headings_are_told_with_samples_and_what_they_were_matched_to(tmp_path):
    rows = [["住址", "当家的", "联系电话"], ["5号楼2单元301室", "孔祥瑞", "1"]]
    told = ledger_match.headings(written(tmp_path, rows), "household")
    assert [(one.text, one.property) for one in told] == [
        ("住址", "addr_short"), ("当家的", ""), ("联系电话", "head_phone"),
    ]  # fmt: skip
    assert told[1].samples == ("孔祥瑞",)


def test_headings_of_which_none_is_recognised_can_still_be_matched(tmp_path, records):
    rows = [["甲", "乙", ""], ["5号楼2单元301室", "孔祥瑞", ""]]
    file = written(tmp_path, rows)
    told = ledger_match.headings(file, "household")
    assert [one.text for one in told] == ["甲", "乙"]
    with pytest.raises(KnownError, match="LEDGER-HEADINGS"):
        ledger.plan(records, file, "household", "XYQY03")
    chosen = ledger_match.as_chosen({"甲": "addr_short", "乙": "head_name"})
    planned = ledger.plan(records, file, "household", "XYQY03", chosen)
    assert planned.counts["create"] == 1
    assert planned.table[0]["head_name"] == "孔祥瑞"


def test_what_a_person_said_of_a_heading_is_remembered_and_comes_first(journal):
    said = {"住址": "addr_short", "户主": "", "当家的": "head_name"}
    ledger_match.remember(journal, "household", said)
    assert ledger_match.recall(journal, "household") == {
        "户主": "",
        "当家的": "head_name",
    }
    assert ledger_match.recall(journal, "resident") == {}
    # Said again as the words say it: nothing to remember any more.
    ledger_match.remember(journal, "household", {"户主": "head_name", "当家的": ""})
    assert ledger_match.recall(journal, "household") == {}


def test_a_heading_that_was_let_go_is_ignored(tmp_path, records):
    chosen = ledger_match.as_chosen({"联系电话": ""})
    planned = ledger.plan(records, written(tmp_path, FIRST), "household", chosen=chosen)
    assert planned.ignored == ("联系电话",)
    assert "head_phone" not in planned.table[0]


def test_a_ledger_without_names_leaves_them_in_the_labels(records, bring):
    bring(FIRST)
    bring([["住址", "联系电话"], ["5号楼2单元301室", "14000000008"]], "phones.csv")
    assert door(records, "301").label == "5号楼2单元301室 孔祥瑞"


# Undo.


def test_what_an_import_created_is_hidden_again(records, bring):
    rec = bring(FIRST)
    planned = undone(records, rec)
    assert planned.counts == {"hide": 2, "restore": 0, "kept": 0, "partly": 0}
    assert doors(records) == {}
    assert len(records.entities("household", hidden=True)) == 2
    assert imports(records)[0].undone


def test_nothing_is_written_before_it_is_asked_for(records, bring):
    rec = bring(FIRST)
    before = records.digest()
    undo_plan(records, rec)
    assert records.digest() == before


def test_what_an_import_changed_comes_back_and_its_new_rows_go(records, bring):
    bring(FIRST)
    before = doors(records)
    planned = undone(records, bring(SECOND))
    assert planned.counts == {"hide": 1, "restore": 2, "kept": 0, "partly": 0}
    assert doors(records) == before


def test_what_was_changed_since_stays_and_is_told_with_the_reason(records, bring):
    bring(FIRST)
    rec = bring(SECOND)
    correct(records, door(records, "301"), head_phone="14000000007")
    planned = undone(records, rec)
    kept = [row for row in planned.rows if row.kept]
    assert [dict(row.kept) for row in kept] == [{"head_phone": "UNDO-CHANGED"}]
    assert doors(records)["301"] == ("孔祥瑞", "14000000007")
    assert doors(records)["302"][0] == "马丽"


def test_what_was_visited_since_is_not_hidden(records, bring):
    rec = bring(FIRST)
    records.finalise_visit(visit_to(records, door(records, "301")))
    planned = undone(records, rec)
    assert [dict(row.kept) for row in planned.rows if row.kept] == [
        {"": "UNDO-VISITED"}
    ]
    assert list(doors(records)) == ["301"]


def test_what_others_belong_to_is_not_hidden_before_them(records, bring):
    homes = bring(FIRST)
    people = bring(
        [["姓名", "住址", "出生日期"], ["孔祥瑞", "5号楼2单元301室", "1950-01-02"]],
        "p.csv", "resident",
    )  # fmt: skip
    planned = undo_plan(records, homes)
    assert [dict(row.kept) for row in planned.rows if row.kept] == [{"": "UNDO-LINKED"}]
    undone(records, people)
    assert undo_plan(records, homes).counts["hide"] == 2


def test_disputed_fields_stay(records, bring, folder, tmp_path):
    bring(FIRST)
    home = door(records, "301")
    # Somebody elsewhere saw the first value and wrote another.
    seen = next(
        one for one in records.history("household", home.id)
        if one.field == "head_phone"
    )  # fmt: skip
    rec = bring(SECOND)
    write = {
        "l": "household", "e": home.id, "f": {"head_phone": "14000000005"},
        "p": {"head_phone": [seen.op_id]},
    }  # fmt: skip
    records.append("entity", "other", "w03", {"writes": [write]})
    planned = undo_plan(records, rec)
    row = next(row for row in planned.rows if row.id == home.id)
    assert dict(row.kept) == {"head_phone": "UNDO-DISPUTED"}


def test_imports_undone_from_the_last_to_the_first_leave_nothing(records, bring):
    first, second = bring(FIRST), bring(SECOND)
    undone(records, second)
    planned = undone(records, first)
    assert planned.counts["hide"] == 2
    assert doors(records) == {}


def test_a_ledger_undone_by_mistake_can_be_brought_in_again(records, bring):
    rec = bring(FIRST)
    before = doors(records)
    undone(records, rec)
    again = bring(FIRST)
    assert doors(records) == before
    undone(records, again)
    assert doors(records) == {}


def test_what_a_person_has_hidden_does_not_come_back_by_a_ledger(records, bring):
    bring(FIRST)
    home = door(records, "301")
    records.hide("household", home.id, True, "w01")
    bring(SECOND)
    assert "301" not in doors(records)


def test_an_import_is_undone_once(records, bring):
    rec = bring(FIRST)
    undone(records, rec)
    with pytest.raises(KnownError, match="UNDO-DONE"):
        undo_plan(records, rec)
    with pytest.raises(KnownError, match="UNDO-UNKNOWN"):
        undo_plan(records, "nobody")


def test_undo_is_ops_and_the_log_folds_to_the_same_register(records, bring):
    undone(records, bring(FIRST))
    report = records.doctor(rebuild=True)
    assert report.healthy
    assert report.rebuilt


def test_imports_are_told_with_their_rows_the_last_first(records, bring):
    bring(FIRST, "甲.csv")
    bring(SECOND, "乙.csv")
    told = imports(records)
    assert [(one.source, one.list_name, one.rows) for one in told] == [
        ("乙.csv", "household", 3), ("甲.csv", "household", 2),
    ]  # fmt: skip
    assert told[0].author == "w02"
