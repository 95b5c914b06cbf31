"""Choosing one from a closed list that opens (appearance "minimal")."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from forms.engine.instance.view import Choice, NodeState, Question
from ui.controls.control import Control


class Box(QComboBox):
    """A combo box that no wheel changes unless it holds the focus."""

    entered = Signal()
    numbered = Signal(int)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell Enter and the digits."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.numbered.emit(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)


class Dropdown(Control):
    """One of a list that is opened to choose."""

    clearable = True

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.box = Box()
        self.box.setProperty("fit", "door")
        self.box.setMinimumWidth(320)
        self.box.setMaximumWidth(640)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setMaxVisibleItems(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._pick)
        self.box.entered.connect(self.entered)
        self.box.numbered.connect(self._number)
        self._choices: tuple[Choice, ...] | None = None

    def show_answer(self, state: NodeState) -> None:
        """Show the choices and the one chosen."""
        choices = tuple(state.choices or ())
        if choices != self._choices:
            self._choices = choices
            self.box.clear()
            self.box.setPlaceholderText(self.tr("Choose"))
            self.box.addItems([choice.label for choice in choices])
        values = [choice.value for choice in choices]
        self.box.setCurrentIndex(
            values.index(state.value) if state.value in values else -1
        )
        self.box.setEnabled(not state.readonly)

    def _pick(self, index: int) -> None:
        if self._choices and 0 <= index < len(self._choices):
            self.answered.emit(self._choices[index].value)

    def _number(self, index: int) -> None:
        if index < self.box.count():
            self.box.setCurrentIndex(index)
            self._pick(index)
