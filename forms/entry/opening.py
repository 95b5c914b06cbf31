"""Opening: how a draft comes to be, anew, from a visit, or from where it was left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from forms.engine.instance.session import FormSession
from forms.entry.finish import attachments_before, draft_host
from forms.entry.host import moment_of, open_form, signed_in_host
from forms.entry.rescue import Rescued
from forms.entry.starts import answer_known
from forms.records.ids import uuid7
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Draft

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft that is in the journal, and the session that fills it.

    Args:
        files: Name -> SHA-256 of the files that its answers begin with.
    """

    draft: Draft
    session: FormSession
    files: Mapping[str, str] = field(default_factory=dict)


def open_new(
    records: Records,
    journal: Journal,
    form_id: str,
    *,
    clock: Clock,
    subject: tuple[str, str] | None,
    language: str | None,
) -> Opened:
    """Begin a visit with the newest version of a form; see `FormEntry.start`."""
    definition = open_form(records, form_id)
    host = signed_in_host(records, journal, form_id, clock, form_hash=definition.hash)
    session = FormSession.new(
        definition, host, moment_of(clock), definition.language_for(language)
    )
    # Before the snapshot: a disk that refuses the draft refuses all of it.
    title = answer_known(records, session, subject, clock) if subject else ""
    draft = _begin(journal, session, clock, subject=subject, title=title)
    return Opened(draft, session)


def open_visit(
    records: Records,
    journal: Journal,
    record_id: str,
    *,
    clock: Clock,
    language: str | None,
) -> Opened:
    """Begin a new version of a finalised visit, with its form and its answers."""
    visit = records.visit(record_id)
    shown = visit.shown
    definition = open_form(records, shown.form_id, shown.form_version)
    host = signed_in_host(
        records, journal, shown.form_id, clock, visit.record_id, definition.hash
    )
    chosen = definition.language_for(language)
    session = FormSession.edit(definition, host, shown.xml, moment_of(clock), chosen)
    draft = _begin(
        journal, session, clock,
        subject=visit.row.subject, record_id=visit.record_id,
        replaces=shown.instance_id, title=visit.row.title,
    )  # fmt: skip
    return Opened(draft, session, shown.attachments)


def open_again(
    records: Records,
    journal: Journal,
    draft: Draft,
    *,
    clock: Clock,
    language: str | None,
) -> Opened:
    """Open a draft at its snapshot; the events since are the caller's to replay."""
    definition = open_form(records, draft.form_id, draft.form_version)
    host = draft_host(records, journal, draft, clock)
    session = FormSession.restore(
        definition, host, draft.snapshot, definition.language_for(language)
    )
    return Opened(draft, session, attachments_before(records, draft))


def find_place(journal: Journal, rescued: Rescued, clock: Clock) -> tuple[Draft, int]:
    """Return the draft that rescued answers go to, and how many it has already.

    Where somebody went on with the draft meanwhile, or finished it, that is a new
    draft beside it, put into the journal here.
    """
    draft = rescued.draft
    if any(one.draft.id == draft.id for one in journal.drafts()):
        there = journal.events(draft.id)
        if there == list(rescued.events[: len(there)]):
            return draft, len(there)
    now = clock()
    again = "" if draft.replaces else uuid7(now)
    draft = replace(draft, id=uuid7(now), record_id=again or draft.record_id)
    journal.start_draft(draft)
    return draft, 0


def _begin(
    journal: Journal,
    session: FormSession,
    clock: Clock,
    *,
    subject: tuple[str, str] | None,
    record_id: str = "",
    replaces: str = "",
    title: str = "",
) -> Draft:
    now = clock()
    draft = Draft(
        id=uuid7(now),
        form_id=session.definition.form_id,
        form_version=session.definition.version,
        form_hash=session.definition.hash,
        started_at=now,
        record_id=record_id or uuid7(now),
        replaces=replaces,
        snapshot=session.snapshot(),
        title=title or session.instance_name,
        subject=subject or ("", ""),
    )
    journal.start_draft(draft)
    return draft
