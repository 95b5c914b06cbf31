"""An entity list as it would be without one visit: what its edit must look at.

An edited visit is worked out anew. Were it to see what it wrote itself, a heating
visit would find its own hazard open and open none, and so take it back.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from forms.records import entities
from forms.records.fold import LABEL
from forms.records.row_source import EntityRows, as_row
from forms.records.vault import Link

Row = Mapping[str, str]


class RowsWithout:
    """A RowSource over `EntityRows` in which a visit's own writes do not show."""

    def __init__(self, link: Link, list_name: str, record: str) -> None:
        self._link = link
        self._list = list_name
        self._record = record
        self._rows = EntityRows(link, list_name)
        self._known: tuple[object, dict[str, Row | None]] = (None, {})

    @property
    def version(self) -> object:
        """Changes when a row changes; never that of the list with the visit in it."""
        return (self._rows.version, self._record)

    @property
    def columns(self) -> Sequence[str]:
        """The names that a row can have."""
        return self._rows.columns

    def __len__(self) -> int:
        return sum(1 for _ in self.rows()) if self._own() else len(self._rows)

    def row(self, index: int) -> Row:
        """Return the row at `index`, from 0."""
        if not self._own():
            return self._rows.row(index)
        for found in islice(self.rows(), index, None):
            return found
        raise IndexError(index)

    def rows(self) -> Iterator[Row]:
        """Go through all rows in order."""
        yield from self._told(self._rows.rows())

    def find(self, equal: Row) -> Sequence[Row]:
        """Return the rows where every column of `equal` has its text."""
        found = list(self._told(self._rows.find(equal)))
        return self._fitting(found, equal)

    def search(self, text: str, equal: Row, limit: int) -> Sequence[Row]:
        """Return up to `limit` rows of `equal` that match typed text, best first."""
        found = self._told(self._rows.search(text, equal, limit))
        return [row for row in found if _fits(row, equal)]

    def _fitting(self, found: list[Row], equal: Row) -> list[Row]:
        """Put right what fits only with the visit's writes, or only without."""
        fitting = [row for row in found if _fits(row, equal)]
        here = {row["name"] for row in fitting}
        fitting += [
            row
            for entity, row in self._own().items()
            if row is not None and entity not in here and _fits(row, equal)
        ]
        return fitting

    def _told(self, rows: Iterator[Row] | Sequence[Row]) -> Iterator[Row]:
        own = self._own()
        for row in rows:
            told = own.get(row["name"], row)
            if told is not None:
                yield told

    def _own(self) -> dict[str, Row | None]:
        version = self._rows.version
        if self._known[0] != version:
            self._known = (version, self._work_out())
        return self._known[1]

    def _work_out(self) -> dict[str, Row | None]:
        blank = dict.fromkeys(self._rows.columns, "")
        held = entities.without(self._link, self._record, self._list)
        now = entities.load(self._link, [(self._list, one) for one in held])
        found: dict[str, Row | None] = {}
        for entity, state in held.items():
            version = now[(self._list, entity)].version
            found[entity] = (
                as_row(blank, entity, state.props.get(LABEL, ""), version, state.props)
                if state
                else None
            )
        return found


def _fits(row: Row, equal: Row) -> bool:
    return all(row.get(name, "") == value for name, value in equal.items())
