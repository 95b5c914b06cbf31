"""Duplicates: two entries that seem to be one, and why."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from forms.records import persons, pinyin
from forms.records.fold import LABEL
from forms.records.row_source import EntityRows
from forms.records.vault import Link

LISTS = ("resident", "household")
# How sure each reason makes; the page shows the surest first.
SCORES = {
    "id_no": 100, "hh_code": 95, "door": 92, "name_birth": 90, "name_phone": 80,
    "name_door": 75, "sound_birth": 60,
}  # fmt: skip
# A value shared by more is no mark of one person: a door used as "unknown".
MANY = 5
ALIKE_BY = {
    "household": (("hh_code",), ("grid_code", "building_no", "unit_no", "room_no")),
    "resident": (("id_no",), ("full_name",), ("birth_date",)),
}
"""Each mark of a list holds all properties of one of these."""
Known = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities of one list that may be one.

    Args:
        one: The id that stays if they are merged: the smaller one, on every laptop.
        two: The other one.
        labels: As they are called, in the same order.
        reasons: Why, the surest first; names of `SCORES`.
        sure: They have the same identity number, and it is a valid one.
    """

    list_name: str
    one: str
    two: str
    labels: tuple[str, str]
    reasons: tuple[str, ...]
    sure: bool = False

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
                "id_no" in why and bool(self._told[one][1]),
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
    rows = EntityRows(link, list_name)
    made = Likeness(list_name)
    seen: set[str] = set()
    # Only those that share a part of some mark, by index: this is asked while
    # somebody types, and a list may have 100,000.
    for names in ALIKE_BY.get(list_name, ()):
        wanted = {name: fields.get(name, "") for name in names}
        for row in rows.find(wanted) if all(wanted.values()) else ():
            if row["name"] not in seen:
                seen.add(row["name"])
                made.add(row["name"], row)
    return made.like(fields)


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
