"""Lists: imported rows, rows for the engine, filters, order, what is due."""

from datetime import date

import pytest

from forms.records.due import DueFilter
from forms.records.ids import natural_id, printed_number, uuid7
from forms.records.store import Records
from forms.records.types import EntityWriteIn
from tests.records.conftest import NOW, REGISTER

TODAY = date(2026, 12, 24)


def test_importing_twice_makes_nothing_twice(records: Records) -> None:
    rows = [{"hh_code": "A-1", "label": "一"}, {"hh_code": "A-2", "label": "二"}]
    dry = records.import_entities("household", rows, "f", key=["hh_code"], dry_run=True)
    assert (dry.created, records.entity_count("household")) == (2, 0)
    first = records.import_entities("household", rows, "f", key=["hh_code"])
    again = records.import_entities("household", rows, "f", key=["hh_code"])
    assert (first.created, again.created, again.same) == (2, 0, 2)
    found = records.entities("household", {"hh_code": "A-2"})
    assert found[0].id == natural_id(REGISTER, "household", "A-2")
    assert records.version_map() == {records.device_id: 1}


def test_import_changes_what_differs_and_clears_nothing(records: Records) -> None:
    records.import_entities(
        "h", [{"name": "1", "label": "一", "a": "1", "b": "2"}], "f"
    )
    report = records.import_entities(
        "h", [{"name": "1", "label": "一", "a": "9", "b": ""}, {"name": "1"}, {}], "f"
    )
    assert (report.updated, report.refused) == (1, 2)
    assert report.rows[0].changes == {"a": ("1", "9")}
    assert [row.code for row in report.rows[1:]] == ["LEDGER-TWICE", "LEDGER-NO-KEY"]
    assert records.entity("h", "1").properties == {"a": "9", "b": "2"}


@pytest.fixture
def facilities(records: Records) -> Records:
    rows = []
    for number in range(12):
        building = "7" if number < 8 else "10"
        rows.append({
            "name": f"f{number:02d}", "label": f"MH-{number}", "grid_code": "G1",
            "building_no": building, "unit_no": "2" if number % 2 else "1",
            "floor_no": str(number), "fac_type": "ext", "status": "ok",
            "next_due": f"2026-12-{14 + number}", "next_form": "fire_patrol",
            "due_reason": "check",
        })  # fmt: skip
    rows[3]["due_reason"] = "fault"
    records.import_entities("facility", rows, "f")
    records.import_entities("household", [{
        "name": "h1", "label": "5号楼1单元101室 王", "grid_code": "G2",
        "addr_short": "5号楼1单元101室", "next_due": "2026-12-24",
        "next_form": "heating_visit", "due_reason": "cold",
    }], "f")  # fmt: skip
    return records


def test_rows_have_every_column_and_come_by_equality(facilities: Records) -> None:
    rows = facilities.entity_rows("facility")
    assert list(rows.columns[:3]) == ["name", "label", "__version"]
    assert len(rows) == 12
    assert [row["name"] for row in rows.rows()] == [f"f{n:02d}" for n in range(12)]
    found = rows.find({"building_no": "7", "unit_no": "2", "status": "ok"})
    assert [row["name"] for row in found] == ["f01", "f03", "f05", "f07"]
    assert set(found[0]) == set(rows.columns)
    assert rows.find({"name": "f03"})[0]["label"] == "MH-3"
    assert rows.find({"nothing": ""}) == rows.find({})
    assert rows.find({"nothing": "x", "bad name!": ""}) == []
    assert rows.row(11)["name"] == "f11"
    with pytest.raises(IndexError):
        rows.row(12)
    version = rows.find({"name": "f03"})[0]["__version"]
    assert rows.find({"name": "f03", "__version": version})


def test_version_of_rows_changes_with_the_list_only(facilities: Records) -> None:
    rows, others = (
        facilities.entity_rows("facility"),
        facilities.entity_rows("household"),
    )
    before = (rows.version, others.version)
    facilities.write_entities(
        [EntityWriteIn("facility", "update", "f03", {"status": "lost", "new": "1"})],
        "w",
    )
    assert rows.version != before[0]
    assert others.version == before[1]
    assert "new" in rows.columns
    assert rows.find({"status": "lost"})[0]["name"] == "f03"


def test_list_that_nobody_filled_is_empty(records: Records) -> None:
    rows = records.entity_rows("hazard")
    assert len(rows) == 0
    assert list(rows.columns) == ["name", "label", "__version"]
    assert list(rows.rows()) == []
    assert records.lists() == []


