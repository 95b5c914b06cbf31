"""Entities on disk: states loaded, folded with new writes, saved."""

# ruff: noqa: S608 (SQL is composed of our own columns and checked names only)
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from forms.records import fold
from forms.records.fold import LABEL, State, Write
from forms.records.vault import Link

Key = tuple[str, str]

_COLUMNS = (
    "n, list, id, label, grid, next_due, next_form, due_reason, shown, conflicts,"
    " version, refold, props, heads, bases, pending"
)
_INSERT = f"INSERT INTO entity ({_COLUMNS}) VALUES ({','.join('?' * 16)})"
_UPDATE = (
    "UPDATE entity SET label = ?, grid = ?, next_due = ?, next_form = ?,"
    " due_reason = ?, shown = ?, conflicts = ?, version = ?, refold = ?, props = ?,"
    " heads = ?, bases = ?, pending = ? WHERE n = ?"
)


@dataclass(slots=True)
class Held:
    """An entity held in memory while writes are folded into it."""

    n: int
    key: Key
    state: State
    version: int = 0
    refold: bool = False
    stored: bool = True
    disputed: int = 0


@dataclass(slots=True)
class Folded:
    """What a batch of writes did to the entities."""

    held: dict[Key, Held] = field(default_factory=dict)
    changes: int = 0


class Arrivals:
    """When the op of an id arrived here."""

    def __init__(
        self, link: Link, batch: Mapping[str, int], whole: Mapping[str, int]
    ) -> None:
        """Know the arrival numbers of a batch, and what was whole before it.

        Args:
            link: Asked about what neither tells.
            batch: Op id -> arrival number.
            whole: Device -> all its ops up to this seq came before the batch.
        """
        self._link = link
        self._batch = batch
        self._whole = whole

    def __call__(self, op_id: str) -> int | None:
        """Return the arrival number of an op, 0 for long ago, None for not here."""
        number = self._batch.get(op_id)
        if number is not None:
            return number
        dev, _, seq = op_id.rpartition(":")
        if not seq.isdecimal():
            return None
        if int(seq) <= self._whole.get(dev, 0):
            return 0
        found: int | None = self._link.value(
            "SELECT min(n) FROM op WHERE dev = ? AND seq = ?", (dev, int(seq))
        )
        return found


def fold_batch(
    link: Link,
    writes: Mapping[Key, list[Write]],
    again: Iterable[Key],
    arrivals: Arrivals,
) -> Folded:
    """Fold the writes of a batch of ops, already in the log, and save the entities.

    Args:
        link: Inside a transaction.
        writes: By (list, id), each list in order of arrival.
        again: Entities to fold from all their writes, because a revision of a visit
            that wrote them was replaced, or two ops share one id.
        arrivals: Tells what came before what.
    """
    refold = set(again)
    result = Folded(load(link, {*writes, *refold}))
    for key, several in writes.items():
        held = result.held[key]
        if held.refold or key in refold:
            refold.add(key)
        else:
            for write in several:
                fold.apply(held.state, write, arrivals)
        held.version = max(held.version, several[-1].n)
        result.changes += sum(len(write.fields) for write in several)
    touched = [
        (result.held[k].n, w.n) for k, several in writes.items() for w in several
    ]
    touched.sort()
    link.many("INSERT OR IGNORE INTO touch (entity, op) VALUES (?, ?)", touched)
    for key in refold:
        result.held[key].refold = True
    again_held = [result.held[key] for key in refold]
    for held, state in zip(again_held, fold_anew(link, again_held), strict=True):
        held.state = state
    save(link, result.held.values())
    return result


def load(link: Link, keys: Iterable[Key]) -> dict[Key, Held]:
    """Return the entities of `keys`; those not yet known get a new number."""
    by_list: dict[str, list[str]] = defaultdict(list)
    for place, entity in keys:
        by_list[place].append(entity)
    found: dict[Key, Held] = {}
    for place, ids in by_list.items():
        rows = link.query(
            "SELECT n, id, version, refold, props, heads, bases, pending, shown"
            " FROM entity WHERE list = ? AND id IN (SELECT value FROM json_each(?))",
            (place, json.dumps(ids)),
        )
        for n, entity, version, refold, props, heads, bases, pending, shown in rows:
            state = read_state(props, heads, bases, pending, shown)
            key = (place, entity)
            found[key] = Held(n, key, state, version, bool(refold))
    next_n = (link.value("SELECT max(n) FROM entity") or 0) + 1
    # Sorted, so that a rebuild gives the same numbers in the same order.
    for place, ids in sorted(by_list.items()):
        for entity in sorted(ids):
            key = (place, entity)
            if key not in found:
                found[key] = Held(next_n, key, State(), stored=False)
                next_n += 1
    return found


def read_state(props: str, heads: str, bases: str, pending: str, shown: int) -> State:
    """Return the state as its columns hold it."""
    made = [(base[0], base[1]) for base in json.loads(bases)]
    return State(
        json.loads(props),
        {
            name: [(head[0], head[1], head[2]) for head in several]
            for name, several in (json.loads(heads) if heads else {}).items()
        },
        made,
        json.loads(pending) if pending else {},
        bool(shown or made),
    )


def save(link: Link, entities: Iterable[Held]) -> None:
    """Write the entities back."""
    new, old = [], []
    for held in entities:
        columns = _columns(held)
        if held.stored:
            old.append((*columns, held.n))
        else:
            new.append((held.n, *held.key, *columns))
    if new:
        link.many(_INSERT, new)
    if old:
        link.many(_UPDATE, old)


