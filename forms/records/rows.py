"""Entities asked by SQL: columns, indexes, filters, order; never loaded whole."""

# ruff: noqa: S608 (SQL is composed of our own columns and checked names only)
import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence

import resources
from forms.records.fold import HIDDEN, LABEL, MERGED
from forms.records.types import Entity, ListInfo
from forms.records.vault import Link

NAME = re.compile(r"[\w.-]+")
_OWN_COLUMNS = {
    "name": "id", "label": "label", "__version": "version", "grid_code": "grid",
}  # fmt: skip
_ENTITY = "id, label, props, heads, bases, version, grid, shown, conflicts"
# Read like numbers, so that building 2 comes before building 10.
_WORDED_DOOR = "addr_short"
DOOR = ("building_no", "unit_no", "floor_no", "room_no")


_UNSHOWN = "entity_unshown"


def column(name: str) -> str:
    """Return the SQL expression of a property, as the indexes have it.

    Raises:
        ValueError: No property can have that name.
    """
    own = _OWN_COLUMNS.get(name)
    if own:
        return own
    if not NAME.fullmatch(name):
        raise ValueError(f"not a property: {name!r}")
    return f"coalesce(props ->> '$.\"{name}\"', '')"


def quoted(text: str) -> str:
    """Return `text` as an SQL literal; partial indexes need the list's name so."""
    return "'" + text.replace("'", "''") + "'"


def make_indexes(link: Link) -> None:
    """Make the indexes that `tables/indexes.csv` wants and the file lacks."""
    have = {row[1] for row in link.query("PRAGMA index_list('entity')")}
    wanted = {
        f"entity_{row['list']}_{row['property']}": row
        for row in csv.DictReader(io.StringIO(resources.text("tables/indexes.csv")))
    }
    if wanted.keys() | {_UNSHOWN} <= have:
        return
    with link.writing():
        # What was made one with a subject is asked for with each list of its visits.
        link.run(
            f"CREATE INDEX IF NOT EXISTS {_UNSHOWN} ON entity (list, id)"
            " WHERE shown = 0"
        )
        for name, row in wanted.items():
            link.run(
                f"CREATE INDEX IF NOT EXISTS {name}"
                f" ON entity ({column(row['property'])})"
                f" WHERE list = {quoted(row['list'])}"
            )


def index_for(link: Link, list_name: str, names: Iterable[str]) -> None:
    """Make the indexes that a long list is asked by: forms bring their own filters.

    Without one, each answer that filters 100,000 entities costs 60 ms. A register that
    another job is writing is asked without: the next form that asks makes the index.
    """
    for name in names:
        index = f"asked_{list_name}_{name}"
        if not NAME.fullmatch(list_name) or link.query(
            "SELECT 1 FROM sqlite_master WHERE name IN (?, ?)",
            (index, f"entity_{list_name}_{name}"),
        ):
            continue
        with link.writing_if_free() as free:
            if free:
                link.run(
                    f'CREATE INDEX IF NOT EXISTS "{index}" ON entity'
                    f" ({column(name)}) WHERE list = {quoted(list_name)}"
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
    name = order.removeprefix("-")
    # A door in words begins with its building: 2号楼 comes before 10号楼.
    number = f"CAST({column(name)} AS INTEGER){down}, " if name == _WORDED_DOOR else ""
    return f"{number}{column(name)}{down}, n"


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
    merged = told.pop(MERGED, "")
    disputed: tuple[str, ...] = ()
    if conflicts:
        fields = json.loads(heads).items()
        disputed = tuple(
            sorted(name for name, several in fields if len({h[2] for h in several}) > 1)
        )
    return Entity(
        list_name, entity_id, label, told, str(version), grid,
        hidden, bool(shown) or bases != "[]", disputed, merged,
    )  # fmt: skip


def unshown(link: Link, limit: int) -> list[Entity]:
    """Return entities that somebody hid or made one with another."""
    rows = link.query(
        f"SELECT list, {_ENTITY} FROM entity WHERE shown = 0 AND list NOT GLOB '__*'"
        " AND (props ->> '$.__hidden' = '1' OR props ->> '$.__merged' <> '')"
        " ORDER BY version DESC LIMIT ?",
        (limit,),
    )
    return [_entity(*row) for row in rows]


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
