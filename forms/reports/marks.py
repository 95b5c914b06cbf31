"""Marks: a shape for each tone, check boxes, and the QR code, drawn as lines."""

from collections.abc import Sequence

from forms.reports.pen import FAINT, TONES, Pen
from forms.reports.sheet import Tone


def draw_mark(pen: Pen, x: float, y: float, size: float, tone: Tone) -> None:
    """Draw the shape of `tone` in a square, so that it is told without colour."""
    colour = TONES[tone]
    top = pen.height - y
    if tone == "info":
        pen.stroke(colour, size * 0.09)
        pen.canvas.circle(x + size / 2, top - size / 2, size * 0.46)
        pen.fill(colour)
        pen.canvas.circle(
            x + size / 2, top - size * 0.29, size * 0.07, stroke=0, fill=1
        )
        _inside(pen, x, y, size, ((0.5, 0.46), (0.5, 0.74)))
    elif tone == "warn":
        pen.stroke(colour, size * 0.1)
        _inside(pen, x, y, size, ((0.5, 0.06), (0.97, 0.92), (0.03, 0.92), (0.5, 0.06)))
        _inside(pen, x, y, size, ((0.5, 0.38), (0.5, 0.62)))
        _inside(pen, x, y, size, ((0.5, 0.77), (0.5, 0.78)))
    elif tone == "bad":
        pen.ground(x, y, size, size, colour, radius=size * 0.18)
        pen.stroke(0xFFFFFF, size * 0.13)
        _inside(pen, x, y, size, ((0.28, 0.28), (0.72, 0.72)))
        _inside(pen, x, y, size, ((0.72, 0.28), (0.28, 0.72)))
    else:
        _box(pen, x, y, size, colour)
        inside = (
            ((0.24, 0.52), (0.43, 0.71), (0.78, 0.3))
            if tone == "ok"
            else ((0.28, 0.5), (0.72, 0.5))
        )
        _inside(pen, x, y, size, inside)


def draw_tick(pen: Pen, x: float, y: float, size: float, on: bool, colour: int) -> None:
    """Draw a check box."""
    _box(pen, x, y, size, colour if on else FAINT)
    if on:
        pen.stroke(colour, size * 0.13)
        _inside(pen, x, y, size, ((0.22, 0.52), (0.43, 0.73), (0.8, 0.27)))


def draw_code(pen: Pen, x: float, y: float, size: float, rows: Sequence[bytes]) -> None:
    """Draw a QR code as one path: `rows` hold 1 for each dark module."""
    module = size / len(rows)
    path = pen.canvas.beginPath()
    for down, row in enumerate(rows):
        bottom = pen.height - y - (down + 1) * module
        at = 0
        while at < len(row):
            end = at
            while end < len(row) and row[end]:
                end += 1
            if end > at:
                path.rect(x + at * module, bottom, (end - at) * module, module)
            at = end + 1
    pen.fill(0)
    pen.canvas.drawPath(path, stroke=0, fill=1)


def _box(pen: Pen, x: float, y: float, size: float, colour: int) -> None:
    pen.stroke(colour, size * 0.09)
    pen.canvas.roundRect(
        x + size * 0.04,
        pen.height - y - size * 0.96,
        size * 0.92,
        size * 0.92,
        size * 0.18,
    )


def _inside(
    pen: Pen, x: float, y: float, size: float, points: Sequence[tuple[float, float]]
) -> None:
    pen.lines([(x + across * size, y + down * size) for across, down in points])
