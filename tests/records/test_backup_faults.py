"""Backups where something is wrong: the clock, the disk, the files, the moment."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from forms.errors import KnownError
from forms.records import backup, key_file, keys, rekey, restore, swap
from forms.records.journal import Journal
from forms.records.key_file import Recipient
from forms.records.store import Records
from forms.records.types import Draft
from forms.records.vault import Link
from forms.records.workspace import JOURNAL, alone
from sync.exchange.paper_code import new_code
from tests.records.conftest import NOW
from tests.records.test_backup import OTHER, PHRASE, label, put

LATER = NOW + timedelta(hours=1)
# The battery of the clock is dead.
LONG_AGO = NOW - timedelta(days=3650)


@pytest.fixture(autouse=True)
def locked_after():
    yield
    keys.lock()


def a_year_of_backups(folder: Path) -> None:
    made = backup.make(folder, "daily", NOW)
    first = folder / "backups" / made.name
    for days in range(1, 366):
        at = NOW - timedelta(days=days)
        place = first.with_name(f"{at:%Y%m%dT%H%M%S}-daily")
        place.mkdir()
        text = (first / backup.ABOUT).read_text()
        text = text.replace(NOW.isoformat(), at.isoformat())
        (place / backup.ABOUT).write_text(text.replace('"n": 1', '"n": 0'))
    backup.prune(folder)


def names(folder: Path) -> list[str]:
    return [one.name for one in backup.kept(folder)]


def test_a_clock_set_back_prunes_nothing_that_was_just_made(workspace: Path) -> None:
    a_year_of_backups(workspace)
    made = backup.make(workspace, "asked", LONG_AGO)
    assert names(workspace)[0] == made.name
    again = backup.make_before_import(workspace, LONG_AGO - timedelta(days=1))
    assert again is not None
    assert names(workspace)[:2] == [again.name, made.name]


def test_a_change_of_key_leaves_a_backup_whatever_the_clock_says(
    workspace: Path,
) -> None:
    a_year_of_backups(workspace)
    keys.change_passphrase(workspace, PHRASE)
    rekey.change_key(workspace, PHRASE)
    backup.remove_of_other_keys(workspace, LONG_AGO)
    assert [one.reason for one in backup.kept(workspace)] == ["key"]


def test_days_ahead_do_not_spare_the_backup_of_today(workspace: Path) -> None:
    ahead = NOW + timedelta(days=40)
    assert backup.make_daily(workspace, ahead) is not None
    assert backup.make_daily(workspace, NOW) is not None
    assert backup.make_daily(workspace, NOW) is None


def test_what_was_written_since_is_backed_up_before_an_import(
    workspace: Path,
) -> None:
    assert backup.make_daily(workspace, NOW) is not None
    assert backup.make_before_import(workspace, NOW) is None
    put("since", workspace)
    assert backup.make_before_import(workspace, NOW) is not None
    assert backup.make_before_import(workspace, NOW) is None


def test_after_a_restore_an_import_is_preceded_by_a_backup_of_what_stands(
    workspace: Path,
) -> None:
    put("before", workspace)
    made = backup.make(workspace, "asked", NOW)
    put("given up", workspace)
    restore.restore(workspace, made.name, NOW)
    put("stands", workspace)
    found = backup.make_before_import(workspace, NOW)
    assert found is not None
    put("spoilt", workspace)
    restore.restore(workspace, found.name, LATER)
    assert label(workspace) == "stands"


def test_a_visit_finalised_while_a_backup_is_made_is_in_it(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.open(workspace) as journal:
        journal.start_draft(Draft("d1", "f", "1", "h", NOW, "rec", snapshot=b"<x/>"))
    really, calls = Link.copy_to, []

    def copy_to(link: Link, place: Path) -> None:
        really(link, place)
        calls.append(place)
        if len(calls) == 1:
            put("finalised", workspace)
            with Journal.open(workspace) as journal:
                journal.close_draft("d1", "op")

    with monkeypatch.context() as patch:
        patch.setattr(Link, "copy_to", copy_to)
        made = backup.make(workspace, "daily", NOW)
    key, place = keys.read_key(workspace), workspace / "backups" / made.name
    with Records.open(workspace) as records:
        assert records.entity("resident", "r1") is not None
    link = Link(place / JOURNAL, key, writer=False)
    drafts = link.value("SELECT count(*) FROM draft")
    link.close()
    assert drafts + made.ops >= 1


@pytest.mark.parametrize("gone", [None, b"", b"\0" * 4096])
@pytest.mark.parametrize("name", ["register.db", "journal.db", "workspace.json"])
def test_what_is_gone_or_empty_comes_back(
    workspace: Path, name: str, gone: bytes | None
) -> None:
    put("kept", workspace)
    made = backup.make(workspace, "asked", NOW)
    if gone is None:
        (workspace / name).unlink()
    else:
        (workspace / name).write_bytes(gone)
    restore.restore(workspace, made.name, LATER)
    assert label(workspace) == "kept"
    with Journal.open(workspace) as journal, Records.open(workspace) as records:
        assert journal.profile.name
        assert not records.demo
        assert records.doctor().healthy


def test_a_restore_sets_aside_what_nobody_could_back_up(workspace: Path) -> None:
    put("kept", workspace)
    made = backup.make(workspace, "asked", NOW)
    put("newer", workspace)
    place = workspace / "register.db"
    damaged = bytearray(place.read_bytes())
    damaged[-2000] ^= 1
    place.write_bytes(damaged)
    restore.restore(workspace, made.name, LATER)
    assert label(workspace) == "kept"
    (aside,) = (workspace / "backups").glob(f"*{restore.ASIDE}")
    assert (aside / "register.db").read_bytes() == damaged
    assert (aside / "key").exists()
    assert names(workspace) == [made.name]


def test_the_program_before_this_one_gets_its_own_files_back(workspace: Path) -> None:
    put("of then", workspace)
    made = backup.make(workspace, "migration", NOW)
    key = keys.read_key(workspace)
    for name in ("register.db", "journal.db"):
        link = Link(workspace / name, key, writer=True)
        link.run("PRAGMA user_version = 99")
        link.close()
    restore.restore(workspace, made.name, LATER)
    assert label(workspace) == "of then"
    with Journal.open(workspace) as journal:
        assert journal.profile.name
    # What the later program wrote is kept for it.
    assert [one.reason for one in backup.kept(workspace)] == ["restore", "migration"]


def test_a_passphrase_given_up_opens_no_backup(workspace: Path) -> None:
    keys.change_passphrase(workspace, PHRASE)
    made = backup.make(workspace, "asked", NOW)
    # As a restore asks for it at the command line.
    keys.unlock(workspace / "backups" / made.name, PHRASE)
    keys.change_passphrase(workspace, OTHER)
    found = [p for p in workspace.rglob("key*") if p.name in ("key", "key.second")]
    assert len(found) == 4
    for place in found:
        file = key_file.read(place.read_bytes())
        assert key_file.opened(file, OTHER)
        with pytest.raises(KnownError, match="KEY-WRONG"):
            key_file.opened(file, PHRASE)


def test_a_recovery_code_given_up_opens_no_backup(workspace: Path) -> None:
    before, after = new_code(), new_code()
    keys.change_passphrase(workspace, PHRASE)
    keys.set_recipient(workspace, before.recipient)
    made = backup.make(workspace, "asked", NOW)
    keys.set_recipient(workspace, after.recipient)
    file = keys.read_file(workspace / "backups" / made.name)
    assert key_file.opened_by(file, after.identity)
    with pytest.raises(KnownError, match="KEY-RECOVERY-OTHER"):
        key_file.opened_by(file, before.identity)


def test_a_kill_before_the_backups_followed_is_made_good_at_the_next_unlock(
    workspace: Path,
) -> None:
    keys.change_passphrase(workspace, PHRASE)
    made = backup.make(workspace, "asked", NOW)
    place = workspace / "backups" / made.name / "key"
    before = place.read_bytes()
    keys.change_passphrase(workspace, OTHER)
    place.write_bytes(before)
    keys.lock()
    keys.unlock(workspace, OTHER)
    assert place.read_bytes() == (workspace / "key").read_bytes()


def test_a_wrong_passphrase_gives_up_nothing(workspace: Path, tmp_path: Path) -> None:
    """The backup is under another key; the workspace's is asked for, and mistyped."""
    put("kept", workspace)
    keys.change_passphrase(workspace, PHRASE)
    made = backup.make(workspace, "asked", NOW)
    rekey.change_key(workspace, PHRASE)
    put("newer", workspace)
    before = (workspace / "key").read_bytes()
    keys.lock()
    keys.unlock(workspace / "backups" / made.name, PHRASE)
    for ask in (lambda folder: keys.unlock(folder, "mistyped one"), None):
        keys.ask_with(ask)
        with pytest.raises(KnownError, match=r"KEY-(WRONG|LOCKED)"):
            restore.restore(workspace, made.name, LATER)
    keys.ask_with(None)
    assert (workspace / "key").read_bytes() == before
    keys.unlock(workspace, PHRASE)
    assert label(workspace) == "newer"


