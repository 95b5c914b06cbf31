"""Runner: one exchange while it runs, counted and stoppable, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.errors import KnownError
from sync.exchange import CARRIED, PHOTOS
from ui.context import Workspace
from ui.jobs import Job, Progress
from ui.parts.cards import Band, button
from ui.parts.labels import label
from ui.problems import sentence

MOST_TROUBLES = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said at the end: a sentence, and what went wrong by the way."""

    text: str
    tone: str
    problems: tuple[KnownError, ...] = ()
    notes: tuple[str, ...] = ()


class Runner(QWidget):
    """Buttons that begin, a count and a stop while it runs, a sentence at the end.

    Args:
        workspace: Its exchange lane does the work.
        buttons: Those that begin something; they rest while it runs.
    """

    def __init__(self, workspace: Workspace, *buttons: QPushButton) -> None:
        super().__init__()
        self._workspace = workspace
        self._job: Job | None = None
        self._rest: list[QWidget] = list(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.stop = button(self.tr("Stop"), self._stop, icon="stop")
        self._told = label("", "muted")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        for each in (*buttons, self.stop):
            foot.addWidget(each)
        foot.addWidget(self._told, 1)
        column.addLayout(foot)
        self._bar = QProgressBar()
        column.addWidget(self._bar)
        self._results = QVBoxLayout()
        self._results.setSpacing(8)
        column.addLayout(self._results)
        self.stop.hide()
        self._bar.hide()

    @property
    def running(self) -> bool:
        """Whether something runs."""
        return self._job is not None

    def rest_too(self, *widgets: QWidget) -> None:
        """Have further widgets rest while something runs."""
        self._rest += widgets

    def run(
        self, work: Callable[[Progress], object], tell: Callable[..., Outcome]
    ) -> None:
        """Run `work` on the exchange lane; `tell` makes the sentence of its end."""
        language = self._workspace.language
        self.say()
        self._working(True)

        def done(report: object) -> None:
            if not shiboken6.isValid(self):
                return  # the pages were made anew meanwhile
            self._working(False)
            outcome = tell(report)
            troubles = [sentence(each, language) for each in outcome.problems]
            bands = [(outcome.text, outcome.tone)]
            bands += [(note, "idle") for note in outcome.notes]
            self.say(*bands, *((text, "bad") for text in troubles[:MOST_TROUBLES]))

        def failed(error: KnownError) -> None:
            if not shiboken6.isValid(self):
                return
            self._working(False)
            self.say((sentence(error, language), "bad"))

        job = self._workspace.jobs.run(
            "exchange", work, done, failed, self._count,
            on_stopped=self._stopped, writes=True,
        )  # fmt: skip
        # A job that ran at once has ended by now.
        self._job = job if self._bar.isVisibleTo(self) else None

    def say(self, *bands: tuple[str, str]) -> None:
        """Show sentences in their tones instead of what was said before."""
        while (item := self._results.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text, tone in bands:
            self._results.addWidget(Band(text, tone))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self.stop.setEnabled(False)

    def _stopped(self) -> None:
        self._working(False)
        told = self.tr("Stopped. What is written stays; the next time goes on.")
        self.say((told, "warn"))

    def _count(self, done: int, of: int, what: str) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        if what == PHOTOS:
            told = self.tr("{done} of {of} photos")
        elif what == CARRIED:
            told = self.tr("{done} of {of} packages carried for others")
        else:
            told = self.tr("{done} of {of} records")
        self._told.setText(told.format(done=done, of=of))

    def _working(self, on: bool) -> None:
        self.stop.setVisible(on)
        self.stop.setEnabled(on)
        self._bar.setVisible(on)
        for one in self._rest:
            one.setEnabled(not on)
        self._told.setText(self.tr("Waiting for other work to end …") if on else "")
        self._bar.setRange(0, 0 if on else 1)
        if not on:
            self._job = None
