"""A pad to draw on with mouse, finger or pen; the ink is black when it is kept."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.controls import photo
from ui.controls.ink import tokens
from ui.theme import measures_of

_SCALE = 2
_WIDTH = 2.8
_REST_MS = 900
"""How long the pen rests before the drawing is told."""


class Pad(QWidget):
    """Ink on paper of `size`; on screen the ink takes the theme's colour.

    Args:
        prompt: What stands on the empty pad.
        lined: A line to write on.
    """

    drawn = Signal()
    entered = Signal()
    erased = Signal()

    def __init__(self, size: QSize, prompt: str, *, lined: bool) -> None:
        super().__init__()
        self.prompt, self.lined = prompt, lined
        self.setFixedHeight(size.height())
        self.setMinimumWidth(280)
        self.setMaximumWidth(size.width())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.paper = size
        self.ink = QImage(size * _SCALE, QImage.Format.Format_ARGB32_Premultiplied)
        self.ink.fill(Qt.GlobalColor.transparent)
        self.ground = QImage()
        self.blank = True
        self._path: list[QPointF] = []
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.drawn)

    def sizeHint(self) -> QSize:
        """Return the size of the paper."""
        return self.paper

    def wipe(self) -> None:
        """Take all ink away."""
        self._rest.stop()
        self.ink.fill(Qt.GlobalColor.transparent)
        self.blank = True
        self.update()

    def flush(self) -> None:
        """Tell a drawing whose rest has not passed yet."""
        if self._rest.isActive():
            self._rest.stop()
            self.drawn.emit()

    @property
    def busy(self) -> bool:
        """The person is drawing."""
        return bool(self._path) or self._rest.isActive()

    def image(self) -> QImage:
        """Return the ink over the ground picture, on nothing."""
        made = QImage(self.ink)
        if not self.ground.isNull():
            made.fill(Qt.GlobalColor.white)
            painter = QPainter(made)
            painter.drawImage(self._fitted(QRectF(made.rect())), self.ground)
            painter.drawImage(0, 0, self.ink)
            painter.end()
        return made

    def load(self, image: QImage) -> None:
        """Show a drawing that was kept: black on white becomes ink on nothing."""
        self.ink.fill(Qt.GlobalColor.transparent)
        if not image.isNull():
            scaled = image.scaled(
                self.ink.size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            mask = scaled.convertToFormat(QImage.Format.Format_Grayscale8)
            mask.invertPixels()
            ink = QImage(scaled.size(), QImage.Format.Format_ARGB32)
            ink.fill(Qt.GlobalColor.black)
            ink.setAlphaChannel(mask)
            painter = QPainter(self.ink)
            painter.drawImage(0, 0, ink)
            painter.end()
        self.blank = image.isNull()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        self._rest.stop()
        self._path = [self._onto(event.position())]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        if self._path:
            self._path.append(self._onto(event.position()))
            self._stroke(self._path[-3:])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke; the drawing is told after a rest."""
        if self._path:
            if len(self._path) == 1:
                self._stroke([*self._path, self._path[0] + QPointF(0.5, 0.5)])
            self._path = []
            self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Erase, go on."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.erased.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint paper, line, prompt and ink."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focus = self.hasFocus()
        painter.setPen(QPen(QColor(t.primary if focus else t.line_strong), 1 + focus))
        painter.setBrush(QColor(t.subtle))
        painter.drawRoundedRect(box, 8, 8)
        if self.lined:
            painter.setPen(QPen(QColor(t.line_strong), 1, Qt.PenStyle.DashLine))
            level = box.bottom() - box.height() * 0.24
            painter.drawLine(QPointF(20, level), QPointF(box.right() - 20, level))
        if not self.ground.isNull():
            painter.drawImage(self._fitted(box.adjusted(1, 1, -1, -1)), self.ground)
        if self.blank and self.ground.isNull():
            font = QFont(self.font())
            font.setPixelSize(measures_of(self).body)
            painter.setFont(font)
            painter.setPen(QColor(t.text3))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.prompt)
        else:
            painter.drawImage(QRectF(self.rect()), self._tinted(QColor(t.text)))
        painter.end()

    def _tinted(self, colour: QColor) -> QImage:
        if not self.ground.isNull() or colour.lightness() < 128:
            return self.ink
        made = QImage(self.ink)
        painter = QPainter(made)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(made.rect(), colour)
        painter.end()
        return made

    def _fitted(self, box: QRectF) -> QRectF:
        size = QSize(self.ground.size())
        size.scale(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        placed = QRectF(0, 0, size.width(), size.height())
        placed.moveCenter(box.center())
        return placed

    def _onto(self, at: QPointF) -> QPointF:
        return QPointF(
            at.x() * self.ink.width() / max(1, self.width()),
            at.y() * self.ink.height() / max(1, self.height()),
        )

    def _stroke(self, points: list[QPointF]) -> None:
        """Draw the newest bit, rounded through the middles of the last points."""
        path = QPainterPath(_middle(points[0], points[1]) if points[2:] else points[0])
        if points[2:]:
            path.quadTo(points[1], _middle(points[1], points[2]))
        else:
            path.lineTo(points[1])
        colour = QColor("#D92D20") if not self.ground.isNull() else QColor("#000000")
        pen = QPen(colour, _WIDTH * _SCALE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter = QPainter(self.ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawPath(path)
        painter.end()
        self.blank = False
        self.update()


def kept(pad: Pad, longest: int) -> tuple[bytes, str]:
    """Return what is drawn as a file no longer than `longest` px, 0 for any."""
    image = pad.image()
    if longest and max(image.width(), image.height()) > longest:
        image = image.scaled(
            longest,
            longest,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    if pad.ground.isNull():
        return photo.png(image), ".png"
    return photo.jpeg(image), ".jpg"


def _middle(one: QPointF, two: QPointF) -> QPointF:
    return QPointF((one.x() + two.x()) / 2, (one.y() + two.y()) / 2)
