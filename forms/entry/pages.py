"""The pages of a form: one group each, with how far it has come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol
from unicodedata import east_asian_width

from forms.engine.definition.model import FormDefinition
from forms.engine.instance.view import Group, Item, NodeState, Question, Repeat
from forms.engine.refs import NodeRef

# A longer group is split: a page of about 20 questions opens within 30 ms, one of
# 300 took 262-477 ms (LOOK.md, measured facts of Qt).
MOST_QUESTIONS = 30
_TITLE_AT_MOST = 34
"""Columns of a title of two questions; a Chinese character takes two."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the form as the outline shows it.

    Args:
        ref: The group, the repeat or the repeat instance; for loose questions
            the first of them.
        title: Of the group or repeat; of loose questions, what they ask.
        kind: "group", "repeat" (its list of instances) or "instance".
        depth: 0 for the pages of the body, 1 for instances, and so on.
        number: Which instance it is, from 1; 0 for other kinds.
        part: Which part of a split group it is, from 1; 0 for a whole one.
        relevant: Whether there is anything to see on it now.
        asked: Relevant questions that take an answer.
        answered: Those of them that have one.
        missing: Those that are required and blank.
        violations: Those whose answer breaks a rule.
        name: What a repeat instance is called: its first answer that is a text or
            the label of a choice; blank while there is none.
    """

    ref: NodeRef
    title: str
    kind: Literal["group", "repeat", "instance"]
    depth: int
    number: int
    part: int
    relevant: bool
    asked: int
    answered: int
    missing: int
    violations: int
    items: tuple[Item, ...]
    name: str = ""


class Reader(Protocol):
    """What the pages read of a session."""

    @property
    def definition(self) -> FormDefinition:
        """The form's definition."""
        ...

    @property
    def root(self) -> Group:
        """The body."""
        ...

    def state(self, ref: NodeRef) -> NodeState:
        """Return how a node stands."""
        ...

    def relevant(self, ref: NodeRef) -> bool:
        """Tell whether a node takes part."""
        ...


def pages(session: Reader, title: str) -> tuple[Page, ...]:
    """Return the pages of the body in order, irrelevant ones too.

    Args:
        session: The form being filled.
        title: Shown where no question stands in any group.
    """
    found: list[Page] = []
    loose: list[Item] = []
    flat = all(isinstance(item, Question) for item in session.root.items)
    whole = title if flat else ""
    for item in session.root.items:
        if isinstance(item, Question):
            loose.append(item)
            continue
        found.extend(_loose(session, loose, whole))
        loose = []
        if isinstance(item, Group):
            found.extend(_group(session, item, 0))
        else:
            found.extend(_repeat(session, item, 0))
    found.extend(_loose(session, loose, whole))
    return tuple(found)


def questions(items: Sequence[Item]) -> Iterator[Question]:
    """Go through the questions of a page: nested groups too, instances not."""
    for item in items:
        if isinstance(item, Question):
            yield item
        elif isinstance(item, Group):
            yield from questions(item.items)


def is_secret(question: Question) -> bool:
    """Tell whether its answer is shown to nobody who did not ask for it."""
    return "masked" in question.appearance or "hidden-answer" in question.appearance


def name_of(session: Reader, group: Group) -> str:
    """Return what a repeat instance is called by its first answer in words.

    A choice that the form made itself, as every instance has it, names none.
    """
    for question in questions(group.items):
        worded = question.kind == "input" and question.type == "string"
        if not (worded or question.kind == "select1"):
            continue
        if is_secret(question) or not session.relevant(question.ref):
            continue
        state = session.state(question.ref)
        default = _default(session.definition, question.ref)
        if state.value and not (question.kind == "select1" and state.value == default):
            found = state.choices.get(state.value) if state.choices else None
            return found.label if found is not None else state.value
    return ""


def _default(definition: FormDefinition, ref: NodeRef) -> str:
    """Return what the form has at `ref` in a new instance of its innermost repeat."""
    steps = ref.nodeset.split("/")
    for depth in range(len(steps), 1, -1):
        template = definition.templates.get("/".join(steps[:depth]))
        if template is None:
            continue
        node = template
        for name in steps[depth:]:
            found = next((e for e in node.elements() if e.qualified_name == name), None)
            if found is None:
                return ""
            node = found
        return node.value
    return ""


