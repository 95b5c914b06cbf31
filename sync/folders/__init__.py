"""Folder: what the exchange needs of any place, and what such a place may refuse."""

import re
from dataclasses import dataclass
from typing import Protocol

# FAT and Windows know no more: no colon, no final dot, no difference of case.
SAFE_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
PART_SUFFIX = ".part"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a folder: its whole name ("gv1/STORE.json") and size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Room:
    """What a place allows: writing, and how many bytes (None: it does not say)."""

    writable: bool
    free_bytes: int | None


class Folder(Protocol):
    """A place of immutable files: a stick, a share, a cloud drive's folder.

    Names have parts of ASCII letters, digits, `.`, `_`, `-`, parted by `/`. A file is
    whole or absent and never replaced. Every verb raises KnownError with `place`:
    FOLDER-GONE, FOLDER-READONLY or FOLDER-TROUBLE; nothing else about the place.
    """

    @property
    def place(self) -> str:
        """Where it is, as people are told."""
        ...

    @property
    def far(self) -> bool:
        """Every request takes time: a server, which unlike a stick forgets nothing.

        What was verified there once is believed by its name and size from then on.
        """
        ...

    @property
    def stepwise(self) -> bool:
        """Every folder below a folder takes a request of its own to be listed."""
        ...

    def probe(self) -> Room:
        """Return what is allowed here.

        Raises:
            KnownError: FOLDER-GONE; a missing place is never taken for an empty one.
        """
        ...

    def list(self, prefix: str) -> tuple[Entry, ...]:
        """Return every file below the folder `prefix` ("" for all), by name."""
        ...

    def stat(self, name: str) -> Entry | None:
        """Return the entry of `name`, None where there is no such file."""
        ...

    def get(self, name: str, limit: int) -> bytes:
        """Return the bytes of `name`.

        Raises:
            KnownError: FOLDER-TOO-LARGE above `limit` bytes, FOLDER-MISSING where
                there is no such file.
        """
        ...

    def put_new(self, name: str, data: bytes) -> bool:
        """Write `name`, read it back, and return True; False where it stood already.

        Raises:
            KnownError: FOLDER-FULL, FOLDER-TAKEN where another content has the name,
                FOLDER-UNKEPT where what was read back is not what was written.
        """
        ...

    def delete(self, name: str) -> None:
        """Remove `name`, if it is there. Only a device's own files are ever removed."""
        ...


def check_name(name: str) -> str:
    """Return `name` when every system can hold it.

    Raises:
        ValueError: It is none; our own layout never makes such a name.
    """
    for part in name.split("/"):
        fits = SAFE_PART.fullmatch(part) and not part.endswith((".", PART_SUFFIX))
        if not fits or DEVICES.fullmatch(part):
            raise ValueError(f"no name for a file: {name!r}")
    return name


def is_safe(name: str) -> bool:
    """Return whether `name` could be one of ours; others are not looked at."""
    try:
        return bool(check_name(name))
    except ValueError:
        return False
