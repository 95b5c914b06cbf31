"""Who changed what, when, in which visit; and which values dispute a field."""

import json
from datetime import datetime

from forms.errors import KnownError
from forms.records import entities
from forms.records.entities import Held, Key
from forms.records.fold import order
from forms.records.types import Conflict, FieldState, FieldWrite
from forms.records.vault import Link


def history(link: Link, key: Key) -> list[FieldWrite]:
    """Return every value ever written to an entity, the latest first.

    Raises:
        KnownError: ENTITY-UNKNOWN.
    """
    held = _held(link, key)
    writes = list(entities.writes_to(link, held.n, held.key))
    dead = entities.revisions_of(link, [w.n for w in writes])[1]
    told = _told(link, [w.n for w in writes])
    found = []
    for write in writes:
        author, at, dev = told[write.n]
        for name, value in write.fields.items():
            standing = {head[1] for head in held.state.heads_of(name)}
            state: FieldState = "superseded"
            if write.op_id in dead:
                state = "withdrawn"
            elif write.op_id in standing:
                state = "head"
            found.append((
                (write.hlc, write.op_id, value),
                FieldWrite(
                    name, value, write.op_id, write.kind,
                    write.rec if write.kind == "visit" else "",
                    author, datetime.fromisoformat(at), dev, state,
                ),
            ))  # fmt: skip
    found.sort(key=lambda item: order(item[0]), reverse=True)
    return [one for _, one in found]


def conflicts(link: Link, key: Key) -> tuple[Conflict, ...]:
    """Return the disputed fields of an entity, each with the value shown first.

    Raises:
        KnownError: ENTITY-UNKNOWN.
    """
    held = _held(link, key)
    disputed = set(held.state.conflicts)
    heads: dict[str, list[FieldWrite]] = {}
    for one in history(link, key) if disputed else ():
        if one.field in disputed and one.state == "head":
            heads.setdefault(one.field, []).append(one)
    return tuple(Conflict(name, tuple(heads[name])) for name in sorted(heads))


def _held(link: Link, key: Key) -> Held:
    held = entities.load(link, [key])[key]
    if not held.stored:
        raise KnownError("ENTITY-UNKNOWN", list=key[0], entity=key[1])
    return held


def _told(link: Link, ops: list[int]) -> dict[int, tuple[str, str, str]]:
    rows = link.query(
        "SELECT n, line ->> '$.author', line ->> '$.at', dev FROM op"
        " WHERE n IN (SELECT value FROM json_each(?))",
        (json.dumps(ops),),
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}
