"""The outline of a form: its pages and how far each has come; painted rows."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons
from ui.controls.ink import tokens
from ui.pages.form_states import END, Key, Row
from ui.theme import font, measures_of

WIDTH = 236
_INDENT = 14
_Any = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def put(self, rows: Sequence[Row]) -> None:
        if [row.key for row in rows] != [row.key for row in self.rows]:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
            return
        for place, row in enumerate(rows):
            if row != self.rows[place]:
                self.rows[place] = row
                self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: _Any = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Any, role: int = 0) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {row.word} {row.count}"
        return row.title if role == Qt.ItemDataRole.DisplayRole else None


class Outline(QListView):
    """The pages of a form; told by `asked` when one is wanted."""

    asked = Signal(tuple)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "outline")
        self._model = _Rows()
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Pages of this form"))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda index: self._ask(index.row()))
        self.shown: Key = END

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines as they are shown."""
        return tuple(self._model.rows)

    def put(self, rows: Sequence[Row], shown: Key) -> None:
        """Show `rows`, the page `shown` being the one on screen."""
        moved = shown != self.shown or not self.currentIndex().isValid()
        self.shown = shown
        self._model.put(rows)
        place = next((i for i, row in enumerate(rows) if row.key == shown), -1)
        if place >= 0 and (moved or not self.hasFocus()):
            self.setCurrentIndex(self._model.index(place))
            self.scrollTo(self._model.index(place))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a page by Enter, Space or Right; leave by Escape."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Right)
        if event.key() in keys and not event.modifiers() & _CTRL:
            self._ask(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self, place: int) -> None:
        if 0 <= place < len(self._model.rows):
            self.asked.emit(self._model.rows[place].key)


_CTRL = Qt.KeyboardModifier.ControlModifier


_WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignVCenter.value


def _title_width(row: Row) -> int:
    # 12 of them for the scroll bar, which comes and goes.
    return WIDTH - 20 - 12 - 28 - 10 - 12 - _INDENT * row.depth


def _title_height(row: Row, bold: QFont) -> int:
    """Return the height of the title, in two lines where one does not hold it."""
    metrics = QFontMetrics(bold)
    box = metrics.boundingRect(0, 0, _title_width(row), 999, _WRAP, row.title)
    return max(metrics.height(), box.height())


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Any) -> QSize:
        view: QWidget = option.widget  # type: ignore[attr-defined]
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        m = measures_of(view)
        title = _title_height(row, font(m.body, bold=True))
        return QSize(WIDTH - 20, title + m.caption + 24)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Any
    ) -> None:
        view: Outline = option.widget  # type: ignore[attr-defined]
        box = QRectF(option.rect).adjusted(10, 2, -10, -2)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        here = row.key == view.shown
        if here or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(t.primary_soft if here else t.idle_soft))
            painter.drawRoundedRect(box, 8, 8)
        focused = view.hasFocus() and state & QStyle.StateFlag.State_Selected
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.primary), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        self._words(painter, view, row, box.toRect(), here)
        painter.restore()

    def _words(
        self, painter: QPainter, view: QWidget, row: Row, box: QRect, here: bool
    ) -> None:
        t, m = tokens(), measures_of(view)
        ink = t.tone(row.tone)[0]
        left = box.left() + 12 + _INDENT * row.depth
        mark = icons.pixmap(row.icon, ink, 18)
        painter.drawPixmap(left, box.center().y() - 8, mark)
        left += 28
        title = font(m.body, bold=here)
        high = _title_height(row, title)
        wide = box.right() - left - 10
        top = box.center().y() - (high + m.caption + 6) // 2
        upper = QRect(left, top, _title_width(row), high)
        lower = QRect(left, top + high, wide, m.caption + 8)
        painter.setFont(title)
        painter.setPen(QColor(t.primary if here else t.text))
        painter.drawText(upper, _WRAP, row.title)
        middle = Qt.AlignmentFlag.AlignVCenter
        small = QFont(view.font())
        small.setPixelSize(m.caption)
        painter.setFont(small)
        painter.setPen(QColor(ink))
        painter.drawText(lower, middle, row.word)
        painter.setPen(QColor(t.text2))
        painter.drawText(lower, middle | Qt.AlignmentFlag.AlignRight, row.count)
