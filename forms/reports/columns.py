"""Columns: widths that leave dates, numbers and words whole where there is room."""

import re
from collections.abc import Sequence

from forms.reports.fonts import Face

# What never breaks between two characters: Latin words, numbers, dates, codes.
_WHOLE = re.compile(r"[^\s\u2e80-\uffff\U00010000-\U0010ffff]+")
# No column may press the others into less than this share of the table.
_MOST = 0.3
# So many Chinese characters stand in a line of the narrowest column that has them.
_FEW = 5


def fit(
    shares: Sequence[float],
    columns: Sequence[Sequence[tuple[str, float]]],
    width: float,
    face: Face,
    size: float,
) -> list[float]:
    """Return the width of each column in points, `width` together.

    Args:
        shares: What the template gives each column, in any unit.
        columns: Of each column its texts, each with the points it needs besides.
        width: Of the whole table.
        face: What the texts are measured in.
        size: Font size in points.
    """
    wanted = [share * width / sum(shares) for share in shares]
    for few in (_FEW, 1, 0):
        least = [
            min(_needed(texts, face, size, few), width * _MOST) for texts in columns
        ]
        if sum(least) <= width:
            return _between(wanted, least, width)
    return [low * width / sum(least) for low in least]


def _between(
    wanted: Sequence[float], least: Sequence[float], width: float
) -> list[float]:
    """Return at least what each needs; those with more to spare give the most."""
    widths = [max(pair) for pair in zip(wanted, least, strict=True)]
    over = sum(widths) - width
    spare = [w - low for w, low in zip(widths, least, strict=True)]
    if over <= 0 or not sum(spare):
        return widths
    return [w - over * more / sum(spare) for w, more in zip(widths, spare, strict=True)]


def _needed(
    texts: Sequence[tuple[str, float]], face: Face, size: float, most: int
) -> float:
    """Return what the longest word needs, and what a few Chinese characters do."""
    needed = 0.0
    measured: dict[str, float] = {}
    for text, besides in dict.fromkeys(texts):
        few = min(sum(char >= "\u2e80" for char in text), most) * size
        needed = max(needed, few + besides)
        for word in _WHOLE.findall(text):
            if word not in measured:
                measured[word] = face.width(word, size)
            needed = max(needed, measured[word] + besides)
    return needed
