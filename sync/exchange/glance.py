"""Glance: what to list where each folder is a request: all once a day, else the new."""

from collections.abc import Collection, Iterator

from forms.records.store import Records
from sync.exchange import layout
from sync.exchange.marker import Store
from sync.exchange.memory import Memory
from sync.exchange.trust import Trust
from sync.folders import Folder

# Of a device that was silent for longer, the ends alone are looked at.
MOST_MONTHS = 12


class Glance:
    """Which folders of a store are listed in one turn.

    A register of twenty laptops has hundreds of folders after a year. Late bundles may
    lie in old ones, so once a day, and whenever a person asks, all are gone through.

    Args:
        records: Of this laptop.
        folder: Open.
        store: In the folder.
        brief: The new ones are enough, if all were gone through today.
    """

    def __init__(
        self, records: Records, folder: Folder, store: Store, *, brief: bool
    ) -> None:
        self._records = records
        self._folder = folder
        self._store = store
        self._memory = Memory(records.folder)
        self._today = records.now.date().isoformat()
        self._month = layout.month_of(records.now.isoformat())
        walked = self._memory.was_walked(store.id, self._today)
        self.brief = brief and walked

    def logs(self, trust: Trust) -> list[str]:
        """Return where bundles of devices lie that an office may lack."""
        if not self.brief:
            return [layout.IN]
        last = {
            device: self._month_of_last(device, seq)
            for device, seq in self._records.version_map().items()
        }
        return [
            f"{layout.IN}/{device}/{month}"
            for device in trust.circle.members
            if device != trust.device
            for month in months(last.get(device, self._month), self._month)
        ]

    def blobs(self, trust: Trust, missing: Collection[str]) -> list[str]:
        """Return where photos lie that are missing here."""
        if not self.brief:
            return [layout.BLOB]
        found = set(self._records.blob_origins(missing))
        offices = {m.device for m in trust.offices_granted}
        found |= {(office, month) for office in offices for _, month in found}
        return sorted(
            f"{layout.BLOB}/{device}/{month}"
            for device, first in found
            if device != trust.device
            for month in months(first, self._month)
        )

    def done(self) -> None:
        """Remember that all was gone through, where that was step by step."""
        if self._folder.stepwise and not self.brief:
            self._memory.note_walked(self._store.id, self._today)

    def _month_of_last(self, device: str, seq: int) -> str:
        op = next(self._records.ops(device, seq, seq))
        return layout.month_of(op.at)


def months(first: str, last: str) -> Iterator[str]:
    """Yield the months from `first` to `last` ("202612"), only these two if many."""
    one, end = (int(m[:4]) * 12 + int(m[4:]) - 1 for m in (first, last))
    if not 0 <= end - one < MOST_MONTHS:
        yield from dict.fromkeys((first, last))
        return
    for number in range(one, end + 1):
        yield f"{number // 12:04d}{number % 12 + 1:02d}"
