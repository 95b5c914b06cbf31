"""Choosing many from a list that is closed until it is wanted (select, "minimal")."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from forms.engine.instance.view import NodeState, Question
from ui import icons
from ui.controls.choose import ChooseMany
from ui.controls.ink import tokens

_WIDEST = 640


class FoldedMany(ChooseMany):
    """What is chosen in a line; Space or a click opens the choices below it."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.fold = Fold()
        self.fold.setMaximumWidth(_WIDEST)
        self.column.insertWidget(0, self.fold)
        self.fold.clicked.connect(self.turn)
        self.fold.entered.connect(self.entered)
        self.fold.erased.connect(self.clear)
        self._opened = False
        self._show()

    def show_answer(self, state: NodeState) -> None:
        """Show what is chosen, by its labels."""
        super().show_answer(state)
        chosen = state.value.split()
        labels = [c.label for c in self._choices or () if c.value in chosen]
        self.fold.tell(self.tr(", ").join(labels) or self.tr("Choose"), bool(labels))
        self._show()

    def target(self) -> QWidget | None:
        """Return what opens the list."""
        return self.fold

    def stops(self) -> list[QWidget]:
        """Return what opens the list, then the choices while it is open."""
        inside = super().stops()[1:] if self._opened else []
        tile = self.grid.stop() if self._opened else None
        return [self.fold, *([tile] if tile is not None else []), *inside]

    def turn(self) -> None:
        """Open the list, or close it."""
        self._opened = not self._opened
        self._show()
        (self.grid if self._opened else self.fold).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the list by Escape."""
        if event.key() == Qt.Key.Key_Escape and self._opened:
            self.turn()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        empty = not self._choices
        self.fold.setVisible(not empty)
        self.fold.point(self._opened)
        self.grid.setVisible(self._opened and not empty)
        if self.plays is not None:
            self.plays.setVisible(self._opened)


class Fold(QPushButton):
    """A field that is no field: what is chosen, and an arrow."""

    entered = Signal()
    erased = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("fit", "door")
        self.setProperty("kind", "fold")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._whole = ""

    def tell(self, text: str, chosen: bool) -> None:
        """Show `text`, cut where there is no room; nothing is chosen yet otherwise."""
        self._whole = text
        if bool(self.property("blank")) == chosen:
            self.setProperty("blank", not chosen)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleName(text)
        self.setToolTip(text if chosen else "")
        self._cut()

    def point(self, opened: bool) -> None:
        """Let the arrow tell whether the list is open."""
        self.setIcon(icons.icon("up" if opened else "down", tokens().text2, size=18))

    def resizeEvent(self, event: object) -> None:
        """Cut the text anew."""
        self._cut()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Down, erase by Delete, go on by Enter."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.erased.emit()
        elif key == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)

    def _cut(self) -> None:
        room = max(40, self.width() - 60)
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, mode, room))
