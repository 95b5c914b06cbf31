"""Keys: the keys that are open in this program, and what is done with a passphrase."""

import itertools
import os
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from forms.errors import KnownError
from forms.records import key_file, tries
from forms.records.key_file import KEY_BYTES, KeyFile, Recipient
from forms.records.swap import settle
from forms.records.vault import Link, write_file
from forms.records.workspace import BACKUPS, REGISTER

KEY_FILE = "key"
# Written with it, read where it is damaged or gone.
SECOND = "key.second"
PIN_DIGITS = 6
PASSPHRASE_LENGTH = 8

# The keys opened by a passphrase, by their ids, until `lock`. Of the whole program:
# jobs open workspaces by their folders and must never carry a key themselves.
_open: dict[str, bytes] = {}
_ask: list[Callable[[Path], None]] = []
_mended: set[Path] = set()


def read_key(folder: Path) -> bytes:
    """Return the workspace's key.

    Raises:
        KnownError: STORE-KEY where the key is missing or no key; KEY-LOCKED where
            its passphrase was not given yet; KEY-DAMAGED, KEY-NEWER.
    """
    settle(folder)
    file = read_file(folder)
    key = _key_of(file)
    if key is None and _ask:
        _ask[-1](folder)
        key = _key_of(file)
    if key is None:
        raise KnownError("KEY-LOCKED")
    return key


def former_keys(folder: Path) -> list[bytes]:
    """Return the keys before this one that attachments may still be sealed with."""
    file = read_file(folder)
    return key_file.former_keys(file, read_key(folder)) if file.former else []


def ask_with(ask: Callable[[Path], None] | None) -> None:
    """Have a locked workspace unlocked by `ask` when it is first read; None: no more.

    Args:
        ask: Calls `unlock`, or raises a KnownError.
    """
    _ask[:] = [ask] if ask else []


def read_file(folder: Path) -> KeyFile:
    """Return the key file of `folder`, mended from its second copy where it must be.

    Raises:
        KnownError: STORE-KEY, KEY-DAMAGED, KEY-NEWER.
    """
    try:
        return _read(folder / KEY_FILE)
    except KnownError as error:
        if error.code == "KEY-NEWER":
            raise
        with suppress(KnownError):
            second = _read(folder / SECOND)
            # A disk that takes nothing is told of by whoever writes next.
            with suppress(KnownError):
                write_file(folder / KEY_FILE, key_file.written(second), mode=0o600)
            _mended.add(folder.absolute())
            return second
        raise


def take_mended(folder: Path) -> bool:
    """Tell, once, whether the key file of `folder` came back from its second copy."""
    mended = folder.absolute() in _mended
    _mended.discard(folder.absolute())
    return mended


def _read(place: Path) -> KeyFile:
    try:
        data = place.read_bytes()
    except OSError as error:
        raise KnownError("STORE-KEY", place=str(place.parent)) from error
    try:
        return key_file.read(data)
    except KnownError as error:
        if error.code == "KEY-DAMAGED" and not data.lstrip().startswith(b"{"):
            raise KnownError("STORE-KEY", place=str(place.parent)) from error
        raise


def is_protected(folder: Path) -> bool:
    """Tell whether a passphrase opens the workspace in `folder`."""
    return read_file(folder).protected


def is_locked(folder: Path) -> bool:
    """Tell whether its passphrase is still to be given, or a recovery code instead.

    Raises:
        KnownError: STORE-KEY, KEY-NEWER.
    """
    settle(folder)
    try:
        return _key_of(read_file(folder)) is None
    except KnownError as error:
        if error.code == "KEY-DAMAGED":
            return True
        raise


def make_key(
    folder: Path, passphrase: str = "", recipients: Sequence[Recipient] = ()
) -> bytes:
    """Return the workspace's key, made now if `folder` has none yet.

    Args:
        folder: Of the workspace.
        passphrase: Wraps it from the start; blank keeps it bare beside the data.
        recipients: Who can open it too.

    Raises:
        KnownError: KEY-SHORT; KEY-WRONG where a key was made before with another
            passphrase; DISK-FULL, STORE-...
    """
    place = folder / KEY_FILE
    if place.exists():
        return unlock(folder, passphrase) if passphrase else read_key(folder)
    key = os.urandom(KEY_BYTES)
    if not passphrase:
        _write(folder, key_file.made(key, ""))
        return key
    _write(folder, key_file.made(key, checked(passphrase), recipients))
    _open[key_file.key_id(key)] = key
    return key


def checked(passphrase: str) -> str:
    """Return a new passphrase as it is used: one spelling, however it was typed.

    Raises:
        KnownError: KEY-SHORT where it is easily guessed.
    """
    text = plain(passphrase)
    digits = text.isdecimal()
    steps = {(ord(b) - ord(a)) for a, b in itertools.pairwise(text)}
    if len(text) < (PIN_DIGITS if digits else PASSPHRASE_LENGTH) or (
        len(steps) == 1 and steps <= {-1, 0, 1}
    ):
        raise KnownError("KEY-SHORT", digits=PIN_DIGITS, length=PASSPHRASE_LENGTH)
    return text


