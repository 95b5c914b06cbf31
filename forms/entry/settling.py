"""Settling: the answers that a person chose of several versions, given to one."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from forms.engine.instance.session import FormSession
from forms.engine.refs import NodeRef, Step
from forms.entry import pages as paging
from forms.entry.diary import Diary
from forms.entry.fork import repeats_of
from forms.entry.replay import SETTLES
from forms.entry.unsaved import Unsaved


def settle(
    session: FormSession, diary: Diary, others: str, chosen: Mapping[str, str]
) -> None:
    """Note which versions are replaced, then answer what another one answers.

    What the disk refuses waits, as on the page that shows the draft.

    Args:
        session: With the shown version's answers.
        diary: Of its draft.
        others: The instance ids of the other versions, a blank between them.
        chosen: As for `FormEntry.settle`.
    """
    with suppress(Unsaved):
        diary.tell({SETTLES: others})
    known = set(_instances(session))
    for path, text in chosen.items():
        for instance in repeats_of(path):
            if instance not in known:
                with suppress(Unsaved):
                    _add(diary, instance)
                known.add(instance)
        ref = NodeRef.parse(path)
        if session.value(ref) != text:
            with suppress(Unsaved):
                diary.answer(ref, text)
    diary.done.untouched = False


def _instances(session: FormSession) -> Iterator[NodeRef]:
    pages = paging.pages(session, session.title)
    return (page.ref for page in pages if page.kind == "instance")


def _add(diary: Diary, instance: NodeRef) -> None:
    step = instance.steps[-1]
    repeat = NodeRef((*instance.steps[:-1], Step(step.name)))
    diary.add_repeat(repeat, step.uid or "")
