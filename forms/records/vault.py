"""The one door to SQLite: connections, transactions, errors in words."""

import os
import re
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

from forms.errors import KnownError

# sqlite-utils asks for this module first; without it its error classes would differ
# from those that the driver raises.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

BUSY_MS = 10_000
_CACHE_KIB = 64 * 1024
# Of the write-ahead log: longer, it is moved into the file after the next commit.
LOG_BYTES = 64 * 1024 * 1024
# How long that waits for a reader: the next commit tries again.
_PATIENCE_MS = 200

Row = tuple[Any, ...]

# Primary result codes of SQLite, the low byte of an extended one.
_CODES = {
    5: "STORE-LOCKED", 6: "STORE-LOCKED", 8: "STORE-READONLY", 10: "STORE-IO",
    11: "STORE-DAMAGED", 13: "DISK-FULL", 14: "STORE-GONE", 26: "STORE-KEY",
}  # fmt: skip
_ERRNO = {28: "DISK-FULL", 122: "DISK-FULL", 13: "STORE-READONLY", 1: "STORE-READONLY",
          30: "STORE-READONLY", 5: "STORE-IO", 2: "STORE-GONE"}  # fmt: skip


def write_file(place: Path, data: bytes, mode: int = 0o644) -> None:
    """Write `data` so that `place` holds either all of it or what it held before.

    Raises:
        KnownError: DISK-FULL, STORE-READONLY, STORE-IO, STORE-GONE.
    """
    part = place.with_name(f"{place.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
        sync_folder(place.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise known_os_error(error, place) from error


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def known_os_error(error: OSError, place: Path) -> KnownError:
    """Return the KnownError that tells what `error` means for the worker."""
    return KnownError(_ERRNO.get(error.errno or 0, "STORE-IO"), place=str(place))


class Link:
    """One connection to one encrypted file, used by one thread only.

    Every read is fetched whole, so no half-read cursor blocks a checkpoint; every
    error of the driver that the world causes comes out as a KnownError.
    """

    def __init__(
        self, place: Path, key: bytes, *, writer: bool, wal: bool = True
    ) -> None:
        """Open `place`, made by `writer` if it does not exist.

        Args:
            place: The file.
            key: 32 bytes.
            writer: Whether it may be changed.
            wal: Whether a writer brings it into WAL; not for copies.

        Raises:
            KnownError: STORE-GONE, STORE-KEY, STORE-DAMAGED, STORE-LOCKED, ...
        """
        self.place = place
        self.writer = writer
        self._key = key
        # Called after each commit of `writing`.
        self.committed: Callable[[], None] | None = None
        mode = "rwc" if writer else "rw"
        uri = f"{place.absolute().as_uri()}?mode={mode}"
        try:
            self._connection = dbapi2.connect(
                uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000
            )
        except dbapi2.Error as error:
            raise self._known(error) from error
        try:
            self._configure(key, wal=wal)
        except KnownError:
            self.close()
            raise

    def _configure(self, key: bytes, *, wal: bool) -> None:
        self.run("PRAGMA cipher_log_level = NONE")
        self.run(f"PRAGMA key = \"x'{key.hex()}'\"")
        self.run("PRAGMA foreign_keys = ON")
        self.run("PRAGMA temp_store = MEMORY")
        self.run(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if self.writer:
            # WAL from the first open: a file made otherwise can lose its schema.
            if wal:
                self.query("PRAGMA journal_mode = WAL")
            self.run("PRAGMA synchronous = FULL")
            self.run(f"PRAGMA journal_size_limit = {LOG_BYTES}")
        else:
            self.run("PRAGMA query_only = ON")
        self.query("SELECT count(*) FROM sqlite_schema")

    @property
    def connection(self) -> Any:  # noqa: ANN401 (the driver has no types)
        """The driver's connection, for sqlite-utils."""
        return self._connection

    def again(self) -> "Link":
        """Return another connection to the file, which only reads.

        Raises:
            KnownError: As the first.
        """
        return Link(self.place, self._key, writer=False)

    def close(self) -> None:
        """Close the file; nothing uncommitted is kept."""
        self._connection.close()

    def query(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a reading statement."""
        try:
            rows: list[Row] = self._connection.execute(sql, values).fetchall()
        except dbapi2.Error as error:
            raise self._known(error) from error
        return rows

    def one(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row, None where there is none."""
        rows = self.query(sql, values)
        return rows[0] if rows else None

    def value(self, sql: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401
        """Return the first column of the first row, None where there is none."""
        row = self.one(sql, values)
        return row[0] if row else None

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run a writing statement and return how many rows it changed."""
        try:
            changed: int = self._connection.execute(sql, values).rowcount
        except dbapi2.Error as error:
            raise self._known(error) from error
        return changed

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a writing statement once for each row."""
        try:
            self._connection.executemany(sql, rows)
        except dbapi2.Error as error:
            raise self._known(error) from error

    @property
    def inserted(self) -> int:
        """The number of the row that was inserted last."""
        number: int = self.value("SELECT last_insert_rowid()")
        return number

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the write lock: all that is written inside is kept, or none of it.

        Raises:
            KnownError: STORE-LOCKED where another writes for too long, and what
                the world does to a commit: DISK-FULL, STORE-IO, ...
        """
        if not self.writer:
            raise KnownError("STORE-READONLY", place=str(self.place))
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        if self.committed is not None:
            self.committed()
        self._shorten()

    @contextmanager
    def writing_if_free(self) -> Iterator[bool]:
        """Hold the write lock if nobody holds it: tells whether, and never waits.

        Inside another transaction of this connection it tells False.
        """
        if not self.writer or self._connection.in_transaction:
            yield False
            return
        self.run("PRAGMA busy_timeout = 0")
        try:
            self.run("BEGIN IMMEDIATE")
        except KnownError:
            yield False
            return
        finally:
            self.run(f"PRAGMA busy_timeout = {BUSY_MS}")
        try:
            yield True
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def told(self) -> Iterator[None]:
        """Tell errors of the driver in words where sqlite-utils drives it."""
        try:
            yield
        except dbapi2.Error as error:
            raise self._known(error) from error

    def checkpoint(self, mode: str = "PASSIVE") -> bool:
        """Move the write-ahead log into the file, telling when that fails.

        Args:
            mode: "PASSIVE", or "TRUNCATE" to leave the log empty.

        Returns:
            Whether all of it is in the file now; a reader may have been in the way.

        Raises:
            KnownError: STORE-IO, DISK-FULL, ...: closing would not tell of it.
        """
        busy, logged, moved = self.query(f"PRAGMA wal_checkpoint({mode})")[0]
        return not busy and logged == moved

    def _shorten(self) -> None:
        """Move a log that grew long into the file, as soon as no reader is in the way.

        SQLite does so by itself, but begins the log anew only where nobody reads at
        that moment: many short readers in turn could let it grow for ever.
        """
        log = self.place.with_name(f"{self.place.name}-wal")
        # The commit stands: what goes wrong here is told by the next checkpoint.
        with suppress(OSError, KnownError):
            if log.stat().st_size <= LOG_BYTES:
                return
            self.run(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            try:
                self.checkpoint("TRUNCATE")
            finally:
                self.run(f"PRAGMA busy_timeout = {BUSY_MS}")

    def copy_to(self, place: Path) -> None:
        """Write what this file holds now to `place`, under the same key, durably.

        Raises:
            KnownError: DISK-FULL, STORE-...: then `place` does not exist.
        """
        try:
            place.unlink(missing_ok=True)
            self.run("VACUUM INTO ?", [str(place)])
            # SQLite does not sync what it copies.
            with place.open("r+b") as copy:
                os.fsync(copy.fileno())
            sync_folder(place.parent)
        except (OSError, KnownError) as error:
            place.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise known_os_error(error, place) from error
            raise

    def check(self) -> None:
        """Read the file through.

        Raises:
            KnownError: STORE-DAMAGED where a page is not what was written.
        """
        told = self.query("PRAGMA cipher_integrity_check")
        if told or self.query("PRAGMA quick_check") != [("ok",)]:
            raise KnownError("STORE-DAMAGED", place=str(self.place))

    def _known(self, error: Exception) -> Exception:
        primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if not primary and re.search("unable to open", str(error)):
            primary = 14
        code = _CODES.get(primary)
        # What is left is a bug of ours: a wrong statement, a broken constraint.
        return KnownError(code, place=str(self.place)) if code else error


def rekey_file(place: Path, old: bytes, fresh: bytes) -> None:
    """Encrypt a file that nobody has open with another key.

    Raises:
        KnownError: STORE-KEY, DISK-FULL, STORE-...: the file is then as good as lost.
    """
    # Not in WAL: the whole file must be under one key when this returns.
    link = Link(place, old, writer=True, wal=False)
    try:
        link.run(f"PRAGMA rekey = \"x'{fresh.hex()}'\"")
    finally:
        link.close()
    try:
        sync_folder(place.parent)
    except OSError as error:
        raise known_os_error(error, place) from error
