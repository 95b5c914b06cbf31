"""The contract of a control: shown by show_answer, told by answered."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from forms.engine.instance.view import NodeState, Question

Fetch = Callable[[str], bytes | None]
"""Gives the file that a label names, as "jr://images/x.png"; None where it lacks."""


def no_media(uri: str) -> bytes | None:
    """Return nothing: what a control knows of files before it is given more."""
    return None


class Control(QWidget):
    """The widget that takes one question's answer.

    A control knows its question and the state shown last; it knows no session,
    no store and no page.

    Attributes:
        wide: It wants the whole width of the page.
        clearable: An answer once given can only be taken back by clear().
        asks: It can take an answer; a note does not.
        media: Gives the files of its choices' labels.
        owns_picture: It shows the picture of the question's label itself.
    """

    answered = Signal(str)
    """The answer as XForm text; blank takes it back."""
    attached = Signal(bytes, str)
    """The bytes of a file and its suffix, as ".jpg"."""
    troubled = Signal(str)
    """What is typed cannot be an answer yet, and why; blank when that is over."""
    entered = Signal()
    """Enter was pressed: the person is done with this question."""

    wide = False
    clearable = False
    asks = True
    owns_picture = False

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.media: Fetch = no_media

    def show_answer(self, state: NodeState) -> None:
        """Show how the question stands now: its value, choices, readonly."""
        raise NotImplementedError

    def show_file(self, data: bytes | None) -> None:
        """Show the file that the answer names; None where it is missing."""

    def flush(self) -> None:
        """Tell at once what is typed and not yet told."""

    def clear(self) -> None:
        """Take the answer back."""
        self.answered.emit("")

    def target(self) -> QWidget | None:
        """Return the widget that takes the keys first, None where there is none."""
        return self.focusProxy()

    def stops(self) -> list[QWidget]:
        """Return the widgets that Tab goes through, in order."""
        target = self.target()
        return [target] if target is not None else []


class Caption(QLabel):
    """Plain text in one of the theme's roles, as "muted"; wraps; no rich text."""

    def __init__(self, text: str = "", role: str = "muted") -> None:
        super().__init__(text)
        self.setProperty("role", role)
        self.setWordWrap(True)