def test_entities_are_ordered_and_paged(facilities: Records) -> None:
    def names(**how) -> list[str]:
        return [one.id for one in facilities.entities("facility", **how)]

    assert names(order="-next_due", limit=2) == ["f11", "f10"]
    assert names(order="door", limit=3) == ["f00", "f02", "f04"]
    assert names(order="door", limit=2, offset=8) == ["f08", "f10"]
    assert names(where={"building_no": "10"}) == ["f08", "f09", "f10", "f11"]
    assert facilities.entity_count("facility", {"unit_no": "1"}) == 6


def test_facilities_of_one_unit_are_one_thing_to_do(facilities: Records) -> None:
    found = facilities.due(TODAY)
    told = [(row.list_name, row.door, row.count, row.overdue_days) for row in found]
    assert told == [
        ("facility", "7号楼1单元", 4, 10),
        ("facility", "7号楼2单元", 4, 9),
        ("facility", "10号楼1单元", 2, 2),
        ("facility", "10号楼2单元", 1, 1),
        ("household", "5号楼1单元101室", 1, 0),
    ]
    assert found[1].reasons == {"check": 3, "fault": 1}
    assert found[1].members == ("f01", "f03", "f05", "f07")
    assert facilities.due(TODAY, limit=1, offset=1) == [found[1]]


def test_due_is_filtered_and_counted(facilities: Records) -> None:
    counts = facilities.due_counts(TODAY, DueFilter(days=1))
    assert (counts.overdue, counts.today, counts.coming) == (10, 2, 1)
    assert facilities.due_by_list(TODAY) == {"facility": 11, "household": 1}
    assert [row.id for row in facilities.due(TODAY, DueFilter(grid_code="G2"))] == [
        "h1"
    ]
    assert [
        row.id for row in facilities.due(TODAY, DueFilter(lists=["household"]))
    ] == ["h1"]
    assert facilities.due(TODAY, DueFilter(reasons=["fault"]))[0].members == ("f03",)


def test_done_work_leaves_the_list(facilities: Records) -> None:
    facilities.write_entities(
        [EntityWriteIn("household", "update", "h1", {"next_due": "", "next_form": ""})],
        "w",
    )
    assert facilities.due_by_list(TODAY) == {"facility": 11}


def xform(title: str) -> bytes:
    return (
        '<h:html xmlns:h="http://www.w3.org/1999/xhtml"'
        ' xmlns="http://www.w3.org/2002/xforms"><h:head>'
        f"<h:title>{title}</h:title><model><instance>"
        '<data id="heating_visit" version="2"><a/></data>'
        "</instance></model></h:head><h:body/></h:html>"
    ).encode()


def test_files_of_a_form_go_with_it_to_every_laptop(
    records: Records, office: Records
) -> None:
    first = records.put_form(xform("供暖"), "x", media={"door.png": b"door"})
    again = records.put_form(xform("供暖"), "x", media={"door.png": b"door"})
    assert again == first
    assert records.version_map()[records.device_id] == 1
    records.put_form(xform("供暖"), "x", media={"bell.mp3": b"bell"})
    assert records.version_map()[records.device_id] == 2
    files = records.form_media(first.hash)
    assert {name: records.blob(sha) for name, sha in files.items()} == {
        "door.png": b"door", "bell.mp3": b"bell",
    }  # fmt: skip
    assert set(records.blobs_of(records.device_id, 1, 2)) == set(files.values())
    office.receive(list(records.ops(records.device_id, 1, 2)), {})
    assert office.form_media(first.hash) == files
    assert set(office.missing_blobs()) == set(files.values())
    assert not records.doctor(rebuild=True).findings


def test_forms_lie_on_the_shelf_once(records: Records) -> None:
    first = records.put_form(xform("供暖"), "heating_visit")
    assert records.put_form(xform("供暖"), "heating_visit") == first
    assert (first.form_id, first.version, first.title) == ("heating_visit", "2", "供暖")
    assert not first.conflict
    assert records.form("heating_visit") == xform("供暖")
    assert records.form_by_hash(first.hash) == xform("供暖")
    assert records.put_form(xform("其他"), "x").conflict
    assert len(records.forms()) == 2


def test_ids_are_made_as_told() -> None:
    made = uuid7(NOW)
    assert made[14] == "7"
    assert made[19] in "89ab"
    assert int(made.replace("-", "")[:12], 16) == int(NOW.timestamp() * 1000)
    number = printed_number("XYQY03", NOW, "0123456789abcdef", 7)
    assert number.startswith("GV-XYQY03-20261125-")
    assert number.endswith("-0007")
