"""What was told as kept and is not there any more is told at the next opening."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.errors import KnownError
from forms.records import backup, behind, rekey, restore, watermark
from forms.records.journal import Journal
from forms.records.keys import read_key
from forms.records.store import Records
from forms.records.types import Draft, EntityWriteIn
from forms.records.vault import Link
from forms.records.watermark import Watermark
from tests.records.conftest import NOW

FRAME = 4096 + 24
DRAFT = Draft("d1", "f", "1", "h", NOW, "rec", snapshot=b"<x/>")


def killed(workspace: Path, to: Path) -> Path:
    """Return a copy as a kill leaves it: three ops, five answers, both logs full."""
    with Records.open(workspace) as records, Journal.open(workspace) as journal:
        for number in range(3):
            home = EntityWriteIn("household", "create", f"h{number}", {"note": "x"})
            records.write_entities([home], "w02")
        journal.start_draft(DRAFT)
        for number in range(5):
            journal.append("d1", {"set": "/f/a", "v": str(number)})
        return shutil.copytree(workspace, to)


def flip(log: Path, at: int) -> None:
    held = bytearray(log.read_bytes())
    held[at] ^= 1
    log.write_bytes(held)


def flipped_early(log: Path) -> None:
    flip(log, 32 + FRAME + 100)


def flipped_in_last_commit(log: Path) -> None:
    flip(log, log.stat().st_size - 100)


def flipped_in_head(log: Path) -> None:
    flip(log, 20)


def cut_off(log: Path) -> None:
    log.write_bytes(log.read_bytes()[:-FRAME])


def emptied(log: Path) -> None:
    log.write_bytes(b"")


@pytest.mark.parametrize(
    "harm", [flipped_early, flipped_in_last_commit, flipped_in_head, cut_off, emptied]
)
@pytest.mark.parametrize("name", ["register", "journal"])
def test_harm_to_a_log_is_told_until_somebody_goes_on(
    workspace: Path, tmp_path: Path, name: str, harm: Callable[[Path], None]
) -> None:
    left = killed(workspace, tmp_path / "left")
    with Records.open(workspace) as records:
        device = records.device_id
    harm(left / f"{name}.db-wal")
    opening, code = (
        (Records.open, "STORE-BEHIND")
        if name == "register"
        else (Journal.open, "DRAFT-BEHIND")
    )
    for _ in range(2):
        with pytest.raises(KnownError, match=code):
            opening(left)
    assert behind.go_on(left) == (name == "register")
    opening(left).close()
    with Records.open(left) as records:
        assert records.doctor().healthy
        # Numbers that were perhaps sent already are not given to other ops.
        assert (records.device_id != device) == (name == "register")


@pytest.mark.parametrize("name", ["register", "journal"])
def test_a_log_tells_itself_where_the_watermark_is_lost(
    workspace: Path, tmp_path: Path, name: str
) -> None:
    left = killed(workspace, tmp_path / "left")
    (left / watermark.FILE).unlink()
    flipped_early(left / f"{name}.db-wal")
    opening = Records.open if name == "register" else Journal.open
    for _ in range(2):
        with pytest.raises(KnownError, match="BEHIND"):
            opening(left)


def test_a_kill_alone_is_no_harm(workspace: Path, tmp_path: Path) -> None:
    left = killed(workspace, tmp_path / "left")
    with Records.open(left) as records, Journal.open(left) as journal:
        assert records.entity_count("household") == 3
        assert len(journal.events("d1")) == 5


def test_a_commit_that_was_never_told_is_no_harm(
    workspace: Path, tmp_path: Path
) -> None:
    """A power cut within a commit leaves some of its frames, the last among them."""
    left = killed(workspace, tmp_path / "left")
    place = left / "journal.db"
    with Journal.open(left) as journal:
        journal.append("d1", {"set": "/f/a", "v": "told"})
        shutil.copy(left / watermark.FILE, tmp_path / "before")
        shutil.copy(f"{place}-wal", tmp_path / "shorter")
        journal.append("d1", {"set": "/f/a", "v": "x" * 9_000})
        again = shutil.copytree(left, tmp_path / "again")
    # The mark was not written yet, the first frame of the commit is torn.
    shutil.copy(tmp_path / "before", again / watermark.FILE)
    flip(again / "journal.db-wal", (tmp_path / "shorter").stat().st_size + 50)
    with Journal.open(again) as journal:
        assert [one["v"] for one in journal.events("d1")][-1] == "told"


@pytest.mark.parametrize("how", ["torn", "older", "gone"])
def test_a_watermark_that_is_behind_itself_is_no_harm(
    workspace: Path, tmp_path: Path, how: str
) -> None:
    with Journal.open(workspace) as journal:
        journal.start_draft(DRAFT)
        journal.append("d1", {"set": "/f/a", "v": "1"})
        older = (workspace / watermark.FILE).read_bytes()
        journal.close_draft("d1", "dev:1")
    place = workspace / watermark.FILE
    if how == "gone":
        place.unlink()
    else:
        place.write_bytes(older if how == "older" else bytes(600))
    with Journal.open(workspace) as journal:
        assert journal.drafts() == []
    with Records.open(workspace) as records:
        assert records.is_open


def test_a_discarded_draft_may_be_named_by_an_older_mark(workspace: Path) -> None:
    with Journal.open(workspace) as journal:
        journal.start_draft(DRAFT)
        older = (workspace / watermark.FILE).read_bytes()
        journal.discard("d1")
        assert journal.closed("d1") is None
    (workspace / watermark.FILE).write_bytes(older)
    Journal.open(workspace).close()


def test_a_disk_that_refuses_the_mark_refuses_no_answer(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Watermark) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(Watermark, "_opened", full)
    with Journal.open(workspace) as journal:
        journal.start_draft(DRAFT)
        journal.append("d1", {"set": "/f/a", "v": "1"})
        assert len(journal.events("d1")) == 1


def test_a_long_log_is_shortened_once_no_reader_is_in_the_way(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forms.records.vault.LOG_BYTES", 1 << 20)
    log = workspace / "register.db-wal"
    reader = Link(workspace / "register.db", read_key(workspace), writer=False)
    with Records.open(workspace) as records:
        reader.run("BEGIN")
        reader.query("SELECT count(*) FROM op")
        for number in range(6):
            records.append("later", f"r{number}", "w", {"x": "y" * 400_000})
        grown = log.stat().st_size
        assert grown > 1 << 20
        reader.run("COMMIT")
        records.append("later", "last", "w", {})
        assert log.stat().st_size == 0
        assert records.doctor().ops == 7
    reader.close()


@pytest.mark.parametrize("name", ["register", "journal"])
@pytest.mark.parametrize("lost", [False, True])
def test_neither_a_backup_nor_another_key_hides_that_work_is_missing(
    workspace: Path, tmp_path: Path, name: str, lost: bool
) -> None:
    """Both open the files before anybody looked, and a change of key replaces them."""
    left = killed(workspace, tmp_path / "left")
    if lost:
        (left / watermark.FILE).unlink()
    flipped_early(left / f"{name}.db-wal")
    backup.make(left, "asked", NOW)
    with pytest.raises(KnownError, match="BEHIND"):
        rekey.change_key(left, "")
    opening = Records.open if name == "register" else Journal.open
    with pytest.raises(KnownError, match="BEHIND"):
        opening(left)
    behind.go_on(left)
    rekey.change_key(left, "")
    opening(left).close()


@pytest.mark.parametrize("lost", [False, True])
def test_drafts_that_stay_at_a_restore_still_tell_what_is_missing(
    workspace: Path, tmp_path: Path, lost: bool
) -> None:
    left = killed(workspace, tmp_path / "left")
    made = backup.make(workspace, "asked", NOW)
    shutil.copytree(workspace / "backups" / made.name, left / "backups" / made.name)
    if lost:
        (left / watermark.FILE).unlink()
    flipped_early(left / "journal.db-wal")
    restore.restore(left, made.name, NOW)
    Records.open(left).close()
    with pytest.raises(KnownError, match="DRAFT-BEHIND"):
        Journal.open(left)
