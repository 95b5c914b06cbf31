"""Grid: rows of cells in columns, with heads that return on every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.reports.columns import fit
from forms.reports.flow import Piece
from forms.reports.fonts import Faces
from forms.reports.lines import wrap
from forms.reports.marks import draw_mark
from forms.reports.pen import GROUNDS, INK, LINE, MUTED, STRONG_LINE, TONES, Pen
from forms.reports.sheet import Mark

# A cell with more lines than this is cut, so that a row never outgrows a page.
_LINES_A_ROW = 24


@dataclass(frozen=True, slots=True)
class Style:
    """How a grid is set: sizes in points.

    Args:
        size: Of the cells' text.
        pad: Above and below the text of a row.
        ruled: Lines between columns too, as ledgers have them.
    """

    size: float = 10
    pad: float = 4
    ruled: bool = False

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * 1.4

    @property
    def inset(self) -> float:
        """Left and right of the text of a cell."""
        return 3 if self.size < 9 else 5


@dataclass(frozen=True, slots=True)
class _Cell:
    x: float
    lines: list[str]
    mark: Mark
    bold: bool


def grid(
    heads: Sequence[str],
    shares: Sequence[float],
    rows: Sequence[Sequence[Mark]],
    width: float,
    faces: Faces,
    style: Style,
    total: Sequence[Mark] = (),
) -> list[Piece]:
    """Return the pieces of a table `width` points wide: its heads, then its rows."""
    columns = fit(
        shares, _needs(heads, (*rows, total), style), width, faces.bold, style.size
    )
    head = _head(heads, columns, width, faces, style)
    pieces = [Piece(head.height, head.draw, gap=head.gap, keep=True)]
    for row in rows:
        pieces += _row(row, columns, width, faces, style, head, bold=False)
    if total:
        pieces += _row(total, columns, width, faces, style, head, bold=True)
    return pieces


def _needs(
    heads: Sequence[str], rows: Sequence[Sequence[Mark]], style: Style
) -> list[list[tuple[str, float]]]:
    found = [[(head, 2 * style.inset)] for head in heads]
    for row in rows:
        for column, mark in zip(found, row, strict=False):
            marked = style.size * 1.35 if mark.tone != "plain" else 0.0
            column.append((mark.word, 2 * style.inset + marked))
    return found


def _head(
    heads: Sequence[str],
    columns: Sequence[float],
    width: float,
    faces: Faces,
    style: Style,
) -> Piece:
    size = style.size - 1
    cells = [
        wrap(head, faces.bold, size, column - 2 * style.inset)
        for head, column in zip(heads, columns, strict=True)
    ]
    leading = size * 1.3
    height = max(map(len, cells)) * leading + 2 * style.pad

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.ground(x, y, width, height, 0xF2F5FA)
        pen.rule(x, y, width, colour=STRONG_LINE, thick=0.9)
        pen.rule(x, y + height, width, colour=STRONG_LINE, thick=0.6)
        if style.ruled:
            _uprights(pen, x, y, columns, height)
        for left, lines in zip(_lefts(columns), cells, strict=True):
            top = y + (height - len(lines) * leading) / 2
            for at, line in enumerate(lines):
                base = top + at * leading + size * 0.98
                pen.text(
                    x + left + style.inset, base, line, size, bold=True, colour=MUTED
                )

    return Piece(height, draw, gap=5)


def _lefts(columns: Sequence[float]) -> list[float]:
    return [sum(columns[:at]) for at in range(len(columns))]


def _uprights(
    pen: Pen, x: float, y: float, columns: Sequence[float], height: float
) -> None:
    pen.rule(x, y, 0)
    for left in (*_lefts(columns), sum(columns)):
        pen.lines([(x + left, y), (x + left, y + height)])


def _row(
    row: Sequence[Mark],
    columns: Sequence[float],
    width: float,
    faces: Faces,
    style: Style,
    head: Piece,
    *,
    bold: bool,
) -> list[Piece]:
    cells = [
        _cell(mark, left, column, faces, style, bold=bold)
        for mark, left, column in zip(row, _lefts(columns), columns, strict=True)
    ]
    deep = max(len(cell.lines) for cell in cells)
    bad = any(mark.tone == "bad" for mark in row) and not style.ruled
    return [
        _part(
            cells,
            columns,
            slice(start, min(start + _LINES_A_ROW, deep)),
            width,
            style,
            head,
            tinted=bad,
            last=start + _LINES_A_ROW >= deep,
        )
        for start in range(0, deep, _LINES_A_ROW)
    ]


def _cell(
    mark: Mark, left: float, column: float, faces: Faces, style: Style, *, bold: bool
) -> _Cell:
    strong = bold or mark.tone == "bad"
    marked = mark.tone != "plain" and bool(mark.word)
    room = column - 2 * style.inset - (style.size * 1.35 if marked else 0)
    lines = wrap(mark.word, faces.face(strong), style.size, room)
    return _Cell(left, lines, mark, strong)


def _part(
    cells: Sequence[_Cell],
    columns: Sequence[float],
    shown: slice,
    width: float,
    style: Style,
    head: Piece,
    *,
    tinted: bool,
    last: bool,
) -> Piece:
    height = (shown.stop - shown.start) * style.leading + 2 * style.pad

    def draw(pen: Pen, x: float, y: float) -> None:
        if tinted:
            pen.ground(x, y, width, height, GROUNDS["bad"])
            # The ground lies over the line that the row above has drawn.
            pen.rule(x, y, width, colour=LINE)
        for cell in cells:
            _draw_cell(pen, cell, x, y, shown, style)
        if style.ruled:
            _uprights(pen, x, y, columns, height)
        if last:
            pen.rule(x, y + height, width, colour=LINE)

    return Piece(height, draw, head=head)


def _draw_cell(
    pen: Pen, cell: _Cell, x: float, y: float, shown: slice, style: Style
) -> None:
    left = x + cell.x + style.inset
    colour = TONES[cell.mark.tone] if cell.mark.tone != "plain" else INK
    if cell.mark.tone != "plain" and cell.mark.word:
        if shown.start == 0:
            top = y + style.pad + style.leading / 2 - style.size * 0.53
            draw_mark(pen, left, top, style.size, cell.mark.tone)
        left += style.size * 1.35
    for at, line in enumerate(cell.lines[shown]):
        base = y + style.pad + at * style.leading + style.size * 1.06
        pen.text(left, base, line, style.size, bold=cell.bold, colour=colour)
