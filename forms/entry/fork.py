"""Fork: two versions of a visit, question by question, for a person to settle."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Group, Item, Question, Repeat
from forms.engine.refs import NodeRef
from forms.entry.shown import show_visit
from forms.records.store import Records
from forms.records.types import Revision


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that versions answer differently.

    Args:
        path: The question, its repeat instances named by uid.
        where: The group or the repeat instance that it stands in.
        values: The answer of each version as XForm text, in the order of
            `Fork.revisions`.
        told: The same as a person reads them; blank where there is none.
    """

    path: str
    label: str
    where: str
    values: tuple[str, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fork:
    """A visit of which several versions stand, the shown one first."""

    record_id: str
    revisions: tuple[Revision, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    label: str
    where: str
    value: str
    told: str


def read_fork(
    records: Records, record_id: str, *, clock: Callable[[], datetime], language: str
) -> Fork:
    """Return what the standing versions of a visit answer differently.

    Answers that a form works out by itself are left out: they follow from the others.

    Raises:
        KnownError: VISIT-UNKNOWN, SHELF-NOT-HERE.
    """
    visit = records.visit(record_id)
    revisions = (visit.shown, *visit.forks)
    answers = [
        _answers(
            show_visit(records, one.instance_id, clock=clock, language=language).session
        )
        for one in revisions
    ]
    paths = dict.fromkeys(path for several in answers for path in several)
    return Fork(visit.record_id, revisions, tuple(_differences(paths, answers)))


def _differences(
    paths: Mapping[str, None], answers: list[dict[str, _Answer]]
) -> Iterator[Difference]:
    for path in paths:
        given = [several.get(path) for several in answers]
        values = tuple(one.value if one else "" for one in given)
        if len(set(values)) > 1:
            named = next(one for one in given if one)
            told = tuple(one.told if one else "" for one in given)
            yield Difference(path, named.label, named.where, values, told)


def _answers(session: FormSession) -> dict[str, _Answer]:
    return dict(_below(session, session.root.items, ""))


def _below(
    session: FormSession, items: tuple[Item, ...], where: str
) -> Iterator[tuple[str, _Answer]]:
    for item in items:
        if isinstance(item, Group):
            title = session.state(item.ref).label.text
            yield from _below(session, item.items, title or where)
        elif isinstance(item, Repeat):
            title = session.state(item.ref).label.text
            for number, group in enumerate(item.instances, 1):
                own = session.state(group.ref).label.text or f"{title} {number}"
                yield from _below(session, group.items, own)
        elif item.kind != "note" and session.relevant(item.ref):
            state = session.state(item.ref)
            if not state.readonly:
                told = _told(session, item, state.value)
                yield str(item.ref), _Answer(state.label.text, where, state.value, told)


def _told(session: FormSession, question: Question, value: str) -> str:
    choices = session.state(question.ref).choices
    if choices is None or not value:
        return value
    codes = value.split() if question.kind in ("select", "rank") else [value]
    found = [choices.get(code) for code in codes]
    return "  ".join(
        one.label if one else code for one, code in zip(found, codes, strict=True)
    )


def repeats_of(path: str) -> Iterator[NodeRef]:
    """Yield the repeat instances that a path goes through, the outermost first."""
    ref = NodeRef.parse(path)
    for depth, step in enumerate(ref.steps, 1):
        if step.uid:
            yield NodeRef(ref.steps[:depth])
