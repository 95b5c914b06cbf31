"""Merges: what comes late is led on, all of it comes back, many at once by rule."""

from datetime import timedelta

import pytest

from forms.records.persons import check_digit
from forms.records.store import Records
from forms.records.types import EntityWriteIn, VisitIn
from forms.records.visits import VisitFilter
from tests.records.conftest import NOW

KEPT, GONE = "a", "b"


def create(records, list_name, entity, **fields):
    label = fields.get("full_name", entity)
    records.write_entities(
        [EntityWriteIn(list_name, "create", entity, fields, label=label)], "w"
    )


def update(records, entity, **fields):
    write = EntityWriteIn("resident", "update", entity, fields)
    records.write_entities([write], "w02")


def known(records, entity):
    found = records.entity("resident", entity)
    assert found is not None
    return found.properties


def visit_to(entity, number="1"):
    return VisitIn(
        draft_id=f"d{number}", record_id=f"r{number}", form_id="special_followup",
        form_version="1", xml=b"<x/>", instance_id=f"uuid:{number}", author="w02",
        started_at=NOW, ended_at=NOW + timedelta(minutes=5),
        subject=("resident", entity), grid_code="XYQY03",
    )  # fmt: skip


@pytest.fixture
def two(records: Records) -> Records:
    create(records, "resident", KEPT, full_name="孔祥瑞", risk="R3")
    create(records, "resident", GONE, full_name="孔祥锐", risk="R3", phone="1")
    return records


def test_a_late_value_follows_the_one_its_author_saw(two):
    two.merge("resident", KEPT, GONE, {}, "w01")
    update(two, GONE, risk="R1")
    assert two.redirect_strays("w01") is not None
    assert known(two, KEPT)["risk"] == "R1"
    assert two.conflicts("resident", KEPT) == ()
    assert two.redirect_strays("w01") is None


def test_a_late_value_against_another_one_waits_for_a_decision(two):
    two.merge("resident", KEPT, GONE, {"risk": "R4"}, "w01")
    update(two, GONE, risk="R1")
    two.redirect_strays("w01")
    (conflict,) = two.conflicts("resident", KEPT)
    assert {head.value for head in conflict.heads} == {"R1", "R4"}
    assert two.doctor(rebuild=True).healthy


def test_undo_brings_back_what_was_led_on_too(two):
    two.merge("resident", KEPT, GONE, {"risk": "R4"}, "w01")
    create(two, "hazard", "late", resident_id=GONE)
    update(two, GONE, risk="R1", phone="2")
    two.redirect_strays("w01")
    assert two.entities("hazard", {"resident_id": KEPT})
    two.unmerge("resident", GONE, "w01")
    assert known(two, KEPT) == {"full_name": "孔祥瑞", "risk": "R3"}
    assert known(two, GONE)["risk"] == "R1"
    assert known(two, GONE)["phone"] == "2"
    assert two.entities("hazard", {"resident_id": GONE})
    assert two.redirect_strays("w01") is None
    assert two.doctor(rebuild=True).healthy


def test_visits_to_the_one_gone_are_visits_to_the_one_kept(two):
    two.finalise_visit(visit_to(GONE))
    two.merge("resident", KEPT, GONE, {}, "w01")
    two.finalise_visit(visit_to(GONE, "2"))
    two.finalise_visit(visit_to(KEPT, "3"))
    wanted = VisitFilter(subject=("resident", KEPT))
    assert len(two.visits(wanted)) == 3
    two.unmerge("resident", GONE, "w01")
    assert len(two.visits(wanted)) == 1


def test_many_are_made_one_by_rule_and_two_again(records):
    number = "37089919600307061"
    number += check_digit(number)
    for entity, phone in (("a", "1"), ("b", "2"), ("c", "3")):
        create(records, "resident", entity, full_name="孔", id_no=number, phone=phone)
    create(records, "hazard", "z", resident_id="c")
    pairs = [(p.list_name, p.one, p.two) for p in records.duplicates("resident")]
    assert len(pairs) == 3
    gone = records.merge_many(pairs, "w01")
    assert sorted(gone) == [("resident", "b"), ("resident", "c")]
    assert records.entity_count("resident") == 1
    # Of two values the one written later stands.
    assert known(records, "a")["phone"] == "3"
    assert records.entities("hazard", {"resident_id": "a"})
    records.unmerge_many(gone, "w01")
    assert [known(records, one)["phone"] for one in "abc"] == ["1", "2", "3"]
    assert records.entities("hazard", {"resident_id": "c"})
    assert records.doctor(rebuild=True).healthy


def test_many_that_are_stopped_leave_nothing(records):
    for entity in "abcd":
        code = f"X-005-02-030{entity in 'ab'}"
        create(records, "household", entity, hh_code=code)
    pairs = [(p.list_name, p.one, p.two) for p in records.duplicates("household")]
    before = records.digest()

    def stop(done, of):
        if done:
            raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        records.merge_many(pairs, "w01", stop)
    assert records.digest() == before
