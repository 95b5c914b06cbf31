"""Two offices of one register: each laptop gets its part once, and knows of all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.records.store import Records
from forms.records.types import EntityWriteIn
from sync import bundle
from sync.exchange import custody, enrol, export_to, import_from
from sync.folders.memory import MemoryFolder
from tests.sync.enrolled import GRID, enrol_laptop, laptop_of, office_of
from tests.sync.registers import finish_visit, write_households
from tests.sync.test_custody import home, visit_to


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Records]:
    records, _ = office_of(tmp_path / "office")
    with records:
        yield records


@pytest.fixture
def second(tmp_path: Path, office: Records) -> Iterator[Records]:
    """Another supervisor of the register."""
    with laptop_of(tmp_path / "second", "w05") as records:
        enrol_laptop(office, records, role="supervisor", grids=(), staff="w05")
        yield records


@pytest.fixture
def laptop(tmp_path: Path, office: Records) -> Iterator[Records]:
    with laptop_of(tmp_path / "laptop") as records:
        enrol_laptop(office, records)
        yield records


@pytest.fixture
def folder(office: Records, second: Records, laptop: Records) -> MemoryFolder:
    """A folder by which all three learned of each other."""
    made = MemoryFolder()
    for records in (office, second, laptop, office, second, laptop):
        if made.list(""):
            import_from(records, made)
        export_to(records, made)
    return made


def sent_to_grid(folder: MemoryFolder, office: Records) -> list[str]:
    """Return the bundles of a grid's stream that an office wrote."""
    out = folder.list("gv1/out")
    return [one.name for one in out if office.device_id in one.name]


def test_what_one_office_sent_to_a_grid_the_other_does_not_send_again(
    folder: MemoryFolder, office: Records, second: Records, laptop: Records
) -> None:
    for number in range(5):
        home(office, f"5号楼{number}室", GRID)
    export_to(office, folder)
    import_from(second, folder)
    export_to(second, folder)
    assert len(sent_to_grid(folder, office)) == 1
    assert sent_to_grid(folder, second) == []
    import_from(laptop, folder)
    assert laptop.entity_count("household") == 5
    # What only the second has it sends, and says where the rest is.
    home(second, "6号楼1室", GRID)
    export_to(second, folder)
    (name,) = sent_to_grid(folder, second)
    header = bundle.inspect(folder.get(name, 10**7), file=name).header
    assert (header.count, header.elsewhere) == (1, ((1, 5),))
    import_from(laptop, folder)
    assert laptop.entity_count("household") == 6
    assert custody.missing(laptop) == []
    import_from(office, folder)
    export_to(office, folder)
    assert len(sent_to_grid(folder, office)) == 1


def test_another_folder_gets_all_from_whoever_brings_it(
    folder: MemoryFolder, office: Records, second: Records, laptop: Records
) -> None:
    home(office, "5号楼1室", GRID)
    export_to(office, folder)
    import_from(second, folder)
    export_to(second, folder)
    stick = MemoryFolder("stick")
    export_to(second, stick)
    import_from(laptop, stick)
    assert laptop.entity_count("household") == 1


def test_what_was_lost_from_the_folder_the_other_office_sends(
    folder: MemoryFolder, office: Records, second: Records, laptop: Records
) -> None:
    home(office, "5号楼1室", GRID)
    export_to(office, folder)
    import_from(second, folder)
    export_to(second, folder)
    (lost,) = sent_to_grid(folder, office)
    folder.delete(lost)
    export_to(second, folder)
    import_from(laptop, folder)
    assert laptop.entity_count("household") == 1


def test_what_was_damaged_on_the_stick_the_other_office_sends(
    folder: MemoryFolder, office: Records, second: Records, laptop: Records
) -> None:
    home(office, "5号楼1室", GRID)
    export_to(office, folder)
    import_from(second, folder)
    export_to(second, folder)
    (name,) = sent_to_grid(folder, office)
    data = folder.get(name, 10**7)
    folder.delete(name)
    folder.put_new(name, data[:-600] + bytes(600))
    export_to(second, folder)
    assert len(sent_to_grid(folder, second)) == 1
    import_from(laptop, folder)
    assert laptop.entity_count("household") == 1