def unlock(folder: Path, passphrase: str, now: datetime | None = None) -> bytes:
    """Open the key until `lock`.

    Args:
        folder: Of the workspace.
        passphrase: As typed.
        now: Aware; by the wall clock without it.

    Raises:
        KnownError: KEY-WRONG, KEY-WAIT, KEY-DAMAGED.
    """
    settle(folder)
    file = read_file(folder)
    if file.protected:
        tries.count_try(folder, now or datetime.now().astimezone())
    key = key_file.opened(file, plain(passphrase))
    tries.forget_tries(folder)
    _open[file.id] = key
    follow(folder)
    return key


def recover(folder: Path, identity: str, passphrase: str) -> None:
    """Open the key by a recovery code or sheet, and give it a new passphrase.

    A damaged key file is made anew, as long as what was sealed for the code can
    still be read in it, in its second copy or in a backup.

    Args:
        folder: Of the workspace.
        identity: The age identity behind the code.
        passphrase: The new one.

    Raises:
        KnownError: KEY-RECOVERY-OTHER, KEY-SHORT, DISK-FULL, STORE-...
    """
    settle(folder)
    checked(passphrase)
    try:
        file = read_file(folder)
    except KnownError as error:
        if error.code == "KEY-NEWER":
            raise
        _recover_damaged(folder, identity, passphrase)
    else:
        key = key_file.opened_by(file, identity)
        _rewrite(folder, file, key, passphrase)
    tries.forget_tries(folder)


def _recover_damaged(folder: Path, identity: str, passphrase: str) -> None:
    """Recover where no key file can be read whole: the register tells the right key."""
    places = [folder / KEY_FILE, folder / SECOND]
    places += sorted((folder / BACKUPS).glob(f"*/{KEY_FILE}"), reverse=True)
    for place in places:
        with suppress(OSError):
            recipients = key_file.recipients_in(place.read_bytes())
            for key in key_file.keys_sealed_to(recipients, identity):
                if _opens(folder, key):
                    fresh = key_file.made(key, checked(passphrase), recipients)
                    _open[fresh.id] = key
                    _write(folder, fresh)
                    return
    raise KnownError("KEY-RECOVERY-OTHER")


def _opens(folder: Path, key: bytes) -> bool:
    try:
        Link(folder / REGISTER, key, writer=False).close()
    except KnownError:
        return False
    return True


def change_passphrase(folder: Path, passphrase: str) -> None:
    """Wrap the key by another passphrase, or by the first; the data stay as they are.

    Raises:
        KnownError: KEY-LOCKED, KEY-SHORT, DISK-FULL, STORE-...
    """
    key = read_key(folder)
    _rewrite(folder, read_file(folder), key, passphrase)


def set_recipient(folder: Path, recipient: Recipient) -> bool:
    """Let a recipient open the key too, in place of the one of its kind.

    Returns:
        Whether anything changed.

    Raises:
        KnownError: KEY-LOCKED, DISK-FULL, STORE-...
    """
    file = read_file(folder)
    known = {one.kind: one.name for one in file.recipients}
    if known.get(recipient.kind) == recipient.name:
        return False
    key = read_key(folder)
    others = [one for one in file.recipients if one.kind != recipient.kind]
    _write(folder, key_file.with_recipients(file, key, [*others, recipient]))
    return True


def lock() -> None:
    """Forget every key that a passphrase opened."""
    _open.clear()


def hold_key(key: bytes) -> None:
    """Keep a key open until `lock`: one that was just made."""
    _open[key_file.key_id(key)] = key


def _rewrite(folder: Path, file: KeyFile, key: bytes, passphrase: str) -> None:
    former = key_file.former_keys(file, key)
    fresh = key_file.made(key, checked(passphrase), file.recipients, former)
    # First open, then on disk: a job that reads between the two is not shut out.
    _open[fresh.id] = key
    _write(folder, fresh)


def _write(folder: Path, file: KeyFile) -> None:
    write_key_file(folder / KEY_FILE, file)
    follow(folder)


def follow(folder: Path) -> None:
    """Have the second copy and the backups of the same key open as the key file does.

    Otherwise a passphrase or recovery code that was given up would open them still. A
    disk that refuses keeps what was before; the next who opens the key tries again.
    """
    try:
        data = (folder / KEY_FILE).read_bytes()
        ours = key_file.read(data).id
    except (OSError, KnownError):
        return
    places = [folder / SECOND]
    for name in (KEY_FILE, SECOND):
        places += (folder / BACKUPS).glob(f"*/{name}")
    for place in places:
        with suppress(OSError, KnownError):
            if not place.exists():
                write_file(place, data, mode=0o600)
                continue
            held = place.read_bytes()
            if held != data and (place == places[0] or key_file.read(held).id == ours):
                write_file(place, data, mode=0o600)


def write_key_file(place: Path, file: KeyFile) -> None:
    """Write a key file beside the data it opens.

    Raises:
        KnownError: DISK-FULL, STORE-...
    """
    write_file(place, key_file.written(file), mode=0o600)


def _key_of(file: KeyFile) -> bytes | None:
    if not file.protected:
        return key_file.opened(file, "")
    return _open.get(file.id)


def plain(passphrase: str) -> str:
    """Return a passphrase in its one spelling, however it was typed."""
    # Full-width digits of an input method are the digits they look like.
    return unicodedata.normalize("NFKC", passphrase).strip()
