"""Begun: forms opened in a workspace, anew, from a draft or from a visit."""

from collections.abc import Mapping
from contextlib import suppress

from forms.entry import FormEntry, Rescued
from forms.errors import KnownError
from ui.context import Start, Workspace


def begin(space: Workspace, start: Start) -> FormEntry:
    """Begin the visit that `start` asks for."""
    subject = (start.list_name, start.entity_id) if start.entity_id else None
    return FormEntry.start(
        space.records, space.journal, start.form_id,
        clock=space.clock, subject=subject, language=space.language,
    )  # fmt: skip


def resume(space: Workspace, draft_id: str) -> FormEntry:
    """Go on with a draft where it was left."""
    return FormEntry.resume(
        space.records, space.journal, draft_id,
        clock=space.clock, language=space.language,
    )  # fmt: skip


def edit(space: Workspace, record_id: str) -> FormEntry:
    """Reopen a finalised visit."""
    return FormEntry.edit(
        space.records, space.journal, record_id,
        clock=space.clock, language=space.language,
    )  # fmt: skip


def settle(space: Workspace, record_id: str, chosen: Mapping[str, str]) -> FormEntry:
    """Reopen a forked visit with chosen answers."""
    return FormEntry.settle(
        space.records, space.journal, record_id, chosen,
        clock=space.clock, language=space.language,
    )  # fmt: skip


def bring_back(space: Workspace, rescued: Rescued) -> FormEntry:
    """Reopen a draft with answers that a disk refused."""
    return FormEntry.bring_back(
        space.records, space.journal, rescued,
        clock=space.clock, language=space.language,
    )  # fmt: skip


def is_draft(space: Workspace, draft_id: str) -> bool:
    """Tell whether a draft is neither finished nor thrown away."""
    return any(one.draft.id == draft_id for one in space.journal.drafts())


def drop_untouched(space: Workspace, entry: FormEntry) -> None:
    """Forget a visit that was opened and left without one answer."""
    if entry.untouched and is_draft(space, entry.draft_id):
        # A disk that refuses this keeps a draft too many, and loses nothing.
        with suppress(KnownError):
            entry.discard()
