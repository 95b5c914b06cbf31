"""A number in a range given as stars (appearance "rating")."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls.control import Control
from ui.controls.ink import tokens
from ui.controls.slider import values_of

_EACH = 48
_OUTER, _INNER = 16.0, 7.0
_MOVES = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1,
}  # fmt: skip


class Stars(Control):
    """As many stars as the range has numbers; the number stands beside them."""

    clearable = True

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.values = values_of(question)
        self.sky = Sky(len(self.values))
        self.figure = QLabel()
        self.figure.setProperty("role", "card_title")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.sky)
        row.addWidget(self.figure)
        row.addStretch(1)
        self.setFocusProxy(self.sky)
        self.sky.picked.connect(lambda place: self.answered.emit(self.values[place]))
        self.sky.cleared.connect(self.clear)
        self.sky.entered.connect(self.entered)

    def show_answer(self, state: NodeState) -> None:
        """Show the number as stars, or that none is given."""
        known = state.value in self.values
        self.sky.put(self.values.index(state.value) if known else -1)
        self.sky.setEnabled(not state.readonly)
        told = f"{state.value} / {self.values[-1]}" if known else ""
        self.figure.setText(told)
        self.sky.setAccessibleName(told or self.tr("No star given"))


class Sky(QWidget):
    """Stars in a row: clicked, or given by digits and arrows."""

    picked = Signal(int)
    cleared = Signal()
    entered = Signal()

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count, self.at = count, -1
        self.setFixedHeight(_EACH)
        self.setMaximumWidth(_EACH * count)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size at which every star is easy to hit."""
        return QSize(_EACH * self._count, _EACH)

    def put(self, place: int) -> None:
        """Fill the stars up to `place`, none for -1."""
        self.at = place
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give stars by digits and arrows, take them back, go on."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _MOVES:
            self._pick(max(0, self.at + _MOVES[key]))
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._pick(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give as many stars as stand up to the mouse."""
        self._pick(int(event.position().x() // self._each()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the stars and the focus ring."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = t.primary if self.isEnabled() else t.text3
        for place in range(self._count):
            middle = QPointF(self._each() * (place + 0.5), self.height() / 2)
            full = place <= self.at
            painter.setPen(QPen(QColor(ink if full else t.text3), 1.5))
            painter.setBrush(QColor(ink) if full else QColor(t.surface))
            painter.drawPolygon(_star(middle))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.primary), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _each(self) -> float:
        return self.width() / max(1, self._count)

    def _pick(self, place: int) -> None:
        if self.isEnabled() and 0 <= place < self._count and place != self.at:
            self.picked.emit(place)


def _star(middle: QPointF) -> QPolygonF:
    points = []
    for corner in range(10):
        radius = _INNER if corner % 2 else _OUTER
        angle = pi * (corner / 5 - 0.5)
        points.append(middle + QPointF(cos(angle), sin(angle)) * radius)
    return QPolygonF(points)
