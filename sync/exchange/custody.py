"""Custody: where every record is, what is missing, when a stick may be wiped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.records.custody import FILE_DIGITS, Custody, LateWork, covered
from forms.records.store import Records
from sync.exchange import layout
from sync.exchange.lanes import lanes
from sync.exchange.marker import open_store
from sync.exchange.quarantine import Quarantine
from sync.exchange.trust import Trust, trust_of
from sync.folders import Folder


@dataclass(frozen=True, slots=True)
class Missing:
    """Ops or items that something later tells of and that have not arrived.

    Args:
        device: Who made or sent them.
        who: Whoever works there, blank where that is not known.
        lo: The first number.
        hi: The last.
        stream: Blank for the device's own ops.
    """

    device: str
    who: str
    lo: int
    hi: int
    stream: str = ""

    @property
    def code(self) -> str:
        """The sentence that tells it: takes `device`, `who`, `lo` and `hi`."""
        return "CUSTODY-MISSING-STREAM" if self.stream else "CUSTODY-MISSING"


@dataclass(frozen=True, slots=True)
class Wipe:
    """May a stick be wiped: what on it no office has, as far as is known here."""

    place: str
    bundles: int
    photos: int

    @property
    def safe(self) -> bool:
        """Everything on it has arrived."""
        return not self.bundles and not self.photos

    @property
    def code(self) -> str:
        """The sentence that tells it: takes `place`, `bundles` and `photos`."""
        return "CUSTODY-WIPE-SAFE" if self.safe else "CUSTODY-WIPE-NOT"


def status(records: Records, record_ids: Iterable[str]) -> list[Custody]:
    """Return where visits are, by their record ids.

    Raises:
        KnownError: VISIT-UNKNOWN.
    """
    return [records.custody(one) for one in record_ids]


def missing(records: Records) -> list[Missing]:
    """Return what has not arrived here though something later has.

    An office counts ops of each device, a laptop of a grid what the office sends it.
    """
    trust = trust_of(records)
    members = trust.circle.members

    def who(device: str) -> str:
        return members[device].name if device in members else ""

    if trust.enrolled and not trust.office:
        return [
            Missing(gap.dev, who(gap.dev), gap.lo, gap.hi, stream)
            for stream, gap in records.streams.gaps()
        ]
    return [Missing(gap.dev, who(gap.dev), gap.lo, gap.hi) for gap in records.gaps()]


def late_work(records: Records) -> list[LateWork]:
    """Return visits for the tray: of laptops that do not serve their grid now."""
    members = trust_of(records).circle.members.values()
    return records.book.late_work({m.device: m.grids for m in members if not m.office})


def review(records: Records, record_id: str, author: str, note: str = "") -> None:
    """Record that a visit was reviewed here; it leaves the tray.

    Raises:
        KnownError: VISIT-UNKNOWN.
    """
    records.custody(record_id)
    records.append("review", record_id, author, {"note": note})


def printed(records: Records, record_id: str, author: str, note: str = "") -> None:
    """Record that the sheet of a visit was printed here.

    Raises:
        KnownError: VISIT-UNKNOWN.
    """
    records.custody(record_id)
    records.append("print", record_id, author, {"note": note})


def wipe(records: Records, folder: Folder) -> Wipe:
    """Return whether all that lies in a folder has arrived at an office.

    Raises:
        KnownError: FOLDER-...
    """
    folder.probe()
    open_store(records, folder)
    trust = trust_of(records)
    quarantine = Quarantine(records.folder)
    # What an office wrote itself, an office has.
    offices = {m.device for m in trust.circle.members.values() if m.office}
    bundles = sum(
        1
        for entry in folder.list(layout.IN)
        if (told := layout.read_bundle_name(entry.name)) is not None
        and told[0] not in offices
        and not (trust.office and quarantine.has(told))
        and not _has(records, trust, told)
    )
    arrived = arrived_tags(records, trust)
    waiting = {
        match["tag"]
        for entry in folder.list(layout.BLOB)
        if (match := layout.BLOB_NAME.fullmatch(entry.name))
        and match["dev"] not in offices
    }
    return Wipe(folder.place, bundles, len(waiting - arrived))


def _has(records: Records, trust: Trust, told: layout.Identity) -> bool:
    dev, lo, hi, _ = told
    if trust.office and covered(records.book.here(dev), lo, hi):
        return True
    return covered(records.book.acked(dev), lo, hi)


def arrived_tags(records: Records, trust: Trust) -> set[str]:
    """Return the tags of the photos that an office is known to have."""
    acked: Mapping[str, set[str]] = records.book.acked_files()
    return {
        layout.tag_of(sha256, salt)
        for sha256, salt in records.salted_blobs()
        if sha256[:FILE_DIGITS] in acked or (trust.office and records.has_blob(sha256))
    }


def compact(records: Records, folder: Folder) -> int:
    """Remove what this laptop wrote to a folder and every office has; return how much.

    What is not acknowledged by every office stays, and what others wrote.

    Raises:
        KnownError: FOLDER-...
    """
    folder.probe()
    open_store(records, folder)
    trust = trust_of(records)
    removed = 0
    for lane in lanes(records, trust):
        if lane.stream:
            continue
        for entry in folder.list(lane.prefix):
            told = layout.read_bundle_name(entry.name)
            if told and covered(lane.settled, told[1], told[2]):
                folder.delete(entry.name)
                removed += 1
    offices = set(trust.other_offices)
    acked = records.book.acked_files() if offices else {}
    done = {
        layout.tag_of(sha256, salt)
        for sha256, salt in records.salted_blobs(records.device_id)
        if offices and offices <= acked.get(sha256[:FILE_DIGITS], set())
    }
    for entry in folder.list(f"{layout.BLOB}/{records.device_id}"):
        match = layout.BLOB_NAME.fullmatch(entry.name)
        if match and match["tag"] in done:
            folder.delete(entry.name)
            removed += 1
    return removed
