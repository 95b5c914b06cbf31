"""Answers as typed tables, one a form and one a repeat: figures are asked in SQL."""

# ruff: noqa: S608 (SQL is composed of our own columns and checked names only)
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from forms.records.log import trusted_op
from forms.records.vault import Link

if TYPE_CHECKING:
    # The engine is not loaded by who only reads the register.
    from forms.engine.definition.model import FormDefinition

Value = str | int | float | None

# UID_NAMESPACE of the definition's model; test_records_typed holds them together.
_UID = "{http://gridvisit.org/xforms/uid}uid"
_TYPES: Mapping[str, type] = {"int": int, "integer": int, "decimal": float}
_META = re.compile(r"/(\w+:)?meta/")
_WHOLE = re.compile(r"-?\d{1,18}")
_DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
# Of every typed table, before the answers: the visit, the repeat instance, the one
# that it lies in, its place among its sisters from 1.
_OWN = {"rec": str, "uid": str, "parent": str, "position": int}


@dataclass(slots=True)
class Table:
    """The typed table of a form (blank `nodeset`) or of one of its repeats.

    Args:
        columns: Path below the form's root or the repeat, as "heat/t_living" -> column.
        types: Path -> "int", "decimal" ... of the newest version that was seen.
    """

    form_id: str
    nodeset: str
    name: str
    columns: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)


def tables(link: Link, form_id: str) -> dict[str, Table]:
    """Return the typed tables of a form by nodeset of the repeat, "" for the form."""
    found = {
        nodeset: Table(form_id, nodeset, name)
        for nodeset, name in link.query(
            "SELECT nodeset, name FROM typed_table WHERE form_id = ?", (form_id,)
        )
    }
    for table in found.values():
        for path, column, kind in link.query(
            "SELECT path, column_name, type FROM typed_column WHERE name = ?",
            (table.name,),
        ):
            table.columns[path] = column
            table.types[path] = kind
    return found


def refresh(link: Link, definition: "FormDefinition") -> int:
    """Bring the typed tables up to date for the visits of one form version.

    Versions of a form share their tables: an answer is known by its path.

    Returns:
        How many visits were written anew.
    """
    with link.writing():
        made = _prepare(link, definition)
        stale = link.query(
            "SELECT v.rec, v.head, o.line FROM visit v JOIN op o ON o.n = v.head"
            " LEFT JOIN typed_visit t ON t.rec = v.rec"
            " WHERE v.form_id = ? AND v.form_version = ? AND t.op IS NOT v.head",
            (definition.form_id, definition.version),
        )
        rows: dict[str, list[dict[str, Value]]] = defaultdict(list)
        for rec, _, line in stale:
            xml = trusted_op(line).body["xml"]
            for nodeset, row in _rows(xml, definition, made):
                rows[nodeset].append({"rec": rec, **row})
        gone = [(rec,) for rec, _, _ in stale]
        for nodeset, table in made.items():
            link.many(f'DELETE FROM "{table.name}" WHERE rec = ?', gone)
            _insert(link, table, rows[nodeset])
        link.many(
            "INSERT OR REPLACE INTO typed_visit (rec, op) VALUES (?, ?)",
            ((rec, head) for rec, head, _ in stale),
        )
    return len(stale)


def _prepare(link: Link, definition: "FormDefinition") -> dict[str, Table]:
    """Make the tables and columns that the definition needs and the file lacks."""
    # sqlite-utils reads click, dateutil and more (0.1 s): only when figures are asked.
    from sqlite_utils import Database

    have = tables(link, definition.form_id)
    with link.told():
        base = Database(link.connection, execute_plugins=False)
        for nodeset, paths in _paths(definition).items():
            if nodeset not in have:
                name = _table_name(definition.form_id, nodeset)
                base.table(name).create(_OWN)
                base.table(name).create_index(["rec"])
                link.run(
                    "INSERT INTO typed_table (form_id, nodeset, name) VALUES (?, ?, ?)",
                    (definition.form_id, nodeset, name),
                )
                have[nodeset] = Table(definition.form_id, nodeset, name)
            table = have[nodeset]
            for path, kind in paths.items():
                if path not in table.columns:
                    column = _column_name(path, table.columns.values())
                    base.table(table.name).add_column(column, _TYPES.get(kind, str))
                    table.columns[path] = column
                table.types[path] = kind
                link.run(
                    "INSERT OR REPLACE INTO typed_column"
                    " (name, path, column_name, type) VALUES (?, ?, ?, ?)",
                    (table.name, path, table.columns[path], kind),
                )
    return have