def test_what_an_ended_office_sent_is_sent_again_by_the_other(
    folder: MemoryFolder, office: Records, second: Records, laptop: Records
) -> None:
    home(second, "5号楼1室", GRID)
    export_to(second, folder)
    import_from(office, folder)
    export_to(office, folder)
    assert sent_to_grid(folder, office) == []
    enrol.revoke(office, second.device_id, why="left")
    export_to(office, folder)
    assert len(sent_to_grid(folder, office)) == 1
    import_from(laptop, folder)
    assert laptop.entity_count("household") == 1


def test_what_a_lost_laptop_gave_to_one_office_reaches_the_other(
    folder: MemoryFolder, office: Records, second: Records, laptop: Records
) -> None:
    finish_visit(laptop, 1)
    write_households(laptop, 1)
    export_to(laptop, stick := MemoryFolder("stick"))
    import_from(office, stick)
    enrol.revoke(office, laptop.device_id, why="lost")
    for records in (office, second, second, office, second):
        export_to(records, folder)
        import_from(records, folder)
    assert second.visit_counts() == {"heating_visit": 1}
    assert second.entity_count("household") == 1
    assert second.digest() == office.digest()
    counts = []
    for records in (office, second) * 3:
        export_to(records, folder)
        import_from(records, folder)
        counts.append(len(folder.list("")))
    assert counts[-1] == counts[-3]


def test_a_laptop_that_joins_later_is_sent_what_the_other_office_sent_before(
    folder: MemoryFolder,
    office: Records,
    second: Records,
    laptop: Records,
    tmp_path: Path,
) -> None:
    home(office, "5号楼1室", GRID)
    export_to(office, folder)
    import_from(second, folder)
    with laptop_of(tmp_path / "late", "w09") as late:
        enrol_laptop(office, late, staff="w09")
        # The second hears of it and brings it the grid; the first never comes again.
        export_to(office, stick := MemoryFolder("stick"))
        import_from(second, stick)
        import_from(late, stick)
        export_to(second, folder)
        import_from(late, folder)
        assert late.entity_count("household") == 1
        assert custody.missing(late) == []


def test_lists_for_everybody_reach_every_grid_and_others_none(
    folder: MemoryFolder, office: Records, laptop: Records
) -> None:
    tables = {
        "estate": [{"name": "e1", "label": "翔宇小区", "grid_code": "XYQY09"}],
        "staff": [{"name": "w77", "label": "新人", "grid_code": "XYQY09"}],
        "shop": [{"name": "s1", "label": "便民超市"}],
        "resident": [{"name": "r1", "label": "无网格", "id_no": "1"}],
        "household": [
            {"name": "h1", "label": "别处", "grid_code": "XYQY09"},
            {"name": "h2", "label": "无网格"},
        ],
    }
    for name, table in tables.items():
        office.import_entities(name, table, f"{name}.csv")
    export_to(office, folder)
    import_from(laptop, folder)
    for name in ("estate", "staff", "shop"):
        assert laptop.entity_count(name) == office.entity_count(name) == 1
    assert laptop.entity_count("household") == laptop.entity_count("resident") == 0
    assert office.streams.unplaced() == [("household", 1), ("resident", 1)]


def test_an_entity_of_no_grid_follows_the_visits_that_write_it(
    folder: MemoryFolder, office: Records, laptop: Records, tmp_path: Path
) -> None:
    visit_to(laptop, 1, "11111111-0000-7000-8000-000000000001", note="初次")
    export_to(laptop, folder)
    import_from(office, folder)
    write = EntityWriteIn(
        "household", "update", "11111111-0000-7000-8000-000000000001", {"note": "更正"}
    )
    office.write_entities([write], "w01")
    export_to(office, folder)
    import_from(laptop, folder)
    found = laptop.entity("household", "11111111-0000-7000-8000-000000000001")
    assert found is not None
    assert found.properties["note"] == "更正"


def test_the_files_of_a_form_reach_every_laptop(
    folder: MemoryFolder, office: Records, laptop: Records
) -> None:
    xform = (
        b'<h:html xmlns="http://www.w3.org/2002/xforms"'
        b' xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>F</h:title><model>'
        b'<instance><data id="f" version="1"><q/></data></instance></model></h:head>'
        b"<h:body/></h:html>"
    )
    office.put_form(xform, "f.xml", "w01", {"map.png": b"a picture"})
    finish_visit(office, 1)
    export_to(office, folder)
    taken = import_from(laptop, folder)
    assert (taken.blobs, taken.awaited) == (1, 0)
    (form,) = laptop.forms()
    (sha256,) = laptop.form_media(form.hash).values()
    assert laptop.blob(sha256) == b"a picture"
