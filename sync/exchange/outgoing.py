"""Outgoing: what a folder lacks of this laptop's records and photos, written to it."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from forms.errors import KnownError
from forms.progress import Progress
from forms.records.store import Records
from sync import bundle, seal
from sync.exchange import courier, layout
from sync.exchange.endings import tell_ended
from sync.exchange.introductions import introduce
from sync.exchange.lanes import Held, Lane, lanes
from sync.exchange.marker import Store, open_or_make_store
from sync.exchange.memory import Memory, short
from sync.exchange.others import OtherOffices
from sync.exchange.photos import send_photos, wanted_photos
from sync.exchange.reports import RECORDS, ExportReport, Sent
from sync.exchange.trust import Trust, trust_of
from sync.folders import Entry, Folder

# The newest bundles of ours in a folder are read again up to this size, so that what a
# stick lost since the last time is written anew; older ones by name and size only.
CHECKED_BYTES = 8 * 1024 * 1024


def send(
    records: Records,
    folder: Folder,
    progress: Progress,
    snapshots: Collection[str] | None = None,
) -> ExportReport:
    """Write what `folder` lacks: records first, then photos, then what it carries.

    Args:
        records: Open for writing.
        folder: Any folder.
        progress: May raise to stop.
        snapshots: Grids of which a snapshot is made anew, none for all that a laptop
            serves; without it one is made only where somebody lacks very much.

    Raises:
        KnownError: FOLDER-...; MEMBER-COPIED where another copy of this workspace
            wrote to it; what was written until then is kept.
    """
    if not folder.probe().writable:
        raise KnownError("FOLDER-READONLY", place=folder.place)
    store = open_or_make_store(records, folder)
    trust = trust_of(records)
    if records.members.copied:
        raise KnownError("MEMBER-COPIED")
    counts = Sent(sealed=trust.enrolled)
    if snapshots is not None:
        _check_snapshots(trust, snapshots)
    introduce(records, folder, trust)
    tell_ended(records, folder, trust)
    sender = _Sender(records, folder, store, trust, counts)
    if snapshots is not None:
        _send_snapshots(sender, lanes(records, trust), snapshots, progress)
    _send_records(sender, lanes(records, trust), progress)
    wanted = wanted_photos(records, trust)
    month = layout.month_of(records.now.isoformat())
    send_photos(records, folder, store, wanted, month, counts, progress)
    counts.carried = courier.deliver(records, folder, progress)
    return counts.report()


def _check_snapshots(trust: Trust, grids: Collection[str]) -> None:
    if not trust.office:
        raise KnownError("SNAPSHOT-OFFICE")
    for grid in grids:
        if grid not in trust.grids:
            raise KnownError("SNAPSHOT-GRID", grid=grid)


def _send_records(sender: "_Sender", out: list[Lane], progress: Progress) -> None:
    """Write bundles of what is in none, lane by lane."""
    lacking = [one for lane in out for one in sender.lacking(lane)]
    total = sum(hi - lo + 1 for _, lo, hi in lacking)
    done = 0
    progress(0, total, RECORDS)
    for lane, lo, hi in lacking:
        for count in sender.write(lane, lo, hi, snapshot=lane.is_snapshot(lo, hi)):
            done += count
            progress(done, total, RECORDS)


def _send_snapshots(
    sender: "_Sender", out: list[Lane], grids: Collection[str], progress: Progress
) -> None:
    """Write snapshots up to the newest op; older ones of this laptop go then."""
    for lane in out:
        if not lane.snapshots or not lane.last or (grids and lane.grid not in grids):
            continue
        older = sender.snapshots(lane)
        if not lane.uncovered(sender.held(replace(lane, prefix=lane.snapshots))):
            continue
        done = 0
        for count in sender.write(lane, 1, lane.last, snapshot=True):
            done += count
            progress(done, lane.last, RECORDS)
        sender.remove(older, lane)


class _Sender:
    """Bundles of this laptop in one folder: those that lie there, and new ones."""

    def __init__(
        self,
        records: Records,
        folder: Folder,
        store: Store,
        trust: Trust,
        counts: Sent,
    ) -> None:
        self._records = records
        self._folder = folder
        self._store = store
        self._counts = counts
        self._memory = Memory(records.folder)
        self._others = OtherOffices(records, trust, store, self._memory)

    def write(
        self, lane: Lane, lo: int, hi: int, *, snapshot: bool = False
    ) -> Iterator[int]:
        """Write a stretch of a lane, and yield how many ops each bundle holds."""
        records = self._records
        for ops, part in lane.pieces(records, lo, hi, snapshot=snapshot):
            header, data = bundle.write(
                ops,
                register_id=records.register_id,
                signing_key=lane.keys.signing_key,
                recipients=(*lane.recipients, *lane.also),
                part=part,
            )
            month = layout.month_of(ops[0].at)
            name = layout.bundle_name(header, month, snapshot=snapshot)
            self._folder.put_new(name, data)
            if not lane.stream:
                now = records.now.isoformat()
                place = self._folder.place
                records.book.note_bundled(
                    header.dev, header.lo, header.hi, self._store.id, place, now
                )
            self._memory.note_stored(header, self._store.id, name, len(data))
            self._counts.bundles += 1
            self._counts.ops += len(ops)
            yield len(ops)

    def snapshots(self, lane: Lane) -> list[str]:
        """Return the snapshots of a lane that this laptop wrote."""
        return [
            entry.name
            for entry in self._folder.list(lane.snapshots)
            if (told := layout.read_bundle_name(entry.name)) is not None
            and told[0] == lane.keys.device
        ]

    def remove(self, names: list[str], lane: Lane) -> None:
        """Remove snapshots whose recipients all have a newer one by now."""
        meant = {short(one) for one in lane.recipients}
        for entry in map(self._folder.stat, names):
            if entry is None:
                continue
            to = self._memory.stored_for(self._store.id, entry.name, entry.size)
            if to is not None and to <= meant:
                self._folder.delete(entry.name)

    def lacking(self, lane: Lane) -> list[tuple[Lane, int, int]]:
        """Return the stretches of a lane that the folder lacks for some recipient."""
        held = self.held(lane)
        gaps = lane.uncovered(held)
        if gaps and lane.stream:
            there = self._others.stretches(self._folder, lane)
            lane = replace(lane, elsewhere=there)
            to = frozenset(short(one) for one in lane.recipients)
            gaps = lane.uncovered([*held, *((lo, hi, to) for lo, hi in there)])
        return [(lane, lo, hi) for lo, hi in gaps]

    def held(self, lane: Lane) -> list[Held]:
        """Return the stretches of a lane that lie whole in the folder.

        Raises:
            KnownError: MEMBER-COPIED where a bundle signed by our key says otherwise
                than our log.
        """
        ours = []
        places = dict.fromkeys(filter(None, (lane.prefix, lane.snapshots)))
        for entry in (one for place in places for one in self._folder.list(place)):
            told = layout.read_bundle_name(entry.name)
            if told is not None and told[0] == lane.keys.device:
                ours.append((told, entry))
        found: list[Held] = []
        budget = 0 if self._folder.far else CHECKED_BYTES
        for told, entry in sorted(ours, key=lambda one: -one[0][2]):
            budget -= entry.size
            sealed_to = self._memory.stored_for(self._store.id, entry.name, entry.size)
            if not sealed_to or budget >= 0:
                sealed_to = self._sealed_to(lane, told, entry)
            if sealed_to is not None:
                self._counts.skipped += 1
                found.append((told[1], told[2], sealed_to))
            else:
                # Our own file, cut off or damaged, so that nobody can read it.
                self._folder.delete(entry.name)
                self._counts.repaired += 1
        return found

    def _sealed_to(
        self, lane: Lane, told: layout.Identity, entry: Entry
    ) -> frozenset[str] | None:
        """Return to whom a bundle of ours is sealed, None where it is damaged."""
        try:
            data = self._folder.get(entry.name, bundle.MAX_BUNDLE_BYTES)
            keys = {lane.keys.device: _public(lane)}
            header = bundle.inspect(data, file=entry.name, keys=keys).header
        except KnownError as error:
            if error.code.startswith("FOLDER-") and error.code != "FOLDER-TOO-LARGE":
                raise
            # Whole for others, though not for this program: never removed.
            return frozenset() if error.code in _KEPT else None
        if header.register != self._records.register_id:
            return None
        if layout.identity(header) != told:
            return None
        if not lane.is_own(self._records, header):
            members = self._records.members
            if lane.former or members.was_replaced(lane.keys.device):
                return frozenset()  # by the copy, which has another id by now
            self._records.members.set_copied()
            raise KnownError("MEMBER-COPIED")
        if header.unsealed and lane.recipients:
            return None  # from before this laptop joined: anyone could read it
        return frozenset(short(one) for one in header.rcpt)


_KEPT = {"BUNDLE-NEWER", "BUNDLE-STRANGER"}


def _public(lane: Lane) -> bytes:
    return seal.public_key(lane.keys.signing_key)
