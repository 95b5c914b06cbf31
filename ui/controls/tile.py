"""A choice at the door: a painted button with mark, text, tone and digit."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.controls.ink import tokens
from ui.style import Tokens
from ui.theme import measures_of

Shape = Literal["segment", "radio", "check"]

MARK = 20
PAD = 14
SEGMENT_BESIDE = 2 * 18 + 24
"""What a segment needs beside its label: margins and the mark of the chosen."""
PICTURE = QSize(132, 88)
"""The most room that the picture of a choice takes."""
STACK = 10
"""Between the edge of a tile, its picture and the label below."""
_UNDER = (
    Qt.AlignmentFlag.AlignHCenter.value
    | Qt.AlignmentFlag.AlignTop.value
    | Qt.TextFlag.TextWordWrap.value
    | Qt.TextFlag.TextWrapAnywhere.value
)
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
_ICONS = {"ok": "tick", "bad": "cross", "idle": "dash", "warn": "tilde"}


class Tile(QAbstractButton):
    """One choice. Painted, for a style sheet doubles the cost of building a page.

    Args:
        text: The choice's label.
        shape: "segment" stands in a trough with its neighbours, "radio" and
            "check" carry a mark.
        tone: "ok", "bad", "warn", "idle" or blank: how it looks when chosen.
        number: The digit key that chooses it, 0 for none.

    Attributes:
        picture: Stands before the label of a row; null for none.
        marked: A row carries its mark (not with the appearance "no-buttons").
        worded: The label is painted (not in a table of choices, under its head).
        stacked: The picture stands over the label (appearance "compact").
    """

    key = Signal(QKeyEvent)
    """A key that the control decides on: arrows, digits, Enter, Delete."""
    focused = Signal()

    def __init__(
        self, text: str, shape: Shape, tone: str, number: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.shape_: Shape = shape
        self.tone, self.number = tone, number
        self.picture = QPixmap()
        self.marked = self.worded = True
        self.stacked = False
        self.digits = False
        self._ring = False
        self._font = QFont(self.font())
        self._font.setPixelSize(measures_of(self).body)
        self._door = measures_of(self).door
        self._wide = 0
        self._heights: dict[int, int] = {}

    def wanted_width(self) -> int:
        """Return the width at which the label stands in one line."""
        if not self._wide and self.stacked:
            self._wide = PICTURE.width() + 2 * STACK
        if not self._wide:
            self._font.setBold(self.shape_ == "segment")
            words = self.metrics().horizontalAdvance(self.text())
            self._font.setBold(False)
            segment = self.shape_ == "segment"
            self._wide = words + (SEGMENT_BESIDE if segment else self._beside())
        return self._wide

    def _before(self) -> int:
        """Return what stands before the label of a row: margin, mark, picture."""
        mark = MARK + 10 if self.marked else 0
        wide = round(self.picture.deviceIndependentSize().width())
        return PAD + mark + (wide + 12 if wide else 0)

    def _beside(self) -> int:
        """Return what a row needs beside its label: digit and margin, too."""
        return self._before() + 18 + PAD

    def height_at(self, width: int) -> int:
        """Return the height that holds the label wrapped to `width`."""
        if self.stacked:
            return PICTURE.height() + 3 * STACK + self._words_height(width)
        picture = self.picture.deviceIndependentSize().height()
        least = max(self._door, round(picture) + 12 if picture else 0)
        fits = width >= self.wanted_width() or not self.worded
        if self.shape_ == "segment" or fits:
            return least
        # Layouts ask many times for the same width.
        if width not in self._heights:
            flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
            room = max(40, width - self._beside())
            box = self.metrics().boundingRect(0, 0, room, 9999, flags, self.text())
            self._heights[width] = max(least, box.height() + 22)
        return self._heights[width]

    def _words_height(self, width: int) -> int:
        """Return the height of the label under its picture: at most two lines."""
        box = self.metrics().boundingRect(
            0, 0, max(40, width - 2 * STACK), 9999, _UNDER, self.text()
        )
        return min(box.height(), 2 * self.metrics().lineSpacing())

    def metrics(self) -> QFontMetrics:
        """Return the metrics of the label's font."""
        return QFontMetrics(self._font)

    def sizeHint(self) -> QSize:
        """Return the size of the label in one line."""
        width = self.wanted_width()
        return QSize(width, self.height_at(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Space; leave every other key to the control."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            super().keyPressEvent(event)
        else:
            event.ignore()
            self.key.emit(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring where the keyboard brought the focus."""
        self._ring = event.reason() in _KEYBOARD
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ring = False
        super().focusOutEvent(event)
        self.focused.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, mark, label, digit and focus ring."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.shape_ == "segment":
            self._paint_segment(painter, t)
        elif self.stacked:
            self._paint_stack(painter, t)
        else:
            self._paint_row(painter, t)
        painter.end()

    def _paint_segment(self, painter: QPainter, t: Tokens) -> None:
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        chosen = self.isChecked()
        ground = t.tone(self.tone)[0] if self.tone else t.primary
        ink = t.on_primary if chosen else t.text2
        if chosen and self.tone == "idle":
            ink = t.surface
        if chosen:
            _round(painter, box, QColor(ground), None, 7)
        elif self.underMouse() and self.isEnabled():
            _round(painter, box, QColor(t.surface), None, 7)
            ink = t.text
        if not self.isEnabled() and not chosen:
            ink = t.text3
        self._ring_on(painter, t, box, 7)
        self._font.setBold(chosen)
        painter.setFont(self._font)
        words = self.metrics().horizontalAdvance(self.text())
        left = box.center().x() - words / 2 + (11 if chosen else 0)
        if chosen:
            middle = QPointF(left - 14, box.center().y())
            paint_mark(painter, _ICONS.get(self.tone, "tick"), middle, 13, QColor(ink))
        painter.setPen(QColor(ink))
        place = QRectF(left, box.top(), words + 4, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
        self._paint_digit(painter, t, box, ink)

    def _paint_stack(self, painter: QPainter, t: Tokens) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        ink, soft = t.tone(self.tone or "primary")
        edge = QPen(QColor(ink if chosen else t.line_strong), 2 if chosen else 1)
        ground = soft if chosen else t.subtle if self.underMouse() else t.surface
        _round(painter, box, QColor(ground), edge, 8)
        self._ring_on(painter, t, box.adjusted(2, 2, -2, -2), 7)
        room = QRectF(box.left(), box.top() + STACK, box.width(), PICTURE.height())
        size = self.picture.deviceIndependentSize()
        left = round(room.center().x() - size.width() / 2)
        top = round(room.center().y() - size.height() / 2)
        if not self.picture.isNull():
            painter.drawPixmap(left, top, self.picture)
        painter.setFont(self._font)
        painter.setPen(QColor(t.text if self.isEnabled() else t.text3))
        words = box.adjusted(STACK, PICTURE.height() + 2 * STACK, -STACK, -STACK / 2)
        painter.drawText(words, _UNDER, self.text())
        if chosen:
            self._paint_mark(painter, t, box.topLeft() + QPointF(16, 16), ink)
        below = box.adjusted(0, PICTURE.height() + 1.5 * STACK, 0, 0)
        self._paint_digit(painter, t, below, t.text3)

    def _paint_row(self, painter: QPainter, t: Tokens) -> None:
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        chosen = self.isChecked()
        ink, soft = t.tone(self.tone or "primary")
        edge = QPen(QColor(ink if chosen else t.line_strong), 1.5 if chosen else 1)
        ground = soft if chosen else t.subtle if self.underMouse() else t.surface
        _round(painter, box, QColor(ground), edge, 8)
        self._ring_on(painter, t, box, 8)
        at = PAD + MARK / 2 if self.worded else box.center().x()
        if self.marked:
            self._paint_mark(painter, t, QPointF(at, box.center().y()), ink)
        painter.setFont(self._font)
        painter.setPen(QColor(t.text if self.isEnabled() else t.text3))
        left = self._before()
        if not self.picture.isNull():
            size = self.picture.deviceIndependentSize()
            top = round(box.center().y() - size.height() / 2)
            painter.drawPixmap(round(left - 12 - size.width()), top, self.picture)
        if not self.worded:
            self._paint_digit(painter, t, box, t.text3)
            return
        place = QRectF(left, 0, self.width() - left - PAD - 10, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(place, flags | Qt.TextFlag.TextWrapAnywhere.value, self.text())
        self._paint_digit(painter, t, box, t.text3)

    def _paint_mark(self, painter: QPainter, t: Tokens, at: QPointF, ink: str) -> None:
        half = MARK / 2 - 1
        box = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
        radius = half if self.shape_ == "radio" else 5
        if not self.isChecked():
            pen = QPen(QColor(t.text3), 1.5)
            _round(painter, box, QColor(t.surface), pen, radius)
            return
        _round(painter, box, QColor(ink), None, radius)
        name = _ICONS.get(self.tone, "tick" if self.shape_ == "check" else "dot")
        paint_mark(painter, name, at, 12, QColor(t.on_primary))

    def _paint_digit(self, painter: QPainter, t: Tokens, box: QRectF, ink: str) -> None:
        if not (self.digits and 0 < self.number <= 9):
            return
        small = QFont(self._font)
        small.setBold(False)
        small.setPixelSize(measures_of(self).caption - 1)
        painter.setFont(small)
        painter.setPen(QColor(ink))
        place = box.adjusted(0, 3, -7, 0)
        flag = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(place, flag, str(self.number))

    def _ring_on(
        self, painter: QPainter, t: Tokens, box: QRectF, radius: float
    ) -> None:
        if self._ring and self.hasFocus():
            strong = t.text if self.isChecked() else t.primary
            _round(
                painter,
                box.adjusted(1, 1, -1, -1),
                None,
                QPen(QColor(strong), 2),
                radius - 1,
            )


def paint_mark(
    painter: QPainter, name: str, at: QPointF, size: float, colour: QColor
) -> None:
    """Draw one of the marks "tick", "cross", "dash", "tilde", "dot" around `at`."""
    pen = QPen(colour, size / 6.2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    unit = size / 2
    if name == "dot":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(at, unit * 0.6, unit * 0.6)
        return
    for line in _MARKS[name]:
        painter.drawPolyline([at + QPointF(x * unit, y * unit) for x, y in line])


_MARKS: dict[str, list[list[tuple[float, float]]]] = {
    "tick": [[(-0.85, 0.05), (-0.25, 0.65), (0.9, -0.6)]],
    "cross": [[(-0.7, -0.7), (0.7, 0.7)], [(-0.7, 0.7), (0.7, -0.7)]],
    "dash": [[(-0.8, 0.0), (0.8, 0.0)]],
    "tilde": [[(-0.8, 0.25), (-0.3, -0.25), (0.3, 0.25), (0.8, -0.25)]],
}


def _round(
    painter: QPainter, box: QRectF, fill: QColor | None, pen: QPen | None, radius: float
) -> None:
    painter.setPen(pen if pen is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)
