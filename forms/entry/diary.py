"""Diary: what is done in a draft on its way to the journal, and the name it gives."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Changes, Moment
from forms.engine.refs import NodeRef
from forms.entry.done import Done
from forms.entry.host import moment_of
from forms.entry.opening import Clock
from forms.entry.replay import moment_of_event
from forms.entry.rescue import Rescued
from forms.entry.starts import subject_questions
from forms.entry.unsaved import Unsaved, Waiting
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Draft


class Diary:
    """Every event of a draft passes here, given now or read from the journal.

    Args:
        records: The register; names the one visited.
        journal: The draft is in it.
        draft: As it began.
        session: The form with its answers; names a draft that is to nobody.
        clock: Gives aware instants in the register's zone.

    Attributes:
        draft: Under the name that its answers give it.
        done: All events so far, in memory.
        waiting: Those that are not on disk.
    """

    def __init__(
        self,
        records: Records,
        journal: Journal,
        draft: Draft,
        session: FormSession,
        clock: Clock,
    ) -> None:
        self._records = records
        self._session = session
        self._clock = clock
        self._subjects = subject_questions(draft.form_id)
        self.draft = draft
        self.done = Done()
        self.waiting = Waiting(records, journal, draft.id, draft.started_at)

    def answer(
        self, ref: NodeRef, text: str, *, blob: str = "", data: bytes = b""
    ) -> Changes:
        """Set the answer of a question and commit it.

        Args:
            ref: The question.
            text: The answer, "" clears it; the name of a file where there is one.
            blob: The file's SHA-256.
            data: The whole file.

        Raises:
            Unsaved: The disk refused it; it waits. So for all that follow.
        """
        moment = moment_of(self._clock)
        changes = self._session.set_value(ref, text, moment)
        event = {"set": str(ref), "v": text}
        if blob:
            event["blob"] = blob
        return self._commit(event, moment, changes, data)

    def add_repeat(self, ref: NodeRef, uid: str) -> Changes:
        """Add the instance `uid` at the end of the repeat `ref` and commit it."""
        moment = moment_of(self._clock)
        changes = self._session.add_repeat(ref, uid, moment)
        return self._commit({"add": str(ref), "uid": uid}, moment, changes)

    def remove_repeat(self, ref: NodeRef) -> Changes:
        """Remove the repeat instance `ref` and commit it."""
        moment = moment_of(self._clock)
        changes = self._session.remove_repeat(ref, moment)
        return self._commit({"remove": str(ref)}, moment, changes)

    def tell(self, event: dict[str, str]) -> None:
        """Commit an event that changes nothing in the form."""
        self._commit(event, moment_of(self._clock), Changes())

    def read(self, event: Mapping[str, Any]) -> None:
        """Take up an event that was given before."""
        self.done.add(event)
        self.waiting.saved_at = moment_of_event(event).at

    def rescued(self) -> Rescued:
        """Return the draft as it stands, events that the disk refused with it."""
        events = tuple(self.done.events)
        at = moment_of_event(events[-1]).at if events else None
        return Rescued(self.draft, events, self.waiting.files, self.draft.title, at)

    def _commit(
        self,
        event: dict[str, str],
        moment: Moment,
        changes: Changes,
        data: bytes = b"",
    ) -> Changes:
        """Write an event, whatever waits before it, and the draft's new name."""
        event |= {"at": moment.at.isoformat(), "seed": moment.seed}
        self.waiting.add(event, moment.at, data)
        self.done.add(event)
        try:
            try:
                self._follow_subject(event.get("set", ""), event.get("v", ""))
                self._follow_name()
            finally:
                self.waiting.flush()
        except KnownError as error:
            raise Unsaved(error, changes) from error
        return changes

    def _follow_subject(self, path: str, text: str) -> None:
        list_name = self._subjects.get(path)
        if list_name is None:
            return
        entity = self._records.entity(list_name, text) if text else None
        title = entity.label if entity else ""
        subject = (list_name, text) if text else ("", "")
        self.draft = replace(self.draft, subject=subject, title=title)
        self.waiting.name(title, subject)

    def _follow_name(self) -> None:
        """Call a draft without a subject of its form by its instanceName."""
        list_name, entity_id = self.draft.subject
        named = entity_id and list_name in self._subjects.values()
        name = self._session.instance_name
        if not named and name != self.draft.title:
            self.draft = replace(self.draft, title=name)
            self.waiting.name(name, self.draft.subject)
