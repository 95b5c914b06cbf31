"""Pen: draws words, lines and boxes on one page, measured from its top left."""

from collections.abc import Sequence
from typing import Protocol

from forms.reports.fonts import Face, Faces
from forms.reports.sheet import Tone

MM = 72 / 25.4

INK = 0x101828
MUTED = 0x475467
FAINT = 0x667085
LINE = 0xCBD2DC
STRONG_LINE = 0x344054
TINT = 0xF2F5FA
TONES: dict[Tone, int] = {
    "ok": 0x067647,
    "bad": 0xB42318,
    "warn": 0xA3460A,
    "na": MUTED,
    "info": 0x1D5FE0,
    "plain": INK,
}
GROUNDS: dict[Tone, int] = {
    "ok": 0xECF8F2,
    "bad": 0xFDF0EE,
    "warn": 0xFFF5E6,
    "na": 0xF1F3F6,
    "info": 0xEEF4FE,
    "plain": TINT,
}


class _Path(Protocol):
    """What of reportlab's path is used."""

    def moveTo(self, x: float, y: float) -> None: ...

    def lineTo(self, x: float, y: float) -> None: ...

    def rect(self, x: float, y: float, width: float, height: float) -> None: ...

    def close(self) -> None: ...


class _Canvas(Protocol):
    """What of reportlab's canvas is used; y grows upwards."""

    def setFont(self, name: str, size: float, /) -> None: ...

    def setFillColorRGB(self, r: float, g: float, b: float) -> None: ...

    def setStrokeColorRGB(self, r: float, g: float, b: float) -> None: ...

    def setLineWidth(self, width: float) -> None: ...

    def setLineCap(self, mode: int) -> None: ...

    def setLineJoin(self, mode: int) -> None: ...

    def setDash(self, array: list[float]) -> None: ...

    def drawString(self, x: float, y: float, text: str) -> None: ...

    def beginPath(self) -> _Path: ...

    def drawPath(self, path: _Path, /, *, stroke: int, fill: int) -> None: ...

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None: ...

    def circle(
        self, x: float, y: float, r: float, /, stroke: int = 1, fill: int = 0
    ) -> None: ...

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        stroke: int = 1,
        fill: int = 0,
    ) -> None: ...

    def roundRect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float,
        stroke: int = 1,
        fill: int = 0,
    ) -> None: ...

    def drawImage(
        self,
        image: object,
        x: float,
        y: float,
        width: float,
        height: float,
        mask: str,
    ) -> object: ...

    def saveState(self) -> None: ...

    def restoreState(self) -> None: ...

    def translate(self, dx: float, dy: float) -> None: ...

    def rotate(self, theta: float) -> None: ...


class Pen:
    """Draws on the current page of a canvas; x and y in points from the top left.

    Args:
        holes: The characters that the font lacks, drawn as a box with their code.
    """

    def __init__(
        self, canvas: _Canvas, faces: Faces, height: float, holes: Sequence[str] = ()
    ) -> None:
        self.canvas = canvas
        self.faces = faces
        self.height = height
        self._holes = frozenset(holes)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        bold: bool = False,
        colour: int = INK,
    ) -> None:
        """Draw `words` with their baseline at y."""
        face = self.faces.face(bold)
        self.fill(colour)
        self.canvas.setFont(face.name, size)
        if self._holes.isdisjoint(words):
            self.canvas.drawString(x, self.height - y, words)
        else:
            self._with_holes(x, y, words, size, face)

    def text_right(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        bold: bool = False,
        colour: int = INK,
    ) -> None:
        """Draw `words` so that they end at x."""
        left = x - self.faces.face(bold).width(words, size)
        self.text(left, y, words, size, bold=bold, colour=colour)

    def rule(
        self,
        x: float,
        y: float,
        width: float,
        *,
        colour: int = LINE,
        thick: float = 0.5,
    ) -> None:
        """Draw a line to the right."""
        self.stroke(colour, thick)
        self.canvas.line(x, self.height - y, x + width, self.height - y)

    def ground(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: int,
        radius: float = 0,
    ) -> None:
        """Fill a rectangle whose top left corner is x, y."""
        self.fill(colour)
        bottom = self.height - y - height
        if radius:
            self.canvas.roundRect(x, bottom, width, height, radius, stroke=0, fill=1)
        else:
            self.canvas.rect(x, bottom, width, height, stroke=0, fill=1)

    def frame(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        colour: int = LINE,
        dashed: bool = False,
        radius: float = 2,
    ) -> None:
        """Draw the outline of a rectangle."""
        self.stroke(colour, 0.5)
        if dashed:
            self.canvas.setDash([2, 2])
        bottom = self.height - y - height
        self.canvas.roundRect(x, bottom, width, height, radius, stroke=1, fill=0)
        if dashed:
            self.canvas.setDash([])

    def lines(self, points: Sequence[tuple[float, float]]) -> None:
        """Draw the line through `points` with the stroke set last."""
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], self.height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self.height - y)
        self.canvas.drawPath(path, stroke=1, fill=0)

    def picture(
        self, image: object, x: float, y: float, width: float, height: float
    ) -> None:
        """Draw an image that reportlab reads, stretched to the rectangle."""
        bottom = self.height - y - height
        self.canvas.drawImage(image, x, bottom, width, height, mask="auto")

    def slanted(self, x: float, y: float, words: str, size: float, colour: int) -> None:
        """Draw `words` rising to the right, their middle at x, y: a watermark."""
        self.canvas.saveState()
        self.canvas.translate(x, self.height - y)
        self.canvas.rotate(32)
        face = self.faces.bold
        self.fill(colour)
        self.canvas.setFont(face.name, size)
        self.canvas.drawString(-face.width(words, size) / 2, -size / 3, words)
        self.canvas.restoreState()

    def _with_holes(
        self, x: float, y: float, words: str, size: float, face: Face
    ) -> None:
        for char in words:
            if char not in self._holes:
                self.canvas.setFont(face.name, size)
                self.canvas.drawString(x, self.height - y, char)
            else:
                self.frame(x + size * 0.04, y - size * 0.86, size * 0.92, size * 0.98)
                self.canvas.setFont(self.faces.regular.name, size * 0.27)
                code = f"{ord(char):04X}"
                for row, part in enumerate((code[:-3], code[-3:])):
                    at = self.height - y + size * (0.5 - row * 0.36)
                    self.canvas.drawString(x + size * 0.24, at, part)
            x += face.width(char, size)

    def fill(self, colour: int) -> None:
        """Take a colour for areas and words."""
        self.canvas.setFillColorRGB(*_rgb(colour))

    def stroke(self, colour: int, thick: float) -> None:
        """Take a colour and a width in points for lines."""
        self.canvas.setStrokeColorRGB(*_rgb(colour))
        self.canvas.setLineWidth(thick)


def _rgb(colour: int) -> tuple[float, float, float]:
    return (colour >> 16) / 255, (colour >> 8 & 255) / 255, (colour & 255) / 255
