"""What pyxform says of a form, in our words: its message to a code with its place."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import resources
from forms.errors import KnownError

TABLE: Final = "tables/compiler_messages.csv"
UNKNOWN: Final = "SHEETS-OTHER"
# Said where it does not refuse a form but falls over it.
FELL: Final = "Internal error"
_HOLE: Final = re.compile(r"<(\w+)(?:=([\w-]+))?>")
_ROW: Final = re.compile(r"\[row ?: ?(\d+)\]\s*|\brow number (\d+)\b")
_SHEET: Final = re.compile(
    r"'(survey|choices|settings|entities|external_choices|osm)' sheet"
)
_COLUMN: Final = re.compile(r"the '([\w-]+)(?: \([\w-]+\))?' value")
# What pyxform writes where it does not know.
_NOWHERE: Final = "unknown"
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a message of pyxform means.

    Args:
        code: "SHEETS-..."; SHEETS-OTHER where no row of the table knows it.
        tell: "error", or of a warning "hint" or "no" (a rule of ours tells it).
        sheet: "" where the message names none.
        row: As the spreadsheet shows it, 0 for none.
        column: The heading, "" for none.
        fields: What the sentence tells.
    """

    code: str
    tell: str
    sheet: str
    row: int
    column: str
    fields: Mapping[str, str]

    def error(self) -> KnownError:
        """Return it as an error whose sentence tells its place too."""
        told = KnownError(self.code, **self.fields)
        if not self.sheet:
            return told
        code = "SHEETS-AT-CELL" if self.column else "SHEETS-AT-ROW"
        return KnownError(
            code if self.row else "SHEETS-AT",
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            told=told,
        )


@dataclass(frozen=True, slots=True)
class _Message:
    """A row of the table; `pattern` finds the message."""

    code: str
    tell: str
    sheet: str
    column: str
    pattern: re.Pattern[str]


@cache
def _messages() -> tuple[_Message, ...]:
    rows = csv.DictReader(io.StringIO(resources.text(TABLE)))
    return tuple(
        _Message(
            row["code"],
            row["tell"],
            row["sheet"],
            row["column"],
            _pattern(row["message"]),
        )
        for row in rows
    )


def _pattern(message: str) -> re.Pattern[str]:
    """Return the pattern of a message with holes.

    "'<name>' was found" takes any name; "<name=seed> value" takes this word only.
    """
    parts = _HOLE.split(message)
    made = [re.escape(parts[0])]
    for hole, word, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        # A hole at the very end takes the rest of its line.
        inside = re.escape(word) if word else ".+?" if text else ".+"
        made.append(f"(?P<{hole}>{inside}){re.escape(text)}")
    return re.compile("".join(made))


def meaning(message: str) -> Meaning:
    """Return what a message of pyxform, an error or a warning, means."""
    for one in _messages():
        found = one.pattern.search(message)
        if found:
            return _meaning(one, found.groupdict(), message)
    told = " ".join(_ROW.sub("", message).split())[:_LONGEST]
    fallback = _Message(UNKNOWN, "hint", "", "", re.compile(""))
    return _meaning(fallback, {"told": told}, message)


def _meaning(one: _Message, fields: dict[str, str], message: str) -> Meaning:
    row = _ROW.search(message)
    number = int(row[1] or row[2]) if row else 0
    sheet, column = _SHEET.search(message), _COLUMN.search(message)
    # What the message says of its own place goes before what the table supposes.
    named = sheet[1] if sheet else fields.get("sheet", one.sheet)
    place = column[1] if column else fields.get("column", one.column)
    return Meaning(
        one.code,
        one.tell,
        "" if named == _NOWHERE else (named or ("survey" if number else "")),
        number,
        "" if place == _NOWHERE else place,
        fields,
    )
