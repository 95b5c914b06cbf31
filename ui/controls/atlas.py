"""Choices that have a place, drawn on a grid of squares: points, lines and areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians

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
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.ground import SQUARES_M
from ui.controls.ink import tokens
from ui.controls.tracks import Point
from ui.style import Tokens
from ui.theme import measures_of

_HEIGHT = 272
_WIDEST = 760
_MARGIN = 26
_NEAR_PX = 16
_DEGREE_M = 111_320.0
_ZOOM = 1.6
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feature:
    """A choice and where it lies.

    Args:
        value: Of the choice.
        label: Likewise.
        points: One for a point, more for a line; the first again at the end of an
            area.
    """

    value: str
    label: str
    points: tuple[Point, ...]

    @property
    def area(self) -> bool:
        """It ends where it began."""
        return len(self.points) > 3 and self.points[0] == self.points[-1]

    def middle(self) -> Point:
        """Return the middle of its points."""
        count = len(self.points)
        return (
            sum(lat for lat, _ in self.points) / count,
            sum(lon for _, lon in self.points) / count,
        )


class Atlas(QWidget):
    """Features to pick; arrows go to the nearest one in their direction."""

    picked = Signal(str)
    cleared = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.features: list[Feature] = []
        self.readonly = False
        self._chosen: set[str] = set()
        self._at = -1
        self._middle: Point = (0.0, 0.0)
        self._pixels = 1.0
        self._least = 1e-9
        self._drag: QPointF | None = None
        self._moved = False
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(280)
        self.setMaximumWidth(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleDescription(self.help())

    def help(self) -> str:
        """Return how keys and mouse work."""
        return self.tr(
            "Arrows go to the nearest place, Space chooses it, + and - change the "
            "scale; drag to move."
        )

    def sizeHint(self) -> QSize:
        """Return the size that fits a page."""
        return QSize(_WIDEST, _HEIGHT)

    def put(self, features: Sequence[Feature]) -> None:
        """Show `features`, all of them in sight."""
        self.features = list(features)
        self._at = -1
        self._fit()

    def check(self, chosen: set[str]) -> None:
        """Show which are chosen."""
        self._chosen = chosen
        found = (n for n, one in enumerate(self.features) if one.value in chosen)
        if self._at < 0 or not self.hasFocus():
            self._at = next(found, -1)
            if self._at >= 0:
                self._bring(self._at)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all features in sight."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the nearest feature, choose it, change the scale, go on."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self._step(*_ARROWS[key])
        elif key == Qt.Key.Key_Space and self._at >= 0:
            self._pick(self._at)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(_ZOOM)
        elif key == Qt.Key.Key_Minus:
            self._zoom(1 / _ZOOM)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the scale where it has the focus; else let the page scroll."""
        if self.hasFocus():
            self._zoom(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, or to click."""
        self._drag, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the ground under the mouse; else tell what lies there."""
        if self._drag is None:
            found = self.under(event.position())
            self.setToolTip(self.features[found].label if found >= 0 else "")
            shape = Qt.CursorShape
            self.setCursor(
                shape.PointingHandCursor if found >= 0 else shape.ArrowCursor
            )
            return
        way = event.position() - self._drag
        if self._moved or hypot(way.x(), way.y()) > 4:
            self._moved, self._drag = True, event.position()
            lat, lon = self._middle
            self._middle = (
                lat + way.y() / self._pixels / _DEGREE_M,
                lon - way.x() / self._pixels / self._lon_m(),
            )
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked, unless the ground was dragged."""
        clicked = self._drag is not None and not self._moved
        self._drag = None
        found = self.under(event.position()) if clicked else -1
        if found >= 0:
            self._at = found
            self._pick(found)

    def under(self, spot: QPointF) -> int:
        """Return the feature at a point of the widget, -1 for none."""
        near, best = -1, float(_NEAR_PX)
        for index, feature in enumerate(self.features):
            spots = [self._spot(point) for point in feature.points]
            away = min(
                (_apart(spot, *pair) for pair in pairwise(spots)),
                default=_apart(spot, spots[0], spots[0]),
            )
            if away < best:
                near, best = index, away
        if near >= 0:
            return near
        for index, feature in enumerate(self.features):
            if feature.area:
                shape = QPolygonF([self._spot(point) for point in feature.points])
                if shape.containsPoint(spot, Qt.FillRule.OddEvenFill):
                    return index
        return -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint squares, features, labels and scale."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focus = self.hasFocus()
        painter.setBrush(QColor(t.subtle))
        painter.setPen(QPen(QColor(t.primary if focus else t.line_strong), 1 + focus))
        painter.drawRoundedRect(box, 8, 8)
        painter.setClipRect(box.adjusted(1, 1, -1, -1))
        square_m = self._paint_squares(painter, t)
        order = sorted(
            range(len(self.features)),
            key=lambda n: (self.features[n].value in self._chosen, n == self._at),
        )
        for index in order:
            self._paint_feature(painter, t, index)
        self._paint_words(painter, t, box, square_m)
        painter.end()

    def _paint_squares(self, painter: QPainter, t: Tokens) -> int:
        """Paint the grid; return how many metres a square stands for."""
        fitting = (m for m in SQUARES_M if m * self._pixels >= 24)
        square_m = next(fitting, SQUARES_M[-1])
        side = max(8.0, square_m * self._pixels)
        painter.setPen(QPen(QColor(t.line), 1))
        x = self.width() / 2 % side
        while x < self.width():
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
            x += side
        y = self.height() / 2 % side
        while y < self.height():
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
            y += side
        return square_m

    def _paint_feature(self, painter: QPainter, t: Tokens, index: int) -> None:
        feature = self.features[index]
        chosen, here = feature.value in self._chosen, index == self._at
        ink = QColor(t.primary if chosen else t.text2)
        spots = [self._spot(point) for point in feature.points]
        if len(spots) > 1:
            painter.setPen(QPen(ink, 3 if chosen else 2))
            soft = QColor(ink)
            soft.setAlpha(70 if chosen else 25)
            painter.setBrush(soft if feature.area else Qt.BrushStyle.NoBrush)
            draw = painter.drawPolygon if feature.area else painter.drawPolyline
            draw(QPolygonF(spots))
        else:
            painter.setPen(QPen(QColor(t.surface), 1.5))
            painter.setBrush(ink)
            painter.drawEllipse(spots[0], *((8, 8) if chosen else (6, 6)))
        if here and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.primary), 2, Qt.PenStyle.DashLine))
            painter.drawEllipse(self._spot(feature.middle()), 14, 14)
        if chosen or (here and self.hasFocus()):
            self._paint_label(painter, t, feature)

    def _paint_label(self, painter: QPainter, t: Tokens, feature: Feature) -> None:
        painter.setFont(self._font())
        at = self._spot(feature.middle())
        width = painter.fontMetrics().horizontalAdvance(feature.label) + 12
        left = max(4.0, min(at.x() - width / 2, self.width() - width - 4))
        top = at.y() + 12 if at.y() < self.height() - 44 else at.y() - 36
        room = QRectF(left, top, width, 24)
        painter.setPen(QPen(QColor(t.line_strong), 1))
        painter.setBrush(QColor(t.surface))
        painter.drawRoundedRect(room, 6, 6)
        painter.setPen(QColor(t.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, feature.label)

    def _paint_words(
        self, painter: QPainter, t: Tokens, box: QRectF, square_m: int
    ) -> None:
        painter.setFont(self._font())
        words = box.adjusted(10, 6, -10, -6)
        flags = Qt.AlignmentFlag
        low = self.tr("One square: {metres} m").format(metres=square_m)
        for text, where in (
            (self.tr("North is up"), flags.AlignRight | flags.AlignTop),
            (low, flags.AlignLeft | flags.AlignBottom),
        ):
            room = painter.boundingRect(words, where, text).adjusted(-4, -1, 4, 1)
            painter.fillRect(room, QColor(t.subtle))
            painter.setPen(QColor(t.text2))
            painter.drawText(words, where, text)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(measures_of(self).caption)
        return font

    def _fit(self) -> None:
        """Bring every feature into sight."""
        points = [point for one in self.features for point in one.points]
        if not points:
            return
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        self._middle = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
        tall = (max(lats) - min(lats)) * _DEGREE_M
        wide = (max(lons) - min(lons)) * self._lon_m()
        across = (self.width() - 2 * _MARGIN) / max(wide, 20.0)
        self._pixels = min(across, (self.height() - 2 * _MARGIN) / max(tall, 20.0))
        self._least = self._pixels / 4
        self.update()

    def _zoom(self, by: float) -> None:
        self._pixels = max(self._least, min(30.0, self._pixels * by))
        if self._at >= 0:
            self._middle = self.features[self._at].middle()
        self.update()

    def _bring(self, index: int) -> None:
        """Move the ground where the feature is out of sight."""
        middle = self.features[index].middle()
        inside = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        if not inside.contains(self._spot(middle)):
            self._middle = middle

    def _step(self, x: int, y: int) -> None:
        """Go to the feature that lies nearest in a direction."""
        if not self.features:
            return
        if self._at < 0:
            centre = QPointF(self.width() / 2, self.height() / 2)
            spots = [self._spot(one.middle()) - centre for one in self.features]
            away = [hypot(spot.x(), spot.y()) for spot in spots]
            self._go(away.index(min(away)))
            return
        here = self._spot(self.features[self._at].middle())
        best, least = -1, float("inf")
        for index, feature in enumerate(self.features):
            way = self._spot(feature.middle()) - here
            along = way.x() * x + way.y() * y
            aside = abs(way.x() * y) + abs(way.y() * x)
            cost = along + 2 * aside
            if index != self._at and along > 0.5 and cost < least:
                best, least = index, cost
        if best >= 0:
            self._go(best)

    def _go(self, index: int) -> None:
        self._at = index
        self._bring(index)
        self.setAccessibleDescription(self.features[index].label)
        self.update()

    def _pick(self, index: int) -> None:
        if not self.readonly:
            self.picked.emit(self.features[index].value)
        self.update()

    def _lon_m(self) -> float:
        return _DEGREE_M * max(0.05, cos(radians(self._middle[0])))

    def _spot(self, place: Point) -> QPointF:
        return QPointF(
            self.width() / 2
            + (place[1] - self._middle[1]) * self._lon_m() * self._pixels,
            self.height() / 2 - (place[0] - self._middle[0]) * _DEGREE_M * self._pixels,
        )


def _apart(spot: QPointF, one: QPointF, two: QPointF) -> float:
    """Return how far a point is from the line between two others."""
    way, to = two - one, spot - one
    length = way.x() ** 2 + way.y() ** 2
    part = (to.x() * way.x() + to.y() * way.y()) / length if length else 0.0
    part = max(0.0, min(1.0, part))
    return hypot(to.x() - part * way.x(), to.y() - part * way.y())
