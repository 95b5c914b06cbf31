"""Laid: the questions of one page one below the other, made when they are needed."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from forms.engine.instance.view import Changes, Group, Item, Question, Repeat
from forms.engine.refs import NodeRef
from forms.entry import Filling
from ui.controls.card import QuestionCard
from ui.controls.marked import bare
from ui.pages.form_repeat import RepeatList, find_repeat
from ui.pages.form_slots import Slot, heading, is_relevant, slots_of

SIDE = 28
"""The margin at both sides."""
_WIDEST = 940
_FOLD = 1.25
"""So many heights of the page are made before it is shown, the rest after the paint."""
_FIRST_MS, _REST_MS, _REST_AT_MOST_S = 40, 10, 0.008
_AHEAD_MS = 120
_AHEAD_STEP_MS = 12


def never(_: NodeRef) -> bool:
    """Show a required answer that is missing of no question."""
    return False


class Laid(QObject):
    """The places of one page and their widgets, shown and hidden by relevance.

    Args:
        viewport: What the page is seen through; says how much of it is made first.

    Attributes:
        slots: The places in order.
    """

    answered = Signal(NodeRef, str)
    attached = Signal(NodeRef, bytes, str)
    entered = Signal(QuestionCard)
    """Enter in a question."""
    add_asked = Signal(NodeRef)
    remove_asked = Signal(NodeRef)
    open_asked = Signal(NodeRef)

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._entry: Filling | None = None
        self.slots: list[Slot] = []
        self._by_ref: dict[NodeRef, Slot] = {}
        self._first_number = 1
        self._strict: Callable[[NodeRef], bool] = never
        self._column = QVBoxLayout()
        # How many slots from the first on are made, as far as they are relevant.
        self._reached = 0
        self._ahead = QTimer(self, singleShot=True)
        self._ahead.timeout.connect(self._make_more)

    def lay(
        self,
        entry: Filling,
        items: tuple[Item, ...],
        number: int,
        strict: Callable[[NodeRef], bool],
        column: QVBoxLayout,
    ) -> None:
        """Begin another page and make what is above the fold.

        Args:
            entry: The form being filled.
            items: What the page asks.
            number: Of its first question.
            strict: As for `FormBody.show_page`.
            column: Blank; gets the widgets.
        """
        self._entry, self._first_number, self._strict = entry, number, strict
        self._column = column
        self.slots = list(slots_of(items, 0))
        self._by_ref = {slot.item.ref: slot for slot in self.slots}
        self._reached = 0
        room = self._viewport.height() * _FOLD
        while self._reached < len(self.slots) and room > 0:
            room -= self._reach()
        self._column.addStretch(1)
        self._number()

    def go_on(self) -> None:
        """Make the rest, now that the page is about to be painted."""
        self._ahead.start(_FIRST_MS if self._reached < len(self.slots) else _AHEAD_MS)

    def clear(self) -> None:
        """Know no page any more; its widgets are let go by who has them."""
        self._ahead.stop()
        self.slots, self._by_ref, self._reached = [], {}, 0

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

    def cards(self) -> list[QuestionCard]:
        """Return the questions that are there to be seen now, in order."""
        self._reach_to(len(self.slots))
        return self.cards_made()

    def card(self, ref: NodeRef) -> QuestionCard | None:
        """Return the card of the question `ref` where it is on this page."""
        slot = self._by_ref.get(ref)
        if slot is None:
            return None
        self._reach_to(self.slots.index(slot) + 1)
        return slot.widget if isinstance(slot.widget, QuestionCard) else None

    def stops(self) -> list[QWidget]:
        """Return the widgets that Tab goes through, in order."""
        self._reach_to(len(self.slots))
        found: list[QWidget] = []
        for slot in self.slots:
            if slot.widget is None or slot.widget.isHidden():
                continue
            if isinstance(slot.widget, QuestionCard | RepeatList):
                found.extend(slot.widget.stops())
        return found

    def cards_made(self) -> list[QuestionCard]:
        """Return those of them that are made, hidden ones left out."""
        return [
            slot.widget
            for slot in self.slots
            if isinstance(slot.widget, QuestionCard) and not slot.widget.isHidden()
        ]

    def widgets(self) -> list[QWidget]:
        """Return all that is made, in order."""
        return [slot.widget for slot in self.slots if slot.widget is not None]

    def _reach(self) -> int:
        """Make the next slot if it is relevant; return how high it is."""
        slot = self.slots[self._reached]
        self._reached += 1
        if self._entry is None or not is_relevant(self._entry, slot.item):
            return 0
        self._make(slot)
        return self._height(slot.widget) if slot.widget is not None else 0

    def _height(self, widget: QWidget) -> int:
        wide = min(self._viewport.width() - 2 * SIDE, _WIDEST)
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
        before = self.slots[: self.slots.index(slot)]
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
        if self._reached < len(self.slots):
            begun = perf_counter()
            while (
                self._reached < len(self.slots)
                and perf_counter() - begun < _REST_AT_MOST_S
            ):
                self._reach()
            self._number()
            whole = self._reached == len(self.slots)
            self._ahead.start(_AHEAD_MS if whole else _REST_MS)
            return
        slot = next((slot for slot in self.slots if slot.widget is None), None)
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
        card.entered.connect(lambda: self.entered.emit(card))
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
            if relevant and self.slots.index(slot) < self._reached:
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
            for each in self.slots:
                if each is not slot and each.item.ref.within(slot.item.ref):
                    self._refresh(each)

    def _refresh_below(self, node: NodeRef, touched: set[NodeRef]) -> None:
        """A group that is no slot itself changed: so may what stands in it."""
        for slot in self.slots:
            if slot.item.ref not in touched and slot.item.ref.within(node):
                self._refresh(slot)

    def _refresh_repeats(self) -> None:
        """Take the instances as they are now; uids that went mean nothing any more."""
        if self._entry is None:
            return
        items = self._entry.root.items
        for slot in self.slots:
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
        for slot in self.slots:
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
