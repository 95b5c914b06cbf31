"""Pairing: two entries side by side, and what goes along if they are made one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from forms.errors import KnownError
from forms.records.fold import LABEL
from forms.records.ledger_columns import list_names, rules
from forms.records.store import Records
from forms.records.types import Entity, FieldWrite
from forms.records.visits import VisitFilter

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")
MOST_PICTURES = 4
MOST_POINTERS = 200
# What is computed or is known by its links; a person does not choose it.
UNTOLD = frozenset({LABEL, "id_mask", "grid_code", "hh_id", "estate"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that a visit took: its SHA-256 (`Records.blob`), its day."""

    sha256: str
    day: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """An entry that names another in one of its properties."""

    list_name: str
    id: str
    label: str
    property: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two.

    Args:
        written: Property -> who wrote the value that stands, and when.
        visits: How many visits it has.
        pointers: Which entries name it.
    """

    entity: Entity
    written: Mapping[str, FieldWrite] = field(default_factory=dict)
    visits: int = 0
    pictures: tuple[Picture, ...] = ()
    pointers: tuple[Pointer, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two entries that may be one.

    Args:
        kept: The one that stays if they are made one: of the smaller id, everywhere.
        gone: The other one; its visits and what names it go along.
    """

    kept: Side
    gone: Side

    @property
    def properties(self) -> tuple[str, ...]:
        """What either of them tells, those first that differ."""
        both = self.kept.entity.properties, self.gone.entity.properties
        names = [name for name in {**both[0], **both[1]} if name not in UNTOLD]
        return tuple(
            sorted(names, key=lambda name: both[0].get(name) == both[1].get(name))
        )

    def later(self, name: str) -> int:
        """Return 0 where the kept one's value was written last, 1 for the other's.

        A value against a blank counts, whenever it was written.
        """
        values = [
            side.entity.properties.get(name, "") for side in (self.kept, self.gone)
        ]
        if not all(values):
            return 0 if values[0] else 1
        told = [side.written.get(name) for side in (self.kept, self.gone)]
        if told[0] is None or told[1] is None:
            return 0 if told[1] is None else 1
        return int(told[1].at > told[0].at)


def pairing(records: Records, list_name: str, one: str, two: str) -> Pairing:
    """Return two entries side by side.

    Raises:
        KnownError: MERGE-GONE where one of them is not there any more.
    """
    return Pairing(
        _side(records, list_name, min(one, two)),
        _side(records, list_name, max(one, two)),
    )


def labelled(list_name: str, values: Mapping[str, str]) -> str:
    """Return the label that an entry with these values has, blank where none is made.

    Args:
        list_name: Of the entry.
        values: All of them, as they will stand.
    """
    if list_name not in list_names():
        return ""
    parts = [values.get(name, "") for name in rules(list_name).label]
    return " ".join(part for part in parts if part)


def _side(records: Records, list_name: str, entity_id: str) -> Side:
    entity = records.entity(list_name, entity_id)
    if entity is None or entity.hidden or entity.merged_into:
        raise KnownError("MERGE-GONE", entity=entity_id)
    wanted = VisitFilter(subject=(list_name, entity_id))
    written: dict[str, FieldWrite] = {}
    for write in records.history(list_name, entity_id):
        if write.state == "head":
            written.setdefault(write.field, write)
    return Side(
        entity,
        written,
        sum(records.visit_counts(wanted).values()),
        _pictures(records, list_name, entity_id),
        tuple(_pointers(records, entity_id)),
    )


def _pictures(records: Records, list_name: str, entity_id: str) -> tuple[Picture, ...]:
    """Return the latest photos of its visits that are on this laptop."""
    rows = records.figures(
        "SELECT a.sha256, a.name, v.ended FROM visit v"
        " JOIN attachment a ON a.op = v.head"
        " WHERE v.subject_list = ? AND v.subject_id = ?"
        " ORDER BY v.ended DESC, a.name",
        (list_name, entity_id),
    )
    found: list[Picture] = []
    for sha256, name, ended in rows:
        # A signature drawn on the screen is no picture of a home.
        if name.lower().endswith(PICTURES) and "sig" not in name.lower():
            if records.has_blob(sha256):
                found.append(Picture(sha256, ended[:10]))
        if len(found) == MOST_PICTURES:
            break
    return tuple(found)


def _pointers(records: Records, entity_id: str) -> Sequence[Pointer]:
    rows = records.figures(
        "SELECT list, id, label, props FROM entity"
        " WHERE shown = 1 AND instr(props, ?) > 0 ORDER BY list, label LIMIT ?",
        (entity_id, MOST_POINTERS),
    )
    return [
        Pointer(place, entity, label, name)
        for place, entity, label, props in rows
        for name, value in json.loads(props).items()
        if entity_id in value.split(" ") and not name.startswith("__")
    ]
