"""Undo of a ledger's import: one more op that hides and restores, and forgets none."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from forms.errors import KnownError
from forms.progress import Count, silent
from forms.records.authoring import as_write
from forms.records.fold import HIDDEN, LABEL, Head, State
from forms.records.ledger_columns import linked_from
from forms.records.ledger_past import (
    CHUNK,
    PastWrite,
    past,
    quiet_ops,
    states,
    touching,
    undone_imports,
)
from forms.records.store import Records
from forms.records.visits import HIDDEN_LIST

Action = Literal["hide", "restore", "kept", "done"]
SHOWN = "0"
"""The value of `HIDDEN` of what was hidden once; a blank would say nothing."""
_MOST = 100


@dataclass(frozen=True, slots=True)
class ImportDone:
    """One import of a ledger made on this laptop.

    Args:
        rec: The id that its ops share.
        source: The ledger's name.
        rows: How many rows it created or changed.
        undone: It was undone, whole.
    """

    rec: str
    source: str
    list_name: str
    author: str
    at: datetime
    rows: int
    undone: bool


@dataclass(frozen=True, slots=True)
class UndoRow:
    """What undoing does with one entity.

    Args:
        action: "hide" what the import created, "restore" what it changed, "kept" where
            nothing of it can be undone, "done" where nothing is left to undo.
        restored: Field -> (value now, value before the import).
        kept: Field -> why it stays, a code of the messages; "" names the whole row.
    """

    list_name: str
    id: str
    label: str
    action: Action
    restored: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing an import would do; nothing is written yet."""

    rec: str
    source: str
    rows: tuple[UndoRow, ...]
    writes: tuple[Mapping[str, Any], ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many entities: "hide", "restore", "kept"; "partly" restored and kept."""
        actions = [row.action for row in self.rows]
        told = {name: actions.count(name) for name in ("hide", "restore", "kept")}
        partly = sum(row.action == "restore" and bool(row.kept) for row in self.rows)
        return told | {"partly": partly}


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of entities that an import wrote, read for many at once.

    Args:
        own: Ids of the ops of the import that is undone.
        quiet: Ids of ops that count as if they had not been: undone imports and
            their undoing.
        visited: Ids of entities with visits.
        linked: Ids that other entries name.
    """

    own: frozenset[str]
    quiet: frozenset[str]
    visited: frozenset[str]
    linked: frozenset[str]


@dataclass(frozen=True, slots=True)
class _One:
    """An entity: how it stands, the ops that wrote it, every value it had."""

    state: State
    ops: Sequence[str]
    values: Mapping[str, Sequence[PastWrite]]


def imports(records: Records, most: int = _MOST) -> list[ImportDone]:
    """Return the imports made on this laptop, the last one first."""
    rows = records.figures(
        "SELECT line ->> '$.rec', line ->> '$.body.source',"
        " line ->> '$.body.writes[0].l', line ->> '$.author', line ->> '$.at',"
        " sum(json_array_length(line ->> '$.body.writes'))"
        " FROM op WHERE dev = ? AND kind = 'entity' AND twin = 0"
        " AND line ->> '$.body.source' IS NOT NULL"
        " GROUP BY 1 ORDER BY max(seq) DESC LIMIT ?",
        (records.device_id, most),
    )
    undone = undone_imports(records)
    return [
        ImportDone(
            rec, source, list_name, author, datetime.fromisoformat(at), count,
            rec in undone,
        )
        for rec, source, list_name, author, at, count in rows
    ]  # fmt: skip


def undo_plan(records: Records, rec: str, progress: Count = silent) -> UndoPlan:
    """Return what undoing the import `rec` would do.

    What it created is hidden, unless a visit or somebody's correction has worked on
    it since or other entries hang on it. What it changed gets back the value that the
    import saw, unless it was changed again.

    Args:
        records: Read only.
        rec: Of an `ImportDone`.
        progress: Told how many of how many entities were looked at.

    Raises:
        KnownError: UNDO-UNKNOWN, UNDO-DONE.
    """
    ops = _ops_of(records, rec)
    if not ops:
        raise KnownError("UNDO-UNKNOWN")
    if rec in undone_imports(records):
        raise KnownError("UNDO-DONE", file=ops[0][1]["source"])
    told = [write for _, body in ops for write in body["writes"]]
    known = _known(records, ops, told)
    rows: list[UndoRow] = []
    writes: list[dict[str, Any]] = []
    for start in range(0, len(told), CHUNK):
        progress(start, len(told))
        part = told[start : start + CHUNK]
        held = _held(records, part)
        for write in part:
            row, undoing = _undoing(write, held[write["l"], write["e"]], known)
            rows.append(row)
            writes += undoing
    progress(len(told), len(told))
    return UndoPlan(rec, ops[0][1]["source"], tuple(rows), tuple(writes))


def undo(
    records: Records,
    planned: UndoPlan,
    author: str,
    progress: Count = silent,
) -> None:
    """Undo what was planned, in one transaction: all of it or nothing.

    Each write names what was read when it was planned, so somebody's work that came
    in between stands beside it as a conflict, and is not lost.

    Args:
        records: Open for writing.
        planned: What to do.
        author: Staff id.
        progress: Told how much is done; what it raises stops it.

    Raises:
        KnownError: DISK-FULL, STORE-...
    """
    records.write_many(
        author, [dict(write) for write in planned.writes], {"undoes": planned.rec},
        progress,
    )  # fmt: skip


def hidden_by_undo(records: Records, list_name: str) -> frozenset[str]:
    """Return the ids of a list that nothing but the undoing of an import has hidden."""
    # The heads as the projection keeps them: whole histories took 4.5 ms an entity.
    rows = records.figures(
        "SELECT id, heads -> ? FROM entity"
        " WHERE list = ? AND shown = 0 AND props ->> ? = '1'",
        (f"$.{HIDDEN}", list_name, f"$.{HIDDEN}"),
    )
    quiet = quiet_ops(records) if rows else frozenset()
    return frozenset(
        entity_id
        for entity_id, heads in rows
        if heads and all(head[1] in quiet for head in json.loads(heads))
    )


# Inside.


def _ops_of(records: Records, rec: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Return (op id, body) of the ops of an import."""
    rows = records.figures(
        "SELECT seq FROM op WHERE dev = ? AND kind = 'entity' AND twin = 0"
        " AND line ->> '$.rec' = ? AND line ->> '$.body.source' IS NOT NULL"
        " ORDER BY seq",
        (records.device_id, rec),
    )
    found = []
    for (seq,) in rows:
        for op in records.ops(records.device_id, seq, seq):
            found.append((op.id, op.body))
    return found


def _known(
    records: Records,
    ops: Sequence[tuple[str, Mapping[str, Any]]],
    told: Sequence[Mapping[str, Any]],
) -> _Known:
    visited: set[str] = set()
    linked: set[str] = set()
    for list_name in {write["l"] for write in told}:
        visited.update(
            row[0]
            for row in records.figures(
                "SELECT DISTINCT subject_id FROM visit v WHERE subject_list = ?"
                " AND NOT EXISTS (SELECT 1 FROM entity h WHERE h.list = ?"
                " AND h.id = v.rec AND h.props ->> '$.__hidden' = '1')",
                (list_name, HIDDEN_LIST),
            )
        )
        for other, name in linked_from(list_name):
            linked.update(
                row[0]
                for row in records.figures(
                    "SELECT DISTINCT props ->> ? FROM entity"
                    " WHERE list = ? AND shown = 1 AND props ->> ? IS NOT NULL",
                    (f"$.{name}", other, f"$.{name}"),
                )
            )
    own = frozenset(op_id for op_id, _ in ops)
    return _Known(own, quiet_ops(records), frozenset(visited), frozenset(linked))


def _held(
    records: Records, writes: Iterable[Mapping[str, Any]]
) -> dict[tuple[str, str], _One]:
    """Return what is known of the entities of some writes."""
    by_list: dict[str, list[str]] = {}
    for write in writes:
        by_list.setdefault(write["l"], []).append(write["e"])
    found: dict[tuple[str, str], _One] = {}
    for name, ids in by_list.items():
        stand = states(records, name, ids)
        ops = touching(records, name, ids)
        values = past(records, name, ids)
        for one in ids:
            found[name, one] = _One(
                stand.get(one, State()), ops.get(one, ()), values.get(one, {})
            )
    return found


def _undoing(
    write: Mapping[str, Any], one: _One, known: _Known
) -> tuple[UndoRow, list[dict[str, Any]]]:
    """Return what becomes of one entity that the import wrote, and the writes."""
    list_name, entity_id = str(write["l"]), str(write["e"])
    label = one.state.props.get(LABEL, entity_id)
    if write.get("c") == 1:
        if one.state.hidden or not one.state.alive:
            return UndoRow(list_name, entity_id, label, "done"), []
        why = _stays(entity_id, one.ops, known)
        if why:
            return UndoRow(list_name, entity_id, label, "kept", {}, {"": why}), []
        seen = sorted({head[1] for head in one.state.heads_of(HIDDEN)})
        named = {HIDDEN: seen} if seen else {}
        made = as_write((list_name, entity_id), False, {HIDDEN: "1"}, named)
        return UndoRow(list_name, entity_id, label, "hide"), [made]
    return _restoring(write, label, one, known)


def _stays(entity_id: str, ops: Iterable[str], known: _Known) -> str:
    """Return why what the import created cannot be hidden, blank if it can."""
    if entity_id in known.visited:
        return "UNDO-VISITED"
    if any(not (op_id in known.own or op_id in known.quiet) for op_id in ops):
        return "UNDO-CHANGED"
    return "UNDO-LINKED" if entity_id in known.linked else ""


def _restoring(
    write: Mapping[str, Any], label: str, one: _One, known: _Known
) -> tuple[UndoRow, list[dict[str, Any]]]:
    restored: dict[str, tuple[str, str]] = {}
    kept: dict[str, str] = {}
    seen: dict[str, list[str]] = {}
    for name, value in write["f"].items():
        heads = one.state.heads_of(name)
        saw = set(write.get("p", {}).get(name, ()))
        before = next((w.value for w in one.values[name] if w.op_id in saw), "")
        if {head[2] for head in heads} <= {before}:
            continue
        if len({head[2] for head in heads}) > 1:
            kept[name] = "UNDO-DISPUTED"
        elif any(_not_ours(head, value, known) for head in heads):
            kept[name] = "UNDO-CHANGED"
        else:
            restored[name] = (heads[0][2], before)
            seen[name] = sorted({head[1] for head in heads})
    action: Action = "restore" if restored else "kept" if kept else "done"
    row = UndoRow(write["l"], write["e"], label, action, restored, kept)
    if not restored:
        return row, []
    fields = {name: before for name, (_, before) in restored.items()}
    return row, [as_write((write["l"], write["e"]), False, fields, seen)]


def _not_ours(head: Head, value: str, known: _Known) -> bool:
    if head[1] in known.own:
        return False
    # A later import was undone: it put back what this one had said.
    return head[1] not in known.quiet or head[2] != value
