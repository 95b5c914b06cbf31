"""Visits and the entities they write: finalise, edit, fork, hide, settle."""

import dataclasses
from datetime import timedelta

import pytest

from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import EntityWriteIn, VisitIn
from forms.records.visits import VisitFilter
from tests.records.conftest import NOW

HOUSE = {"name": "h1", "label": "5号楼2单元301室 孔祥瑞", "last_heat_temp": "20",
         "grid_code": "XYQY03", "heat_mode": "central"}  # fmt: skip


def visit(records: Records, draft: str, fields: dict[str, str], **more) -> VisitIn:
    house = records.entity("household", "h1")
    write = EntityWriteIn(
        "household", "update", "h1", fields, base_version=house.version if house else ""
    )
    given = {
        "draft_id": draft, "record_id": "rec1", "form_id": "heating_visit",
        "form_version": "1", "xml": "<data>室温</data>".encode(),
        "instance_id": f"uuid:{draft}", "author": "w02", "started_at": NOW,
        "ended_at": NOW, "writes": [write], "title": "5号楼2单元301室",
        "subject": ("household", "h1"), "grid_code": "XYQY03",
    } | more  # fmt: skip
    return VisitIn(**given)


@pytest.fixture
def house(records: Records) -> Records:
    records.import_entities("household", [HOUSE], "ledger")
    return records


def value(records: Records, name: str = "last_heat_temp") -> str:
    return records.entity("household", "h1").properties.get(name, "")


def states(records: Records, name: str = "last_heat_temp") -> dict[str, str]:
    return {
        one.value: one.state
        for one in records.history("household", "h1")
        if one.field == name
    }


def exchange(one: Records, other: Records) -> None:
    for source, target in ((one, other), (other, one)):
        for dev in source.version_map():
            target.receive(source.ops(dev))
    assert one.digest() == other.digest()


def test_finalising_twice_gives_one_op(house: Records) -> None:
    told = visit(house, "d1", {"last_heat_temp": "15"})
    first = house.finalise_visit(told)
    assert house.finalise_visit(told) == first
    assert house.visits()[0].revisions == 1
    assert house.visit_counts() == {"heating_visit": 1}


def test_visit_is_found_by_record_instance_and_number(house: Records) -> None:
    house.finalise_visit(visit(house, "d1", {}))
    number = house.visits()[0].number
    assert number.startswith("GV-XYQY03-20261125-")
    assert number.endswith("-0001")
    for name in ("rec1", "uuid:d1", number):
        assert house.visit(name).shown.xml == "<data>室温</data>".encode()
    assert house.last_saved("heating_visit") == "<data>室温</data>".encode()
    assert house.search(number)[0].id == "rec1"
    with pytest.raises(KnownError, match="VISIT-UNKNOWN"):
        house.visit("GV-0")


def test_numbers_count_up_and_an_edit_keeps_its_own(house: Records) -> None:
    house.finalise_visit(visit(house, "d1", {}))
    house.finalise_visit(visit(house, "d2", {}, record_id="rec2"))
    house.finalise_visit(visit(house, "d3", {}, deprecated_id="uuid:d1"))
    numbers = {row.record_id: row.number[-4:] for row in house.visits()}
    assert numbers == {"rec1": "0001", "rec2": "0002"}


def test_value_equal_to_what_was_seen_is_no_write(house: Records) -> None:
    op = house.finalise_visit(
        visit(house, "d1", {"last_heat_temp": "20", "heat_mode": "coal"})
    )
    assert op.body["writes"][0]["f"] == {"heat_mode": "coal"}


def test_stale_value_carried_forward_does_not_undo_a_newer_one(house: Records) -> None:
    stale = visit(house, "d1", {"last_heat_temp": "20", "heat_mode": "coal"})
    other = dataclasses.replace(
        visit(house, "d2", {"last_heat_temp": "15"}), record_id="rec2"
    )
    house.finalise_visit(other)
    house.finalise_visit(stale)
    assert value(house) == "15"
    assert house.entity("household", "h1").conflicts == ()


