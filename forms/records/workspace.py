"""The folder of a workspace: made, recognised, held by one program at a time."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from forms.errors import KnownError
from forms.records.vault import known_os_error, write_file

DESCRIPTION = "workspace.json"
REGISTER = "register.db"
JOURNAL = "journal.db"
BLOBS = "blobs"
BACKUPS = "backups"
LOCK = "lock"
IN_USE = "in-use"
_FORMAT = 1

# Every demo workspace is of one register, so that imported rows get equal ids.
DEMO_REGISTER = "5d8f4c1e-9f0b-5a7e-8c77-3f1d6f0a9d10"


@dataclass(frozen=True, slots=True)
class Description:
    """What `workspace.json` says: ids only, readable without the key."""

    register_id: str
    device_id: str
    demo: bool
    created_at: datetime


def describe(folder: Path) -> Description:
    """Return the description of the workspace in `folder`.

    Raises:
        KnownError: STORE-NONE where there is none, STORE-NEWER, STORE-DAMAGED.
    """
    place = folder / DESCRIPTION
    try:
        told = json.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise KnownError("STORE-NONE", place=str(folder)) from error
    except OSError as error:
        raise known_os_error(error, place) from error
    except ValueError as error:
        raise KnownError("STORE-DAMAGED", place=str(place)) from error
    try:
        if told["v"] > _FORMAT:
            raise KnownError("STORE-NEWER", place=str(place))
        return Description(
            told["register"], told["device"], bool(told["demo"]),
            datetime.fromisoformat(told["created"]),
        )  # fmt: skip
    except (TypeError, KeyError, ValueError) as error:
        raise KnownError("STORE-DAMAGED", place=str(place)) from error


def write_description(folder: Path, description: Description) -> None:
    """Write `workspace.json`; from then on the folder is a workspace."""
    write_file(folder / DESCRIPTION, told_of(description))


def told_of(description: Description) -> bytes:
    """Return what `workspace.json` says of a workspace."""
    told = {
        "v": _FORMAT, "register": description.register_id,
        "device": description.device_id, "demo": description.demo,
        "created": description.created_at.isoformat(),
    }  # fmt: skip
    return json.dumps(told, indent=1).encode()


def is_workspace(folder: Path) -> bool:
    """Tell whether `folder` holds a workspace."""
    return (folder / DESCRIPTION).is_file()


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Hold the workspace for this program; the system lets go when it dies.

    Raises:
        KnownError: STORE-BUSY where another program holds it, STORE-READONLY, ...
    """
    place = folder / LOCK
    try:
        file = place.open("a+b")
    except OSError as error:
        raise known_os_error(error, place) from error
    with file:
        if not _lock(file):
            raise KnownError("STORE-BUSY", place=str(folder))
        try:
            yield
        finally:
            _unlock(file)


class Share:
    """One who has the files open: `alone` waits for nobody but is refused by any."""

    def __init__(self, folder: Path) -> None:
        """Join those who have the workspace in `folder` open."""
        place = folder / IN_USE
        try:
            self._file: IO[bytes] | None = place.open("a+b")
        except OSError:
            # What cannot be written cannot be replaced under us either.
            self._file = None
            return
        if not _lock(self._file, shared=True):
            self._file.close()
            raise KnownError("STORE-BUSY", place=str(folder))

    def close(self) -> None:
        """Leave."""
        if self._file is not None:
            self._file.close()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have the files of a workspace for oneself: they are about to be replaced.

    Raises:
        KnownError: STORE-BUSY where anybody has them open, STORE-READONLY, ...
    """
    place = folder / IN_USE
    try:
        file = place.open("a+b")
    except OSError as error:
        raise known_os_error(error, place) from error
    with file:
        if not _lock(file):
            raise KnownError("STORE-BUSY", place=str(folder))
        try:
            yield
        finally:
            _unlock(file)


if os.name == "nt":
    import msvcrt

    # The names of msvcrt are missing from the type stubs of other systems.
    _ms: Any = msvcrt

    def _lock(file: IO[bytes], *, shared: bool = False) -> bool:
        if shared:
            # There is no shared lock; an open file cannot be replaced there anyway.
            return True
        file.seek(0)
        try:
            _ms.locking(file.fileno(), _ms.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(0)
        _ms.locking(file.fileno(), _ms.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes], *, shared: bool = False) -> bool:
        # flock, not lockf: that one is lost when any handle of the file is closed.
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
