"""Chips: a few filters side by side, one of them on."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QWidget,
)


class Flow(QLayout):
    """Lays widgets in lines, as many to a line as there is room for."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Tell that narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at `width`."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        """Lay the items into `area`."""
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        """Return the size that holds the widest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size that holds the widest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def expandingDirections(self) -> Qt.Orientation:
        """Tell that no more room is wanted."""
        return Qt.Orientation(0)

    def _place(self, area: QRect, *, move: bool) -> int:
        x, y, line = area.x(), area.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > area.x() and x + size.width() > area.right() + 1:
                x, y, line = area.x(), y + line + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            line = max(line, size.height())
        return y + line - area.y()


class Chips(QWidget):
    """One of several filters; each may tell how many it has."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._names = dict(items)
        self._buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        flow = Flow(self)
        for key, text in items:
            made = QPushButton(text)
            made.setProperty("kind", "chip")
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            group.addButton(made)
            flow.addWidget(made)
            self._buttons[key] = made
        if items:
            self._buttons[items[0][0]].setChecked(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def key(self) -> str:
        """The filter that is on."""
        for key, made in self._buttons.items():
            if made.isChecked():
                return key
        return ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every filter there is."""
        return tuple(self._buttons)

    def choose(self, key: str) -> None:
        """Turn the filter `key` on without telling."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Tell how many each filter has."""
        for key, count in counts.items():
            if key in self._buttons:
                self._buttons[key].setText(f"{self._names[key]} {count}")
