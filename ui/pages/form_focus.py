"""Where the keys go on a page of a form: Tab in order, focus given back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from forms.engine.refs import NodeRef


@dataclass(frozen=True, slots=True)
class Held:
    """Where the focus is: the question, which of its stops, where in its text."""

    ref: NodeRef
    place: int
    cursor: int


class Sheet(QWidget):
    """What scrolls: the questions in order; Tab goes through them in that order."""

    over = Signal(bool)
    """Tab went past the last question (True) or before the first (False)."""
    reached = Signal(QWidget)
    """Tab gave the focus to this widget; it may be out of sight."""

    def __init__(self, stops: Callable[[], list[QWidget]]) -> None:
        super().__init__()
        self.setProperty("box", "plain")
        self._stops = stops

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next place that takes keys, in the order of the page."""
        stops = self._stops()
        held = QApplication.focusWidget()
        place = next((i for i, w in enumerate(stops) if holds(w, held)), None)
        if place is None:
            return super().focusNextPrevChild(forward)
        target = place + (1 if forward else -1)
        if 0 <= target < len(stops):
            reason = Qt.FocusReason.TabFocusReason
            stops[target].setFocus(
                reason if forward else Qt.FocusReason.BacktabFocusReason
            )
            self.reached.emit(stops[target])
        else:
            self.over.emit(forward)
        return True


def holds(widget: QWidget, held: QWidget | None) -> bool:
    """Tell whether `held` is `widget` or stands in it."""
    return held is not None and (widget is held or widget.isAncestorOf(held))


def one_around(held: QWidget | None, widgets: Iterable[QWidget]) -> QWidget | None:
    """Return that of `widgets` in which `held` stands, None where none does."""
    if held is None or not shiboken6.isValid(held):
        return None
    return next((widget for widget in widgets if holds(widget, held)), None)
