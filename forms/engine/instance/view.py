"""What a session shows of a form being filled, and what one answer changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from forms.engine.refs import NodeRef

Control = Literal[
    "input", "select1", "select", "rank", "range", "upload", "trigger", "note"
]


@dataclass(frozen=True, slots=True)
class Moment:
    """When an event happened and the seed of its chance: replay gives the same form.

    Args:
        at: The instant that now() and today() read; aware.
        seed: What uuid() and random() draw from.
    """

    at: datetime
    seed: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that an answer breaks: a value to show, never an exception.

    Args:
        message: The form's own sentence in the session's language; blank where
            the form gives none and the page shows a common one for `kind`.
    """

    ref: NodeRef
    kind: Literal["constraint", "required", "type"]
    message: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice as it is shown.

    Args:
        details: Further columns of a row that help to tell it from its
            namesakes, as {"addr_short": "5号楼2单元301室"}.
        media: Files of the label by form: image, audio, video.
    """

    value: str
    label: str
    details: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, str] = field(default_factory=dict)


class Choices(Protocol):
    """The choices of a select as they stand now; may be 100,000, never built whole."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Choice]: ...

    def find(self, text: str, limit: int) -> Sequence[Choice]:
        """Return the first `limit` choices that match typed `text`, best first.

        Matches label, value, pinyin and its initials; blank text gives the first.
        """
        ...

    def get(self, value: str) -> Choice | None:
        """Return the choice of `value`, None where it is not offered."""
        ...


@dataclass(frozen=True, slots=True)
class Label:
    """A text in the session's language with its media and longer forms."""

    text: str
    media: Mapping[str, str] = field(default_factory=dict)
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class NodeState:
    """How one node stands now."""

    value: str
    relevant: bool
    readonly: bool
    required: bool
    violation: Violation | None
    label: Label
    hint: Label
    choices: Choices | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question as the form's body has it; how it stands now is its NodeState.

    Args:
        kind: The body's control; "note" is an input that is always read only.
        type: The bind's XForms data type: string, int, decimal, date, time,
            dateTime, boolean, geopoint, geotrace, geoshape, barcode, binary, ...
        appearance: Its tokens, as ("minimal", "signature").
        mediatype: Of an upload, as "image/*".
        parameters: As {"max-pixels": "1600"}, {"start": "0", "end": "10", "step": "1"}.
    """

    ref: NodeRef
    kind: Control
    type: str
    appearance: tuple[str, ...] = ()
    mediatype: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the body, with what it holds in order."""

    ref: NodeRef
    appearance: tuple[str, ...]
    items: tuple["Item", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A repeat and its instances in order.

    Args:
        ref: Of the repeat without a uid at its end, as "/fire_patrol/fc".
        instances: One group an instance, each ref ending in its uid.
        fixed: The form counts the instances itself (jr:count, jr:noAddRemove).
    """

    ref: NodeRef
    appearance: tuple[str, ...]
    instances: tuple[Group, ...]
    fixed: bool


Item = Question | Group | Repeat


@dataclass(frozen=True, slots=True)
class Changes:
    """What one event changed: the nodes whose state a page must read again.

    Args:
        nodes: Questions and groups whose value, relevance, readonly, required,
            violation, label, hint or choices are now different.
        values: The nodes whose value changed, calculated ones too, with the value.
        added: Repeat instances that came, by ref with uid.
        removed: Repeat instances that went.
    """

    nodes: frozenset[NodeRef] = frozenset()
    values: Mapping[NodeRef, str] = field(default_factory=dict)
    added: tuple[NodeRef, ...] = ()
    removed: tuple[NodeRef, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityWrite:
    """What a submission does to one entity (ODK Entities 2025.1).

    Args:
        list_name: As "household".
        action: "create" or "update" (an upsert is resolved by whether the
            entity exists).
        id: The entity's id, a UUID.
        base_version: What the form saw, blank where it saw none.
        label: None where the form gives none.
        properties: Blank clears a property; a property of an irrelevant
            question is left out.
        container: The group, repeat instance or root that declares it.
    """

    list_name: str
    action: Literal["create", "update"]
    id: str
    base_version: str
    label: str | None
    properties: Mapping[str, str]
    container: NodeRef
