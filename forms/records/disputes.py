"""Disputes: what waits for a person's decision, rules that decide, decisions made."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from forms.records.store import Records
from forms.records.types import Conflict, FieldWrite
from forms.records.visits import HIDDEN_LIST, VisitFilter

Rule = Literal["later", "visited", "filled"]
RULES: tuple[Rule, ...] = ("later", "visited", "filled")
"""The value written last; that of a visit, before imports and corrections; the last
one that is not blank."""
FORKED = VisitFilter(forked=True)


@dataclass(frozen=True, slots=True)
class Disputed:
    """An entity with at least one field of several values."""

    list_name: str
    id: str
    label: str
    fields: int


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person on one entity.

    Args:
        op_id: "dev:seq" of the op that says it.
        values: Field -> the value that was decided for.
    """

    op_id: str
    list_name: str
    id: str
    label: str
    author: str
    at: datetime
    device: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a rule decides on one entity: field -> value."""

    list_name: str
    id: str
    values: dict[str, str]


def counts(records: Records) -> dict[str, int]:
    """Return how many entities of each list are disputed."""
    return dict(
        records.figures(
            "SELECT list, count(*) FROM entity WHERE conflicts > 0 GROUP BY list"
        )
    )


def forks(records: Records) -> int:
    """Return how many visits have several versions that stand."""
    ((count,),) = records.figures(
        "SELECT count(*) FROM visit v WHERE v.heads > 1 AND NOT EXISTS (SELECT 1"
        " FROM entity h WHERE h.list = ? AND h.id = v.rec"
        " AND h.props ->> '$.__hidden' = '1')",
        (HIDDEN_LIST,),
    )
    return int(count)


def waiting(records: Records) -> int:
    """Return how many entities and visits wait for a decision."""
    return sum(counts(records).values()) + forks(records)


def disputed(
    records: Records, list_name: str = "", *, limit: int = 100, offset: int = 0
) -> list[Disputed]:
    """Return the disputed entities, of one list where it is named."""
    rows = records.figures(
        "SELECT list, id, label, conflicts FROM entity WHERE conflicts > 0"
        " AND ?1 IN ('', list) ORDER BY list, id LIMIT ?2 OFFSET ?3",
        (list_name, limit, offset),
    )
    return [Disputed(*row) for row in rows]


def decisions(
    records: Records, *, op_id: str = "", limit: int = 100, offset: int = 0
) -> list[Decision]:
    """Return the decisions made, the last first; with `op_id` that one alone."""
    dev, _, seq = op_id.rpartition(":")
    rows = records.figures(
        "SELECT o.dev, o.seq, w.value ->> '$.l', w.value ->> '$.e',"
        " coalesce(e.label, ''), o.line ->> '$.author', o.line ->> '$.at',"
        " w.value -> '$.f'"
        " FROM op o, json_each(CAST(o.line AS TEXT), '$.body.writes') w"
        " LEFT JOIN entity e ON e.list = w.value ->> '$.l'"
        "  AND e.id = w.value ->> '$.e'"
        " WHERE o.kind = 'resolve' AND (?1 = '' OR (o.dev = ?1 AND o.seq = ?2))"
        " ORDER BY o.line ->> '$.hlc' DESC, o.n DESC LIMIT ?3 OFFSET ?4",
        (dev, int(seq or 0), limit, offset),
    )
    return [_decision(*row) for row in rows]


def _decision(
    dev: str, seq: int, list_name: str, entity_id: str, label: str,
    author: str, at: str, fields: str,
) -> Decision:  # fmt: skip
    values: dict[str, str] = json.loads(fields)
    return Decision(
        f"{dev}:{seq}", list_name, entity_id, label, author,
        datetime.fromisoformat(at), dev, values,
    )  # fmt: skip


def decide(conflict: Conflict, rule: Rule) -> str | None:
    """Return the value that a rule chooses; None where it decides nothing.

    Args:
        conflict: As the register tells it: the value written last is the first.
        rule: One of `RULES`.
    """
    heads: Iterable[FieldWrite] = conflict.heads
    if rule == "visited":
        heads = (head for head in heads if head.kind == "visit")
    elif rule == "filled":
        heads = (head for head in heads if head.value)
    return next((head.value for head in heads), None)


def ruled(
    records: Records, rule: Rule, *, list_name: str = "", field: str = ""
) -> list[Ruled]:
    """Return what a rule decides wherever values dispute; nothing is written.

    Args:
        records: The register.
        rule: One of `RULES`.
        list_name: Only in this list.
        field: Only this field.
    """
    found = []
    for one in disputed(records, list_name, limit=-1):
        values = {
            conflict.field: value
            for conflict in records.conflicts(one.list_name, one.id)
            if field in ("", conflict.field)
            and (value := decide(conflict, rule)) is not None
        }
        if values:
            found.append(Ruled(one.list_name, one.id, values))
    return found


def before(history: Sequence[FieldWrite], op_id: str) -> dict[str, str]:
    """Return what was shown before an op, by the fields that it wrote.

    Args:
        history: Of one entity, the latest first (`Records.history`).
        op_id: The op to look behind.
    """
    found: dict[str, str] = {}
    told: set[str] = set()
    for one in history:
        if one.op_id == op_id:
            told.add(one.field)
            found[one.field] = ""
        elif one.field in told and one.state != "withdrawn":
            found[one.field] = one.value
            told.discard(one.field)
    return found


def take_back(records: Records, op_id: str, author: str) -> int:
    """Undo a decision by another one: each field has again what was shown before.

    Returns:
        How many entities it was about.

    Raises:
        KnownError: What the disk says.
    """
    taken = decisions(records, op_id=op_id)
    for one in taken:
        values = before(records.history(one.list_name, one.id), op_id)
        if values:
            records.resolve(one.list_name, one.id, values, author)
    return len(taken)
