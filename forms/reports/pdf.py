"""Pdf: sheets drawn on A4 pages, the same bytes for the same sheets."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import resources
from forms.reports import blocks, facts, pictures
from forms.reports.flow import Piece, Placed, pages
from forms.reports.fonts import Faces, faces
from forms.reports.marks import draw_code
from forms.reports.pen import FAINT, MM, Pen
from forms.reports.sheet import (
    Block,
    Callout,
    Checks,
    Facts,
    Notes,
    PageBreak,
    Photos,
    Section,
    Sheet,
    Signatures,
    Table,
    Text,
    Ticks,
    strings,
)

_SHORT, _LONG = 210 * MM, 297 * MM
# The binding edge (DOMAIN.md T11), and what a printer leaves white on the others.
_LEFT, _RIGHT = 25 * MM, 15 * MM
_TOP, _BOTTOM = 19 * MM, 17 * MM
_CODE = 20 * MM


def draw(sheets: Sequence[Sheet], *, demo: bool = False) -> bytes:
    """Return one PDF file with every sheet, each with its own page numbers.

    Args:
        sheets: At least one.
        demo: Lay 演示数据 over every page: nothing of it is real.

    A character that the font lacks is drawn as a box with its code, large enough to
    write it by hand, and the sheet says so at its end; `holes` tells it beforehand.
    """
    from reportlab.pdfgen.canvas import Canvas

    known = faces()
    out = BytesIO()
    canvas = Canvas(out, pageCompression=1, invariant=1)
    canvas.setTitle(sheets[0].title)
    canvas.setSubject(sheets[0].number)
    canvas.setCreator("GridVisit")
    for sheet in sheets:
        width, height = (_LONG, _SHORT) if sheet.landscape else (_SHORT, _LONG)
        canvas.setPageSize((width, height))
        lost = holes([sheet])
        pen = Pen(canvas, known, height, lost)
        laid = _laid(_with_note(sheet, lost), known, width, height)
        for at, page in enumerate(laid, 1):
            canvas.setLineCap(1)
            canvas.setLineJoin(1)
            if demo:
                _watermark(pen, width, height)
            _page(pen, sheet, page, width, (at, len(laid)))
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def holes(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Return the characters of `sheets` that the font lacks: none of our own words.

    Whoever prints tells them: they stand on the paper as boxes to be filled by hand.
    """
    return faces().holes(line for sheet in sheets for line in strings(sheet))


def _with_note(sheet: Sheet, lost: Sequence[str]) -> Sheet:
    if not lost:
        return sheet
    codes = " ".join(f"U+{ord(char):04X}" for char in lost)
    note = resources.sentence("SHEET-HOLES", sheet.language, codes=codes)
    return replace(sheet, blocks=(*sheet.blocks, Notes((note,))))


def _laid(
    sheet: Sheet, known: Faces, width: float, height: float
) -> list[list[Placed]]:
    inner = width - _LEFT - _RIGHT
    beside = _CODE + 5 * MM if sheet.code else 0
    top = blocks.title(sheet.title, sheet.subtitle, inner - beside, known)
    if sheet.code:
        top = replace(top, height=max(top.height, _CODE + 2))
    pieces: list[Piece | None] = [top]
    label = facts.label_width(sheet.blocks, inner, known)
    for block in sheet.blocks:
        pieces += _pieces(block, sheet, inner, known, label)
    room = height - _TOP - _BOTTOM
    return pages(_turned(pieces), room, room)


def _turned(pieces: Sequence[Piece | None]) -> list[Piece]:
    found: list[Piece] = []
    turn = False
    for piece in pieces:
        if piece is None:
            turn = True
        else:
            found.append(replace(piece, turn=True) if turn else piece)
            turn = False
    return found


def _pieces(
    block: Block, sheet: Sheet, width: float, known: Faces, label: float
) -> Sequence[Piece | None]:
    match block:
        case Facts():
            return facts.facts(block, width, known, label)
        case Section():
            return blocks.section(block, width, known)
        case Checks():
            return blocks.checks(block, width, known)
        case Text():
            return blocks.text(block, width, known)
        case Table():
            return blocks.table(block, width, known, ledger=sheet.landscape)
        case Ticks():
            return blocks.ticks(block, width, known, label)
        case Photos():
            return pictures.photos(block, width, known, sheet.language)
        case Signatures():
            return pictures.signatures(block, width, known, sheet.language)
        case Callout():
            return blocks.callout(block, width, known)
        case Notes():
            return blocks.notes(block, width, known)
        case PageBreak():
            return [None]


def _page(
    pen: Pen,
    sheet: Sheet,
    page: Sequence[Placed],
    width: float,
    count: tuple[int, int],
) -> None:
    inner = width - _LEFT - _RIGHT
    at, of = count
    told = resources.sentence("SHEET-PAGE", sheet.language, page=at, pages=of)
    right = f"{sheet.number}    {told}" if sheet.number else told
    blocks.furniture(pen, _LEFT, inner, sheet.office, right)
    for placed in page:
        placed.piece.draw(pen, _LEFT, _TOP + placed.down)
    if sheet.code and at == 1:
        rows = pictures.code_rows(sheet.code)
        draw_code(pen, _LEFT + inner - _CODE, _TOP, _CODE, rows)
    base = pen.height - 9.5 * MM
    pen.text(_LEFT, base, sheet.foot, 7.5, colour=FAINT)
    pen.text_right(_LEFT + inner, base, sheet.code, 7.5, colour=FAINT)


def _watermark(pen: Pen, width: float, height: float) -> None:
    words = resources.sentence("SHEET-DEMO", "zh_CN")
    for share in (0.3, 0.72) if height > width else (0.5,):
        pen.slanted(width * 0.53, height * share, words, 84, 0xF0F2F5)
