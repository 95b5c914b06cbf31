"""A person, household or facility about to be made is compared with the register."""

import shutil
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from desktop.begin import begin
from forms.engine.definition.xlsform import compile_sheets
from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from forms.entry.alike import find_alike
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import EntityWriteIn, Profile

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
H = "/household_reg"


def clock():
    return NOW


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grid") / "workspace"
    begin(folder, Profile("w02", "孔祥云", "XYQY03"), demo=True, clock=clock)
    return folder


@pytest.fixture
def desk(grid, tmp_path):
    folder = shutil.copytree(grid, tmp_path / "workspace")
    with Records.open(folder, clock=clock) as records, Journal.open(folder) as journal:
        yield records, journal


def answers(entry, told):
    for path, text in told.items():
        entry.answer(NodeRef.parse(path), text)


def found(desk, entry):
    making = entry.makings()
    return find_alike(desk[0].folder, making)


def a_home(desk):
    rows = desk[0].entities("household", {"grid_code": "XYQY03"}, limit=50)
    return next(one for one in rows if one.properties["house_use"] == "self")


def door(home):
    known = home.properties
    return {
        f"{H}/hdr/grid_code": "XYQY03",
        f"{H}/hdr/reg_mode": "new",
        f"{H}/hh/building_no": known["building_no"],
        f"{H}/hh/unit_no": known["unit_no"],
        f"{H}/hh/room_no": known["room_no"],
    }


def test_a_door_that_is_registered_is_found_before_the_form_is_done(desk):
    home = a_home(desk)
    entry = FormEntry.start(*desk, "household_reg", clock=clock)
    answers(entry, door(home))
    (one,) = [each for each in found(desk, entry) if each.entity_id == home.id]
    assert (one.making.list_name, one.reason) == ("household", "hh_code")
    assert one.label == home.label


def test_the_same_household_is_taken_and_answers_stay(desk):
    records, journal = desk
    home = a_home(desk)
    entry = FormEntry.start(*desk, "household_reg", clock=clock)
    answers(entry, {**door(home), f"{H}/hh/floor_area": "77"})
    making = entry.makings()[0]
    entry.same(making, home.id)
    assert entry.value(NodeRef.parse(f"{H}/hh/hh_sel")) == home.id
    assert entry.value(NodeRef.parse(f"{H}/hdr/reg_mode")) == "update"
    assert entry.value(NodeRef.parse(f"{H}/hh/floor_area")) == "77"
    assert [one.list_name for one in entry.makings()] in ([], ["resident"])
    assert entry.subject == ("household", home.id)
    again = FormEntry.resume(records, journal, entry.draft_id, clock=clock)
    assert again.value(NodeRef.parse(f"{H}/hh/floor_area")) == "77"


def test_a_member_known_in_the_household_is_changed_by_the_visit_not_made(desk):
    records, journal = desk
    home = a_home(desk)
    person = records.entities("resident", {"hh_id": home.id}, limit=1)[0]
    entry = FormEntry.start(*desk, "household_reg", clock=clock)
    answers(entry, door(home))
    entry.same(entry.makings()[0], home.id)
    answers(entry, {
        f"{H}/notice/notice_given": "1",
        f"{H}/notice/consent_by": "self",
        f"{H}/notice/consent_sensitive": "1",
    })  # fmt: skip
    (member,) = [one.container for one in entry.makings()]
    entry.answer(member.child("m_name"), person.properties["full_name"])
    entry.answer(member.child("m_phone"), "13800000000")
    (making,) = entry.makings()
    entry.same(making, person.id)
    assert entry.makings() == ()
    assert entry.value(member.child("m_phone")) == "13800000000"
    again = FormEntry.resume(records, journal, entry.draft_id, clock=clock)
    for one in (entry, again):
        blocks = etree.fromstring(one.submission()).iterfind(".//{*}entity")
        (told,) = [block for block in blocks if block.get("dataset") == "resident"]
        assert (told.get("create"), told.get("update")) == ("false", "true")
        assert told.get("id") == person.id


def test_a_member_of_another_household_becomes_one_with_the_known(desk):
    home = a_home(desk)
    rows = desk[0].entities("resident", {}, limit=80)
    person = next(one for one in rows if one.properties["hh_id"] != home.id)
    entry = FormEntry.start(*desk, "household_reg", clock=clock)
    answers(entry, door(home))
    entry.same(entry.makings()[0], home.id)
    answers(entry, {f"{H}/notice/consent_by": "self"})
    (making,) = entry.makings()
    entry.same(making, person.id)
    assert entry.makings() == ()
    assert entry.value(making.container.child("m_sel")) == ""


def a_person(desk):
    rows = desk[0].entities("resident", {}, limit=80)
    return next(
        one for one in rows
        if one.properties.get("id_no") and one.properties.get("phone")
    )  # fmt: skip


PERSONS = """
| survey |
| | type | name | label | save_to |
| | text | who | Who | full_name |
| | date | born | Born | birth_date |
| | text | number | ID | id_no |
| | text | tel | Phone | phone |
| entities |
| | list_name | label |
| | resident | ${who} |
| settings |
| | form_id | version |
| | persons | 1 |
"""


