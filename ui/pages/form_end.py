"""The last page of a form: what is still missing, a way to each, the result."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from forms.engine.instance.view import Violation
from forms.engine.refs import NodeRef
from forms.entry import Filling, Page
from ui.controls.marked import bare
from ui.controls.note import Band
from ui.pages.form_states import row_of, title_of, within
from ui.parts.cards import button
from ui.parts.labels import IconLabel, label

_SIDE = 28
_WIDEST = 940
_WAY = 160


class FormEnd(QScrollArea):
    """Violations by page, each a jump; or how each page was filled."""

    jump_asked = Signal(NodeRef)
    left = Signal()
    past = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout()
        self._ways = QVBoxLayout()
        self.jumps: list[Jump] = []

    def show_checks(self, entry: Filling, pages: tuple[Page, ...]) -> None:
        """Show what is broken now, or that nothing is."""
        violations = entry.violations()
        self._begin()
        if violations:
            text = self.tr(
                "%n thing(s) to put right before this can be finished.",
                "",
                len(violations),
            )
            self._add(_band(text, "warn"))
            self._show_violations(entry, pages, violations)
        else:
            self._add(_band(self.tr("Everything is there. It can be finished."), "ok"))
            self._show_pages(pages)
        self._column.addStretch(1)

    def show_result(self, number: str) -> None:
        """Say that the visit is finished and under which number it is kept."""
        told = self.tr("Number {number}").format(number=number)
        self._show_over(self.tr("Finished and kept"), told)

    def offer(self, text: str, way: Callable[[], None]) -> QPushButton:
        """Offer one more way on below the result, for as long as it is shown."""
        made = button(text, way)
        made.setMinimumWidth(_WAY)
        self._ways.insertWidget(0, made)
        return made

    def show_tried(self) -> None:
        """Say that the form let itself be finished, and that nothing was kept."""
        told = self.tr("This was a trial: no visit was made and nothing was kept")
        self._show_over(self.tr("The form can be finished like this"), told)

    def _show_over(self, title: str, text: str) -> None:
        self._begin()
        self._column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._column.addWidget(IconLabel("check", "ok", 56), 0, middle)
        self._column.addSpacing(8)
        self._column.addWidget(label(title, "title"), 0, middle)
        told = label(text, "muted")
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(told, 0, middle)
        self._column.addSpacing(20)
        back = button(self.tr("Back"), self.left.emit, kind="primary")
        back.setMinimumWidth(_WAY)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(10)
        self._ways.addWidget(back)
        self._column.addLayout(self._ways)
        self._column.setAlignment(self._ways, middle)
        self._column.addStretch(2)
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> bool:
        """Give the focus to the first jump."""
        for jump in self.jumps[:1]:
            jump.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _begin(self) -> None:
        self.jumps = []
        sheet = QWidget()
        sheet.setProperty("box", "plain")
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(_SIDE, 16, _SIDE, 24)
        self._column.setSpacing(8)
        self.setWidget(sheet)

    def _add(self, widget: QWidget) -> None:
        widget.setMaximumWidth(_WIDEST)
        self._column.addWidget(widget)

    def _show_violations(
        self,
        entry: Filling,
        pages: tuple[Page, ...],
        violations: Sequence[Violation],
    ) -> None:
        last = ""
        for violation in violations:
            page = within(violation.ref, pages)
            title = title_of(page) if page else entry.title
            if title != last:
                head = label(title, "card_title")
                head.setContentsMargins(0, 12, 0, 0)
                self._add(head)
                last = title
            asked = bare(entry.state(violation.ref).label.text)
            jump = Jump(asked or violation.ref.name, self._why(violation))
            jump.clicked.connect(lambda _=False, r=violation.ref: self._jump(r))
            self.jumps.append(jump)
            self._add(jump)

    def _jump(self, ref: NodeRef) -> None:
        self.jump_asked.emit(ref)

    def _why(self, violation: Violation) -> str:
        if violation.message:
            return violation.message
        if violation.kind == "required":
            return self.tr("Must be answered")
        return self.tr("This answer is not allowed here")

    def _show_pages(self, pages: tuple[Page, ...]) -> None:
        box = QFrame()
        box.setProperty("box", "subtle")
        column = QVBoxLayout(box)
        column.setContentsMargins(18, 8, 18, 8)
        column.setSpacing(0)
        for page in pages:
            if not page.relevant or not page.asked:
                continue
            state = row_of(page, seen=True)
            row = QHBoxLayout()
            row.setContentsMargins(0, 9, 0, 9)
            row.setSpacing(10)
            row.addWidget(IconLabel(state.icon, state.tone, 18))
            row.addWidget(label(state.title, "body"), 1)
            count = self.tr("{answered} of {asked} answered").format(
                answered=page.answered, asked=page.asked
            )
            row.addWidget(label(count, "muted"))
            column.addLayout(row)
        self._add(box)


class Jump(QPushButton):
    """One thing to put right: the question, why, and a way there."""

    def __init__(self, question: str, why: str) -> None:
        super().__init__()
        self.setProperty("kind", "jump")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{question}: {why}")
        words = QVBoxLayout()
        words.setSpacing(1)
        name = label(question, "body", wrap=True)
        words.addWidget(name)
        words.addWidget(label(why, "muted", wrap=True, tone="bad"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 14, 9)
        row.setSpacing(12)
        row.addWidget(IconLabel("hazard", "bad", 20))
        row.addLayout(words, 1)
        row.addWidget(IconLabel("right", "", 18))
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(row.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there by Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def _band(text: str, tone: str) -> Band:
    made = Band(tone)
    made.words.tell(text)
    return made
