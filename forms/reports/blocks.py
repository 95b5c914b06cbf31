"""Blocks: what each block of words becomes, measured and ready to be drawn."""

from collections.abc import Iterable

from forms.reports.flow import Piece
from forms.reports.fonts import Faces
from forms.reports.grid import Style, grid
from forms.reports.lines import wrap
from forms.reports.pen import (
    FAINT,
    GROUNDS,
    INK,
    LINE,
    MM,
    MUTED,
    STRONG_LINE,
    TINT,
    TONES,
    Pen,
)
from forms.reports.sheet import (
    Block,
    Callout,
    Checks,
    Fact,
    Facts,
    Mark,
    Notes,
    Section,
    Table,
    Text,
    Ticks,
)

BODY = 10.0
LABEL = 9.0
LEADING = 14.0
_COLUMN_GAP = 5 * MM


def section(block: Section, width: float, faces: Faces) -> list[Piece]:
    """Return a section's title with a short bar before it."""
    lines = wrap(block.title, faces.bold, 11.5, width - 9)
    height = len(lines) * 16.0

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.ground(x, y + 2.6, 2.6, 11.4, TONES["info"])
        for at, line in enumerate(lines):
            pen.text(x + 9, y + 12.4 + at * 16, line, 11.5, bold=True)

    return [Piece(height + 2, draw, gap=10, keep=True)]


def label_width(blocks: Iterable[Block], width: float, faces: Faces) -> float:
    """Return how wide labels are in all blocks of a sheet, so that they line up."""
    labels: list[str] = []
    for block in blocks:
        match block:
            case Facts(told, head=False):
                labels += [fact.label for fact in told]
            case Ticks(label):
                labels.append(label)
            case _:
                pass
    longest = max((faces.regular.width(name, LABEL) for name in labels), default=0.0)
    return min(longest + 8, width * 0.225)


def facts(block: Facts, width: float, faces: Faces, label: float) -> list[Piece]:
    """Return label and value pairs, two a row where both are short."""
    if block.head:
        longest = max(faces.regular.width(f.label, LABEL) for f in block.facts)
        label = min(longest + 8, width * 0.16)
    inset = 8.0 if block.head else 5.0
    half = (width - _COLUMN_GAP) / 2
    rows: list[list[Fact]] = []
    for fact in block.facts:
        wide = fact.wide or _deep(fact, half - label - 2 * inset, faces) > 2
        if rows and not wide and len(rows[-1]) == 1 and not rows[-1][0].wide:
            rows[-1].append(fact)
        else:
            rows.append([Fact(fact.label, fact.value, wide)])
    pieces = []
    for at, row in enumerate(rows):
        ends = (at == 0, at == len(rows) - 1)
        pieces.append(_fact_row(row, width, label, inset, faces, block.head, ends))
    return pieces


def _deep(fact: Fact, room: float, faces: Faces) -> int:
    return len(wrap(fact.value.word, faces.regular, BODY, room))


def _fact_row(
    row: list[Fact],
    width: float,
    label: float,
    inset: float,
    faces: Faces,
    head: bool,
    ends: tuple[bool, bool],
) -> Piece:
    half = (width - _COLUMN_GAP) / 2
    wide = row[0].wide
    room = (width if wide else half) - label - 2 * inset
    cells = [_fact_cell(fact, label, room, faces) for fact in row]
    deep = max(max(len(names), len(values)) for names, values in cells)
    height = deep * LEADING + (6 if head else 5)
    top, bottom = (5.0 * end if head else 0.0 for end in ends)

    def draw(pen: Pen, x: float, y: float) -> None:
        if head:
            _ground(pen, x, y, width, height + top + bottom, ends)
            if not ends[0]:
                pen.rule(x, y, width, colour=0xFFFFFF, thick=0.8)
        else:
            pen.rule(x, y + height, width, colour=0xE4E7EC)
        for at, (fact, (names, values)) in enumerate(zip(row, cells, strict=True)):
            left = x + at * (half + _COLUMN_GAP) + inset
            base = y + top + 10.6 + (3 if head else 2.5)
            for down, line in enumerate(names):
                pen.text(left, base + down * LEADING - 0.3, line, LABEL, colour=MUTED)
            _value(pen, left + label, base, values, fact.value)

    return Piece(height + top + bottom, draw, gap=(9 if head else 3) if ends[0] else 0)


def _fact_cell(
    fact: Fact, label: float, room: float, faces: Faces
) -> tuple[list[str], list[str]]:
    names = wrap(fact.label, faces.regular, LABEL, label - 6)
    marked = BODY * 1.35 if fact.value.tone != "plain" else 0
    bold = fact.value.tone == "bad"
    return names, wrap(fact.value.word, faces.face(bold), BODY, room - marked)


def _ground(
    pen: Pen, x: float, y: float, width: float, height: float, ends: tuple[bool, bool]
) -> None:
    pen.ground(x, y, width, height, TINT, radius=5 if any(ends) else 0)
    if not all(ends) and any(ends):
        # Only the outer corners of the first and the last row are round.
        pen.ground(x, y + (height - 6) * ends[0], width, 6, TINT)


def _value(
    pen: Pen, x: float, base: float, lines: list[str], mark: Mark, size: float = BODY
) -> None:
    if mark.tone != "plain" and mark.word:
        pen.mark(x, base - size * 0.88, size, mark.tone)
        x += size * 1.35
    for down, line in enumerate(lines):
        pen.text(
            x,
            base + down * LEADING,
            line,
            size,
            bold=mark.tone == "bad",
            colour=TONES[mark.tone],
        )


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
            pen.tick(x + across + 5, base - 8.6, 9.4, tick.on, colour)
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
                pen.mark(
                    x + 12, down + leading / 2 - size * 0.52, size * 0.98, line.tone
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
            pen.mark(x + 4, y + 2.4, 7.4, "info")
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
