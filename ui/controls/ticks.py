"""The marks along a slider, with the words that a form gives to some of them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.controls.ink import tokens
from ui.theme import measures_of

HANDLE = 22
"""How long the handle of the slider is; its middle stands at a value."""
_TICK, _GAP = 6, 4
_CLOSEST = 5
_WIDEST = 150


class Ticks(QWidget):
    """Stands along a slider of the same length.

    Args:
        count: How many places the slider has.
        places: Which of them carry a mark, counted from its start.
        words: What stands at a place.
        upright: The slider stands; its first place is at the bottom.
    """

    def __init__(
        self,
        count: int,
        places: Sequence[int],
        words: Mapping[int, str],
        *,
        upright: bool,
    ) -> None:
        super().__init__()
        self._count, self._upright = count, upright
        self.places, self.words = list(places), dict(words)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QFontMetrics(self._font()).height()
        metrics = QFontMetrics(self._font())
        widest = max(map(metrics.horizontalAdvance, self.words.values()), default=0)
        across = _TICK + _GAP
        if upright:
            self.setFixedWidth(across + min(widest, _WIDEST) + 2)
        else:
            self.setFixedHeight(across + (line if self.words else 0))

    def sizeHint(self) -> QSize:
        """Return a size; its length follows the slider."""
        return QSize(self.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint marks and words; a word that would touch the last is left out."""
        t = tokens()
        painter = QPainter(self)
        painter.setFont(self._font())
        length = (self.height() if self._upright else self.width()) - HANDLE
        each = length / max(1, self._count - 1)
        painter.setPen(QPen(QColor(t.line_strong), 1.5))
        step = max(1, -(-_CLOSEST // max(1, round(each * self._apart()))))
        for place in self.places[::step]:
            self._paint_tick(painter, self._at(place, each))
        painter.setPen(QColor(t.text2))
        taken: list[QRectF] = []
        ends = {0, self._count - 1}
        for place in sorted(self.words, key=lambda one: (one not in ends, one)):
            room = self._room(self._at(place, each), self.words[place])
            if not any(room.intersects(other) for other in taken):
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.words[place])
                taken.append(room.adjusted(-6, 0, 6, 0))
        painter.end()

    def _apart(self) -> int:
        """Return how many places lie between two marks."""
        pairs = zip(self.places, self.places[1:], strict=False)
        return next((two - one for one, two in pairs), 1)

    def _at(self, place: int, each: float) -> float:
        along = HANDLE / 2 + place * each
        return self.height() - along if self._upright else along

    def _paint_tick(self, painter: QPainter, at: float) -> None:
        if self._upright:
            painter.drawLine(0, round(at), _TICK, round(at))
        else:
            painter.drawLine(round(at), 0, round(at), _TICK)

    def _room(self, at: float, words: str) -> QRectF:
        metrics = QFontMetrics(self._font())
        wide, tall = metrics.horizontalAdvance(words) + 2, metrics.height()
        if self._upright:
            top = max(0.0, min(at - tall / 2, self.height() - tall))
            return QRectF(_TICK + _GAP, top, wide, tall)
        left = max(0.0, min(at - wide / 2, self.width() - wide))
        return QRectF(left, _TICK + _GAP, wide, tall)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(measures_of(self).caption)
        return font


def marked_places(values: Sequence[str], interval: str) -> list[int]:
    """Return which of `values` carry a mark: all, or every `interval` from the first.

    Args:
        values: Numbers in order, as the form writes them.
        interval: The form's tick_interval, blank for every value.
    """
    try:
        each = abs(Decimal(interval)) if interval else Decimal(0)
    except ArithmeticError:
        each = Decimal(0)
    if not each:
        return list(range(len(values)))
    first = Decimal(values[0])
    return [n for n, one in enumerate(values) if (Decimal(one) - first) % each == 0]
