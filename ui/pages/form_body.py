"""The questions of one page in what scrolls them: the focus, and what is in sight."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QScrollPrepareEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from forms.engine.instance.view import Changes
from forms.engine.refs import NodeRef
from forms.entry import Filling, Page
from ui.controls.card import QuestionCard
from ui.controls.pad import Pad
from ui.pages.form_focus import Held, Sheet, holds, one_around
from ui.pages.form_laid import SIDE, Laid, never


class FormBody(QScrollArea):
    """One page of a form.

    Signals carry what the person did; the page journals it and gives back what
    changed by `apply`.
    """

    answered = Signal(NodeRef, str)
    attached = Signal(NodeRef, bytes, str)
    past = Signal(bool)
    passed = Signal(NodeRef)
    """The person went on from a question to another place of the window."""
    add_asked = Signal(NodeRef)
    remove_asked = Signal(NodeRef)
    open_asked = Signal(NodeRef)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("box", "plain")
        # A finger scrolls the page wherever it is not drawing.
        QScroller.grabGesture(
            self.viewport(), QScroller.ScrollerGestureType.TouchGesture
        )
        self.at: NodeRef | None = None
        """The question of this page that had the focus last."""
        self.laid = Laid(self.viewport())
        self.laid.answered.connect(self.answered)
        self.laid.attached.connect(self.attached)
        self.laid.entered.connect(self._go_on)
        self.laid.add_asked.connect(self.add_asked)
        self.laid.remove_asked.connect(self.remove_asked)
        self.laid.open_asked.connect(self.open_asked)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def show_page(
        self,
        entry: Filling,
        page: Page,
        number: int,
        *,
        strict: Callable[[NodeRef], bool] = never,
    ) -> None:
        """Build the widgets of `page`, letting those of the last page go.

        What is below the fold is built once the page is painted.

        Args:
            entry: The form being filled.
            page: The page to show.
            number: Of its first question.
            strict: Tells of a question whether a required answer that is missing is
                shown from the start.
        """
        self.at = None
        sheet = Sheet(self.stops)
        sheet.over.connect(self.past)
        sheet.reached.connect(self._reveal_stop)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(SIDE, 4, SIDE, 24)
        column.setSpacing(0)
        self.laid.lay(entry, page.items, number, strict, column)
        self.setWidget(sheet)
        QScroller.scroller(self.viewport()).stop()
        self.verticalScrollBar().setValue(0)
        self.laid.go_on()

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave a finger on a pad to the pad: it draws, it does not scroll."""
        if isinstance(event, QScrollPrepareEvent):
            at = event.startPos().toPoint()
            under = self.viewport().childAt(at)
            if isinstance(under, Pad):
                event.ignore()
                return True
        return super().viewportEvent(event)

    def clear_page(self) -> None:
        """Let the widgets of the page go."""
        self.laid.clear()
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()

    def apply(self, changes: Changes, ref: NodeRef | None = None) -> None:
        """Show again exactly what `changes` names, and the question `ref`."""
        self.laid.apply(changes, ref)

    def flush(self) -> None:
        """Have every control tell what is typed and not yet told."""
        for card in self.laid.cards_made():
            card.control.flush()

    def be_strict(self) -> None:
        """Show every required answer that is missing on this page."""
        for card in self.cards():
            card.show_strictly()

    def cards(self) -> list[QuestionCard]:
        """Return the questions that are there to be seen now, in order."""
        return self.laid.cards()

    def card(self, ref: NodeRef) -> QuestionCard | None:
        """Return the card of the question `ref` where it is on this page."""
        return self.laid.card(ref)

    def stops(self) -> list[QWidget]:
        """Return the widgets that Tab goes through, in order."""
        return self.laid.stops()

    def focus_first(self) -> bool:
        """Give the focus to the first question not answered, else to the first."""
        made = [card for card in self.laid.cards_made() if card.stops()]
        blank = [card for card in made if not card.state.value]
        if not blank:
            made = [card for card in self.cards() if card.stops()]
            blank = [card for card in made if not card.state.value]
        for card in [*blank, *made][:1]:
            return self.focus_card(card)
        for stop in self.stops()[:1]:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def held(self) -> Held | None:
        """Return where the focus is, None where it is in no question."""
        focus = QApplication.focusWidget()
        for card in self.laid.cards_made():
            for place, stop in enumerate(card.stops()):
                if holds(stop, focus):
                    at = focus.cursorPosition() if isinstance(focus, QLineEdit) else -1
                    return Held(card.question.ref, place, at)
        return None

    def hold(self, held: Held, scrolled: int) -> bool:
        """Give the focus back to where it was on this page, scrolled as it was.

        Returns:
            False where the question is not here any more.
        """
        card = self.card(held.ref)
        stops = card.stops() if card is not None else []
        if held.place >= len(stops):
            return False
        stop = stops[held.place]
        stop.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(stop, QLineEdit) and held.cursor >= 0:
            stop.setCursorPosition(held.cursor)
        # The bar's length is only known once the layout has run.
        bar = self.verticalScrollBar()
        QTimer.singleShot(0, bar, lambda: bar.setValue(scrolled))
        return True

    def focus_card(self, card: QuestionCard) -> bool:
        """Give the focus to a question and bring it into sight."""
        stops = card.stops()
        if stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)
        # Its place is only known once the layout has run.
        QTimer.singleShot(0, card, lambda: self.reveal(card))
        return bool(stops)

    def reveal(self, card: QWidget) -> None:
        """Bring a question into sight, its label too."""
        self.ensureWidgetVisible(card, 0, 12)

    def _reveal_stop(self, stop: QWidget) -> None:
        """Bring into sight what Tab reached, with its question where there is room."""
        shown = one_around(stop, self.laid.widgets())

        def reveal() -> None:
            if shown is not None and shown.height() <= self.viewport().height():
                self.reveal(shown)
            else:
                self.ensureWidgetVisible(stop, 0, 24)

        # Its place is only known once the layout has run.
        QTimer.singleShot(0, stop, reveal)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Show what is missing in a question that the person has gone on from."""
        reached = one_around(new, self.laid.widgets())
        if isinstance(reached, QuestionCard):
            self.at = reached.question.ref
        left = one_around(old, self.laid.widgets())
        inside = new is not None and self.window().isAncestorOf(new)
        if isinstance(left, QuestionCard) and inside and not holds(left, new):
            left.show_strictly()
            self.passed.emit(left.question.ref)

    def _go_on(self, card: QuestionCard) -> None:
        """Go to the next question; after the last one leave the page's questions."""
        cards = [each for each in self.cards() if each is card or each.stops()]
        place = cards.index(card) if card in cards else len(cards)
        if place + 1 < len(cards):
            self.focus_card(cards[place + 1])
        else:
            self.past.emit(True)
