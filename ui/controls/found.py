"""The list of what a search found: painted rows that float under the field."""

import csv
from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

import resources
from forms.engine.instance.view import Choice
from ui import icons
from ui.controls.control import Caption, Fetch, no_media
from ui.controls.ink import tokens
from ui.controls.media import picture
from ui.theme import measures_of

_ROWS = 6
_PICTURE = QSize(64, 44)
_ANY = QModelIndex | QPersistentModelIndex


@cache
def _columns() -> tuple[str, ...]:
    lines = resources.text("tables/choice_details.csv").splitlines()
    return tuple(row["column"] for row in csv.DictReader(lines))


def sounds(choice: Choice) -> list[str]:
    """Return which of "audio" and "video" the choice has a file for."""
    return [form for form in ("audio", "video") if choice.media.get(form)]


def details(choice: Choice) -> str:
    """Return what tells a choice from its namesakes, in one line.

    A row of a list has dozens of columns; the table says which of them help, and
    none that holds a phone or an ID number.
    """
    known = (choice.details.get(column, "") for column in _columns())
    new = [text for text in known if text and text not in choice.label]
    return "  ".join(dict.fromkeys(new))


class _Choices(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[Choice] = ()

    def put(self, found: Sequence[Choice]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: _ANY = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: _ANY, role: int = 0) -> object:
        choice = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.label
        return choice if role == Qt.ItemDataRole.UserRole else None


class _Row(QStyledItemDelegate):
    """Paints a row: picture, label, what tells it from its namesakes, a mark of sound.

    Attributes:
        media: Gives the files of labels.
    """

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.media: Fetch = no_media
        self.pictured = False
        self._drawn: dict[str, QPixmap] = {}

    def forget(self) -> None:
        """Let the pictures of the rows before go."""
        self._drawn.clear()

    def _picture(self, choice: Choice, scale: float) -> QPixmap:
        """Return the choice's picture; read when its row is first painted."""
        uri = choice.media.get("image", "")
        if uri not in self._drawn:
            data = self.media(uri) if uri else None
            self._drawn[uri] = picture(data, _PICTURE, scale)
        return self._drawn[uri]

    def sizeHint(self, option: QStyleOptionViewItem, index: _ANY) -> QSize:
        return QSize(200, measures_of(option.widget).door + 6)  # type: ignore[attr-defined]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _ANY
    ) -> None:
        view: QWidget = option.widget  # type: ignore[attr-defined]
        box: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        t, m = tokens(), measures_of(view)
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.primary_soft if chosen else t.subtle))
            painter.drawRoundedRect(box.adjusted(4, 1, -4, -1), 7, 7)
        more = details(choice)
        name, small = QFont(view.font()), QFont(view.font())
        name.setPixelSize(m.body)
        name.setBold(chosen)
        small.setPixelSize(m.muted)
        inner = box.adjusted(16, 5, -14, -5)
        if self.pictured:
            drawn = self._picture(choice, view.devicePixelRatioF())
            size = drawn.deviceIndependentSize().toSize()
            middle = inner.left() + _PICTURE.width() // 2
            top = inner.center().y() - size.height() // 2
            painter.drawPixmap(middle - size.width() // 2, top, drawn)
            inner = inner.adjusted(_PICTURE.width() + 12, 0, 0, 0)
        if sounds(choice):
            sign = icons.pixmap("play", t.text2, 18)
            painter.drawPixmap(inner.right() - 18, inner.center().y() - 9, sign)
            inner = inner.adjusted(0, 0, -26, 0)
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        place = upper if more else inner
        flag = Qt.AlignmentFlag.AlignVCenter
        _line(painter, name, t.text, place, choice.label, flag)
        if more:
            lower = upper.translated(0, inner.height() // 2)
            _line(painter, small, t.text2, lower, more, flag)
        painter.restore()


class Found(QFrame):
    """What a search found, floating in the window so that the field keeps the keys.

    A child of the window, not a window of its own: an input method stays with
    the field, and nothing can be left behind on the screen.
    """

    picked = Signal(Choice)

    def __init__(self, media: Fetch = no_media) -> None:
        super().__init__()
        self.setObjectName("found")
        self.setProperty("box", "popup")
        self._model = _Choices()
        self._view = QListView()
        self._view.setModel(self._model)
        self._row = _Row(self._view)
        self._row.media = media
        self._view.setItemDelegate(self._row)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(lambda index: self._pick(index.row()))
        self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._foot = Caption(role="caption")
        self._foot.setContentsMargins(16, 6, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._view)
        column.addWidget(self._foot)
        self.hide()

    def put(self, found: Sequence[Choice], foot: str) -> None:
        """Show `found` and below it the sentence `foot`."""
        self._row.pictured = any(choice.media.get("image") for choice in found)
        self._row.forget()
        self._model.put(found)
        self._foot.setText(foot)
        self._foot.setVisible(bool(foot))
        self._view.setVisible(bool(found))
        if found:
            self._view.setCurrentIndex(self._model.index(0))

    def open_under(self, field: QWidget) -> None:
        """Stand below `field`, above it where there is no room below."""
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        rows = min(_ROWS, self._model.rowCount())
        each = measures_of(self).door + 6
        below = field.mapTo(window, QPoint(0, field.height() + 4))
        width = max(field.width(), 420)
        width = min(width, window.width() - below.x() - 12)
        foot = self._foot.heightForWidth(width - 2) if self._foot.text() else 0
        height = rows * each + foot + 12
        top = below.y()
        if top + height > window.height() - 8:
            above = field.mapTo(window, QPoint(0, -4)).y() - height
            top = above if above > 0 else max(0, window.height() - height - 8)
        self.setGeometry(below.x(), top, width, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Choose the row `by` rows further on."""
        row = self._view.currentIndex().row() + by
        row = max(0, min(row, self._model.rowCount() - 1))
        self._view.setCurrentIndex(self._model.index(row))

    def take(self) -> None:
        """Pick the chosen row."""
        self._pick(self._view.currentIndex().row())

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self._model.found):
            self.picked.emit(self._model.found[row])


def _line(
    painter: QPainter,
    font: QFont,
    colour: str,
    place: QRect,
    text: str,
    flag: Qt.AlignmentFlag,
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    cut = painter.fontMetrics().elidedText(
        text, Qt.TextElideMode.ElideRight, place.width()
    )
    painter.drawText(place, flag, cut)
