"""Counts agree on both sides, and where they do not a list says why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from desktop import cli
from forms.records.store import Records
from forms.records.types import EntityWriteIn
from sync.exchange import custody, enrol, export_to, import_from
from sync.exchange.tally import Difference, differences, tally
from sync.folders.memory import MemoryFolder
from tests.sync.enrolled import GRID, enrol_laptop, laptop_of, office_of
from tests.sync.registers import finish_visit, write_households
from tests.sync.test_custody import OTHER, bring, home, visit_to


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Records]:
    records, _ = office_of(tmp_path / "office")
    with records:
        yield records


@pytest.fixture
def laptop(tmp_path: Path, office: Records) -> Iterator[Records]:
    with laptop_of(tmp_path / "laptop") as records:
        enrol_laptop(office, records)
        bring(office, records)
        yield records


@pytest.fixture
def other(tmp_path: Path, office: Records) -> Iterator[Records]:
    """A laptop of another grid."""
    with laptop_of(tmp_path / "other", "w03") as records:
        enrol_laptop(office, records, grids=[OTHER], staff="w03")
        bring(office, records)
        yield records


def told(records: Records) -> list[tuple[str, int]]:
    """Return what explains a difference, each with its sentence in both languages."""
    found = differences(records)
    for one in found:
        for language in resources.LANGUAGES:
            text = resources.sentence(one.code, language, count=one.count, **one.fields)
            assert str(one.count) in text
    return [(one.code, one.count) for one in found]


def settle(office: Records, *laptops: Records) -> None:
    for _ in range(2):
        for one in laptops:
            bring(one, office)
        bring(office, *laptops)


def test_after_an_exchange_both_sides_count_the_same(
    office: Records, laptop: Records, other: Records
) -> None:
    houses = [home(office, f"{n}号楼", GRID) for n in range(4)]
    home(office, "9号楼", OTHER)
    bring(office, laptop, other)
    for number, house in enumerate(houses):
        visit_to(laptop, number, house, temp=f"{number}")
    finish_visit(other, 7, b"photo")
    settle(office, laptop, other)
    assert tally(laptop, GRID) == tally(office, GRID)
    assert tally(other, OTHER) == tally(office, OTHER)
    assert tally(laptop, GRID).visits["heating_visit"] >= 4
    for records in (office, laptop, other):
        assert differences(records) == []


def test_what_is_on_its_way_is_told_on_the_side_that_knows(
    office: Records, laptop: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.exchange.lanes.BUNDLE_OPS", 2)
    write_households(laptop, 6)
    assert told(laptop) == [("TALLY-UNDELIVERED", 6)]
    stick = MemoryFolder()
    export_to(laptop, stick)
    lost = next(e for e in stick.list("gv1/in") if "/3-4-" in e.name)
    stick.delete(lost.name)
    import_from(office, stick)
    assert ("TALLY-GAP", 2) in told(office)
    # They have no grid, so nobody but the office is to have them.
    assert ("TALLY-UNPLACED", 4) in told(office)
    for number in range(6):
        home(office, f"{number}号楼", GRID)
    stick = MemoryFolder()
    export_to(office, stick)
    lost = next(e for e in stick.list("gv1/out") if "-1-2-" in e.name)
    stick.delete(lost.name)
    import_from(laptop, stick)
    assert ("TALLY-AWAITED", 2) in told(laptop)
    lacking = tally(office, GRID).lists["household"] - 2
    assert tally(laptop, GRID).lists["household"] == lacking


def test_what_moved_and_what_came_late_is_told(
    office: Records, laptop: Records, other: Records
) -> None:
    house = home(office, "5号楼1室", GRID)
    bring(office, laptop)
    visit_to(laptop, 1, house, temp="16")
    move = EntityWriteIn("household", "update", house, {"grid_code": OTHER})
    office.write_entities([move], "w01")
    settle(office, laptop, other)
    assert told(laptop) == [("TALLY-MOVED", 1)]
    assert told(office) == [("TALLY-LATE", 1)]
    assert told(other) == []
    assert tally(other, OTHER).lists == tally(office, OTHER).lists
    custody.review(office, custody.late_work(office)[0].record_id, "w01")
    assert told(office) == []


def test_what_waits_and_what_nobody_serves_is_told(
    office: Records, laptop: Records
) -> None:
    home(office, "9号楼", OTHER)
    assert told(office) == [("TALLY-UNSERVED", 1)]
    enrol.revoke(office, laptop.device_id, why="lost")
    finish_visit(laptop, 1)
    bring(laptop, office)
    assert ("TALLY-WAITING", 1) in told(office)


def test_nobody_else_counts_where_a_laptop_works_alone(tmp_path: Path) -> None:
    with laptop_of(tmp_path / "alone") as records:
        write_households(records, 2)
        assert differences(records) == list[Difference]()
        assert tally(records).lists == {"household": 2}


def test_the_command_line_counts_and_says_why(
    office: Records, laptop: Records, capsys: pytest.CaptureFixture[str]
) -> None:
    home(office, "9号楼", OTHER)
    home(office, "5号楼", GRID)
    bring(office, laptop)
    words = ["--lang", "en", "--workspace"]
    counts = ["register", "counts", "--grid", GRID, *words]
    assert cli.main([*counts, str(office.folder)]) == 1
    told = capsys.readouterr().out
    assert "household" in told
    assert f"in the grid {OTHER}, which no laptop serves" in told
    assert cli.main([*counts, str(laptop.folder)]) == 0
    assert "Nothing here explains" in capsys.readouterr().out
    assert cli.main(["register", "photos", *words, str(laptop.folder)]) == 0
    assert "0 originals left" in capsys.readouterr().out
