"""A note of the form: a quiet card, or a warning where the form says so."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from forms.engine.instance.view import NodeState, Question
from ui import icons
from ui.controls.control import Control
from ui.controls.ink import tokens
from ui.controls.words import Words

_ICONS = {"ok": "check", "warn": "alert", "bad": "hazard", "idle": "info"}


class NoteControl(Control):
    """What the form tells at this place; takes no answer.

    The appearances "warn", "bad" and "ok" give it that tone; ODK's tools ignore
    appearances they do not know.
    """

    wide = True
    asks = False

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        tones = [tone for tone in ("bad", "warn", "ok") if tone in question.appearance]
        self.band = Band(tones[0] if tones else "idle")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.band)

    def show_answer(self, state: NodeState) -> None:
        """Show the note's text and hint as they stand now."""
        self.band.words.tell(state.label.text)
        self.band.more.tell(state.hint.text)
        self.band.more.setVisible(bool(state.hint.text))


class Band(QFrame):
    """A tinted card with a shape and words.

    Args:
        tone: "ok", "warn", "bad" or "idle".
    """

    def __init__(self, tone: str) -> None:
        super().__init__()
        self.setProperty("box", "band")
        self.setProperty("tone", tone)
        ink = tokens().tone(tone)[0]
        shape = QLabel()
        shape.setPixmap(icons.pixmap(_ICONS[tone], ink, 18))
        self.words, self.more = Words("body"), Words("muted")
        self.words.setProperty("tone", tone)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.words)
        words.addWidget(self.more)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(10)
        row.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.more.hide()
