"""FormEntry: a session that journals each answer before it returns."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Self

from forms.engine.instance.view import Changes, Moment
from forms.engine.refs import NodeRef
from forms.entry.alike import Making
from forms.entry.attached import Attached
from forms.entry.audit import FILE, REFUSED, RESUME, audit_asked
from forms.entry.diary import Diary
from forms.entry.finish import FinalizeResult, keep_audit, keep_visit, visit_of
from forms.entry.host import moment_of
from forms.entry.media import KeptMedia
from forms.entry.opening import (
    Clock,
    Opened,
    find_place,
    open_again,
    open_new,
    open_visit,
)
from forms.entry.reading import Reading
from forms.entry.replay import NOTE, SETTLES, VIEW, moment_of_event, replay
from forms.entry.rescue import Rescued
from forms.entry.sameness import Sameness
from forms.entry.settling import settle
from forms.entry.unsaved import Unsaved
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Standing, VisitIn


class FormEntry(Reading):
    """One form being filled, each answer committed before the call returns.

    Made by `start`, `resume` or `edit`. A kill at any instant loses no answer that a
    call returned for: the journal begins with a snapshot and holds one row an event,
    and an event's time and chance come from its row, so replay gives the same form.

    Where the disk refuses an answer, `answer` and the like raise `Unsaved`: the answer
    stands in the form, waits in memory, and is written first by the next call that
    writes or by `retry`.
    """

    def __init__(
        self, records: Records, journal: Journal, opened: Opened, clock: Clock
    ) -> None:
        super().__init__(opened.session)
        self._records = records
        self._journal = journal
        self._clock = clock
        self._diary = Diary(records, journal, opened.draft, opened.session, clock)
        self._done, self._waiting = self._diary.done, self._diary.waiting
        self._sameness = Sameness(opened.session, self._diary)
        self._files = Attached(records, self._waiting, opened.files)
        self._media = KeptMedia(records, self.definition.hash)
        self._settles: tuple[str, ...] = ()
        self._audit = audit_asked(self.definition)

    @classmethod
    def start(
        cls,
        records: Records,
        journal: Journal,
        form_id: str,
        *,
        clock: Clock,
        subject: tuple[str, str] | None = None,
        language: str | None = None,
    ) -> Self:
        """Begin a visit, its journal on disk when this returns.

        Args:
            records: The register, open for writing.
            journal: The journal of drafts.
            form_id: As "heating_visit"; its newest version is taken.
            clock: Gives aware instants in the register's zone.
            subject: (list, entity id) that the visit is to; presets what is known.
            language: "zh_CN" or "en"; the form's own default where it has no such.

        Raises:
            KnownError: SHELF-NOT-HERE, or what the disk says.
        """
        opened = open_new(
            records, journal, form_id, clock=clock, subject=subject, language=language
        )
        return cls(records, journal, opened, clock)

    @classmethod
    def edit(
        cls,
        records: Records,
        journal: Journal,
        record_id: str,
        *,
        clock: Clock,
        language: str | None = None,
    ) -> Self:
        """Reopen a finalised visit: what comes is a new version, the old one kept."""
        opened = open_visit(records, journal, record_id, clock=clock, language=language)
        return cls(records, journal, opened, clock)

    @classmethod
    def settle(
        cls,
        records: Records,
        journal: Journal,
        record_id: str,
        chosen: Mapping[str, str],
        *,
        clock: Clock,
        language: str | None = None,
    ) -> Self:
        """Reopen a visit of which several versions stand: what comes replaces all.

        Args:
            records: As for `start`.
            journal: Likewise.
            record_id: The visit.
            chosen: Question -> the answer to take instead of the shown version's, in
                the form's order (`fork.Difference`); missing repeat instances are
                added.
            clock: As for `start`.
            language: Likewise.
        """
        visit = records.visit(record_id)
        entry = cls.edit(records, journal, record_id, clock=clock, language=language)
        others = " ".join(one.instance_id for one in visit.forks)
        entry._know_settled(others)
        settle(entry._session, entry._diary, others, chosen)
        return entry

    @classmethod
    def resume(
        cls,
        records: Records,
        journal: Journal,
        draft_id: str,
        *,
        clock: Clock,
        language: str | None = None,
    ) -> Self:
        """Reopen a draft where it was: its snapshot, then every journalled event."""
        opened = open_again(
            records, journal, journal.draft(draft_id), clock=clock, language=language
        )
        entry = cls(records, journal, opened, clock)
        entry._done.untouched = False
        for event in journal.events(draft_id):
            entry._replay(event)
        entry._note(RESUME)
        return entry

    @classmethod
    def bring_back(
        cls,
        records: Records,
        journal: Journal,
        rescued: Rescued,
        *,
        clock: Clock,
        language: str | None = None,
    ) -> Self:
        """Reopen a draft with answers that the disk refused: they are written now.

        What it refuses again waits in memory, as it did before. Where somebody went
        on with the draft meanwhile, or finished it, a draft beside it is made.

        Raises:
            KnownError: What the disk says, where not even the draft is there.
        """
        draft, kept = find_place(journal, rescued, clock)
        opened = open_again(records, journal, draft, clock=clock, language=language)
        entry = cls(records, journal, opened, clock)
        entry._done.untouched = False
        for event in rescued.events:
            entry._replay(event)
        for event in rescued.events[kept:]:
            data = rescued.files.get(event.get("blob", ""), b"")
            entry._waiting.add(event, moment_of_event(event).at, data)
        with suppress(KnownError):
            entry.retry()
        return entry

    # What a page reads.

    @property
    def draft_id(self) -> str:
        """The id of the draft in the journal."""
        return self._diary.draft.id

    @property
    def saved_at(self) -> datetime:
        """When the last answer on disk was given, aware."""
        return self._waiting.saved_at

    @property
    def unsaved(self) -> int:
        """How many answers the disk refused and that still wait in memory."""
        return len(self._waiting)

    @property
    def record_id(self) -> str:
        """The id that all versions of this visit share."""
        return self._diary.draft.record_id

    @property
    def editing(self) -> bool:
        """A finalised visit is being edited."""
        return bool(self._diary.draft.replaces)

    @property
    def subject(self) -> tuple[str, str]:
        """(list, entity id) of the one visited, ("", "") while none is chosen."""
        return self._diary.draft.subject

    @property
    def subject_label(self) -> str:
        """The one visited as a person reads it, blank while none is chosen."""
        return self._diary.draft.title

    @property
    def untouched(self) -> bool:
        """It was opened just now, and nobody has answered anything."""
        return self._done.untouched

    def makings(self) -> tuple[Making, ...]:
        """Return the persons, households and facilities that the visit would make.

        Those that a person has said to be known already are left out.
        """
        return tuple(self._sameness.open())

    def told_apart(self, making: Making, entity_id: str) -> bool:
        """Tell whether a person has said that these are two."""
        return self._sameness.apart(making, entity_id)

    def rescued(self) -> Rescued:
        """Return the draft as it stands, answers that the disk refused with it."""
        return self._diary.rescued()

    # What a page does; each is on disk when it returns, else it raises `Unsaved`.

    def answer(self, ref: NodeRef, text: str) -> Changes:
        """Set the answer of a question ("" clears it) and commit it."""
        return self._diary.answer(ref, text)

    def add_repeat(self, ref: NodeRef) -> tuple[Changes, NodeRef]:
        """Add an instance at the end of the repeat `ref` (no uid) and commit it."""
        uid = secrets.token_hex(4)
        changes = self._diary.add_repeat(ref, uid)
        added = ref.parent.child(ref.name, uid) if ref.parent else ref
        return changes, added

    def remove_repeat(self, ref: NodeRef) -> Changes:
        """Remove the repeat instance `ref` and commit it."""
        return self._diary.remove_repeat(ref)

    def attach(self, ref: NodeRef, data: bytes, suffix: str) -> Changes:
        """Keep a file as the answer of an upload question; the blob comes first.

        Args:
            ref: The question.
            data: The whole file.
            suffix: Of its name, with the dot: ".jpg".
        """
        name, sha = self._files.take(ref, data, suffix)
        return self._diary.answer(ref, name, blob=sha, data=data)

    def attachment(self, ref: NodeRef) -> bytes | None:
        """Return the file that answers `ref`, None while there is none here."""
        return self._files.read(self._session.value(ref))

    def media(self, uri: str) -> bytes | None:
        """Return the file that a label names, None while it is not here."""
        return self._media.get(uri)

    def retry(self) -> None:
        """Write what the disk refused so far, in its order.

        Raises:
            KnownError: What the disk says now; the answers wait on.
        """
        self._waiting.flush()

    def look_at(self, page: NodeRef | None) -> None:
        """Note that a page came on screen, None for the last; for audit logs alone."""
        if self._audit is not None:
            told = {VIEW: "" if page is None else str(page)}
            with suppress(Unsaved):
                self._diary.tell(told)

    @property
    def left_at(self) -> Standing | None:
        """Where the draft was left the last time, None where it is a new one."""
        return self._journal.standing(self.draft_id)

    def leave_at(self, standing: Standing) -> None:
        """Keep where the person is, to come back to; not of a draft without answers.

        A disk that refuses it costs a few steps, no answer: nobody is told.
        """
        if not self.untouched:
            with suppress(KnownError):
                self._journal.set_standing(self.draft_id, standing)

    def another(self, making: Making, entity_id: str) -> None:
        """Keep that what the visit makes is another than `entity_id`."""
        self._sameness.say_apart(making, entity_id)

    def same(self, making: Making, entity_id: str) -> None:
        """Go on with the known `entity_id` instead of what the visit would make.

        Where the form has a way to choose it, that is done, and what a person
        answered stays; else the two become one when the visit is finished.
        """
        self._sameness.say_same(making, entity_id)

    @property
    def asks_reason(self) -> bool:
        """The form's audit log wants the reason of an edit: see `finalize`."""
        return self._audit is not None and self._audit.reasons and self.editing

    def finalize(self, reason: str = "") -> FinalizeResult:
        """Check everything and, where nothing is broken, append the visit to the log.

        Idempotent by the draft: a kill between the log and the journal repeats
        nothing when the draft is finalised again.

        Args:
            reason: Why a finalised visit was edited, where `asks_reason`.
        """
        broken = self._session.validate()
        if broken:
            self._note(REFUSED)
            return FinalizeResult(broken)
        self.retry()
        moment = self._moment()
        if self._audit is not None:
            sha = keep_audit(
                self._audit, self._records, self._journal, self._diary.draft,
                self.definition, clock=self._clock, ended=moment.at, reason=reason,
            )  # fmt: skip
            self._files.know(FILE, sha)
            self._session.set_value(self._audit.ref, FILE, moment)
        self._session.finalize(moment)
        visit, same = self._visit(moment), self._done.same
        number = keep_visit(self._records, self._journal, self._session, visit, same)
        return FinalizeResult((), number, self.record_id)

    def discard(self) -> None:
        """Throw the draft away; a finalised visit being edited stays as it was."""
        self._journal.discard(self.draft_id)
        self._waiting.forget()

    # Inside.

    def _moment(self) -> Moment:
        return moment_of(self._clock)

    def _replay(self, event: Mapping[str, str]) -> None:
        replay(self._session, event)
        self._diary.read(event)
        if SETTLES in event:
            self._know_settled(event[SETTLES])
        if "blob" in event:
            self._files.know(event["v"], event["blob"])

    def _know_settled(self, instances: str) -> None:
        """Know the further versions that this one replaces, and their files."""
        self._settles = tuple(instances.split())
        for revision in self._records.visit(self.record_id).revisions:
            if revision.instance_id in self._settles:
                self._files.know_more(revision.attachments)

    def _note(self, what: str) -> None:
        # For the audit log alone; what the disk refuses waits as an answer does.
        if self._audit is not None:
            with suppress(Unsaved):
                self._diary.tell({NOTE: what})

    def _visit(self, moment: Moment) -> VisitIn:
        profile = self._journal.profile
        files = self._files.known
        return visit_of(
            self._session, self._diary.draft, files, profile, moment.at, self._settles
        )
