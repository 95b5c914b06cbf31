"""Alike: an entity that a visit would make, and those of the register it resembles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from forms.engine.instance.view import EntityWrite
from forms.engine.refs import NodeRef
from forms.records.duplicates import Likeness
from forms.records.fold import LABEL
from forms.records.store import Records
from forms.records.types import Entity

# Which properties find the candidates of a list: each tuple is one question asked.
_ASKED: dict[str, tuple[tuple[str, ...], ...]] = {
    "resident": (("id_no",), ("full_name",), ("birth_date",)),
    "household": (("hh_code",), ("building_no", "unit_no", "room_no")),
    "facility": (("fac_code",), ("fac_type", "building_no", "unit_no", "location")),
}
_ALSO = {"resident": ("phone", "addr_short"), "household": ("grid_code",)}
# As sure as `duplicates.SCORES` are of persons and doors.
_FACILITY = {"fac_code": ("fac_code",), "place": _ASKED["facility"][1]}
_MOST = 400
"""Candidates of one question; a name that more people bear marks nobody."""


@dataclass(frozen=True, slots=True)
class Making:
    """An entity that the visit makes as it stands now.

    Args:
        id: Its id, the same for the whole draft.
        container: The group, repeat instance or root that makes it.
        fields: Its properties as far as they are answered.
    """

    list_name: str
    id: str
    container: NodeRef
    fields: Mapping[str, str]

    @property
    def marks(self) -> tuple[str, ...]:
        """What it is compared by; equal marks find the same."""
        names = sorted({name for several in _ASKED[self.list_name] for name in several})
        names += _ALSO.get(self.list_name, ())
        return tuple(self.fields.get(name, "") for name in names)


@dataclass(frozen=True, slots=True)
class Alike:
    """An entity of the register that one being made may be.

    Args:
        making: What is being made.
        entity_id: The one that is known.
        label: As it is called.
        reason: A name of `duplicates.SCORES`, or "fac_code", "place" of a facility.
    """

    making: Making
    entity_id: str
    label: str
    reason: str


def makings(writes: Iterable[EntityWrite]) -> Iterator[Making]:
    """Go through the persons, households and facilities that `writes` would make."""
    for write in writes:
        if write.action == "create" and write.list_name in _ASKED:
            known = {name: text for name, text in write.properties.items() if text}
            yield Making(write.list_name, write.id, write.container, known)


def saves(list_name: str) -> frozenset[str]:
    """Return the properties by which entities of a list are compared."""
    asked = (name for several in _ASKED.get(list_name, ()) for name in several)
    return frozenset([*asked, *_ALSO.get(list_name, ())])


def find_alike(folder: Path, wanted: Iterable[Making]) -> tuple[Alike, ...]:
    """Return what the register of the workspace in `folder` has that is alike.

    Opens the register by itself: it is asked beside the thread that fills the form.

    Raises:
        KnownError: What the store says.
    """
    with Records.open(folder, writer=False) as records:
        return tuple(each for one in wanted for each in alike(records, one))


def alike(records: Records, making: Making) -> Iterator[Alike]:
    """Go through the entities that `making` may be, the surest first."""
    if records.entity(making.list_name, making.id) is not None:
        return  # made by an earlier version of this visit
    found = {one.id: one for one in _candidates(records, making)}
    if making.list_name == "facility":
        reasons = _facilities(making, found.values())
    else:
        likeness = Likeness(making.list_name)
        for one in found.values():
            likeness.add(one.id, {**one.properties, LABEL: one.label})
        reasons = [(one, why) for one, _, why in likeness.like(making.fields)]
    for entity_id, reason in reasons:
        yield Alike(making, entity_id, found[entity_id].label, reason)


def _candidates(records: Records, making: Making) -> Iterator[Entity]:
    for names in _ASKED[making.list_name]:
        where = {name: making.fields.get(name, "") for name in names}
        if all(where.values()):
            several = records.entities(making.list_name, where, limit=_MOST + 1)
            if len(several) <= _MOST:
                yield from several


def _facilities(making: Making, known: Iterable[Entity]) -> list[tuple[str, str]]:
    found = []
    for one in known:
        for reason, names in _FACILITY.items():
            if all(
                making.fields.get(name, "") == one.properties.get(name, "") != ""
                for name in names
            ):
                found.append((one.id, reason))
                break
    return sorted(found, key=lambda pair: list(_FACILITY).index(pair[1]))
