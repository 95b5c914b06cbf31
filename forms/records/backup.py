"""Backup: whole copies of both databases and the key's wrap, proved by opening them."""

import json
import os
import secrets
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from forms.errors import KnownError
from forms.records import key_file, keys, schema, swap
from forms.records.ids import new_device_id
from forms.records.members import Keys, Members
from forms.records.vault import (
    Link,
    known_os_error,
    rekey_file,
    sync_folder,
    write_file,
)
from forms.records.workspace import (
    BACKUPS,
    DESCRIPTION,
    JOURNAL,
    REGISTER,
    alone,
    describe,
    told_of,
)

Reason = Literal["daily", "asked", "import", "key", "migration", "restore"]
Period = Callable[[date], int]
ABOUT = "backup.json"
DAYS, WEEKS, MONTHS, LATEST = 7, 4, 6, 3
# An import soon after a backup finds nothing much that is not in it.
FRESH = timedelta(hours=1)
# Both databases are brought to a newer schema at one start.
AT_ONCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, as it tells of itself.

    Args:
        name: Of its folder below `backups`.
        at: When it was made (aware).
        reason: "daily", "asked", before an "import", after the "key" was changed,
            before a "migration", before a "restore".
        ops: How many entries the log had.
        visits: How many visits.
        size_bytes: Of both databases.
    """

    name: str
    at: datetime
    reason: str
    ops: int
    visits: int
    size_bytes: int


def make(folder: Path, reason: Reason, now: datetime, sparing: str = "") -> Backup:
    """Copy databases and key file as they stand now, open the copies, and prune.

    Attachments are left out: each is written once and never changed.

    Args:
        folder: Of the workspace.
        reason: Why.
        now: Aware.
        sparing: Name of a backup that stays, however many there are.

    Raises:
        KnownError: KEY-LOCKED, DISK-FULL, STORE-...: then nothing of it stays, and
            the backups before it are as they were.
    """
    name = _free_name(folder, f"{now:%Y%m%dT%H%M%S}-{reason}")
    place = folder / BACKUPS / name
    part = place.with_name(f"{name}.{secrets.token_hex(2)}.part")
    try:
        part.mkdir(parents=True)
        made = _copy(folder, part, Backup(name, now, reason, 0, 0, 0))
        part.replace(place)
        sync_folder(place.parent)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise known_os_error(error, place) from error
    except KnownError:
        shutil.rmtree(part, ignore_errors=True)
        raise
    prune(folder, sparing)
    return made


def make_daily(folder: Path, now: datetime) -> Backup | None:
    """Make the backup of the day, if there is none yet.

    Raises:
        KnownError: As `make`.
    """
    today = now.date()
    if any(one.at.astimezone(now.tzinfo).date() == today for one in kept(folder)):
        return None
    return make(folder, "daily", now)


def make_before_import(folder: Path, now: datetime) -> Backup | None:
    """Make a backup before much is written, unless one was made just now.

    Raises:
        KnownError: As `make`.
    """
    newest = next(iter(kept(folder)), None)
    if newest is not None and timedelta(0) <= now - newest.at < FRESH:
        return None
    return make(folder, "import", now)


def make_before_migration(folder: Path, now: datetime) -> Backup | None:
    """Make a backup before a newer program changes how the databases are laid out.

    Raises:
        KnownError: As `make`.
    """
    for one in kept(folder):
        if one.reason == "migration" and timedelta(0) <= now - one.at < AT_ONCE:
            return None
    return make(folder, "migration", now)


def kept(folder: Path) -> list[Backup]:
    """Return the backups of a workspace, the newest first; a torn one is none."""
    found = []
    for place in (folder / BACKUPS).glob(f"*/{ABOUT}"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(place.read_bytes())
            found.append(
                Backup(
                    place.parent.name, datetime.fromisoformat(told["at"]),
                    str(told["reason"]), int(told["ops"]), int(told["visits"]),
                    int(told["size"]),
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (one.at, one.name), reverse=True)


def prune(folder: Path, sparing: str = "") -> list[str]:
    """Remove what is too many: 7 days, 4 weeks, 6 months, the last 3 and one stay."""
    backups = kept(folder)
    staying = {sparing, *(one.name for one in backups[:LATEST])}
    # The way back to the program before this one.
    migrated = [one.name for one in backups if one.reason == "migration"]
    staying |= set(migrated[:1])
    staying |= _firsts(backups, DAYS, lambda day: day.toordinal())
    staying |= _firsts(backups, WEEKS, lambda day: (day.toordinal() - 1) // 7)
    staying |= _firsts(backups, MONTHS, lambda day: day.year * 12 + day.month)
    gone = [one.name for one in backups if one.name not in staying]
    for name in gone:
        shutil.rmtree(folder / BACKUPS / name, ignore_errors=True)
    return gone


def restore(folder: Path, name: str, now: datetime) -> Backup:
    """Put a backup back in the place of what is there, as another device.

    What stood before is kept as a backup of its own where it can still be read.
    Drafts stay as they are where the journal can still be read. The log of the device
    that it was went further perhaps, so its numbers are never used again.

    Args:
        folder: Held by the caller, closed by everybody.
        name: Of the backup.
        now: Aware.

    Raises:
        KnownError: BACKUP-UNKNOWN, BACKUP-DAMAGED, KEY-LOCKED where the backup has
            another passphrase, STORE-BUSY, DISK-FULL, STORE-...: nothing was changed.
    """
    place = folder / BACKUPS / name
    chosen = next((one for one in kept(folder) if one.name == name), None)
    if chosen is None:
        raise KnownError("BACKUP-UNKNOWN", name=name)
    opened = _prove(place)
    try:
        make(folder, "restore", now, sparing=name)
    except KnownError as error:
        # One that cannot be read any more is why somebody restores; for want of room
        # nothing that can be read is given up.
        if error.code in _PASSING:
            raise
    with alone(folder):
        swap.forget(folder, (*_NAMES, keys.KEY_FILE))
        names = _prepare(folder, place, opened)
        swap.commit(folder, names)
    return chosen


_NAMES = (REGISTER, JOURNAL, DESCRIPTION)
_PASSING = {"DISK-FULL", "STORE-BUSY", "STORE-LOCKED", "STORE-READONLY"}


def _prepare(folder: Path, place: Path, opened: bytes) -> list[str]:
    """Make the files that shall stand; return their names."""
    names = [REGISTER, DESCRIPTION]
    key = opened
    try:
        key = keys.read_key(folder)
    except KnownError:
        names.append(keys.KEY_FILE)
        _copy_file(place / keys.KEY_FILE, swap.next_of(folder / keys.KEY_FILE))
    if not _is_whole(folder / JOURNAL, key):
        names.append(JOURNAL)
    for name in (REGISTER, JOURNAL):
        if name in names:
            made = swap.next_of(folder / name)
            _copy_file(place / name, made)
            if key != opened:
                rekey_file(made, opened, key)
    fresh = Keys(new_device_id(), secrets.token_bytes(32))
    register = swap.next_of(folder / REGISTER)
    with closing(Link(register, key, writer=True, wal=False)) as link:
        device = str(link.value("SELECT value FROM meta WHERE name = 'device'"))
        Members(link, device).renew(fresh)
        about = str(link.value("SELECT value FROM meta WHERE name = 'register'"))
    described = replace(describe(folder), device_id=fresh.device, register_id=about)
    write_file(swap.next_of(folder / DESCRIPTION), told_of(described))
    return names


def _copy(folder: Path, part: Path, made: Backup) -> Backup:
    key = keys.read_key(folder)
    ops = visits = 0
    for name in (REGISTER, JOURNAL):
        with closing(Link(folder / name, key, writer=True)) as link:
            # An error in moving the log into the file is told by nothing else.
            link.checkpoint()
            link.copy_to(part / name)
        with closing(Link(part / name, key, writer=False)) as link:
            link.check()
            if name == REGISTER:
                ops = link.value("SELECT count(*) FROM op")
                visits = link.value("SELECT count(*) FROM visit")
    write_file(part / keys.KEY_FILE, (folder / keys.KEY_FILE).read_bytes(), mode=0o600)
    size = sum((part / name).stat().st_size for name in (REGISTER, JOURNAL))
    told = {
        "v": 1, "at": made.at.isoformat(), "reason": made.reason, "ops": ops,
        "visits": visits, "size": size,
    }  # fmt: skip
    write_file(part / ABOUT, json.dumps(told, indent=1).encode())
    return replace(made, ops=ops, visits=visits, size_bytes=size)


def _free_name(folder: Path, name: str) -> str:
    """Return a name that no backup has; two may be made within one second."""
    found, number = name, 1
    while (folder / BACKUPS / found).exists():
        number += 1
        found = f"{name}-{number}"
    return found


def _prove(place: Path) -> bytes:
    """Return the key of a backup that opens and is whole.

    Raises:
        KnownError: BACKUP-DAMAGED, KEY-LOCKED.
    """
    try:
        key = keys.read_key(place)
        for name in (REGISTER, JOURNAL):
            with closing(Link(place / name, key, writer=False)) as link:
                link.check()
                schema.check_version(link, name.removesuffix(".db"))
    except KnownError as error:
        if error.code in ("KEY-LOCKED", "STORE-NEWER"):
            raise
        raise KnownError("BACKUP-DAMAGED", name=place.name) from error
    return key


def rewrap(folder: Path) -> None:
    """Have the passphrase of now open the backups of the same key too.

    Raises:
        KnownError: DISK-FULL, STORE-...
    """
    data = (folder / keys.KEY_FILE).read_bytes()
    file = key_file.read(data)
    for one in kept(folder):
        place = folder / BACKUPS / one.name
        with suppress(KnownError):
            if keys.read_file(place).id == file.id:
                write_file(place / keys.KEY_FILE, data, mode=0o600)


def remove_of_other_keys(folder: Path, now: datetime) -> None:
    """After the key was changed: a backup under the new one, none under the old.

    Raises:
        KnownError: As `make`: then the old ones stay.
    """
    make(folder, "key", now)
    current = keys.read_file(folder).id
    for one in kept(folder):
        place = folder / BACKUPS / one.name
        if keys.read_file(place).id != current:
            shutil.rmtree(place, ignore_errors=True)


def _is_whole(place: Path, key: bytes) -> bool:
    try:
        with closing(Link(place, key, writer=False)) as link:
            link.check()
    except KnownError:
        return False
    return True


def _copy_file(source: Path, to: Path) -> None:
    try:
        shutil.copyfile(source, to)
        with to.open("r+b") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise known_os_error(error, to) from error


def _firsts(backups: Sequence[Backup], count: int, period: Period) -> set[str]:
    """Return the newest backup of each of the last `count` periods that have one."""
    found: dict[int, str] = {}
    for one in backups:
        found.setdefault(period(one.at.date()), one.name)
    return set(list(found.values())[:count])