def test_two_visits_from_one_state_conflict_and_are_settled(house: Records) -> None:
    first = visit(house, "d1", {"last_heat_temp": "15"})
    second = visit(house, "d2", {"last_heat_temp": "16"}, record_id="rec2")
    house.finalise_visit(first)
    house.finalise_visit(second)
    disputed = house.conflicts("household", "h1")
    assert [one.value for one in disputed[0].heads] == ["16", "15"]
    assert house.entities("household", conflicts=True)[0].id == "h1"
    house.resolve("household", "h1", {"last_heat_temp": "15"}, "w01")
    assert house.conflicts("household", "h1") == ()
    assert value(house) == "15"
    assert set(states(house)) == {"20", "15", "16"}


def test_ordinary_write_supersedes_only_the_value_shown(house: Records) -> None:
    for draft, temp in (("d1", "15"), ("d2", "16")):
        told = visit(house, draft, {"last_heat_temp": temp}, record_id=draft)
        house.finalise_visit(dataclasses.replace(told, writes=[
            dataclasses.replace(told.writes[0], base_version="1")
        ]))  # fmt: skip
    house.finalise_visit(visit(house, "d3", {"last_heat_temp": "17"}, record_id="d3"))
    assert states(house) == {
        "20": "superseded", "15": "head", "16": "superseded", "17": "head",
    }  # fmt: skip


def test_edit_derives_again_and_withdraws_what_it_writes_no_more(
    house: Records,
) -> None:
    house.finalise_visit(
        visit(house, "d1", {"last_heat_temp": "15", "heat_mode": "coal"})
    )
    house.finalise_visit(
        visit(house, "d2", {"last_heat_temp": "16"}, deprecated_id="uuid:d1")
    )
    assert value(house) == "16"
    assert value(house, "heat_mode") == "central"
    assert states(house, "heat_mode") == {"central": "head", "coal": "withdrawn"}
    shown = house.visit("rec1")
    assert [one.instance_id for one in shown.revisions] == ["uuid:d1", "uuid:d2"]
    assert shown.shown.instance_id == "uuid:d2"
    assert shown.forks == ()


def test_edit_back_to_what_was_seen_withdraws_the_write(house: Records) -> None:
    house.finalise_visit(visit(house, "d1", {"last_heat_temp": "15"}))
    house.finalise_visit(
        visit(house, "d2", {"last_heat_temp": "20"}, deprecated_id="uuid:d1")
    )
    assert value(house) == "20"
    assert house.entity("household", "h1").conflicts == ()


def test_edit_of_an_old_visit_stays_behind_what_followed_it(house: Records) -> None:
    house.finalise_visit(visit(house, "d1", {"last_heat_temp": "15"}))
    house.finalise_visit(visit(house, "d2", {"last_heat_temp": "18"}, record_id="r2"))
    house.finalise_visit(
        visit(house, "d3", {"last_heat_temp": "14"}, deprecated_id="uuid:d1")
    )
    assert value(house) == "18"
    assert house.entity("household", "h1").conflicts == ()
    # Withdrawn and written again: still in its old place.
    house.finalise_visit(visit(house, "d4", {}, deprecated_id="uuid:d3"))
    house.finalise_visit(
        visit(house, "d5", {"last_heat_temp": "13"}, deprecated_id="uuid:d4")
    )
    assert value(house) == "18"
    assert house.entity("household", "h1").conflicts == ()


def hazard(**more) -> list[EntityWriteIn]:
    told = {"hz_no": "GN1", "status": "S1", "next_due": "2026-11-26"} | more
    return [EntityWriteIn("hazard", "create", "z1", told, label="GN1")]


def test_hazard_keeps_its_id_over_edits_and_goes_when_there_is_none(
    house: Records,
) -> None:
    house.finalise_visit(visit(house, "d1", {}, writes=hazard()))
    house.finalise_visit(
        visit(house, "d2", {}, writes=hazard(level="A"), deprecated_id="uuid:d1")
    )
    found = house.entity("hazard", "z1")
    assert found.properties["level"] == "A"
    assert found.properties["hz_no"] == "GN1"
    house.finalise_visit(visit(house, "d3", {}, deprecated_id="uuid:d2"))
    assert not house.entity_exists("hazard", "z1")
    assert len(house.entity_rows("hazard")) == 0
    house.finalise_visit(
        visit(house, "d4", {}, writes=hazard(), deprecated_id="uuid:d3")
    )
    assert house.entity_exists("hazard", "z1")


