"""Ledger undoing on screen: what undoing an import would do, and the yes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.records import ledger_undo
from forms.records.ledger_undo import UndoPlan
from forms.records.store import Records
from ui.context import Workspace
from ui.jobs import Progress
from ui.parts.cards import button
from ui.work.foot import with_foot
from ui.work.ledger_told import undo_kinds, undo_row
from ui.work.review import ALL, Review
from ui.work.working import Working


class LedgerUndoing(QWidget):
    """An import before it is undone.

    Signals:
        shown: There is something to see.
        back_asked: A person would rather not.
        undone: It was undone; with what was planned.
    """

    shown = Signal()
    back_asked = Signal()
    undone = Signal(object)

    def __init__(self, workspace: Workspace, working: Working) -> None:
        super().__init__()
        self._workspace, self._working = workspace, working
        self.planned: UndoPlan | None = None
        self.review = Review(
            [
                (ALL, self.tr("All")),
                ("hide", self.tr("Taken out")),
                ("restore", self.tr("Put back")),
                ("kept", self.tr("Stays")),
            ]
        )
        self.go = button(
            self.tr("Undo this import"), self.undo, kind="danger", icon="history"
        )
        back = button(
            self.tr("Back, change nothing"), self.back_asked.emit, icon="back"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(with_foot(self.review, back, self.go))

    def forget(self) -> None:
        """Forget what was planned."""
        self.planned = None

    def plan(self, rec: str) -> None:
        """Tell what undoing an import would do."""
        folder = self._workspace.folder

        def work(progress: Progress) -> UndoPlan:
            with Records.open(folder, writer=False) as records:
                return ledger_undo.undo_plan(
                    records, rec, lambda done, of: progress(done, of, "compare")
                )

        told = self.tr("Looking at what was changed since")
        self._working.run(work, self._was_planned, told)

    def undo(self) -> None:
        """Undo what was planned."""
        planned, folder = self.planned, self._workspace.folder
        if planned is None:
            return
        author = self._workspace.profile.staff_id

        def work(progress: Progress) -> UndoPlan:
            progress(0, 0)
            with Records.open(folder) as records:
                ledger_undo.undo(
                    records, planned, author,
                    lambda done, of: progress(done, of, "write"),
                )  # fmt: skip
            return planned

        told = self.tr("Undoing {file}").format(file=planned.source)
        self._working.run(work, self.undone.emit, told, writes=True)

    def _was_planned(self, planned: UndoPlan) -> None:
        self.planned = planned
        language, records = self._workspace.language, self._workspace.records
        self.review.show_rows(
            [undo_kinds(row) for row in planned.rows],
            lambda at: undo_row(planned, at, language, records),
        )
        self._working.tell(
            self.tr("Nothing is written yet. What was worked on since stays as it is."),
            "warn" if planned.counts["kept"] or planned.counts["partly"] else "primary",
        )
        self.shown.emit()
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)
