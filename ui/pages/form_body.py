"""The questions of one page: built on entry, shown and hidden by relevance."""

# Longer than 400 lines: every part of it reads or makes the one list of places.

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QScrollPrepareEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from forms.engine.instance.view import Changes, Group, Question, Repeat
from forms.engine.refs import NodeRef
from forms.entry import Filling, Page
from ui.controls.card import QuestionCard
from ui.controls.marked import bare
from ui.controls.pad import Pad
from ui.pages.form_focus import Held, Sheet, holds, one_around
from ui.pages.form_repeat import RepeatList, find_repeat
from ui.pages.form_slots import Slot, heading, is_relevant, slots_of

_WIDEST = 940
_SIDE = 28
_FOLD = 1.25
"""So many heights of the page are made before it is shown, the rest after the paint."""
_FIRST_MS, _REST_MS, _REST_AT_MOST_S = 40, 10, 0.008
_AHEAD_MS = 120
_AHEAD_STEP_MS = 12


def _never(_: NodeRef) -> bool:
    return False


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
        self._entry: Filling | None = None
        self._slots: list[Slot] = []
        self._by_ref: dict[NodeRef, Slot] = {}
        self._first_number = 1
        self._strict: Callable[[NodeRef], bool] = _never
        self._column = QVBoxLayout()
        # How many slots from the first on are made, as far as they are relevant.
        self._reached = 0
        self._ahead = QTimer(self, singleShot=True)
        self._ahead.timeout.connect(self._make_more)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def show_page(
        self,
        entry: Filling,
        page: Page,
        number: int,
        *,
        strict: Callable[[NodeRef], bool] = _never,
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
        self._entry, self._first_number, self._strict = entry, number, strict
        sheet = Sheet(self.stops)
        sheet.over.connect(self.past)
        sheet.reached.connect(self._reveal_stop)
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(_SIDE, 4, _SIDE, 24)
        self._column.setSpacing(0)
        self._slots = list(slots_of(page.items, 0))
        self._by_ref = {slot.item.ref: slot for slot in self._slots}
        self._reached = 0
        room = self.viewport().height() * _FOLD
        while self._reached < len(self._slots) and room > 0:
            room -= self._reach()
        self._column.addStretch(1)
        self._number()
        self.setWidget(sheet)
        QScroller.scroller(self.viewport()).stop()
        self.verticalScrollBar().setValue(0)
        self._ahead.start(_FIRST_MS if self._reached < len(self._slots) else _AHEAD_MS)

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
        self._ahead.stop()
        self._slots, self._by_ref, self._reached = [], {}, 0
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()

    def apply(self, changes: Changes, ref: NodeRef | None = None) -> None:
        """Show again exactly what `changes` names, and the question `ref`."""
        if changes.added or changes.removed:
            self._refresh_repeats()
        touched = set(changes.nodes)
        if ref is not None:
            touched.add(ref)
        for node in touched:
            slot = self._by_ref.get(node)
            if slot is not None:
                self._refresh(slot)
            elif changes.nodes:
                self._refresh_below(node, touched)
        self._number()

    def flush(self) -> None:
        """Have every control tell what is typed and not yet told."""
        for card in self._cards_made():
            card.control.flush()

    def be_strict(self) -> None:
        """Show every required answer that is missing on this page."""
        for card in self.cards():
            card.show_strictly()

    def cards(self) -> list[QuestionCard]:
        """Return the questions that are there to be seen now, in order."""
        self._reach_to(len(self._slots))
        return self._cards_made()

    def card(self, ref: NodeRef) -> QuestionCard | None:
        """Return the card of the question `ref` where it is on this page."""
        slot = self._by_ref.get(ref)
        if slot is None:
            return None
        self._reach_to(self._slots.index(slot) + 1)
        return slot.widget if isinstance(slot.widget, QuestionCard) else None

    def stops(self) -> list[QWidget]:
        """Return the widgets that Tab goes through, in order."""
        self._reach_to(len(self._slots))
        found: list[QWidget] = []
        for slot in self._slots:
            if slot.widget is None or slot.widget.isHidden():
                continue
            if isinstance(slot.widget, QuestionCard | RepeatList):
                found.extend(slot.widget.stops())
        return found

    def _cards_made(self) -> list[QuestionCard]:
        return [
            slot.widget
            for slot in self._slots
            if isinstance(slot.widget, QuestionCard) and not slot.widget.isHidden()
        ]

    def focus_first(self) -> bool:
        """Give the focus to the first question not answered, else to the first."""
        made = [card for card in self._cards_made() if card.stops()]
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
        for card in self._cards_made():
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
        shown = one_around(stop, self._widgets())

        def reveal() -> None:
            if shown is not None and shown.height() <= self.viewport().height():
                self.reveal(shown)
            else:
                self.ensureWidgetVisible(stop, 0, 24)

        # Its place is only known once the layout has run.
        QTimer.singleShot(0, stop, reveal)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Show what is missing in a question that the person has gone on from."""
        left = one_around(old, self._widgets())
        inside = new is not None and self.window().isAncestorOf(new)
        if isinstance(left, QuestionCard) and inside and not holds(left, new):
            left.show_strictly()
            self.passed.emit(left.question.ref)

    def _widgets(self) -> list[QWidget]:
        return [slot.widget for slot in self._slots if slot.widget is not None]

    def _reach(self) -> int:
        """Make the next slot if it is relevant; return how high it is."""
        slot = self._slots[self._reached]
        self._reached += 1
        if self._entry is None or not is_relevant(self._entry, slot.item):
            return 0
        self._make(slot)
        return self._height(slot.widget) if slot.widget is not None else 0

    def _height(self, widget: QWidget) -> int:
        wide = min(self.viewport().width() - 2 * _SIDE, _WIDEST)
        # Without a width, tiles say how high they are one below the other.
        if widget.hasHeightForWidth():
            return widget.heightForWidth(wide)
        return widget.sizeHint().height()

    def _reach_to(self, count: int) -> None:
        """Make what is relevant among the first `count` slots at once."""
        if self._reached < count:
            while self._reached < count:
                self._reach()
            self._number()

    def _make(self, slot: Slot) -> None:
        """Make the widget of `slot`, hidden where it is not relevant."""
        entry = self._entry
        if entry is None or slot.widget:
            return
        relevant = is_relevant(entry, slot.item)
        if isinstance(slot.item, Question):
            slot.widget = self._made_card(slot.item)
        elif isinstance(slot.item, Repeat):
            slot.widget = self._made_repeat(slot.item)
        else:
            slot.widget = heading(bare(entry.state(slot.item.ref).label.text))
        slot.widget.setMaximumWidth(_WIDEST)
        before = self._slots[: self._slots.index(slot)]
        place = sum(1 for each in before if each.widget is not None)
        self._column.insertWidget(place, slot.widget)
        # At once: a layout shows what it was given only when the event loop runs.
        slot.widget.setVisible(relevant)
        if isinstance(slot.widget, QuestionCard):
            self._show_file(slot, slot.widget)

    def _make_more(self) -> None:
        """Make what is below the fold; then, one at a time, what is hidden.

        Nobody waits meanwhile, and showing a hidden question is cheap later.
        """
        if self._reached < len(self._slots):
            begun = perf_counter()
            while (
                self._reached < len(self._slots)
                and perf_counter() - begun < _REST_AT_MOST_S
            ):
                self._reach()
            self._number()
            whole = self._reached == len(self._slots)
            self._ahead.start(_AHEAD_MS if whole else _REST_MS)
            return
        slot = next((slot for slot in self._slots if slot.widget is None), None)
        if slot is not None:
            self._make(slot)
            self._ahead.start(_AHEAD_STEP_MS)

    def _made_card(self, question: Question) -> QuestionCard:
        assert self._entry is not None  # noqa: S101 - only while a page is shown
        ref = question.ref
        state = self._entry.state(ref)
        card = QuestionCard(
            question, state, strict=self._strict(ref), media=self._entry.media
        )
        card.answered.connect(lambda text: self.answered.emit(ref, text))
        card.attached.connect(
            lambda data, suffix: self.attached.emit(ref, data, suffix)
        )
        card.entered.connect(lambda: self._go_on(card))
        return card

    def _made_repeat(self, repeat: Repeat) -> RepeatList:
        made = RepeatList(repeat.ref)
        made.add_asked.connect(self.add_asked)
        made.remove_asked.connect(self.remove_asked)
        made.open_asked.connect(self.open_asked)
        if self._entry is not None:
            made.show_repeat(self._entry)
        return made

    def _refresh(self, slot: Slot) -> None:
        entry = self._entry
        if entry is None:
            return
        relevant = is_relevant(entry, slot.item)
        if slot.widget is None:
            # One below the fold is made in its turn.
            if relevant and self._slots.index(slot) < self._reached:
                self._make(slot)
            return
        if isinstance(slot.widget, QuestionCard) and slot.widget.isHidden():
            # It comes anew: nobody has gone past it without an answer.
            slot.widget.strict = False
        if isinstance(slot.widget, QuestionCard) and relevant:
            slot.widget.show_state(entry.state(slot.item.ref))
            self._show_file(slot, slot.widget)
        elif isinstance(slot.widget, QLabel) and relevant:
            slot.widget.setText(bare(entry.state(slot.item.ref).label.text))
        if slot.widget.isHidden() == relevant:
            slot.widget.setVisible(relevant)
        if isinstance(slot.item, Group):
            for each in self._slots:
                if each is not slot and each.item.ref.within(slot.item.ref):
                    self._refresh(each)

    def _refresh_below(self, node: NodeRef, touched: set[NodeRef]) -> None:
        """A group that is no slot itself changed: so may what stands in it."""
        for slot in self._slots:
            if slot.item.ref not in touched and slot.item.ref.within(node):
                self._refresh(slot)

    def _refresh_repeats(self) -> None:
        """Take the instances as they are now; uids that went mean nothing any more."""
        if self._entry is None:
            return
        items = self._entry.root.items
        for slot in self._slots:
            if isinstance(slot.item, Repeat):
                slot.item = find_repeat(items, slot.item.ref) or slot.item
            if isinstance(slot.widget, RepeatList):
                slot.widget.show_repeat(self._entry)

    def _show_file(self, slot: Slot, card: QuestionCard) -> None:
        value = card.state.value
        if card.question.kind != "upload" or value == slot.file:
            return
        slot.file = value
        if value and self._entry is not None:
            card.control.show_file(self._entry.attachment(card.question.ref))

    def _number(self) -> None:
        number, first = self._first_number, True
        for slot in self._slots:
            widget = slot.widget
            if isinstance(widget, QLabel | RepeatList) and not widget.isHidden():
                first = True
            if not isinstance(widget, QuestionCard) or widget.isHidden():
                continue
            widget.set_first(first)
            first = False
            if widget.control.asks:
                widget.number = str(number)
                number += 1

    def _go_on(self, card: QuestionCard) -> None:
        """Go to the next question; after the last one leave the page's questions."""
        cards = [each for each in self.cards() if each is card or each.stops()]
        place = cards.index(card) if card in cards else len(cards)
        if place + 1 < len(cards):
            self.focus_card(cards[place + 1])
        else:
            self.past.emit(True)
