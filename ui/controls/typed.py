"""Text, numbers and codes: answers that are typed as they are."""

import re
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from forms.engine.instance.view import NodeState, Question
from ui import icons
from ui.controls.control import Caption
from ui.controls.field import Area, Field, Typed
from ui.controls.ink import tokens

_MOST_ROWS = 12

_UNIT = re.compile("[(\uff08]([^()\uff08\uff09]{1,9})[)\uff09]\\s*$")
_PARTS = re.compile(r"([-+]?)([0-9]{1,40})((?:\.[0-9]*)?)")
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
        self.eye: QToolButton | None = None
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
        if "masked" in question.appearance:
            self._mask()
        elif "hidden-answer" in question.appearance:
            # Nothing brings it to light: whoever stands by must not read it.
            self.field.setEchoMode(QLineEdit.EchoMode.Password)

    def put(self, value: str) -> None:
        """Write `value` into the field."""
        if self.field.text() != value:
            self.field.setText(value)

    def _mask(self) -> None:
        """Show dots; an eye beside them shows the text while it is wanted."""
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        eye = QToolButton()
        eye.setCheckable(True)
        eye.setProperty("kind", "icon")
        eye.setFixedSize(40, 40)
        eye.setIcon(icons.icon("eye", tokens().text2, tokens().primary))
        eye.setToolTip(self.tr("Show what is typed"))
        eye.setAccessibleName(eye.toolTip())
        eye.toggled.connect(self._unmask)
        self.row.insertWidget(1, eye)
        self.eye = eye

    def _unmask(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.field.setEchoMode(mode.Normal if shown else mode.Password)

    def stops(self) -> list[QWidget]:
        """Return the field, then the eye where it is masked."""
        return [self.field, *([self.eye] if self.eye is not None else [])]

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
        self._grouped = "thousands-sep" in question.appearance
        if self._grouped:
            self.field.textEdited.connect(self._group)

    def put(self, value: str) -> None:
        """Write the number into the field, in groups of three where asked."""
        super().put(grouped(value) if self._grouped else value)

    def _group(self) -> None:
        """Part the thousands of what is typed; the cursor stays at its digit."""
        text = self.field.text()
        behind = len(text[self.field.cursorPosition() :].replace(",", ""))
        made = grouped(half_width(text))
        if made == text or self.field.composing:
            return
        at = len(made)
        while at and len(made[at:].replace(",", "")) < behind:
            at -= 1
        self.field.setText(made)
        self.field.setCursorPosition(at)

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
        self.area.setFixedHeight(lines * rows_of(question) + 26)
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


def rows_of(question: Question) -> int:
    """Return how many lines of text a question asks for; 4 where it does not say."""
    asked = question.parameters.get("rows", "")
    return max(1, min(int(asked), _MOST_ROWS)) if asked.isdecimal() else 4


def grouped(text: str) -> str:
    """Return the number `text` in groups of three: "1,234,567.5"; else unchanged."""
    found = _PARTS.fullmatch(text)
    if found is None:
        return text
    sign, whole, rest = found.groups()
    return f"{sign}{int(whole):,}{rest}" if not whole.startswith("0") else text


def half_width(text: str) -> str:
    """Return `text` with full-width digits and points as ASCII, blanks dropped."""
    plain = unicodedata.normalize("NFKC", text).replace("。", ".")
    return plain.replace("−", "-").replace(",", "").replace(" ", "")
