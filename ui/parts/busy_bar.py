"""Busy bar: how far long work has come, and a button that stops it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ui.jobs import Job
from ui.parts.cards import button
from ui.parts.labels import label


class BusyBar(QWidget):
    """Shown while a job runs; counts what it tells."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.number = label("", "muted")
        self._stop = button(self.tr("Stop"), self.stop, icon="cross")
        row.addWidget(self.bar, 1)
        row.addWidget(self.number)
        row.addWidget(self._stop)
        self._job: Job | None = None
        self._words: Callable[[str], str] = str
        self.hide()

    def begin(self, words: Callable[[str], str]) -> None:
        """Show that something runs; `words` tells what a job's own word means."""
        self._words = words
        self.bar.setRange(0, 0)
        self.number.setText("")
        self._stop.setEnabled(False)
        self.show()

    def follow(self, job: Job) -> None:
        """Let the button stop `job`, if it has not ended already."""
        if self.isHidden():
            return
        self._job = job
        self._stop.setEnabled(True)

    def count(self, done: int, of: int, what: str) -> None:
        """Show how far it is."""
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        told = f"{self._words(what)}  {done:,} / {of:,}".strip()
        self.number.setText(told if of else "")

    def stop(self) -> None:
        """Ask the job to stop where it next counts."""
        if self._job is not None:
            self._job.stop()
            self._stop.setEnabled(False)

    def end(self) -> None:
        """Show nothing any more."""
        self._job = None
        self.hide()
