"""Blocks: what each block of words becomes, measured and ready to be drawn."""

from forms.reports.facts import BODY, LABEL
from forms.reports.flow import Piece
from forms.reports.fonts import Faces
from forms.reports.grid import Style, grid
from forms.reports.lines import wrap
from forms.reports.marks import draw_mark, draw_tick
from forms.reports.pen import (
    FAINT,
    GROUNDS,
    INK,
    LINE,
    MM,
    MUTED,
    STRONG_LINE,
    TONES,
    Pen,
)
from forms.reports.sheet import (
    Callout,
    Checks,
    Mark,
    Notes,
    Section,
    Table,
    Text,
    Ticks,
)


def section(block: Section, width: float, faces: Faces) -> list[Piece]:
    """Return a section's title with a short bar before it."""
    lines = wrap(block.title, faces.bold, 11.5, width - 9)
    height = len(lines) * 16.0

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.ground(x, y + 2.6, 2.6, 11.4, TONES["info"])
        for at, line in enumerate(lines):
            pen.text(x + 9, y + 12.4 + at * 16, line, 11.5, bold=True)

    return [Piece(height + 2, draw, gap=10, keep=True)]


def checks(block: Checks, width: float, faces: Faces) -> list[Piece]:
    """Return the numbered rows of things checked."""
    remarked = any(row.remark for row in block.rows)
    results = (
        faces.bold.width(row.result.word, BODY) + BODY * 1.35 + 12 for row in block.rows
    )
    found = min(max(26 * MM, *results), width * (0.34 if remarked else 0.5))
    question = (width - 10 * MM - found) * (0.54 if remarked else 1)
    shares = [10 * MM, question, found, width - 10 * MM - found - question]
    rows = [
        (Mark(str(at)), Mark(row.question), row.result, Mark(row.remark))
        for at, row in enumerate(block.rows, 1)
    ]
    if remarked:
        return grid(block.heads, shares, rows, width, faces, Style())
    less = [row[:3] for row in rows]
    return grid(block.heads[:3], shares[:3], less, width, faces, Style())


def table(block: Table, width: float, faces: Faces, *, ledger: bool) -> list[Piece]:
    """Return a table; a ledger's is smaller and ruled."""
    dense = len(block.heads) > 8
    style = Style(8, 3, ruled=ledger) if ledger or dense else Style(9, 3.5)
    if block.roomy:
        style = Style(9, 8, ruled=True)
    return grid(block.heads, block.widths, block.rows, width, faces, style, block.total)


def text(block: Text, width: float, faces: Faces) -> list[Piece]:
    """Return a long answer: its label, then line after line beside a bar."""
    pieces = []
    if block.label:
        names = wrap(block.label, faces.regular, LABEL, width - 10)

        def name(pen: Pen, x: float, y: float) -> None:
            for at, line in enumerate(names):
                pen.text(x + 5, y + 10 + at * 13, line, LABEL, colour=MUTED)

        pieces.append(Piece(len(names) * 13.0, name, gap=5, keep=True))
    for line in wrap(block.text, faces.regular, BODY, width - 22):
        pieces.append(_text_line(line))
    return pieces


def _text_line(line: str) -> Piece:
    def draw(pen: Pen, x: float, y: float) -> None:
        pen.ground(x + 5, y + 1, 1.6, 15, LINE)
        pen.text(x + 14, y + 11.6, line, BODY)

    return Piece(15.5, draw)


