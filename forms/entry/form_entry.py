"""FormEntry: a session that journals each answer before it returns."""

# Longer than 400 lines: one face, most of it signatures and what they promise.

import hashlib
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from forms.engine.definition.model import FormDefinition
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Changes, Group, Moment, NodeState, Violation
from forms.engine.refs import NodeRef, Step
from forms.entry import pages as paging
from forms.entry.alike import Making, makings
from forms.entry.audit import FILE, REFUSED, RESUME, audit_asked
from forms.entry.done import Done
from forms.entry.finish import (
    attachments_before,
    draft_host,
    follow_merged,
    keep_audit,
    make_one,
    visit_of,
)
from forms.entry.fork import repeats_of
from forms.entry.host import moment_of, open_form, signed_in_host
from forms.entry.media import KeptMedia
from forms.entry.replay import (
    APART,
    NOTE,
    SAME,
    SETTLES,
    VIEW,
    moment_of_event,
    replay,
)
from forms.entry.rescue import Rescued
from forms.entry.starts import answer_known, subject_questions, taking
from forms.entry.unsaved import Unsaved, Waiting
from forms.errors import KnownError
from forms.records.ids import uuid7
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Draft, VisitIn

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class FinalizeResult:
    """What came of finishing: rules still broken, or the visit's printed number."""

    violations: tuple[Violation, ...]
    number: str = ""
    record_id: str = ""


