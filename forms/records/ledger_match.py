"""Matching a ledger's headings by hand: what a person said, remembered by list."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.records import ledger_files
from forms.records.journal import Journal
from forms.records.ledger_columns import NOTHING, columns, match, plain
from forms.records.ledger_draft import HEADING_LINES

SETTING = "ledger.match."
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a file.

    Args:
        text: Its heading.
        property: What it was matched to, blank for nothing.
        samples: Its first values that are not blank.
    """

    text: str
    property: str
    samples: tuple[str, ...]


def headings(
    file: Path, list_name: str, chosen: Mapping[str, str] = NOTHING
) -> tuple[Heading, ...]:
    """Return the columns of a file; nothing need be recognised.

    The headings are the line of the first ones with most columns recognised, or, where
    none is, with most cells.

    Raises:
        KnownError: LEDGER-LIST, or what `ledger_files.read_lines` raises.
    """
    columns(list_name)
    lines = ledger_files.read_lines(file)
    if not lines:
        return ()
    texts = [cells for _, cells in lines]
    at = _heading_line(texts[:HEADING_LINES], list_name, chosen)
    matched = match(list_name, texts[at], chosen)
    return tuple(
        Heading(
            text,
            matched[place].property if place in matched else "",
            _samples(texts[at + 1 :], place),
        )
        for place, text in enumerate(texts[at])
        if text
    )


def _heading_line(
    lines: Sequence[Sequence[str]], list_name: str, chosen: Mapping[str, str]
) -> int:
    def fits(at: int) -> tuple[int, int, int]:
        cells = lines[at]
        matched = len(match(list_name, cells, chosen))
        return matched, sum(map(bool, cells)), -at

    return max(range(len(lines)), key=fits)


def _samples(lines: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    found: list[str] = []
    for cells in lines:
        if place < len(cells) and cells[place]:
            found.append(cells[place])
        if len(found) == SAMPLES:
            break
    return tuple(found)


def as_chosen(said: Mapping[str, str]) -> dict[str, str]:
    """Return what was said of headings as `ledger.plan` takes it."""
    return {plain(heading): name for heading, name in said.items()}


def recall(journal: Journal, list_name: str) -> dict[str, str]:
    """Return what was said of headings of this list: plain heading -> property."""
    told = journal.setting(SETTING + list_name)
    found: dict[str, str] = json.loads(told) if told else {}
    known = columns(list_name)
    # A later program may have let go of a property.
    return {head: name for head, name in found.items() if not name or name in known}


def remember(journal: Journal, list_name: str, said: Mapping[str, str]) -> None:
    """Keep what a person said of headings; what the words say by themselves is not.

    Args:
        journal: Of this laptop; it never travels.
        list_name: As "household".
        said: Heading -> property, blank for none, of every column of a file.
    """
    kept = recall(journal, list_name)
    texts = list(said)
    by_itself = match(list_name, texts)
    for place, (text, name) in enumerate(said.items()):
        column = by_itself.get(place)
        if name == (column.property if column else ""):
            kept.pop(plain(text), None)
        else:
            kept[plain(text)] = name
    journal.set_setting(SETTING + list_name, json.dumps(kept, ensure_ascii=False))
