"""Places on the earth, typed: one point, a line or an area."""

import re

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from forms.engine.instance.view import Question
from ui.controls.control import Caption
from ui.controls.field import Field, Typed
from ui.controls.typed import MultilineControl, half_width

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class PlaceControl(Typed):
    """Latitude and longitude in degrees; altitude and accuracy stay as given."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.lat, self.lon = Field("35.4146"), Field("116.5871")
        row = QHBoxLayout(self)
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
        """Return both fields."""
        return [self.lat, self.lon]

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

    def put(self, value: str) -> None:
        """Write one place a line."""
        lines = [" ".join(part.split()[:2]) for part in value.split(";")]
        super().put("\n".join(line for line in lines if line))

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
