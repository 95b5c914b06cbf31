"""Behind: a database that ends before what was told as kept, and how to go on."""

import secrets
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from forms.errors import KnownError
from forms.records import keys, wal, watermark
from forms.records.ids import new_device_id
from forms.records.members import Keys, Members
from forms.records.vault import Link, known_os_error
from forms.records.watermark import Slot, Watermark
from forms.records.workspace import (
    JOURNAL,
    REGISTER,
    alone,
    describe,
    write_description,
)

_FILES: dict[Slot, str] = {"register": REGISTER, "journal": JOURNAL}
# In the slot where the log itself shows that more was kept than what opens.
_LOST = "lost"
_LAST_OP = "SELECT n, substr(hash, 1, 16) FROM op ORDER BY n DESC LIMIT 1"


def look(folder: Path, key: bytes) -> None:
    """After a kill, look whether a write-ahead log goes on where SQLite stops.

    Done by the first who opens the workspace, once: a log that is in use goes on
    while it is looked at, and one that was closed is gone.
    """
    logs: list[Slot] = [
        slot for slot, name in _FILES.items() if _log(folder / name).is_file()
    ]
    if not logs:
        return
    # Whatever is wrong with file or key is told by who opens it next.
    with suppress(KnownError, OSError), alone(folder):
        for slot in logs:
            with suppress(KnownError, OSError):
                _look(folder, slot, key)


def check(folder: Path, key: bytes) -> None:
    """See that nothing told as kept is missing, before that can be seen no more.

    Raises:
        KnownError: STORE-BEHIND, DRAFT-BEHIND; STORE-... where a file does not open.
    """
    look(folder, key)
    for slot, name in _FILES.items():
        with (
            closing(Link(folder / name, key, writer=False)) as link,
            closing(Watermark(folder, slot, key)) as mark,
        ):
            if slot == "register" and is_register_behind(link, mark):
                raise KnownError("STORE-BEHIND", place=str(link.place))
            if slot == "journal":
                watch_journal(link, mark)


def _look(folder: Path, slot: Slot, key: bytes) -> None:
    place = folder / _FILES[slot]
    with closing(Link(place, key, writer=True)) as link:
        frames = link.query("PRAGMA wal_checkpoint(PASSIVE)")[0][1]
        if frames >= 0 and wal.goes_on(_log(place), frames):
            # Kept before the log is closed: it is removed then, and its proof with it.
            with closing(Watermark(folder, slot, key)) as mark:
                mark.write({_LOST: True}, sync=True)


def _log(place: Path) -> Path:
    return place.with_name(f"{place.name}-wal")


def is_register_behind(link: Link, mark: Watermark) -> bool:
    """Tell whether the log of ops ends before the last one told as kept."""
    told = mark.read()
    if told is None:
        return False
    return bool(told.get(_LOST)) or not link.query(
        "SELECT 1 FROM op WHERE n = ? AND hash GLOB ? || '*'",
        (told["n"], told["hash"]),
    )


def watch_register(link: Link, mark: Watermark) -> None:
    """See that the log of ops ends where it should; note from now on where it ends.

    Raises:
        KnownError: STORE-BEHIND.
    """
    if is_register_behind(link, mark):
        raise KnownError("STORE-BEHIND", place=str(link.place))
    noted = 0

    def note() -> None:
        nonlocal noted
        # The commit stands already, whatever goes wrong here.
        with suppress(KnownError):
            row = link.one(_LAST_OP)
            if row is not None and row[0] != noted:
                noted = row[0]
                mark.write({"n": noted, "hash": row[1]})

    link.committed = note


def watch_journal(link: Link, mark: Watermark) -> None:
    """See that the drafts hold what was told as kept last.

    Raises:
        KnownError: DRAFT-BEHIND.
    """
    if is_journal_behind(link, mark):
        raise KnownError("DRAFT-BEHIND", place=str(link.place))


def is_journal_behind(link: Link, mark: Watermark) -> bool:
    """Tell whether the drafts are as they were before the last thing told as kept."""
    told = mark.read()
    if told is None:
        return False
    if told.get(_LOST):
        return True
    if "gone" in told:
        return bool(link.query("SELECT 1 FROM draft WHERE id = ?", (told["gone"],)))
    draft, n = told["draft"], told["n"]
    if link.query("SELECT 1 FROM closed WHERE draft = ?", (draft,)):
        return False
    if n:
        return not link.query(
            "SELECT 1 FROM event WHERE n = ? AND draft = ?", (n, draft)
        )
    return not link.query("SELECT 1 FROM draft WHERE id = ?", (draft,))


def go_on(folder: Path) -> bool:
    """Take the workspace as it is, newer work missing.

    Where ops are missing it becomes another device: their numbers were perhaps sent
    already and must not be given to others.

    Args:
        folder: Held by the caller, closed by everybody.

    Returns:
        Whether it is another device now.

    Raises:
        KnownError: STORE-BUSY, KEY-LOCKED, DISK-FULL, STORE-...: nothing was changed.
    """
    key = keys.read_key(folder)
    with alone(folder), closing(Watermark(folder, "register", key)) as mark:
        with closing(Link(folder / REGISTER, key, writer=True)) as link:
            renewed = is_register_behind(link, mark)
            if renewed:
                device = link.value("SELECT value FROM meta WHERE name = 'device'")
                fresh = Keys(new_device_id(), secrets.token_bytes(32))
                Members(link, str(device)).renew(fresh)
                described = replace(describe(folder), device_id=fresh.device)
                write_description(folder, described)
        try:
            watermark.forget(folder)
        except OSError as error:
            raise known_os_error(error, folder) from error
    return renewed
