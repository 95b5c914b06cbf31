"""Sheets as the author sees them: rows and columns with their own numbers."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forms.engine.definition.check.finding import Place, letters
from forms.engine.definition.form_file import (
    EXCEL,
    FALLS,
    MOST_BYTES,
    look_at,
    read_text,
    tabbed,
    unmoved,
)
from forms.errors import KnownError

SHEETS: Final = (
    "survey", "choices", "settings", "entities", "external_choices", "osm",
)  # fmt: skip
MOST_CELL: Final = 400_000
_MOST_QUESTIONS: Final = 10_000
_MOST_COLUMNS: Final = 500
# The compiler reads no further than 60 blank rows either.
_MOST_BLANK: Final = 60
_PIPE: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"[|:\- ]+")
Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that has something in it; `number` as the spreadsheet shows it."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Args:
        name: As the workbook writes it.
        columns: Place of each heading, from 0.
        twice: Headings that stand in more than one column.
    """

    name: str
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    head: int = 1
    twice: tuple[str, ...] = ()

    def place(self, row: int, column: str = "") -> Place:
        """Return the place of a cell, or of a row."""
        index = self.columns.get(column)
        letter = "" if index is None else letters(index)
        return Place(self.name, row, column, letter)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a form by their names in small letters, and what else is there."""

    sheets: Mapping[str, Sheet]
    others: tuple[str, ...] = ()

    def get(self, name: str) -> Sheet:
        """Return a sheet, an empty one where there is none."""
        return self.sheets.get(name) or Sheet(name, {}, ())


def read_book(source: Path) -> Book:
    """Return the sheets of a folder of TSV files, or of a .xlsx, .xls, .md, .csv file.

    Raises:
        KnownError: What `look_at` and `read_text` raise, FORM-DAMAGED (file),
            CHECK-CELL-LONG (sheet, row, size), CHECK-SURVEY-LONG (most).
    """
    kind = "folder" if source.is_dir() else look_at(source)
    if kind == "folder" and not (source / "survey.tsv").is_file():
        raise KnownError("FORM-KIND", file=source.name)
    try:
        with unmoved():
            tables = dict(_tables(source, kind))
    except (OSError, csv.Error, *FALLS) as error:
        raise KnownError("FORM-DAMAGED", file=source.name) from error
    if len(tables) == 1 and not set(map(str.lower, tables)) & set(SHEETS):
        tables = {"survey": next(iter(tables.values()))}
    sheets = {
        name.lower(): _sheet(name, table)
        for name, table in tables.items()
        if name.lower() in SHEETS
    }
    others = tuple(name for name in tables if name.lower() not in SHEETS)
    return Book(sheets, others)


Table = list[tuple[int, Cells]]


def _tables(source: Path, kind: str) -> Iterator[tuple[str, Table]]:
    if kind == "folder":
        for path in sorted(source.glob("*.tsv")):
            yield path.stem, list(enumerate(tabbed(read_text(path)), 1))
    elif kind in EXCEL:
        yield from _excel(source)
    elif kind == ".xls":
        yield from _old_excel(source)
    elif kind == ".md":
        yield from _titled(_markdown(read_text(source)))
    else:
        csv.field_size_limit(MOST_BYTES)
        yield from _titled(csv.reader(io.StringIO(read_text(source), newline="")))


def _excel(source: Path) -> Iterator[tuple[str, Table]]:
    # openpyxl takes 0.2 s to import and is needed for this kind of file only.
    from openpyxl import load_workbook

    # From memory: given a path, it leaves the file open where it cannot read it.
    data = io.BytesIO(source.read_bytes())
    book = load_workbook(data, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            # A sheet that says it is a million rows wide would be filled up to that.
            sheet.reset_dimensions()
            rows = (row[:_MOST_COLUMNS] for row in sheet.iter_rows(values_only=True))
            yield sheet.title, _filled(sheet.title, rows)
    finally:
        book.close()


def _filled(name: str, rows: Iterable[Cells]) -> Table:
    """Return the rows that hold something; a sheet may be formatted to its end."""
    most = _MOST_QUESTIONS if name.lower() == "survey" else None
    found: Table = []
    for number, cells in enumerate(rows, 1):
        if any(cell not in (None, "") for cell in cells):
            found.append((number, cells))
            if len(found) - 1 == most:
                raise KnownError("CHECK-SURVEY-LONG", most=most)
        elif number - (found[-1][0] if found else 0) > _MOST_BLANK:
            break
    return found


def _old_excel(source: Path) -> Iterator[tuple[str, Table]]:
    import xlrd
    from xlrd.compdoc import CompDocError

    try:
        # What it finds odd it would print.
        book = xlrd.open_workbook(source, logfile=io.StringIO())
    except (xlrd.XLRDError, CompDocError) as error:
        locked = "encrypted" in str(error)
        code = "FORM-LOCKED" if locked else "FORM-DAMAGED"
        raise KnownError(code, file=source.name) from error
    for sheet in book.sheets():
        rows = (
            [_old_cell(c.value, c.ctype, book.datemode) for c in sheet.row(index)]
            for index in range(sheet.nrows)
        )
        yield sheet.name, _filled(sheet.name, rows)


def _old_cell(value: str | float, kind: int, datemode: int) -> object:
    """Return the value of a cell of an .xls file, dates and truths as such."""
    import xlrd

    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind != xlrd.XL_CELL_DATE or isinstance(value, str):
        return value
    try:
        found = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return value
    return found.time() if value < 1 else found


def _markdown(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        bare = line.strip()
        if not bare.startswith("|") or _RULE.fullmatch(bare):
            continue
        inside = bare[1:].removesuffix("|")
        yield [cell.strip().replace(r"\|", "|") for cell in _PIPE.split(inside)]


def _titled(lines: Iterable[list[str]]) -> Iterator[tuple[str, Table]]:
    """Part lines whose first cell names a sheet; rows are counted in each from 1."""
    name, table = "", Table()
    for line in lines:
        title = line[0].strip() if line else ""
        if title:
            if name:
                yield name, table
            name, table = title, []
        if any(cell.strip() for cell in line[1:]):
            table.append((len(table) + 1, line[1:]))
    if name:
        yield name, table


def _sheet(name: str, table: Table) -> Sheet:
    columns: dict[str, int] = {}
    twice: list[str] = []
    rows: list[Row] = []
    head = 0
    for number, cells in table:
        texts = [_text(cell) for cell in cells]
        if not any(texts):
            continue
        for text in texts:
            if len(text) > MOST_CELL:
                size = len(text)
                raise KnownError("CHECK-CELL-LONG", sheet=name, row=number, size=size)
        if not head:
            head = number
            for index, text in enumerate(texts):
                if text in columns:
                    twice.append(text)
                elif text:
                    columns[text] = index
            continue
        found = {c: texts[i] for c, i in columns.items() if i < len(texts) and texts[i]}
        rows.append(Row(number, found))
        if name.lower() == "survey" and len(rows) > _MOST_QUESTIONS:
            raise KnownError("CHECK-SURVEY-LONG", most=_MOST_QUESTIONS)
    return Sheet(name, columns, tuple(rows), head or 1, tuple(twice))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\u00a0", " ").strip()
