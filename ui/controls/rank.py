"""Putting choices in order: drag them, or Ctrl with the arrows."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from forms.engine.instance.view import NodeState, Question
from ui.controls.column import Column
from ui.controls.control import Caption, Control
from ui.theme import measures_of


class Order(QListWidget):
    """The choices in their order."""

    moved = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "order")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen row by Ctrl and an arrow."""
        key = event.key()
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif by and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._move(by)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell that the order has changed."""
        super().dropEvent(event)
        self.moved.emit()

    def _move(self, by: int) -> None:
        row = self.currentRow()
        if 0 <= row + by < self.count():
            self.insertItem(row + by, self.takeItem(row))
            self.setCurrentRow(row + by)
            self.moved.emit()


class RankControl(Control):
    """All choices in the order of their rank; blank until the order is given."""

    clearable = True

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.order = Order()
        self.keep = QPushButton(self.tr("This order is right"))
        column = Column(self, 560)
        column.setSpacing(8)
        column.addWidget(
            Caption(self.tr("Drag to reorder, or press Ctrl with an arrow key."))
        )
        column.addWidget(self.order)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.order)
        self.order.moved.connect(self._tell)
        self.order.entered.connect(self.entered)
        self.keep.clicked.connect(self._tell)

    def show_answer(self, state: NodeState) -> None:
        """Show the choices in the order given, the rest after them."""
        labels = {choice.value: choice.label for choice in state.choices or ()}
        given = [value for value in state.value.split() if value in labels]
        wanted = [*given, *(value for value in labels if value not in given)]
        if wanted != self._values():
            self.order.clear()
            for value in wanted:
                item = QListWidgetItem(labels[value])
                item.setData(Qt.ItemDataRole.UserRole, value)
                self.order.addItem(item)
        door = measures_of(self).door
        for row in range(self.order.count()):
            self.order.item(row).setSizeHint(QSize(120, door))
        self.order.setFixedHeight(door * len(wanted) + 4)
        self.order.setEnabled(not state.readonly)
        self.keep.setVisible(not state.value and not state.readonly)

    def stops(self) -> list[QWidget]:
        """Return the list and the button."""
        return [self.order, self.keep]

    def _values(self) -> list[str]:
        return [
            str(self.order.item(row).data(Qt.ItemDataRole.UserRole))
            for row in range(self.order.count())
        ]

    def _tell(self) -> None:
        self.answered.emit(" ".join(self._values()))