def _columns(held: Held) -> tuple[object, ...]:
    state = held.state
    held.disputed = len(state.conflicts) if state.heads else 0
    get = state.props.get
    return (
        get(LABEL, ""), get("grid_code", ""), get("next_due", ""),
        get("next_form", ""), get("due_reason", ""),
        1 if state.alive and not state.hidden else 0,
        held.disputed,
        held.version, 1 if held.refold else 0,
        _json(state.props), _json(state.heads) if state.heads else "",
        _json(state.bases), _json(state.pending) if state.pending else "",
    )  # fmt: skip


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def fold_anew(
    link: Link, entities: Sequence[Held], until: int | None = None
) -> Iterator[State]:
    """Go through the states folded from all writes in the log.

    Args:
        link: Where the log is.
        entities: Which ones.
        until: Only ops that arrived here up to this number: the past.
    """
    for held in entities:
        writes = list(writes_to(link, held.n, held.key, until))
        ancestors, dead = revisions_of(link, [w.n for w in writes], until)
        yield fold.fold(writes, ancestors, dead)


def without(link: Link, record: str, list_name: str) -> dict[str, State | None]:
    """Return the entities of a list that a visit wrote, as if it had not.

    None stands for those it created. Its writes still lead from what they followed
    to what followed them, so nothing long superseded comes back.
    """
    made: dict[str, bool] = {}
    own: set[str] = set()
    for dev, seq, line in link.query(
        "SELECT o.dev, o.seq, o.line FROM revision r JOIN op o ON o.n = r.op"
        " WHERE r.rec = ?",
        (record,),
    ):
        own.add(f"{dev}:{seq}")
        for key, write in writes_in(0, "", "", "", "", json.loads(line)["body"]):
            if key[0] == list_name:
                made[key[1]] = made.get(key[1], False) or write.create
    found: dict[str, State | None] = {}
    for key, held in load(link, [(list_name, entity) for entity in made]).items():
        if made[key[1]]:
            found[key[1]] = None
            continue
        writes = list(writes_to(link, held.n, held.key))
        ancestors, dead = revisions_of(link, [w.n for w in writes])
        state = fold.fold(writes, ancestors, dead | own)
        found[key[1]] = state if state.alive and not state.hidden else None
    return found


def writes_to(
    link: Link, number: int, key: Key, until: int | None = None
) -> Iterator[Write]:
    """Go through all writes to one entity in order of arrival."""
    rows = link.query(
        "SELECT o.n, o.hlc, o.kind, o.dev, o.seq, o.line FROM touch t"
        " JOIN op o ON o.n = t.op WHERE t.entity = ? AND o.n <= ? ORDER BY o.n",
        (number, until if until is not None else 1 << 62),
    )
    for n, hlc, kind, dev, seq, line in rows:
        told = json.loads(line)
        op_id = f"{dev}:{seq}"
        for write in writes_in(n, op_id, hlc, told["rec"], kind, told["body"]):
            if write[0] == key:
                yield write[1]


def writes_in(
    n: int, op_id: str, hlc: str, rec: str, kind: str, body: Mapping[str, object]
) -> list[tuple[Key, Write]]:
    """Return the entity writes of one op, one for each entity.

    Raises:
        ValueError: The body is not as this program writes it.
    """
    found = fold.read_writes(body)
    if len(found) == 1:
        place, entity, create, fields, seen = found[0]
        write = Write(n, op_id, hlc, rec, kind, create, fields, seen)
        return [((place, entity), write)]
    made: dict[Key, Write] = {}
    for place, entity, create, fields, seen in found:
        key = (place, entity)
        if key in made:  # one visit looked at one facility twice: the later counts
            before = made[key]
            create = create or before.create
            fields = {**before.fields, **fields}
            seen = {**before.seen, **seen}
        made[key] = Write(n, op_id, hlc, rec, kind, create, fields, seen)
    return list(made.items())


def revisions_of(
    link: Link, ops: Sequence[int], until: int | None = None
) -> tuple[dict[str, set[str]], set[str]]:
    """Return (ancestors, dead) among `ops`: op id -> all it replaces; the replaced."""
    numbers, end = json.dumps(list(ops)), until if until is not None else 1 << 62
    up = link.query(
        "WITH RECURSIVE up (root, op_id) AS ("
        " SELECT by_op, op_id FROM replaced"
        "  WHERE by_op IN (SELECT value FROM json_each(?1)) AND by_op <= ?2"
        " UNION SELECT up.root, r.op_id FROM up"
        "  JOIN revision v ON v.op_id = up.op_id AND v.op <= ?2"
        "  JOIN replaced r ON r.by_op = v.op)"
        " SELECT v.op_id, up.op_id FROM up JOIN revision v ON v.op = up.root",
        (numbers, end),
    )
    ancestors: dict[str, set[str]] = defaultdict(set)
    for op_id, replaced in up:
        ancestors[op_id].add(replaced)
    dead = link.query(
        "SELECT DISTINCT r.op_id FROM revision v JOIN replaced r ON r.op_id = v.op_id"
        " WHERE v.op IN (SELECT value FROM json_each(?1)) AND r.by_op <= ?2",
        (numbers, end),
    )
    return ancestors, {row[0] for row in dead}
