"""Duplicates: two entries that seem to be one, why, and making them one with undo."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from forms.errors import KnownError
from forms.records import entities, persons, pinyin
from forms.records.authoring import as_write
from forms.records.entities import Key
from forms.records.fold import LABEL, MERGED, State
from forms.records.log import trusted_op
from forms.records.vault import Link

LISTS = ("resident", "household")
# How sure each reason makes; the page shows the surest first.
SCORES = {
    "id_no": 100, "hh_code": 95, "door": 92, "name_birth": 90, "name_phone": 80,
    "name_door": 75, "sound_birth": 60,
}  # fmt: skip
# A value shared by more is no mark of one person: a door used as "unknown".
MANY = 5
Known = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities of one list that may be one.

    Args:
        one: The id that stays if they are merged: the smaller one, on every laptop.
        two: The other one.
        labels: As they are called, in the same order.
        reasons: Why, the surest first; names of `SCORES`.
    """

    list_name: str
    one: str
    two: str
    labels: tuple[str, str]
    reasons: tuple[str, ...]

    @property
    def score(self) -> int:
        """How sure, up to 100."""
        return min(100, SCORES[self.reasons[0]] + 2 * (len(self.reasons) - 1))


class Likeness:
    """Entries of one list by what two of them share when they are one.

    Built once and asked often: a ledger of 100,000 rows asks for each of them.
    """

    def __init__(self, list_name: str) -> None:
        self._list = list_name
        self._by_mark: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._told: dict[str, tuple[str, str]] = {}

    def add(self, entity: str, known: Known) -> None:
        """Take up an entry with its properties and its `label`."""
        self._told[entity] = (known.get(LABEL, ""), _valid_id(known))
        for mark in _marks(self._list, known):
            self._by_mark[mark].append(entity)

    def pairs(self) -> list[Pair]:
        """Return the pairs that may be one, the surest first."""
        reasons: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (reason, _), several in self._by_mark.items():
            for one, two in _pairs(several):
                reasons[one, two].add(reason)
        found = [
            Pair(
                self._list, one, two, (self._told[one][0], self._told[two][0]),
                tuple(sorted(why, key=lambda name: -SCORES[name])),
            )
            for (one, two), why in reasons.items()
            if not _told_apart(self._told[one][1], self._told[two][1], why)
        ]  # fmt: skip
        return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.two))

    def like(self, fields: Known) -> list[tuple[str, str, str]]:
        """Return (id, label, reason) of what an entry resembles, the surest first."""
        shared: dict[str, set[str]] = defaultdict(set)
        for mark in _marks(self._list, fields):
            several = self._by_mark.get(mark, ())
            if len(several) <= MANY:
                for entity in several:
                    shared[entity].add(mark[0])
        number = _valid_id(fields)
        found = [
            (entity, self._told[entity][0], max(why, key=SCORES.__getitem__))
            for entity, why in shared.items()
            if not _told_apart(number, self._told[entity][1], why)
        ]
        return sorted(found, key=lambda item: (-SCORES[item[2]], item[0]))


def suggest(link: Link, list_name: str) -> list[Pair]:
    """Return the pairs of a list that may be one, the surest first."""
    return _likeness(link, list_name).pairs()


def alike(link: Link, list_name: str, fields: Known) -> list[tuple[str, str, str]]:
    """Return (id, label, reason) of what an entry that is being made resembles.

    Args:
        link: Of the register.
        list_name: "resident" or "household".
        fields: Properties as far as they are answered.
    """
    return _likeness(link, list_name).like(fields)


def _likeness(link: Link, list_name: str) -> Likeness:
    made = Likeness(list_name)
    for entity, known in _rows(link, list_name).items():
        made.add(entity, known)
    return made


def _rows(link: Link, list_name: str) -> dict[str, Known]:
    return {
        entity: json.loads(props)
        for entity, props in link.query(
            "SELECT id, props FROM entity WHERE list = ? AND shown = 1 ORDER BY id",
            (list_name,),
        )
    }


def _marks(list_name: str, known: Known) -> Iterator[tuple[str, str]]:
    """Go through (reason, key): two entities with an equal key may be one."""

    def joined(*names: str) -> str:
        values = [known.get(name, "") for name in names]
        return "|".join(values) if all(values) else ""

    if list_name == "household":
        keys = {
            "hh_code": joined("hh_code"),
            "door": joined("grid_code", "building_no", "unit_no", "room_no"),
        }
    else:
        birth = known.get("birth_date", "")
        keys = {
            # One mistyped in the same way twice is still the same; 无 is no number.
            "id_no": number if len(number := known.get("id_no", "")) >= 15 else "",
            "name_birth": joined("full_name", "birth_date"),
            "name_phone": joined("full_name", "phone"),
            "name_door": joined("full_name", "addr_short"),
            "sound_birth": f"{_sound(known.get('full_name', ''))}|{birth}"
            if birth and known.get("full_name")
            else "",
        }
    yield from ((reason, key) for reason, key in keys.items() if key)


@lru_cache(maxsize=200_000)
def _sound(name: str) -> str:
    spelt = pinyin.spellings(name)
    return pinyin.tolerant("".join(spelt[0])) if spelt else name


@lru_cache(maxsize=200_000)
def _valid(number: str) -> str:
    return number if number and not persons.id_number(number)[1] else ""


def _valid_id(known: Known) -> str:
    """Return the identity number if it is one; what is mistyped tells nothing."""
    return _valid(known.get("id_no", ""))


def _pairs(several: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(several) > MANY:
        return
    for at, one in enumerate(several):
        for two in several[at + 1 :]:
            yield min(one, two), max(one, two)


def _told_apart(one: str, two: str, reasons: Iterable[str]) -> bool:
    """Two different identity numbers are two people, whatever else agrees."""
    return bool(one and two and one != two) and "id_no" not in reasons


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
        "before": before,
    }  # fmt: skip


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
    for _, op_id, _ in heads:
        for place, entity, name, old in _before(link, op_id):
            now = entities.load(link, [(place, entity)])[place, entity].state
            if any(head[1] == op_id for head in now.heads_of(name)):
                wanted.setdefault((place, entity), {})[name] = old
    wanted[key][MERGED] = ""
    writes, _ = _writes(link, wanted, every_head=True)
    return {"list": list_name, "gone": gone, "undo": True, "writes": writes}


def strays(link: Link) -> dict[str, Any] | None:
    """Return the body of an op for what still points at a merged entity; None: nothing.

    Such come late: somebody wrote them before the merge arrived there.
    """
    wanted: dict[Key, dict[str, str]] = {}
    merged: dict[str, str] = dict(
        link.query(
            "SELECT id, props ->> '$.__merged' FROM entity"
            " WHERE shown = 0 AND instr(props, '\"__merged\"') > 0"
        )
    )
    for gone in merged:
        end, seen = gone, set()
        while end in merged and end not in seen:
            seen.add(end)
            end = merged[end]
        for key, fields in _pointing(link, gone, end).items():
            wanted.setdefault(key, {}).update(fields)
    if not wanted:
        return None
    writes, before = _writes(link, wanted)
    return {"writes": writes, "before": before}


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
