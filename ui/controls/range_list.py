"""A number in a range, chosen from a list that opens (appearance "picker")."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls.control import Control
from ui.controls.dropdown import Box
from ui.controls.slider import values_of


class RangeList(Control):
    """The numbers of a range in a closed list; typing a digit finds them."""

    clearable = True

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.values = values_of(question)
        self.box = Box()
        self.box.setProperty("fit", "door")
        self.box.setMinimumWidth(160)
        self.box.setMaxVisibleItems(12)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setPlaceholderText(self.tr("Choose"))
        self.box.addItems(self.values)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.box)
        self.box.activated.connect(lambda at: self.answered.emit(self.values[at]))
        self.box.entered.connect(self.entered)
        self.box.numbered.connect(self._number)

    def show_answer(self, state: NodeState) -> None:
        """Show the number, or that none is given."""
        known = state.value in self.values
        self.box.setCurrentIndex(self.values.index(state.value) if known else -1)
        self.box.setEnabled(not state.readonly)

    def _number(self, index: int) -> None:
        """Go to the next number that begins with the digit typed."""
        digit, now = str(index + 1), self.box.currentIndex()
        order = [*range(now + 1, len(self.values)), *range(now + 1)]
        for place in order:
            if self.values[place].startswith(digit):
                self.box.setCurrentIndex(place)
                self.answered.emit(self.values[place])
                return
