"""Ledger rows while they are read: cells matched to properties, doubts gathered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from forms.errors import KnownError
from forms.records.ledger_columns import NOTHING, Column, columns, match
from forms.records.ledger_files import Line
from forms.records.ledger_values import read_value, since_1904

# A title and a line of remarks often stand above the headings.
HEADING_LINES = 15
SKIP = "skip"
# Doubts about who a row is: once a person has said it, they are none.
WHO = frozenset(
    ("LEDGER-ROW-TWICE", "LEDGER-ROW-LIKE", "LEDGER-ROW-NO-KEY", "LEDGER-SAME-KEY")
)
# Doubts of a value that stands all the same: what was put right by a rule.
CERTAIN = frozenset(("PERSON-ID-OLD", "LEDGER-CODE"))


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing in a ledger that somebody should look at; places only, no values.

    Args:
        row: Row of the sheet, counted from 1, headings included.
        heading: The column's Chinese heading, blank for the whole row.
        code: Its sentence in the messages, told with `row` and `column`.
    """

    row: int
    heading: str
    code: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A cell that does not come in: what stands is known better.

    Args:
        code: Why, a code of the messages, told with `day`.
        day: Of what stands (ISO), blank where nobody said.
        now: What stands and stays.
        said: What the ledger says.
    """

    property: str
    code: str
    day: str
    now: str
    said: str


@dataclass(frozen=True, slots=True)
class Like:
    """What a row may be, besides something new.

    Args:
        id: Of the entry in the register, or the id that a row above it has.
        reason: A name of `duplicates.SCORES`, or "key": the same number or name.
        row: The row above it; 0 for an entry in the register.
    """

    id: str
    label: str
    reason: str
    row: int = 0


What = Literal["same", "new", "out"]
WHATS: tuple[What, ...] = ("same", "new", "out")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of a row: the same as that one, a new one, leave it out.

    Args:
        id: Of what it is the same as.
    """

    what: What
    id: str = ""


Fate = Literal["take", "wait", "refused", "out"]
"""A row comes in, waits for a decision, cannot be told from others, is left out."""


@dataclass(slots=True)
class DraftRow:
    """One row being read: values by property, blank ones left out.

    Args:
        kept: Cells that do not come in, see `ledger_news`.
        unsure: Properties whose value may be wrong; it never replaces another one.
        mark: Tells the row from all others, the same at each import.
        likes: What it may be, the surest first.
        by_itself: Its id and its fate where nobody decides.
        fresh: Its id where it is decided to be new.
    """

    list_name: str
    row: int
    values: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    mark: str = ""
    likes: tuple[Like, ...] = ()
    by_itself: tuple[str, "Fate"] = ("", "take")
    fresh: str = ""
    decision: Decision | None = None
    fate: Fate = "take"

    @property
    def standing(self) -> tuple[Doubt, ...]:
        """What is still doubtful, first who the row is, then what its cells say."""
        open_ = [
            one for one in self.doubts if self.decision is None or one.code not in WHO
        ]
        return tuple(sorted(open_, key=lambda one: one.code not in WHO))

    def doubt(self, code: str, name: str = "") -> None:
        """Note a doubt about the property `name`, or about the row."""
        heading = columns(self.list_name)[name].zh if name else ""
        self.doubts.append(Doubt(self.row, heading, code))

    def doubted(self, name: str) -> bool:
        """Tell whether something is doubtful about the property `name`."""
        heading = columns(self.list_name)[name].zh
        return any(doubt.heading == heading for doubt in self.doubts)

    def fill(self, name: str, value: str) -> None:
        """Set a property that the list has and the ledger left blank."""
        if value and not self.values.get(name) and name in columns(self.list_name):
            self.values[name] = value


def find_headings(
    lines: Sequence[Line],
    list_name: str,
    file: str,
    chosen: Mapping[str, str] = NOTHING,
    heading_row: int = 0,
) -> tuple[int, dict[int, Column]]:
    """Return which line holds the headings, and the column at each place.

    Args:
        lines: Of the file.
        list_name: As "household".
        file: Its name.
        chosen: What a person said of headings, see `ledger_columns.match`.
        heading_row: The row of the sheet that holds them, where a person said so.

    Raises:
        KnownError: LEDGER-HEADINGS where no line has any that is recognised.
    """
    best, matched = 0, match(list_name, lines[0][1] if lines else (), chosen)
    for place, (number, cells) in enumerate(lines[:HEADING_LINES]):
        if heading_row and number != heading_row:
            continue
        found = match(list_name, cells, chosen)
        if len(found) > len(matched) or number == heading_row:
            best, matched = place, found
    if not matched:
        raise KnownError("LEDGER-HEADINGS", file=file, list=list_name)
    return best, matched


def read_row(
    list_name: str,
    line: Line,
    matched: Mapping[int, Column],
    *,
    from_1904: bool = False,
) -> DraftRow:
    """Return the row of `line`, each cell read as its column wants.

    Args:
        list_name: As "household".
        line: Its number and its cells.
        matched: The column at each place.
        from_1904: The file counts its days from 1904.
    """
    number, cells = line
    draft = DraftRow(list_name, number)
    for place, column in matched.items():
        text = cells[place] if place < len(cells) else ""
        if not text or column.kind == SKIP:
            continue
        if from_1904 and column.kind in ("date", "month"):
            text = since_1904(text)
        value, doubt = read_value(column.kind, text)
        if value:
            draft.values[column.property] = value
        if doubt:
            draft.doubt(doubt, column.property)
            if value and doubt not in CERTAIN:
                draft.unsure.add(column.property)
    return draft
