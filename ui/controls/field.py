"""A one-line field that never acts on a key an input method is still using."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls.control import Control

PAUSE_MS = 400
"""How long a typist pauses before the answer is told."""


class Field(QLineEdit):
    """A line edit of the door's height.

    Attributes:
        composing: An input method holds unfinished text.
    """

    entered = Signal()
    left = Signal()
    stepped = Signal(int)
    """Arrow up (+1) or down (-1)."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setProperty("fit", "door")
        self.setPlaceholderText(placeholder)
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether the input method still composes."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell Enter and the vertical arrows."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if not self.composing:
                self.entered.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            event.accept()
            if not self.composing:
                self.stepped.emit(1 if key == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person has gone on."""
        super().focusOutEvent(event)
        self.composing = False
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Area(QPlainTextEdit):
    """A field of several lines; Tab leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person has gone on."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Typed(Control):
    """A control whose answer is typed: told on leaving or after a pause."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._shown = ""

    def show_answer(self, state: NodeState) -> None:
        """Show the value, never over what is being typed."""
        self.set_readonly(state.readonly)
        typing = self._pause.isActive() or self._typing_same(state.value)
        self._shown = state.value
        if not typing:
            self.put(state.value)
            self.troubled.emit(self.trouble())

    def flush(self) -> None:
        """Tell at once what is typed."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def typed(self) -> None:
        """Note that the person has typed: the pause begins anew."""
        self._pause.start()

    def settle(self) -> None:
        """Tell what is typed, then show the answer as it is kept."""
        self.flush()
        if not self.trouble():
            self.put(self._shown)

    def put(self, value: str) -> None:
        """Write `value` into the widgets."""
        raise NotImplementedError

    def taken(self) -> str:
        """Return the answer in XForm text; as typed where it cannot be read."""
        raise NotImplementedError

    def trouble(self) -> str:
        """Return why what is typed cannot be an answer, blank where it can."""
        return ""

    def set_readonly(self, readonly: bool) -> None:
        """Let the widgets take no typing."""
        raise NotImplementedError

    def _typing_same(self, value: str) -> bool:
        target = self.target()
        return bool(target and target.hasFocus()) and value == self._shown

    def _tell(self) -> None:
        # What cannot be read is told too: it is kept, shown as wrong, never lost.
        self.troubled.emit(self.trouble())
        text = self.taken()
        if text != self._shown:
            self._shown = text
            self.answered.emit(text)
