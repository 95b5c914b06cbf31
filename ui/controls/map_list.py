"""Choosing among places (appearance "map"): on the grid, or by search below it."""

from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.engine.instance.view import Choices, NodeState, Question
from ui.controls.atlas import Atlas, Feature
from ui.controls.control import Caption, Control
from ui.controls.finder import Finder, FinderMany
from ui.controls.place import points_of

MOST_PLACES = 2000
"""More are found by search alone: a drawing of them shows nothing any more."""
_GEOMETRY = "geometry"
"""The column of a choice's place, as ODK names it."""


class MapList(Control):
    """One or many of a list whose rows have a place."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._many = question.kind == "select"
        self.clearable = not self._many
        self.atlas = Atlas()
        self.list: Finder | FinderMany = (FinderMany if self._many else Finder)(
            question
        )
        self.told = Caption("", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.atlas, self.list, self.told):
            column.addWidget(widget)
        self.atlas.picked.connect(self._pick)
        self.atlas.cleared.connect(self.clear)
        self.atlas.entered.connect(self.entered)
        self.list.answered.connect(self.answered)
        self.list.entered.connect(self.entered)
        self._seen: Choices | None = None
        self._value: list[str] = []

    def show_answer(self, state: NodeState) -> None:
        """Show the places, and what is chosen."""
        self._value = state.value.split() if self._many else [state.value]
        if self._seen is None or state.choices != self._seen:
            self._seen = state.choices
            self._read(state.choices)
        self.atlas.readonly = state.readonly
        self.atlas.setAccessibleName(state.label.text)
        self.atlas.check(set(self._value))
        self.list.media = self.media
        self.list.show_answer(state)

    def target(self) -> QWidget | None:
        """Return the drawing, or the search field where it shows nothing."""
        return self.list.target() if self.atlas.isHidden() else self.atlas

    def stops(self) -> list[QWidget]:
        """Return the drawing, then the list."""
        drawn = [] if self.atlas.isHidden() else [self.atlas]
        return [*drawn, *self.list.stops()]

    def _read(self, choices: Choices | None) -> None:
        """Draw the places of the first choices; say what is not drawn."""
        first = list(islice(choices or (), MOST_PLACES))
        found = [
            Feature(choice.value, choice.label, tuple(points))
            for choice in first
            if (points := points_of(choice.details.get(_GEOMETRY, "")))
        ]
        self.atlas.put(found)
        self.atlas.setVisible(bool(found))
        self.setFocusProxy(self.atlas if found else self.list)
        if not found:
            self.told.setText(
                self.tr("Choose from the list; its rows tell no place to draw.")
            )
        elif choices is not None and len(choices) > MOST_PLACES:
            self.told.setText(
                self.tr("Only the first {count} are drawn; search finds all.").format(
                    count=MOST_PLACES
                )
            )
        else:
            self.told.setText(self.atlas.help())

    def _pick(self, value: str) -> None:
        if not self._many:
            if value not in self._value:
                self.answered.emit(value)
            return
        taken = [each for each in self._value if each != value]
        self.answered.emit(
            " ".join(taken if value in self._value else [*self._value, value])
        )
        self.atlas.setFocus(Qt.FocusReason.OtherFocusReason)
