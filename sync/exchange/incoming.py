"""Incoming: bundles and photos of others read from a folder, each of them once."""

from collections.abc import Iterator
from pathlib import Path

from forms.errors import KnownError
from forms.progress import Progress
from forms.records.custody import covered
from forms.records.intake import uncollected
from forms.records.log import Op
from forms.records.store import Records
from forms.records.streams import OFFICES
from sync import bundle
from sync.bundle import Bundle
from sync.exchange import courier, layout
from sync.exchange.acks import acknowledge
from sync.exchange.copies import is_copied
from sync.exchange.endings import hear_ended
from sync.exchange.glance import Glance
from sync.exchange.introductions import meet
from sync.exchange.marker import open_store
from sync.exchange.memory import Memory
from sync.exchange.photos import FILE_CODES, receive_photos
from sync.exchange.quarantine import Quarantine
from sync.exchange.recovery import Recovery
from sync.exchange.reports import RECORDS, ImportReport, Taken
from sync.exchange.trust import QUARANTINED, Trust, stream_of, trust_of
from sync.folders import Entry, Folder

# What waited in quarantine waits on: another program may read it.
_LATER = {"BUNDLE-NEWER"}
# So many ops are taken up in one transaction; they are what a stop throws away.
BATCH_OPS = 20_000


def receive(
    records: Records,
    folder: Folder,
    progress: Progress,
    *,
    unsealed: bool = False,
    carry: bool = False,
    recovery: Recovery | None = None,
    brief: bool = False,
) -> ImportReport:
    """Take up what `folder` holds and this register lacks: records, then photos.

    Raises:
        KnownError: FOLDER-..., STORE-..., DISK-FULL; what was taken up is kept.
    """
    folder.probe()
    store = open_store(records, folder)
    trust = trust_of(records, recovery=recovery)
    # Listed once: each listing is a request, to some servers several.
    words = folder.list(layout.ACK) if trust.enrolled else ()
    meet(records, folder, words, trust)
    hear_ended(records, folder, words, trust_of(records))
    taker = _Taker(records, unsealed=unsealed, recovery=recovery)
    glance = Glance(records, folder, store, brief=brief)
    with uncollected():
        # What governs the register comes first: it may let more be read.
        taker.take(folder, [one for one in words if taker.is_fresh(one)], progress)
        for area in (_logs, _snapshots, _grids):
            entries = [
                one
                for place in area(records, taker.trust, glance)
                for one in folder.list(place)
                if taker.is_fresh(one)
            ]
            taker.take(folder, entries, progress)
        taker.release()
    receive_photos(records, folder, taker.trust, glance, taker.counts, progress)
    glance.done()
    if carry:
        taker.counts.carried = courier.carry(records, folder, progress)
    return taker.report()


def receive_file(
    records: Records, path: Path, *, unsealed: bool = False
) -> ImportReport:
    """Take up one bundle file, whatever it is called ("x(1).gvb").

    Raises:
        KnownError: BUNDLE-GONE, or what `bundle.read` raises.
    """
    try:
        with path.open("rb") as file:
            data = file.read(bundle.MAX_BUNDLE_BYTES + 1)
    except OSError as error:
        raise KnownError("BUNDLE-GONE", file=path.name) from error
    taker = _Taker(records, unsealed=unsealed)
    taker.take_one(data, path.name)
    taker.release()
    return taker.report()


def _logs(records: Records, trust: Trust, glance: Glance) -> list[str]:
    if trust.office:
        return glance.logs(trust)
    if not trust.enrolled:
        return [layout.IN]
    return [f"{layout.IN}/{records.device_id}"]


def _grids(records: Records, trust: Trust, glance: Glance) -> list[str]:
    me = trust.me
    if me is None or me.office:
        lone = not trust.office or not trust.other_offices
        return [] if lone else [f"{layout.OUT}/{OFFICES}"]
    return [f"{layout.OUT}/{stream_of(g).removeprefix('grid-')}" for g in me.grids]


def _snapshots(records: Records, trust: Trust, glance: Glance) -> list[str]:
    if trust.office:
        return []
    places = _grids(records, trust, glance)
    return [one.replace(layout.OUT, layout.SNAP) for one in places]


