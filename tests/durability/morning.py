"""A scripted morning: every kind of writing the program does, each told when done."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from desktop import demo_pictures
from desktop.demo import morning as demo_morning
from desktop.steps import resolve
from forms.entry import FormEntry, Unsaved
from forms.errors import KnownError
from forms.records import ledger
from forms.records.journal import Journal
from forms.records.store import Records
from sync.exchange import export_to, import_from
from tests.durability import ground

Tell = Callable[..., None]
# Drawn once, not in every morning anew.
_signature, _photo = cache(demo_pictures.signature), cache(demo_pictures.photo)


class Morning:
    """One morning's work in the folder that `ground.build` made.

    Where the world is wrong it must say so by a KnownError, keep the answer in the
    form, and do the same work once the world is well again; anything else is told as
    `wrong`.

    Args:
        root: A copy of the ground.
        tell: Called with what is kept: draft + path + value (an answer), draft +
            number (a visit), ledger, exported, imported; and `refused`, `wrong`.
        mend: Makes the world well again.
    """

    def __init__(self, root: Path, tell: Tell, mend: Callable[[], None]) -> None:
        self._root, self._tell, self._mend = root, tell, mend
        self._clock = ground.clock()

    def work(self) -> None:
        """Do all of it."""
        place = self._root / "worker"
        records = self.insist(lambda: Records.open(place, clock=self._clock))
        journal = self.insist(lambda: Journal.open(place))
        self._journal: Journal = journal
        for told in demo_morning()["visits"][:2]:
            self._visit(records, journal, told)
        self._ledger(records)
        self._tell(doing="export")
        self.insist(lambda: export_to(records, self._root / "stick"))
        self._tell(exported="1")
        self.insist(lambda: import_from(records, self._root / "inbox"))
        self._tell(imported="1")
        self._draft(records, journal)
        # What a checkpoint meets when the file is closed loses nothing either.
        self.insist(journal.close)
        self.insist(records.close)

    def insist(self, act: Callable[[], Any]) -> Any:
        """Do `act`; where the world refuses, once more when it is well again."""
        try:
            return act()
        except KnownError as error:
            self._tell(refused=error.code)
            self._mend()
            return act()

    def _visit(self, records: Records, journal: Journal, told: dict[str, Any]) -> None:
        entry = self._begin(records, journal)
        for step in told["steps"]:
            self._step(entry, step)
        result = self.insist(entry.finalize)
        if result.violations:
            self._tell(wrong=f"not valid: {result.violations[0].ref}")
        self._tell(draft=entry.draft_id, number=result.number)

    def _begin(self, records: Records, journal: Journal) -> FormEntry:
        door = records.entities("household", limit=1)[0].id
        entry: FormEntry = self.insist(
            lambda: FormEntry.start(
                records, journal, ground.FORM,
                clock=self._clock, subject=("household", door),
            )
        )  # fmt: skip
        self._tell(draft=entry.draft_id)
        return entry

    def _draft(self, records: Records, journal: Journal) -> None:
        entry = self._begin(records, journal)
        for name, value in (("who/result", "met"), ("heat/t_living", "17.5")):
            self._step(entry, {"set": f"/heating_visit/{name}", "value": value})

    def _step(self, entry: FormEntry, step: dict[str, Any]) -> None:
        ref = resolve(entry.root, step["set"])
        assert ref is not None
        if step.get("asked") and not entry.relevant(ref):
            return
        data = b""
        if "sign" in step:
            data = _signature(step["sign"])
        elif "photo" in step:
            data = _photo(step["photo"])
        try:
            if data:
                entry.attach(ref, data, ".png")
            else:
                entry.answer(ref, step["value"])
        except Unsaved as error:
            self._tell(refused=error.code)
            stands = entry.attachment(ref) == data if data else entry.value(ref)
            if stands is False or (not data and stands != step["value"]):
                self._tell(wrong=f"{step['set']} is not in the form any more")
            self._mend()
            entry.retry()
            kept = self._journal.events(entry.draft_id)
            if not any(step["set"] == one.get("set") for one in kept):
                self._tell(wrong=f"{step['set']} was tried again and is not kept")
        if entry.unsaved:
            self._tell(wrong=f"{step['set']} is called saved and still waits")
        self._tell(draft=entry.draft_id, path=step["set"], value=entry.value(ref))

    def _ledger(self, records: Records) -> None:
        planned = ledger.plan(records, self._root / "ledger.csv", "household")
        self.insist(lambda: ledger.apply(records, planned, "w02"))
        self._tell(ledger="1")
