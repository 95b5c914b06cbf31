"""An entity list as rows for the form engine, asked by SQL."""

# ruff: noqa: S608 (SQL is composed of our own columns and checked names only)
import json
from collections.abc import Iterator, Mapping, Sequence

from forms.records import search
from forms.records.fold import HIDDEN, LABEL
from forms.records.rows import NAME, index_for, quoted, where_equal
from forms.records.search import Scope
from forms.records.vault import Link

_PAGE = 1_000
# Shorter lists are filtered in a few milliseconds without an index.
_LONG = 5_000
_KEYS = frozenset({"name", "__version", "grid_code"})


class EntityRows:
    """The shown entities of one list as a RowSource (forms/engine/xpath/nodes.py).

    Rows come in the order in which the entities became known here. Columns are
    `name` (the id), `label`, `__version` and every property seen in the list.
    """

    def __init__(self, link: Link, list_name: str) -> None:
        self._link = link
        self._list = list_name
        self._where = f" FROM entity WHERE list = {quoted(list_name)} AND shown = 1"
        self._asked: set[str] = set()
        self._columns: tuple[object, tuple[str, ...]] = (None, ())

    @property
    def version(self) -> object:
        """Changes when a row of the list changes."""
        return self._link.value(
            "SELECT version FROM list WHERE name = ?", (self._list,)
        )

    @property
    def columns(self) -> Sequence[str]:
        """The names that a row can have."""
        version = self.version
        if self._columns[0] != version or version is None:
            told = self._link.value(
                "SELECT properties FROM list WHERE name = ?", (self._list,)
            )
            names = ("name", LABEL, "__version", *(json.loads(told) if told else ()))
            self._columns = (version, names)
        return self._columns[1]

    def __len__(self) -> int:
        count: int = self._link.value(f"SELECT count(*){self._where}")
        return count

    def row(self, index: int) -> Mapping[str, str]:
        """Return the row at `index`, from 0."""
        found = self._ask(" ORDER BY n LIMIT 1 OFFSET ?", [index])
        if not found:
            raise IndexError(index)
        return found[0]

    def rows(self) -> Iterator[Mapping[str, str]]:
        """Go through all rows, a page at a time."""
        blank = dict.fromkeys(self.columns, "")
        last = 0
        while True:
            page = self._link.query(
                f"SELECT n, id, label, version, props{self._where} AND n > ?"
                " ORDER BY n LIMIT ?",
                (last, _PAGE),
            )
            yield from (
                as_row(blank, row[1], row[2], row[3], json.loads(row[4]))
                for row in page
            )
            if len(page) < _PAGE:
                return
            last = page[-1][0]

    def find(self, equal: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
        """Return the rows where every column of `equal` has its text."""
        try:
            tests, values = where_equal(equal)
        except ValueError:
            # A column that cannot exist is blank in every row.
            known = {n: v for n, v in equal.items() if NAME.fullmatch(n)}
            blank = all(not v for n, v in equal.items() if n not in known)
            return self.find(known) if blank else []
        self._prepare(equal)
        return self._ask(f"{tests} ORDER BY n", values)

    def search(
        self, text: str, equal: Mapping[str, str], limit: int
    ) -> Sequence[Mapping[str, str]]:
        """Return up to `limit` rows of `equal` that match typed text, best first."""
        if not text.strip():
            tests, values = where_equal(equal)
            return self._ask(f"{tests} ORDER BY n LIMIT ?", [*values, limit])
        found = search.find(self._link, text, Scope(self._list, equal), limit)
        numbers = [n for n, _ in found]
        place = {n: at for at, n in enumerate(numbers)}
        rows = self._link.query(
            f"SELECT n, id, label, version, props{self._where}"
            " AND n IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        )
        blank = dict.fromkeys(self.columns, "")
        rows.sort(key=lambda row: place[row[0]])
        return [
            as_row(blank, row[1], row[2], row[3], json.loads(row[4])) for row in rows
        ]

    def _prepare(self, equal: Mapping[str, str]) -> None:
        new = equal.keys() - self._asked - _KEYS
        if not new or not self._link.writer:
            return
        self._asked |= new
        if len(self) >= _LONG:
            index_for(self._link, self._list, sorted(new))

    def _ask(self, rest: str, values: Sequence[object]) -> list[Mapping[str, str]]:
        blank = dict.fromkeys(self.columns, "")
        rows = self._link.query(
            f"SELECT id, label, version, props{self._where}{rest}", values
        )
        return [
            as_row(blank, row[0], row[1], row[2], json.loads(row[3])) for row in rows
        ]


def as_row(
    blank: Mapping[str, str],
    entity: str,
    label: str,
    version: int,
    props: Mapping[str, str],
) -> dict[str, str]:
    """Return an entity as a row with every column of `blank`."""
    row = {**blank, **props}
    row.pop(HIDDEN, None)
    row["name"] = entity
    row[LABEL] = label
    row["__version"] = str(version)
    return row
