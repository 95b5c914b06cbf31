"""Choosing on a drawing (appearance "image-map"): parts of an SVG by their ids."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from forms.engine.instance.view import Choice, NodeState, Question
from ui.controls import svg
from ui.controls.areas import Areas
from ui.controls.choose import ChooseTiles
from ui.controls.control import Caption
from ui.controls.tile import Shape


class ImageMap(ChooseTiles):
    """The drawing of the label; choices that it does not show stand below as rows.

    Where the label's picture is no SVG, or is not here, all choices are rows and the
    page says so.
    """

    clearable = True

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._many = question.kind == "select"
        self.areas = Areas()
        self.chosen = Caption()
        self.told = Caption(
            self.tr("Choose by the name; the picture cannot be clicked."), "caption"
        )
        for place, widget in enumerate((self.areas, self.chosen, self.told)):
            self.column.insertWidget(place, widget)
        self.areas.picked.connect(self._pick_area)
        self.areas.cleared.connect(self.clear)
        self.areas.entered.connect(self.entered)
        self.areas.walked.connect(lambda at: self._say(at))
        self._drawn: tuple[str, tuple[Choice, ...] | None] = ("", None)
        self._value: list[str] = []

    def shape_for(self, choices: Sequence[Choice]) -> Shape:
        """Return rows with a mark."""
        return "check" if self._many else "radio"

    def show_answer(self, state: NodeState) -> None:
        """Show the drawing, the rows it lacks, and what is chosen."""
        self._value = state.value.split()
        uri = state.label.media.get("image", "")
        super().show_answer(state)
        if self._drawn != (uri, self._choices):
            self._drawn = (uri, self._choices)
            self._draw(uri)
        self.areas.setEnabled(not state.readonly)
        self.areas.setAccessibleName(state.label.text)
        known = enumerate(self._choices or ())
        self.areas.check({n for n, c in known if c.value in self._value})
        self._say(-1)

    def target(self) -> QWidget | None:
        """Return the drawing, or the rows where there is none."""
        return self.areas if self.owns_picture else super().target()

    def stops(self) -> list[QWidget]:
        """Return the drawing, then the rows that stand below it."""
        rows = super().target()
        below = [rows] if rows is not None and not self.grid.isHidden() else []
        plays = self.plays.held() if self.plays is not None else []
        return [*([self.areas] if self.owns_picture else []), *below, *plays]

    def pick(self, index: int, on: bool) -> None:
        """Take a choice up, or give it up."""
        choices = self._choices or ()
        value = choices[index].value
        if not self._many:
            self.answered.emit(value)
            return
        chosen = {*self._value, value} if on else {*self._value} - {value}
        self.answered.emit(" ".join(c.value for c in choices if c.value in chosen))

    def _pick_area(self, index: int) -> None:
        value = (self._choices or ())[index].value
        if self._many or value not in self._value:
            self.pick(index, value not in self._value)

    def _draw(self, uri: str) -> None:
        data = (self.media(uri) if uri else None) or b""
        drawing = svg.cleaned(data) if svg.is_svg(data) else b""
        choices = self._choices or ()
        found = self.areas.load(
            drawing, [c.value for c in choices], [c.label for c in choices]
        )
        self.owns_picture = bool(found)
        self.areas.setVisible(self.owns_picture)
        self.chosen.setVisible(self.owns_picture)
        self.told.setHidden(self.owns_picture)
        self.grid.setVisible(len(found) < len(choices))
        self.setFocusProxy(self.areas if self.owns_picture else self.grid)

    def _say(self, at: int) -> None:
        """Tell what is chosen, and what the keys or the mouse are on."""
        choices = self._choices or ()
        labels = self.tr(", ").join(c.label for c in choices if c.value in self._value)
        told = self.tr("Chosen: {labels}").format(labels=labels) if labels else ""
        if 0 <= at < len(choices):
            told = f"{told}   ▸ {choices[at].label}" if told else choices[at].label
        self.chosen.setText(told or self.tr("Click the place, or choose with arrows."))
