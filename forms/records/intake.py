"""Ops into the log and on into the projections, a batch in one transaction."""

import gc
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from forms.records import custody, entities, members, search, shelf, visits, words
from forms.records.entities import Arrivals, Held, Key
from forms.records.fold import Write
from forms.records.log import FOLDED_KINDS, Op
from forms.records.types import Gap
from forms.records.vault import Link

# Large enough that an entity written often is loaded once, small enough for memory.
BATCH_OPS = 50_000
BATCH_BYTES = 40 * 1024 * 1024


@dataclass(slots=True)
class Taken:
    """What became of the ops of one or more batches."""

    new: int = 0
    known: int = 0
    forked: list[str] = field(default_factory=list)
    unknown_kinds: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    conflicts: set[Key] = field(default_factory=set)
    field_changes: int = 0


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for reference cycles while many ops are read.

    What is read from JSON has none, and looking costs a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_Thing = TypeVar("_Thing")


def batches(
    things: Iterable[_Thing], op_of: Callable[[_Thing], Op]
) -> Iterator[list[_Thing]]:
    """Go through ops, or what holds one each, by as many as are folded at once."""
    batch: list[_Thing] = []
    size = 0
    for thing in things:
        batch.append(thing)
        size += len(op_of(thing).line)
        if len(batch) >= BATCH_OPS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def take(link: Link, ops: Sequence[Op], taken: Taken, ceiling: str) -> None:
    """Put ops into the log and project what is new of them.

    Args:
        link: Inside a transaction.
        ops: In any order, known ones among them.
        taken: Counts what happened.
        ceiling: Later clocks than this one are not followed (log.hlc_ceiling).
    """
    fresh = _fresh(link, ops, taken)
    if not fresh:
        return
    start = (link.value("SELECT max(n) FROM op") or 0) + 1
    numbered = [(start + i, op, twin) for i, (op, twin) in enumerate(fresh)]
    link.many(
        "INSERT INTO op (n, dev, seq, twin, hlc, kind, hash, line)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (n, op.dev, op.seq, twin, op.hlc, op.kind, op.hash, op.line)
            for n, op, twin in numbered
        ),
    )
    whole = {dev: _advance(link, dev) for dev in {op.dev for op, _ in fresh}}
    last = max((op.hlc for op, _ in fresh if op.hlc <= ceiling), default="")
    link.run(
        "INSERT INTO meta (name, value) VALUES ('hlc', ?)"
        " ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)",
        (last,),
    )
    project(link, [(n, op) for n, op, _ in numbered], taken, whole)
    taken.new += len(fresh)


def _advance(link: Link, dev: str) -> int:
    """Note up to where the ops of a device are here; return up to where they were."""
    before: int = link.value("SELECT whole FROM device WHERE dev = ?", (dev,)) or 0
    whole = before
    for (seq,) in link.query(
        "SELECT DISTINCT seq FROM op WHERE dev = ? AND seq > ? ORDER BY seq",
        (dev, whole),
    ):
        if seq != whole + 1:
            break
        whole = seq
    link.run("INSERT OR REPLACE INTO device (dev, whole) VALUES (?, ?)", (dev, whole))
    return before


def gaps(link: Link) -> list[Gap]:
    """Return the ops that are missing: later ones of the same device are here."""
    rows = link.query(
        "SELECT dev, before + 1, seq - 1 FROM ("
        " SELECT d.dev, o.seq, lag(o.seq, 1, d.whole)"
        "  OVER (PARTITION BY d.dev ORDER BY o.seq) AS before"
        " FROM device d JOIN op o ON o.dev = d.dev AND o.seq > d.whole)"
        " WHERE seq > before + 1 ORDER BY dev, seq"
    )
    return [Gap(*row) for row in rows]


def _fresh(link: Link, ops: Iterable[Op], taken: Taken) -> list[tuple[Op, int]]:
    """Return the new ops with their twin number, older ones first."""
    by_dev: dict[str, list[Op]] = defaultdict(list)
    for op in ops:
        by_dev[op.dev].append(op)
    fresh: list[tuple[Op, int]] = []
    for dev, several in by_dev.items():
        low, high = min(op.seq for op in several), max(op.seq for op in several)
        hashes: dict[int, set[str]] = defaultdict(set)
        for seq, known in link.query(
            "SELECT seq, hash FROM op WHERE dev = ? AND seq BETWEEN ? AND ?",
            (dev, low, high),
        ):
            hashes[seq].add(known)
        for op in several:
            here = hashes[op.seq]
            if op.hash in here:
                taken.known += 1
                continue
            if here:
                taken.forked.append(op.id)
            fresh.append((op, len(here)))
            here.add(op.hash)
    fresh.sort(key=lambda item: (item[0].hlc, item[0].dev, item[0].seq))
    return fresh


