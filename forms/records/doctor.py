"""The doctor: is the log whole, do the projections say what the log says?"""

import hashlib
import json
from collections.abc import Iterator

from forms.errors import KnownError
from forms.records import intake, typed
from forms.records.blobs import Blobs
from forms.records.freed import small_of
from forms.records.intake import Taken, gaps
from forms.records.log import Op, trusted_op
from forms.records.types import DoctorReport, Finding
from forms.records.vault import Link
from forms.records.visits import all_blobs

_PAGE = 2_000
# Everything that is worked out from the log; `op`, `meta` and `device` are not.
_PROJECTIONS = (
    "touch", "entity", "list", "revision", "replaced", "visit", "attachment", "form",
    "word", "sought", "certificate", "assignment", "ack", "ack_file", "mark",
)  # fmt: skip


def digest(link: Link) -> str:
    """Return a hash of all ops and of all that is folded from them.

    The same set of ops gives the same digest on any machine, in whatever order and
    however often they came.
    """
    total = hashlib.sha256()
    for (one,) in link.query("SELECT hash FROM op ORDER BY hash"):
        total.update(one.encode())
    for name, told in projection(link):
        total.update(f"\n{name}\n{told}".encode())
    return total.hexdigest()


def projection(link: Link) -> Iterator[tuple[str, str]]:
    """Go through all that is folded as (what, canonical text), in order of names."""
    yield from _entities(link)
    for row in link.query(
        "SELECT v.rec, v.number, v.form_id, v.form_version, v.title, v.subject_list,"
        " v.subject_id, v.grid, v.author, v.started, v.ended, v.heads, v.revisions,"
        " r.op_id FROM visit v JOIN revision r ON r.op = v.head ORDER BY v.rec"
    ):
        yield f"visit {row[0]}", json.dumps(row[1:])
    for row in link.query(
        "SELECT hash, form_id, version, title, source FROM form ORDER BY hash"
    ):
        yield f"form {row[0]}", json.dumps(row[1:])


def _entities(link: Link) -> Iterator[tuple[str, str]]:
    last = ("", "")
    while True:
        page = link.query(
            "SELECT list, id, label, grid, next_due, next_form, due_reason, shown,"
            " conflicts, props, heads, bases FROM entity"
            " WHERE (list, id) > (?, ?) ORDER BY list, id LIMIT ?",
            (*last, _PAGE),
        )
        for row in page:
            folded = [json.loads(text) if text else {} for text in row[9:]]
            told = json.dumps([*row[2:9], *folded], sort_keys=True)
            yield f"entity {row[0]} {row[1]}", told
        if len(page) < _PAGE:
            return
        last = (page[-1][0], page[-1][1])


def examine(link: Link, blobs: Blobs, *, rebuild: bool) -> DoctorReport:
    """Check file, log, attachments and projections; with `rebuild` make these anew."""
    findings = [*_file(link), *_chains(link), *_attachments(link, blobs)]
    rebuilt: bool | None = None
    if rebuild:
        differing = rebuild_all(link)
        rebuilt = not differing
        findings += [Finding("DOCTOR-PROJECTION", name) for name in differing]
    return DoctorReport(
        ops=link.value("SELECT count(*) FROM op"),
        devices=link.value("SELECT count(*) FROM device"),
        visits=link.value("SELECT count(*) FROM visit"),
        entities=link.value("SELECT count(*) FROM entity WHERE shown = 1"),
        blobs=sum(1 for _ in blobs.names()),
        digest=digest(link),
        findings=tuple(findings),
        notes=tuple(_notes(link, blobs)),
        rebuilt=rebuilt,
    )


def _file(link: Link) -> Iterator[Finding]:
    # The check reads the file alone: a page that a kill left half written there is
    # whole in the write-ahead log, from which this mends it.
    if link.writer:
        link.checkpoint()
    for (trouble,) in link.query("PRAGMA cipher_integrity_check"):
        yield Finding("DOCTOR-FILE", str(trouble)[:80])
    for (trouble,) in link.query("PRAGMA quick_check"):
        if trouble != "ok":
            yield Finding("DOCTOR-FILE", str(trouble)[:80])


def _chains(link: Link) -> Iterator[Finding]:
    """Go through the ops whose line, hash or predecessor does not fit."""
    dev, seq, twin = "", 0, 0
    before: tuple[str, int, str] = ("", 0, "")
    while True:
        page = link.query(
            "SELECT dev, seq, twin, hash, line FROM op"
            " WHERE (dev, seq, twin) > (?, ?, ?) ORDER BY dev, seq, twin LIMIT ?",
            (dev, seq, twin, _PAGE),
        )
        for dev, seq, twin, told, line in page:
            if hashlib.sha256(line).hexdigest() != told:
                yield Finding("DOCTOR-HASH", f"{dev}:{seq}")
                continue
            prev = trusted_op(line).prev
            known = before[:2] == (dev, seq - 1) or seq == 1
            if twin == 0 and known and prev != (before[2] if seq > 1 else ""):
                yield Finding("DOCTOR-CHAIN", f"{dev}:{seq}")
            if twin == 0:
                before = (dev, seq, told)
        if len(page) < _PAGE:
            return


def _attachments(link: Link, blobs: Blobs) -> Iterator[Finding]:
    for name in blobs.names():
        try:
            data = blobs.get(name)
        except KnownError:
            yield Finding("DOCTOR-BLOB", name[:12])
            continue
        if hashlib.sha256(data).hexdigest() != name:
            yield Finding("DOCTOR-BLOB", name[:12])


def _notes(link: Link, blobs: Blobs) -> Iterator[Finding]:
    for gap in gaps(link):
        yield Finding("DOCTOR-GAP", f"{gap.dev}:{gap.lo}-{gap.hi}")
    for (op_id,) in link.query(
        "SELECT DISTINCT dev || ':' || seq FROM op WHERE twin > 0 ORDER BY 1"
    ):
        yield Finding("DOCTOR-TWIN", op_id)
    for name in all_blobs(link):
        if not (blobs.has(name) or small_of(link, name)):
            yield Finding("DOCTOR-BLOB-AWAY", name[:12])
    for place, entity in link.query(
        "SELECT list, id FROM entity WHERE conflicts > 0 ORDER BY list, id"
    ):
        yield Finding("DOCTOR-CONFLICT", f"{place} {entity}")


def rebuild_all(link: Link) -> list[str]:
    """Make every projection anew from the log; return what differed before."""
    with link.writing():
        before = _marks(link)
        for name in _PROJECTIONS:
            link.run(f"DELETE FROM {name}")  # noqa: S608 (our own names)
        link.run("INSERT INTO letters (letters) VALUES ('delete-all')")
        typed.forget(link)
        for batch in intake.batches(_logged(link), lambda item: item[1]):
            intake.project(link, batch, Taken(), {})
        after = _marks(link)
    names = sorted(before.keys() | after.keys())
    return [name for name in names if before.get(name) != after.get(name)]


def _marks(link: Link) -> dict[str, bytes]:
    """Return what is folded by name, each as a hash: of 100,000 the texts are large."""
    return {
        name: hashlib.sha256(told.encode()).digest() for name, told in projection(link)
    }


def _logged(link: Link) -> Iterator[tuple[int, Op]]:
    """Go through the log as it arrived, with the numbers of arrival."""
    last = 0
    while page := link.query(
        "SELECT n, line FROM op WHERE n > ? ORDER BY n LIMIT ?", (last, _PAGE)
    ):
        yield from ((n, trusted_op(line)) for n, line in page)
        last = page[-1][0]