class _Taker:
    """Takes bundles up, batch by batch, by what is known of members at that time."""

    def __init__(
        self, records: Records, *, unsealed: bool, recovery: Recovery | None = None
    ) -> None:
        self._records = records
        self._unsealed = unsealed
        self._recovery = recovery
        self._memory = Memory(records.folder)
        self._quarantine = Quarantine(records.folder)
        self._snapshots: list[tuple[str, layout.Identity]] = []
        self.counts = Taken()
        self.trust = self._trust()

    def _trust(self) -> Trust:
        return trust_of(self._records, unsealed=self._unsealed, recovery=self._recovery)

    def is_fresh(self, entry: Entry) -> bool:
        """Tell whether a file is a bundle that was not read before."""
        told = layout.read_bundle_name(entry.name)
        if told is None:
            return False
        held = self._memory.was_read(told) or self._quarantine.has(told)
        if held or self._is_spared(entry.name, told):
            self.counts.skipped += 1
            return False
        closed = self._memory.was_closed(told, self.trust.recipient)
        return not closed or bool(self.trust.recovery)

    def _is_spared(self, name: str, told: layout.Identity) -> bool:
        """Tell whether a snapshot of this folder, read before, holds a bundle's ops.

        And a snapshot itself is spared where all of it came by bundles.
        """
        stream, (dev, lo, hi, _) = layout.stream_in_name(name), told
        if name.startswith(f"{layout.SNAP}/"):
            self._snapshots.append((stream, told))
            return covered(self._records.streams.heard(dev, stream), lo, hi)
        read = (
            (one[1], one[2])
            for of, one in self._snapshots
            if (of, one[0]) == (stream, dev) and self._memory.was_read(one)
        )
        return covered(sorted(read), lo, hi)

    def take(self, folder: Folder, entries: list[Entry], progress: Progress) -> None:
        """Take up bundles; a damaged one is told, the others go on."""
        batch: list[Bundle] = []
        for done, entry in enumerate(entries):
            progress(done, len(entries), RECORDS)
            try:
                data = folder.get(entry.name, bundle.MAX_BUNDLE_BYTES)
                batch += self._opened(data, entry.name)
            except KnownError as error:
                if error.code not in FILE_CODES and not _of_one_bundle(error):
                    raise
                self.counts.problems.append(error)
            if sum(one.header.count for one in batch) >= BATCH_OPS:
                self._take_up(batch)
                batch = []
        self._take_up(batch)
        progress(len(entries), len(entries), RECORDS)
        self.trust = self._trust()

    def take_one(self, data: bytes, name: str) -> None:
        """Take up one bundle."""
        found = self._opened(data, name)
        known = [one for one in found if self._was_read(one)]
        self.counts.skipped += len(known)
        self._take_up([one for one in found if not self._was_read(one)])
        self.trust = self._trust()

    def release(self) -> None:
        """Take up what waited in quarantine and may be read now, while more may."""
        count = -1
        while count != self.counts.bundles:
            count = self.counts.bundles
            for file, header, data in list(self._quarantine.released(self.trust)):
                if not self.trust.is_for_me(header):
                    continue  # it came while the recovery sheet was in hand
                try:
                    self._take_up(self._opened(data, file))
                except KnownError as error:
                    if not _of_one_bundle(error):
                        raise
                    self.counts.problems.append(error)
                    if error.code in _LATER:
                        continue
                self._quarantine.drop(header)
            self.trust = self._trust()

    def report(self) -> ImportReport:
        """Acknowledge what came, as an office does, and tell what was done."""
        records = self._records
        # Late work on what was made one with another lands at the one kept.
        records.redirect_strays("")
        if self.trust.office:
            acknowledge(records, self.counts.devices, self.counts.files)
        if records.members.was_replaced(records.device_id):
            records.members.set_copied(copied=False)
        elif is_copied(records):
            records.members.set_copied()
        if records.members.copied:
            self.counts.problems.append(KnownError("MEMBER-COPIED"))
        me = self.trust.me
        if me is not None and me.state == "revoked":
            count = records.book.undelivered()
            self.counts.problems.append(KnownError("MEMBER-ENDED", count=count))
        # A laptop that gets its grid's part of the others' work lacks the rest rightly.
        partial = self.trust.enrolled and not self.trust.office
        gaps = len(records.streams.gaps() if partial else records.gaps())
        return self.counts.report(len(records.missing_blobs()), gaps)

    def _was_read(self, found: Bundle) -> bool:
        return self._memory.was_read(layout.identity(found.header))

    def _opened(self, data: bytes, name: str) -> list[Bundle]:
        """Return the bundle, or none: it is for others, or waits in quarantine now."""
        known = self.trust.keys if self.trust.enrolled else self._memory.keys
        wrapped = bundle.inspect(data, file=name, keys=known)
        header = wrapped.header
        if header.register != self._records.register_id:
            raise KnownError("BUNDLE-OTHER-REGISTER", file=name)
        if not self.trust.is_for_me(header):
            self._memory.note_closed(header, self.trust.recipient)
            return []
        try:
            self.trust.admit(header)
        except KnownError as error:
            if error.code not in QUARANTINED:
                raise KnownError(
                    error.code, **{**error.fields, "file": name}
                ) from error
            self._quarantine.keep(header, data, name)
            self.counts.quarantined += 1
            return []
        return [bundle.unwrap(wrapped, file=name, identities=self.trust.identities)]

    def _take_up(self, batch: list[Bundle]) -> None:
        """Put the ops of a batch into the register, and only then remember it."""
        if not batch:
            return
        report = self._records.receive(_ops_of(batch))
        self.counts.new += report.new
        self.counts.known += report.known
        self.counts.forked += len(report.forked)
        for one in batch:
            header = one.header
            self.counts.bundles += 1
            self.counts.ops += header.count
            if self.trust.office:
                self.counts.devices |= {op.dev for op in one.ops}
            if header.stream:
                hear, own = self._records.streams.hear, (header.dev, header.stream)
                hear(*own, header.lo, header.hi)
                for lo, hi in header.elsewhere:
                    hear(*own, lo, hi, elsewhere=True)
            else:
                self.counts.devices.add(header.dev)
            self._memory.note_read(header)


def _of_one_bundle(error: KnownError) -> bool:
    return error.code.startswith(("BUNDLE-", "QUARANTINE-"))


def _ops_of(batch: list[Bundle]) -> Iterator[Op]:
    return (op for one in batch for op in one.ops)
