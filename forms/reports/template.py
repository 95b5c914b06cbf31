"""Template: what may be told of how one form's sheet is laid out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from forms.reports.sheet import Tone

Said = Mapping[str, str]
"""A text by language: {"zh_CN": "判定", "en": "Verdict"}."""
Conditions = Mapping[str, Sequence[str]]
"""Values that each path may have; "*" stands for any but blank.

The path "@bad" stands for how many things on the sheet are bad, blank for none.
"""


@dataclass(frozen=True, slots=True)
class Item:
    """One value on the sheet.

    Args:
        ref: Path below the root element, or below the repeat in its columns.
        label: None takes the question's own.
        words: What codes are called: "form/list", a name in templates/words.json,
            or {"zh_CN": {"1": "有效"}, "en": {...}}. Blank takes the choices.
        tones: Tone by code; blank takes tones.csv.
        mask: "name", "phone" or "id".
        unit: Written after a value.
        below: Path of a threshold of the form: a number under it is bad.
        column: Show this column of the entity chosen, not its label.
        named: In a cell: label before value.
        quiet: No tone at all.
        when: Conditions for it to be said, paths beside `ref`.
        blank: Codes that are not said.
    """

    ref: str = ""
    label: Said | None = None
    words: str | Mapping[str, Mapping[str, str]] = ""
    tones: Mapping[str, Tone] = field(default_factory=dict)
    mask: str = ""
    unit: str = ""
    below: str = ""
    column: str = ""
    named: bool = False
    quiet: bool = False
    when: Conditions = field(default_factory=dict)
    blank: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a repeat's table: its items follow one another in a cell."""

    head: Said
    width: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """What becomes of one group, question or repeat.

    Args:
        kind: "facts", "checks", "table", "cards" for groups and repeats; "ticks",
            "text", "checklist" for questions; "note", "say" for notes; "hide".
        title: Replaces the label.
        item: How its value is said.
        add: Values said after the group's own.
        columns: Of a table.
        skip: Choices of a checklist that mean "nothing found".
        found, clear: Words of a checklist for a choice taken and one not taken.
        detail: (repeat, key): instances that tell more of a choice taken.
        parts: What of such an instance is said.
    """

    kind: str = ""
    title: Said | None = None
    item: Item = Item()
    add: tuple[Item, ...] = ()
    columns: tuple[Column, ...] = ()
    skip: tuple[str, ...] = ()
    found: Said = field(default_factory=dict)
    clear: Said = field(default_factory=dict)
    detail: tuple[str, str] | None = None
    parts: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the verdict where its conditions hold; {path} stands for a value."""

    text: Said
    tone: Tone
    conditions: Conditions


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a signature question by path, or only words over an ink line."""

    ref: str = ""
    label: Said | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page after the sheet's own: rows of a repeat, or blank rows for ink.

    Args:
        repeat: Whose instances are rows, blank for none.
        where: Conditions an instance fulfils; without such instances no page.
        blank: Empty rows after them.
    """

    title: Said
    columns: tuple[Column, ...]
    repeat: str = ""
    where: Conditions = field(default_factory=dict)
    blank: int = 0
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """How one form's sheet is laid out; empty, it prints any form well.

    Args:
        title: Replaces the form's own.
        office: Path of the question that names street, community and grid.
        subtitle: Paths of day, time and worker, said under the title.
        head: Facts under the title.
        verdicts: The first that holds is the verdict.
        says: Further lines of the verdict, each where it holds.
        hints: By path.
        signers: In order; empty takes every signature question.
        seal: Words over the room for the seal, None for no seal.
        notes: Small print at the end.
        photos: Photos side by side.
    """

    title: Said | None = None
    office: str = ""
    subtitle: tuple[str, ...] = ()
    head: tuple[Item, ...] = ()
    verdicts: tuple[Line, ...] = ()
    says: tuple[Line, ...] = ()
    hints: Mapping[str, Hint] = field(default_factory=dict)
    signers: tuple[Signer, ...] = ()
    seal: Said | None = None
    notes: tuple[Said, ...] = ()
    photos: int = 3
    pages: tuple[Page, ...] = ()
