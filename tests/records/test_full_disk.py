"""A disk full at any step of a backup, a restore, a change of key: all or nothing."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from forms.errors import KnownError
from forms.records import backup, keys, rekey, restore, swap
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Draft
from forms.records.vault import Link
from tests.records.conftest import NOW
from tests.records.test_backup import PHRASE, label, put

STEPS = (
    (os, "open"), (os, "fsync"), (os, "link"), (os, "mkdir"), (Path, "replace"),
    (Path, "unlink"), (shutil, "copyfile"), (Link, "run"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def locked_after() -> Iterator[None]:
    yield
    keys.lock()


@contextmanager
def full_from(at: int) -> Iterator[list[int]]:
    """Have every step fail from the one at a place on, until somebody frees room."""
    done = [0]

    def failing(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def step(*given: object, **more: object) -> object:
            if name == "run" and "INTO" not in str(given[1]):
                return function(*given, **more)
            # What only reads needs no room.
            if name == "open" and not int(str(given[1])) & os.O_CREAT:
                return function(*given, **more)
            done[0] += 1
            if done[0] > at and name != "unlink":
                if name == "run":
                    raise KnownError("DISK-FULL", place="x")
                raise OSError(errno.ENOSPC, "full")
            return function(*given, **more)

        return step

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, failing(name, getattr(owner, name)))
        yield done


def prepared(workspace: Path) -> str:
    """Return the name of a backup with other work than what stands now."""
    put("before", workspace)
    keys.change_passphrase(workspace, PHRASE)
    made = backup.make(workspace, "asked", NOW)
    put("after", workspace)
    with Journal.open(workspace) as journal:
        journal.start_draft(Draft("d1", "f", "1", "h", NOW, "rec", snapshot=b"<x/>"))
    return made.name


def whole(workspace: Path) -> str:
    """Return what stands, after seeing that it opens and that nothing lies about."""
    keys.lock()
    keys.unlock(workspace, PHRASE)
    found = label(workspace)
    with Journal.open(workspace) as journal:
        assert [one.draft.id for one in journal.drafts()] == ["d1"]
    with Records.open(workspace) as records:
        assert records.doctor().healthy
    assert not list(workspace.glob(f"*{swap.NEXT}*"))
    assert not (workspace / swap.PLAN).exists()
    for one in backup.kept(workspace):
        assert keys.unlock(workspace / "backups" / one.name, PHRASE)
    return found


@pytest.mark.parametrize("at", range(1, 40, 5))
@pytest.mark.parametrize("what", ["make", "restore", "key"])
def test_all_of_it_or_nothing(workspace: Path, what: str, at: int) -> None:
    name = prepared(workspace)
    doing = {
        "make": lambda: backup.make(workspace, "asked", NOW),
        "restore": lambda: restore.restore(workspace, name, NOW),
        "key": lambda: rekey.change_key(workspace, PHRASE),
    }[what]
    told = ""
    with full_from(at):
        try:
            doing()
        except KnownError as error:
            told = error.code
    assert told in ("", "DISK-FULL")
    found = whole(workspace)
    assert name in [one.name for one in backup.kept(workspace)]
    if what == "restore":
        assert found == "before" if not told else found in ("before", "after")
        # What was given up for it is a backup by then.
        if found == "before":
            reasons = [one.reason for one in backup.kept(workspace)]
            assert "restore" in reasons
    else:
        assert found == "after"
