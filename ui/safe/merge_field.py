"""Merge field: one property of two entries: the left, the right, or a third value."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.parts.labels import Elided, IconLabel, label
from ui.theme import step_now

LEFT, RIGHT, THIRD = 0, 1, 2
NAME_PX = 132


@dataclass(frozen=True, slots=True)
class Value:
    """A value of one side: as written, as read, who wrote it and when."""

    value: str
    told: str
    note: str = ""


class MergeField(QWidget):
    """One property; `value` is what the one that stays shall say.

    Args:
        title: What the property is called.
        values: Left and right.
        chosen: LEFT or RIGHT, where nobody says otherwise.
        choices: (code, text) where it is chosen from a list.
        secret: The values are masked until `reveal`.
    """

    changed = Signal()

    def __init__(
        self,
        title: str,
        values: tuple[Value, Value],
        chosen: int,
        *,
        choices: Sequence[tuple[str, str]] = (),
        secret: bool = False,
    ) -> None:
        super().__init__()
        self._values = values
        self.same = values[LEFT].value == values[RIGHT].value
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        name = label(title, "muted", wrap=True)
        name.setFixedWidth(NAME_PX + 10 * step_now())
        grid.addWidget(name, 0, 0)
        for column in (1, 2, 3):
            grid.setColumnStretch(column, 4 if column < 3 else 3)
        self.sides: tuple[QPushButton, ...] = ()
        self.other: QPushButton | None = None
        self._group = QButtonGroup(self)
        self._typed: QLineEdit | QComboBox | None = None
        if self.same:
            self._shown = [_Told(values[LEFT].told, masked=secret)]
            grid.addWidget(self._shown[0], 0, 1, 1, 3)
            return
        picks = [_Pick(one, masked=secret) for one in values]
        self.sides, self._shown = tuple(picks), [one.told for one in picks]
        for number, pick in enumerate(picks):
            self._group.addButton(pick, number)
            grid.addWidget(pick, 0, number + 1)
        grid.addWidget(self._third(choices, title), 0, 3)
        self.sides[chosen].setChecked(True)
        self._group.idToggled.connect(lambda *_: self.changed.emit())

    @property
    def value(self) -> str:
        """What the one that stays shall say."""
        number = LEFT if self.same else self._group.checkedId()
        if number == THIRD:
            if isinstance(self._typed, QComboBox):
                return str(self._typed.currentData())
            return self._typed.text().strip() if self._typed is not None else ""
        return self._values[number].value

    def pick(self, side: int) -> None:
        """Choose a side; where both say the same there is nothing to choose."""
        if self.sides:
            self.sides[side].setChecked(True)

    def give(self, text: str) -> None:
        """Say something else than both."""
        if isinstance(self._typed, QComboBox):
            self._typed.setCurrentIndex(self._typed.findData(text))
        elif self._typed is not None:
            self._typed.setText(text)
        self._take_third()

    def reveal(self) -> None:
        """Show in full what was masked."""
        for one in self._shown:
            one.reveal()

    def _third(self, choices: Sequence[tuple[str, str]], title: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.other = QPushButton(self.tr("Other"))
        self.other.setCheckable(True)
        self.other.setProperty("kind", "chip")
        self.other.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.other.setAccessibleName(f"{title} {self.tr('Other')}")
        self._group.addButton(self.other, THIRD)
        row.addWidget(self.other)
        if choices:
            made = QComboBox()
            for code, text in choices:
                made.addItem(text, code)
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.setMinimumContentsLength(4)
            made.activated.connect(lambda _: self._take_third())
            self._typed = made
        else:
            line = QLineEdit()
            line.setPlaceholderText(self.tr("Type what is right"))
            line.textEdited.connect(lambda _: self._take_third())
            self._typed = line
        self._typed.setAccessibleName(f"{title} {self.tr('Other')}")
        row.addWidget(self._typed, 1)
        return box

    def _take_third(self) -> None:
        if self.other is not None:
            self.other.setChecked(True)
        self.changed.emit()


class _Told(Elided):
    """A value, masked until it is asked for."""

    def __init__(self, text: str, *, masked: bool) -> None:
        super().__init__(words.masked(text) if masked else text)
        self._full = text

    def reveal(self) -> None:
        self.set_text(self._full)


class _Pick(QPushButton):
    """One side's value to choose."""

    def __init__(self, value: Value, *, masked: bool) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(8)
        self._marks = IconLabel("check", "primary", 18), IconLabel("minus", "", 18)
        for mark in self._marks:
            row.addWidget(mark)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        self.told = _Told(value.told or "–", masked=masked and bool(value.told))
        texts.addWidget(self.told)
        if value.note:
            texts.addWidget(Elided(value.note, "caption"))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        self._height = 52 + 2 * step_now()
        self.setAccessibleName(f"{value.told} {value.note}".strip())
        self.toggled.connect(self._mark)
        self._mark(False)
        for each in self.findChildren(QWidget):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return QSize(140, self._height)

    def _mark(self, on: bool) -> None:
        self._marks[0].setVisible(on)
        self._marks[1].setVisible(not on)
