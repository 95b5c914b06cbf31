"""The key: a passphrase, a recovery code, damage, waits, a change cut short."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from forms.errors import KnownError
from forms.records import key_file, keys, rekey, swap, tries
from forms.records.blobs import Blobs
from forms.records.journal import Journal
from forms.records.key_file import Recipient
from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile
from forms.records.vault import known_os_error
from forms.records.workspace import Share
from tests.records.conftest import NOW

PHRASE = "冬天的火炉 7 号"
OTHER = "another one here"
NAME = "孔祥瑞"


@pytest.fixture
def recovery() -> tuple[str, str]:
    """(identity, recipient)."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


@pytest.fixture(autouse=True)
def locked_after():
    yield
    keys.lock()


@pytest.fixture
def safe(tmp_path: Path, recovery) -> Path:
    """A workspace with a passphrase and something in it, locked."""
    folder = tmp_path / "ws"
    create_workspace(
        folder, profile=Profile("w02", NAME, "XYQY03"), demo=False, now=NOW,
        passphrase=PHRASE, recipients=[Recipient("code", recovery[1])],
    )  # fmt: skip
    with Records.open(folder) as records:
        records.put_blob(b"photo of " + NAME.encode())
        records.write_entities(
            [EntityWriteIn("resident", "create", "r1", {}, label=NAME)], "w02"
        )
    keys.lock()
    return folder


def label(folder: Path) -> str:
    with Records.open(folder, writer=False) as records:
        entity = records.entity("resident", "r1")
        assert entity is not None
        return entity.label


def test_without_the_passphrase_nothing_opens(safe: Path) -> None:
    for opening in (Records.open, Journal.open):
        with pytest.raises(KnownError, match="KEY-LOCKED"):
            opening(safe)
    with pytest.raises(KnownError, match="KEY-WRONG"):
        keys.unlock(safe, "not this one")
    keys.unlock(safe, PHRASE)
    assert label(safe) == NAME
    keys.lock()
    assert keys.is_locked(safe)


def test_nothing_in_the_folder_can_be_read(safe: Path) -> None:
    keys.unlock(safe, PHRASE)
    key = keys.read_key(safe)
    for place in safe.rglob("*"):
        if place.is_file():
            held = place.read_bytes()
            for secret in (NAME.encode(), PHRASE.encode(), key, key.hex().encode()):
                assert secret not in held, place


def test_full_width_digits_are_the_digits_they_look_like(tmp_path: Path) -> None:
    keys.make_key(tmp_path, "２０４８９６")
    keys.lock()
    keys.unlock(tmp_path, " 204896 ")


@pytest.mark.parametrize(
    "short", ["", "12345", "123456", "111111", "abcdefg", "654321"]
)
def test_what_is_easily_guessed_is_refused(tmp_path: Path, short: str) -> None:
    with pytest.raises(KnownError, match="KEY-SHORT"):
        keys.checked(short)


def test_waits_grow_and_are_kept(safe: Path) -> None:
    now, waits = NOW, []
    for _ in range(10):
        while True:
            try:
                keys.unlock(safe, "wrong one here", now)
            except KnownError as error:
                if error.code == "KEY-WRONG":
                    break
                waits.append(error.fields["seconds"])
                now += timedelta(seconds=int(error.fields["seconds"]))
    assert waits == [5, 15, 30, 60, 120, 300, 300]
    # The right one waits as well, also after the clock was set back; then all is new.
    with pytest.raises(KnownError, match="KEY-WAIT"):
        keys.unlock(safe, PHRASE, now - timedelta(days=30))
    keys.unlock(safe, PHRASE, now - timedelta(days=30) + timedelta(seconds=301))
    assert tries.read_tries(safe).count == 0


def test_recovery_sets_a_new_passphrase_and_loses_nothing(safe: Path, recovery) -> None:
    stranger = str(pyrage.x25519.Identity.generate())
    with pytest.raises(KnownError, match="KEY-RECOVERY-OTHER"):
        keys.recover(safe, stranger, OTHER)
    keys.recover(safe, recovery[0], OTHER)
    keys.lock()
    with pytest.raises(KnownError, match="KEY-WRONG"):
        keys.unlock(safe, PHRASE)
    keys.unlock(safe, OTHER)
    assert label(safe) == NAME


