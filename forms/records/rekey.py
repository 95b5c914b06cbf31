"""Rekey: another key for both databases and every attachment; cut short, it goes on."""

import os
from contextlib import closing
from pathlib import Path

from forms.progress import Count, silent
from forms.records import behind, key_file, keys, swap
from forms.records.blobs import Blobs
from forms.records.vault import Link, rekey_file
from forms.records.workspace import BLOBS, JOURNAL, REGISTER, alone

NAMES = (REGISTER, JOURNAL, keys.KEY_FILE)


def change_key(folder: Path, passphrase: str, count: Count = silent) -> None:
    """Give a workspace another key: what was copied of the old one opens nothing more.

    Databases and key file change as one, whenever the power goes; attachments follow
    one by one, the old key kept beside the new one and sealed by it until all did.

    Args:
        folder: Held by the caller, closed by everybody.
        passphrase: The one that opens it; blank where none does.
        count: Told how many steps of how many are done.

    Raises:
        KnownError: KEY-WRONG, KEY-WAIT, STORE-BUSY, DISK-FULL, STORE-..., STORE-BEHIND
            and DRAFT-BEHIND, since the new files would not tell any more: before the
            databases changed nothing did; after it, `finish` goes on.
    """
    old = keys.unlock(folder, passphrase)
    finish(folder)
    behind.check(folder, old)
    with alone(folder), swap.preparing(folder, NAMES):
        fresh = os.urandom(key_file.KEY_BYTES)
        for done, name in enumerate((REGISTER, JOURNAL)):
            count(done, 3)
            _copy(folder / name, old, fresh)
        file = keys.read_file(folder)
        wrapped = key_file.made(
            fresh,
            keys.plain(passphrase) if file.protected else "",
            file.recipients,
            [old],
        )
        keys.write_key_file(swap.next_of(folder / keys.KEY_FILE), wrapped)
        keys.hold_key(fresh)
        swap.commit(folder, NAMES)
        keys.follow(folder)
    finish(folder, count)


def finish(folder: Path, count: Count = silent) -> bool:
    """Seal every attachment with the key of now, then forget the keys before it.

    Returns:
        Whether there was anything to do.

    Raises:
        KnownError: KEY-LOCKED, BLOB-DAMAGED, DISK-FULL, STORE-...
    """
    former = keys.former_keys(folder)
    if not former:
        return False
    blobs = Blobs(folder / BLOBS, keys.read_key(folder), former)
    names = list(blobs.names())
    for done, name in enumerate(names):
        count(done, len(names))
        blobs.reseal(name)
    file = key_file.without_former(keys.read_file(folder))
    keys.write_key_file(folder / keys.KEY_FILE, file)
    keys.follow(folder)
    return True


def _copy(place: Path, old: bytes, fresh: bytes) -> None:
    """Make the same database under another key beside it, and read it through."""
    made = swap.next_of(place)
    with closing(Link(place, old, writer=True)) as link:
        link.copy_to(made)
    rekey_file(made, old, fresh)
    with closing(Link(made, fresh, writer=False)) as link:
        link.check()
