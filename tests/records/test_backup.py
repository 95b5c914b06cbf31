"""Backups: made, proved, pruned, put back as another device; torn ones are none."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from forms.errors import KnownError
from forms.records import backup, keys, rekey, restore
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Draft, EntityWriteIn
from tests.records.conftest import NOW

PHRASE, OTHER = "冬天的火炉 7 号", "another one here"


@pytest.fixture(autouse=True)
def locked_after():
    yield
    keys.lock()


def label(folder: Path) -> str:
    with Records.open(folder, writer=False) as records:
        found = records.entity("resident", "r1")
        return found.label if found else ""


def put(kept_label: str, folder: Path) -> None:
    with Records.open(folder, clock=lambda: NOW) as records:
        known = records.entity("resident", "r1") is not None
        records.write_entities(
            [
                EntityWriteIn(
                    "resident", "update" if known else "create", "r1", {},
                    label=kept_label,
                )
            ],
            "w",
        )  # fmt: skip


def test_a_backup_is_put_back_as_another_device(workspace: Path) -> None:
    put("before", workspace)
    made = backup.make(workspace, "asked", NOW)
    assert made.ops == 1
    put("after", workspace)
    with Records.open(workspace) as records:
        old, further = records.device_id, records.version_map()
        signing = records.signing_key
    with Journal.open(workspace) as journal:
        journal.start_draft(Draft("d1", "f", "1", "h", NOW, "rec", snapshot=b"<x/>"))
    chosen = restore.restore(workspace, made.name, NOW + timedelta(hours=1))
    assert chosen == made
    assert label(workspace) == "before"
    with Records.open(workspace) as records:
        assert records.device_id != old
        assert records.signing_key != signing
        assert records.doctor().healthy
        # What comes now bears a new device's numbers: no two ops share one.
        records.write_entities(
            [EntityWriteIn("resident", "update", "r1", {}, label="again")], "w"
        )
        assert further == {old: 2}
        assert records.version_map() == {old: 1, records.device_id: 1}
    with Journal.open(workspace) as journal:
        assert [one.draft.id for one in journal.drafts()] == ["d1"]
    assert [one.reason for one in backup.kept(workspace)] == ["restore", "asked"]


def test_what_stood_before_a_restore_can_be_put_back(workspace: Path) -> None:
    put("before", workspace)
    made = backup.make(workspace, "asked", NOW)
    put("after", workspace)
    restore.restore(workspace, made.name, NOW + timedelta(hours=1))
    (newest, _) = backup.kept(workspace)
    restore.restore(workspace, newest.name, NOW + timedelta(hours=2))
    assert label(workspace) == "after"


def test_no_backup_is_pruned_while_it_is_put_back(workspace: Path) -> None:
    put("first", workspace)
    times = [NOW + timedelta(minutes=one) for one in range(backup.LATEST)]
    oldest, *_ = [backup.make(workspace, "asked", at).name for at in times]
    put("later", workspace)
    restore.restore(workspace, oldest, NOW + timedelta(hours=1))
    assert label(workspace) == "first"


def test_backups_of_one_second_stand_beside_each_other(workspace: Path) -> None:
    names = {backup.make(workspace, "asked", NOW).name for _ in range(3)}
    assert {one.name for one in backup.kept(workspace)} == names
    assert len(names) == 3


def test_a_damaged_register_and_a_lost_key_come_back(workspace: Path) -> None:
    put("kept", workspace)
    made = backup.make(workspace, "daily", NOW)
    for name in ("register.db", "journal.db", "key"):
        (workspace / name).write_bytes(b"\0" * 5000)
    restore.restore(workspace, made.name, NOW + timedelta(hours=1))
    assert label(workspace) == "kept"
    with Journal.open(workspace) as journal:
        assert journal.profile.name


def test_a_damaged_backup_changes_nothing(workspace: Path) -> None:
    put("kept", workspace)
    made = backup.make(workspace, "asked", NOW)
    place = workspace / "backups" / made.name / "register.db"
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.write_bytes(bytes(data))
    with pytest.raises(KnownError, match="BACKUP-DAMAGED"):
        restore.restore(workspace, made.name, NOW)
    with pytest.raises(KnownError, match="BACKUP-UNKNOWN"):
        restore.restore(workspace, "20200101", NOW)
    assert label(workspace) == "kept"


def test_one_a_day_and_one_before_an_import(workspace: Path) -> None:
    assert backup.make_daily(workspace, NOW) is not None
    assert backup.make_daily(workspace, NOW + timedelta(minutes=1)) is None
    assert backup.make_before_import(workspace, NOW + timedelta(minutes=2)) is None
    later = NOW + timedelta(hours=2)
    assert backup.make_before_import(workspace, later) is not None


def test_pruning_keeps_days_weeks_months(workspace: Path) -> None:
    made = backup.make(workspace, "daily", NOW)
    first = workspace / "backups" / made.name
    for days in range(1, 400):
        at = NOW - timedelta(days=days)
        place = first.with_name(f"{at:%Y%m%dT%H%M%S}-daily")
        place.mkdir()
        text = (first / backup.ABOUT).read_text()
        text = text.replace(NOW.isoformat(), at.isoformat())
        (place / backup.ABOUT).write_text(text)
    backup.prune(workspace)
    kept = [(NOW - one.at).days for one in backup.kept(workspace)]
    assert kept[:7] == list(range(7))
    assert 12 <= len(kept) <= 7 + 4 + 6
    assert max(kept) > 120


def test_a_backup_that_was_cut_short_is_none(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.make(workspace, "asked", NOW)

    def full(*_: object, **__: object) -> None:
        raise KnownError("DISK-FULL", place="x")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "write_file", full)
        with pytest.raises(KnownError, match="DISK-FULL"):
            backup.make(workspace, "daily", NOW + timedelta(days=1))
    assert len(list((workspace / "backups").iterdir())) == 1
    torn = workspace / "backups" / "20261125T000000-daily"
    torn.mkdir()
    (torn / backup.ABOUT).write_text("{")
    assert len(backup.kept(workspace)) == 1


def test_what_stands_is_not_replaced_where_there_is_no_room_to_keep_it(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("before", workspace)
    made = backup.make(workspace, "asked", NOW)
    put("after", workspace)
    really, calls = backup.write_file, []

    def full_once(place: Path, data: bytes, mode: int = 0o644) -> None:
        calls.append(place)
        if len(calls) == 1:
            raise KnownError("DISK-FULL", place=str(place))
        really(place, data, mode=mode)

    with monkeypatch.context() as patch:
        patch.setattr(backup, "write_file", full_once)
        with pytest.raises(KnownError, match="DISK-FULL"):
            restore.restore(workspace, made.name, NOW + timedelta(hours=1))
    assert label(workspace) == "after"
    restore.restore(workspace, made.name, NOW + timedelta(hours=1))
    assert label(workspace) == "before"


def test_backups_follow_the_passphrase_and_the_key(workspace: Path) -> None:
    put("kept", workspace)
    backup.make(workspace, "asked", NOW)
    keys.change_passphrase(workspace, PHRASE)
    (one,) = backup.kept(workspace)
    place = workspace / "backups" / one.name
    assert keys.is_protected(place)
    keys.lock()
    with pytest.raises(KnownError, match="KEY-LOCKED"):
        restore.restore(workspace, one.name, NOW)
    keys.unlock(workspace, PHRASE)
    old = keys.read_file(workspace).id
    shutil.copytree(place, workspace.parent / "stolen")
    rekey.change_key(workspace, PHRASE)
    # A backup from before the change is put back under the key of now.
    restore.restore(workspace, one.name, NOW + timedelta(hours=1))
    assert label(workspace) == "kept"
    backup.remove_of_other_keys(workspace, NOW + timedelta(hours=2))
    ids = {
        keys.read_file(workspace / "backups" / one.name).id
        for one in backup.kept(workspace)
    }
    assert ids == {keys.read_file(workspace).id}
    assert old not in ids