def test_hazard_that_others_worked_on_stays_when_its_visit_is_edited(
    house: Records,
) -> None:
    house.finalise_visit(visit(house, "d1", {}, writes=hazard()))
    handled = [EntityWriteIn("hazard", "update", "z1", {"status": "S3"})]
    house.finalise_visit(visit(house, "d2", {}, writes=handled, record_id="rec2"))
    house.finalise_visit(visit(house, "d3", {}, deprecated_id="uuid:d1"))
    assert house.entity_exists("hazard", "z1")
    assert house.entity("hazard", "z1").properties["status"] == "S3"


def test_two_edits_of_one_revision_are_a_fork_that_a_third_settles(
    house: Records, office: Records
) -> None:
    house.finalise_visit(visit(house, "d1", {"last_heat_temp": "15"}))
    exchange(house, office)
    edit = {"deprecated_id": "uuid:d1"}
    house.finalise_visit(visit(house, "d2", {"last_heat_temp": "16"}, **edit))
    office.finalise_visit(visit(office, "d3", {"last_heat_temp": "14"}, **edit))
    exchange(house, office)
    forked = house.visit("rec1")
    assert forked.row.heads == 2
    assert len(forked.forks) == 1
    assert house.visits(VisitFilter(forked=True))
    assert house.entity("household", "h1").conflicts == ("last_heat_temp",)
    settle = {
        "deprecated_id": forked.shown.instance_id,
        "also_replaces": (forked.forks[0].instance_id,),
    }
    house.finalise_visit(visit(house, "d4", {"last_heat_temp": "14"}, **settle))
    exchange(house, office)
    assert office.visit("rec1").row.heads == 1
    assert len(office.visit("rec1").revisions) == 4
    assert value(office) == "14"
    assert office.entity("household", "h1").conflicts == ()


def test_equal_ledgers_on_two_laptops_are_no_conflict(
    house: Records, office: Records
) -> None:
    office.import_entities("household", [HOUSE | {"head_name": "孔祥瑞"}], "ledger")
    exchange(house, office)
    assert house.entity("household", "h1").conflicts == ()
    assert house.entity("household", "h1").properties["head_name"] == "孔祥瑞"
    house.finalise_visit(visit(house, "d1", {"last_heat_temp": "15"}))
    exchange(house, office)
    assert value(office) == "15"


def test_edit_that_arrives_before_the_visit_comes_to_the_same(
    house: Records, office: Records
) -> None:
    house.finalise_visit(visit(house, "d1", {"last_heat_temp": "15"}))
    house.finalise_visit(visit(house, "d2", {}, deprecated_id="uuid:d1"))
    ops = list(house.ops(house.device_id))
    report = office.receive(ops[1:][::-1])
    assert [(gap.lo, gap.hi) for gap in report.gaps] == [(1, 1)]
    report = office.receive([*ops, *ops])
    assert (report.new, report.known, report.gaps) == (1, 5, ())
    assert office.digest() == house.digest()


def test_hidden_visit_leaves_the_lists_and_comes_back(house: Records) -> None:
    house.finalise_visit(visit(house, "d1", {}))
    house.hide_visit("rec1", True, "w01")
    assert house.visits() == []
    assert house.visits(VisitFilter(hidden=True))[0].hidden
    assert house.visit("rec1").row.hidden
    house.hide_visit("rec1", False, "w01")
    assert [row.record_id for row in house.visits()] == ["rec1"]


def test_visits_are_filtered_and_counted(house: Records) -> None:
    later = NOW + timedelta(days=1)
    house.finalise_visit(visit(house, "d1", {}))
    house.finalise_visit(
        visit(house, "d2", {}, record_id="r2", form_id="fire_patrol", ended_at=later,
              subject=("", ""), title="7号楼", author="w03")
    )  # fmt: skip

    def found(**wanted) -> list[str]:
        return [row.record_id for row in house.visits(VisitFilter(**wanted))]

    assert found() == ["r2", "rec1"]
    assert found(form_id="fire_patrol") == ["r2"]
    assert found(subject=("household", "h1")) == ["rec1"]
    assert found(until="2026-11-25") == ["rec1"]
    assert found(since="2026-11-26") == ["r2"]
    assert found(text="7号") == ["r2"]
    assert found(author="w02") == ["rec1"]
    assert house.visit_counts() == {"fire_patrol": 1, "heating_visit": 1}


