"""A drawing whose parts are choices: painted, hovered, picked, walked by keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls.ink import tokens

_MOST = QSize(640, 300)
_SEEN = 24
"""How much ink a point must have to count as hit, of 255."""
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Area:
    """The place of a choice on the drawing.

    Args:
        index: Of the choice.
        box: Around it, in pixels of the widget.
        ink: What it paints in that box, by which a click is told from a miss.
    """

    index: int
    box: QRect
    ink: QImage

    def hit(self, at: QPoint) -> bool:
        """Tell whether the point lies on what it paints."""
        inside = at - self.box.topLeft()
        if not self.ink.rect().contains(inside):
            return False
        return self.ink.pixelColor(inside).alpha() >= _SEEN


class Areas(QWidget):
    """An SVG drawing; the parts whose ids are choices can be picked."""

    picked = Signal(int)
    cleared = Signal()
    entered = Signal()
    walked = Signal(int)
    """The keys or the mouse came to this choice; -1 for none."""

    def __init__(self) -> None:
        super().__init__()
        self._renderer = QSvgRenderer()
        self._ids: list[str] = []
        self._labels: list[str] = []
        self._areas: list[Area] = []
        self._chosen: set[int] = set()
        self._at = -1
        self._over = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def load(self, svg: bytes, ids: Sequence[str], labels: Sequence[str]) -> set[int]:
        """Show the drawing `svg`; return the choices that it has an area for."""
        self._ids, self._labels = list(ids), list(labels)
        if not svg or not self._renderer.load(QByteArray(svg)):
            return set()
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        drawn = self._renderer.defaultSize().scaled(
            _MOST, Qt.AspectRatioMode.KeepAspectRatio
        )
        if drawn.isEmpty():
            return set()
        self.setFixedHeight(drawn.height())
        self.setMaximumWidth(drawn.width())
        self.setMinimumWidth(min(320, drawn.width()))
        self._measure()
        return {n for n, one in enumerate(ids) if self._renderer.elementExists(one)}

    def check(self, chosen: set[int]) -> None:
        """Show which choices are chosen."""
        self._chosen = chosen
        if self._at < 0 or not self.hasFocus():
            self._at = min(chosen, default=self._at)
        self._tell()

    def sizeHint(self) -> QSize:
        """Return the size of the drawing."""
        return QSize(self.maximumWidth(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the areas at the new width."""
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from area to area, pick one, take the answer back, go on."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS and self._areas:
            self._walk(_STEPS[key])
        elif key == Qt.Key.Key_Space and self._at >= 0:
            self._pick(self._at)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._pick(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the area under the mouse."""
        found = self.under(event.position().toPoint())
        if found >= 0:
            self._at = found
            self._pick(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the area under the mouse."""
        self._hover(self.under(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Light up nothing any more."""
        self._hover(-1)
        super().leaveEvent(event)

    def under(self, at: QPoint) -> int:
        """Return the choice whose area is at a point, -1 for none; the last drawn."""
        hits = [area.index for area in self._areas if area.hit(at)]
        if hits:
            return hits[-1]
        # An outline has no ink inside: there the smallest box counts.
        boxes = [area for area in self._areas if area.box.contains(at)]
        smallest = min(
            boxes, key=lambda one: one.box.width() * one.box.height(), default=None
        )
        return smallest.index if smallest is not None else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing, what is chosen, where the keys and the mouse are."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The drawing is the form's: made for white paper, in the dark theme too.
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        self._renderer.render(painter, self._room())
        for area in self._areas:
            chosen = area.index in self._chosen
            if chosen or area.index == self._over:
                tint = QColor(t.primary)
                tint.setAlpha(150 if chosen else 70)
                painter.drawImage(area.box.topLeft(), _tinted(area.ink, tint))
            if chosen:
                painter.setPen(QPen(QColor(t.primary), 2.5))
                painter.drawRect(area.box)
        self._paint_focus(painter)
        painter.end()

    def _paint_focus(self, painter: QPainter) -> None:
        if not self.hasFocus():
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens().primary), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        for area in self._areas:
            if area.index == self._at:
                painter.setPen(QPen(QColor("#101828"), 2, Qt.PenStyle.DashLine))
                painter.drawRect(area.box.adjusted(-3, -3, 3, 3))

    def _room(self) -> QRectF:
        drawn = self._renderer.defaultSize().scaled(
            self.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        return QRectF(0, 0, drawn.width(), drawn.height())

    def _measure(self) -> None:
        """Find where each area stands and what it paints, at this size."""
        self._areas = []
        view, room = self._renderer.viewBoxF(), self._room()
        if view.isEmpty() or room.isEmpty():
            return
        x, y = room.width() / view.width(), room.height() / view.height()
        for index, name in enumerate(self._ids):
            if not name or not self._renderer.elementExists(name):
                continue
            onto = self._renderer.transformForElement(name)
            onto *= QTransform.fromTranslate(-view.x(), -view.y())
            onto *= QTransform.fromScale(x, y)
            self._areas.append(self._area(index, name, onto))

    def _area(self, index: int, name: str, onto: QTransform) -> Area:
        """Return the area of a part that `onto` brings onto the widget."""
        own = self._renderer.boundsOnElement(name)
        box = onto.mapRect(own).toAlignedRect().intersected(self.rect())
        ink = QImage(
            box.size().expandedTo(QSize(1, 1)),
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        ink.fill(Qt.GlobalColor.transparent)
        painter = QPainter(ink)
        painter.setTransform(onto * QTransform.fromTranslate(-box.x(), -box.y()))
        self._renderer.render(painter, name, own)
        painter.end()
        return Area(index, box, ink)

    def _walk(self, by: int) -> None:
        order = [area.index for area in self._areas]
        place = order.index(self._at) if self._at in order else (-1 if by > 0 else 0)
        self._at = order[(place + by) % len(order)]
        self._tell()
        self.walked.emit(self._at)

    def _hover(self, index: int) -> None:
        if index != self._over:
            self._over = index
            shape = Qt.CursorShape
            on = index >= 0 and self.isEnabled()
            self.setCursor(shape.PointingHandCursor if on else shape.ArrowCursor)
            self.setToolTip(self._labels[index] if index >= 0 else "")
            self.walked.emit(index if index >= 0 else self._at)
            self.update()

    def _pick(self, index: int) -> None:
        if self.isEnabled() and any(area.index == index for area in self._areas):
            self._at = index
            self.picked.emit(index)
            self.update()

    def _tell(self) -> None:
        """Let a screen reader know where the keys are."""
        here = self._labels[self._at] if 0 <= self._at < len(self._labels) else ""
        self.setAccessibleDescription(here)
        self.update()


def _tinted(ink: QImage, colour: QColor) -> QImage:
    made = ink.copy()
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(made.rect(), colour)
    painter.end()
    return made
