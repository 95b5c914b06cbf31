"""Waiting: a page alone while all is closed and something long is done to the files."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from forms.errors import KnownError
from ui.jobs import Jobs, Progress
from ui.parts.cards import Band, Card, button
from ui.parts.labels import label
from ui.problems import sentence


class WaitingPage(QWidget):
    """Tells `done` when the work is done, or when a person read why it was not.

    Args:
        work: Runs on a lane and counts.
        language: "zh_CN" or "en".
    """

    done = Signal()

    def __init__(
        self, jobs: Jobs, work: Callable[[Progress], object], language: str
    ) -> None:
        super().__init__()
        self._jobs, self._work, self._language = jobs, work, language
        self.setProperty("box", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        card = Card(margin=28, spacing=14)
        card.setFixedWidth(520)
        row.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        card.body.addWidget(label(self.tr("One moment"), "title"))
        told = self.tr("Do not switch off. If the power goes, it goes on afterwards.")
        card.body.addWidget(label(told, "muted", wrap=True))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        card.body.addWidget(self._bar)
        self._tell = Band()
        self._tell.hide()
        card.body.addWidget(self._tell)
        foot = QVBoxLayout()
        self.go = button(self.tr("Go on"), self.done.emit, kind="primary")
        self.go.hide()
        foot.addWidget(self.go, 0, Qt.AlignmentFlag.AlignRight)
        card.body.addLayout(foot)

    def begin(self) -> None:
        """Do it."""
        self._jobs.run(
            "work", self._work, self._ended, self._failed, self._count, writes=True
        )

    def _ended(self, _: object) -> None:
        self.done.emit()

    def _failed(self, error: KnownError) -> None:
        self._bar.hide()
        self._tell.show_text(sentence(error, self._language), "bad")
        self.go.show()

    def _count(self, done: int, of: int, what: str) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)
