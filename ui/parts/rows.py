"""Rows: a list of two-line rows, fetched page by page as it is scrolled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons
from ui.parts.labels import draw_pill, pill_size
from ui.theme import font, measures_of, tokens_of

Index = QModelIndex | QPersistentModelIndex
PAGE = 60
ROW_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is shown.

    Args:
        key: What the page knows it by.
        mark: One character of a name, or "icon:<name>".
        note: Beside the title, quieter.
        tone: Of the mark and the status.
    """

    key: tuple[str, ...]
    title: str
    note: str = ""
    sub: str = ""
    mark: str = ""
    status: str = ""
    tone: str = "idle"
    icon: str = ""


Fetch = Callable[[int, int], Sequence[Row]]
"""Gives rows from an offset, at most so many."""


class RowModel(QAbstractListModel):
    """Rows of one query, a page at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._fetch: Fetch | None = None
        self._ended = True

    def show_query(self, fetch: Fetch) -> None:
        """Show another query from its start."""
        self.beginResetModel()
        self._fetch = fetch
        self._rows = list(fetch(0, PAGE))
        self._ended = len(self._rows) < PAGE
        self.endResetModel()

    def row(self, index: int) -> Row:
        """Return the row at `index`."""
        return self._rows[index]

    def find(self, key: tuple[str, ...]) -> int:
        """Return where `key` stands among the rows fetched, -1 where it does not."""
        return next((i for i, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._rows)

    def data(  # noqa: D102
        self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> object:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join((row.title, row.note, row.sub, row.status))
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: D102
        return not parent.isValid() and not self._ended

    def fetchMore(self, parent: Index) -> None:  # noqa: D102
        if self._fetch is None:
            return
        more = self._fetch(len(self._rows), PAGE)
        self._ended = len(more) < PAGE
        if more:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._rows.extend(more)
            self.endInsertRows()


class RowDelegate(QStyledItemDelegate):
    """Paints a row: mark, title and note, line below, status at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        return QSize(200, measures_of(_view(option)).row)

    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        row: Row = index.data(ROW_ROLE)
        view, area = _view(option), _area(option)
        tokens, measures = tokens_of(view.palette()), measures_of(view)
        state = _state(option)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(area).adjusted(8.5, 2.5, -8.5, -2.5)
        if chosen or over:
            ring = chosen and view.hasFocus()
            edge = tokens.primary if chosen else tokens.subtle
            painter.setPen(QPen(QColor(edge), 2 if ring else 1))
            painter.setBrush(QColor(tokens.primary_soft if chosen else tokens.subtle))
            painter.drawRoundedRect(frame, 8, 8)
        left = area.left() + 20
        if row.mark:
            self._mark(painter, row, QRectF(left, area.center().y() - 17, 36, 36), view)
            left += 48
        right = self._status(painter, row, area, view)
        line = QFontMetrics(font(measures.question)).height()
        gap = 4
        below = QFontMetrics(font(measures.muted)).height()
        top = area.center().y() - (line + gap + below) // 2
        first = QRect(left, top, max(right - left - 8, 0), line)
        self._title(painter, row, first, view)
        second = QRect(left, top + line + gap, area.right() - 24 - left, below)
        painter.setFont(font(measures.muted))
        painter.setPen(QColor(tokens.text2))
        _text(painter, second, row.sub)
        painter.restore()

    def _mark(self, painter: QPainter, row: Row, area: QRectF, view: QWidget) -> None:
        ink, ground = tokens_of(view.palette()).tone(row.tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(area)
        if row.mark.startswith("icon:"):
            drawn = icons.pixmap(row.mark[5:], ink, 20)
            painter.drawPixmap(round(area.left()) + 8, round(area.top()) + 8, drawn)
            return
        painter.setPen(QColor(ink))
        painter.setFont(font(measures_of(view).question, bold=True))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, row.mark)

    def _status(self, painter: QPainter, row: Row, area: QRect, view: QWidget) -> int:
        """Draw the pill and return where it begins."""
        if not row.status:
            return area.right() - 20
        size = pill_size(row.status, measures_of(view).caption)
        line = QFontMetrics(font(measures_of(view).question)).height()
        below = QFontMetrics(font(measures_of(view).muted)).height()
        middle = area.center().y() - (line + 4 + below) // 2 + line // 2
        left = area.right() - 20 - size.width()
        place = QRectF(left, middle - size.height() / 2, size.width(), size.height())
        draw_pill(painter, place, row.status, row.tone, view, row.icon)
        return left

    def _title(self, painter: QPainter, row: Row, area: QRect, view: QWidget) -> None:
        tokens, measures = tokens_of(view.palette()), measures_of(view)
        bold = font(measures.question, bold=True)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.text))
        used = _text(painter, area, row.title)
        if row.note and used + 40 < area.width():
            painter.setFont(font(measures.muted))
            painter.setPen(QColor(tokens.text3))
            _text(painter, area.adjusted(used + 8, 1, 0, 0), row.note)


class RowList(QListView):
    """The list: a click or arrow key chooses, Enter or a double click opens."""

    chosen = Signal(tuple)
    opened = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.opened.emit(_key(index)))

    def show_query(self, fetch: Fetch, *, keep: tuple[str, ...] = ()) -> None:
        """Show a query, choosing again the row `keep` where it is still there."""
        self.rows.show_query(fetch)
        place = self.rows.find(keep) if keep else -1
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))

    def choose(self, place: int) -> None:
        """Choose the row at `place` where there is one."""
        if 0 <= place < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(place))

    def key(self) -> tuple[str, ...]:
        """Return the key of the row chosen, () where none is."""
        index = self.currentIndex()
        return _key(index) if index.isValid() else ()

    def selectionChanged(  # noqa: D102
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        super().selectionChanged(selected, deselected)
        if selected.indexes():
            self.chosen.emit(_key(selected.indexes()[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key():
            self.opened.emit(self.key())
            return
        super().keyPressEvent(event)


def _key(index: QModelIndex) -> tuple[str, ...]:
    row: Row = index.data(ROW_ROLE)
    return row.key


def _text(painter: QPainter, area: QRect, text: str) -> int:
    """Draw one elided line and return its width."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, where, shown)
    return metrics.horizontalAdvance(shown)


# The stubs of PySide6 leave out the fields of QStyleOptionViewItem.
def _view(option: QStyleOptionViewItem) -> QWidget:
    return option.widget  # type: ignore[attr-defined,no-any-return]


def _area(option: QStyleOptionViewItem) -> QRect:
    area = option.rect  # type: ignore[attr-defined]
    return QRect(QPoint(area.left(), area.top()), area.size())


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    return option.state  # type: ignore[attr-defined,no-any-return]
