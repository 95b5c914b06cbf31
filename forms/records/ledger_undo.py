"""Undo of a ledger's import: one more op that hides and restores, and forgets none."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from forms.errors import KnownError
from forms.records.authoring import as_write
from forms.records.fold import HIDDEN
from forms.records.ids import uuid7
from forms.records.ledger_columns import linked_from
from forms.records.ledger_rows import packed
from forms.records.store import Records
from forms.records.types import FieldWrite
from forms.records.visits import VisitFilter

Action = Literal["hide", "restore", "kept", "done"]
Count = Callable[[int, int], None]
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


@dataclass(slots=True)
class _Known:
    """What the log of this laptop says of imports and their undoing.

    Args:
        own: Ids of the ops of the import that is undone.
        quiet: Ids of ops that count as if they had not been: undone imports and
            their undoing.
    """

    own: set[str] = field(default_factory=set)
    quiet: set[str] = field(default_factory=set)


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
    undone = _undone(records)
    return [
        ImportDone(
            rec, source, list_name, author, datetime.fromisoformat(at), count,
            rec in undone,
        )
        for rec, source, list_name, author, at, count in rows
    ]  # fmt: skip


def undo_plan(
    records: Records, rec: str, progress: Count = lambda done, of: None
) -> UndoPlan:
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
    if rec in _undone(records):
        raise KnownError("UNDO-DONE", file=ops[0][1]["source"])
    known = _Known({op_id for op_id, _ in ops}, _quiet(records))
    told = [write for _, body in ops for write in body["writes"]]
    rows: list[UndoRow] = []
    writes: list[Mapping[str, Any]] = []
    for at, write in enumerate(told):
        row, undoing = _undoing(records, write, known)
        rows.append(row)
        writes += undoing
        progress(at + 1, len(told))
    return UndoPlan(rec, ops[0][1]["source"], tuple(rows), tuple(writes))


def undo(records: Records, planned: UndoPlan, author: str) -> None:
    """Undo what was planned; a kill half-way leaves the rest to be undone again.

    Each write names what was read when it was planned, so somebody's work that came
    in between stands beside it as a conflict, and is not lost.

    Raises:
        KnownError: DISK-FULL, STORE-...
    """
    rec = uuid7(records.now)
    parts = list(packed([dict(write) for write in planned.writes])) or [[]]
    for at, part in enumerate(parts):
        left = len(parts) - at - 1
        body = {"undoes": planned.rec, "left": left, "writes": part}
        records.append("entity", rec, author, body)


def hidden_by_undo(records: Records, list_name: str) -> frozenset[str]:
    """Return the ids of a list that nothing but the undoing of an import has hidden."""
    # The heads as the projection keeps them: whole histories took 4.5 ms an entity.
    rows = records.figures(
        "SELECT id, heads -> ? FROM entity"
        " WHERE list = ? AND shown = 0 AND props ->> ? = '1'",
        (f"$.{HIDDEN}", list_name, f"$.{HIDDEN}"),
    )
    quiet = _quiet(records) if rows else set()
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


def _undone(records: Records) -> frozenset[str]:
    """Return the recs of imports that were undone whole."""
    rows = records.figures(
        "SELECT line ->> '$.body.undoes' FROM op WHERE dev = ? AND kind = 'entity'"
        " AND twin = 0 AND line ->> '$.body.left' = 0",
        (records.device_id,),
    )
    return frozenset(rec for (rec,) in rows)


def _quiet(records: Records) -> set[str]:
    undone = _undone(records)
    rows = records.figures(
        "SELECT seq, line ->> '$.rec', line ->> '$.body.undoes' FROM op"
        " WHERE dev = ? AND kind = 'entity' AND twin = 0",
        (records.device_id,),
    )
    return {
        f"{records.device_id}:{seq}"
        for seq, rec, undoes in rows
        if undoes is not None or rec in undone
    }


def _undoing(
    records: Records, write: Mapping[str, Any], known: _Known
) -> tuple[UndoRow, list[Mapping[str, Any]]]:
    """Return what becomes of one entity that the import wrote, and the writes."""
    list_name, entity_id = write["l"], write["e"]
    entity = records.entity(list_name, entity_id)
    label = entity.label if entity is not None else entity_id
    history = records.history(list_name, entity_id)
    if write.get("c") == 1:
        if entity is None or entity.hidden:
            return UndoRow(list_name, entity_id, label, "done"), []
        why = _stays(records, list_name, entity_id, history, known)
        if why:
            return UndoRow(list_name, entity_id, label, "kept", {}, {"": why}), []
        seen = [head.op_id for head in _heads(history, HIDDEN)]
        fields = {HIDDEN: "1"}
        named = {HIDDEN: seen} if seen else {}
        made = as_write((list_name, entity_id), False, fields, named)
        return UndoRow(list_name, entity_id, label, "hide"), [made]
    return _restoring(write, label, history, known)


def _stays(
    records: Records,
    list_name: str,
    entity_id: str,
    history: Iterable[FieldWrite],
    known: _Known,
) -> str:
    """Return why what the import created cannot be hidden, blank if it can."""
    wanted = VisitFilter(subject=(list_name, entity_id))
    if records.visits(wanted, limit=1):
        return "UNDO-VISITED"
    if any(one.op_id not in known.own | known.quiet for one in history):
        return "UNDO-CHANGED"
    if any(
        records.entity_count(other, {name: entity_id})
        for other, name in linked_from(list_name)
    ):
        return "UNDO-LINKED"
    return ""


def _restoring(
    write: Mapping[str, Any],
    label: str,
    history: Sequence[FieldWrite],
    known: _Known,
) -> tuple[UndoRow, list[Mapping[str, Any]]]:
    restored: dict[str, tuple[str, str]] = {}
    kept: dict[str, str] = {}
    seen: dict[str, list[str]] = {}
    for name, value in write["f"].items():
        heads = _heads(history, name)
        before = _before(history, name, write.get("p", {}).get(name, ()))
        if {head.value for head in heads} <= {before}:
            continue
        if len({head.value for head in heads}) > 1:
            kept[name] = "UNDO-DISPUTED"
        elif any(_not_ours(head, value, known) for head in heads):
            kept[name] = "UNDO-CHANGED"
        else:
            restored[name] = (heads[0].value, before)
            seen[name] = [head.op_id for head in heads]
    action: Action = "restore" if restored else "kept" if kept else "done"
    row = UndoRow(write["l"], write["e"], label, action, restored, kept)
    if not restored:
        return row, []
    fields = {name: before for name, (_, before) in restored.items()}
    return row, [as_write((write["l"], write["e"]), False, fields, seen)]


def _heads(history: Iterable[FieldWrite], name: str) -> list[FieldWrite]:
    return [one for one in history if one.field == name and one.state == "head"]


def _before(history: Iterable[FieldWrite], name: str, saw: Iterable[str]) -> str:
    """Return the value that the import saw of a field, blank where it saw none."""
    seen = set(saw)
    return next((w.value for w in history if w.field == name and w.op_id in seen), "")


def _not_ours(head: FieldWrite, value: str, known: _Known) -> bool:
    if head.op_id in known.own:
        return False
    # A later import was undone: it put back what this one had said.
    return head.op_id not in known.quiet or head.value != value
