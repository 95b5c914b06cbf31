"""The past of many entities at once: what stands, who wrote it, for which day."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from forms.records.entities import read_state
from forms.records.fold import State
from forms.records.log import REGISTER_ZONE, Op, trusted_op
from forms.records.store import Records

# Entities read at once: few statements, and a memory that does not grow.
CHUNK = 2_000
# Of the year 9998: others write what they like.
_LAST_MS = 253_000_000_000_000


@dataclass(frozen=True, slots=True)
class PastWrite:
    """One value once written to one field.

    Args:
        source: The ledger that said it, blank where a visit or a person did.
        day: The civil day that it tells of, ISO: a ledger's own day, else the day it
            was written. Blank for an import that told none.
        at: The civil day it was written.
    """

    value: str
    op_id: str
    source: str
    day: str
    at: str


@dataclass(frozen=True, slots=True)
class _Said:
    source: str
    day: str
    at: str
    fields: Mapping[str, Mapping[str, str]]


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Go through ids by as many as are read at once."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def states(records: Records, list_name: str, ids: Iterable[str]) -> dict[str, State]:
    """Return how entities stand; those not known here are left out."""
    rows = records.figures(
        "SELECT id, props, heads, bases, pending, shown FROM entity"
        " WHERE list = ? AND id IN (SELECT value FROM json_each(?))",
        (list_name, json.dumps(list(ids))),
    )
    return {row[0]: read_state(*row[1:]) for row in rows}


def touching(
    records: Records, list_name: str, ids: Iterable[str]
) -> dict[str, list[str]]:
    """Return the ids of the ops that wrote each entity, in order of arrival."""
    found: dict[str, list[str]] = defaultdict(list)
    for entity, dev, seq in records.figures(
        "SELECT e.id, o.dev, o.seq FROM entity e JOIN touch t ON t.entity = e.n"
        " JOIN op o ON o.n = t.op WHERE e.list = ?"
        " AND e.id IN (SELECT value FROM json_each(?)) ORDER BY o.n",
        (list_name, json.dumps(list(ids))),
    ):
        found[entity].append(f"{dev}:{seq}")
    return found


def past(
    records: Records,
    list_name: str,
    ids: Iterable[str],
    quiet: Collection[str] = frozenset(),
) -> dict[str, dict[str, list[PastWrite]]]:
    """Return what was ever written to entities: id -> field -> values, latest first.

    Args:
        records: Read only.
        list_name: Of the entities.
        ids: Of the entities.
        quiet: Ids of ops that count as if they had not been.
    """
    rows = records.figures(
        "SELECT e.id, o.n, o.dev, o.seq FROM entity e JOIN touch t ON t.entity = e.n"
        " JOIN op o ON o.n = t.op WHERE e.list = ?"
        " AND e.id IN (SELECT value FROM json_each(?))"
        " ORDER BY o.hlc DESC, o.dev DESC, o.seq DESC",
        (list_name, json.dumps(list(ids))),
    )
    said = _said(records, list_name, {row[1] for row in rows})
    found: dict[str, dict[str, list[PastWrite]]] = {}
    for entity, n, dev, seq in rows:
        if f"{dev}:{seq}" in quiet:
            continue
        one = said[n]
        fields = found.setdefault(entity, {})
        for name, value in one.fields.get(entity, {}).items():
            write = PastWrite(value, f"{dev}:{seq}", one.source, one.day, one.at)
            fields.setdefault(name, []).append(write)
    return found


def _said(records: Records, list_name: str, ops: Iterable[int]) -> dict[int, _Said]:
    """Return what ops wrote to entities of a list, by arrival number."""
    rows = records.figures(
        "SELECT n, line FROM op WHERE n IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ops)),),
    )
    found = {}
    for n, line in rows:
        op = trusted_op(line)
        fields: dict[str, Mapping[str, str]] = {}
        for write in op.body.get("writes", ()):
            if write["l"] == list_name:
                # A visit may look at one facility twice: what it says later counts.
                fields[write["e"]] = {**fields.get(write["e"], {}), **write["f"]}
        source = str(op.body.get("source", ""))
        at = _written(op)
        day = str(op.body.get("day", "")) if source else at
        found[n] = _Said(source, day, at, fields)
    return found


def _written(op: Op) -> str:
    """Return the civil day on which an op was written, ISO.

    A laptop whose battery is empty writes in 2010 what a ledger of today must not
    replace; its hybrid clock never goes back, and tells when it wrote last before.
    """
    told = op.at[:10]
    ms = min(int(op.hlc[:12], 16), _LAST_MS)
    # Laptops that are less than a day ahead are followed by others.
    hybrid = datetime.fromtimestamp(ms / 1000, REGISTER_ZONE).date()
    day_before = (hybrid - timedelta(days=1)).isoformat()
    return hybrid.isoformat() if told < day_before else told


def undone_imports(records: Records) -> frozenset[str]:
    """Return the recs of imports that were undone whole."""
    rows = records.figures(
        "SELECT line ->> '$.body.undoes' FROM op WHERE kind = 'entity' AND twin = 0"
        " AND line ->> '$.body.left' = 0"
    )
    return frozenset(rec for (rec,) in rows)


def quiet_ops(records: Records) -> frozenset[str]:
    """Return the ids of the ops of undone imports and of their undoing.

    Together they say nothing, on every laptop that has both.
    """
    undone = undone_imports(records)
    if not undone:
        return frozenset()
    rows = records.figures(
        "SELECT dev, seq FROM op WHERE kind = 'entity' AND twin = 0"
        " AND (line ->> '$.body.undoes' IS NOT NULL"
        " OR line ->> '$.rec' IN (SELECT value FROM json_each(?)))",
        (json.dumps(sorted(undone)),),
    )
    return frozenset(f"{dev}:{seq}" for dev, seq in rows)
