"""Meter: how many bytes went to a folder and came from it, and how fast."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sync.folders import Entry, Folder, Room


@dataclass(frozen=True, slots=True)
class Moved:
    """What passed until now; `seconds` is the time in which something passed."""

    out_bytes: int
    in_bytes: int
    seconds: float

    @property
    def bytes_per_s(self) -> float:
        """Both ways together; 0 before anything passed."""
        return (self.out_bytes + self.in_bytes) / self.seconds if self.seconds else 0.0


class MeteredFolder:
    """A Folder that counts what another one moves.

    Args:
        folder: The other; every verb is its own.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._out = self._in = 0
        self._seconds = 0.0

    @property
    def place(self) -> str:
        """Where the other folder is."""
        return self._folder.place

    @property
    def far(self) -> bool:
        """Whether the other folder is far."""
        return self._folder.far

    @property
    def stepwise(self) -> bool:
        """Whether the other folder is listed step by step."""
        return self._folder.stepwise

    @property
    def moved(self) -> Moved:
        """What passed until now."""
        return Moved(self._out, self._in, self._seconds)

    def probe(self) -> Room:
        """Return what is allowed there."""
        return self._folder.probe()

    def list(self, prefix: str) -> tuple[Entry, ...]:
        """Return every file below `prefix`."""
        return self._folder.list(prefix)

    def stat(self, name: str) -> Entry | None:
        """Return the entry of `name`, or None."""
        return self._folder.stat(name)

    def get(self, name: str, limit: int) -> bytes:
        """Return the bytes of `name`, counted."""
        with self._timed():
            data = self._folder.get(name, limit)
        self._in += len(data)
        return data

    def put_new(self, name: str, data: bytes) -> bool:
        """Write `name`, counted where it was written."""
        with self._timed():
            written = self._folder.put_new(name, data)
        self._out += len(data) if written else 0
        return written

    def delete(self, name: str) -> None:
        """Remove `name`, if it is there."""
        self._folder.delete(name)

    @contextmanager
    def _timed(self) -> Iterator[None]:
        begun = time.monotonic()
        try:
            yield
        finally:
            self._seconds += time.monotonic() - begun