def _paths(definition: "FormDefinition") -> dict[str, dict[str, str]]:
    """Return nodeset of each repeat ("" for the form) -> path -> data type."""
    found: dict[str, dict[str, str]] = {"": {}}
    repeats = [n for n, node in definition.nodes.items() if node.repeat]
    for nodeset in repeats:
        found[nodeset] = {}
    for nodeset, node in definition.nodes.items():
        if not node.leaf or node.repeat or "@" in nodeset or _META.search(nodeset):
            continue
        around = [one for one in repeats if nodeset.startswith(f"{one}/")]
        inner = max(around, key=len, default="")
        path = nodeset.removeprefix(f"{inner or definition.root}/")
        found[inner][path] = node.bind.type
    return found


def _table_name(form_id: str, nodeset: str) -> str:
    return f"answers_{form_id}{nodeset}".replace('"', "")


def _column_name(path: str, taken: Iterable[str]) -> str:
    # SQLite knows no capitals in names: A and a would be one column.
    used = {one.lower() for one in taken}
    name = path.replace('"', "")
    while name.lower() in used | set(_OWN):
        name += "_"
    return name


def _rows(
    xml: str, definition: "FormDefinition", made: Mapping[str, Table]
) -> list[tuple[str, dict[str, Value]]]:
    """Return the rows of a submission: (nodeset of the repeat, column -> value)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(xml.encode(), parser)
    main: dict[str, Value] = {"uid": "", "parent": "", "position": 1}
    found = [("", main)]
    waiting = [("", main, root, "", definition.root)]
    while waiting:
        inner, row, element, path, nodeset = waiting.pop()
        count: dict[str, int] = defaultdict(int)
        for child in element.iterchildren("*"):
            name = etree.QName(child).localname
            below = f"{nodeset}/{name}"
            if below in made:
                count[name] += 1
                uid = child.get(_UID) or str(count[name])
                new: dict[str, Value] = {
                    "uid": uid, "parent": row["uid"], "position": count[name],
                }  # fmt: skip
                found.append((below, new))
                waiting.append((below, new, child, "", below))
                continue
            at = f"{path}{name}"
            column = made[inner].columns.get(at)
            if column:
                row[column] = _value(child.text or "", made[inner].types[at])
            elif len(child):
                waiting.append((inner, row, child, f"{at}/", below))
    return found


def _value(text: str, kind: str) -> Value:
    wanted = _TYPES.get(kind)
    if wanted is int and _WHOLE.fullmatch(text):
        return int(text)
    if wanted and _DECIMAL.fullmatch(text):
        return float(text)
    return text or None


def _insert(link: Link, table: Table, rows: Sequence[Mapping[str, Value]]) -> None:
    columns = [*_OWN, *table.columns.values()]
    names = ", ".join(f'"{one}"' for one in columns)
    link.many(
        f'INSERT INTO "{table.name}" ({names}) VALUES ({",".join("?" * len(columns))})',
        ([row.get(column) for column in columns] for row in rows),
    )


def answers(
    link: Link, form_id: str, nodeset: str, since: str, until: str, grid_code: str
) -> list[dict[str, Value]]:
    """Return the typed rows of a form or repeat by path; see `Records.answers`."""
    table = tables(link, form_id).get(nodeset)
    if table is None:
        return []
    names = "".join(f', a."{column}"' for column in table.columns.values())
    rows = link.query(
        f'SELECT a.rec, a.uid, a.parent, a.position{names} FROM "{table.name}" a'
        " JOIN visit v ON v.rec = a.rec"
        " LEFT JOIN entity h ON h.list = '__visit' AND h.id = v.rec"
        " WHERE coalesce(h.props ->> '$.__hidden', '') <> '1'"
        " AND (?1 = '' OR v.ended >= ?1) AND (?2 = '' OR v.ended <= ?2 || '~')"
        " AND (?3 = '' OR v.grid = ?3) ORDER BY v.ended, v.rec, a.rowid",
        (since, until, grid_code),
    )
    keys = [*_OWN, *table.columns]
    return [dict(zip(keys, row, strict=True)) for row in rows]


def forget(link: Link) -> None:
    """Drop all typed tables; they are made again when figures are asked."""
    for (name,) in link.query("SELECT name FROM typed_table"):
        link.run(f'DROP TABLE "{name}"')
    for name in ("typed_table", "typed_column", "typed_visit"):
        link.run(f"DELETE FROM {name}")
