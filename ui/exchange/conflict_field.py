"""ConflictField: the values that dispute one field, one chosen or another typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.parts.cards import Card, button
from ui.parts.labels import Elided, IconLabel, Pill, label
from ui.theme import step_now


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values.

    Args:
        value: As it is written.
        told: As it is read.
        note: Who wrote it, when, where.
        origin: What it comes from.
        visit: The visit to look at, blank where it comes from none.
        stands: It is the one shown meanwhile.
    """

    value: str
    told: str
    note: str
    origin: str
    visit: str = ""
    stands: bool = False


class ConflictField(Card):
    """One disputed field; `value` is what a person has chosen.

    Args:
        title: What the field is called.
        options: The values, the one that stands first.
        choices: (code, text) where the field is chosen from a list.
        third: A value that none of them is may be given.
        secret: The values are masked until they are asked for.
    """

    changed = Signal()
    visit_asked = Signal(str)

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        *,
        choices: Sequence[tuple[str, str]] = (),
        third: bool = True,
        secret: bool = False,
    ) -> None:
        super().__init__(margin=14, spacing=4)
        self.setProperty("box", "subtle")
        self._options = options
        self._group = QButtonGroup(self)
        self._choices = QComboBox() if choices and third else None
        self._typed = QLineEdit() if third and not choices else None
        head = QHBoxLayout()
        head.addWidget(label(title, "question", wrap=True), 1)
        self._picks = [Pick(one, masked=secret) for one in options]
        if secret:
            head.addWidget(self._reveal())
        self.body.addLayout(head)
        for number, pick in enumerate(self._picks):
            self._group.addButton(pick, number)
            self.body.addWidget(self._row(pick, options[number]))
        self._picks[0].setChecked(True)
        if third:
            self.body.addWidget(self._third(choices))
        self._group.idToggled.connect(lambda *_: self.changed.emit())

    @property
    def value(self) -> str:
        """The value that is chosen or typed."""
        number = self._group.checkedId()
        if number < len(self._options):
            return self._options[number].value
        if self._choices is not None:
            return str(self._choices.currentData())
        return self._typed.text().strip() if self._typed is not None else ""

    def pick(self, number: int) -> None:
        """Choose the value at `number`."""
        self._picks[number].setChecked(True)

    def give(self, text: str) -> None:
        """Choose another value than those."""
        if self._choices is not None:
            self._choices.setCurrentIndex(self._choices.findData(text))
        elif self._typed is not None:
            self._typed.setText(text)
        self._other()

    def _row(self, pick: "Pick", option: Option) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(pick, 1)
        if option.visit:
            visit = option.visit
            look = button(
                "", lambda: self.visit_asked.emit(visit), kind="ghost", icon="file"
            )
            look.setToolTip(self.tr("Show the visit's sheet"))
            look.setAccessibleName(self.tr("Show the visit's sheet"))
            row.addWidget(look)
        return line

    def _third(self, choices: Sequence[tuple[str, str]]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._third_pick = Pick(Option("", self.tr("Another value"), "", ""))
        self._group.addButton(self._third_pick, len(self._options))
        row.addWidget(self._third_pick)
        if self._choices is not None:
            for code, text in choices:
                self._choices.addItem(text, code)
            self._choices.activated.connect(lambda _: self._other())
            self._choices.setAccessibleName(self.tr("Another value"))
            row.addWidget(self._choices, 1)
        elif self._typed is not None:
            self._typed.setPlaceholderText(self.tr("Type what is right"))
            self._typed.setAccessibleName(self.tr("Another value"))
            self._typed.textEdited.connect(lambda _: self._other())
            row.addWidget(self._typed, 1)
        return line

    def _other(self) -> None:
        self._third_pick.setChecked(True)
        self.changed.emit()

    def _reveal(self) -> QPushButton:
        made = button(self.tr("Show"), kind="link")
        made.setProperty("small", True)

        def reveal() -> None:
            for pick in self._picks:
                pick.show_value()
            made.hide()

        made.clicked.connect(reveal)
        return made


class Pick(QPushButton):
    """One value to choose: what it says, who wrote it, whether it stands."""

    def __init__(self, option: Option, *, masked: bool = False) -> None:
        super().__init__()
        self._option = option
        self.setProperty("kind", "row")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(10)
        self._marks = IconLabel("check", "primary", 18), IconLabel("minus", "", 18)
        for mark in self._marks:
            row.addWidget(mark)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        self._value = Elided(words.masked(option.told) if masked else option.told)
        texts.addStretch(1)
        texts.addWidget(self._value)
        if option.note:
            texts.addWidget(Elided(f"{option.origin}  ·  {option.note}", "caption"))
        texts.addStretch(1)
        row.addLayout(texts, 1)
        if option.stands:
            row.addWidget(Pill(self.tr("shown now"), "primary", "eye"))
        self._height = (54 if option.note else 42) + 2 * step_now()
        self.setMinimumWidth(140 + 10 * step_now())
        told = (option.told, option.origin, option.note)
        self.setAccessibleName(" ".join(part for part in told if part))
        self.toggled.connect(self._mark)
        self._mark(False)
        for each in self.findChildren(Elided):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return a height that holds both texts."""
        return QSize(160, self._height)

    def show_value(self) -> None:
        """Show the value in full."""
        self._value.set_text(self._option.told)

    def _mark(self, on: bool) -> None:
        self._marks[0].setVisible(on)
        self._marks[1].setVisible(not on)