# Longer than 400 lines: whoever fills a form holds this one object, and half of it
# hands on what the session and the journal say.
class FormEntry:
    """One form being filled, each answer committed before the call returns.

    Made by `start`, `resume` or `edit`. A kill at any instant loses no answer that a
    call returned for: the journal begins with a snapshot and holds one row an event,
    and an event's time and chance come from its row, so replay gives the same form.

    Where the disk refuses an answer, `answer` and the like raise `Unsaved`: the answer
    stands in the form, waits in memory, and is written first by the next call that
    writes or by `retry`.
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
        self._journal = journal
        self._draft = draft
        self._session = session
        self._clock = clock
        self._subjects = subject_questions(draft.form_id)
        self._blobs: dict[str, str] = {}
        self._media = KeptMedia(records, session.definition.hash)
        self._settles: tuple[str, ...] = ()
        self._done = Done()
        self._audit = audit_asked(session.definition)
        self._waiting = Waiting(records, journal, draft.id, draft.started_at)

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
        definition = open_form(records, form_id)
        host = signed_in_host(
            records, journal, form_id, clock, form_hash=definition.hash
        )
        session = FormSession.new(
            definition, host, moment_of(clock), definition.language_for(language)
        )
        # Before the snapshot: a disk that refuses the draft refuses all of it.
        title = answer_known(records, session, subject, clock) if subject else ""
        return cls._begin(
            records, journal, session, clock, subject=subject, title=title
        )

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
        visit = records.visit(record_id)
        shown = visit.shown
        definition = open_form(records, shown.form_id, shown.form_version)
        host = signed_in_host(
            records, journal, shown.form_id, clock, visit.record_id, definition.hash
        )
        chosen = definition.language_for(language)
        session = FormSession.edit(
            definition, host, shown.xml, moment_of(clock), chosen
        )
        entry = cls._begin(
            records, journal, session, clock,
            subject=visit.row.subject, record_id=visit.record_id,
            replaces=shown.instance_id, title=visit.row.title,
        )  # fmt: skip
        entry._blobs |= shown.attachments
        return entry

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
        # What the disk refuses waits, as on the page that shows this entry.
        with suppress(Unsaved):
            entry._commit({SETTLES: others}, entry._moment(), Changes())
        known = set(entry._instances())
        for path, text in chosen.items():
            for instance in repeats_of(path):
                if instance not in known:
                    with suppress(Unsaved):
                        entry._add_named(instance)
                    known.add(instance)
            ref = NodeRef.parse(path)
            if entry._session.value(ref) != text:
                with suppress(Unsaved):
                    entry.answer(ref, text)
        entry._done.untouched = False
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
        draft = journal.draft(draft_id)
        entry = cls._reopened(records, journal, draft, clock, language)
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
        draft, kept = rescued.draft, -1
        if any(one.draft.id == draft.id for one in journal.drafts()):
            there = journal.events(draft.id)
            kept = len(there) if there == list(rescued.events[: len(there)]) else -1
        if kept < 0:
            now = clock()
            again = "" if draft.replaces else uuid7(now)
            draft = replace(draft, id=uuid7(now), record_id=again or draft.record_id)
            journal.start_draft(draft)
        entry = cls._reopened(records, journal, draft, clock, language)
        for event in rescued.events:
            entry._replay(event)
        for event in rescued.events[max(kept, 0) :]:
            data = rescued.files.get(event.get("blob", ""), b"")
            entry._waiting.add(event, moment_of_event(event).at, data)
        with suppress(KnownError):
            entry.retry()
        return entry

    @classmethod
    def _reopened(
        cls,
        records: Records,
        journal: Journal,
        draft: Draft,
        clock: Clock,
        language: str | None,
    ) -> Self:
        definition = open_form(records, draft.form_id, draft.form_version)
        host = draft_host(records, journal, draft, clock)
        session = FormSession.restore(
            definition, host, draft.snapshot, definition.language_for(language)
        )
        entry = cls(records, journal, draft, session, clock)
        entry._blobs |= attachments_before(records, draft)
        entry._done.untouched = False
        return entry

    @classmethod
    def _begin(
        cls,
        records: Records,
        journal: Journal,
        session: FormSession,
        clock: Clock,
        *,
        subject: tuple[str, str] | None,
        record_id: str = "",
        replaces: str = "",
        title: str = "",
    ) -> Self:
        now = clock()
        title = title or session.instance_name
        draft = Draft(
            id=uuid7(now),
            form_id=session.definition.form_id,
            form_version=session.definition.version,
            form_hash=session.definition.hash,
            started_at=now,
            record_id=record_id or uuid7(now),
            replaces=replaces,
            snapshot=session.snapshot(),
            title=title,
            subject=subject or ("", ""),
        )
        journal.start_draft(draft)
        return cls(records, journal, draft, session, clock)

    # What a page reads.

    @property
    def definition(self) -> FormDefinition:
        """The form's definition."""
        return self._session.definition

    @property
    def language(self) -> str:
        """The form's language in use, as the form names it."""
        return self._session.language

    @property
    def title(self) -> str:
        """The form's title."""
        return self._session.title

    @property
    def draft_id(self) -> str:
        """The id of the draft in the journal."""
        return self._draft.id

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
        return self._draft.record_id

    @property
    def editing(self) -> bool:
        """A finalised visit is being edited."""
        return bool(self._draft.replaces)

    @property
    def subject(self) -> tuple[str, str]:
        """(list, entity id) of the one visited, ("", "") while none is chosen."""
        return self._draft.subject

    @property
    def subject_label(self) -> str:
        """The one visited as a person reads it, blank while none is chosen."""
        return self._draft.title

    @property
    def untouched(self) -> bool:
        """It was opened just now, and nobody has answered anything."""
        return self._done.untouched

    @property
    def root(self) -> Group:
        """The body with its repeat instances as they are now."""
        return self._session.root

    def state(self, ref: NodeRef) -> NodeState:
        """Return how the node stands now."""
        return self._session.state(ref)

    def value(self, ref: NodeRef) -> str:
        """Return the node's value; blank where it is not relevant."""
        return self._session.value(ref)

    def relevant(self, ref: NodeRef) -> bool:
        """Tell whether the node takes part."""
        return self._session.relevant(ref)

    def pages(self) -> tuple[paging.Page, ...]:
        """Return the pages of the form in order, irrelevant ones too."""
        return paging.pages(self._session, self._session.title)

    def submission(self) -> bytes:
        """Return the submission's XML as it stands; irrelevant answers left out."""
        return self._session.submission()

    def violations(self) -> tuple[Violation, ...]:
        """Return every rule that is broken now, in the form's order."""
        return self._session.validate()

    def makings(self) -> tuple[Making, ...]:
        """Return the persons, households and facilities that the visit would make.

        Those that a person has said to be known already are left out.
        """
        same = {(name, making) for name, making, _ in self._done.same}
        return tuple(
            making
            for making in makings(self._session.entity_writes())
            if (making.list_name, making.id) not in same
        )

    def told_apart(self, making: Making, entity_id: str) -> bool:
        """Tell whether a person has said that these are two."""
        return (making.list_name, making.id, entity_id) in self._done.apart

    def rescued(self) -> Rescued:
        """Return the draft as it stands, answers that the disk refused with it."""
        at = moment_of_event(self._done.events[-1]).at if self._done.events else None
        events, files = tuple(self._done.events), self._waiting.files
        return Rescued(self._draft, events, files, self.subject_label, at)

    # What a page does; each is on disk when it returns, else it raises `Unsaved`.

    def answer(self, ref: NodeRef, text: str) -> Changes:
        """Set the answer of a question ("" clears it) and commit it."""
        moment = self._moment()
        changes = self._session.set_value(ref, text, moment)
        return self._commit({"set": str(ref), "v": text}, moment, changes)

    def add_repeat(self, ref: NodeRef) -> tuple[Changes, NodeRef]:
        """Add an instance at the end of the repeat `ref` (no uid) and commit it."""
        moment = self._moment()
        uid = secrets.token_hex(4)
        changes = self._session.add_repeat(ref, uid, moment)
        self._commit({"add": str(ref), "uid": uid}, moment, changes)
        added = ref.parent.child(ref.name, uid) if ref.parent else ref
        return changes, added

    def remove_repeat(self, ref: NodeRef) -> Changes:
        """Remove the repeat instance `ref` and commit it."""
        moment = self._moment()
        changes = self._session.remove_repeat(ref, moment)
        return self._commit({"remove": str(ref)}, moment, changes)

    def attach(self, ref: NodeRef, data: bytes, suffix: str) -> Changes:
        """Keep a file as the answer of an upload question; the blob comes first.

        Args:
            ref: The question.
            data: The whole file.
            suffix: Of its name, with the dot: ".jpg".
        """
        name = f"{ref.name}-{secrets.token_hex(6)}{suffix}"
        sha = hashlib.sha256(data).hexdigest()
        moment = self._moment()
        changes = self._session.set_value(ref, name, moment)
        self._blobs[name] = sha
        event = {"set": str(ref), "v": name, "blob": sha}
        return self._commit(event, moment, changes, data)

    def attachment(self, ref: NodeRef) -> bytes | None:
        """Return the file that answers `ref`, None while there is none here."""
        sha = self._blobs.get(self._session.value(ref))
        if not sha:
            return None
        waiting = self._waiting.file(sha)
        return self._records.picture(sha) if waiting is None else waiting

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
                self._commit(told, self._moment(), Changes())

    def another(self, making: Making, entity_id: str) -> None:
        """Keep that what the visit makes is another than `entity_id`."""
        self._say(APART, making, entity_id)

    def same(self, making: Making, entity_id: str) -> None:
        """Go on with the known `entity_id` instead of what the visit would make.

        Where the form has a way to choose it, that is done, and what a person
        answered stays; else the two become one when the visit is finished.
        """
        wanted = taking(self._draft.form_id, making.list_name, entity_id)
        if not wanted:
            self._say(SAME, making, entity_id)
            return
        given = {str(ref): (ref, text) for ref, text in self._done.given.items()}
        refused: list[Unsaved] = []
        for question, value in wanted.items():
            given.pop(question, None)
            self._answer_all(NodeRef.parse(question), value, refused)
        for ref, text in given.values():
            self._answer_all(ref, text, refused)
        if refused:
            raise refused[-1]

    def set_language(self, language: str) -> Changes:
        """Show the form in "zh_CN" or "en" where it has it; nothing is journalled."""
        return self._session.set_language(self.definition.language_for(language))

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
            self._blobs[FILE] = keep_audit(
                self._audit, self._records, self._journal, self._draft,
                self.definition, clock=self._clock, ended=moment.at, reason=reason,
            )  # fmt: skip
            self._session.set_value(self._audit.ref, FILE, moment)
        self._session.finalize(moment)
        author = self._journal.profile.staff_id
        follow_merged(self._records, self._session, author)
        op = self._records.finalise_visit(self._visit(moment))
        make_one(self._records, self._done.same, self._session, author)
        self._journal.close_draft(self.draft_id, op.id)
        number = self._records.visit(self.record_id).number
        return FinalizeResult((), number, self.record_id)

    def discard(self) -> None:
        """Throw the draft away; a finalised visit being edited stays as it was."""
        self._journal.discard(self.draft_id)
        self._waiting.forget()

    # Inside.

    def _moment(self) -> Moment:
        return moment_of(self._clock)

    def _commit(
        self,
        event: dict[str, str],
        moment: Moment,
        changes: Changes,
        data: bytes = b"",
    ) -> Changes:
        event |= {"at": moment.at.isoformat(), "seed": moment.seed}
        self._waiting.add(event, moment.at, data)
        self._done.add(event)
        try:
            try:
                self._follow_subject(event.get("set", ""), event.get("v", ""))
                self._follow_name()
            finally:
                self._waiting.flush()
        except KnownError as error:
            raise Unsaved(error, changes) from error
        return changes

    def _say(self, what: str, making: Making, entity_id: str) -> None:
        told = f"{making.list_name} {making.id} {entity_id}"
        self._commit({what: told}, self._moment(), Changes())

    def _answer_all(self, ref: NodeRef, text: str, refused: list[Unsaved]) -> None:
        """Answer where it can be answered; what the disk refuses waits."""
        with suppress(KeyError):  # an instance that is gone
            if self._session.relevant(ref) and self._session.value(ref) != text:
                try:
                    self.answer(ref, text)
                except Unsaved as error:
                    refused.append(error)

    def _replay(self, event: Mapping[str, str]) -> None:
        replay(self._session, event)
        self._done.add(event)
        if SETTLES in event:
            self._know_settled(event[SETTLES])
        if "blob" in event:
            self._blobs[event["v"]] = event["blob"]
        self._waiting.saved_at = moment_of_event(event).at

    def _know_settled(self, instances: str) -> None:
        """Know the further versions that this one replaces, and their files."""
        self._settles = tuple(instances.split())
        for revision in self._records.visit(self.record_id).revisions:
            if revision.instance_id in self._settles:
                self._blobs = {**revision.attachments, **self._blobs}

    def _instances(self) -> Iterator[NodeRef]:
        return (page.ref for page in self.pages() if page.kind == "instance")

    def _add_named(self, instance: NodeRef) -> None:
        step, moment = instance.steps[-1], self._moment()
        ref = NodeRef((*instance.steps[:-1], Step(step.name)))
        changes = self._session.add_repeat(ref, step.uid or "", moment)
        self._commit({"add": str(ref), "uid": step.uid or ""}, moment, changes)

    def _note(self, what: str) -> None:
        # For the audit log alone; what the disk refuses waits as an answer does.
        if self._audit is not None:
            with suppress(Unsaved):
                self._commit({NOTE: what}, self._moment(), Changes())

    def _follow_subject(self, path: str, text: str) -> None:
        list_name = self._subjects.get(path)
        if list_name is None:
            return
        entity = self._records.entity(list_name, text) if text else None
        title = entity.label if entity else ""
        subject = (list_name, text) if text else ("", "")
        self._draft = replace(self._draft, subject=subject, title=title)
        self._waiting.name(title, subject)

    def _follow_name(self) -> None:
        """Call a draft without a subject of its form by its instanceName."""
        list_name, entity_id = self._draft.subject
        named = entity_id and list_name in self._subjects.values()
        name = self._session.instance_name
        if not named and name != self._draft.title:
            self._draft = replace(self._draft, title=name)
            self._waiting.name(name, self._draft.subject)

    def _visit(self, moment: Moment) -> VisitIn:
        profile = self._journal.profile
        made = visit_of(self._session, self._draft, self._blobs, profile, moment.at)
        return replace(made, also_replaces=self._settles)
