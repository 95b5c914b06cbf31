"""A number in a range: segments where the steps are few, else a slider."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls.control import Control
from ui.controls.grid import Grid
from ui.controls.ticks import Ticks, marked_places

_FEW = 11
_LENGTH, _LENGTH_UPRIGHT = 480, 220


class Rail(QSlider):
    """A slider that no wheel moves unless it holds the focus."""

    entered = Signal()
    settled = Signal()
    """Space was pressed: the number under the handle is the answer."""
    cleared = Signal()

    def __init__(self, upright: bool) -> None:
        way = Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal
        super().__init__(way)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def pale(self, blank: bool) -> None:
        """Show by its colour that the handle is no answer yet."""
        if bool(self.property("blank")) != blank:
            self.setProperty("blank", blank)
            self.style().unpolish(self)
            self.style().polish(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell Enter, Space and Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.settled.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
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
        self.ticks: Ticks | None = None
        self._upright = "vertical" in question.appearance
        self._words: dict[int, str] | None = None

    def show_answer(self, state: NodeState) -> None:
        """Show the number, or that none is given."""
        self._make(state)
        try:
            place = self.values.index(state.value)
        except ValueError:
            place = -1
        if self.grid:
            self.grid.check([index == place for index in range(len(self.values))])
            self.grid.setEnabled(not state.readonly)
        if self.rail:
            self.rail.blockSignals(True)
            self.rail.setValue(place if place >= 0 else self._resting())
            self.rail.blockSignals(False)
            self.rail.setEnabled(not state.readonly)
            self.rail.pale(place < 0)
            words = (self._words or {}).get(place, "")
            self._figure.setText(f"{state.value}  {words}".strip() or "-")

    def target(self) -> QWidget | None:
        """Return the slider or the segment that takes the keys."""
        return self.grid.stop() if self.grid else self.rail

    def _make(self, state: NodeState) -> None:
        """Make what shows the range; anew when the words along it change."""
        words = {
            self.values.index(choice.value): choice.label
            for choice in state.choices or ()
            if choice.value in self.values
        }
        if words == self._words:
            return
        self._words = words
        while (item := self.row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.grid = self.rail = self.ticks = None
        given = self.question.parameters
        asked = words or "tick-interval" in given or "placeholder" in given
        if len(self.values) <= _FEW and not self._upright and not asked:
            self._make_grid()
        else:
            self._make_rail(words)

    def _resting(self) -> int:
        """Return where the handle stands while nothing is answered."""
        given = self.question.parameters.get("placeholder", "")
        near = [n for n, one in enumerate(self.values) if _same(one, given)]
        return near[0] if near else 0

    def _make_grid(self) -> None:
        self.grid = Grid("segment", 0, self)
        self.grid.fill(self.values, [""] * len(self.values))
        self.grid.picked.connect(lambda place, _: self._tell(place))
        self.grid.cleared.connect(self.clear)
        self.grid.entered.connect(self.entered)
        self.row.addWidget(self.grid)

    def _make_rail(self, words: Mapping[int, str]) -> None:
        rail = self.rail = Rail(self._upright)
        rail.setRange(0, len(self.values) - 1)
        rail.valueChanged.connect(self._tell)
        # A number where the handle rests already is answered by a click or Space.
        rail.sliderReleased.connect(lambda: self._tell(rail.value()))
        rail.settled.connect(lambda: self._tell(rail.value()))
        rail.cleared.connect(self.clear)
        rail.entered.connect(self.entered)
        self._figure = QLabel("-")
        self._figure.setProperty("role", "card_title")
        ends = {0: self.values[0], len(self.values) - 1: self.values[-1]}
        given = self.question.parameters
        bare = "no-ticks" in self.question.appearance
        places = marked_places(self.values, given.get("tick-interval", ""))
        shown = {n: self.values[n] for n in places} if "tick-interval" in given else {}
        self.ticks = Ticks(
            len(self.values),
            [] if bare else places,
            words or {**shown, **ends},
            upright=self._upright,
        )
        whole = QWidget()
        box = QHBoxLayout(whole) if self._upright else QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if self._upright:
            rail.setFixedSize(48, _LENGTH_UPRIGHT)
            self.ticks.setFixedHeight(_LENGTH_UPRIGHT)
        else:
            rail.setFixedSize(_LENGTH, 40)
            self.ticks.setFixedWidth(_LENGTH)
        box.addWidget(rail)
        box.addWidget(self.ticks)
        self.row.addWidget(whole)
        self.row.addWidget(self._figure)
        self.row.addStretch(1)

    def _tell(self, place: int) -> None:
        self.answered.emit(self.values[place])


def _same(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False


def values_of(question: Question) -> list[str]:
    """Return the numbers of a range from its start to its end, as it writes them."""
    given = question.parameters
    start = Decimal(given.get("start", "1"))
    end = Decimal(given.get("end", "10"))
    step = abs(Decimal(given.get("step", "1"))) or Decimal(1)
    count = int(abs(end - start) / step) + 1
    sign = 1 if end >= start else -1
    return [str(start + sign * step * place) for place in range(count)]
