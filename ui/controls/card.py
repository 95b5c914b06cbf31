"""A question on the page: number, label, hint, its control, what is wrong with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.engine.instance.view import NodeState, Question, Violation
from ui import icons
from ui.controls.control import Caption, Control, Fetch, no_media
from ui.controls.fallback import fallback
from ui.controls.ink import tokens
from ui.controls.make import WIDGETS, name_for
from ui.controls.media import MediaStrip, PlayButton
from ui.controls.note import NoteControl
from ui.controls.words import Words


class QuestionCard(QFrame):
    """One question; shown by show_state, told by the signals of its control.

    Args:
        question: What is asked.
        state: How it stands; decides the widget.
        strict: A required answer that is missing is shown at once.
        media: Gives the files that labels show.
    """

    answered = Signal(str)
    attached = Signal(bytes, str)
    entered = Signal()

    def __init__(
        self,
        question: Question,
        state: NodeState,
        *,
        strict: bool,
        media: Fetch = no_media,
    ) -> None:
        super().__init__()
        self._media = media
        self.question, self.strict = question, strict
        self.state = state
        self._name = name_for(question, state)
        self.control = self._made(self._name)
        self.is_note = isinstance(self.control, NoteControl)
        self._trouble = ""
        self._touched = False
        self._first = True
        column = QVBoxLayout(self)
        above, below = (16, 10) if self.is_note else (16, 16)
        column.setContentsMargins(0, above, 0, below)
        column.setSpacing(6)
        if not self.is_note:
            column.addLayout(self._head())
            column.addWidget(self.hint)
            self.hint.hide()
        # Under the label and under the hint; most questions have neither.
        self._strips: dict[str, MediaStrip] = {}
        self.fallback = fallback(question)
        if self.fallback:
            column.addWidget(Caption(self.fallback, "caption"))
        column.addSpacing(2)
        column.addWidget(self.control)
        self.told = _Told()
        column.addWidget(self.told)
        self._column = column
        # The form's "audio" or "video": what plays when one comes to the question.
        self._begins = question.parameters.get("autoplay", "")
        if self._begins:
            application().focusChanged.connect(self._came)
        self.show_state(state)

    def stops(self) -> list[QWidget]:
        """Return the widgets of this question that Tab goes through."""
        asked = self.control.stops()
        # The answer comes first: Enter leads from answer to answer.
        found = [*asked, *(b for s in self._strips.values() for b in s.buttons())]
        return [w for w in found if w.isEnabled() and not w.isHidden()]

    def set_first(self, first: bool) -> None:
        """Draw no line above the first question; give a first note some air."""
        if first != self._first:
            self._first = first
            self.update()
            if self.is_note:
                self._column.setContentsMargins(0, 16 if first else 0, 0, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line that parts a question from the one before."""
        super().paintEvent(event)
        if not self._first and not self.is_note:
            painter = QPainter(self)
            line = QColor(tokens().line)
            painter.fillRect(0, 0, self.width(), 1, line)
            painter.end()

    @property
    def takes_answer(self) -> bool:
        """It asks something that can be answered now."""
        return self.control.asks and not self.state.readonly

    @property
    def number(self) -> str:
        """The number before the label."""
        return self._number.text()

    @number.setter
    def number(self, text: str) -> None:
        if self._number.text() != text:
            self._number.setText(text)

    def show_state(self, state: NodeState) -> None:
        """Show how the question stands now."""
        if state.value != self.state.value:
            self._touched = True
        self.state = state
        if not self.is_note:
            star = _STAR.format(tokens().bad) if state.required else ""
            self.label.tell(state.label.text, star)
            if not self.control.asks:
                self.label.setVisible(bool(state.label.text.strip()))
                self._number.hide()
            self.hint.tell(
                _joined(state.hint.text, state.label.guidance or state.hint.guidance)
            )
            self.hint.setVisible(bool(state.hint.text or state.hint.guidance))
            self.take_back.setVisible(
                self.control.clearable
                and bool(state.value)
                and not state.required
                and not state.readonly
            )
        name = name_for(self.question, state)
        if name != self._name:
            self._swap(name)
        self.control.setAccessibleName(state.label.text)
        self.control.show_answer(state)
        self._show_media(state)
        self._show_violation()

    def _show_media(self, state: NodeState) -> None:
        """Show the files of label and hint; what shows them is made on use."""
        for name, told in (("label", state.label), ("hint", state.hint)):
            media = told.media
            if name == "label" and self.control.owns_picture:
                media = {f: uri for f, uri in media.items() if f not in _PICTURES}
            if name not in self._strips and any(media.values()):
                self._strips[name] = MediaStrip(self._media)
                above = 0 if self.is_note else 1 + (name == "hint")
                above += name == "hint" and "label" in self._strips
                self._column.insertWidget(above, self._strips[name])
            if name in self._strips:
                self._strips[name].show_media(media)

    def show_strictly(self) -> None:
        """From now on show a required answer that is missing."""
        self.strict = True
        self._show_violation()

    def _came(self, _: QWidget | None, now: QWidget | None) -> None:
        """Play the label's sound or film, the first time one comes to the question."""
        if now is None or not self.isAncestorOf(now):
            return
        application().focusChanged.disconnect(self._came)
        strip = self._strips.get("label")
        buttons = strip.buttons() if strip is not None else []
        for button in buttons:
            if isinstance(button, PlayButton) and button.form == self._begins:
                button.begin()

    def _made(self, name: str) -> Control:
        control = WIDGETS[name](self.question)
        control.media = self._media
        control.answered.connect(self.answered)
        control.attached.connect(self.attached)
        control.entered.connect(self.entered)
        control.troubled.connect(self._troubled)
        return control

    def _swap(self, name: str) -> None:
        """Take another control: the list of choices has become long, or short."""
        old, self._name = self.control, name
        self.control = self._made(name)
        self._column.replaceWidget(old, self.control)
        old.hide()
        old.deleteLater()

    def _head(self) -> QHBoxLayout:
        self._number = QLabel()
        self._number.setProperty("role", "number")
        self.label, self.hint = Words("question"), Words("muted")
        self.take_back = QPushButton(self.tr("Take back"))
        self.take_back.setProperty("kind", "quiet")
        self.take_back.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.take_back.setCursor(Qt.CursorShape.PointingHandCursor)
        self.take_back.clicked.connect(lambda: self.control.clear())
        row = QHBoxLayout()
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._number, 0, top)
        row.addWidget(self.label, 1)
        row.addWidget(self.take_back, 0, top)
        return row

    def _troubled(self, text: str) -> None:
        self._trouble = text
        self._show_violation()

    def _show_violation(self) -> None:
        text = self._trouble or self._violation_text(self.state.violation)
        self.told.tell(text)
        self._mark(bool(text))

    def _violation_text(self, violation: Violation | None) -> str:
        if violation is None:
            return ""
        if violation.kind == "required":
            missing = self.strict or self._touched
            return (violation.message or self.tr("This must be answered.")) * missing
        if violation.message:
            return violation.message
        if violation.kind == "type":
            return self.tr("This cannot be read as an answer of this kind.")
        return self.tr("This answer is not allowed here.")

    def _mark(self, wrong: bool) -> None:
        """Give the fields of the control a red border, or take it away."""
        fields: list[QWidget] = [
            *self.control.findChildren(QLineEdit),
            *self.control.findChildren(QPlainTextEdit),
        ]
        for field in fields:
            if bool(field.property("invalid")) != wrong:
                field.setProperty("invalid", wrong)
                field.style().unpolish(field)
                field.style().polish(field)


def application() -> QApplication:
    """Return the running application."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)  # noqa: S101 - there are widgets
    return found


_PICTURES = ("image", "big-image")
_STAR = ' <span style="color: {}">*</span>'


class _Told(QWidget):
    """A shape and a sentence, made only when there is something to tell."""

    def __init__(self) -> None:
        super().__init__()
        self._words: QLabel | None = None
        self.hide()

    def tell(self, text: str) -> None:
        """Show `text`, or nothing."""
        if text and self._words is None:
            row = QHBoxLayout(self)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            shape = QLabel()
            bad = tokens().bad
            shape.setPixmap(icons.pixmap("alert", bad, 18))
            self._words = Caption()
            self._words.setProperty("tone", "bad")
            row.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self._words, 1)
        if self._words is not None:
            self._words.setText(text)
        self.setVisible(bool(text))


def _joined(hint: str, guidance: str) -> str:
    return "\n".join(text for text in (hint, guidance) if text)