def ticks(block: Ticks, width: float, faces: Faces, label: float) -> list[Piece]:
    """Return a question and its choices as boxes, as many a line as fit."""
    names = wrap(block.label, faces.regular, LABEL, label - 6)
    placed: list[tuple[float, int, int]] = []
    left, row = label, 0
    for at, tick in enumerate(block.ticks):
        needed = faces.face(tick.on).width(tick.label, BODY) + 26
        if left + needed > width and left > label:
            left, row = label, row + 1
        placed.append((left, row, at))
        left += needed
    height = max(row + 1, len(names)) * 15.5 + 4

    def draw(pen: Pen, x: float, y: float) -> None:
        for at, line in enumerate(names):
            pen.text(x + 5, y + 12.4 + at * 13, line, LABEL, colour=MUTED)
        for across, down, at in placed:
            tick = block.ticks[at]
            colour = TONES[tick.tone] if tick.on else FAINT
            base = y + 12.8 + down * 15.5
            draw_tick(pen, x + across + 5, base - 8.6, 9.4, tick.on, colour)
            pen.text(
                x + across + 18, base, tick.label, BODY, bold=tick.on, colour=colour
            )
        pen.rule(x, y + height, width, colour=0xE4E7EC)

    return [Piece(height, draw)]


def callout(block: Callout, width: float, faces: Faces) -> list[Piece]:
    """Return the verdict: a tinted frame in the colour of its first line."""
    tone = block.lines[0].tone
    wrapped = [
        wrap(line.word, faces.face(at == 0), 12.5 if at == 0 else BODY, width - 46)
        for at, line in enumerate(block.lines)
    ]
    rows = [(len(lines), 18.0 if at == 0 else 15.0) for at, lines in enumerate(wrapped)]
    height = sum(count * leading for count, leading in rows) + 12

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.ground(x, y, width, height, GROUNDS[tone], radius=5)
        pen.ground(x, y + 5, 2.6, height - 10, TONES[tone])
        down = y + 6
        for at, (line, lines) in enumerate(zip(block.lines, wrapped, strict=True)):
            size, leading = (12.5, 18.0) if at == 0 else (BODY, 15.0)
            colour = TONES[line.tone] if at == 0 else INK
            if line.tone != "plain":
                draw_mark(
                    pen,
                    x + 12,
                    down + leading / 2 - size * 0.52,
                    size * 0.98,
                    line.tone,
                )
            for words in lines:
                base = down + leading / 2 + size * 0.36
                pen.text(x + 32, base, words, size, bold=at == 0, colour=colour)
                down += leading

    return [Piece(height, draw, gap=8)]


def notes(block: Notes, width: float, faces: Faces) -> list[Piece]:
    """Return small print, line by line."""
    pieces = []
    for at, note in enumerate(block.lines):
        lines = wrap(note, faces.regular, 8.5, width - 16)

        def draw(pen: Pen, x: float, y: float, lines: list[str] = lines) -> None:
            draw_mark(pen, x + 4, y + 2.4, 7.4, "info")
            for down, line in enumerate(lines):
                pen.text(x + 16, y + 9 + down * 12, line, 8.5, colour=MUTED)

        pieces.append(Piece(len(lines) * 12.0 + 2, draw, gap=5 if at == 0 else 0))
    return pieces


def title(words: str, below: str, width: float, faces: Faces) -> Piece:
    """Return the sheet's title and the line under it."""
    size = 20.0 if faces.bold.width(words, 20) <= width else 17.0
    lines = wrap(words, faces.bold, size, width)
    small = wrap(below, faces.regular, 9.5, width) if below else []
    height = len(lines) * size * 1.3 + len(small) * 13.5 + 4

    def draw(pen: Pen, x: float, y: float) -> None:
        base = y + size * 1.02
        for at, line in enumerate(lines):
            pen.text(x, base + at * size * 1.3, line, size, bold=True)
        base = y + len(lines) * size * 1.3 + 10.5
        for at, line in enumerate(small):
            pen.text(x, base + at * 13.5, line, 9.5, colour=MUTED)

    return Piece(height, draw)


def furniture(pen: Pen, x: float, width: float, office: str, right: str) -> None:
    """Draw the line at the top of every page: whose sheet, its number, the page."""
    pen.text(x, 13.2 * MM, office, 9.5, bold=True, colour=STRONG_LINE)
    pen.text_right(x + width, 13.2 * MM, right, 9, colour=MUTED)
    pen.rule(x, 15.4 * MM, width, colour=STRONG_LINE, thick=0.7)