def test_another_passphrase_and_another_recovery_code(safe: Path, recovery) -> None:
    keys.unlock(safe, PHRASE)
    keys.change_passphrase(safe, OTHER)
    fresh = pyrage.x25519.Identity.generate()
    assert keys.set_recipient(safe, Recipient("code", str(fresh.to_public())))
    assert not keys.set_recipient(safe, Recipient("code", str(fresh.to_public())))
    keys.lock()
    with pytest.raises(KnownError, match="KEY-RECOVERY-OTHER"):
        keys.recover(safe, recovery[0], OTHER)
    keys.unlock(safe, OTHER)


def test_a_workspace_from_before_opens_and_can_be_given_a_passphrase(
    workspace: Path,
) -> None:
    assert not keys.is_protected(workspace)
    keys.change_passphrase(workspace, PHRASE)
    keys.lock()
    with pytest.raises(KnownError, match="KEY-LOCKED"):
        Records.open(workspace)
    keys.unlock(workspace, PHRASE)
    Records.open(workspace).close()


def test_a_damaged_key_file_is_told_from_a_wrong_passphrase(safe: Path) -> None:
    place = safe / "key"
    (safe / keys.SECOND).unlink()
    good = place.read_bytes()
    for at in range(0, len(good), 7):
        bad = bytearray(good)
        bad[at] ^= 0x11
        place.write_bytes(bytes(bad))
        with pytest.raises(KnownError, match=r"KEY-DAMAGED|STORE-KEY|KEY-NEWER"):
            keys.unlock(safe, PHRASE)
    for size in range(0, len(good) - 1, 31):
        place.write_bytes(good[:size])
        with pytest.raises(KnownError, match=r"KEY-DAMAGED|STORE-KEY"):
            keys.unlock(safe, PHRASE)
    told = json.loads(good)
    del told["sum"]
    told["v"] = 2
    place.write_text(json.dumps(told | {"sum": key_file._sum(told)}))
    with pytest.raises(KnownError, match="KEY-NEWER"):
        keys.unlock(safe, PHRASE)
    place.write_bytes(good)
    keys.unlock(safe, PHRASE)


@pytest.mark.parametrize("how", ["flipped", "cut off", "emptied", "gone"])
def test_a_damaged_key_file_comes_back_from_its_second_copy(
    safe: Path, how: str
) -> None:
    place = safe / "key"
    good = place.read_bytes()
    bad = {"flipped": bytes([*good[:90], good[90] ^ 1, *good[91:]]), "emptied": b""}
    if how == "gone":
        place.unlink()
    else:
        place.write_bytes(bad.get(how, good[:100]))
    keys.lock()
    assert keys.is_locked(safe)
    keys.unlock(safe, PHRASE)
    assert place.read_bytes() == good
    assert not keys.take_mended(safe.parent)
    assert keys.take_mended(safe)
    assert not keys.take_mended(safe)
    Records.open(safe).close()


def test_the_second_copy_follows_passphrase_and_key(safe: Path) -> None:
    keys.unlock(safe, PHRASE)
    keys.change_passphrase(safe, OTHER)
    rekey.change_key(safe, OTHER)
    assert (safe / keys.SECOND).read_bytes() == (safe / "key").read_bytes()
    (safe / "key").unlink()
    keys.lock()
    with pytest.raises(KnownError, match="KEY-WRONG"):
        keys.unlock(safe, PHRASE)
    keys.unlock(safe, OTHER)
    Records.open(safe).close()


def test_two_damaged_copies_are_made_anew_by_the_recovery_code(
    safe: Path, recovery
) -> None:
    good = (safe / "key").read_bytes()
    at = good.index(b'"nonce": "') + 12
    for name in ("key", keys.SECOND):
        (safe / name).write_bytes(bytes([*good[:at], good[at] ^ 1, *good[at + 1 :]]))
    keys.lock()
    assert keys.is_locked(safe)
    with pytest.raises(KnownError, match="KEY-DAMAGED"):
        keys.unlock(safe, PHRASE)
    with pytest.raises(KnownError, match="KEY-RECOVERY-OTHER"):
        keys.recover(safe, str(pyrage.x25519.Identity.generate()), OTHER)
    keys.recover(safe, recovery[0], OTHER)
    keys.lock()
    keys.unlock(safe, OTHER)
    Records.open(safe).close()
    keys.recover(safe, recovery[0], PHRASE)


