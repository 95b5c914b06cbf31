"""Places picked on a drawing of the ground: a grid of squares, no map, no network."""

from collections.abc import Sequence
from math import cos, radians

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.ink import tokens
from ui.controls.tracks import Point
from ui.style import Tokens
from ui.theme import measures_of

SQUARES_M = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
"""How many metres a square may stand for."""
_SIDE = 28
_DEGREE_M = 111_320.0
_USUAL = 3
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (1, 0),
    Qt.Key.Key_Down: (-1, 0),
}


class Ground(QWidget):
    """Squares around a place; arrows move the cross, Enter puts a point there.

    Args:
        kind: "geopoint" keeps one point, "geotrace" a line, "geoshape" an area.
        around: Where the cross begins while there are no points.
    """

    changed = Signal()

    def __init__(self, kind: str, around: Point) -> None:
        super().__init__()
        self._kind = kind
        self.points: list[Point] = []
        self.cross = self._middle = around
        self._level = _USUAL
        self.readonly = False
        self.setFixedHeight(_SIDE * 10)
        self.setMinimumWidth(_SIDE * 10)
        self.setMaximumWidth(_SIDE * 22)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Grid to pick places on"))
        self.setAccessibleDescription(self.help())

    def help(self) -> str:
        """Return how the keys work."""
        return self.tr(
            "Arrows move the cross by a square, with Shift by a tenth; Enter puts a "
            "point there, Delete takes the last one away, + and - change the scale."
        )

    def sizeHint(self) -> QSize:
        """Return a size of 20 by 10 squares."""
        return QSize(_SIDE * 20, _SIDE * 10)

    def put(self, points: Sequence[Point]) -> None:
        """Show `points`; the cross goes to the last of them."""
        if list(points) == self.points:
            return
        self.points = list(points)
        if self.points:
            self.cross = self._middle = self.points[-1]
            self._fit()
        self.update()

    @property
    def square_m(self) -> int:
        """How many metres a square stands for."""
        return SQUARES_M[self._level]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cross, put a point, take one away, change the scale."""
        key = Qt.Key(event.key())
        if key in _ARROWS and not self.readonly:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            north, east = _ARROWS[key]
            self.move_by(north / (10 if fine else 1), east / (10 if fine else 1))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_back()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(-1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the cross to the mouse."""
        if not self.readonly:
            self.cross = self._place_at(event.position())
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Put a point where the mouse is."""
        self.mousePressEvent(event)
        self.add()

    def move_by(self, north: float, east: float) -> None:
        """Move the cross by so many squares; the ground follows it at the edge."""
        lat = self.cross[0] + north * self.square_m / _DEGREE_M
        lon = self.cross[1] + east * self.square_m / self._lon_m()
        self.cross = (max(-85.0, min(85.0, lat)), max(-180.0, min(180.0, lon)))
        if (
            not QRectF(self.rect())
            .adjusted(20, 20, -20, -20)
            .contains(self._spot(self.cross))
        ):
            self._middle = self.cross
        self.update()

    def add(self) -> None:
        """Put a point at the cross."""
        if self.readonly:
            return
        point = (round(self.cross[0], 7), round(self.cross[1], 7))
        self.points = [point] if self._kind == "geopoint" else [*self.points, point]
        self.update()
        self.changed.emit()

    def take_back(self) -> None:
        """Take the last point away."""
        if self.points and not self.readonly:
            self.points = self.points[:-1]
            self.update()
            self.changed.emit()

    def zoom(self, by: int) -> None:
        """Let a square stand for more metres (1) or fewer (-1)."""
        self._level = max(0, min(len(SQUARES_M) - 1, self._level + by))
        self._middle = self.cross
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint squares, points, cross, scale and north."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(t.subtle))
        focus = self.hasFocus()
        painter.setPen(QPen(QColor(t.primary if focus else t.line_strong), 1 + focus))
        painter.drawRoundedRect(box, 8, 8)
        painter.setClipRect(box.adjusted(1, 1, -1, -1))
        self._paint_squares(painter, t)
        self._paint_points(painter, t)
        self._paint_cross(painter, t)
        self._paint_words(painter, t, box)
        painter.end()

    def _paint_squares(self, painter: QPainter, t: Tokens) -> None:
        painter.setPen(QPen(QColor(t.line), 1))
        middle = QPointF(self.width() / 2, self.height() / 2)
        for step in range(-40, 41):
            x, y = middle.x() + step * _SIDE, middle.y() + step * _SIDE
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))

    def _paint_points(self, painter: QPainter, t: Tokens) -> None:
        spots = [self._spot(point) for point in self.points]
        if len(spots) > 1:
            painter.setPen(QPen(QColor(t.primary), 2))
            soft = QColor(t.primary)
            soft.setAlpha(40)
            area = self._kind == "geoshape"
            painter.setBrush(soft if area else Qt.BrushStyle.NoBrush)
            shape = QPolygonF(spots)
            (painter.drawPolygon if area else painter.drawPolyline)(shape)
        painter.setPen(QPen(QColor(t.surface), 2))
        painter.setBrush(QColor(t.primary))
        for spot in spots:
            painter.drawEllipse(spot, 6, 6)

    def _paint_cross(self, painter: QPainter, t: Tokens) -> None:
        at = self._spot(self.cross)
        painter.setPen(QPen(QColor(t.bad), 2))
        for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            way = QPointF(x, y)
            painter.drawLine(at + way * 4, at + way * 14)

    def _paint_words(self, painter: QPainter, t: Tokens, box: QRectF) -> None:
        font = QFont(self.font())
        font.setPixelSize(measures_of(self).caption)
        painter.setFont(font)
        lat, lon = self.cross
        low = self.tr("One square: {metres} m").format(metres=self.square_m)
        words = box.adjusted(10, 6, -10, -6)
        flags = Qt.AlignmentFlag
        for text, where in (
            (f"{lat:.6f}  {lon:.6f}", flags.AlignLeft | flags.AlignTop),
            (self.tr("North is up"), flags.AlignRight | flags.AlignTop),
            (low, flags.AlignLeft | flags.AlignBottom),
        ):
            ground = QColor(t.subtle)
            room = painter.boundingRect(words, where, text).adjusted(-4, -1, 4, 1)
            painter.fillRect(room, ground)
            painter.setPen(QColor(t.text2))
            painter.drawText(words, where, text)

    def _fit(self) -> None:
        """Take the smallest scale that shows every point."""
        room = QRectF(0, 0, max(self.width(), _SIDE * 10), self.height())
        for level in range(len(SQUARES_M)):
            self._level = level
            if level >= _USUAL - 1 and all(
                room.contains(self._spot(point)) for point in self.points
            ):
                return

    def _lon_m(self) -> float:
        return _DEGREE_M * max(0.05, cos(radians(self._middle[0])))

    def _spot(self, place: Point) -> QPointF:
        pixels = _SIDE / self.square_m
        return QPointF(
            self.width() / 2 + (place[1] - self._middle[1]) * self._lon_m() * pixels,
            self.height() / 2 - (place[0] - self._middle[0]) * _DEGREE_M * pixels,
        )

    def _place_at(self, spot: QPointF) -> Point:
        pixels = _SIDE / self.square_m
        return (
            self._middle[0] - (spot.y() - self.height() / 2) / pixels / _DEGREE_M,
            self._middle[1] + (spot.x() - self.width() / 2) / pixels / self._lon_m(),
        )