def takes_part(session: Reader, repeat: Repeat) -> bool:
    """Tell whether a repeat is relevant: its instances decide, where it has any."""
    if repeat.instances:
        return any(session.relevant(group.ref) for group in repeat.instances)
    return session.state(repeat.ref).relevant


def _loose(session: Reader, items: list[Item], title: str) -> Iterator[Page]:
    if items:
        first = items[0].ref
        told = title or _asked(session, items)
        yield from _split(session, first, told, "group", 0, 0, tuple(items))


def _asked(session: Reader, items: Sequence[Item]) -> str:
    """Return what loose questions ask, in so many words as a title holds."""
    asked = [one for one in items if isinstance(one, Question) and one.kind != "note"]
    seen = [one for one in asked if session.relevant(one.ref)]
    labels = [session.state(one.ref).label.text for one in (seen or asked or items)]
    first, *more = [label for label in labels if label] or [""]
    if len(more) == 1 and _columns(first + more[0]) <= _TITLE_AT_MOST:
        return f"{first} · {more[0]}"
    return f"{first}\u00a0…" if more else first


def _columns(text: str) -> int:
    return sum(1 + (east_asian_width(sign) in "WF") for sign in text)


def _group(session: Reader, group: Group, depth: int) -> Iterator[Page]:
    label = session.state(group.ref).label.text or _head(session, group)
    yield from _split(session, group.ref, label, "group", depth, 0, group.items)
    yield from _inside(session, group.items, depth)


def _head(session: Reader, group: Group) -> str:
    """Return the note that a table of choices has instead of its group's label."""
    for item in group.items[:1]:
        if isinstance(item, Question) and item.kind == "note":
            return session.state(item.ref).label.text
    return ""


def _inside(session: Reader, items: Sequence[Item], depth: int) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Repeat):
            yield from _instances(session, item, depth + 1)
        elif isinstance(item, Group):
            yield from _inside(session, item.items, depth)


def _repeat(session: Reader, repeat: Repeat, depth: int) -> Iterator[Page]:
    label = session.state(repeat.ref).label.text
    yield _page(session, repeat.ref, label, "repeat", depth, 0, 0, (repeat,))
    yield from _instances(session, repeat, depth + 1)


def _instances(session: Reader, repeat: Repeat, depth: int) -> Iterator[Page]:
    label = session.state(repeat.ref).label.text
    for number, group in enumerate(repeat.instances, 1):
        own = session.state(group.ref).label.text or label
        name = name_of(session, group)
        for page in _split(
            session, group.ref, own, "instance", depth, number, group.items
        ):
            yield replace(page, name=name)
        yield from _inside(session, group.items, depth)


def _split(
    session: Reader,
    ref: NodeRef,
    title: str,
    kind: Literal["group", "instance"],
    depth: int,
    number: int,
    items: tuple[Item, ...],
) -> Iterator[Page]:
    parts = _parts(items)
    for part, some in enumerate(parts, 1):
        shown = part if len(parts) > 1 else 0
        yield _page(session, ref, title, kind, depth, number, shown, some)


def _parts(items: tuple[Item, ...]) -> list[tuple[Item, ...]]:
    parts: list[list[Item]] = [[]]
    count = 0
    for item in items:
        single = isinstance(item, Question)
        size = 1 if single else sum(1 for _ in questions((item,))) or 1
        if count and count + size > MOST_QUESTIONS:
            parts.append([])
            count = 0
        parts[-1].append(item)
        count += size
    return [tuple(part) for part in parts]


def _page(
    session: Reader,
    ref: NodeRef,
    title: str,
    kind: Literal["group", "repeat", "instance"],
    depth: int,
    number: int,
    part: int,
    items: tuple[Item, ...],
) -> Page:
    asked = answered = missing = violations = 0
    seen = False
    for question in questions(items):
        if not session.relevant(question.ref):
            continue
        seen = True
        # The head of a table of choices shows its labels and takes no answer.
        if question.kind == "note" or "label" in question.appearance:
            continue
        state = session.state(question.ref)
        asked += 1
        answered += bool(state.value)
        missing += state.required and not state.value and not state.readonly
        violations += state.violation is not None and bool(state.value)
    seen = seen or any(
        isinstance(item, Repeat) and takes_part(session, item) for item in items
    )
    return Page(
        ref, title, kind, depth, number, part, seen,
        asked, answered, missing, violations, items,
    )  # fmt: skip
