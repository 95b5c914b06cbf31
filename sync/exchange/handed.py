"""Handed: how much of this laptop's own work has still to be handed over."""

from dataclasses import dataclass
from datetime import datetime

from forms.records.journal import Journal
from forms.records.store import Records

HANDED, HANDED_AT = "handed.seq", "handed.at"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What has still to move.

    Args:
        visits: Finished visits that no export has carried yet, however often each
            was changed.
        others: Other facts: ledgers brought in, corrections.
        last: ISO 8601 of when something was handed over last, blank for never.
    """

    visits: int
    others: int
    last: str


class Counter:
    """Counts once what is in the log, then only what is new in it."""

    def __init__(self) -> None:
        self._from = self._seen = -1
        self._visits: set[str] = set()
        self._others = 0

    def count(self, records: Records, journal: Journal) -> Waiting:
        """Return what has still to move."""
        handed = int(journal.setting(HANDED, "0"))
        if handed != self._from:
            self._from = self._seen = handed
            self._visits, self._others = set(), 0
        for op in records.ops(records.device_id, self._seen + 1):
            self._seen = op.seq
            if op.kind == "visit":
                self._visits.add(op.rec)
            # Forms that came with the program are on every laptop already.
            self._others += op.kind not in ("visit", "form")
        last = journal.setting(HANDED_AT)
        return Waiting(len(self._visits), self._others, last)


def handed_over(journal: Journal, seq: int, now: datetime) -> None:
    """Remember that an export carried this laptop's ops up to `seq`."""
    journal.set_setting(HANDED, str(seq))
    journal.set_setting(HANDED_AT, now.isoformat())
