"""A form's page opened and an answer shown and kept, with the demo grid loaded.

Drives the real form page, offscreen, through the morning of the demo: a page is opened
by its row in the outline and painted; an answer comes by the signal that a control
gives, is committed, and everything it changes is laid out and painted.
"""

from collections.abc import Mapping
from pathlib import Path
from time import process_time
from typing import Any

from PySide6.QtWidgets import QApplication

import resources
from desktop import clock, demo_pictures
from desktop.demo import morning
from desktop.steps import Step, repeat_of, resolve, steps_of
from forms.engine.refs import NodeRef
from forms.entry import FormEntry, TrialEntry
from forms.entry.host import warm
from forms.entry.loose import LooseHost
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from tests.bench import places
from tests.bench.bench_forms import flat_form
from tests.bench.figure import Figure, quantile, timed
from ui import theme
from ui.pages.form_page import FormPage
from ui.pages.form_states import Key, key_of, within

BEGIN_MS, PAGE_MS, ANSWER_MS = 80.0, 50.0, 16.0
# Of each page, so that one hiccup of the machine is not the page's.
OPENINGS = 3


def measure() -> list[Figure]:
    """Open every page of every form; fill the morning's visits."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.load_fonts()
    theme.put_on(app, theme.Look("light"))
    with (
        places.demo_workspace() as folder,
        Records.open(folder) as records,
        Journal.open(folder) as journal,
    ):
        # As the program does once its window is painted.
        warm(records.form(name) for name in {one.form_id for one in records.forms()})
        bench = _Bench(app, records, journal)
        # The first time loads fonts, icons and style; nobody sees it twice.
        bench.open_all("heating_visit")
        bench.forget()
        for source in sorted(resources.path("forms").glob("*/survey.tsv")):
            bench.open_all(source.parent.name)
        for visit in morning()["visits"]:
            bench.fill(visit)
        return [*bench.figures(), bench.long_form()]


class _Bench:
    """One window with a form page; what was measured in it."""

    def __init__(self, app: QApplication, records: Records, journal: Journal) -> None:
        self._app, self._records, self._journal = app, records, journal
        self._page = FormPage()
        self._page.problem.connect(_raise)
        self._page.resize(1150, 768)
        self._page.show()
        self.forget()

    def forget(self) -> None:
        """Forget what was measured so far."""
        self._begins: list[float] = []
        self._pages: list[tuple[float, str]] = []
        self._answers: list[tuple[float, str]] = []

    def figures(self) -> list[Figure]:
        """Return the figures; the slowest of each kind is named."""
        pages = [ms for ms, _ in self._pages]
        answers = [ms for ms, _ in self._answers]
        by_page: dict[str, list[float]] = {}
        for ms, name in self._pages:
            by_page.setdefault(name, []).append(ms)
        slowest = max((quantile(all_ms, 0.5), name) for name, all_ms in by_page.items())
        return [
            Figure(
                f"form: begun and its first page painted, of {len(self._begins)}, p95",
                quantile(self._begins, 0.95),
                limit=BEGIN_MS,
            ),
            Figure(
                f"form page opened and painted, of {len(pages)}, p95",
                quantile(pages, 0.95),
                limit=PAGE_MS,
            ),
            Figure(
                "the slowest page, median of its openings",
                slowest[0],
                limit=PAGE_MS,
                note=slowest[1],
            ),
            Figure(
                f"answer on disk and on screen, of {len(answers)}, p50",
                quantile(answers, 0.5),
            ),
            Figure(
                f"answer on disk and on screen, of {len(answers)}, p95",
                quantile(answers, 0.95),
                limit=ANSWER_MS,
                note="slowest: " + max(self._answers)[1],
            ),
        ]

    def long_form(self) -> Figure:
        """Open the pages of a form of 1,000 questions; processor time."""
        host = LooseHost([], None, clock.now, "w")
        entry = TrialEntry(flat_form(), host, None)
        self._page.show_entry(entry)
        pages = [key_of(page) for page in entry.pages() if page.relevant]
        took = []
        for key in pages * OPENINGS:
            begun = process_time()
            self._page.outline.asked.emit(key)
            self._painted()
            took.append((process_time() - begun) * 1000)
        # The first round makes what nobody sees made twice.
        return Figure(
            f"1,000 questions: page opened and painted, of {len(pages)}, p95 cpu",
            quantile(took[len(pages) :], 0.95),
            limit=PAGE_MS,
        )

    def open_all(self, form_id: str) -> None:
        """Begin a form and open each page that it has at first."""
        entry = self._begin(form_id, None)
        for _ in range(OPENINGS):
            for page in entry.pages():
                if page.relevant:
                    self._open(entry, key_of(page))
        entry.discard()

    def fill(self, visit: Mapping[str, Any]) -> None:
        """Fill one visit of the morning."""
        subject = None
        if "to" in visit:
            asked = visit["to"]
            found = self._records.entities(asked["list"], asked["where"], limit=1)
            if not found:  # made by a visit that is only filled, not finished, here
                return
            subject = (asked["list"], found[0].id)
        entry = self._begin(visit["form"], subject)
        for step in steps_of(visit["steps"]):
            self._step(entry, step)
        entry.discard()

    def _begin(self, form_id: str, subject: tuple[str, str] | None) -> FormEntry:
        begun: list[FormEntry] = []

        def begin() -> None:
            begun.append(
                FormEntry.start(
                    self._records,
                    self._journal,
                    form_id,
                    clock=clock.now,
                    subject=subject,
                    language="zh_CN",
                )
            )
            self._page.show_entry(begun[0])
            self._painted()

        self._begins.append(timed(begin))
        return begun[0]

    def _step(self, entry: FormEntry, step: Step) -> None:
        ref = resolve(entry.root, step.path)
        if ref is None or (step.verb == "set" and not entry.relevant(ref)):
            return
        if step.verb == "add":
            entry.add_repeat(repeat_of(ref))
            return
        page = within(ref, entry.pages())
        if page is not None:
            self._open(entry, key_of(page))
        told: Mapping[str, Any] = step.extra
        if "sign" in told or "photo" in told:
            data = demo_pictures.signature("演示")
            self._page.body.attached.emit(ref, data, ".png")
            self._painted()
            return
        value = step.value
        if "find" in told:
            found = self._records.entities(told["find"]["list"], told["find"]["where"])
            value = found[0].id
        self._answers.append((self._answer(ref, value), step.path))

    def _answer(self, ref: NodeRef, value: str) -> float:
        def act() -> None:
            self._page.body.answered.emit(ref, value)
            self._painted()

        return timed(act)

    def _open(self, entry: FormEntry, key: Key) -> None:
        def act() -> None:
            self._page.outline.asked.emit(key)
            self._painted()

        self._pages.append((timed(act), f"{Path(key[0]).name} of {entry.title}"))

    def _painted(self) -> None:
        """Let everything that was posted be laid out and painted."""
        self._app.processEvents()


def _raise(error: KnownError) -> None:
    raise error
