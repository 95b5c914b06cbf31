"""`gridvisit register snapshot`: an office writes what a new laptop starts from."""

from pathlib import Path

import pytest

from desktop import cli
from sync.exchange import import_from
from tests.sync.enrolled import GRID, enrol_laptop, laptop_of, office_of
from tests.sync.registers import write_households


def test_a_snapshot_is_written_on_command_and_read_by_a_new_laptop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    office, _ = office_of(tmp_path / "office")
    with laptop_of(tmp_path / "laptop") as laptop:
        with office:
            enrol_laptop(office, laptop)
            office.import_entities(
                "household", [{"name": "h1", "label": "1室", "grid_code": GRID}], "w01"
            )
        words = ["register", "snapshot", "--to", str(stick), "--grid", GRID]
        place = ["--workspace", str(tmp_path / "office"), "--lang", "en"]
        assert cli.main([*words, *place]) == 0
        assert "A new laptop starts from here" in capsys.readouterr().out
        assert len(list((stick / "gv1/snap" / GRID).glob("*.gvb"))) == 1
        import_from(laptop, stick)
        assert laptop.entity_count("household") == 1
        write_households(laptop, 1)
    place = ["--workspace", str(tmp_path / "laptop"), "--lang", "en"]
    assert cli.main([*words, *place]) == 1
    assert "Only a supervisor" in capsys.readouterr().err
