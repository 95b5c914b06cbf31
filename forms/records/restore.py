"""Restore: a backup put back in the place of what is there, as another device."""

import os
import secrets
import shutil
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from forms.errors import KnownError
from forms.records import behind, keys, schema, swap
from forms.records.backup import Backup, kept, make
from forms.records.ids import new_device_id
from forms.records.members import Keys, Members
from forms.records.vault import Link, known_os_error, rekey_file, write_file
from forms.records.workspace import (
    BACKUPS,
    DEMO_REGISTER,
    DESCRIPTION,
    JOURNAL,
    REGISTER,
    Description,
    alone,
    describe,
    told_of,
)

NAMES = (REGISTER, JOURNAL, DESCRIPTION, keys.KEY_FILE)
ASIDE = "-damaged"
# Set aside at the last restores of damaged files.
_LATEST_ASIDE = 2
# What cannot be read any more is why somebody restores. Anything else, a passphrase
# that was mistyped or a disk that is full, gives up nothing that can be read.
_DAMAGED = {
    "STORE-DAMAGED", "STORE-KEY", "STORE-GONE", "STORE-IO", "KEY-DAMAGED", "KEY-NEWER",
}  # fmt: skip


def restore(folder: Path, name: str, now: datetime) -> Backup:
    """Put a backup back in the place of what is there, as another device.

    What stood before is kept as a backup of its own; where it can be read no more, its
    files are set aside as they are. Drafts stay as they are where the journal can still
    be read by this program. The log of the device that it was went further perhaps, so
    its numbers are never used again.

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
    swap.settle(folder)
    # Drafts that stay still tell whether newer ones are missing.
    with suppress(KnownError):
        behind.look(folder, keys.read_key(folder))
    # Nobody may write what the backup of now would not hold.
    with alone(folder):
        opened = _prove(place)
        try:
            make(folder, "restore", now, sparing=name)
        except KnownError as error:
            if error.code not in _DAMAGED:
                raise
            _set_aside(folder, now)
        with swap.preparing(folder, NAMES):
            names = _prepare(folder, chosen, opened)
            swap.commit(folder, names)
    return chosen


def set_aside(folder: Path) -> list[Path]:
    """Return the folders of files that were set aside, the oldest first."""
    found = (folder / BACKUPS).glob(f"*{ASIDE}")
    return sorted(found, key=lambda one: one.stat().st_mtime)


def _prove(place: Path) -> bytes:
    """Return the key of a backup that opens and is whole.

    Raises:
        KnownError: BACKUP-DAMAGED, KEY-LOCKED, KEY-WRONG, KEY-WAIT, STORE-NEWER.
    """
    try:
        key = keys.read_key(place)
        for name in (REGISTER, JOURNAL):
            with closing(Link(place / name, key, writer=False)) as link:
                link.check()
                if not schema.check_version(link, name.removesuffix(".db")):
                    raise KnownError("STORE-DAMAGED", place=str(link.place))
    except KnownError as error:
        if error.code not in _DAMAGED:
            raise
        raise KnownError("BACKUP-DAMAGED", name=place.name) from error
    return key


def _prepare(folder: Path, chosen: Backup, opened: bytes) -> list[str]:
    """Make the files that shall stand; return their names."""
    place = folder / BACKUPS / chosen.name
    names = [REGISTER, DESCRIPTION]
    key = opened
    try:
        key = keys.read_key(folder)
    except KnownError as error:
        if error.code not in _DAMAGED:
            raise
        names.append(keys.KEY_FILE)
        _copy_file(place / keys.KEY_FILE, swap.next_of(folder / keys.KEY_FILE))
    if not _is_usable(folder / JOURNAL, key):
        names.append(JOURNAL)
    for name in (REGISTER, JOURNAL):
        if name in names:
            made = swap.next_of(folder / name)
            _copy_file(place / name, made)
            if key != opened:
                rekey_file(made, opened, key)
    register = swap.next_of(folder / REGISTER)
    with closing(Link(register, key, writer=True, wal=False)) as link:
        told = told_of(_renewed(folder, link, chosen))
    write_file(swap.next_of(folder / DESCRIPTION), told)
    return names


def _renewed(folder: Path, link: Link, chosen: Backup) -> Description:
    """Make a register another device's; return what describes its workspace."""
    fresh = Keys(new_device_id(), secrets.token_bytes(32))
    device = str(link.value("SELECT value FROM meta WHERE name = 'device'"))
    Members(link, device).renew(fresh)
    about = str(link.value("SELECT value FROM meta WHERE name = 'register'"))
    demo = about == DEMO_REGISTER if chosen.demo is None else chosen.demo
    created = chosen.at
    # Only a label: a damaged one is written anew.
    with suppress(KnownError):
        before = describe(folder)
        demo, created = before.demo, before.created_at
    return Description(about, fresh.device, demo, created)


def _is_usable(place: Path, key: bytes) -> bool:
    """Tell whether drafts are whole, and not those of a later program."""
    try:
        with closing(Link(place, key, writer=False)) as link:
            link.check()
            schema.check_version(link, "journal")
    except KnownError:
        return False
    return True


def _set_aside(folder: Path, now: datetime) -> None:
    """Keep files that no backup can be made of: somebody may still read part of them.

    Raises:
        KnownError: DISK-FULL, STORE-...
    """
    for one in set_aside(folder)[: 1 - _LATEST_ASIDE]:
        shutil.rmtree(one, ignore_errors=True)
    aside = folder / BACKUPS / (f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}{ASIDE}")
    try:
        aside.mkdir(parents=True)
        for name in (*NAMES, keys.SECOND, f"{REGISTER}-wal", f"{JOURNAL}-wal"):
            if (folder / name).exists():
                _link_or_copy(folder / name, aside / name)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise known_os_error(error, aside) from error


def _link_or_copy(source: Path, to: Path) -> None:
    # The file itself by another name costs no room: it is replaced, never written to.
    try:
        os.link(source, to)
    except OSError:
        shutil.copyfile(source, to)


def _copy_file(source: Path, to: Path) -> None:
    try:
        shutil.copyfile(source, to)
        with to.open("r+b") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise known_os_error(error, to) from error
