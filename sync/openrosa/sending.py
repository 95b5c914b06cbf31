"""Sending: a register's visits to an OpenRosa server, each once, edits in order."""

from dataclasses import dataclass

from forms.errors import KnownError
from forms.progress import Progress, silent
from forms.records.store import Records
from forms.records.types import Revision
from sync.openrosa.branches import Branches
from sync.openrosa.encrypt import encrypted, public_key
from sync.openrosa.outbox import Outbox
from sync.openrosa.server import Server
from sync.openrosa.submission import Submission
from sync.openrosa.visits import chain, submission, visit_ids

# Of one visit: told, and the others go on.
_CONFLICT = "OPENROSA-CONFLICT"
_OF_ONE_VISIT = {
    *("OPENROSA-NO-FORM", "OPENROSA-NO-BASE", _CONFLICT, "OPENROSA-TOO-LARGE"),
    *("OPENROSA-FORM-FORBIDDEN", "OPENROSA-CLOSED", "OPENROSA-DELETED"),
    *("OPENROSA-ANSWER", "OPENROSA-KEY", "OPENROSA-NO-SHELF", "BLOB-DAMAGED"),
}


@dataclass(frozen=True, slots=True)
class SendReport:
    """What was sent.

    Args:
        sent: Revisions that the server took, with all their files.
        known: Revisions that it had already.
        problems: What went wrong with single visits, each with `visit`, its number.
    """

    sent: int
    known: int
    problems: tuple[KnownError, ...]


def send(
    records: Records,
    server: Server,
    form_id: str = "",
    progress: Progress = silent,
) -> SendReport:
    """Send what `server` lacks of the register's visits.

    Whatever is cut is sent again the next time; what the server took is not.

    Args:
        records: The register.
        server: Open.
        form_id: Only visits of this form, "" for all.
        progress: See there.

    Raises:
        KnownError: OPENROSA-UNREACHED, -STALLED, -CUT, -LOGIN, -FORBIDDEN, -BUSY, ...:
            of the server; what was sent until then is remembered.
    """
    outbox = Outbox(records.folder, server.url)
    keys, branches = _Keys(records), Branches(records)
    sent = known = 0
    problems: list[KnownError] = []
    ids = visit_ids(records, form_id)
    for done, record_id in enumerate(ids):
        progress(done, len(ids), "records")
        visit = records.visit(record_id)
        wrong: tuple[KnownError, ...] = ()
        for revision in chain(visit):
            if outbox.was_sent(revision.instance_id):
                known, wrong = known + 1, ()
                continue
            try:
                ready = submission(records, revision, branches.of(revision))
                wrong = _send_one(ready, server, outbox, keys, revision)
            except KnownError as error:
                if error.code not in _OF_ONE_VISIT:
                    raise
                wrong = (error,)
            if not wrong:
                sent += 1
            elif wrong[0].code != _CONFLICT:
                break  # An edit of what the server lacks would be refused as well.
            # It may have this one and an edit of it, from here or another laptop:
            # then it takes the edit, and what was edited needs no telling.
        problems += [_of_visit(one, visit.row.number) for one in wrong]
    progress(len(ids), len(ids), "records")
    return SendReport(sent, known, tuple(problems))


def _send_one(
    made: tuple[Submission, tuple[str, ...]],
    server: Server,
    outbox: Outbox,
    keys: "_Keys",
    revision: Revision,
) -> tuple[KnownError, ...]:
    """Send one revision; return what is wrong with its files."""
    ready, awaited = made
    wrong = [
        KnownError("OPENROSA-AWAITED", file=name, visit=revision.instance_id)
        for name in awaited
    ]
    key = keys.of(revision)
    if key:
        if awaited:
            # An encrypted one names all its files for ever: it waits for them.
            return tuple(wrong)
        ready = _encrypted(outbox, ready, key)
    wrong += server.send(ready)
    if not wrong:
        outbox.note_sent(revision.instance_id)
    return tuple(wrong)


def _encrypted(outbox: Outbox, ready: Submission, key: str) -> Submission:
    """Return what was encrypted before, or encrypt it now and keep it."""
    kept = outbox.kept(ready.instance_id)
    if kept is None:
        kept = encrypted(ready, key)
        outbox.keep(kept)
    return kept


class _Keys:
    """The public key of each form version that has one."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._found: dict[tuple[str, str], str] = {}

    def of(self, revision: Revision) -> str:
        form = revision.form_id, revision.form_version
        if form not in self._found:
            self._found[form] = self._key(revision)
        return self._found[form]

    def _key(self, revision: Revision) -> str:
        """Return the key, "" of a form that has none."""
        form, version = revision.form_id, revision.form_version
        try:
            return public_key(self._records.form(form, version))
        except KnownError as error:
            if error.code != "SHELF-NOT-HERE":
                raise
            # Without its form nobody knows whether it may go in the clear.
            visit = revision.instance_id
            raise KnownError(
                "OPENROSA-NO-SHELF", form=form, version=version, visit=visit
            ) from error


def _of_visit(error: KnownError, number: str) -> KnownError:
    return KnownError(error.code, **{**error.fields, "visit": number})
