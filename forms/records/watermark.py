"""Watermark: the last thing known to be on disk, kept outside of the databases."""

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import IO, Any, Literal

from forms.records.workspace import JOURNAL, REGISTER

FILE = "watermark"
# One sector each: a disk writes it whole or not at all.
SLOT_BYTES = 512
Slot = Literal["register", "journal"]
_SLOTS: tuple[Slot, ...] = ("register", "journal")
_FILES = (REGISTER, JOURNAL)
_MAC_BYTES = 16


class Watermark:
    """One of the two slots of the file: what was last told as kept in a database.

    It is written after the commit and not synced, so it costs a commit nothing: after
    a power cut it may be older than the database, never newer. A slot that is torn,
    or under another key, says nothing.

    Args:
        folder: Of the workspace.
        slot: Which database it is of.
        key: Of the workspace, 32 bytes.
    """

    def __init__(self, folder: Path, slot: Slot, key: bytes) -> None:
        self._place = folder / FILE
        self._offset = _SLOTS.index(slot) * SLOT_BYTES
        self._key = hashlib.blake2b(slot.encode(), key=key, digest_size=32).digest()
        self._file: IO[bytes] | None = None

    def read(self) -> dict[str, Any] | None:
        """Return what was written last, None where that is not known."""
        try:
            with self._place.open("rb") as file:
                file.seek(self._offset)
                held = file.read(SLOT_BYTES)
        except OSError:
            return None
        mac, text = held[:_MAC_BYTES], held[_MAC_BYTES:].rstrip(b" ")
        if len(held) < SLOT_BYTES or mac != self._mac(text):
            return None
        told: dict[str, Any] = json.loads(text)
        return told

    def write(self, told: Mapping[str, Any], *, sync: bool = False) -> None:
        """Keep `told`; a disk that refuses leaves what was there, and no harm done."""
        text = json.dumps(told, separators=(",", ":")).encode()
        room = SLOT_BYTES - _MAC_BYTES
        try:
            file = self._opened()
            file.seek(self._offset)
            file.write(self._mac(text) + text.ljust(room))
            if sync:
                os.fsync(file.fileno())
        except OSError:
            # Nothing is lost by it: only the warning would come too late, once.
            self.close()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            handle = os.open(
                self._place, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600
            )
            self._file = os.fdopen(handle, "r+b", buffering=0)
        return self._file

    def _mac(self, text: bytes) -> bytes:
        return hashlib.blake2b(text, key=self._key, digest_size=_MAC_BYTES).digest()


def forget(folder: Path, files: Collection[str] = _FILES) -> None:
    """Begin anew: databases were replaced on purpose, or taken as they are.

    Args:
        folder: Of the workspace.
        files: The databases; what is known of another one stays.

    Raises:
        OSError: The file cannot be written.
    """
    place = folder / FILE
    if set(files) >= set(_FILES):
        place.unlink(missing_ok=True)
    if not place.exists():
        return
    with place.open("r+b") as file:
        for at, name in enumerate(_FILES):
            if name in files:
                file.seek(at * SLOT_BYTES)
                file.write(bytes(SLOT_BYTES))
        file.flush()
        os.fsync(file.fileno())
