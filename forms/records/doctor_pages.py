"""The doctor of a damaged file: which pages, and which entries of the log."""

from collections.abc import Iterator, Sequence
from contextlib import closing

from forms.errors import KnownError
from forms.records.types import DoctorReport, Finding
from forms.records.vault import Link

# More would not be read by anybody.
_MOST = 40


def of_file(link: Link) -> Iterator[Finding]:
    """Go through the pages of a file that are not what was written."""
    # The check reads the file alone: a page that a kill left half written there is
    # whole in the write-ahead log, from which this mends it.
    if link.writer:
        link.checkpoint()
    told = 0
    for check in ("PRAGMA cipher_integrity_check", "PRAGMA quick_check"):
        try:
            rows = link.query(check)
        except KnownError:
            rows = [(link.place.name,)] if not told else []
        for (trouble,) in rows[:_MOST]:
            if trouble != "ok":
                told += 1
                yield Finding("DOCTOR-FILE", str(trouble)[:80])
        if told:
            return


def of_damaged(link: Link, pages: Sequence[Finding]) -> DoctorReport:
    """Return what can be told of a register with damaged pages.

    Every look has a connection of its own: one that met a damaged page refuses all
    that comes after it.
    """
    names = _names(link)
    lost = _lost(link, sorted(names)) if names else None
    findings = [*pages]
    notes = []
    if lost:
        findings += [Finding("DOCTOR-UNREADABLE", names[n]) for n in lost[:_MOST]]
    elif lost is not None:
        notes.append(Finding("DOCTOR-LOG-WHOLE", link.place.name))
    return DoctorReport(
        ops=len(names), devices=len({name.split(":")[0] for name in names.values()}),
        visits=0, entities=0, blobs=0, digest="", findings=tuple(findings),
        notes=tuple(notes),
    )  # fmt: skip


def _names(link: Link) -> dict[int, str]:
    """Return the names of all ops by their numbers; none where that is damaged too."""
    with closing(link.again()) as other:
        try:
            # The index alone: the rows it points to may be what is damaged.
            return dict(
                other.query("SELECT n, dev || ':' || seq FROM op INDEXED BY op_place")
            )
        except KnownError:
            return {}


def _lost(link: Link, numbers: Sequence[int]) -> list[int]:
    """Return the numbers of ops that cannot be read, found by halves."""
    if not numbers or _readable(link, numbers[0], numbers[-1]):
        return []
    if len(numbers) == 1:
        return [numbers[0]]
    middle = len(numbers) // 2
    found = _lost(link, numbers[:middle])
    return found if len(found) >= _MOST else found + _lost(link, numbers[middle:])


def _readable(link: Link, lo: int, hi: int) -> bool:
    with closing(link.again()) as other:
        try:
            other.query(
                "SELECT sum(length(line) + length(hash)) FROM op"
                " WHERE n BETWEEN ? AND ?",
                (lo, hi),
            )
        except KnownError:
            return False
    return True
