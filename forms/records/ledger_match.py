"""Matching a ledger's headings by hand: what a person said, remembered by table."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.records.journal import Journal
from forms.records.ledger_columns import NOTHING, columns, match, plain
from forms.records.ledger_draft import HEADING_LINES
from forms.records.ledger_files import Book, Line, read_book

SETTING = "ledger.match."
TABLES = "ledger.tables."
SAMPLES = 3
# Tables of different headings that are remembered of each list.
MOST = 40
_LOOKED_AT = 200


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
    file: Path | Book,
    list_name: str,
    chosen: Mapping[str, str] = NOTHING,
    heading_row: int = 0,
) -> tuple[Heading, ...]:
    """Return the columns of a file; nothing need be recognised.

    The headings are the line of the first ones with most columns recognised, or, where
    none is, with most cells.

    Args:
        file: The ledger, or as it was read.
        list_name: As "household".
        chosen: What a person said of headings.
        heading_row: The row of the sheet that holds them, where a person said so.

    Raises:
        KnownError: LEDGER-LIST, or what `ledger_files.read_book` raises.
    """
    columns(list_name)
    lines = (file if isinstance(file, Book) else read_book(file)).lines
    if not lines:
        return ()
    at = heading_at(lines, list_name, chosen, heading_row)
    texts = [cells for _, cells in lines[: at + _LOOKED_AT]]
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


def heading_at(
    lines: Sequence[Line],
    list_name: str,
    chosen: Mapping[str, str] = NOTHING,
    heading_row: int = 0,
) -> int:
    """Return which of the lines holds the headings; see `headings`."""
    first = lines[:HEADING_LINES]
    for at, (number, _) in enumerate(first):
        if number == heading_row:
            return at
    return _heading_line([cells for _, cells in first], list_name, chosen)


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


def recall(
    journal: Journal, list_name: str, texts: Iterable[str] = ()
) -> dict[str, str]:
    """Return what was said of headings of this list: plain heading -> property.

    A table with the very headings of one before is matched as that one was; of
    another one, what was said of each heading for itself counts.

    Args:
        journal: Of this laptop.
        list_name: As "household".
        texts: The headings of the table, where they are known.
    """
    return recalling(journal, list_name)(texts)


def recalling(
    journal: Journal, list_name: str
) -> Callable[[Iterable[str]], dict[str, str]]:
    """Return `recall` with what the journal says now: it belongs to one thread."""
    told = journal.setting(SETTING + list_name)
    general: dict[str, str] = json.loads(told) if told else {}
    tables = _tables(journal, list_name)
    known = columns(list_name)

    def found(texts: Iterable[str]) -> dict[str, str]:
        said = general | tables.get(_table(texts), {})
        # A later program may have let go of a property.
        return {head: name for head, name in said.items() if not name or name in known}

    return found


def _tables(journal: Journal, list_name: str) -> dict[str, dict[str, str]]:
    told = journal.setting(TABLES + list_name)
    found: dict[str, dict[str, str]] = json.loads(told) if told else {}
    return found


def _table(texts: Iterable[str]) -> str:
    """Return what tells a set of headings from others."""
    told = "\n".join(sorted(plain(text) for text in texts))
    return hashlib.sha256(told.encode()).hexdigest()[:16] if told else ""


def remember(journal: Journal, list_name: str, said: Mapping[str, str]) -> None:
    """Keep what a person said of headings; what the words say by themselves is not.

    Args:
        journal: Of this laptop; it never travels.
        list_name: As "household".
        said: Heading -> property, blank for none, of every column of a file.
    """
    told = journal.setting(SETTING + list_name)
    kept: dict[str, str] = json.loads(told) if told else {}
    by_itself = match(list_name, list(said))
    here: dict[str, str] = {}
    for place, (text, name) in enumerate(said.items()):
        column = by_itself.get(place)
        here[plain(text)] = name
        if name == (column.property if column else ""):
            kept.pop(plain(text), None)
        else:
            kept[plain(text)] = name
    journal.set_setting(SETTING + list_name, json.dumps(kept, ensure_ascii=False))
    tables = _tables(journal, list_name)
    tables.pop(_table(said), None)
    last = [*tables.items(), (_table(said), here)][-MOST:]
    journal.set_setting(TABLES + list_name, json.dumps(dict(last), ensure_ascii=False))
