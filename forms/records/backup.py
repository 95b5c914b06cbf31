"""Backup: whole copies of both databases and the key's wrap, proved by opening them."""

import json
import secrets
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from forms.errors import KnownError
from forms.records import behind, keys
from forms.records.vault import Link, known_os_error, sync_folder, write_file
from forms.records.workspace import BACKUPS, JOURNAL, REGISTER, describe

Reason = Literal["daily", "asked", "import", "key", "migration", "restore"]
Period = Callable[[date], int]
ABOUT = "backup.json"
DAYS, WEEKS, MONTHS, LATEST = 7, 4, 6, 3
# An import soon after a backup finds nothing much that is not in it.
FRESH = timedelta(hours=1)
# Both databases are brought to a newer schema at one start.
AT_ONCE = timedelta(minutes=5)
_PART = ".part"
# Nobody makes a backup for so long: what is still unfinished then was cut short.
_CUT_S = 24 * 3600
# The journal first: a visit that is finalised in between is a draft in the one copy
# and an op in the other; the other way round it would be in neither.
_IN_ORDER = (JOURNAL, REGISTER)
# The last that this laptop itself wrote; an import here writes only that it has it.
_OWN = """
SELECT o.dev || ':' || o.seq FROM meta m JOIN op o ON o.dev = m.value
 WHERE m.name = 'device' AND o.kind <> 'ack' ORDER BY o.seq DESC LIMIT 1
"""


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
        number: Counts the backups of a workspace in the order in which they were
            made: a clock that was wrong for a while must not tell what is old.
        own: Id of the last op that this laptop had written itself, blank for none.
        demo: Of a demo grid; None where that could not be read.
    """

    name: str
    at: datetime
    reason: str
    ops: int
    visits: int
    size_bytes: int
    number: int = 0
    own: str = ""
    demo: bool | None = None


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
    number = 1 + max((one.number for one in kept(folder)), default=0)
    place = folder / BACKUPS / name
    part = place.with_name(f"{name}.{secrets.token_hex(2)}{_PART}")
    _sweep(folder)
    try:
        part.mkdir(parents=True)
        made = _copy(folder, part, Backup(name, now, reason, 0, 0, 0, number))
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
    newest = next(iter(kept(folder)), None)
    # Not any of them: a clock that was ahead left backups of days to come.
    if newest is not None and newest.at.astimezone(now.tzinfo).date() == now.date():
        return None
    return make(folder, "daily", now)


def make_before_import(folder: Path, now: datetime) -> Backup | None:
    """Make a backup before much is written.

    None is made where one was made just now and nothing was written on this laptop
    since: what a stick brought in between can be brought again.

    Raises:
        KnownError: As `make`.
    """
    newest = next(iter(kept(folder)), None)
    if newest is not None and timedelta(0) <= now - newest.at < FRESH:
        with closing(Link(folder / REGISTER, keys.read_key(folder), writer=False)) as r:
            if newest.number and newest.own == (r.value(_OWN) or ""):
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
    """Return the backups of a workspace, the last made first; a torn one is none."""
    found = []
    for place in (folder / BACKUPS).glob(f"*/{ABOUT}"):
        if place.parent.suffix == _PART:
            continue
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(place.read_bytes())
            found.append(
                Backup(
                    place.parent.name, datetime.fromisoformat(told["at"]),
                    told["reason"], int(told["ops"]), int(told["visits"]),
                    int(told["size"]), int(told.get("n", 0)), str(told.get("own", "")),
                    told.get("demo"),
                )
            )  # fmt: skip
    found.sort(key=lambda one: (one.number, one.at, one.name), reverse=True)
    return found


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
        _remove(folder / BACKUPS / name)
    return gone


def _remove(place: Path) -> None:
    """Remove a backup: cut short, what is left of it must not look like a whole one."""
    gone = place.with_name(f"{place.name}.{secrets.token_hex(2)}{_PART}")
    # One that somebody reads cannot be renamed on Windows: it stays, whole.
    with suppress(OSError):
        shutil.rmtree(place.replace(gone), ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove what a kill left of backups; one may be in the making beside us."""
    for part in (folder / BACKUPS).glob(f"*{_PART}"):
        with suppress(OSError):
            if abs(time.time() - part.stat().st_mtime) > _CUT_S:
                shutil.rmtree(part, ignore_errors=True)


def _copy(folder: Path, part: Path, made: Backup) -> Backup:
    key = keys.read_key(folder)
    # Opening a log that was left by a kill ends it, and what it proves.
    behind.look(folder, key)
    for name in _IN_ORDER:
        if not (folder / name).exists():
            raise KnownError("STORE-GONE", place=str(folder / name))
        with closing(Link(folder / name, key, writer=True)) as link:
            if not link.value("PRAGMA user_version"):
                raise KnownError("STORE-DAMAGED", place=str(link.place))
            # An error in moving the log into the file is told by nothing else.
            link.checkpoint()
            link.copy_to(part / name)
        with closing(Link(part / name, key, writer=False)) as link:
            link.check()
            if name == REGISTER:
                made = replace(
                    made,
                    ops=link.value("SELECT count(*) FROM op"),
                    visits=link.value("SELECT count(*) FROM visit"),
                    own=link.value(_OWN) or "",
                )
    write_file(part / keys.KEY_FILE, (folder / keys.KEY_FILE).read_bytes(), mode=0o600)
    size = sum((part / name).stat().st_size for name in _IN_ORDER)
    # A description that cannot be read is a reason to have a backup, not to have none.
    with suppress(KnownError):
        made = replace(made, demo=describe(folder).demo)
    made = replace(made, size_bytes=size)
    told = {
        "v": 1, "n": made.number, "at": made.at.isoformat(), "reason": made.reason,
        "ops": made.ops, "visits": made.visits, "size": size, "own": made.own,
        "demo": made.demo,
    }  # fmt: skip
    write_file(part / ABOUT, json.dumps(told, indent=1).encode())
    return made


def _free_name(folder: Path, name: str) -> str:
    """Return a name that no backup has; two may be made within one second."""
    found, number = name, 1
    while (folder / BACKUPS / found).exists():
        number += 1
        found = f"{name}-{number}"
    return found


def remove_of_other_keys(folder: Path, now: datetime) -> None:
    """After the key was changed: a backup under the new one, none under the old.

    Raises:
        KnownError: As `make`: then the old ones stay.
    """
    make(folder, "key", now)
    current = keys.read_file(folder).id
    for place in (folder / BACKUPS).iterdir():
        if _key_id(place) != current:
            _remove(place)


def _key_id(place: Path) -> str:
    """Return the id of a backup's key, blank where its key file is damaged."""
    with suppress(KnownError):
        return keys.read_file(place).id
    return ""


def _firsts(backups: Sequence[Backup], count: int, period: Period) -> set[str]:
    """Return the newest backup of each of the last `count` periods that have one."""
    found: dict[int, str] = {}
    for one in backups:
        found.setdefault(period(one.at.date()), one.name)
    return set(list(found.values())[:count])
