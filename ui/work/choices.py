"""Choices: a few answers one below the other, one of them given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.parts.labels import Elided, IconLabel
from ui.theme import step_now


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer.

    Args:
        code: What the page knows it by.
        text: As it is read.
        note: What tells it from others, below it.
        icon: Beside it.
        on: It was given.
    """

    code: str
    text: str
    note: str = ""
    icon: str = "minus"
    on: bool = False


class ChoiceList(QWidget):
    """Answers as rows, at least 48 high; tells `chosen` by click or key."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        group = QButtonGroup(self)
        self.rows: dict[str, QPushButton] = {}
        for one in choices:
            made = _ChoiceRow(one)
            made.clicked.connect(lambda _=False, code=one.code: self.chosen.emit(code))
            group.addButton(made)
            column.addWidget(made)
            self.rows[one.code] = made


Find = Callable[[str], Sequence[Choice]]
"""Gives answers that fit what is typed."""


class Finder(QWidget):
    """A field that finds further answers as something is typed."""

    chosen = Signal(str)

    def __init__(self, title: str, find: Find) -> None:
        super().__init__()
        self._find = find
        self.found: ChoiceList | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.field = QLineEdit()
        self.field.setPlaceholderText(title)
        self.field.setAccessibleName(title)
        self.field.setClearButtonEnabled(True)
        self.field.textEdited.connect(self.look_for)
        self._column.addWidget(self.field)

    def look_for(self, text: str) -> None:
        """Show what fits `text`."""
        if self.found is not None:
            self._column.removeWidget(self.found)
            self.found.hide()
            self.found.deleteLater()
            self.found = None
        choices = self._find(text.strip()) if text.strip() else ()
        if choices:
            self.found = ChoiceList(choices)
            self.found.chosen.connect(self.chosen)
            self._column.addWidget(self.found)


class _ChoiceRow(QPushButton):
    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setCheckable(True)
        self.setChecked(choice.on)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(10)
        mark = ("check", "primary") if choice.on else (choice.icon, "")
        row.addWidget(IconLabel(*mark, 18))
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addStretch(1)
        texts.addWidget(Elided(choice.text))
        if choice.note:
            texts.addWidget(Elided(choice.note, "caption"))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        self._height = (56 if choice.note else 48) + 2 * step_now()
        self.setAccessibleName(f"{choice.text} {choice.note}".strip())
        for each in self.findChildren(QWidget):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(160, self._height)
