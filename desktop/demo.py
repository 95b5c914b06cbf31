"""The demo: a worker's morning and an office that receives it, without a screen."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import resources
from desktop import counts, demo_pictures, sheets
from desktop.begin import begin
from desktop.clock import Clock, stepping
from desktop.steps import Step, apply, resolve, steps_of
from forms.entry import FormEntry
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from sync.exchange import export_to, import_from

Tell = Callable[..., None]
WORKER, OFFICE, SHEETS, STICK = "worker", "office", "sheets", "stick"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the demo made: counts on both sides, and where the sheets are."""

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
    story = json.loads(resources.text("demo/morning.json"))
    clock = stepping(today, time.fromisoformat(story["begins"]), timedelta(seconds=2))
    for side in (WORKER, OFFICE):
        tell("DEMO-BEGIN", side=side, folder=to / side)
        profile = Profile(**story[side], language=language)
        begin(to / side, profile, demo=True, clock=clock)
    with (
        Records.open(to / WORKER, clock=clock) as records,
        Journal.open(to / WORKER) as journal,
    ):
        for visit in story["visits"]:
            number = fill(records, journal, visit, clock, language)
            tell("DEMO-VISIT", number=number, form=visit["form"])
        drawn = sheets.write_all(records, to / SHEETS, language)
        tell("DEMO-SHEETS", count=len(drawn), folder=to / SHEETS)
        (to / STICK).mkdir()
        export_to(records, to / STICK)
        worker = counts.of(records)
    with Records.open(to / OFFICE, clock=clock) as records:
        import_from(records, to / STICK)
        office = counts.of(records)
    return Outcome(worker, office, drawn)


def fill(
    records: Records,
    journal: Journal,
    visit: Mapping[str, Any],
    clock: Clock,
    language: str,
) -> str:
    """Fill and finalise one visit of a story; return its printed number.

    Raises:
        KnownError: DEMO-VIOLATION where the form does not take what the story says.
    """
    subject = None
    if "to" in visit:
        list_name = visit["to"]["list"]
        subject = (list_name, _find(records, list_name, visit["to"]["where"]))
    entry = FormEntry.start(
        records, journal, visit["form"], clock=clock, subject=subject, language=language
    )
    for step in steps_of(visit["steps"]):
        _do(records, entry, step)
    result = entry.finalize()
    if result.violations:
        broken = result.violations[0]
        raise KnownError(
            "DEMO-VIOLATION", form=visit["form"], path=broken.ref, told=broken.message
        )
    return result.number


def _do(records: Records, entry: FormEntry, step: Step) -> None:
    """Do one step of a story, which also draws pictures and finds entities."""
    told: Mapping[str, Any] = step.extra
    ref = resolve(entry.root, step.path)
    if told.get("asked") and (ref is None or not entry.relevant(ref)):
        return
    if ref is None or not ("sign" in told or "photo" in told or "find" in told):
        apply(entry, step, Path())
    elif "sign" in told:
        entry.attach(ref, demo_pictures.signature(told["sign"]), ".png")
    elif "photo" in told:
        picture = demo_pictures.photo(told["photo"], told.get("reading", ""))
        entry.attach(ref, picture, ".jpg")
    else:
        find = told["find"]
        entry.answer(ref, _find(records, find["list"], find["where"]))


def _find(records: Records, list_name: str, where: Mapping[str, str]) -> str:
    """Return the id of the entity that a story means.

    Raises:
        KnownError: DEMO-NOBODY where there is none.
    """
    found = records.entity_rows(list_name).find(where)
    if not found:
        wanted = ", ".join(where.values())
        raise KnownError("DEMO-NOBODY", list=list_name, wanted=wanted)
    return found[0]["name"]


def _clear(to: Path) -> None:
    ours = {WORKER, OFFICE, SHEETS, STICK}
    if to.exists() and not {path.name for path in to.iterdir()} <= ours:
        raise KnownError("DEMO-FOLDER", folder=str(to))
    for name in ours:
        if (to / name).exists():
            shutil.rmtree(to / name)
    to.mkdir(parents=True, exist_ok=True)
