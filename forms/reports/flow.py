"""Flow: measured pieces of a sheet put on pages in reading order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from forms.reports.pen import Pen

# How much of the free space may go to save a page.
_CLOSER = (0.8, 0.65, 0.5)

Draw = Callable[[Pen, float, float], None]
"""Draws a piece whose top left corner stands at x, y."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The smallest part of a sheet that is never cut by the end of a page.

    Args:
        height: In points, without the gap.
        gap: Free space above it, dropped at the top of a page.
        keep: Stands on the same page as the piece that follows it.
        head: Drawn again above it where it begins a page: the heads of a table.
        turn: Begins a new page.
    """

    height: float
    draw: Draw
    gap: float = 0
    keep: bool = False
    head: "Piece | None" = None
    turn: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and how far its top lies below the top of the page's frame."""

    piece: Piece
    down: float


def pages(pieces: Sequence[Piece], first: float, rest: float) -> list[list[Placed]]:
    """Return the pages that `pieces` fill, at least one.

    Where a little less free space between them saves a page, they stand a little
    closer: nobody wants signatures on a page of their own.

    Args:
        pieces: What is to be placed, in reading order.
        first: Height of the first page's frame in points.
        rest: Height of the frame of the later ones.
    """
    laid = _laid(pieces, first, rest)
    for share in _CLOSER if len(laid) > 1 else ():
        closer = [replace(piece, gap=piece.gap * share) for piece in pieces]
        tried = _laid(closer, first, rest)
        if len(tried) < len(laid):
            return tried
    return laid


def _laid(pieces: Sequence[Piece], first: float, rest: float) -> list[list[Placed]]:
    found: list[list[Placed]] = [[]]
    down = 0.0
    at = 0
    while at < len(pieces):
        until = _chain(pieces, at)
        room = first if len(found) == 1 else rest
        chain = pieces[at:until]
        needed = sum(piece.gap + piece.height for piece in chain)
        if found[-1] and (chain[0].turn or down + needed > room + 0.01):
            found.append([])
            down = 0.0
        for piece in chain:
            down = _put(found, piece, down, first, rest)
        at = until
    return found


def _chain(pieces: Sequence[Piece], start: int) -> int:
    at = start
    while at < len(pieces) - 1 and pieces[at].keep:
        at += 1
    return at + 1


def _put(
    found: list[list[Placed]], piece: Piece, down: float, first: float, rest: float
) -> float:
    room = first if len(found) == 1 else rest
    # Only a chain that is longer than a whole page is parted here.
    if found[-1] and down + piece.gap + piece.height > room + 0.01:
        found.append([])
        down = 0.0
    page = found[-1]
    if page:
        down += piece.gap
    elif piece.head is not None:
        page.append(Placed(piece.head, 0))
        down = piece.head.height
    page.append(Placed(piece, down))
    return down + piece.height
