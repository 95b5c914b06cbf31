"""Choosing among what fits on a page: segments, large rows, checks."""

import csv
from collections.abc import Sequence
from functools import cache

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

import resources
from forms.engine.instance.view import Choice, NodeState, Question
from ui.controls.control import Caption, Control
from ui.controls.flow import Flow
from ui.controls.grid import WIDEST, Grid, line_width
from ui.controls.media import PlayButton, picture
from ui.controls.nothing import nothing_yet
from ui.controls.tile import PICTURE, Shape

MOST_TILES = 30
"""Longer lists are searched, never shown whole."""
_SEGMENTS = 5
_SCALE = 11
_LINE = 640
_ACROSS = {"likert", "horizontal", "horizontal-compact"}
TABLE = "list-nolabel"
"""The appearance of a row in a table of choices, whose head has the appearance
"label"."""
_ROWS = {"list", TABLE, "no-buttons"}
_COMPACT = {"compact", "quickcompact"}
_QUICK = {"quick", "quickcompact"}


@cache
def tones() -> dict[str, str]:
    """Return the tone of choice names that mean good or bad in any form."""
    lines = resources.text("tables/choice_tones.csv").splitlines()
    return {row["name"]: row["tone"] for row in csv.DictReader(lines)}


def tones_of(choices: Sequence[Choice]) -> list[str]:
    """Return a tone for each choice: only where one of them says good or bad."""
    known = [tones().get(choice.value.lower(), "") for choice in choices]
    judged = "ok" in known and "bad" in known
    return known if judged else [""] * len(known)


class ChooseTiles(Control):
    """Common to one and many: tiles that follow the choices as they stand."""

    shape: Shape = "radio"

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.grid = self._made(self.shape)
        self.none = Caption(nothing_yet())
        self.column.addWidget(self.none)
        self._choices: tuple[Choice, ...] | None = None
        self.plays: Flow | None = None

    def show_answer(self, state: NodeState) -> None:
        """Show the choices and which of them are chosen."""
        choices = tuple(state.choices or ())
        if choices != self._choices:
            self._build(choices)
        chosen = state.value.split()
        self.grid.check([choice.value in chosen for choice in choices])
        self.grid.setEnabled(not state.readonly)

    def target(self) -> QWidget | None:
        """Return the tile that takes the keys."""
        return self.grid.stop()

    def pick(self, index: int, on: bool) -> None:
        """Take the choice `index` up or give it up."""
        raise NotImplementedError

    def shape_for(self, choices: Sequence[Choice]) -> Shape:
        """Return the shape that `choices` are shown in."""
        return self.shape

    def _build(self, choices: tuple[Choice, ...]) -> None:
        self._choices = choices
        shape = self.shape_for(choices)
        focused = self.grid.holds_focus()
        if self.grid.shape_ != shape:
            self._replace(shape)
        labels = [choice.label for choice in choices]
        compact = bool(_COMPACT & set(self.question.appearance))
        marked = "no-buttons" not in self.question.appearance and not compact
        pictures = self._pictures(choices)
        self.grid.stacked = compact and bool(pictures)
        self.grid.fill(labels, tones_of(choices), pictures, marked=marked)
        self._show_plays(choices)
        self.none.setVisible(not choices)
        if focused:
            self.grid.setFocus()

    def stops(self) -> list[QWidget]:
        """Return the tiles as one, then what plays the sound of choices."""
        plays = self.plays.held() if self.plays is not None else []
        return [*super().stops(), *plays]

    def _pictures(self, choices: Sequence[Choice]) -> list[QPixmap]:
        """Return a picture for each choice; none at all where no choice has one."""
        if not any(choice.media.get("image") for choice in choices):
            return []
        scale = self.devicePixelRatioF()
        names = [choice.media.get("image", "") for choice in choices]
        return [
            picture(self.media(name), PICTURE, scale) if name else QPixmap()
            for name in names
        ]

    def _show_plays(self, choices: Sequence[Choice]) -> None:
        """Offer the sound and the films of the choices under them."""
        found = [
            (form, choice.media[form], choice.label)
            for choice in choices
            for form in ("audio", "video")
            if choice.media.get(form)
        ]
        if self.plays is None and found:
            self.plays = Flow(self)
            self.column.addWidget(self.plays)
        if self.plays is not None:
            self.plays.clear()
            for form, uri, label in found:
                self.plays.add(PlayButton(form, uri, self.media, label))

    def _replace(self, shape: Shape) -> None:
        self.column.removeWidget(self.grid)
        self.grid.hide()
        self.grid.deleteLater()
        self.grid = self._made(shape)

    def _made(self, shape: Shape) -> Grid:
        grid = Grid(shape, self._columns(), self)
        grid.even = TABLE in self.question.appearance
        grid.picked.connect(self.pick)
        grid.cleared.connect(self.clear)
        grid.entered.connect(self.entered)
        self.column.insertWidget(0, grid)
        return grid

    def _columns(self) -> int:
        for token in self.question.appearance:
            count = token.removeprefix("columns-")
            if count != token and count.isdigit():
                return int(count)
        return 1 if "list" in self.question.appearance else 0


class ChooseOne(ChooseTiles):
    """One of a few: segments where they are few and short, else large rows."""

    clearable = True

    def shape_for(self, choices: Sequence[Choice]) -> Shape:
        """Return "segment" for a few short choices."""
        tokens = set(self.question.appearance)
        if tokens & (_ROWS | _COMPACT) or any(
            choice.media.get("image") for choice in choices
        ):
            return "radio"
        across = bool(tokens & _ACROSS)
        few = 1 < len(choices) <= (_SCALE if across else _SEGMENTS)
        width = line_width([choice.label for choice in choices], self)
        fits = few and width <= (WIDEST if across else _LINE)
        return "segment" if fits else "radio"

    def pick(self, index: int, on: bool) -> None:
        """Answer with the choice `index`."""
        self.answered.emit((self._choices or ())[index].value)
        if _QUICK & set(self.question.appearance):
            self.entered.emit()


class ChooseMany(ChooseTiles):
    """Any number of a list, in the order of the list."""

    shape: Shape = "check"
    clearable = True

    def pick(self, index: int, on: bool) -> None:
        """Answer with every choice that is checked now."""
        chosen = [
            choice.value
            for choice, tile in zip(self._choices or (), self.grid.tiles, strict=True)
            if tile.isChecked()
        ]
        self.answered.emit(" ".join(chosen))
