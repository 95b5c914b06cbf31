"""What a draft becomes when it is finished: the visit, and its audit log if asked."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from forms.engine.definition.model import FormDefinition
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Violation
from forms.entry.audit import FILE, AuditAsked, audit_log
from forms.entry.host import RecordsHost, signed_in_host
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Draft, Entity, EntityWriteIn, Profile, VisitIn


@dataclass(frozen=True, slots=True)
class FinalizeResult:
    """What came of finishing: rules still broken, or the visit's printed number."""

    violations: tuple[Violation, ...]
    number: str = ""
    record_id: str = ""


def draft_host(
    records: Records, journal: Journal, draft: Draft, clock: Callable[[], datetime]
) -> RecordsHost:
    """Return the world of a draft: an edit sees the register without its visit."""
    editing = draft.record_id if draft.replaces else ""
    return signed_in_host(
        records, journal, draft.form_id, clock, editing, draft.form_hash
    )


def attachments_before(records: Records, draft: Draft) -> Mapping[str, str]:
    """Return the files of the version that the draft edits: name -> SHA-256.

    A photo that is not taken anew stays the answer.
    """
    if not draft.replaces:
        return {}
    for revision in records.visit(draft.record_id).revisions:
        if revision.instance_id == draft.replaces:
            return revision.attachments
    return {}


def keep_audit(
    asked: AuditAsked,
    records: Records,
    journal: Journal,
    draft: Draft,
    definition: FormDefinition,
    *,
    clock: Callable[[], datetime],
    ended: datetime,
    reason: str,
) -> str:
    """Make the audit log of a draft and keep it; return its SHA-256.

    Args:
        asked: What the form wants in it.
        records: Where the file goes, and the log of the version that is edited.
        journal: Holds the draft's events.
        draft: Whose log it is.
        definition: Its form.
        clock: As for the entry.
        ended: When the draft is finished.
        reason: Why a finalised visit was edited, blank for none.
    """
    before = attachments_before(records, draft).get(FILE)
    host = draft_host(records, journal, draft, clock)
    log = audit_log(
        asked,
        FormSession.restore(definition, host, draft.snapshot),
        journal.events(draft.id),
        begun=draft.started_at,
        ended=ended,
        user=journal.profile.staff_id,
        reason=reason,
        before=records.blob(before) if before else b"",
    )
    return records.put_blob(log)


def keep_visit(
    records: Records,
    journal: Journal,
    session: FormSession,
    visit: VisitIn,
    same: Iterable[tuple[str, str, str]],
) -> str:
    """Append a visit to the log, with all that follows; return its printed number.

    Args:
        records: The register, open for writing.
        journal: The visit's draft is in it, and closed here.
        session: Finalised.
        visit: What it is.
        same: As for `make_one`.
    """
    follow_merged(records, session, visit.author)
    op = records.finalise_visit(visit)
    make_one(records, same, session, visit.author)
    journal.close_draft(visit.draft_id, op.id)
    return records.visit(visit.record_id).number


def make_one(
    records: Records,
    same: Iterable[tuple[str, str, str]],
    session: FormSession,
    author: str,
) -> None:
    """Make what the visit made one with what a person said it is.

    Again is no harm: a draft that is finished twice finds them one already.

    Args:
        records: The visit is in it.
        same: List, the id that the visit made, the id of the one that is known.
        session: Finalised; its answers stand where the two differ.
        author: Staff id.
    """
    writes = {(one.list_name, one.id): one for one in session.entity_writes()}
    for list_name, made, known in sorted(same):
        write = writes.get((list_name, made))
        entities = [records.entity(list_name, one) for one in (made, known)]
        alive = all(one is not None and not one.merged_into for one in entities)
        if write is not None and alive:
            chosen = {name: text for name, text in write.properties.items() if text}
            records.merge(list_name, made, known, chosen, author)


def follow_merged(records: Records, session: FormSession, author: str) -> None:
    """Tell the one that stays what the visit changes of one that was made one with it.

    Before the visit itself: done again after a kill, it tells the same.
    """
    found = []
    for write in session.entity_writes():
        entity = records.entity(write.list_name, write.id)
        kept = _kept(records, entity)
        if entity is None or kept is None:
            continue
        changed = {
            name: text
            for name, text in write.properties.items()
            if text and text != entity.properties.get(name)
        }
        if changed:
            found.append(EntityWriteIn(kept.list_name, "update", kept.id, changed))
    if found:
        records.write_entities(found, author)


def _kept(records: Records, entity: Entity | None) -> Entity | None:
    """Return the one that `entity` was made one with, None where it is by itself."""
    seen: set[str] = set()
    first = entity
    while entity is not None and entity.merged_into and entity.id not in seen:
        seen.add(entity.id)
        entity = records.entity(entity.list_name, entity.merged_into)
    return entity if entity is not first else None


def visit_of(
    session: FormSession,
    draft: Draft,
    blobs: Mapping[str, str],
    profile: Profile,
    ended: datetime,
    settles: tuple[str, ...] = (),
) -> VisitIn:
    """Return the visit that a finished session is.

    Args:
        session: Finalised.
        draft: Where it came from.
        blobs: File name -> SHA-256 of all files known; those in use are taken.
        profile: Who filled it.
        ended: When.
        settles: Instance ids of the further versions that it replaces.
    """
    files = {name: blobs.get(name) for _, name in session.attachments()}
    return VisitIn(
        draft_id=draft.id,
        record_id=draft.record_id,
        form_id=draft.form_id,
        form_version=draft.form_version,
        xml=session.submission(),
        instance_id=session.instance_id,
        author=profile.staff_id,
        started_at=draft.started_at,
        ended_at=ended,
        deprecated_id=draft.replaces,
        writes=session.entity_writes(),
        attachments={name: sha for name, sha in files.items() if sha},
        title=draft.title or session.instance_name,
        subject=draft.subject,
        grid_code=profile.grid_code,
        also_replaces=settles,
    )
