"""Swap: several files of a workspace replaced as one, whenever the power goes."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from forms.errors import KnownError
from forms.records import watermark
from forms.records.vault import known_os_error, sync_folder, write_file
from forms.records.workspace import alone

PLAN = "swap.json"
NEXT = ".next"


def next_of(place: Path) -> Path:
    """Return where the file that shall stand at `place` is made."""
    return place.with_name(place.name + NEXT)


@contextmanager
def preparing(folder: Path, names: Sequence[str]) -> Iterator[None]:
    """Make what shall stand, and leave none of it where that goes wrong.

    A disk that was too full for it must not stay full of what nobody will use.

    Args:
        folder: Of the workspace.
        names: Of all files that may be made.

    Raises:
        KnownError: STORE-READONLY, STORE-IO.
    """
    try:
        forget(folder, names)
        yield
    except (OSError, KnownError) as error:
        with suppress(OSError):
            forget(folder, names)
        if isinstance(error, OSError):
            raise known_os_error(error, folder) from error
        raise


def commit(folder: Path, names: Sequence[str]) -> None:
    """Have the files made beside `names` take their places: from now on they will.

    The caller has closed every file that is replaced, and is `alone`.

    Raises:
        KnownError: DISK-FULL, STORE-...: before the plan is written, nothing is
            replaced; after it, the next opening finishes.
    """
    write_file(folder / PLAN, json.dumps(list(names)).encode())
    _finish(folder)


def settle(folder: Path) -> None:
    """Finish a swap that was cut short; do nothing where there is none.

    Raises:
        KnownError: STORE-BUSY where another is at it, STORE-READONLY, STORE-IO,
            STORE-DAMAGED.
    """
    if not (folder / PLAN).exists():
        return
    # Two who did it at once would remove each other's new write-ahead log.
    with alone(folder):
        if (folder / PLAN).exists():
            _finish(folder)


def _finish(folder: Path) -> None:
    plan = folder / PLAN
    try:
        names = [str(name) for name in json.loads(plan.read_bytes())]
        for name in names:
            _take_place(folder / name)
        # What was kept last in the files before says nothing of these.
        watermark.forget(folder, names)
        sync_folder(folder)
        plan.unlink(missing_ok=True)
        sync_folder(folder)
    except ValueError as error:
        raise KnownError("STORE-DAMAGED", place=str(plan)) from error
    except OSError as error:
        raise known_os_error(error, folder) from error


def forget(folder: Path, names: Sequence[str]) -> None:
    """Remove what was made for a swap that was never planned to its end.

    Raises:
        OSError: It cannot be removed.
    """
    if (folder / PLAN).exists():
        return
    for name in names:
        for suffix in ("", "-wal", "-shm", "-journal"):
            made = next_of(folder / name)
            made.with_name(made.name + suffix).unlink(missing_ok=True)


def _take_place(place: Path) -> None:
    made = next_of(place)
    if not made.exists():
        return
    # The write-ahead log of the old file must not be read into the new one.
    for suffix in ("-wal", "-shm"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)
    # Nor after a power cut that kept the new name alone.
    sync_folder(place.parent)
    made.replace(place)
