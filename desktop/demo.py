"""The demo: a worker's morning and an office that receives it, without a screen."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import resources
from desktop import story
from desktop.begin import begin
from desktop.clock import Clock, stepping
from desktop.speech import Speech
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from sync.exchange import enrol, export_to, import_from
from sync.exchange.invitations import (
    INVITATION_SUFFIX,
    REQUEST_SUFFIX,
    read_invitation,
    read_request,
)
from ui.sheets import draw

Tell = Callable[..., None]
WORKER, OFFICE, SHEETS, STICK = "worker", "office", "sheets", "stick"
# More than any list here holds: all of it is asked for.
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the demo made: counts on both sides by what they count, and the sheets.

    A key of the counts is "visits", "form heating_visit", "list household",
    "conflicts", "due".
    """

    worker: Mapping[str, int]
    office: Mapping[str, int]
    sheets: tuple[Path, ...]

    @property
    def equal(self) -> bool:
        """Both sides know the same."""
        return self.worker == self.office


def run(to: Path, today: date, language: str, tell: Tell) -> Outcome:
    """Do a morning's work into the folder `to`; what a demo left there goes first.

    Args:
        to: Gets worker, office, sheets and stick.
        today: The day of the demo grid and of the morning.
        language: Of forms and sheets, "zh_CN" or "en".
        tell: Called with a code of the messages and its fields as the work goes on.

    Raises:
        KnownError: DEMO-FOLDER where `to` holds something that is not a demo.
    """
    _clear(to)
    return _play(to, morning(), today, language, tell)


def small(to: Path, today: date, language: str, tell: Tell) -> Outcome:
    """Do the same with the first visit of the morning only."""
    told = morning()
    return _play(to, {**told, "visits": told["visits"][:1]}, today, language, tell)


def morning() -> dict[str, Any]:
    """Return the story of the morning: who, when, which visits."""
    told: dict[str, Any] = json.loads(resources.text("demo/morning.json"))
    return told


def _play(
    to: Path, told: Mapping[str, Any], today: date, language: str, tell: Tell
) -> Outcome:
    clock = stepping(today, time.fromisoformat(told["begins"]), timedelta(seconds=2))
    for side in (WORKER, OFFICE):
        tell("DEMO-BEGIN", folder=to / side)
        profile = Profile(**told[side], language=language)
        begin(to / side, profile, demo=True, clock=clock)
    stick = to / STICK
    stick.mkdir()
    with (
        Records.open(to / WORKER, clock=clock) as worker,
        Records.open(to / OFFICE, clock=clock) as office,
    ):
        _enrol(office, worker, stick, told, clock)
        tell("DEMO-ENROLLED", register=told["register"])
        _work(worker, told, clock, language, tell)
        drawn = write_sheets(worker, to / SHEETS, language)
        tell("DEMO-SHEETS", count=len(drawn), folder=to / SHEETS)
        export_to(worker, stick)
        import_from(office, stick)
        # The stick goes back with what the office says it has.
        export_to(office, stick)
        import_from(worker, stick)
        if not worker.book.undelivered():
            tell("DEMO-DELIVERED")
        return Outcome(counts(worker, today), counts(office, today), drawn)


def _enrol(
    office: Records,
    worker: Records,
    stick: Path,
    told: Mapping[str, Any],
    clock: Clock,
) -> None:
    """Found a register and take the worker's laptop in, with a stick going around."""
    at, who = told[OFFICE], told[WORKER]
    founded = enrol.prepare_register(office, told["register"])
    enrol.found_register(office, founded, staff=at["staff_id"], person=at["name"])
    invitation, request = (
        stick / f"w02{s}" for s in (INVITATION_SUFFIX, REQUEST_SUFFIX)
    )
    invited = enrol.invite(
        office, grids=[who["grid_code"]], staff=who["staff_id"], name=who["name"]
    )
    invitation.write_bytes(invited.data)
    asked = enrol.join(worker, read_invitation(invitation.read_bytes(), clock().date()))
    request.write_bytes(asked.data)
    enrol.grant(office, read_request(request.read_bytes()), asked.code)
    export_to(office, stick)
    import_from(worker, stick)


def _work(
    records: Records,
    told: Mapping[str, Any],
    clock: Clock,
    language: str,
    tell: Tell,
) -> None:
    with Journal.open(records.folder) as journal:
        for visit in told["visits"]:
            number = story.fill(records, journal, visit, clock, language)
            tell("DEMO-VISIT", number=number, form=visit["form"])


def write_sheets(records: Records, to: Path, language: str) -> tuple[Path, ...]:
    """Write the sheet of every visit into the folder `to`, named by its number."""
    to.mkdir()
    written = []
    for row in records.visits(limit=_MOST):
        file = to / f"{row.number}.pdf"
        file.write_bytes(draw(records.folder, row.record_id, language).pdf)
        written.append(file)
    return tuple(sorted(written))


def counts(records: Records, today: date) -> dict[str, int]:
    """Return what a register holds, counted; see `Outcome`."""
    by_form = records.visit_counts()
    due = records.due_counts(today)
    lists = records.lists()
    return {
        "visits": sum(by_form.values()),
        **{f"form {form_id}": count for form_id, count in sorted(by_form.items())},
        **{f"list {info.name}": info.count for info in lists},
        "due": due.overdue + due.today,
        "conflicts": sum(
            len(records.entities(info.name, conflicts=True, limit=_MOST))
            for info in lists
        ),
    }


def count_name(key: str, speech: Speech) -> str:
    """Return what a count's key says to people."""
    kind, _, name = key.partition(" ")
    return speech(f"DEMO-{kind.upper()}", name=name)


def _clear(to: Path) -> None:
    ours = {WORKER, OFFICE, SHEETS, STICK}
    if to.exists() and not {path.name for path in to.iterdir()} <= ours:
        raise KnownError("DEMO-FOLDER", folder=str(to))
    for name in ours:
        if (to / name).exists():
            shutil.rmtree(to / name)
    to.mkdir(parents=True, exist_ok=True)
