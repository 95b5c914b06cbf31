"""Entity writes made here: they name what their author saw, and only what is new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.errors import KnownError
from forms.records import entities
from forms.records.entities import Held, Key
from forms.records.fold import LABEL, State, order
from forms.records.log import trusted_op
from forms.records.types import EntityWriting
from forms.records.vault import Link


@dataclass(slots=True)
class _Place:
    """The causal place of the writes that a revision replaces, of one field."""

    seen: list[str] = field(default_factory=list)


class Author:
    """Turns what a form or a person wants into writes of an op's body."""

    def __init__(self, link: Link, replaced: Sequence[int] = ()) -> None:
        """Read what the revisions `replaced` (arrival numbers) wrote."""
        self._link = link
        self._places: dict[tuple[Key, str], _Place] = {}
        self._created: set[Key] = set()
        self._past(replaced)

    def _past(self, replaced: Sequence[int]) -> None:
        """Walk back through the revisions; the nearest write of a field counts."""
        level, known = list(replaced), set(replaced)
        while level:
            found: dict[tuple[Key, str], _Place] = {}
            before: list[int] = []
            for n in level:
                op = trusted_op(
                    self._link.value("SELECT line FROM op WHERE n = ?", (n,))
                )
                for key, write in entities.writes_in(
                    n, op.id, op.hlc, op.rec, op.kind, op.body
                ):
                    if write.create:
                        self._created.add(key)
                    for name in write.fields:
                        place = found.setdefault((key, name), _Place())
                        place.seen += write.seen.get(name, ())
                before += [
                    row[0]
                    for row in self._link.query(
                        "SELECT v.op FROM replaced r JOIN revision v"
                        " ON v.op_id = r.op_id WHERE r.by_op = ?",
                        (n,),
                    )
                ]
            self._places = found | self._places
            level = [n for n in before if n not in known]
            known.update(level)

    def writes(self, wanted: Iterable[EntityWriting]) -> list[dict[str, Any]]:
        """Return the writes for the body of an op, one for each entity."""
        merged: dict[Key, tuple[bool, str, dict[str, str]]] = {}
        for one in wanted:
            key = (one.list_name, one.id)
            create, base, fields = merged.get(key, (False, "", {}))
            given = {n: v for n, v in one.properties.items() if n != LABEL}
            label = {LABEL: one.label} if one.label else {}
            merged[key] = (
                create or one.action == "create",
                base or one.base_version,
                {**fields, **given, **label},
            )
        held = entities.load(self._link, merged)
        found = (
            self._write(held[key], create, base, fields)
            for key, (create, base, fields) in merged.items()
        )
        return [write for write in found if write]

    def _write(
        self, held: Held, create: bool, base: str, fields: Mapping[str, str]
    ) -> dict[str, Any] | None:
        state = self._as_seen(held, base)
        told: dict[str, str] = {}
        seen: dict[str, list[str]] = {}
        for name, value in fields.items():
            place = self._places.get((held.key, name))
            if place:
                saw = self._value_of(held, name, place.seen)
                named = sorted(set(place.seen))
            else:
                saw = state.props.get(name, "")
                named = [head[1] for head in state.heads_of(name) if head[2] == saw]
            # A form carries old values forward: what its author saw is no write.
            if value != saw:
                told[name] = value
                if named:
                    seen[name] = named
        # What the replaced revision created, this one creates, whatever the form calls
        # it now that the entity is there.
        create = held.key in self._created or (create and not held.state.bases)
        return as_write(held.key, create, told, seen) if told or create else None

    def _as_seen(self, held: Held, base: str) -> State:
        """Return the entity as it stood when the form read `__version` = `base`."""
        if not base.isdecimal() or not 0 < int(base) < held.version:
            return held.state
        return next(iter(entities.fold_anew(self._link, [held], until=int(base))))

    def _value_of(self, held: Held, name: str, op_ids: Sequence[str]) -> str:
        """Return the value that somebody saw who named these ops."""
        heads = [
            (write.hlc, write.op_id, write.fields[name])
            for write in entities.writes_to(self._link, held.n, held.key)
            if write.op_id in op_ids and name in write.fields
        ]
        return max(heads, key=order)[2] if heads else ""


def as_write(
    key: Key,
    create: bool,
    fields: Mapping[str, str],
    seen: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """Return an entity write as it stands in the body of an op."""
    write: dict[str, Any] = {"l": key[0], "e": key[1], "f": dict(fields)}
    if create:
        write["c"] = 1
    if seen:
        write["p"] = {name: list(named) for name, named in seen.items()}
    return write


def resolving(link: Link, key: Key, values: Mapping[str, str]) -> dict[str, Any]:
    """Return the write that settles fields: it names every head of each.

    Raises:
        KnownError: ENTITY-UNKNOWN.
    """
    held = entities.load(link, [key])[key]
    if not held.stored:
        raise KnownError("ENTITY-UNKNOWN", list=key[0], entity=key[1])
    heads = {n: sorted({h[1] for h in held.state.heads_of(n)}) for n in values}
    return as_write(
        key, False, values, {n: named for n, named in heads.items() if named}
    )
