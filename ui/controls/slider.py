"""A number in a range: segments where the steps are few, else a slider."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls.control import Caption, Control
from ui.controls.grid import Grid

_FEW = 11


class Rail(QSlider):
    """A slider that no wheel moves unless it holds the focus."""

    entered = Signal()

    def __init__(self, upright: bool) -> None:
        way = Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal
        super().__init__(way)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class SliderControl(Control):
    """A range question; blank until it is touched."""

    clearable = True

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.values = values_of(question)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)
        self.grid: Grid | None = None
        self.rail: Rail | None = None
        self._upright = "vertical" in question.appearance
        if len(self.values) <= _FEW and not self._upright:
            self._make_grid()
        else:
            self._make_rail()

    def show_answer(self, state: NodeState) -> None:
        """Show the number, or that none is given."""
        try:
            place = self.values.index(state.value)
        except ValueError:
            place = -1
        if self.grid:
            self.grid.check([index == place for index in range(len(self.values))])
            self.grid.setEnabled(not state.readonly)
        if self.rail:
            self.rail.blockSignals(True)
            self.rail.setValue(max(place, 0))
            self.rail.blockSignals(False)
            self.rail.setEnabled(not state.readonly)
            self._figure.setText(state.value or "-")

    def target(self) -> QWidget | None:
        """Return the slider or the segment that takes the keys."""
        return self.grid.stop() if self.grid else self.rail

    def _make_grid(self) -> None:
        self.grid = Grid("segment", 0, self)
        self.grid.fill(self.values, [""] * len(self.values))
        self.grid.picked.connect(lambda place, _: self._tell(place))
        self.grid.cleared.connect(self.clear)
        self.grid.entered.connect(self.entered)
        self.row.addWidget(self.grid)

    def _make_rail(self) -> None:
        self.rail = Rail(self._upright)
        self.rail.setRange(0, len(self.values) - 1)
        if self._upright:
            self.rail.setFixedSize(48, 220)
        else:
            self.rail.setFixedWidth(420)
            self.rail.setMinimumHeight(48)
        self.rail.valueChanged.connect(self._tell)
        self.rail.entered.connect(self.entered)
        self._figure = QLabel("-")
        self._figure.setProperty("role", "card_title")
        low, high = Caption(self.values[0]), Caption(self.values[-1])
        if self._upright:
            ends = QVBoxLayout()
            ends.addWidget(high)
            ends.addStretch(1)
            ends.addWidget(low)
            self.row.addWidget(self.rail)
            self.row.addLayout(ends)
        else:
            for widget in (low, self.rail, high):
                self.row.addWidget(widget)
        self.row.addWidget(self._figure)
        self.row.addStretch(1)

    def _tell(self, place: int) -> None:
        self.answered.emit(self.values[place])


def values_of(question: Question) -> list[str]:
    """Return the numbers of a range from its start to its end, as it writes them."""
    given = question.parameters
    start = Decimal(given.get("start", "1"))
    end = Decimal(given.get("end", "10"))
    step = abs(Decimal(given.get("step", "1"))) or Decimal(1)
    count = int(abs(end - start) / step) + 1
    sign = 1 if end >= start else -1
    return [str(start + sign * step * place) for place in range(count)]
