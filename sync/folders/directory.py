"""DirectoryFolder: a stick, a network share, a cloud drive's folder, by plain files."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from forms.errors import KnownError
from sync.folders import PART_SUFFIX, Entry, Room, check_name, is_safe

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
READONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
GONE = {
    *(errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.EIO),
    *(errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.EHOSTUNREACH),
    *(errno.ENETUNREACH, errno.ETIMEDOUT),
}
# What Windows says of a pulled stick or a lost share, where errno tells less:
# not ready, no such network name, device not connected, no such device.
GONE_ON_WINDOWS = {21, 53, 55, 64, 67, 433, 1167, 1617}


class DirectoryFolder:
    """A Folder on plain files; correctness never depends on a rename being atomic.

    Args:
        root: An existing directory. It is never created: a missing one means that
            the stick is not plugged in.
    """

    far = False
    stepwise = False

    def __init__(self, root: Path) -> None:
        self._root = root
        self._disk: int | None = None

    @property
    def place(self) -> str:
        """The path, as people are told."""
        return str(self._root)

    def probe(self) -> Room:
        """Return whether the directory can be written, and what room it has."""
        with self._told():
            self._check_present()
            room = shutil.disk_usage(self._root)
            # Some network shares tell no sizes at all: that is not a full one.
            free = room.free if room.total else None
            return Room(os.access(self._root, os.W_OK), free)

    def list(self, prefix: str) -> tuple[Entry, ...]:
        """Return every file below `prefix`, by name; links and odd names left out."""
        with self._told():
            self._check_present()
            start = self._root / prefix if prefix else self._root
            found = self._walk(start, f"{prefix}/" if prefix else "")
            return tuple(sorted(found, key=lambda entry: entry.name))

    def stat(self, name: str) -> Entry | None:
        """Return the entry of `name`, or None."""
        check_name(name)
        with self._told():
            self._check_present()
            path = self._root / name
            if path.is_symlink() or not path.is_file():
                return None
            return Entry(name, path.stat().st_size)

    def get(self, name: str, limit: int) -> bytes:
        """Return the bytes of `name`, at most `limit`."""
        if self.stat(name) is None:
            raise KnownError("FOLDER-MISSING", place=self.place, file=name)
        with self._told(), (self._root / name).open("rb") as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise KnownError("FOLDER-TOO-LARGE", place=self.place, file=name)
        return data

    def put_new(self, name: str, data: bytes) -> bool:
        """Write `name` beside, sync, rename, sync the folder, and read it back."""
        check_name(name)
        stood = self.stat(name)
        if stood is not None:
            if stood.size == len(data) and self.get(name, stood.size) == data:
                return False
            raise KnownError("FOLDER-TAKEN", place=self.place, file=name)
        with self._told():
            self._make_parents(name)
            path = self._root / name
            self._write(path, data)
            if _read_from_medium(path) != data:
                path.unlink()
                raise KnownError("FOLDER-UNKEPT", place=self.place, file=name)
        return True

    def delete(self, name: str) -> None:
        """Remove `name`, if it is there."""
        check_name(name)
        with self._told():
            self._check_present()
            (self._root / name).unlink(missing_ok=True)

    def _walk(self, directory: Path, start: str) -> Iterator[Entry]:
        """Yield what lies below `directory`; one that is missing holds nothing."""
        try:
            with os.scandir(directory) as found:
                entries = list(found)
        except FileNotFoundError:
            self._check_present()
            return
        for entry in entries:
            name = start + entry.name
            if not is_safe(name) or entry.is_symlink():
                continue
            if entry.is_dir():
                yield from self._walk(directory / entry.name, f"{name}/")
            else:
                # One that somebody removes meanwhile must not hide those after it.
                with suppress(FileNotFoundError):
                    yield Entry(name, entry.stat().st_size)

    def _make_parents(self, name: str) -> None:
        """Make the folders of `name` one by one, each kept before the next."""
        self._check_present()
        here = self._root
        for part in name.split("/")[:-1]:
            with suppress(FileExistsError):
                (here / part).mkdir()
                _sync_directory(here)
            here = here / part

    def _write(self, path: Path, data: bytes) -> None:
        part = path.with_name(path.name + PART_SUFFIX)
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.rename(path)
        except OSError:
            # What is left of a failed write only takes room; it may be gone as well.
            with suppress(OSError):
                part.unlink()
            raise
        # Also sync the folder: FAT sticks lost the new name otherwise.
        _sync_directory(path.parent)

    def _check_present(self) -> None:
        """Check that the folder is there, and on the disk where it was found.

        Where a stick has a place of its own, an empty folder stands there once it is
        pulled: what were written into it would lie on this laptop and count as carried.
        """
        if not self._root.is_dir():
            raise KnownError("FOLDER-GONE", place=self.place)
        disk = self._root.stat().st_dev
        if self._disk not in (None, disk):
            raise KnownError("FOLDER-GONE", place=self.place)
        self._disk = disk

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the system says into what people are told."""
        try:
            yield
        except OSError as error:
            raise self._known(error) from error

    def _known(self, error: OSError) -> KnownError:
        on_windows = getattr(error, "winerror", None)
        if error.errno in GONE or on_windows in GONE_ON_WINDOWS:
            return KnownError("FOLDER-GONE", place=self.place)
        if error.errno in FULL:
            return KnownError("FOLDER-FULL", place=self.place)
        if error.errno in READONLY:
            return KnownError("FOLDER-READONLY", place=self.place)
        reason = errno.errorcode.get(error.errno or 0, "?")
        return KnownError("FOLDER-TROUBLE", place=self.place, reason=reason)


def _sync_directory(path: Path) -> None:
    """Keep the names in `path`; Windows does so by itself and opens no folders."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network shares cannot sync a folder; the read-back still checks.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _read_from_medium(path: Path) -> bytes:
    """Return what the medium holds, past the system's memory of it where it can."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file.read()