def test_a_key_file_reads_back_as_it_was_written(recovery) -> None:
    key, old = os.urandom(32), os.urandom(32)
    made = key_file.made(key, PHRASE, [Recipient("code", recovery[1])], [old])
    back = key_file.read(key_file.written(made))
    assert back == made
    assert key_file.opened(back, PHRASE) == key
    assert key_file.opened_by(back, recovery[0]) == key
    assert key_file.former_keys(back, key) == [old]


def test_another_key_opens_all_and_the_old_one_nothing(safe: Path, recovery) -> None:
    old = keys.unlock(safe, PHRASE)
    with Records.open(safe, writer=False) as records:
        before, photo = records.digest(), records.blob_names()[0]
    rekey.change_key(safe, PHRASE)
    keys.lock()
    fresh = keys.unlock(safe, PHRASE)
    assert fresh != old
    assert not keys.read_file(safe).former
    with Records.open(safe) as records:
        assert records.digest() == before
        assert records.blob(photo).decode().endswith(NAME)
        assert records.doctor().healthy
    with pytest.raises(KnownError, match="BLOB-DAMAGED"):
        Blobs(safe / "blobs", old).get(photo)
    keys.lock()
    keys.recover(safe, recovery[0], OTHER)
    assert label(safe) == NAME


class Cut(Exception):
    """The power goes."""


@pytest.mark.parametrize("at", range(0, 40, 2))
def test_a_change_of_key_may_be_cut_short_anywhere(
    safe: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Cut before each write, rename and removal of the change, then go on."""
    keys.unlock(safe, PHRASE)
    left = [at]

    def cutting(function):
        def run(*given, **more):
            if left[0] == 0:
                raise Cut
            left[0] -= 1
            return function(*given, **more)

        return run

    with monkeypatch.context() as patch:
        for owner, name in (
            (Path, "replace"), (Path, "unlink"), (os, "fsync"), (rekey, "rekey_file"),
        ):  # fmt: skip
            patch.setattr(owner, name, cutting(getattr(owner, name)))
        try:
            rekey.change_key(safe, PHRASE)
        except Cut:
            pass
    keys.lock()
    keys.unlock(safe, PHRASE)
    assert label(safe) == NAME
    with Journal.open(safe) as journal:
        assert journal.profile.name == NAME
    rekey.finish(safe)
    with Records.open(safe) as records:
        assert all(records.blob(name) for name in records.blob_names())
        assert records.doctor().healthy
    assert not (safe / swap.PLAN).exists()


def test_the_key_is_not_changed_under_somebody(safe: Path) -> None:
    keys.unlock(safe, PHRASE)
    with Records.open(safe, writer=False), pytest.raises(KnownError, match="BUSY"):
        rekey.change_key(safe, PHRASE)
    share = Share(safe)
    with pytest.raises(KnownError, match="STORE-BUSY"):
        rekey.change_key(safe, PHRASE)
    share.close()
    rekey.change_key(safe, PHRASE)


def test_a_full_disk_leaves_the_passphrase_as_it_was(
    safe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.unlock(safe, PHRASE)
    with monkeypatch.context() as patch:

        def full(handle: int) -> None:
            raise OSError(28, "full")

        patch.setattr(os, "fsync", full)
        with pytest.raises(KnownError, match="DISK-FULL"):
            keys.change_passphrase(safe, OTHER)
        with pytest.raises(KnownError, match="DISK-FULL"):
            rekey.change_key(safe, PHRASE)
    keys.lock()
    keys.unlock(safe, PHRASE)
    assert label(safe) == NAME
    assert known_os_error(OSError(28, "full"), safe).code == "DISK-FULL"
