"""Rows of a ledger into entities: what is new and what differs, nothing twice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forms.records import entities
from forms.records.authoring import as_write
from forms.records.entities import Held
from forms.records.fold import LABEL
from forms.records.ids import natural_id
from forms.records.types import ImportAction, ImportReport, ImportRow
from forms.records.vault import Link

# Small enough to be read again for one entity's history, large enough to import fast.
WRITES_PER_OP = 50
# So often a person can stop it, and so much is in memory.
ROWS_AT_ONCE = 2_000
OPS_AT_ONCE = 40
_NAME = "name"


def compare(
    link: Link,
    register: str,
    list_name: str,
    rows: Sequence[Mapping[str, str]],
    key: Sequence[str],
    done: set[str],
    before: int = 0,
) -> tuple[list[ImportRow], list[dict[str, Any]]]:
    """Return what an import does with each row, and the writes that do it.

    A blank cell says nothing: it clears no value that a visit recorded.

    Args:
        link: Of the register.
        register: Its id.
        list_name: As "household".
        rows: A part of the table.
        key: Properties that make the id of a row that brings none.
        done: Ids of rows before these; those of these are added.
        before: How many rows came before these.
    """
    ids = [row_id(register, list_name, row, key) for row in rows]
    held = entities.load(link, [(list_name, one) for one in ids if one])
    told: list[ImportRow] = []
    writes: list[dict[str, Any]] = []
    for number, (row, entity) in enumerate(zip(rows, ids, strict=True), before + 1):
        label = row.get(LABEL, "")
        if not entity or entity in done:
            code = "LEDGER-TWICE" if entity else "LEDGER-NO-KEY"
            told.append(ImportRow(number, "refused", entity, label, code=code))
            continue
        done.add(entity)
        one = held[(list_name, entity)]
        changes = {
            name: (one.state.props.get(name, ""), value)
            for name, value in row.items()
            if value and name != _NAME and value != one.state.props.get(name, "")
        }
        create = not one.state.bases
        action: ImportAction = "same"
        if create or changes:
            action = "create" if create else "update"
        told.append(ImportRow(number, action, entity, label, changes))
        if action != "same":
            writes.append(_write(one, create, changes))
    return told, writes


def row_id(
    register: str, list_name: str, row: Mapping[str, str], key: Sequence[str]
) -> str:
    """Return the id that a row brings in `name`, or one made of its natural key."""
    brought = row.get(_NAME, "").strip()
    if brought:
        return brought
    parts = [row.get(column, "").strip() for column in key]
    if not parts or not all(parts):
        return ""
    return natural_id(register, list_name, "\n".join(parts))


def _write(
    held: Held, create: bool, changes: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    seen = {}
    for name, (now, _) in changes.items():
        named = [head[1] for head in held.state.heads_of(name) if head[2] == now]
        if named:
            seen[name] = named
    return as_write(held.key, create, {n: new for n, (_, new) in changes.items()}, seen)


def packed(writes: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Go through the writes by the number that one op carries."""
    for start in range(0, len(writes), WRITES_PER_OP):
        yield list(writes[start : start + WRITES_PER_OP])


def report(rows: Sequence[ImportRow]) -> ImportReport:
    """Return the counts of an import with its rows."""
    count = {action: 0 for action in ("create", "update", "same", "refused")}
    for row in rows:
        count[row.action] += 1
    return ImportReport(
        count["create"], count["update"], count["same"], count["refused"], tuple(rows)
    )
