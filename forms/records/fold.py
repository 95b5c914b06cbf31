"""The merge: an entity's fields folded from writes that name what they saw."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# Fields that are no properties: the label, whether and why it is not shown.
LABEL = "label"
HIDDEN = "__hidden"
# The id of the entity that this one was found to be.
MERGED = "__merged"

# (hlc, "dev:seq", value): a value that nobody is known to have superseded.
Head = tuple[str, str, str]
# (hlc, "dev:seq"): an op that created the entity.
Base = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Write:
    """What one op writes to one entity.

    Args:
        n: When the op arrived here; only for reading the past of this laptop.
        fields: Field -> value; blank clears.
        seen: Field -> ids of the ops whose values of that field its author saw.
    """

    n: int
    op_id: str
    hlc: str
    rec: str
    kind: str
    create: bool
    fields: Mapping[str, str]
    seen: Mapping[str, Sequence[str]]


@dataclass(slots=True)
class State:
    """An entity's fields as a set of writes leaves them.

    Args:
        props: Field -> the value shown; blank ones are left out.
        heads: Only for fields that are not just as the entity was created.
        bases: The ops that created it.
        pending: Field -> predecessors named by writes here, themselves not here yet.
        alive: It was created, and that was not withdrawn with nobody else's work on it.
    """

    props: dict[str, str] = field(default_factory=dict)
    heads: dict[str, list[Head]] = field(default_factory=dict)
    bases: list[Base] = field(default_factory=list)
    pending: dict[str, list[str]] = field(default_factory=dict)
    alive: bool = False

    def heads_of(self, name: str) -> list[Head]:
        """Return the heads of a field, those that creation left too."""
        found = self.heads.get(name)
        if found is not None:
            return found
        value = self.props.get(name)
        return [] if value is None else [(h, i, value) for h, i in self.bases]

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The fields with more than one different current value."""
        several = [(n, heads) for n, heads in self.heads.items() if len(heads) > 1]
        return tuple(sorted(n for n, h in several if len({one[2] for one in h}) > 1))

    @property
    def hidden(self) -> bool:
        """Somebody hid it, or made it one with another."""
        return self.props.get(HIDDEN, "") == "1" or bool(self.props.get(MERGED))


def read_writes(body: Mapping[str, Any]) -> list[tuple[str, str, bool, Any, Any]]:
    """Return (list, entity id, create, fields, seen) of each write in an op's body.

    Raises:
        ValueError: The body is not as this program writes it.
    """
    found = []
    for told in body.get("writes", ()):
        try:
            place, entity, fields = told["l"], told["e"], told["f"]
            seen = told.get("p") or {}
            # Sets of types, not one test for each: this runs for every field received.
            kinds = {type(place), type(entity), *map(type, fields.values())}
            for named in seen.values():
                kinds.update(map(type, named))
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError("not an entity write") from error
        if kinds != {str}:
            raise ValueError("not an entity write")
        create = told.get("c", 0) == 1
        if create:
            # To create with a blank says nothing; so it must not count as a value.
            fields = {n: v for n, v in fields.items() if v or n in seen}
        found.append((place, entity, create, fields, seen))
    return found


def order(head: Head) -> tuple[str, str, int]:
    """Return the key by which the value shown is chosen: hlc, device, seq."""
    dev, _, seq = head[1].rpartition(":")
    return head[0], dev, int(seq)


def apply(state: State, write: Write, arrived: Callable[[str], int | None]) -> None:
    """Add one write to an entity that no replaced revision ever wrote.

    Args:
        state: Changed in place.
        write: Of one op.
        arrived: Tells the arrival number of an op, None for one not here.
    """
    if write.create:
        if not state.bases and not state.heads and not write.seen:
            state.bases = [(write.hlc, write.op_id)]
            state.props.update(write.fields)
            state.alive = True
            return
        _create(state, write)
    heads, props, followed = state.heads, state.props, write.seen
    creator = state.bases[0][1] if len(state.bases) == 1 else ""
    plain = not write.create and not state.pending
    for name, value in write.fields.items():
        seen = followed.get(name)
        # Nearly always there is one value, and the author saw it; the rest of this
        # branch is what _join would come to, without its price.
        if plain and seen is not None and len(seen) == 1:
            standing = heads.get(name)
            if (
                seen[0] == creator and name in props
                if standing is None
                else len(standing) == 1 and standing[0][1] == seen[0]
            ):
                heads[name] = [(write.hlc, write.op_id, value)]
                if value:
                    props[name] = value
                else:
                    props.pop(name, None)
                continue
        _join(state, write, name, value, arrived)


