"""Visits: the revisions of a register as OpenRosa submissions, in the order they go."""

from collections.abc import Sequence

from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import Revision, Visit
from forms.records.visits import VisitFilter
from sync.openrosa.spelling import Step, created, submission_for_server
from sync.openrosa.submission import Submission

_PAGE = 500


def visit_ids(records: Records, form_id: str = "") -> list[str]:
    """Return the record ids of a register's visits, those that ended first first."""
    wanted = VisitFilter(form_id=form_id)
    found: list[str] = []
    while page := records.visits(wanted, limit=_PAGE, offset=len(found)):
        found += [row.record_id for row in page]
    return found[::-1]


def chain(visit: Visit) -> tuple[Revision, ...]:
    """Return what led to the shown revision, oldest first, that one last.

    A server takes an edit only of what it knows, so all of them go. Other revisions of
    a fork do not: a server takes one edit of each.
    """
    known = {one.instance_id: one for one in visit.revisions}
    found: list[Revision] = []
    one: Revision | None = visit.shown
    while one is not None and one not in found:
        found.append(one)
        one = known.get(one.deprecated_id)
    return tuple(found[::-1])


def submission(
    records: Records, revision: Revision, steps: Sequence[Step | None] = ()
) -> tuple[Submission, tuple[str, ...]]:
    """Return a revision with its files, and the names of those not arrived yet.

    Spelled for servers: see `submission_for_server`.

    Raises:
        KnownError: BLOB-DAMAGED.
    """
    files, awaited = {}, []
    for name, sha256 in revision.attachments.items():
        try:
            files[name] = records.blob(sha256)
        except KnownError as error:
            if error.code != "BLOB-MISSING":
                raise
            awaited.append(name)
    found = Submission(
        instance_id=revision.instance_id,
        form_id=revision.form_id,
        version=revision.form_version,
        xml=submission_for_server(revision.xml, steps),
        files=files,
    )
    return found, tuple(awaited)


def made_by_visits(records: Records) -> set[str]:
    """Return the ids of the entities that visits of the register create."""
    found: set[str] = set()
    for record_id in visit_ids(records):
        for revision in chain(records.visit(record_id)):
            found |= created(revision.xml)
    return found