def person_form(desk, tmp_path):
    file = tmp_path / "persons.md"
    file.write_text(PERSONS, encoding="utf-8")
    desk[0].put_form(compile_sheets(file), "test")
    return FormEntry.start(*desk, "persons", clock=clock)


def test_a_person_is_found_by_number_by_name_and_birth_and_by_sound(desk, tmp_path):
    person = a_person(desk)
    known = person.properties
    for told, reason in (
        ({"number": known["id_no"]}, "id_no"),
        ({"who": known["full_name"], "born": known["birth_date"]}, "name_birth"),
        ({"who": known["full_name"], "tel": known["phone"]}, "name_phone"),
    ):
        entry = person_form(desk, tmp_path)
        answers(entry, {f"/data/{name}": text for name, text in told.items()})
        reasons = {one.entity_id: one.reason for one in found(desk, entry)}
        assert reasons[person.id] == reason
    writing = EntityWriteIn("resident", "create", "sound-1", {
        "full_name": "张伟丽", "birth_date": "1950-03-04"}, "张伟丽")  # fmt: skip
    desk[0].write_entities([writing], "w02")
    entry = person_form(desk, tmp_path)
    answers(entry, {"/data/who": "章玮莉", "/data/born": "1950-03-04"})
    (one,) = found(desk, entry)
    assert (one.entity_id, one.reason) == ("sound-1", "sound_birth")


def test_a_form_that_cannot_choose_makes_them_one_when_it_is_finished(desk, tmp_path):
    records, journal = desk
    person = a_person(desk)
    entry = person_form(desk, tmp_path)
    answers(entry, {
        "/data/who": person.properties["full_name"],
        "/data/number": person.properties["id_no"],
        "/data/tel": "13800000000",
    })  # fmt: skip
    (making,) = entry.makings()
    entry.same(making, person.id)
    assert entry.makings() == ()
    again = FormEntry.resume(records, journal, entry.draft_id, clock=clock)
    assert again.makings() == ()
    before = records.entity_count("resident")
    again.finalize()
    assert records.entity_count("resident") == before
    states = [records.entity("resident", one) for one in (making.id, person.id)]
    (kept,) = [one for one in states if not one.merged_into]
    assert kept.properties["phone"] == "13800000000"
    assert kept.properties["birth_date"] == person.properties["birth_date"]


def test_what_a_person_called_another_stays_another(desk, tmp_path):
    records, journal = desk
    person = a_person(desk)
    entry = person_form(desk, tmp_path)
    answers(entry, {"/data/number": person.properties["id_no"]})
    (making,) = entry.makings()
    entry.another(making, person.id)
    again = FormEntry.resume(records, journal, entry.draft_id, clock=clock)
    assert again.told_apart(again.makings()[0], person.id)


def test_an_edited_visit_is_not_alike_to_what_it_made_itself(desk, tmp_path):
    records, journal = desk
    entry = person_form(desk, tmp_path)
    answers(entry, {"/data/who": "独一无二", "/data/born": "1950-03-04"})
    done = entry.finalize()
    edit = FormEntry.edit(records, journal, done.record_id, clock=clock)
    assert found(desk, edit) == ()


def test_a_facility_is_found_by_its_code(desk):
    one = desk[0].entities("facility", {"grid_code": "XYQY03"}, limit=1)[0]
    entry = FormEntry.start(*desk, "facility_reg", clock=clock)
    answers(entry, {
        "/facility_reg/hdr/grid_code": "XYQY03",
        "/facility_reg/base/fac_type": one.properties["fac_type"],
        "/facility_reg/base/fac_code": one.properties["fac_code"],
    })  # fmt: skip
    assert [(each.entity_id, each.reason) for each in found(desk, entry)] == [
        (one.id, "fac_code")
    ]
    entry.same(entry.makings()[0], one.id)
    assert entry.makings() == ()
    assert entry.value(NodeRef.parse("/facility_reg/base/fac_sel")) == one.id


@pytest.mark.parametrize("known", ["00000000-0000-7000-8000-000000000001", "zz"])
def test_an_edit_after_the_two_became_one_reaches_the_one(desk, tmp_path, known):
    records, journal = desk
    person = {"full_name": "张伟丽", "birth_date": "1950-03-04"}
    writing = EntityWriteIn("resident", "create", known, person, "张伟丽")
    records.write_entities([writing], "w02")
    entry = person_form(desk, tmp_path)
    answers(entry, {"/data/who": "张伟丽", "/data/born": "1950-03-04"})
    (making,) = entry.makings()
    entry.same(making, known)
    done = entry.finalize()
    edit = FormEntry.edit(records, journal, done.record_id, clock=clock)
    answers(edit, {"/data/tel": "13800000000"})
    edit.finalize()
    states = [records.entity("resident", one) for one in (making.id, known)]
    (kept,) = [one for one in states if not one.merged_into]
    assert kept.properties["phone"] == "13800000000"
