"""Choice lists as rows in memory, with indexes built when first asked."""

import csv
import io
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from forms.engine.definition.search import TextIndex, matches
from forms.errors import KnownError

Row = Mapping[str, str]
_MISSING: Final = "\0"
# Fewer are looked through as they are typed for; an index of them gains nothing.
_INDEXED: Final = 2_000


class MemoryRows:
    """A RowSource in memory: hash indexes by column, text search by scan.

    Args:
        columns: Every column in order.
        rows: A row may lack a column: then the item has no such child.
    """

    __slots__ = ("_indexes", "_rows", "_texts", "columns", "version")

    _versions = itertools.count()

    def __init__(self, columns: Sequence[str], rows: Sequence[Row]) -> None:
        self.columns: Sequence[str] = tuple(columns)
        # A number never used twice stands for the rows, which never change.
        self.version: object = next(MemoryRows._versions)
        self._rows = rows
        self._indexes: dict[str, dict[str, list[int]]] = {}
        self._texts: dict[tuple[str, str], TextIndex] = {}

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
        return [self._rows[place] for place in self._places(equal)]

    def search(self, text: str, equal: Row, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows of `equal` that match typed `text`, best first.

        By label and name: every word, in Chinese, pinyin or its initials.
        """
        return self.search_in("label", "name", text, equal, limit)

    def search_in(
        self, label: str, name: str, text: str, equal: Row, limit: int
    ) -> Sequence[Row]:
        """Search as `search` does, by two other columns."""
        near = self._places(equal) if equal else range(len(self._rows))
        rows = (self._rows[place] for place in near)
        if len(near) < _INDEXED or not text.strip():
            known = ((f"{r.get(label, '')} {r.get(name, '')}", r) for r in rows)
            return matches(text, known, limit)
        index = self._texts.get((label, name))
        if index is None:
            index = self._texts[label, name] = TextIndex(
                f"{r.get(label, '')} {r.get(name, '')}" for r in self._rows
            )
        among = frozenset(near) if equal else None
        return [self._rows[place] for place in index.find(text, limit, among)]

    def _places(self, equal: Row) -> Sequence[int]:
        near = min((self._index(c).get(t, ()) for c, t in equal.items()), key=len)
        if len(equal) == 1:
            return near
        rows = self._rows
        return [
            place
            for place in near
            if all(rows[place].get(c, _MISSING) == t for c, t in equal.items())
        ]

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
