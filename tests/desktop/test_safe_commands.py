"""`gridvisit backup`, `doctor --go-on`: backups are put back, older data are told."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop import cli, clock
from desktop.begin import begin
from forms.records import backup
from forms.records.keys import read_key
from forms.records.store import Records
from forms.records.types import Profile
from forms.records.watermark import Watermark


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "ws"
    profile = Profile("w02", "孔祥云", "XYQY03", language="en")
    begin(folder, profile, demo=False, clock=clock.now, grid_name="g")
    return folder


def run(place: Path, *words: str) -> int:
    return cli.main([*words, "--workspace", str(place), "--lang", "en"])


def test_copies_before_import_and_migration_are_put_back_as_daily_ones_are(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = clock.now()
    backup.make_before_import(place, now)
    backup.make_before_migration(place, now + timedelta(hours=2))
    assert run(place, "backup", "list") == 0
    told = capsys.readouterr().out
    assert "before an import" in told
    assert "before a newer program" in told
    for name in [one.name for one in backup.kept(place)]:
        assert run(place, "backup", "restore", name) == 0
    assert run(place, "doctor") == 0
    assert "The data is whole" in capsys.readouterr().out


def test_newer_work_missing_is_said_by_every_command_until_one_goes_on(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Records.open(place) as records:
        device = records.device_id
    with closing(Watermark(place, "register", read_key(place))) as mark:
        mark.write({"n": 9_999, "hash": "0" * 16})
    for words in (["doctor"], ["export", "--to", str(place.parent)]):
        assert run(place, *words) == 1
        assert "the newest records are missing" in capsys.readouterr().err
    assert run(place, "doctor", "--go-on") == 0
    told = capsys.readouterr().out
    assert "is a new device now" in told
    with Records.open(place) as records:
        assert records.device_id != device
        assert records.device_id in told
    assert run(place, "doctor", "--go-on") == 0


@pytest.mark.parametrize("damage", [b"\0" * 200, b""])
def test_a_damaged_description_stops_no_restore(
    place: Path, capsys: pytest.CaptureFixture[str], damage: bytes
) -> None:
    made = backup.make(place, "asked", clock.now())
    (place / "workspace.json").write_bytes(damage)
    assert run(place, "doctor") == 1
    assert "gridvisit backup restore" in capsys.readouterr().err
    assert run(place, "backup", "list") == 0
    assert made.name in capsys.readouterr().out
    assert run(place, "backup", "restore", made.name) == 0
    assert run(place, "doctor") == 0


def test_what_no_backup_could_be_made_of_is_named(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = backup.make(place, "asked", clock.now())
    (place / "register.db").write_bytes(b"torn" * 2000)
    assert run(place, "backup", "restore", made.name) == 0
    told = capsys.readouterr().out
    (aside,) = (place / "backups").glob("*-damaged")
    assert str(aside) in told
