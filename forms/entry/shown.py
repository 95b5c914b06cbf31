"""Shown: a finalised visit opened to be read, as its sheet reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from forms.engine.definition.xform import parse_xform
from forms.engine.instance.session import FormSession
from forms.entry.host import RecordsHost
from forms.records.store import Records
from forms.records.types import Revision, Visit


@dataclass(frozen=True, slots=True)
class ShownVisit:
    """One version of a visit, opened read only.

    Args:
        session: Its answers in the language asked for; nothing may be set in it.
        number: Which version it is, from 1.
    """

    session: FormSession
    visit: Visit
    revision: Revision
    number: int


def show_visit(
    records: Records, name: str, *, clock: Callable[[], datetime], language: str
) -> ShownVisit:
    """Open a visit as it was stored.

    Args:
        records: The register.
        name: A record id or printed number gives the version that stands; an
            instanceID gives that version.
        clock: Gives aware instants.
        language: "zh_CN" or "en"; the form's default where it has no such.

    Raises:
        KnownError: VISIT-UNKNOWN, SHELF-NOT-HERE.
    """
    visit = records.visit(name)
    ids = [revision.instance_id for revision in visit.revisions]
    wanted = name if name in ids else visit.shown.instance_id
    number = ids.index(wanted)
    revision = visit.revisions[number]
    definition = parse_xform(records.form(revision.form_id, revision.form_version))
    host = RecordsHost(
        records,
        revision.form_id,
        revision.author,
        clock,
        visit.record_id,
        form_hash=definition.hash,
    )
    session = FormSession.restore(
        definition, host, revision.xml, definition.language_for(language)
    )
    return ShownVisit(session, visit, revision, number + 1)
