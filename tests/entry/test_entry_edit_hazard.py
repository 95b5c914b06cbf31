"""An edit works a visit out anew: as if it had never written to the register."""

from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from tests.entry.test_entry import HEAT, grid, opened, visit

__all__ = ["grid", "opened"]


def hazards(records, entry) -> list:
    return records.entities("hazard", {"hh_id": entry.subject[1]}, limit=9)


def edited(opened, first, answers) -> None:
    records, journal, clock = opened
    edit = FormEntry.edit(records, journal, first.record_id, clock=clock)
    for question, text in answers:
        edit.answer(NodeRef.parse(f"{HEAT}/{question}"), text)
    assert edit.finalize().violations == ()


def test_hazard_stays_when_another_answer_is_edited(opened):
    records = opened[0]
    first = visit(opened)
    before = hazards(records, first)
    first.finalize()
    (made,) = [one for one in hazards(records, first) if one not in before]
    edited(opened, first, [("safe/satisf", "4")])
    after = records.entity("hazard", made.id)
    assert after.properties == made.properties
    assert after.created
    assert len(hazards(records, first)) == len(before) + 1
    edited(opened, first, [("heat/t_living", "15")])
    assert (
        records.entity("hazard", made.id).properties["hz_no"]
        == (made.properties["hz_no"])
    )


def test_hazard_goes_when_the_edit_finds_no_problem(opened):
    records = opened[0]
    first = visit(opened)
    before = hazards(records, first)
    first.finalize()
    edited(opened, first, [("heat/t_living", "19"), ("chk/problem", "none")])
    assert hazards(records, first) == before


def test_reading_taken_back_gives_the_household_its_former_one(opened):
    records = opened[0]
    first = visit(opened)
    house = first.subject[1]
    former = records.entity("household", house).properties.get("last_heat_temp")
    first.finalize()
    assert records.entity("household", house).properties["last_heat_temp"] == "15.5"
    edited(opened, first, [("heat/t_living", "")])
    now = records.entity("household", house).properties.get("last_heat_temp")
    assert now == former
