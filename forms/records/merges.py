"""Merges: two entries made one and two again, and what comes late led onwards."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.errors import KnownError
from forms.records import entities
from forms.records.authoring import as_write
from forms.records.entities import Held, Key
from forms.records.fold import MERGED, State, Write, order
from forms.records.log import trusted_op
from forms.records.vault import Link

Known = Mapping[str, str]


def merging(
    link: Link, list_name: str, ids: tuple[str, str], chosen: Known
) -> dict[str, Any]:
    """Return the body of the op that makes two entities one.

    The smaller id stays, so that two offices that merge the same two never hide both.
    It takes what it lacks and what is chosen; what points at the other points at it.

    Raises:
        KnownError: MERGE-SAME, MERGE-GONE.
    """
    kept, gone = min(ids), max(ids)
    if kept == gone:
        raise KnownError("MERGE-SAME")
    held = entities.load(link, [(list_name, kept), (list_name, gone)])
    states = {key[1]: one.state for key, one in held.items()}
    for entity, state in states.items():
        if not state.alive or state.hidden:
            raise KnownError("MERGE-GONE", entity=entity)
    told = _chosen(states[kept].props, states[gone].props, chosen)
    wanted: dict[Key, dict[str, str]] = {(list_name, gone): {MERGED: kept}}
    if told:
        wanted[list_name, kept] = told
    for key, fields in _pointing(link, gone, kept).items():
        wanted.setdefault(key, {}).update(fields)
    writes, before = _writes(link, wanted)
    return {
        "list": list_name, "kept": kept, "gone": gone, "writes": writes,
        "before": before, "known": _touched(link, held[list_name, gone]),
    }  # fmt: skip


def _touched(link: Link, held: Held) -> list[str]:
    """Return the ids of the ops that wrote an entity: what comes besides is late."""
    rows = link.query(
        "SELECT o.dev, o.seq FROM touch t JOIN op o ON o.n = t.op"
        " WHERE t.entity = ? ORDER BY o.n",
        (held.n,),
    )
    return [f"{dev}:{seq}" for dev, seq in rows]


def unmerging(link: Link, list_name: str, gone: str) -> dict[str, Any]:
    """Return the body of the op that makes them two again.

    What the merge wrote is written back where nobody wrote since.

    Raises:
        KnownError: MERGE-NONE where the entity was not merged.
    """
    key = (list_name, gone)
    state = entities.load(link, [key])[key].state
    heads = state.heads_of(MERGED)
    if not state.props.get(MERGED):
        raise KnownError("MERGE-NONE", entity=gone)
    wanted: dict[Key, dict[str, str]] = {key: {MERGED: ""}}
    told = [(op_id, one) for _, op_id, _ in heads for one in _before(link, op_id)]
    told += _strays_of(link, gone)
    # Of a field that was led on later too, what stood before all of it comes back.
    ops = {op_id for op_id, _ in told}
    first: dict[tuple[Key, str], str] = {}
    for _, (place, entity, name, old) in told:
        first.setdefault(((place, entity), name), old)
    held = entities.load(link, {where for where, _ in first})
    for (where, name), old in first.items():
        now = held[where].state
        if any(head[1] in ops for head in now.heads_of(name)):
            wanted.setdefault(where, {})[name] = old
    wanted[key][MERGED] = ""
    writes, _ = _writes(link, wanted, every_head=True)
    return {"list": list_name, "gone": gone, "undo": True, "writes": writes}


def groups(pairs: Iterable[tuple[str, str, str]]) -> list[tuple[str, list[str]]]:
    """Return (list, ids) of those that pairs (list, id, id) make one, ids rising."""
    ends: dict[Key, Key] = {}

    def end(key: Key) -> Key:
        while key in ends:
            key = ends[key]
        return key

    keys: dict[Key, None] = {}
    for name, one, two in pairs:
        keys |= dict.fromkeys([(name, one), (name, two)])
        low, high = sorted((end((name, one)), end((name, two))))
        if low != high:
            ends[high] = low
    found: dict[Key, list[str]] = {}
    for key in keys:
        found.setdefault(end(key), []).append(key[1])
    return [(name, sorted(ids)) for (name, _), ids in found.items()]


def later(link: Link, list_name: str, ids: Sequence[str]) -> dict[str, str]:
    """Return, of fields where entities differ, the value written last.

    This is the rule by which many are made one at once.
    """
    held = entities.load(link, [(list_name, one) for one in ids])
    states = [held[list_name, one].state for one in ids]
    found: dict[str, str] = {}
    for name in {name for state in states for name in state.props}:
        values = {state.props[name] for state in states if name in state.props}
        if len(values) < 2 or name.startswith("__"):
            continue
        heads = [head for state in states for head in state.heads_of(name) if head[2]]
        found[name] = max(heads, key=order)[2]
    return found


def strays(link: Link) -> dict[str, Any] | None:
    """Return the body of an op for what came late to merged entities; None: nothing.

    Somebody wrote it before the merge arrived there: entries that name the one that
    is gone, and values written to it. Where the author saw the value that the kept
    one has, what is new follows it; else both stand and wait for a decision.
    """
    gone_to = dict(_merged(link))
    found = _Strays()
    done = _moved(link)
    for key, kept in gone_to.items():
        end, seen = kept, {key[1]}
        while (onward := gone_to.get((key[0], end))) and end not in seen:
            seen.add(end)
            end = onward
        found.point(link, key[1], end)
        found.move(link, key, end, done)
    return found.body(link)


@dataclass(slots=True)
class _Strays:
    """What is to be led onwards: the fields, of which entity, seeing what."""

    wanted: dict[Key, dict[str, str]] = field(default_factory=dict)
    of: dict[tuple[Key, str], str] = field(default_factory=dict)
    seeing: dict[tuple[Key, str], list[str]] = field(default_factory=dict)
    moved: list[list[str]] = field(default_factory=list)

    def point(self, link: Link, gone: str, kept: str) -> None:
        """Take up the entries that name `gone`."""
        for key, fields in _pointing(link, gone, kept).items():
            self.wanted.setdefault(key, {}).update(fields)
            for name in fields:
                self.of[key, name] = gone

    def move(
        self, link: Link, gone: Key, kept: str, done: set[tuple[str, str]]
    ) -> None:
        """Take up the values that were written to `gone` after it was merged."""
        late = _late(link, gone, done)
        if not late:
            return
        key = (gone[0], kept)
        held = entities.load(link, [gone, key])
        for write, before in late:
            self.moved.append([write.op_id, gone[1]])
            for name, value in write.fields.items():
                if name.startswith("__") or not _stands(held[gone], write, name):
                    continue
                now = held[key].state.props.get(name, "")
                if now == value:
                    continue
                self.wanted.setdefault(key, {})[name] = value
                self.of[key, name] = gone[1]
                # Named are only values that the author knew; others stay beside it.
                same = before.get(name, "") == now
                heads = held[key].state.heads_of(name) if same else ()
                self.seeing[key, name] = [head[1] for head in heads if head[2] == now]

    def body(self, link: Link) -> dict[str, Any] | None:
        """Return the body of the op that leads it all onwards."""
        if not self.wanted:
            return None
        writes, before = _writes(link, self.wanted)
        for write in writes:
            key = (write["l"], write["e"])
            seen = dict(write.get("p", {}))
            for name in write["f"]:
                named = self.seeing.get((key, name))
                if named is not None:
                    seen.pop(name, None)
                    seen |= {name: sorted(named)} if named else {}
            write.pop("p", None)
            if seen:
                write["p"] = seen
        return {
            "writes": writes,
            "before": before,
            "of": [self.of[(place, one), name] for place, one, name, _ in before],
            "moved": self.moved,
            "strays": 1,
        }


def _merged(link: Link) -> list[tuple[Key, str]]:
    return [
        ((place, gone), kept)
        for place, gone, kept in link.query(
            "SELECT list, id, props ->> '$.__merged' FROM entity"
            " WHERE shown = 0 AND instr(props, '\"__merged\"') > 0"
        )
    ]


def _moved(link: Link) -> set[tuple[str, str]]:
    """Return (op id, gone id) of all that was led onwards before, here or elsewhere."""
    found: set[tuple[str, str]] = set()
    for (line,) in link.query(_STRAYS):
        for told in trusted_op(line).body.get("moved", ()):
            found.add((told[0], told[1]))
    return found


_STRAYS = "SELECT line FROM op WHERE kind = 'merge' AND line ->> '$.body.strays' = 1"


def _late(
    link: Link, gone: Key, done: set[tuple[str, str]]
) -> list[tuple[Write, dict[str, str]]]:
    """Return the writes that came after a merge, each with the values it followed."""
    number, heads = link.query(
        "SELECT n, heads -> '$.__merged' FROM entity WHERE list = ? AND id = ?", gone
    )[0]
    known: set[str] = set()
    until = 0
    for _, op_id, _ in json.loads(heads or "[]"):
        n, told = _known_at(link, op_id)
        known |= told
        until = max(until, n)
    # Nearly always nothing is late, and that must cost next to nothing.
    if known and set(_others(link, number)) <= known:
        return []
    held = entities.load(link, [gone])[gone]
    writes = list(entities.writes_to(link, held.n, gone))
    dead = entities.revisions_of(link, [write.n for write in writes])[1]
    values = {
        (write.op_id, name): value
        for write in writes
        for name, value in write.fields.items()
    }
    late = []
    for write in writes:
        told_then = write.op_id in known if known else write.n <= until
        if (
            told_then
            or write.kind in ("merge", "hide")
            or write.op_id in dead
            or (write.op_id, gone[1]) in done
        ):
            continue
        before = {
            name: values.get((seen[0], name), "")
            for name, seen in write.seen.items()
            if seen
        }
        late.append((write, before))
    return late


def _others(link: Link, number: int) -> list[str]:
    """Return the ids of the ops that wrote an entity, merges and hiding left out."""
    rows = link.query(
        "SELECT o.dev, o.seq FROM touch t JOIN op o ON o.n = t.op"
        " WHERE t.entity = ? AND o.kind NOT IN ('merge', 'hide')",
        (number,),
    )
    return [f"{dev}:{seq}" for dev, seq in rows]


def _known_at(link: Link, op_id: str) -> tuple[int, set[str]]:
    """Return when a merge arrived, and the ops on the one gone that it knew."""
    dev, _, seq = op_id.rpartition(":")
    row = link.one(
        "SELECT n, line FROM op WHERE dev = ? AND seq = ? ORDER BY twin LIMIT 1",
        (dev, int(seq)),
    )
    if row is None:
        return 0, set()
    told = trusted_op(row[1]).body.get("known", ())
    return row[0], {one for one in told if isinstance(one, str)}


def _stands(held: Held, write: Write, name: str) -> bool:
    return any(head[1] == write.op_id for head in held.state.heads_of(name))


def _chosen(kept: Known, gone: Known, chosen: Known) -> dict[str, str]:
    lacking = {
        name: value
        for name, value in gone.items()
        if value and not kept.get(name) and not name.startswith("__")
    }
    return {
        name: value
        for name, value in (lacking | dict(chosen)).items()
        if kept.get(name, "") != value
    }


def _pointing(link: Link, gone: str, kept: str) -> dict[Key, dict[str, str]]:
    """Return the fields of shown entities that name `gone`, naming `kept` instead."""
    found: dict[Key, dict[str, str]] = {}
    for place, entity, props in link.query(
        "SELECT list, id, props FROM entity WHERE shown = 1 AND instr(props, ?) > 0",
        (gone,),
    ):
        for name, value in json.loads(props).items():
            parts = value.split(" ")
            if gone in parts and not name.startswith("__"):
                fresh = " ".join(kept if part == gone else part for part in parts)
                found.setdefault((place, entity), {})[name] = fresh
    return found


def _writes(
    link: Link, wanted: Mapping[Key, Known], *, every_head: bool = False
) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """Return the writes that name what they saw, and what stood before them."""
    held = entities.load(link, wanted)
    writes, before = [], []
    for key, fields in wanted.items():
        state = held[key].state
        seen = {
            name: named
            for name in fields
            if (named := _named(state, name, every_head=every_head))
        }
        writes.append(as_write(key, False, fields, seen))
        before += [[*key, name, state.props.get(name, "")] for name in fields]
    return writes, before


def _strays_of(
    link: Link, gone: str
) -> Iterable[tuple[str, tuple[str, str, str, str]]]:
    """Go through what was led on from `gone`: (op id, what stood before)."""
    for (line,) in link.query(f"{_STRAYS} ORDER BY n"):
        op = trusted_op(line)
        before = op.body.get("before", ())
        for one, of in zip(before, op.body.get("of", ()), strict=False):
            if of == gone and [type(part) for part in one] == [str] * 4:
                yield op.id, (one[0], one[1], one[2], one[3])


def _named(state: State, name: str, *, every_head: bool) -> list[str]:
    shown = state.props.get(name, "")
    return sorted(
        {head[1] for head in state.heads_of(name) if every_head or head[2] == shown}
    )


def _before(link: Link, op_id: str) -> list[tuple[str, str, str, str]]:
    dev, _, seq = op_id.rpartition(":")
    found: list[tuple[str, str, str, str]] = []
    for (line,) in link.query(
        "SELECT line FROM op WHERE dev = ? AND seq = ?", (dev, int(seq))
    ):
        for told in trusted_op(line).body.get("before", ()):
            if isinstance(told, list) and [type(one) for one in told] == [str] * 4:
                found.append((told[0], told[1], told[2], told[3]))
    return found
