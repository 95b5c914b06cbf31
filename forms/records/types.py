"""What the record store takes and gives: plain frozen values."""

# Longer than 400 lines: a list of values with what they mean, and no code.

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

Role = Literal["worker", "supervisor"]
FieldState = Literal["head", "superseded", "withdrawn"]
ImportAction = Literal["create", "update", "same", "refused"]


@dataclass(frozen=True, slots=True)
class Profile:
    """Who works on this laptop.

    Args:
        role: "worker" or "supervisor".
        language: "zh_CN" or "en".
        theme: "light", "dark" or "system".
    """

    staff_id: str
    name: str
    grid_code: str
    role: Role = "worker"
    language: str = "zh_CN"
    theme: str = "system"


@dataclass(frozen=True, slots=True)
class Draft:
    """A visit being filled: where its journal begins.

    Args:
        id: UUIDv7.
        record_id: The visit's id, kept by all its revisions (UUIDv7).
        replaces: The instanceID being edited, blank for a new visit.
        snapshot: The session's state before the first event of the journal.
        subject: (list, entity id) of the one visited, ("", "") where none is known.
    """

    id: str
    form_id: str
    form_version: str
    form_hash: str
    started_at: datetime
    record_id: str
    replaces: str = ""
    snapshot: bytes = b""
    title: str = ""
    subject: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a draft was left, and how far it had come then.

    Args:
        page: The path of the page on screen, blank for the end.
        part: Which part of a split page it was, 0 for a whole one.
        question: The path of the question looked at last, blank where none was.
        answered: How many questions had an answer.
        asked: Of how many.
    """

    page: str
    part: int
    question: str
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class DraftInfo:
    """A draft as a list shows it.

    Args:
        events: How many answers are journalled.
        saved_at: When the last of them was, aware.
        answered: How many questions have an answer; None where that is not known, as
            after a power cut.
        asked: Of how many; None likewise.
    """

    draft: Draft
    events: int
    saved_at: datetime
    answered: int | None = None
    asked: int | None = None


class EntityWriting(Protocol):
    """What a submission does to one entity.

    The engine's EntityWrite is one; records know no live instance.
    """

    @property
    def list_name(self) -> str:
        """As "household"."""
        ...

    @property
    def action(self) -> str:
        """Either "create" or "update"."""
        ...

    @property
    def id(self) -> str:
        """The entity's id."""
        ...

    @property
    def base_version(self) -> str:
        """The `__version` that the form saw, blank where it saw none."""
        ...

    @property
    def label(self) -> str | None:
        """None where the form gives none."""
        ...

    @property
    def properties(self) -> Mapping[str, str]:
        """Blank clears a property; one left out is not touched."""
        ...


@dataclass(frozen=True, slots=True)
class EntityWriteIn:
    """An entity write made outside a form: a correction, a test."""

    list_name: str
    action: str
    id: str
    properties: Mapping[str, str]
    label: str | None = None
    base_version: str = ""


@dataclass(frozen=True, slots=True)
class VisitIn:
    """A finalised form, to become an op.

    Args:
        draft_id: Makes finalising idempotent: the same draft gives the same op.
        deprecated_id: The instanceID that this revision replaces, blank for none.
        also_replaces: Further instanceIDs, where a person settles a fork.
        attachments: File name in the XML -> SHA-256 of the plain bytes (put_blob).
        grid_code: Goes into the printed number of a new visit.
    """

    draft_id: str
    record_id: str
    form_id: str
    form_version: str
    xml: bytes
    instance_id: str
    author: str
    started_at: datetime
    ended_at: datetime
    deprecated_id: str = ""
    also_replaces: tuple[str, ...] = ()
    writes: Sequence[EntityWriting] = ()
    attachments: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    subject: tuple[str, str] = ("", "")
    grid_code: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """One finalised version of a visit; never changed, never deleted.

    Args:
        op_id: "dev:seq".
        replaces: Op ids of the revisions it replaces.
        current: No known revision replaces this one.
    """

    op_id: str
    instance_id: str
    deprecated_id: str
    form_id: str
    form_version: str
    xml: bytes
    at: datetime
    author: str
    device: str
    replaces: tuple[str, ...]
    attachments: Mapping[str, str]
    current: bool


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit as a list shows it: its shown revision, without the XML.

    Args:
        number: As printed, "GV-XYQY03-20261125-K3M9-0007".
        heads: Revisions that nothing replaces; 2 or more is a fork to settle.
        own: This laptop finalised the shown revision.
    """

    record_id: str
    number: str
    form_id: str
    form_version: str
    title: str
    subject: tuple[str, str]
    grid_code: str
    author: str
    started_at: datetime
    ended_at: datetime
    revisions: int
    heads: int
    hidden: bool
    own: bool
    instance_id: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit with all its revisions, oldest first.

    Args:
        shown: The revision that stands: the latest of those nothing replaces.
        forks: The other revisions that nothing replaces.
    """

    row: VisitRow
    revisions: tuple[Revision, ...]
    shown: Revision
    forks: tuple[Revision, ...]

    @property
    def record_id(self) -> str:
        """The id that all revisions share."""
        return self.row.record_id

    @property
    def number(self) -> str:
        """The printed number."""
        return self.row.number


