"""A question answered by saying that one has read or done it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls.control import Control
from ui.controls.grid import Grid


class Acknowledge(Control):
    """One tick: "OK" for a trigger, "true" for a yes-or-no input."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._yes = "OK" if question.kind == "trigger" else "true"
        self.grid = Grid("check", 1, self)
        self.grid.fill([self.tr("Yes, done")], [""])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        self.grid.picked.connect(lambda _, on: self.answered.emit(self._yes * on))
        self.grid.cleared.connect(self.clear)
        self.grid.entered.connect(self.entered)

    def show_answer(self, state: NodeState) -> None:
        """Show whether it is ticked."""
        self.grid.check([state.value == self._yes])
        self.grid.setEnabled(not state.readonly)

    def target(self) -> QWidget | None:
        """Return the tile."""
        return self.grid.stop()
