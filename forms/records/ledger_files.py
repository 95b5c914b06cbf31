"""Ledger files: .csv, .xlsx and .xls of an office as numbered rows of text."""

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.errors import KnownError
from forms.progress import Count, silent
from forms.records.ledger_books import Cells, RawSheet, read_xls, read_xlsx
from forms.records.log import REGISTER_ZONE

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 300
# A number cell holds 15 digits; of a longer one (an identity number) some are lost.
EXACT_DIGITS = 10**15
SUFFIXES = (".csv", ".txt", ".xlsx", ".xlsm", ".xls")
ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"))
# How people keep a spreadsheet from making a number of a text in a .csv.
_QUOTED = re.compile(r'="([^"]*)"')
_DAY = re.compile(
    r"(?<!\d)(20\d\d)(?:[-_.年/]\s?)?(1[0-2]|0?[1-9])(?:[-_.月/]\s?)?"
    r"(3[01]|[12]\d|0?[1-9])(?!\d)"
)
# Words that stand before the day of a whole table, above its headings.
_DATED = re.compile("日期|截至|截止|时间|date", re.IGNORECASE)
_TITLE_LINES = 4
_FEW = 5
_LOOKED_AT = 40

Line = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Book:
    """A ledger's file, one sheet of it read.

    Args:
        sheets: The names of its sheets, none for a .csv.
        lines: The lines that are not blank, by their row number.
        since_1904: Its days, where they are numbers, are counted from 1904.
        day: What it tells of: the day in its name, in a line above its headings, else
            when it was changed last.
    """

    file: Path
    sheets: tuple[str, ...]
    sheet: str
    lines: Sequence[Line]
    since_1904: bool
    day: dt.date


def read_lines(file: Path, sheet: str = "") -> Sequence[Line]:
    """Return the lines of a sheet, as `read_book` does."""
    return read_book(file, sheet).lines


def read_book(file: Path, sheet: str = "", count: Count = silent) -> Book:
    """Return one sheet of a file: its lines that are not blank.

    Cells are text without blanks around them: dates as ISO 8601, whole numbers
    without a decimal point, yes and no as 1 and 0.

    Args:
        file: A .csv (UTF-8, with or without byte order mark, GB 18030, or UTF-16),
            .xlsx or .xls file.
        sheet: Its name; blank for the first with anything on it.
        count: Told how many rows of how many were read.

    Raises:
        KnownError: LEDGER-GONE, LEDGER-KIND, LEDGER-TOO-LARGE, LEDGER-ENCODING,
            LEDGER-SHEET or LEDGER-UNREADABLE, each with `file`.
    """
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise KnownError("LEDGER-KIND", file=file.name)
    try:
        told = file.stat()
        if told.st_size > MAX_BYTES:
            raise KnownError("LEDGER-TOO-LARGE", file=file.name)
        data = file.read_bytes()
    except OSError as error:
        raise KnownError("LEDGER-GONE", file=file.name) from error
    raw = _raw(data, suffix, file.name, sheet, count)
    lines: list[Line] = []
    for number, cells in enumerate(raw.rows, 1):
        texts = tuple(_text(cell) for cell in cells[:MAX_COLUMNS])
        if any(texts):
            lines.append((number, texts))
    if len(lines) > MAX_ROWS:
        raise KnownError("LEDGER-TOO-LARGE", file=file.name)
    changed = (
        raw.modified or dt.datetime.fromtimestamp(told.st_mtime, REGISTER_ZONE).date()
    )
    day = _day_in(file.stem) or _day_above(lines) or changed
    return Book(file, raw.sheets, raw.sheet, lines, raw.since_1904, day)


def _day_above(lines: Sequence[Line]) -> dt.date | None:
    """Return the day of a line like 填报日期：2026年12月20日, None where none is."""
    for _, cells in lines[:_TITLE_LINES]:
        told = [cell for cell in cells if cell]
        # A heading names a date and says none; a row of the table says many things.
        for at, cell in enumerate(told):
            if _DATED.search(cell) and len(told) < _FEW:
                found = _day_in(cell) or _day_in("".join(told[at + 1 : at + 2]))
                if found:
                    return found
    return None


def _day_in(name: str) -> dt.date | None:
    """Return the day that a file's name tells, None where it tells none."""
    found = _DAY.search(name)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _raw(data: bytes, suffix: str, name: str, sheet: str, count: Count) -> RawSheet:
    # Offices send Excel's old format under the new suffix, and the other way round.
    if data.startswith(b"PK\x03\x04"):
        return read_xlsx(data, name, sheet, count)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return read_xls(data, name, sheet, count)
    if suffix in (".csv", ".txt"):
        return RawSheet((), "", _of_csv(decoded(data, name), name))
    raise KnownError("LEDGER-UNREADABLE", file=name)


def decoded(data: bytes, name: str) -> str:
    """Return the text of a .csv file, whichever of the usual encodings it has.

    Raises:
        KnownError: LEDGER-ENCODING.
    """
    utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise KnownError("LEDGER-ENCODING", file=name)


def _of_csv(text: str, name: str) -> list[Cells]:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        return [[_QUOTED.sub(r"\1", cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise KnownError("LEDGER-UNREADABLE", file=name) from error


def _delimiter(text: str) -> str:
    """Return the mark that parts most lines into the same number of cells.

    The one used most often is not it: addresses and remarks hold commas too.
    """
    beginning = text.splitlines()[:_LOOKED_AT]

    def fits(mark: str) -> tuple[int, int]:
        try:
            widths = Counter(
                len(row) for row in csv.reader(beginning, delimiter=mark) if any(row)
            )
        except csv.Error:
            return 0, 0
        widths.pop(1, None)
        return max(((lines, width) for width, lines in widths.items()), default=(0, 0))

    return max(",;\t", key=fits)


def _text(cell: object) -> str:
    """Return a cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, dt.datetime):
        if (cell.hour, cell.minute, cell.second) == (0, 0, 0):
            return cell.date().isoformat()
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    text = str(cell).replace("\u3000", " ").strip()
    return "" if text in ERRORS else text


def _number(value: float) -> str:
    if abs(value) >= EXACT_DIGITS:
        return f"{value:.5E}"  # what Excel shows, and what a .csv made by it holds
    return str(int(value)) if float(value).is_integer() else repr(value)
