"""Ledger rows while they are read: cells matched to properties, doubts gathered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from forms.errors import KnownError
from forms.records.ledger_columns import NOTHING, Column, columns, match
from forms.records.ledger_files import Line
from forms.records.ledger_values import read_value

# A title and a line of remarks often stand above the headings.
HEADING_LINES = 15
SKIP = "skip"


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


@dataclass(slots=True)
class DraftRow:
    """One row being read: values by property, blank ones left out.

    `kept` names properties whose cell is no news: see `ledger_news`.
    """

    list_name: str
    row: int
    values: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def doubt(self, code: str, name: str = "") -> None:
        """Note a doubt about the property `name`, or about the row."""
        heading = columns(self.list_name)[name].zh if name else ""
        self.doubts.append(Doubt(self.row, heading, code))

    def fill(self, name: str, value: str) -> None:
        """Set a property that the list has and the ledger left blank."""
        if value and not self.values.get(name) and name in columns(self.list_name):
            self.values[name] = value


def find_headings(
    lines: Sequence[Line],
    list_name: str,
    file: str,
    chosen: Mapping[str, str] = NOTHING,
) -> tuple[int, dict[int, Column]]:
    """Return which line holds the headings, and the column at each place.

    Args:
        lines: Of the file.
        list_name: As "household".
        file: Its name.
        chosen: What a person said of headings, see `ledger_columns.match`.

    Raises:
        KnownError: LEDGER-HEADINGS where no line has any that is recognised.
    """
    best, matched = 0, match(list_name, lines[0][1] if lines else (), chosen)
    for place, (_, cells) in enumerate(lines[:HEADING_LINES]):
        found = match(list_name, cells, chosen)
        if len(found) > len(matched):
            best, matched = place, found
    if not matched:
        raise KnownError("LEDGER-HEADINGS", file=file, list=list_name)
    return best, matched


def read_row(list_name: str, line: Line, matched: dict[int, Column]) -> DraftRow:
    """Return the row of `line`, each cell read as its column wants."""
    number, cells = line
    draft = DraftRow(list_name, number)
    for place, column in matched.items():
        text = cells[place] if place < len(cells) else ""
        if not text or column.kind == SKIP:
            continue
        value, doubt = read_value(column.kind, text)
        if value:
            draft.values[column.property] = value
        if doubt:
            draft.doubt(doubt, column.property)
    return draft
