"""Ledger books: the sheets of .xlsx and .xls files, merged cells filled downwards."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from forms.errors import KnownError
from forms.progress import Count
from forms.records.log import REGISTER_ZONE

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Cells = Sequence[object]
# (first row, last row, column, last column), counted from 0, both ends within.
Merged = tuple[int, int, int, int]

# What openpyxl lets through from the ZIP, the XML and its own checks.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, ParseError, EOFError, NotImplementedError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError),
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_TELL_EVERY = 500
# No office has such a sheet; whoever made one wants to fill the memory.
_MOST_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet as its file has it.

    Args:
        sheets: The names of all sheets that are shown, in order.
        sheet: The name of this one.
        since_1904: Days are counted from 1904, as old Macs did.
        modified: The day the file says it was changed last, None where it is silent.
    """

    sheets: tuple[str, ...]
    sheet: str
    rows: list[Cells]
    since_1904: bool = False
    modified: date | None = None


def read_xlsx(data: bytes, name: str, sheet: str, count: Count) -> RawSheet:
    """Return a sheet of an .xlsx file; with a blank name the first with anything.

    Raises:
        KnownError: LEDGER-UNREADABLE, LEDGER-SHEET.
    """
    import openpyxl  # heavy, and wanted only for spreadsheets

    with _told(name), warnings.catch_warnings():
        # It warns of styles and validations, which say nothing to us.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            shown = tuple(
                one.title for one in book.worksheets if one.sheet_state == "visible"
            )
            wanted, rows = _first(
                shown, sheet, name, lambda at: _xlsx_rows(book, at, count)
            )
            merged = _xlsx_merged(data, book, wanted)
            changed = book.properties.modified
            return RawSheet(
                shown, wanted, _filled(rows, merged),
                since_1904=book.epoch.year == 1904,
                modified=_civil_day(changed) if changed else None,
            )  # fmt: skip
        finally:
            book.close()


def _xlsx_rows(book: "Workbook", sheet: str, count: Count) -> list[Cells]:
    page = book[sheet]
    of = page.max_row or 0
    rows: list[Cells] = []
    for cells in page.iter_rows(values_only=True):
        # A sheet formatted to its end has a million rows of nothing.
        rows.append(cells if any(cell is not None for cell in cells) else ())
        if len(rows) % _TELL_EVERY == 0:
            count(len(rows), max(of, len(rows)))
    return rows


def _xlsx_merged(data: bytes, book: "Workbook", sheet: str) -> list[Merged]:
    """Return the merged cells of a sheet, which openpyxl does not read in passing."""
    # Read whole, a ledger of 100,000 rows would take a gigabyte; so only their list
    # is looked for, in the part of the file that the sheet was read from.
    part = str(vars(book[sheet])["_worksheet_path"]).lstrip("/")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.getinfo(part).file_size > _MOST_BYTES:
            return []
        text = archive.read(part)
    at = text.rfind(b"mergeCells", 0, text.rfind(b"mergeCells"))
    if at < 0:
        return []
    return [
        (int(top) - 1, int(low) - 1, _column(left), _column(right))
        for left, top, right, low in _MERGED.findall(text, at)
    ]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def read_xls(data: bytes, name: str, sheet: str, count: Count) -> RawSheet:
    """Return a sheet of an .xls file; with a blank name the first with anything.

    Raises:
        KnownError: LEDGER-UNREADABLE, LEDGER-SHEET.
    """
    with _told(name):
        book = _xls_book(data, name)
        shown = tuple(one.name for one in book.sheets() if one.visibility == 0)
        wanted, rows = _first(
            shown, sheet, name, lambda one: _xls_rows(book, one, count)
        )
        merged = [
            (top, low - 1, left, right - 1)
            for top, low, left, right in book.sheet_by_name(wanted).merged_cells
        ]
        return RawSheet(
            shown, wanted, _filled(rows, merged), since_1904=book.datemode == 1
        )


def _xls_book(data: bytes, name: str) -> Any:  # noqa: ANN401 (xlrd has no types)
    import xlrd  # heavy, and wanted only for old spreadsheets

    # It prints what it finds odd; nobody reads that.
    quiet = io.StringIO()
    try:
        try:
            # Merged cells come only with the formatting.
            return xlrd.open_workbook(
                file_contents=data, logfile=quiet, formatting_info=True
            )
        except DAMAGE:
            # Programs that write .xls often write wrong formats and right cells.
            return xlrd.open_workbook(file_contents=data, logfile=quiet)
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, AssertionError) as error:
        raise KnownError("LEDGER-UNREADABLE", file=name) from error


def _xls_rows(book: Any, sheet: str, count: Count) -> list[Cells]:  # noqa: ANN401
    page = book.sheet_by_name(sheet)
    rows: list[Cells] = []
    for row in range(page.nrows):
        rows.append([_xls_cell(one, book.datemode) for one in page.row(row)])
        if row % _TELL_EVERY == 0:
            count(row, page.nrows)
    return rows


def _xls_cell(cell: Any, datemode: int) -> object:  # noqa: ANN401
    """Return a cell of xlrd as openpyxl would give it."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError):
            # A telephone number in a column that somebody made one of days.
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return None if cell.ctype == xlrd.XL_CELL_ERROR else cell.value


def _first(
    shown: Sequence[str], sheet: str, file: str, read: Callable[[str], list[Cells]]
) -> tuple[str, list[Cells]]:
    """Return the sheet that is wanted, or the first that is not blank."""
    if sheet and sheet not in shown:
        raise KnownError("LEDGER-SHEET", file=file, sheet=sheet)
    rows: list[Cells] = []
    for one in [sheet] if sheet else shown:
        rows = read(one)
        if any(cell not in (None, "") for cells in rows for cell in cells):
            return one, rows
    if not shown:
        raise KnownError("LEDGER-UNREADABLE", file=file)
    return sheet or shown[0], rows


def _filled(rows: list[Cells], merged: Sequence[Merged]) -> list[Cells]:
    """Return the rows where a merged cell stands in each row that it covers.

    One door beside five residents is said once and meant five times. Across columns
    nothing is repeated: a title over the whole table is no heading of each column.
    """
    fills: dict[int, dict[int, object]] = {}
    for top, low, left, _ in merged:
        cells = rows[top] if top < len(rows) else ()
        value = cells[left] if left < len(cells) else None
        for row in range(top + 1, min(low + 1, len(rows))):
            fills.setdefault(row, {})[left] = value
    for row, told in fills.items():
        rows[row] = _with(rows[row], told)
    return rows


def _with(cells: Cells, told: Mapping[int, object]) -> Cells:
    several = [*cells, *[None] * (max(told) + 1 - len(cells))]
    for at, value in told.items():
        several[at] = value
    return several


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise KnownError("LEDGER-UNREADABLE", file=name) from error


def _civil_day(moment: datetime) -> date:
    """Return the register's day of a moment; an .xlsx tells its moments in UTC."""
    return moment.replace(tzinfo=UTC).astimezone(REGISTER_ZONE).date()
