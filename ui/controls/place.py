"""Places on the earth: typed, read from a file, or picked on a grid of squares."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls.control import Caption, Control
from ui.controls.field import Field, Typed
from ui.controls.ground import Ground
from ui.controls.picture import side_button
from ui.controls.tracks import Point, read_places
from ui.controls.typed import MultilineControl, half_width

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
HIDE = "hide-input"
"""The appearance that shows no coordinates to type."""
_MOST_BYTES = 20 * 1024 * 1024
# The place answered last, in this run of the program: where a grid opens next. Before
# any, the middle of the town that the placeholders name.
_last: list[Point] = [(35.4146, 116.5871)]


class PlaceControl(Typed):
    """Latitude and longitude in degrees; altitude and accuracy stay as given."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.lat, self.lon = Field("35.4146"), Field("116.5871")
        self.typing = QWidget()
        row = QHBoxLayout(self.typing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        wide = QFontMetrics(self.lat.font()).horizontalAdvance("0") * 14 + 36
        for name, field in (
            (self.tr("Latitude"), self.lat),
            (self.tr("Longitude"), self.lon),
        ):
            field.setFixedWidth(wide)
            field.setAccessibleName(name)
            field.textEdited.connect(self._edited)
            field.left.connect(self.flush)
            caption = Caption(name)
            caption.setWordWrap(False)
            row.addWidget(caption)
            row.addWidget(field)
        row.addStretch(1)
        self.lat.entered.connect(self.lon.setFocus)
        self.lon.entered.connect(self._enter)
        self.setFocusProxy(self.lat)
        self._rest = "0 0"
        self.picker = Picker(self, self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.typing)
        column.addWidget(self.picker)
        self._bare = HIDE in question.appearance
        self.typing.setHidden(self._bare)
        if self._bare:
            self.setFocusProxy(self.picker.open_at_once())

    def show_answer(self, state: NodeState) -> None:
        """Show the place, on the grid too."""
        super().show_answer(state)
        self.picker.show_places(points_of(state.value), readonly=state.readonly)

    def put(self, value: str) -> None:
        """Write the first two of the four numbers."""
        parts = value.split()
        self._rest = " ".join([*parts[2:4], "0", "0"][:2])
        for field, text in zip((self.lat, self.lon), [*parts, "", ""], strict=False):
            if field.text() != text:
                field.setText(text)

    def taken(self) -> str:
        """Return "latitude longitude altitude accuracy"."""
        lat, lon = half_width(self.lat.text()), half_width(self.lon.text())
        return f"{lat} {lon} {self._rest}" if lat and lon else lat or lon

    def trouble(self) -> str:
        """Say what is wrong with the two numbers."""
        lat, lon = half_width(self.lat.text()), half_width(self.lon.text())
        if not lat and not lon:
            return ""
        if not lat or not lon:
            return self.tr("Type both latitude and longitude")
        return "" if sound(f"{lat} {lon}") else degrees()

    def set_readonly(self, readonly: bool) -> None:
        """Let the place stay."""
        self.lat.setReadOnly(readonly)
        self.lon.setReadOnly(readonly)

    def stops(self) -> list[QWidget]:
        """Return both fields, then what picks."""
        fields = [] if self._bare else [self.lat, self.lon]
        return [*fields, *self.picker.stops()]

    def _pick(self, points: Sequence[Point]) -> None:
        """Take the last of `points` as the place."""
        self._rest = "0 0"
        lat, lon = (f"{each:.7f}" for each in points[-1]) if points else ("", "")
        self.lat.setText(lat)
        self.lon.setText(lon)
        self.typed()
        self.flush()

    def _edited(self) -> None:
        # A place copied from a map comes as one text: "35.4146, 116.5871".
        parts = _NUMBER.findall(self.lat.text())
        if len(parts) == 2 and re.search(r"[,\uff0c\s]", self.lat.text().strip()):
            self.lat.setText(parts[0])
            self.lon.setText(parts[1])
        self.typed()

    def _enter(self) -> None:
        self.flush()
        if not self.trouble():
            self.entered.emit()


class PlacesControl(MultilineControl):
    """A line or an area: one place a line, "latitude longitude"."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.area.setPlaceholderText(self.tr("One place a line: 35.4146 116.5871"))
        self.picker = Picker(self, self._pick)
        self.column.addWidget(self.picker)
        self._bare = HIDE in question.appearance
        self.area.setHidden(self._bare)
        if self._bare:
            self.setFocusProxy(self.picker.open_at_once())

    def show_answer(self, state: NodeState) -> None:
        """Show the places, on the grid too."""
        super().show_answer(state)
        self.picker.show_places(self._open(state.value), readonly=state.readonly)

    def stops(self) -> list[QWidget]:
        """Return the field, then what picks."""
        return [*([] if self._bare else [self.area]), *self.picker.stops()]

    def _open(self, value: str) -> list[Point]:
        """Return the places of `value`, an area without its last."""
        points = points_of(value)
        closed = len(points) > 1 and points[0] == points[-1]
        return points[:-1] if closed and self.question.type == "geoshape" else points

    def _pick(self, points: Sequence[Point]) -> None:
        """Take `points` as the line or the area."""
        super().put("\n".join(f"{lat:.7f} {lon:.7f}" for lat, lon in points))
        self.typed()
        self.flush()

    def put(self, value: str) -> None:
        """Write one place a line."""
        parts = (" ".join(part.split()[:2]) for part in value.split(";"))
        lines = [line for line in parts if line]
        # An area ends where it began by itself: nobody types that place twice.
        if self.question.type == "geoshape" and lines[1:] and lines[0] == lines[-1]:
            lines.pop()
        super().put("\n".join(lines))

    def taken(self) -> str:
        """Return the places as XForms writes them; an area ends where it began."""
        places = self._places()
        if self.question.type == "geoshape" and places and places[0] != places[-1]:
            places.append(places[0])
        return "; ".join(f"{place} 0 0" for place in places)

    def trouble(self) -> str:
        """Say which line is no place, or that there are too few."""
        places = self._places()
        for number, place in enumerate(places, 1):
            if not sound(place):
                return self.tr("Line {number}: {why}").format(
                    number=number, why=degrees()
                )
        least = 3 if self.question.type == "geoshape" else 2
        if places and len(places) < least:
            return self.tr("At least {least} places are needed").format(least=least)
        return ""

    def _places(self) -> list[str]:
        lines = self.area.toPlainText().splitlines()
        return [
            " ".join(_NUMBER.findall(line)[:2]) or line
            for line in lines
            if line.strip()
        ]


class Picker(QWidget):
    """Two buttons under typed places: out of a file, or on a grid of squares.

    Args:
        owner: The control of the question; takes the complaints.
        pick: Called with the places that were chosen, all of them.
    """

    def __init__(self, owner: Control, pick: Callable[[Sequence[Point]], None]) -> None:
        super().__init__(owner)
        self._owner, self._pick = owner, pick
        self._points: list[Point] = []
        self._readonly = False
        self.ground: Ground | None = None
        self.file = side_button(self.tr("From a GPX, KML or GeoJSON file"), "file",
                                self._choose)  # fmt: skip
        self.grid = side_button(self.tr("Pick on a grid"), "pin", self.turn_grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.file, self.grid):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(buttons)

    def show_places(self, points: Sequence[Point], *, readonly: bool) -> None:
        """Show the places as they are kept."""
        self._points, self._readonly = list(points), readonly
        if points:
            _last[:] = [points[-1]]
        self.file.setEnabled(not readonly)
        self.grid.setEnabled(not readonly)
        if self.ground is not None:
            self.ground.readonly = readonly
            self.ground.put(points)

    def stops(self) -> list[QWidget]:
        """Return the buttons and the grid; the grid first where it is all there is."""
        ground = [self.ground] if self.ground is not None else []
        if self.grid.isHidden():
            return [*ground, self.file]
        return [self.file, self.grid, *ground]

    def open_at_once(self) -> QWidget:
        """Open the grid for good, in place of typing; return it."""
        self.grid.hide()
        return self.open_grid()

    def turn_grid(self) -> None:
        """Open the grid, or close it."""
        ground = self.ground
        if ground is None:
            ground = self.open_grid()
        else:
            ground.setVisible(ground.isHidden())
        if not ground.isHidden():
            ground.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_grid(self) -> Ground:
        """Open the grid around the last known place."""
        self.ground = Ground(self._owner.question.type, _last[0])
        self.ground.readonly = self._readonly
        self._column.addWidget(self.ground)
        help_ = Caption(self.ground.help(), "caption")
        # Layouts give a wrapped label one line too few under a fixed height.
        help_.setMinimumHeight(help_.heightForWidth(self.ground.sizeHint().width()))
        self._column.addWidget(help_)
        self.ground.put(self._points)
        self.ground.changed.connect(self._picked)
        return self.ground

    def load(self, path: Path) -> None:
        """Take the places in the file `path`; say so where it has none."""
        try:
            if path.stat().st_size > _MOST_BYTES:
                raise ValueError("too large")
            points = read_places(path.read_bytes())
        except (OSError, ValueError):
            self._owner.troubled.emit(
                self.tr("No places could be read from this file: GPX, KML or GeoJSON.")
            )
            return
        self._pick(points)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a file"),
            "",
            self.tr("Places") + " (*.gpx *.kml *.geojson *.json)",
        )
        if name:
            self.load(Path(name))

    def _picked(self) -> None:
        if self.ground is not None:
            self._pick(self.ground.points)


def points_of(value: str) -> list[Point]:
    """Return the places of an XForms geo value that can be read."""
    parts = [part.split()[:2] for part in value.split(";")]
    return [(float(part[0]), float(part[1])) for part in parts if sound(" ".join(part))]


def sound(place: str) -> bool:
    """Tell whether `place` is "latitude longitude" within their ranges."""
    parts = place.split()
    if len(parts) != 2 or not all(_NUMBER.fullmatch(part) for part in parts):
        return False
    return abs(float(parts[0])) <= 90 and abs(float(parts[1])) <= 180


def degrees() -> str:
    """Return the sentence that tells how a place is typed."""
    return QCoreApplication.translate(
        "PlaceControl",
        "Latitude -90 to 90 and longitude -180 to 180, as 35.4146 116.5871",
    )
