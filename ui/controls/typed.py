"""Text, numbers and codes: answers that are typed as they are."""

import re
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls.control import Caption
from ui.controls.field import Area, Field, Typed

_UNIT = re.compile("[(\uff08]([^()\uff08\uff09]{1,9})[)\uff09]\\s*$")
_NUMBER = {
    "int": re.compile(r"[-+]?\d+"),
    "decimal": re.compile(r"[-+]?(\d+\.?\d*|\.\d+)"),
}


class TextControl(Typed):
    """One line of text."""

    width_chars = 0

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.field = Field()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self.typed)
        self.field.left.connect(self.settle)
        self.field.entered.connect(self._enter)
        if self.width_chars:
            wide = QFontMetrics(self.field.font()).horizontalAdvance("0")
            self.field.setFixedWidth(wide * self.width_chars + 40)
            self.row.addStretch(1)
        else:
            self.setMaximumWidth(720)

    def put(self, value: str) -> None:
        """Write `value` into the field."""
        if self.field.text() != value:
            self.field.setText(value)

    def taken(self) -> str:
        """Return what is typed without blanks around it."""
        return self.field.text().strip()

    def set_readonly(self, readonly: bool) -> None:
        """Let the field be read only."""
        self.field.setReadOnly(readonly)

    def _enter(self) -> None:
        self.settle()
        if not self.trouble():
            self.entered.emit()


class NumberControl(TextControl):
    """A number; its unit, where the label ends in one, stands behind the field."""

    width_chars = 12

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.unit = Caption()
        self.row.insertWidget(1, self.unit)

    def show_answer(self, state: NodeState) -> None:
        """Show the number and its unit."""
        found = _UNIT.search(state.label.text)
        self.unit.setText(found[1] if found else "")
        super().show_answer(state)

    def taken(self) -> str:
        """Return the number in ASCII digits, whatever the keyboard gave."""
        return half_width(self.field.text())

    def trouble(self) -> str:
        """Say so where what is typed is no number."""
        text, kind = self.taken(), self.question.type
        if not text or _NUMBER.get(kind, _NUMBER["decimal"]).fullmatch(text):
            return ""
        if kind == "int":
            return self.tr("Type a whole number, as 12")
        return self.tr("Type a number, as 18.5")


class NumberTextControl(NumberControl):
    """A text of digits (appearance "numbers"), leading zeros kept."""

    width_chars = 20


class CounterControl(NumberControl):
    """A whole number with buttons for one more and one less."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.less, self.more = QPushButton("−"), QPushButton("+")
        for place, button, by in ((0, self.less, -1), (2, self.more, 1)):
            button.setFixedWidth(52)
            button.setProperty("fit", "door")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, by=by: self.step(by))
            self.row.insertWidget(place, button)
        self.field.stepped.connect(self.step)

    def step(self, by: int) -> None:
        """Count by `by` and tell at once."""
        if not self.trouble() and not self.field.isReadOnly():
            self.field.setText(str(int(self.taken() or 0) + by))
            self.typed()
            self.flush()


class BarcodeControl(TextControl):
    """A code, as a scanner types it: the scanner's Enter goes on."""

    width_chars = 30

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.field.setPlaceholderText(self.tr("Scan or type the code"))


class MultilineControl(Typed):
    """Text of several lines."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.area = Area()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.area)
        self.setMaximumWidth(720)
        lines = QFontMetrics(self.area.font()).lineSpacing()
        self.area.setFixedHeight(lines * 4 + 26)
        self.setFocusProxy(self.area)
        self.area.textChanged.connect(self._changed)
        self.area.left.connect(self.settle)

    def put(self, value: str) -> None:
        """Write `value` into the field."""
        if self.area.toPlainText() != value:
            self.area.blockSignals(True)
            self.area.setPlainText(value)
            self.area.blockSignals(False)

    def taken(self) -> str:
        """Return what is typed without blanks around it."""
        return self.area.toPlainText().strip()

    def set_readonly(self, readonly: bool) -> None:
        """Let the field be read only."""
        self.area.setReadOnly(readonly)

    def _changed(self) -> None:
        # An input method's unfinished text also "changes" the document.
        if self.area.hasFocus():
            self.typed()


def half_width(text: str) -> str:
    """Return `text` with full-width digits and points as ASCII, blanks dropped."""
    plain = unicodedata.normalize("NFKC", text).replace("。", ".")
    return plain.replace("−", "-").replace(",", "").replace(" ", "")