def full(*_: object, **__: object) -> None:
    raise KnownError("DISK-FULL", place="x")


def test_a_full_disk_is_not_left_full_of_what_nobody_will_use(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("kept", workspace)
    keys.change_passphrase(workspace, PHRASE)
    made = backup.make(workspace, "asked", NOW)
    with monkeypatch.context() as patch:
        patch.setattr(swap, "write_file", full)
        with pytest.raises(KnownError, match="DISK-FULL"):
            restore.restore(workspace, made.name, LATER)
        with pytest.raises(KnownError, match="DISK-FULL"):
            rekey.change_key(workspace, PHRASE)
    assert not list(workspace.glob(f"*{swap.NEXT}*"))
    assert label(workspace) == "kept"


def test_a_backup_with_a_damaged_key_file_stops_no_change_of_key(
    workspace: Path,
) -> None:
    keys.change_passphrase(workspace, PHRASE)
    made = backup.make(workspace, "asked", NOW)
    (workspace / "backups" / made.name / "key").write_bytes(b"{")
    rekey.change_key(workspace, PHRASE)
    backup.remove_of_other_keys(workspace, LATER)
    assert [one.reason for one in backup.kept(workspace)] == ["key"]


def test_a_backup_cut_short_while_it_is_removed_is_none(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup.make(workspace, "asked", NOW)
    removed = []

    def cut(place: Path, **_: object) -> None:
        (place / "register.db").unlink()
        removed.append(place)

    with monkeypatch.context() as patch:
        patch.setattr(backup.shutil, "rmtree", cut)
        keys.change_passphrase(workspace, PHRASE)
        rekey.change_key(workspace, PHRASE)
        backup.remove_of_other_keys(workspace, LATER)
    assert len(removed) == 1
    assert made.name not in names(workspace)
    assert len(names(workspace)) == 1


def test_what_a_kill_left_of_a_backup_is_swept_a_day_later(workspace: Path) -> None:
    made = backup.make(workspace, "asked", NOW)
    place = workspace / "backups" / made.name
    for name, days in (("old.1.part", 2), ("new.1.part", 0)):
        part = shutil.copytree(place, place.with_name(name))
        at = part.stat().st_mtime - days * 86400
        os.utime(part, (at, at))
    assert names(workspace) == [made.name]
    backup.make(workspace, "asked", LATER)
    left = {one.name for one in (workspace / "backups").glob("*.part")}
    assert left == {"new.1.part"}


def test_only_one_finishes_a_swap_that_was_cut_short(workspace: Path) -> None:
    (workspace / swap.PLAN).write_text("[]")
    with alone(workspace), pytest.raises(KnownError, match="STORE-BUSY"):
        keys.read_key(workspace)
    assert keys.read_key(workspace)
    assert not (workspace / swap.PLAN).exists()


def test_nobody_writes_between_the_backup_and_the_restore(workspace: Path) -> None:
    made = backup.make(workspace, "asked", NOW)
    with Records.open(workspace), pytest.raises(KnownError, match="STORE-BUSY"):
        restore.restore(workspace, made.name, LATER)
    assert names(workspace) == [made.name]


def test_a_recipient_is_kept_by_every_backup(workspace: Path) -> None:
    code = new_code()
    keys.change_passphrase(workspace, PHRASE)
    made = backup.make(workspace, "asked", NOW)
    keys.set_recipient(workspace, Recipient("register", code.recipient.name))
    file = keys.read_file(workspace / "backups" / made.name)
    assert [one.kind for one in file.recipients] == ["register"]