def project(
    link: Link,
    numbered: Sequence[tuple[int, Op]],
    taken: Taken,
    whole: Mapping[str, int],
) -> None:
    """Bring ops that are in the log into forms, visits, entities and search.

    Args:
        link: Inside a transaction.
        numbered: With their arrival numbers, rising.
        taken: Counts what happened.
        whole: Device -> all its ops up to this seq were projected before.
    """
    writes: dict[Key, list[Write]] = defaultdict(list)
    made_visits: list[tuple[int, Op]] = []
    of_members: list[tuple[int, Op]] = []
    of_custody: list[tuple[int, Op]] = []
    for n, op in numbered:
        if op.kind not in FOLDED_KINDS:
            taken.unknown_kinds[op.kind] += 1
            continue
        try:
            if op.kind in members.KINDS:
                members.check_body(op.kind, op.body)
                of_members.append((n, op))
                continue
            if op.kind in custody.KINDS:
                custody.check_body(op.kind, op.body)
                of_custody.append((n, op))
                continue
            found = entities.writes_in(n, op.id, op.hlc, op.rec, op.kind, op.body)
            if op.kind == "visit":
                visits.check_body(op.body)
            elif op.kind == "form":
                shelf.check_body(op.body)
        except ValueError:
            # Kept and passed on like a kind we do not know: it may be of a later
            # program, or damaged by one; either way it must not stop the others.
            taken.unknown_kinds[op.kind] += 1
            continue
        for key, write in found:
            writes[key].append(write)
        if op.kind == "visit":
            made_visits.append((n, op))
        elif op.kind == "form":
            shelf.project(link, n, op)
    members.project(link, of_members)
    custody.project(link, of_custody)
    again = _twins(link, numbered)
    if made_visits:
        again |= visits.project(link, made_visits)
    if writes or again:
        arrivals = Arrivals(link, {op.id: n for n, op in numbered}, whole)
        folded = entities.fold_batch(link, writes, _keys_of(link, again), arrivals)
        taken.field_changes += folded.changes
        taken.conflicts |= {key for key, held in folded.held.items() if held.disputed}
        _count_lists(link, folded)
        search.index(link, _sought(folded, writes))


def _sought(
    folded: entities.Folded, writes: Mapping[Key, Sequence[Write]]
) -> list[Held]:
    """Return the entities that may now be found by other words."""
    watched = {place: words.watched(place) for place in {key[0] for key in writes}}
    return [
        held
        for key, held in folded.held.items()
        if held.refold
        or not held.stored
        or any(not watched[key[0]].isdisjoint(w.fields) for w in writes.get(key, ()))
    ]


def _twins(link: Link, numbered: Sequence[tuple[int, Op]]) -> set[int]:
    """Return the ops of this batch that share their id with another op."""
    rows = link.query(
        "SELECT o.n FROM op t JOIN op o ON o.dev = t.dev AND o.seq = t.seq"
        " WHERE t.twin > 0 AND t.n >= ?",
        (numbered[0][0],),
    )
    return {row[0] for row in rows}


def _keys_of(link: Link, ops: Iterable[int]) -> set[Key]:
    """Return the entities that the ops write."""
    keys: set[Key] = set()
    rows = link.query(
        "SELECT line FROM op WHERE n IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ops)),),
    )
    for (line,) in rows:
        try:
            keys.update(
                key for key, _ in entities.writes_in(0, "", "", "", "", _body(line))
            )
        except ValueError:
            continue
    return keys


def _body(line: bytes) -> dict[str, object]:
    body: dict[str, object] = json.loads(line)["body"]
    return body


def _count_lists(link: Link, folded: entities.Folded) -> None:
    """Note which lists changed, and properties seen in them for the first time."""
    seen: dict[str, set[str]] = defaultdict(set)
    for (place, _), held in folded.held.items():
        seen[place].update(held.state.props)
    for place, names in seen.items():
        row = link.one("SELECT properties FROM list WHERE name = ?", (place,))
        known = set(json.loads(row[0])) if row else set()
        told = json.dumps(sorted(known | {n for n in names if not _reserved(n)}))
        link.run(
            "INSERT INTO list (name, version, properties) VALUES (?, 1, ?)"
            " ON CONFLICT (name) DO UPDATE"
            " SET version = version + 1, properties = excluded.properties",
            (place, told),
        )


def _reserved(name: str) -> bool:
    return name in ("label", "name") or name.startswith("__")