def _join(
    state: State,
    write: Write,
    name: str,
    value: str,
    arrived: Callable[[str], int | None],
) -> None:
    """Put a value beside those that its author did not see."""
    heads = state.heads_of(name)
    if write.create and name not in state.heads:
        # _create put this op among the bases: it is not yet a head of its own.
        heads = [head for head in heads if head[1] != write.op_id]
    seen = write.seen.get(name, ())
    if seen:
        known = {head[1] for head in heads}
        missing = [op_id for op_id in seen if op_id not in known]
        _await(state, name, missing, write.n, arrived)
        heads = [head for head in heads if head[1] not in seen]
    waiting = state.pending.get(name)
    if waiting and write.op_id in waiting:
        waiting.remove(write.op_id)
        if not waiting:
            del state.pending[name]
    else:
        heads = [*heads, (write.hlc, write.op_id, value)]
    _settle(state, name, heads)


def _create(state: State, write: Write) -> None:
    # Fields of an earlier creation that this one does not write stop being plain.
    for name in state.props:
        if name not in state.heads and name not in write.fields:
            state.heads[name] = state.heads_of(name)
    state.bases = sorted([*state.bases, (write.hlc, write.op_id)])
    state.alive = True


def _await(
    state: State,
    name: str,
    missing: Iterable[str],
    before: int,
    arrived: Callable[[str], int | None],
) -> None:
    """Remember predecessors that did not arrive before this write."""
    for op_id in missing:
        number = arrived(op_id)
        if number is None or number >= before:
            waiting = state.pending.setdefault(name, [])
            if op_id not in waiting:
                waiting.append(op_id)


def _settle(state: State, name: str, heads: list[Head]) -> None:
    """Store the heads of a field, and as little as says them."""
    if not heads:
        state.heads.pop(name, None)
        state.props.pop(name, None)
        return
    if len(heads) == 1:
        value = heads[0][2]
    else:
        heads.sort(key=order)
        value = heads[-1][2]
    if value:
        state.props[name] = value
    else:
        state.props.pop(name, None)
    if _plain(state.bases, heads):
        state.heads.pop(name, None)
    else:
        state.heads[name] = heads


def _plain(bases: Sequence[Base], heads: Sequence[Head]) -> bool:
    """Tell whether a field stands just as every creation of the entity wrote it."""
    if len(heads) != len(bases) or not heads[0][2]:
        return False
    if len(bases) == 1:
        return heads[0][1] == bases[0][1]
    made = {op_id for _, op_id in bases}
    value = heads[0][2]
    return all(head[1] in made and head[2] == value for head in heads)


def fold(
    writes: Iterable[Write],
    ancestors: Mapping[str, Collection[str]],
    dead: Collection[str],
) -> State:
    """Return the state that a whole set of writes leaves, revisions counted.

    A revision's write takes the causal place of the write it replaces: what
    superseded that supersedes this. A write of a replaced revision is dead: it
    stands no more, but what its followers saw they saw.

    Args:
        writes: All that is known of the entity, in any order.
        ancestors: Op id of a revision -> ids of all it replaces, near and far.
        dead: Ids of the replaced revisions.
    """
    all_writes = list(writes)
    state = State()
    bases = [w for w in all_writes if w.create and w.op_id not in dead]
    state.bases = sorted({(w.hlc, w.op_id) for w in bases})
    creators = {w.rec for w in all_writes if w.create}
    state.alive = bool(bases) or any(
        w.op_id not in dead and creators and w.rec not in creators for w in all_writes
    )
    by_field: dict[str, list[Write]] = {}
    for write in all_writes:
        for name in write.fields:
            by_field.setdefault(name, []).append(write)
    for name, nodes in by_field.items():
        heads = _heads(name, nodes, ancestors, dead)
        if heads:
            _settle(state, name, heads)
    return state


def _heads(
    name: str,
    nodes: Sequence[Write],
    ancestors: Mapping[str, Collection[str]],
    dead: Collection[str],
) -> list[Head]:
    """Return the living writes that no living write follows, even through dead ones."""
    known_as: dict[str, list[int]] = {}
    for index, node in enumerate(nodes):
        for op_id in (node.op_id, *ancestors.get(node.op_id, ())):
            known_as.setdefault(op_id, []).append(index)
    living = [i for i, node in enumerate(nodes) if node.op_id not in dead]
    covered: set[int] = set()
    walk = list(living)
    walked = set(living)
    while walk:
        at = walk.pop()
        for op_id in nodes[at].seen.get(name, ()):
            for index in known_as.get(op_id, ()):
                if index == at:
                    continue
                covered.add(index)
                if index not in walked:
                    walked.add(index)
                    walk.append(index)
    standing = [i for i in living if i not in covered] or living
    heads = {(nodes[i].hlc, nodes[i].op_id, nodes[i].fields[name]) for i in standing}
    return sorted(heads, key=order)
