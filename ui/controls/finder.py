"""Choosing from a list of any size by typing: Chinese text, pinyin, initials, code."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.engine.instance.view import Choice, Choices, NodeState, Question
from ui import icons
from ui.controls.column import Column
from ui.controls.control import Caption, Control
from ui.controls.field import Field
from ui.controls.flow import Flow
from ui.controls.found import Found, details, sounds
from ui.controls.ink import tokens
from ui.controls.media import PlayButton, picture
from ui.controls.nothing import Nothing, nothing_yet

_CHOSEN = QSize(96, 64)
_LIMIT = 50
_SEARCH_MS = 80
_WIDEST = 640


class SearchField(Field):
    """A field with the list of what its text finds."""

    def __init__(self, owner: Control) -> None:
        super().__init__()
        self.setPlaceholderText(
            self.tr("Type a name, a door, pinyin initials or a code")
        )
        self.choices: Choices | None = None
        # The owner is given its files after it is made.
        self.found = Found(lambda uri: owner.media(uri))
        self.found.setParent(owner)
        glass = icons.icon("search", tokens().text3)
        self.addAction(QAction(glass, "", self), Field.ActionPosition.LeadingPosition)
        self._soon = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._soon.timeout.connect(self.search)
        self.textEdited.connect(lambda: self._soon.start())
        self.left.connect(self._leave)
        self.stepped.connect(self._step)
        owner.destroyed.connect(self.found.deleteLater)

    def search(self) -> None:
        """Show what the text finds; the first ones where it is blank."""
        self._soon.stop()
        if self.choices is None:
            return
        typed = self.text().strip()
        hits = self.choices.find(typed, _LIMIT + 1)
        foot = ""
        if not hits and not (typed and self.choices.find("", 1)):
            foot = nothing_yet()
        elif not hits:
            foot = self.tr("Nothing found. Try the room number or the pinyin initials.")
        elif len(hits) > _LIMIT:
            foot = self.tr("There are more: go on typing.")
        self.found.put(hits[:_LIMIT], foot)
        self.found.open_under(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list by a click."""
        super().mousePressEvent(event)
        if not self.found.isVisible():
            self.search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chosen row by Enter, close the list by Escape."""
        open_ = self.found.isVisible()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() and not self.composing and self.text():
            if self._soon.isActive() or not open_:
                self.search()
            self.found.take()
        elif enter and open_ and not self.composing:
            self.found.take()
        elif event.key() == Qt.Key.Key_Escape and open_:
            self.found.hide()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        if self.found.isVisible():
            self.found.step(-by)
        else:
            self.search()

    def _leave(self) -> None:
        self._soon.stop()
        # A click on a row takes no focus, so leaving the field ends the search.
        self.found.hide()


class Finder(Control):
    """One of many: a search field, then a card that shows what was chosen."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.field = SearchField(self)
        self.field.found.picked.connect(self._pick)
        self.field.entered.connect(self.entered)
        self.field.left.connect(self._left)
        self.picture = QLabel()
        self.picture.hide()
        self.plays = Flow(self)
        self.plays.hide()
        self._media: dict[str, str] = {}
        self.card, self._name, self._more, self.change = self._made_card()
        column = Column(self, _WIDEST)
        column.addWidget(self.field)
        self.none = Nothing()
        column.addWidget(self.none)
        column.addWidget(self.card)
        column.addWidget(self.plays)
        self.setFocusProxy(self.field)
        self._value = ""
        self._changing = False

    def show_answer(self, state: NodeState) -> None:
        """Show the choice made, or the field to search with."""
        self.field.choices = state.choices
        self._value = state.value
        choice = state.choices.get(state.value) if state.choices else None
        self._name.setText(choice.label if choice else state.value)
        more = details(choice) if choice else ""
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._show_media(choice)
        self.change.setVisible(not state.readonly)
        self.none.tell(state.choices, state.value)
        self.field.setReadOnly(state.readonly)
        self._swap()

    def target(self) -> QWidget | None:
        """Return the field, or the button of the card."""
        return self.change if self._carded() else self.field

    def stops(self) -> list[QWidget]:
        """Return what takes the keys, then what plays the sound of the choice."""
        return [*super().stops(), *(self.plays.held() if self._carded() else [])]

    def _show_media(self, choice: Choice | None) -> None:
        """Show the picture of the choice made; offer its sound and its film."""
        media = choice.media if choice is not None else {}
        if media == self._media:
            return
        self._media = dict(media)
        uri = media.get("image", "")
        drawn = (
            picture(self.media(uri), _CHOSEN, self.devicePixelRatioF())
            if uri
            else QPixmap()
        )
        self.picture.setPixmap(drawn)
        self.picture.setHidden(drawn.isNull())
        self.plays.clear()
        for form in sounds(choice) if choice is not None else ():
            self.plays.add(PlayButton(form, media[form], self.media))
        self.plays.setVisible(bool(self.plays.held()))

    def _carded(self) -> bool:
        return bool(self._value) and not self._changing

    def _swap(self) -> None:
        carded = self._carded()
        held = self.field.hasFocus() or self.change.hasFocus()
        self.card.setVisible(carded)
        self.plays.setVisible(carded and bool(self.plays.held()))
        self.field.setVisible(not carded)
        target = self.change if carded else self.field
        self.setFocusProxy(target)
        if held:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_card(self) -> tuple[QFrame, Caption, Caption, "ChangeButton"]:
        card = QFrame()
        card.setProperty("box", "chosen")
        name, more = Caption(role="question"), Caption()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(name)
        words.addWidget(more)
        change = ChangeButton(self.tr("Change"))
        change.clicked.connect(self._change)
        change.entered.connect(self.entered)
        row = QHBoxLayout(card)
        row.setContentsMargins(14, 7, 8, 7)
        row.addWidget(self.picture)
        row.addLayout(words, 1)
        row.addWidget(change)
        card.hide()
        return card, name, more, change

    def _change(self) -> None:
        self._changing = True
        self.field.clear()
        self._swap()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.search()

    def _left(self) -> None:
        if self._changing:
            self._changing = False
            self._swap()
        self.field.clear()

    def _pick(self, choice: Choice) -> None:
        self._changing = False
        self.field.found.hide()
        self.field.clear()
        if choice.value == self._value:
            self._swap()
        else:
            self.answered.emit(choice.value)
        self.entered.emit()


