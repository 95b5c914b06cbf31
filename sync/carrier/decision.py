"""Decision: what still has to move to a folder, when, and why it waits."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from forms.errors import KnownError
from forms.records.store import Records
from sync.exchange import (
    ExportReport,
    ImportReport,
    Progress,
    export_to,
    import_from,
)
from sync.exchange.originals import Freed, free_originals
from sync.folders import Folder

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
BUSY_PAUSE = timedelta(minutes=30)
# How often what others wrote is looked for: 7 requests (15 where a server lists one
# folder at a time), of the 600 that a cloud drive
# allows in half an hour.
LOOK_EVERY = timedelta(minutes=15)
# Goes better by itself; everything else needs a person, and is not tried again.
PASSING = {
    *("FOLDER-UNREACHED", "FOLDER-STALLED", "FOLDER-CUT", "FOLDER-BUSY"),
    *("FOLDER-GONE", "FOLDER-TROUBLE", "STORE-LOCKED"),
}

NOTHING_FREED = Freed()

Why = Literal[
    "CARRIER-DONE",
    "CARRIER-NO-FOLDER",
    "CARRIER-BY-HAND",
    "CARRIER-BATTERY",
    "CARRIER-METERED",
    "CARRIER-LATER",
    "CARRIER-PERSON",
    "CARRIER-UNREACHED",
    "CARRIER-NOW",
]
"""Codes of sentences; each takes `records`, `photos` and `time`, PERSON `problem`."""


@dataclass(frozen=True, slots=True)
class Choices:
    """When a folder is used without being asked, and what becomes of photos then.

    Args:
        by_itself: Without being asked.
        on_battery: Also then.
        on_metered: Also then.
        keep_days: So long originals stay here after every office has them; 0 for ever.
    """

    by_itself: bool = True
    on_battery: bool = True
    on_metered: bool = False
    keep_days: int = 0


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is true of the laptop now; None where nobody can tell, which hinders not."""

    on_battery: bool | None = None
    metered: bool | None = None
    reachable: bool | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a folder is served.

    Args:
        place: Which folder, by `place_key`.
        carried: The last op of this laptop that lies there.
        failures: In a row.
        code: Of the last failure, "" after a success.
        tried_at: ISO 8601, "" for never.
        done_at: ISO 8601 of the last success.
    """

    place: str = ""
    carried: int = 0
    failures: int = 0
    code: str = ""
    tried_at: str = ""
    done_at: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """What this laptop has and a folder lacks."""

    records: int
    photos: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do now, and the sentence of it.

    Args:
        go: Carry now.
        why: Code of the sentence.
        load: What still has to move.
        until: When it is tried again, None where that does not depend on time.
        problem: Code of what a person has to settle, "" for nothing.
    """

    go: bool
    why: Why
    load: Load
    until: datetime | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """What one turn did: out and in, and which originals left this laptop."""

    sent: ExportReport
    taken: ImportReport
    freed: Freed = NOTHING_FREED


def place_key(address: str, store: str = "") -> str:
    """Return by what a folder's standing is kept; a stick goes by its store's id."""
    return hashlib.sha256((store or address).encode()).hexdigest()[:16]


def load_of(records: Records, standing: Standing) -> Load:
    """Return what the folder of `standing` lacks, without asking it."""
    dev = records.device_id
    last = records.version_map().get(dev, 0)
    if last <= standing.carried:
        return Load(0, 0)
    photos = records.blobs_of(dev, standing.carried + 1, last)
    return Load(last - standing.carried, len(set(photos)))


def decide(
    load: Load,
    standing: Standing,
    choices: Choices,
    conditions: Conditions,
    now: datetime,
) -> Decision:
    """Return whether to carry now, and why not otherwise.

    Args:
        load: What still has to move.
        standing: Of the folder; without a place there is none.
        choices: Of the person.
        conditions: Of the laptop.
        now: Aware.
    """
    if not standing.place:
        return Decision(False, "CARRIER-NO-FOLDER", load)
    due = load.records > 0 or _look_due(standing, now)
    if not choices.by_itself:
        return Decision(False, _done_or("CARRIER-BY-HAND", load), load)
    if standing.code and standing.code not in PASSING:
        return Decision(False, "CARRIER-PERSON", load, problem=standing.code)
    if not due and not standing.code:
        return Decision(False, "CARRIER-DONE", load)
    if conditions.on_battery and not choices.on_battery:
        return Decision(False, _done_or("CARRIER-BATTERY", load), load)
    if conditions.metered and not choices.on_metered:
        return Decision(False, _done_or("CARRIER-METERED", load), load)
    until = next_try(standing)
    if until is not None and now < until:
        return Decision(False, _done_or("CARRIER-LATER", load), load, until)
    if conditions.reachable is False:
        return Decision(False, _done_or("CARRIER-UNREACHED", load), load)
    return Decision(True, "CARRIER-NOW", load)


def next_try(standing: Standing) -> datetime | None:
    """Return when a folder is tried again after its failures, None for at once."""
    if not standing.failures:
        return None
    pause = min(FIRST_PAUSE * (1 << min(standing.failures - 1, 10)), LONGEST_PAUSE)
    if standing.code == "FOLDER-BUSY":
        pause = max(pause, BUSY_PAUSE)
    return datetime.fromisoformat(standing.tried_at) + pause


def carry(
    records: Records,
    folder: Folder,
    out: Progress,
    into: Progress,
    keep_days: int = 0,
    brief: bool = True,
) -> Carried:
    """Bring out what the folder lacks, then take in what it holds.

    Args:
        records: Open for writing.
        folder: Open.
        out: Counts what is written; may raise to stop.
        into: Counts what is read; may raise to stop.
        keep_days: See `Choices`.
        brief: See `import_from`; False where a person asked.

    Raises:
        KnownError: FOLDER-...; what was moved until then is not moved again.
    """
    sent = export_to(records, folder, out)
    taken = import_from(records, folder, into, brief=brief)
    return Carried(sent, taken, free_originals(records, keep_days))


def succeeded(standing: Standing, carried: int, now: datetime) -> Standing:
    """Return the standing after a turn that began when `carried` was the last op."""
    instant = now.isoformat()
    return replace(
        standing,
        carried=carried,
        failures=0,
        code="",
        tried_at=instant,
        done_at=instant,
    )


def failed(standing: Standing, error: KnownError, now: datetime) -> Standing:
    """Return the standing after a turn that ended with an error."""
    return replace(
        standing,
        failures=standing.failures + 1,
        code=error.code,
        tried_at=now.isoformat(),
    )


def _look_due(standing: Standing, now: datetime) -> bool:
    if not standing.done_at:
        return True
    return now - datetime.fromisoformat(standing.done_at) >= LOOK_EVERY


def _done_or(why: Why, load: Load) -> Why:
    """Return `why` where something waits; looking for others' news is not told."""
    return why if load.records or load.photos else "CARRIER-DONE"
