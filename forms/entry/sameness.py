"""Sameness: whether those that a visit makes are known already, as a person says."""

from collections.abc import Iterator
from contextlib import suppress

from forms.engine.instance.session import FormSession
from forms.engine.refs import NodeRef
from forms.entry.alike import Making, makings
from forms.entry.diary import Diary
from forms.entry.replay import APART, SAME
from forms.entry.starts import taking
from forms.entry.unsaved import Unsaved


class Sameness:
    """The persons, households and facilities of a draft, and what is said of them.

    Args:
        session: The form with its answers.
        diary: Of the draft; what is said goes there.
    """

    def __init__(self, session: FormSession, diary: Diary) -> None:
        self._session = session
        self._diary = diary

    def open(self) -> Iterator[Making]:
        """Go through what the visit would make and nobody has said to be known."""
        said = {(name, made) for name, made, _ in self._diary.done.same}
        for making in makings(self._session.entity_writes()):
            if (making.list_name, making.id) not in said:
                yield making

    def apart(self, making: Making, entity_id: str) -> bool:
        """Tell whether a person has said that these are two."""
        said = self._diary.done.apart
        return (making.list_name, making.id, entity_id) in said

    def say_apart(self, making: Making, entity_id: str) -> None:
        """Keep that these are two."""
        self._say(APART, making, entity_id)

    def say_same(self, making: Making, entity_id: str) -> None:
        """Go on with the known one: see `FormEntry.same`.

        Raises:
            Unsaved: The last refusal, once all of it is said; it waits.
        """
        answers = self._answers(making, entity_id)
        if not answers:
            self._say(SAME, making, entity_id)
        refused: list[Unsaved] = []
        for ref, text in answers:
            # An instance may be gone.
            with suppress(KeyError):
                if self._session.relevant(ref) and self._session.value(ref) != text:
                    try:
                        self._diary.answer(ref, text)
                    except Unsaved as error:
                        refused.append(error)
        if refused:
            raise refused[-1]

    def _answers(self, making: Making, entity_id: str) -> list[tuple[NodeRef, str]]:
        """Return the answers by which the form goes on with the known one, in order.

        After those that choose it, all that a person answered comes once more.
        Empty where the form has no way to choose it.
        """
        wanted = taking(self._diary.draft.form_id, making.list_name, entity_id)
        chosen: dict[NodeRef, str] = {}
        for name, text in wanted.items():
            if name.startswith("/"):
                chosen[NodeRef.parse(name)] = text
            elif self._offers(ref := making.container.child(name), text):
                chosen[ref] = text
        given = self._diary.done.given.items() if chosen else ()
        return [*chosen.items(), *(one for one in given if one[0] not in chosen)]

    def _offers(self, ref: NodeRef, value: str) -> bool:
        """Tell whether the select at `ref` can be answered so, as the form stands."""
        choices = self._session.state(ref).choices
        relevant = self._session.relevant(ref)
        return relevant and choices is not None and choices.get(value) is not None

    def _say(self, what: str, making: Making, entity_id: str) -> None:
        self._diary.tell({what: f"{making.list_name} {making.id} {entity_id}"})
