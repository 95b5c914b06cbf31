"""Mixed: typed letters that are whole syllables here and first letters there."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Literal

import resources
from forms.records.pinyin import tolerant

# Longer than any name that somebody types so.
_LETTERS = 24
# Ways to read one thing typed; those with the most whole syllables come first.
WAYS = 6
_STEPS = 400
_LONGEST = 6
_DOUBLE = ("zh", "ch", "sh")
# (kind, what its key begins with): see migrations/register/0001_log.sql.
Range = tuple[str, str]
Kind = Literal["first", "whole", "begun"]


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands for one syllable: its first letter, all of it, or its beginning."""

    letters: str
    kind: Kind


@cache
def _whole() -> frozenset[str]:
    """Return every syllable that Chinese has, as it is looked for."""
    table = csv.DictReader(io.StringIO(resources.text("tables/syllables.csv")))
    told = [one for row in table for one in row["syllables"].split()]
    return frozenset(map(tolerant, told))


@cache
def _begun() -> frozenset[str]:
    return frozenset(one[:size] for one in _whole() for size in range(1, len(one) + 1))


def ways(parts: Sequence[str]) -> list[tuple[Piece, ...]]:
    """Return how typed letters can be read as a mixture, the likeliest first.

    Of 李玉传 somebody types "liyc", "lyuchuan", "lyuc" or "li y chuan". One thing typed
    that is whole syllables alone, or first letters alone, is no mixture: it is looked
    for as it is.

    Args:
        parts: Letters of one name, parted where somebody typed a blank.
    """
    typed = tuple(part.lower() for part in parts)
    if not typed or sum(map(len, typed)) > _LETTERS:
        return []
    read = islice(_read(typed, 0, 0), _STEPS)
    parted = len(typed) > 1
    mixed = (way for way in read if parted or {"first"} < {piece.kind for piece in way})
    return list(islice(mixed, WAYS))


def _read(parts: tuple[str, ...], part: int, at: int) -> Iterator[tuple[Piece, ...]]:
    if part == len(parts):
        yield ()
        return
    rest = parts[part][at:]
    pieces = list(_pieces(rest))
    if part < len(parts) - 1 and tolerant(rest) in _whole():
        # "li" of 林 too, where more follows after a blank.
        pieces.append(Piece(rest, "begun"))
    for piece in pieces:
        size = len(piece.letters)
        if not _can_be_read(rest[size:]):
            continue
        after = (part + 1, 0) if size == len(rest) else (part, at + size)
        for others in _read(parts, *after):
            yield (piece, *others)


@lru_cache(maxsize=4_096)
def _can_be_read(rest: str) -> bool:
    """Tell whether letters can be read to their end: else every way in is tried."""
    return not rest or any(
        _can_be_read(rest[len(piece.letters) :]) for piece in _pieces(rest)
    )


def _pieces(rest: str) -> Iterator[Piece]:
    """Go through what may stand at the beginning of letters, the longest first."""
    if len(rest) > 1 and tolerant(rest) in _begun() - _whole():
        yield Piece(rest, "begun")
    for size in range(min(_LONGEST, len(rest)), 0, -1):
        letters = rest[:size]
        if letters in _DOUBLE or size == 1:
            # No syllable begins with i, u or v.
            if letters not in "iuv":
                yield Piece(letters, "first")
        elif tolerant(letters) in _whole():
            yield Piece(letters, "whole")


def ranges(way: Sequence[Piece], *, later: bool) -> list[Range]:
    """Return where the keys of all names that fit a way stand, the fewest first.

    A name fits that stands in each: by its first letters, and by each run of whole
    syllables with the first letter that follows.

    Args:
        way: Of `ways`.
        later: Of later parts of names, not of whole names.
    """
    first = "".join(one.letters[0] for one in way)
    found: list[Range] = []
    kind = run = ""
    for at, piece in enumerate(way):
        if piece.kind == "first" and not run:
            continue
        kind = kind or ("p" if at or later else "P")
        run += piece.letters
        if piece.kind != "whole" or at == len(way) - 1:
            found.append((kind, tolerant(run)))
            kind = run = ""
    found.sort(key=lambda one: len(one[1]), reverse=True)
    return [*found, ("i" if later else "I", tolerant(first))]
