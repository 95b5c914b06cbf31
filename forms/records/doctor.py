"""The doctor: is the log whole, do the projections say what the log says?"""

import hashlib
from collections.abc import Iterator

from forms.errors import KnownError
from forms.records import folded
from forms.records.blobs import Blobs
from forms.records.doctor_pages import of_damaged, of_file
from forms.records.folded import digest
from forms.records.intake import gaps
from forms.records.log import trusted_op
from forms.records.types import DoctorReport, Finding
from forms.records.vault import Link
from forms.records.visits import all_blobs

_PAGE = 2_000


def examine(
    link: Link, blobs: Blobs, *, rebuild: bool, verify: bool = False
) -> DoctorReport:
    """Check file, log, attachments and projections.

    Args:
        link: A writer where `rebuild` or `verify`.
        blobs: Of the workspace.
        rebuild: Make the projections anew from the log.
        verify: See whether they would be the same, and change nothing.
    """
    pages = list(of_file(link))
    if pages:
        return of_damaged(link, pages)
    findings = [*_chains(link), *_gone(link), *_attachments(link, blobs)]
    # From a log that is not whole other projections come: that is told already.
    whole = not findings
    rebuilt: bool | None = None
    if rebuild:
        differing = folded.rebuild_all(link)
        rebuilt = not differing
        findings += [Finding("DOCTOR-PROJECTION", name) for name in differing]
    elif verify and whole and link.writer:
        findings += [Finding("DOCTOR-DIFFERS", one) for one in folded.differing(link)]
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
            held = line if isinstance(line, bytes) else str(line).encode()
            if hashlib.sha256(held).hexdigest() != told:
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


def _gone(link: Link) -> Iterator[Finding]:
    """Go through the ops that were here once and are not any more."""
    for dev, whole in link.query("SELECT dev, whole FROM device ORDER BY dev"):
        rows = link.query(
            "SELECT DISTINCT seq FROM op WHERE dev = ? AND seq <= ? ORDER BY seq",
            (dev, whole),
        )
        if len(rows) == whole:
            continue
        here = {row[0] for row in rows}
        for seq in range(1, whole + 1):
            if seq not in here:
                yield Finding("DOCTOR-GONE", f"{dev}:{seq}")


def _attachments(link: Link, blobs: Blobs) -> Iterator[Finding]:
    """Go through what is damaged, and what this laptop made and has no more."""
    for name in blobs.names():
        try:
            data = blobs.get(name)
        except KnownError:
            data = b""
        if hashlib.sha256(data).hexdigest() != name:
            yield Finding("DOCTOR-BLOB", _of_visit(link, name))
    for name in _own_away(link, blobs):
        yield Finding("DOCTOR-BLOB-GONE", _of_visit(link, name))


def _own_away(link: Link, blobs: Blobs) -> list[str]:
    """Return attachments of this laptop's own ops that are not here."""
    rows = link.query(
        "SELECT DISTINCT a.sha256 FROM attachment a JOIN op o ON o.n = a.op"
        " WHERE o.dev = (SELECT value FROM meta WHERE name = 'device')"
        " AND a.sha256 NOT IN (SELECT sha256 FROM freed) ORDER BY 1"
    )
    return [name for (name,) in rows if not blobs.has(name)]


def _of_visit(link: Link, sha256: str) -> str:
    """Return the short name of an attachment and the number of its visit."""
    number = link.value(
        "SELECT v.number FROM attachment a JOIN revision r ON r.op = a.op"
        " JOIN visit v ON v.rec = r.rec WHERE a.sha256 = ?",
        (sha256,),
    )
    return f"{sha256[:12]} ({number})" if number else sha256[:12]


def _notes(link: Link, blobs: Blobs) -> Iterator[Finding]:
    for gap in gaps(link):
        yield Finding("DOCTOR-GAP", f"{gap.dev}:{gap.lo}-{gap.hi}")
    for (op_id,) in link.query(
        "SELECT DISTINCT dev || ':' || seq FROM op WHERE twin > 0 ORDER BY 1"
    ):
        yield Finding("DOCTOR-TWIN", op_id)
    own = {*_own_away(link, blobs)}
    freed = {row[0] for row in link.query("SELECT sha256 FROM freed")}
    for name in all_blobs(link):
        if not blobs.has(name) and name not in own and name not in freed:
            yield Finding("DOCTOR-BLOB-AWAY", _of_visit(link, name))
    for place, entity in link.query(
        "SELECT list, id FROM entity WHERE conflicts > 0 ORDER BY list, id"
    ):
        yield Finding("DOCTOR-CONFLICT", f"{place} {entity}")
