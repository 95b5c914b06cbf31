"""Late work of a laptop that does not know of a merge lands at the entry kept."""

from dataclasses import replace

import pytest

from forms.records.types import EntityWriteIn, VisitIn
from forms.records.visits import VisitFilter
from sync.exchange import export_to, import_from
from sync.folders.memory import MemoryFolder
from tests.sync.registers import NOW, workspace

KEPT, GONE = "a", "b"


@pytest.fixture
def office(tmp_path):
    with workspace(tmp_path / "office", "w01") as opened:
        yield opened


@pytest.fixture
def laptop(tmp_path):
    with workspace(tmp_path / "laptop", "w02") as opened:
        yield opened


def carry(sender, receiver, folder):
    export_to(sender, folder)
    import_from(receiver, folder)


def visit(number, subject):
    write = EntityWriteIn(
        "resident", "update", subject, {"last_visit": f"2026-12-{number}"}
    )
    return VisitIn(
        draft_id=f"d{number}", record_id=f"r{number}", form_id="special_followup",
        form_version="1", xml=b"<x/>", instance_id=f"uuid:{number}", author="w02",
        started_at=NOW, ended_at=NOW, subject=("resident", subject),
        grid_code="XYQY03", writes=(write,),
    )  # fmt: skip


def test_a_visit_to_the_one_gone_counts_for_the_one_kept(office, laptop):
    stick = MemoryFolder()
    for entity, phone in ((KEPT, ""), (GONE, "1")):
        fields = {"full_name": "孔祥瑞", "phone": phone}
        office.write_entities(
            [EntityWriteIn("resident", "create", entity, fields, label="孔祥瑞")],
            "w01",
        )
    carry(office, laptop, stick)
    office.merge("resident", KEPT, GONE, {}, "w01")
    # Out there nobody knows: a visit, an event that it found, a member moved in.
    laptop.finalise_visit(visit(20, GONE))
    laptop.write_entities(
        [EntityWriteIn("hazard", "create", "h", {"resident_id": GONE}, label="燃气")],
        "w02",
    )
    carry(laptop, office, stick)
    kept = office.entity("resident", KEPT)
    assert kept.properties["last_visit"] == "2026-12-20"
    assert kept.properties["phone"] == "1"
    assert [one.id for one in office.entities("hazard", {"resident_id": KEPT})] == ["h"]
    wanted = VisitFilter(subject=("resident", KEPT))
    assert [row.record_id for row in office.visits(wanted)] == ["r20"]
    # And so it stands on the laptop, once it has heard.
    carry(office, laptop, stick)
    assert laptop.entity("resident", KEPT).properties == kept.properties
    assert laptop.entity("resident", GONE).merged_into == KEPT
    carry(laptop, office, stick)
    assert office.digest() == laptop.digest()


def test_what_several_laptops_lead_on_is_no_conflict(office, laptop, tmp_path):
    stick = MemoryFolder()
    for entity in (KEPT, GONE):
        office.write_entities(
            [EntityWriteIn("resident", "create", entity, {"full_name": "甲乙"})], "w01"
        )
    with workspace(tmp_path / "third", "w03") as third:
        for one in (laptop, third):
            carry(office, one, stick)
        office.merge("resident", KEPT, GONE, {}, "w01")
        export_to(office, stick)
        laptop.finalise_visit(visit(21, GONE))
        export_to(laptop, stick)
        # Office and third hear of the visit at the same time, each leads it on.
        for one in (office, third):
            import_from(one, stick)
        for _ in range(2):
            for one in (office, third, laptop):
                export_to(one, stick)
            for one in (office, third, laptop):
                import_from(one, stick)
        assert office.digest() == third.digest() == laptop.digest()
        for one in (office, third, laptop):
            assert one.entity("resident", KEPT).properties["last_visit"] == "2026-12-21"
            assert one.conflicts("resident", KEPT) == ()


def test_an_edited_late_visit_is_led_on_as_it_was_edited(office, laptop):
    stick = MemoryFolder()
    for entity in (KEPT, GONE):
        office.write_entities(
            [EntityWriteIn("resident", "create", entity, {"full_name": "甲乙"})], "w01"
        )
    carry(office, laptop, stick)
    office.merge("resident", KEPT, GONE, {}, "w01")
    laptop.finalise_visit(visit(22, GONE))
    carry(laptop, office, stick)
    assert office.entity("resident", KEPT).properties["last_visit"] == "2026-12-22"
    write = EntityWriteIn("resident", "update", GONE, {"last_visit": "2026-12-23"})
    laptop.finalise_visit(
        replace(
            visit(22, GONE), draft_id="e", instance_id="uuid:e",
            deprecated_id="uuid:22", writes=(write,),
        )
    )  # fmt: skip
    carry(laptop, office, stick)
    assert office.entity("resident", KEPT).properties["last_visit"] == "2026-12-23"
    assert office.doctor(rebuild=True).healthy