@dataclass(frozen=True, slots=True)
class FieldWrite:
    """One value once written to one field: who, when, in which visit.

    Args:
        state: "head" stands now; "superseded" was followed by another;
            "withdrawn" belongs to a revision that a later one replaced.
        kind: The op's kind: "visit", "entity", "resolve", "hide".
        record_id: The visit, blank outside visits.
    """

    field: str
    value: str
    op_id: str
    kind: str
    record_id: str
    author: str
    at: datetime
    device: str
    state: FieldState


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field with more than one different current value; the first one is shown."""

    field: str
    heads: tuple[FieldWrite, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A household, resident, facility, hazard ... as it stands now.

    Args:
        version: The form's `__version`; changes with each write. Of this laptop only.
        properties: Those that are not blank.
        created: False while only updates of it have arrived.
        merged_into: The id of the entity that it was made one with, blank else.
    """

    list_name: str
    id: str
    label: str
    properties: Mapping[str, str]
    version: str
    grid_code: str
    hidden: bool = False
    created: bool = True
    conflicts: tuple[str, ...] = ()
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class ListInfo:
    """An entity list: how many stand in it, and the properties seen in it."""

    name: str
    count: int
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing to do: an entity that falls due, or facilities of one unit together.

    Args:
        id: The entity; for a group its first.
        door: As "5号楼2单元301室", "5号楼2单元" for a group.
        next_form: The form to open.
        due_reason: A code of rules/due_reason.csv; of a group, the first one's.
        overdue_days: Above 0 when late, 0 today, below 0 when still to come.
        count: Entities in the group, 1 where it is none.
        members: Ids of the group's entities, at most 200.
        reasons: Reason -> how many of the group have it.
    """

    list_name: str
    id: str
    label: str
    door: str
    next_due: date
    next_form: str
    due_reason: str
    overdue_days: int
    grid_code: str
    count: int = 1
    members: tuple[str, ...] = ()
    building_no: str = ""
    unit_no: str = ""
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DueCounts:
    """How many entities are late, due today, due in the days after."""

    overdue: int
    today: int
    coming: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One find of a search, best first.

    Args:
        kind: What matched: "name", "pinyin", "initials", "door", "code", "phone",
            "id", "text" or "visit".
        list_name: "visit" for a visit found by its number.
        detail: What tells it from its namesakes: the grid, a birth date.
    """

    list_name: str
    id: str
    label: str
    door: str
    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FormInfo:
    """A form version on the shelf.

    Args:
        hash: SHA-256 of the XForm.
        conflict: Another XForm came under the same id and version.
    """

    form_id: str
    version: str
    title: str
    hash: str
    source: str
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Ops of one device that are missing: `lo` to `hi`, both counted."""

    dev: str
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class ReceiveReport:
    """What came of receiving ops.

    Args:
        new: Ops taken up.
        known: Ops that were here already.
        unknown_kinds: Kinds this program does not know, kept all the same.
        conflicts: Entities of these ops that now have a conflict: (list, id).
        gaps: What is still missing, of every device.
        forked: Op ids that came with another content than before; both kept.
        field_changes: Field values in the new ops.
    """

    new: int
    known: int
    unknown_kinds: Mapping[str, int] = field(default_factory=dict)
    conflicts: tuple[tuple[str, str], ...] = ()
    gaps: tuple[Gap, ...] = ()
    forked: tuple[str, ...] = ()
    field_changes: int = 0


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What an import does with one row.

    Args:
        row: Counted from 1, the header not counted.
        action: "create", "update", "same" or "refused".
        changes: Field -> (value now, value of the row).
        code: Why it was refused, a code of the messages.
    """

    row: int
    action: ImportAction
    id: str
    label: str
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    code: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with `dry_run` would do."""

    created: int
    updated: int
    same: int
    refused: int
    rows: tuple[ImportRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the doctor found wrong.

    Args:
        code: A code of the messages, as "DOCTOR-CHAIN".
        subject: The op, blob, record or table.
    """

    code: str
    subject: str


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """How the register stands.

    Args:
        digest: The same for the same set of ops on any machine.
        findings: Damage; empty when all is well.
        notes: No damage, but worth knowing: gaps, photos not arrived, conflicts.
        rebuilt: None unless asked; True when the projections rebuilt from the log
            equal those that stood.
    """

    ops: int
    devices: int
    visits: int
    entities: int
    blobs: int
    digest: str
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    rebuilt: bool | None = None

    @property
    def healthy(self) -> bool:
        """Nothing is damaged."""
        return not self.findings and self.rebuilt is not False
