"""Facts: label and value pairs in two columns, all labels of a sheet lined up."""

from collections.abc import Iterable

from forms.reports.flow import Piece
from forms.reports.fonts import Faces
from forms.reports.lines import wrap
from forms.reports.marks import draw_mark
from forms.reports.pen import MM, MUTED, TINT, TONES, Pen
from forms.reports.sheet import Block, Fact, Facts, Mark, Ticks

BODY = 10.0
LABEL = 9.0
LEADING = 14.0
_COLUMN_GAP = 5 * MM


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
        draw_mark(pen, x, base - size * 0.88, size, mark.tone)
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
