"""Again: a workspace put back or taken as it is, and what the office needs then."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from forms.records import backup, behind, restore
from forms.records.store import Records
from forms.records.vault import write_file
from sync.exchange.rejoin import rejoin

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Asked:
    """The request to the office that a laptop wrote which is another device now.

    Args:
        file: Where it lies, to be carried to the office.
        code: Read out to whoever grants it.
    """

    file: Path
    code: str


@dataclass(frozen=True, slots=True)
class PutBack:
    """A backup that was put back on a laptop alone: the office need not be asked.

    Args:
        at: When it was made, aware.
    """

    at: datetime


def told_back(made: PutBack) -> str:
    """Return what a person reads once a backup stands here again."""
    told = QCoreApplication.translate(
        "Again",
        "The backup of {when} was put back; what stood here before is a backup now",
    )
    return told.format(when=f"{made.at:%Y-%m-%d %H:%M}")


def put_back(folder: Path, name: str, clock: Clock) -> Asked | PutBack:
    """Put a backup back; return what is to be told then.

    Args:
        folder: Held by the caller, closed by everybody.
        name: Of the backup.
        clock: Tells the instant, aware.

    Raises:
        KnownError: As `restore.restore`.
    """
    made = {one.name: one.at for one in backup.kept(folder)}
    restore.restore(folder, name, clock())
    return _asked_anew(folder, clock) or PutBack(made[name])


def take_as_is(folder: Path, clock: Clock) -> Asked | None:
    """Go on where newer work is missing; return the request to the office, if any.

    Raises:
        KnownError: As `behind.go_on`.
    """
    return _asked_anew(folder, clock) if behind.go_on(folder) else None


def _asked_anew(folder: Path, clock: Clock) -> Asked | None:
    with Records.open(folder, clock=clock) as records:
        request = rejoin(records)
        if request is None:
            return None
        place = folder.parent / f"rejoin-{records.device_id}.json"
        write_file(place, request.data)
        return Asked(place, request.code)