def test_visit_needs_its_photos(house: Records) -> None:
    with pytest.raises(KnownError, match="BLOB-MISSING"):
        house.finalise_visit(visit(house, "d1", {}, attachments={"a.jpg": "0" * 64}))
    sha = house.put_blob(b"\xff\xd8photo")
    house.finalise_visit(visit(house, "d1", {}, attachments={"a.jpg": sha}))
    assert house.visit("rec1").shown.attachments == {"a.jpg": sha}
    assert house.blob(sha) == b"\xff\xd8photo"
    assert house.blobs_of(house.device_id, 1, 99) == [sha]
    assert house.missing_blobs() == []


def test_editing_what_is_not_here_is_refused(house: Records) -> None:
    with pytest.raises(KnownError, match="VISIT-UNKNOWN"):
        house.finalise_visit(visit(house, "d1", {}, deprecated_id="uuid:nowhere"))
    assert house.visits() == []


def test_same_number_with_other_content_is_an_alarm_and_both_stay(
    house: Records, office: Records
) -> None:
    house.finalise_visit(visit(house, "d1", {"last_heat_temp": "15"}))
    ops = list(house.ops(house.device_id))
    forged = dataclasses.replace(ops[-1], salt="other")
    for laptop, order in ((office, [*ops, forged]), (house, [forged])):
        report = laptop.receive(order)
        assert report.forked == (forged.id,)
        assert "DOCTOR-TWIN" in {note.code for note in laptop.doctor().notes}
    assert office.digest() == house.digest()


def test_unknown_kinds_are_kept_and_passed_on(house: Records, office: Records) -> None:
    op = house.append("drone", "rec9", "w01", {"battery": 3})
    odd = house.append("entity", "rec9", "w01", {"writes": "later program"})
    report = office.receive(house.ops(house.device_id))
    assert report.unknown_kinds == {"drone": 1, "entity": 1}
    assert list(office.ops(house.device_id))[-2:] == [op, odd]
    assert office.digest() == house.digest()


def test_edit_sees_the_lists_without_what_its_visit_wrote(house: Records) -> None:
    told = visit(house, "d1", {"last_heat_temp": "15"})
    house.finalise_visit(
        dataclasses.replace(told, writes=[*told.writes, *hazard(hh_id="h1")])
    )
    rows = house.entity_rows("household", without="rec1")
    assert rows.find({"name": "h1"})[0]["last_heat_temp"] == "20"
    assert rows.find({"last_heat_temp": "15"}) == []
    assert rows.find({"last_heat_temp": "20"})[0]["name"] == "h1"
    assert rows.search("孔祥瑞", {"last_heat_temp": "15"}, 5) == []
    assert len(rows) == 1
    assert rows.row(0)["last_heat_temp"] == "20"
    opened = house.entity_rows("hazard", without="rec1")
    assert (len(opened), list(opened.rows()), opened.find({"hh_id": "h1"})) == (
        0,
        [],
        [],
    )
    assert not house.entity_exists("hazard", "z1", without="rec1")
    assert house.entity_exists("hazard", "z1")
    assert opened.version != house.entity_rows("hazard").version


def test_what_followed_the_visit_still_shows_to_its_edit(house: Records) -> None:
    house.finalise_visit(visit(house, "d1", {"last_heat_temp": "15"}))
    house.finalise_visit(visit(house, "d2", {"last_heat_temp": "18"}, record_id="r2"))
    rows = house.entity_rows("household", without="rec1")
    assert rows.find({"name": "h1"})[0]["last_heat_temp"] == "18"


def test_edit_that_calls_its_own_creation_an_update_creates_still(
    house: Records,
) -> None:
    house.finalise_visit(visit(house, "d1", {}, writes=hazard()))
    update = [dataclasses.replace(hazard(status="S2")[0], action="update")]
    house.finalise_visit(visit(house, "d2", {}, writes=update, deprecated_id="uuid:d1"))
    assert house.entity("hazard", "z1").properties["status"] == "S2"
    assert house.entity_exists("hazard", "z1")
