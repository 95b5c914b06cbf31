"""Choice lists as rows in memory, with indexes built when first asked."""

import csv
import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from forms.engine.definition.search import matches
from forms.errors import KnownError

Row = Mapping[str, str]
_MISSING: Final = "\0"


class MemoryRows:
    """A RowSource in memory: hash indexes by column, text search by scan.

    Args:
        columns: Every column in order.
        rows: A row may lack a column: then the item has no such child.
    """

    __slots__ = ("_indexes", "_rows", "columns", "version")

    _versions = itertools.count()

    def __init__(self, columns: Sequence[str], rows: Sequence[Row]) -> None:
        self.columns: Sequence[str] = tuple(columns)
        # A number never used twice stands for the rows, which never change.
        self.version: object = next(MemoryRows._versions)
        self._rows = rows
        self._indexes: dict[str, dict[str, list[int]]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> Row:
        """Return the row at `index`, from 0."""
        return self._rows[index]

    def rows(self) -> Iterator[Row]:
        """Go through all rows in order."""
        return iter(self._rows)

    def find(self, equal: Row) -> Sequence[Row]:
        """Return the rows, in order, where every column of `equal` has its text."""
        if not equal:
            return self._rows
        near = min((self._index(c).get(t, ()) for c, t in equal.items()), key=len)
        rows = self._rows
        if len(equal) == 1:
            return [rows[i] for i in near]
        return [
            row
            for row in (rows[i] for i in near)
            if all(row.get(c, _MISSING) == t for c, t in equal.items())
        ]

    def search(self, text: str, equal: Row, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows of `equal` that match typed `text`, best first.

        By label and name: every word, in Chinese, pinyin or its initials.
        """
        known = (
            (f"{r.get('label', '')} {r.get('name', '')}", r) for r in self.find(equal)
        )
        return matches(text, known, limit)

    def _index(self, column: str) -> dict[str, list[int]]:
        index = self._indexes.get(column)
        if index is None:
            index = self._indexes[column] = {}
            for i, row in enumerate(self._rows):
                text = row.get(column)
                if text is not None:
                    index.setdefault(text, []).append(i)
        return index


NO_ROWS: Final = MemoryRows((), ())


def parse_csv(data: bytes) -> MemoryRows:
    """Return the rows of a CSV file: `,` `;` or tab, any line end, BOM or not.

    Blank lines are left out; a short row reads blank at its end.

    Raises:
        KnownError: FORM-CSV-TEXT if it is not UTF-8, FORM-CSV-ROW (row) if a row
            has more fields than the header or a quote never ends.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnownError("FORM-CSV-TEXT") from error
    # A lone carriage return ends a line only where nothing else does.
    text = text.replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    records = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header: list[str] | None = None
    rows: list[Row] = []
    try:
        for record in records:
            if not any(record):
                continue
            if header is None:
                header = record
                continue
            if len(record) > len(header) and any(record[len(header) :]):
                raise KnownError("FORM-CSV-ROW", row=records.line_num)
            record += [""] * (len(header) - len(record))
            rows.append(dict(zip(header, record, strict=False)))
    except csv.Error as error:
        raise KnownError("FORM-CSV-ROW", row=records.line_num) from error
    return MemoryRows(header or (), rows)


def _delimiter(text: str) -> str:
    # The header tells: whichever stands in it most, a comma where none does.
    header = next((line for line in text.split("\n") if line.strip()), "")
    return max(",;\t", key=header.count)
