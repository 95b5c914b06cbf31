"""Entities as rows: asked by SQL, never loaded whole."""

# ruff: noqa: S608 (SQL is composed of our own columns and checked names only)
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence

import resources
from forms.records.fold import HIDDEN, LABEL
from forms.records.types import Entity, ListInfo
from forms.records.vault import Link

_NAME = re.compile(r"[\w.-]+")
_PAGE = 1_000
_OWN_COLUMNS = {"name": "id", "label": "label", "__version": "version"}
_ENTITY = "id, label, props, heads, bases, version, grid, shown, conflicts"
# Read like numbers, so that building 2 comes before building 10.
DOOR = ("building_no", "unit_no", "floor_no", "room_no")


def column(name: str) -> str:
    """Return the SQL expression of a property, as the indexes have it.

    Raises:
        ValueError: No property can have that name.
    """
    own = _OWN_COLUMNS.get(name)
    if own:
        return own
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a property: {name!r}")
    return f"coalesce(props ->> '$.\"{name}\"', '')"


def quoted(text: str) -> str:
    """Return `text` as an SQL literal; partial indexes need the list's name so."""
    return "'" + text.replace("'", "''") + "'"


def make_indexes(link: Link) -> None:
    """Make the indexes that `tables/indexes.csv` wants and the file lacks."""
    have = {row[1] for row in link.query("PRAGMA index_list('entity')")}
    for row in csv.DictReader(io.StringIO(resources.text("tables/indexes.csv"))):
        name = f"entity_{row['list']}_{row['property']}"
        if name not in have:
            link.run(
                f"CREATE INDEX {name} ON entity ({column(row['property'])})"
                f" WHERE list = {quoted(row['list'])}"
            )


def where_equal(equal: Mapping[str, str]) -> tuple[str, list[object]]:
    """Return " AND ..." for columns that must have a text, and its values."""
    tests = "".join(
        " AND CAST(version AS TEXT) = ?"
        if n == "__version"
        else f" AND {column(n)} = ?"
        for n in equal
    )
    return tests, list(equal.values())


class EntityRows:
    """The shown entities of one list as a RowSource (forms/engine/xpath/nodes.py).

    Rows come in the order in which the entities became known here. Columns are
    `name` (the id), `label`, `__version` and every property seen in the list.
    """

    def __init__(self, link: Link, list_name: str) -> None:
        self._link = link
        self._list = list_name
        self._where = f" FROM entity WHERE list = {quoted(list_name)} AND shown = 1"
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
            yield from (_row(blank, *row[1:]) for row in page)
            if len(page) < _PAGE:
                return
            last = page[-1][0]

    def find(self, equal: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
        """Return the rows where every column of `equal` has its text."""
        try:
            tests, values = where_equal(equal)
        except ValueError:
            # A column that cannot exist is blank in every row.
            known = {n: v for n, v in equal.items() if _NAME.fullmatch(n)}
            blank = all(not v for n, v in equal.items() if n not in known)
            return self.find(known) if blank else []
        return self._ask(f"{tests} ORDER BY n", values)

    def search(
        self, text: str, equal: Mapping[str, str], limit: int
    ) -> Sequence[Mapping[str, str]]:
        """Return up to `limit` rows of `equal` that match typed text, best first."""
        tests, values = where_equal(equal)
        if not text.strip():
            return self._ask(f"{tests} ORDER BY n LIMIT ?", [*values, limit])
        return self._ask(f"{tests} AND instr(label, ?) LIMIT ?", [*values, text, limit])

    def _ask(self, rest: str, values: Sequence[object]) -> list[Mapping[str, str]]:
        blank = dict.fromkeys(self.columns, "")
        rows = self._link.query(
            f"SELECT id, label, version, props{self._where}{rest}", values
        )
        return [_row(blank, *row) for row in rows]


def _row(
    blank: Mapping[str, str], entity: str, label: str, version: int, props: str
) -> dict[str, str]:
    row = {**blank, **json.loads(props)}
    row.pop(HIDDEN, None)
    row["name"] = entity
    row[LABEL] = label
    row["__version"] = str(version)
    return row


def entity(link: Link, list_name: str, entity_id: str) -> Entity | None:
    """Return an entity, hidden ones too; None for one nobody wrote of."""
    rows = link.query(
        f"SELECT {_ENTITY} FROM entity WHERE list = ? AND id = ?",
        (list_name, entity_id),
    )
    return _entity(list_name, *rows[0]) if rows else None


def entities(
    link: Link,
    list_name: str,
    where: Mapping[str, str],
    order: str,
    limit: int,
    offset: int,
    *,
    hidden: bool,
    conflicts: bool,
    ids: Sequence[int] | None,
) -> list[Entity]:
    """Return entities of a list; see `Records.entities`."""
    tests, values = where_equal(where)
    if conflicts:
        tests += " AND conflicts > 0"
    if ids is not None:
        tests += " AND n IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(list(ids)))
    state = "shown = 0 AND props ->> '$.__hidden' = '1'" if hidden else "shown = 1"
    rows = link.query(
        f"SELECT {_ENTITY} FROM entity WHERE list = {quoted(list_name)} AND {state}"
        f"{tests} ORDER BY {order_by(order)} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [_entity(list_name, *row) for row in rows]


def order_by(order: str) -> str:
    """Return the ORDER BY of "door", of a column, or of "-column" for descending."""
    if order == "door":
        return ", ".join(f"CAST({column(n)} AS INTEGER), {column(n)}" for n in DOOR)
    if not order:
        return "n"
    down = " DESC" if order.startswith("-") else ""
    return f"{column(order.removeprefix('-'))}{down}, n"


def _entity(
    list_name: str,
    entity_id: str,
    label: str,
    props: str,
    heads: str,
    bases: str,
    version: int,
    grid: str,
    shown: int,
    conflicts: int,
) -> Entity:
    told: dict[str, str] = json.loads(props)
    hidden = told.pop(HIDDEN, "") == "1"
    told.pop(LABEL, None)
    disputed: tuple[str, ...] = ()
    if conflicts:
        fields = json.loads(heads).items()
        disputed = tuple(
            sorted(name for name, several in fields if len({h[2] for h in several}) > 1)
        )
    return Entity(
        list_name, entity_id, label, told, str(version), grid,
        hidden, bool(shown) or bases != "[]", disputed,
    )  # fmt: skip


def count(link: Link, list_name: str, where: Mapping[str, str]) -> int:
    """Return how many shown entities of a list have these texts."""
    tests, values = where_equal(where)
    found: int = link.value(
        f"SELECT count(*) FROM entity WHERE list = {quoted(list_name)}"
        f" AND shown = 1{tests}",
        values,
    )
    return found


def lists(link: Link) -> list[ListInfo]:
    """Return every entity list that something is known of."""
    rows = link.query(
        "SELECT name, properties, (SELECT count(*) FROM entity e"
        "  WHERE e.list = list.name AND e.shown = 1)"
        " FROM list WHERE name NOT GLOB '__*' ORDER BY name"
    )
    return [ListInfo(row[0], row[2], tuple(json.loads(row[1]))) for row in rows]
