"""Figures: a number on a card with its ring or bar, painted."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.parts.cards import Card
from ui.parts.labels import label
from ui.theme import font, measures_of, tokens_of


class Ring(QWidget):
    """A share of a whole as a ring, its per cent inside."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedSize(52, 52)

    def show_share(self, share: float) -> None:
        """Show `share`, 0 to 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        pen = QPen(QColor(tokens.idle_soft), 6)
        painter.setPen(pen)
        painter.drawEllipse(area)
        if self._share > 0:
            pen = QPen(QColor(tokens.primary), 6)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(area, 90 * 16, -round(self._share * 360 * 16))
        painter.setPen(QColor(tokens.text))
        painter.setFont(font(12, bold=True))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(area, centre, f"{round(self._share * 100)}%")


class Bar(QWidget):
    """A share of a whole as a bar in a tone."""

    def __init__(self, tone: str) -> None:
        super().__init__()
        self._share, self._tone = 0.0, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show `share`, 0 to 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(80, 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(0, 0, self.width(), 6)
        painter.setBrush(QColor(tokens.idle_soft))
        painter.drawRoundedRect(area, 3, 3)
        if self._share > 0:
            painter.setBrush(QColor(tokens.tone(self._tone)[0]))
            width = max(6.0, self.width() * self._share)
            painter.drawRoundedRect(QRectF(0, 0, width, 6), 3, 3)


class FigureCard(Card):
    """One figure: what it counts, the number, what it is of, its share."""

    def __init__(self, title: str, tone: str, *, ring: bool = False) -> None:
        super().__init__(margin=16, spacing=6)
        self._figure = label("–", "figure")
        self._note = label("", "caption")
        self._share: Ring | Bar = Ring() if ring else Bar(tone)
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        numbers.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBaseline)
        numbers.addWidget(self._note, 1, Qt.AlignmentFlag.AlignBaseline)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(label(title, "muted"))
        texts.addLayout(numbers)
        if ring:
            across = QHBoxLayout()
            across.addLayout(texts, 1)
            across.addWidget(self._share)
            self.body.addLayout(across)
        else:
            self.body.addLayout(texts)
            self.body.addWidget(self._share)
        self.setMinimumHeight(measures_of(self).figure + 70)

    def show_figure(self, figure: int, note: str, share: float) -> None:
        """Show a number, what it is of, and its share of the whole."""
        self._figure.setText(str(figure))
        self._note.setText(note)
        self._share.show_share(share)
