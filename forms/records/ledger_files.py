"""Ledger files: .csv, .xlsx and .xls of an office as numbered rows of text."""

import csv
import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError

from forms.errors import KnownError

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 300
# A number cell holds 15 digits; of a longer one (an identity number) some are lost.
EXACT_DIGITS = 10**15
SUFFIXES = (".csv", ".txt", ".xlsx", ".xlsm", ".xls")

Line = tuple[int, tuple[str, ...]]
# What openpyxl lets through from the ZIP, the XML and its own checks.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, ParseError, EOFError, NotImplementedError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError),
)


def read_lines(file: Path) -> list[Line]:
    """Return the lines of the first sheet that are not blank, by their row number.

    Cells are text without blanks around them: dates as ISO 8601, whole numbers
    without a decimal point, yes and no as 1 and 0.

    Args:
        file: A .csv (UTF-8, with or without byte order mark, GB 18030, or UTF-16),
            .xlsx or .xls file.

    Raises:
        KnownError: LEDGER-GONE, LEDGER-KIND, LEDGER-TOO-LARGE, LEDGER-ENCODING or
            LEDGER-UNREADABLE, each with `file`.
    """
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise KnownError("LEDGER-KIND", file=file.name)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise KnownError("LEDGER-TOO-LARGE", file=file.name)
        data = file.read_bytes()
    except OSError as error:
        raise KnownError("LEDGER-GONE", file=file.name) from error
    rows = _rows(data, suffix, file.name)
    lines: list[Line] = []
    for number, cells in enumerate(rows, 1):
        texts = tuple(_text(cell) for cell in cells[:MAX_COLUMNS])
        if any(texts):
            lines.append((number, texts))
        if number > MAX_ROWS:
            raise KnownError("LEDGER-TOO-LARGE", file=file.name)
    return lines


def _rows(data: bytes, suffix: str, name: str) -> Iterator[Sequence[object]]:
    # Offices send Excel's old format under the new suffix, and the other way round.
    if data.startswith(b"PK\x03\x04"):
        return _of_xlsx(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _of_xls(data, name)
    if suffix in (".csv", ".txt"):
        return _of_csv(decoded(data, name), name)
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


def _of_csv(text: str, name: str) -> Iterator[Sequence[object]]:
    """Yield the rows, parted by whichever of comma, semicolon, tab is used most."""
    beginning = text[:4000]
    delimiter = max(",;\t,", key=lambda mark: beginning.count(mark))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise KnownError("LEDGER-UNREADABLE", file=name) from error
    return iter(rows)


def _of_xlsx(data: bytes, name: str) -> Iterator[Sequence[object]]:
    import openpyxl  # heavy, and wanted only for spreadsheets

    try:
        with warnings.catch_warnings():
            # It warns of styles and validations, which say nothing to us.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True
            )
            rows = [
                tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)
            ]
            book.close()
    except DAMAGE as error:
        raise KnownError("LEDGER-UNREADABLE", file=name) from error
    return iter(rows)


def _of_xls(data: bytes, name: str) -> Iterator[Sequence[object]]:
    import xlrd  # heavy, and wanted only for old spreadsheets

    try:
        # It prints what it finds odd; nobody reads that.
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
        sheet = book.sheet_by_index(0)
        rows = [
            [
                _of_xls_cell(one.ctype, one.value, book.datemode)
                for one in sheet.row(row)
            ]
            for row in range(sheet.nrows)
        ]
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, AssertionError) as error:
        raise KnownError("LEDGER-UNREADABLE", file=name) from error
    except DAMAGE as error:
        raise KnownError("LEDGER-UNREADABLE", file=name) from error
    return iter(rows)


def _of_xls_cell(kind: int, value: str | float, datemode: int) -> object:
    """Return a cell of xlrd as openpyxl would give it."""
    import xlrd

    if kind == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(value, datemode)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return None if kind == xlrd.XL_CELL_ERROR else value


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
    return str(cell).replace("\u3000", " ").strip()


def _number(value: float) -> str:
    if abs(value) >= EXACT_DIGITS:
        return f"{value:.5E}"  # what Excel shows, and what a .csv made by it holds
    return str(int(value)) if float(value).is_integer() else repr(value)