class ChangeButton(QPushButton):
    """Opens the search again; Enter goes on instead."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter for going on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)


class FinderMany(Control):
    """Any number of many: a search field, and a chip for each one chosen."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.field = SearchField(self)
        self.field.found.picked.connect(self._pick)
        self.field.entered.connect(self.entered)
        self.chips = Flow(self)
        column = Column(self, _WIDEST)
        column.setSpacing(8)
        column.addWidget(self.field)
        self.none = Nothing()
        column.addWidget(self.none)
        column.addWidget(self.chips)
        self.setFocusProxy(self.field)
        self._chosen: list[str] = []

    def show_answer(self, state: NodeState) -> None:
        """Show a chip for each choice."""
        self.field.choices = state.choices
        self.field.setReadOnly(state.readonly)
        self._chosen = state.value.split()
        self.none.tell(state.choices, state.value)
        self.chips.clear()
        for value in self._chosen:
            choice = state.choices.get(value) if state.choices else None
            chip = QPushButton(f"{choice.label if choice else value}  ×")
            chip.setProperty("kind", "chip")
            chip.setEnabled(not state.readonly)
            chip.setToolTip(self.tr("Take this one out"))
            chip.clicked.connect(lambda _=False, v=value: self._drop(v))
            self.chips.add(chip)
        self.chips.setVisible(bool(self._chosen))

    def _pick(self, choice: Choice) -> None:
        self.field.found.hide()
        self.field.clear()
        if choice.value not in self._chosen:
            self.answered.emit(" ".join([*self._chosen, choice.value]))

    def _drop(self, value: str) -> None:
        self.answered.emit(" ".join(v for v in self._chosen if v != value))
