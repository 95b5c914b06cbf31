"""Labels: texts by role, status pills, icons that follow the palette."""

# QtCore.Qt is named where it is used: its enums are made when it is first asked for,
# which takes a fifth of a bare start, and the first paint needs none of them.
from PySide6 import QtCore
from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import icons
from ui.theme import font, measures_of, tokens_of

SHAPES = {
    "ok": "check",
    "warn": "clock",
    "bad": "hazard",
    "idle": "wait",
    "primary": "pen",
}
"""The icon that goes with each tone: status is never colour alone."""


def label(
    text: str = "", role: str = "body", *, wrap: bool = False, tone: str = ""
) -> QLabel:
    """Return a plain-text label of `role` (`ui/style.py` lists them)."""
    made = QLabel(text)
    made.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Give `widget` another tone and have its style read again."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Elided(QLabel):
    """One line of text that ends in … where there is no room; tells all as a tip."""

    def __init__(self, text: str = "", role: str = "body") -> None:
        super().__init__()
        self.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = text
        self._elide()

    def set_text(self, text: str) -> None:
        """Show `text`."""
        self._whole = text
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()

    def _elide(self) -> None:
        mode = QtCore.Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._whole, mode, max(self.width(), 1))
        if self.text() != shown:
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Pill(QWidget):
    """A status: its word, its colour and its shape."""

    def __init__(self, text: str = "", tone: str = "idle", icon: str = "") -> None:
        super().__init__()
        self._text, self._tone, self._icon = text, tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_status(self, text: str, tone: str, icon: str = "") -> None:
        """Show `text` in `tone`, with the tone's own shape unless `icon` is given."""
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return pill_size(self._text, measures_of(self).caption)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        area = QRectF(self.rect())
        draw_pill(painter, area, self._text, self._tone, self, self._icon)


def pill_size(text: str, px: int) -> QSize:
    """Return how large the pill of `text` is, its text being `px` high."""
    width = QFontMetrics(font(px)).horizontalAdvance(text)
    return QSize(width + px + 4 + 20, px + 12)


def draw_pill(
    painter: QPainter,
    area: QRectF,
    text: str,
    tone: str,
    widget: QWidget,
    icon: str = "",
) -> None:
    """Draw the pill of `text` into `area`."""
    ink, ground = tokens_of(widget.palette()).tone(tone)
    px = measures_of(widget).caption
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    radius = area.height() / 2
    painter.drawRoundedRect(area, radius, radius)
    mark = icons.pixmap(icon or SHAPES.get(tone, "wait"), ink, px + 1)
    top = round(area.center().y() - (px + 1) / 2)
    painter.drawPixmap(round(area.left()) + 9, top, mark)
    painter.setPen(QColor(ink))
    painter.setFont(font(px))
    words = area.adjusted(px + 13, 0, -6, 0)
    painter.drawText(words, QtCore.Qt.AlignmentFlag.AlignVCenter, text)


class IconLabel(QLabel):
    """An icon in the colour of a tone ("" is the second text colour)."""

    def __init__(self, name: str, tone: str = "", size: int = 20) -> None:
        super().__init__()
        self._name, self._tone, self._size = name, tone, size
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        tokens = tokens_of(self.palette())
        colour = tokens.tone(self._tone)[0] if self._tone else tokens.text2
        self.setPixmap(icons.pixmap(self._name, colour, self._size))
        self.setFixedSize(self._size, self._size)
