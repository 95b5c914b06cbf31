"""Tiles side by side: as many columns as their labels allow at this width."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.ink import tokens
from ui.controls.tile import SEGMENT_BESIDE, Shape, Tile
from ui.theme import font, measures_of

GAP = 8
WIDEST = 880
"""Beyond this a row of tiles is hard to read as one question."""


class Grid(QWidget):
    """The tiles of one question; one stop for Tab, arrows inside.

    Args:
        shape: What the tiles look like; "segment" stands in one trough.
        columns: A fixed number of columns, 0 to fit.

    Attributes:
        even: One row of a table: columns of one width, without words.
        stacked: Pictures over their labels, as many in a row as there is room for.
    """

    picked = Signal(int, bool)
    """A tile was chosen (True) or given up (False), by its index."""
    cleared = Signal()
    entered = Signal()

    def __init__(self, shape: Shape, columns: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.shape_: Shape = shape
        self.columns = columns
        self.even = False
        self.stacked = False
        self.tiles: list[Tile] = []
        self._at = 0
        self._columns_now = 1
        self._widest = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def fill(
        self,
        labels: Sequence[str],
        tones: Sequence[str],
        pictures: Sequence[QPixmap] = (),
        *,
        marked: bool = True,
    ) -> None:
        """Make the tiles anew.

        Args:
            labels: Of the tiles.
            tones: Likewise.
            pictures: Likewise, or none at all.
            marked: Rows carry a mark.
        """
        for tile in self.tiles:
            tile.hide()
            tile.deleteLater()
        self.tiles = []
        for index, (label, tone) in enumerate(zip(labels, tones, strict=True)):
            tile = Tile(label, self.shape_, tone, index + 1, self)
            tile.clicked.connect(lambda on, i=index: self._clicked(i, on))
            tile.key.connect(lambda event, i=index: self._key(event, i))
            tile.focused.connect(lambda i=index: self._focused(i))
            tile.marked, tile.worded = marked, not self.even
            tile.stacked = self.stacked
            if pictures:
                tile.picture = pictures[index]
            tile.setVisible(True)
            self.tiles.append(tile)
        self._widest = max((tile.wanted_width() for tile in self.tiles), default=0)
        self._rove(0)
        self._place()
        self.updateGeometry()

    def check(self, chosen: Sequence[bool]) -> None:
        """Show which tiles are chosen."""
        for tile, on in zip(self.tiles, chosen, strict=True):
            if tile.isChecked() != on:
                tile.setChecked(on)
        if not self.holds_focus():
            self._rove(next((i for i, on in enumerate(chosen) if on), 0))

    def setFocus(
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the focus to the tile that stands for the answer."""
        if self.tiles:
            self.tiles[self._at].setFocus(reason)

    def stop(self) -> Tile | None:
        """Return the tile that Tab comes to."""
        return self.tiles[self._at] if self.tiles else None

    def hasHeightForWidth(self) -> bool:
        """Say yes: rows depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at `width`."""
        rows = self._rows(width)[1]
        return sum(rows) + GAP * max(0, len(rows) - 1)

    def sizeHint(self) -> QSize:
        """Return a size for layouts that ask without a width."""
        width = min(WIDEST, max(240, self.width()))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height follows from it."""
        return QSize(160, measures_of(self).door)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the tiles for the new width."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough of segments."""
        if self.shape_ != "segment" or not self.tiles:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().idle_soft))
        last = self.tiles[-1].geometry()
        painter.drawRoundedRect(QRectF(0, 0, last.right() + 1, last.bottom() + 1), 9, 9)
        painter.end()

    def _columns(self, width: int) -> int:
        if self.shape_ == "segment" or self.even:
            return max(1, len(self.tiles))
        widest = self._widest
        fit = max(1, (width + GAP) // (max(widest, 150) + GAP))
        if self.stacked:
            return min(fit, self.columns or fit, max(1, len(self.tiles)))
        most = self.columns or min(4, fit)
        rows = -(-len(self.tiles) // max(1, min(most, fit)))
        return max(1, -(-len(self.tiles) // max(1, rows)))

    def _rows(self, width: int) -> tuple[int, list[int]]:
        width = min(width, WIDEST)
        columns = self._columns(width)
        each = self._each(width, columns)
        heights = [tile.height_at(each) for tile in self.tiles]
        rows = [
            max(heights[start : start + columns])
            for start in range(0, len(heights), columns)
        ]
        return columns, rows

    def _each(self, width: int, columns: int) -> int:
        if self.shape_ == "segment":
            return min(max(104, self._widest), max(1, width // columns))
        if self.even:
            return even_width(columns, width)
        share = (width - GAP * (columns - 1)) // columns
        if self.stacked:
            return min(share, self._widest)
        return min(share, max(190, self._widest + 24))

    def _place(self) -> None:
        width = min(self.width(), WIDEST)
        columns, rows = self._rows(width)
        each = self._each(width, columns)
        gap = 0 if self.shape_ == "segment" else GAP
        top = 0
        for row, height in enumerate(rows):
            for column in range(columns):
                index = row * columns + column
                if index < len(self.tiles):
                    place = column * (each + gap)
                    self.tiles[index].setGeometry(place, top, each, height)
            top += height + GAP
        self._columns_now = columns

    def holds_focus(self) -> bool:
        """Tell whether one of the tiles has the focus."""
        return any(tile.hasFocus() for tile in self.tiles)

    def _focused(self, index: int) -> None:
        held = self.holds_focus()
        for tile in self.tiles:
            if tile.digits != held:
                tile.digits = held
                tile.update()
        if held and index < len(self.tiles) and self.tiles[index].hasFocus():
            self._rove(index)

    def _rove(self, index: int) -> None:
        self._at = min(index, max(0, len(self.tiles) - 1))
        for place, tile in enumerate(self.tiles):
            tab = place == self._at
            tile.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus
            )
        if self.tiles:
            self.setFocusProxy(self.tiles[self._at])

    def _clicked(self, index: int, on: bool) -> None:
        if self.shape_ != "check" and not on:
            self.tiles[index].setChecked(True)
            return
        if self.shape_ != "check":
            for place, tile in enumerate(self.tiles):
                tile.setChecked(place == index)
        self.picked.emit(index, on)

    def _key(self, event: QKeyEvent, index: int) -> None:
        key, plain = (
            event.key(),
            not (event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier),
        )
        if not plain or (event.isAutoRepeat() and key not in _MOVES):
            return
        event.accept()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._digit(key - Qt.Key.Key_1)
        elif key in _MOVES:
            self._step(index, key)
        else:
            event.ignore()

    def _digit(self, index: int) -> None:
        if index < len(self.tiles) and self.tiles[index].isEnabled():
            self.tiles[index].setFocus(Qt.FocusReason.OtherFocusReason)
            self.tiles[index].click()

    def _step(self, index: int, key: int) -> None:
        columns = self._columns_now
        by = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns if self.shape_ != "segment" else -1,
            Qt.Key.Key_Down: columns if self.shape_ != "segment" else 1,
        }[Qt.Key(key)]
        target = index + by
        if not 0 <= target < len(self.tiles):
            return
        self.tiles[target].setFocus(Qt.FocusReason.OtherFocusReason)
        if self.shape_ != "check" and self.tiles[target].isEnabled():
            self.tiles[target].click()


_MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def even_width(columns: int, width: int) -> int:
    """Return how wide the columns of a table of choices are, its head's too."""
    return min(132, max(24, (min(width, WIDEST) - GAP * (columns - 1)) // columns))


def line_width(labels: Sequence[str], widget: QWidget) -> int:
    """Return how wide segments of `labels` are, each as wide as the widest."""
    bold = font(measures_of(widget).body, bold=True)
    metrics = QFontMetrics(bold)
    widest = max((metrics.horizontalAdvance(label) for label in labels), default=0)
    return max(104, widest + SEGMENT_BESIDE) * len(labels)
