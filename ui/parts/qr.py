"""QrPicture: a text as a QR code, on screen and as a picture to send or print."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from forms.reports.pictures import code_rows

QUIET = 4  # modules of white around a code, as ISO/IEC 18004 wants
MODULE_PX = 6


class QrPicture(QWidget):
    """Black on white in every theme: cameras and hand scanners read it so."""

    def __init__(self, text: str, side: int, name: str) -> None:
        super().__init__()
        self._rows = code_rows(text, "l")
        self._side = side
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        draw_code(painter, self.rect(), self._rows)
        painter.end()


def code_image(text: str) -> QImage:
    """Return the QR code of `text` as a picture that a phone reads from a screen."""
    rows = code_rows(text, "l")
    side = (len(rows) + 2 * QUIET) * MODULE_PX
    image = QImage(side, side, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    draw_code(painter, image.rect(), rows)
    painter.end()
    return image


def draw_code(painter: QPainter, room: QRect, rows: tuple[bytes, ...]) -> None:
    """Draw the modules of a code in the middle of `room`, each whole pixels wide."""
    across = len(rows) + 2 * QUIET
    module = max(1, min(room.width(), room.height()) // across)
    left = room.left() + (room.width() - module * len(rows)) // 2
    top = room.top() + (room.height() - module * len(rows)) // 2
    painter.fillRect(room, QColor("white"))
    black = QColor("black")
    for down, row in enumerate(rows):
        for right, dark in enumerate(row):
            if dark:
                x, y = left + right * module, top + down * module
                painter.fillRect(x, y, module, module, black)
