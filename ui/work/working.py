"""Working: what a page says, how far long work has come, and the running of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.errors import KnownError
from ui.context import Workspace
from ui.jobs import Progress
from ui.parts.busy_bar import BusyBar
from ui.parts.cards import Band
from ui.problems import sentence


class Working(QWidget):
    """A band that tells and a bar that counts, above what is worked on.

    Args:
        workspace: Its jobs run the work.
        word: What a job's own word for a part of it means.
        held: Takes no clicks while something runs.
    """

    def __init__(
        self, workspace: Workspace, word: Callable[[str], str], held: QWidget
    ) -> None:
        super().__init__()
        self._workspace, self._word, self._held = workspace, word, held
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.told = Band()
        self.told.hide()
        self.busy = BusyBar()
        column.addWidget(self.told)
        column.addWidget(self.busy)
        self.hide()

    @property
    def runs(self) -> bool:
        """Whether something runs."""
        return not self.busy.isHidden()

    def tell(self, text: str, tone: str) -> None:
        """Say something; blank says nothing."""
        self.told.show_text(text, tone)
        self.setVisible(bool(text) or self.runs)

    def run(
        self,
        work: Callable[[Progress], object],
        done: Callable[..., None],
        told: str,
        *,
        writes: bool = False,
    ) -> None:
        """Run long work: the bar counts it, and it can be stopped.

        Args:
            work: Runs beside the window.
            done: Gets what it returned.
            told: What is said meanwhile.
            writes: It writes the register.
        """
        self.busy.begin(self._word)
        self.tell(told, "idle")
        self._held.setEnabled(False)

        def ended(came: object) -> None:
            self._ready()
            done(came)

        job = self._workspace.jobs.run(
            "work", work, ended, self.failed, self.busy.count,
            on_stopped=self._stopped, writes=writes,
        )  # fmt: skip
        self.busy.follow(job)

    def failed(self, error: KnownError) -> None:
        """Say what the world is like."""
        self._ready()
        self.tell(sentence(error, self._workspace.language), "bad")

    def _ready(self) -> None:
        self.busy.end()
        self.tell("", "idle")
        self._held.setEnabled(True)

    def _stopped(self) -> None:
        self._ready()
        self.tell(self.tr("Stopped. Nothing was changed."), "warn")
