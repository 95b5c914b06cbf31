"""Others: what other offices put into a folder, so that it is not sent there twice."""

from forms.errors import KnownError
from forms.records.custody import merged
from forms.records.store import Records
from forms.records.streams import CONTROL
from sync import bundle
from sync.exchange import layout
from sync.exchange.lanes import Lane
from sync.exchange.marker import Store
from sync.exchange.memory import Memory, Stretches, short
from sync.exchange.trust import Trust
from sync.folders import Entry, Folder

# As much of a stick is opened again each time: it forgets, unlike a server.
CHECKED_BYTES = 8 * 1024 * 1024
# Of one file, which is then no reason to leave anything out.
_ODD = ("BUNDLE-", "FOLDER-TOO-LARGE", "FOLDER-MISSING")


class OtherOffices:
    """Bundles of other offices, opened to see which of our own items they hold.

    Each office numbers a grid's stream in its own order, so only the ops themselves
    tell. Each file of a server is opened once and its numbers remembered.

    Args:
        records: Of an office.
        trust: Whose bundles count: of offices that are granted now.
        store: Of the folder.
        memory: Of this laptop.
    """

    def __init__(
        self, records: Records, trust: Trust, store: Store, memory: Memory
    ) -> None:
        self._records = records
        self._trust = trust
        self._store = store
        self._memory = memory

    def stretches(self, folder: Folder, lane: Lane) -> tuple[tuple[int, int], ...]:
        """Return which of a lane's numbers lie there for each of its recipients."""
        offices = set(self._trust.other_offices)
        if not offices:
            return ()
        theirs = [
            (told[2], entry)
            for place in self._places(lane)
            for entry in folder.list(place)
            if (told := layout.read_bundle_name(entry.name)) and told[0] in offices
        ]
        found: Stretches = []
        budget = 0 if folder.far else CHECKED_BYTES
        for _, entry in sorted(theirs, key=lambda one: -one[0]):
            budget -= entry.size
            found += self._held(folder, lane, entry, believe=budget < 0)
        return tuple(merged(found))

    def _places(self, lane: Lane) -> tuple[str, ...]:
        if lane.grid == CONTROL:
            return (layout.ACK,)
        return tuple(filter(None, (lane.prefix, lane.snapshots)))

    def _held(
        self, folder: Folder, lane: Lane, entry: Entry, *, believe: bool
    ) -> Stretches:
        known = self._memory.there(self._store.id, entry) if believe else None
        if known is not None:
            return known[1] if lane.is_for(known[0]) else []
        try:
            return self._opened(folder, lane, entry)
        except KnownError as error:
            if error.code.startswith(_ODD):
                return []
            raise

    def _opened(self, folder: Folder, lane: Lane, entry: Entry) -> Stretches:
        data = folder.get(entry.name, bundle.MAX_BUNDLE_BYTES)
        wrapped = bundle.inspect(data, file=entry.name, keys=self._trust.keys)
        header = wrapped.header
        fits = header.register == self._records.register_id
        if not fits or header.stream != lane.stream:
            return []
        self._trust.admit(header)
        identities = self._trust.identities
        opened = bundle.unwrap(wrapped, file=entry.name, identities=identities)
        held = self._records.streams.numbers_of(lane.grid, opened.ops)
        to = frozenset(short(one) for one in header.rcpt)
        if sum(hi - lo + 1 for lo, hi in held) == header.count:
            # What is not here yet will be in our stream later: then it is opened again.
            self._memory.note_there(self._store.id, entry, (to, held))
        return held if lane.is_for(to) else []
