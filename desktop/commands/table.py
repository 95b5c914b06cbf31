"""Tables on a terminal, Chinese characters two columns wide."""

import unicodedata
from collections.abc import Iterable, Sequence


def rows(head: Sequence[object], body: Iterable[Sequence[object]]) -> list[str]:
    """Return the lines of a table, first column to the left, the others right."""
    cells = [[str(cell) for cell in row] for row in (head, *body)]
    widths = [
        max(width(cell) for cell in column) for column in zip(*cells, strict=True)
    ]
    lines = [
        "  ".join(
            _padded(cell, widths[place], left=place == 0)
            for place, cell in enumerate(row)
        ).rstrip()
        for row in cells
    ]
    lines.insert(1, "  ".join("-" * one for one in widths))
    return lines


def width(text: str) -> int:
    """Return how many columns `text` takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, to: int, *, left: bool) -> str:
    blank = " " * (to - width(text))
    return text + blank if left else blank + text
