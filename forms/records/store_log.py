"""The part of `Records` for the log: read, received, proved whole."""

import hashlib
from collections.abc import Iterable, Iterator

from forms.errors import KnownError
from forms.records import doctor, folded, intake
from forms.records.intake import Taken, uncollected
from forms.records.log import Op, hlc_ceiling, trusted_op
from forms.records.store_core import CoreRecords
from forms.records.types import DoctorReport, Gap, ReceiveReport


class LogRecords(CoreRecords):
    """The log of ops, the truth of the register."""

    def ops(self, dev: str, lo: int = 1, hi: int | None = None) -> Iterator[Op]:
        """Go through a device's ops from `lo` to `hi`, both counted, in order."""
        last = lo - 1
        while True:
            page = self._link.query(
                "SELECT seq, line FROM op WHERE dev = ? AND seq > ? AND seq <= ?"
                " AND twin = 0 ORDER BY seq LIMIT 500",
                (dev, last, hi if hi is not None else 1 << 62),
            )
            if not page:
                return
            yield from (trusted_op(line) for _, line in page)
            last = page[-1][0]

    def version_map(self) -> dict[str, int]:
        """Return the highest seq here of every device; see `gaps` for what lacks."""
        return dict(self._link.query("SELECT dev, max(seq) FROM op GROUP BY dev"))

    def gaps(self) -> list[Gap]:
        """Return the ops that are missing: later ones of the same device are here."""
        return intake.gaps(self._link)

    def receive(
        self, ops: Iterable[Op], blobs: Iterable[tuple[str, bytes]] = ()
    ) -> ReceiveReport:
        """Take up ops of any device in any order, known ones among them.

        All of them or, if the world is wrong, none. Files go first: one without its
        op does no harm.

        Args:
            ops: Checked by `read_op`.
            blobs: (SHA-256, plain bytes).

        Raises:
            KnownError: BLOB-DAMAGED where a file is not that of its hash; DISK-FULL,
                STORE-...
        """
        for sha256, data in blobs:
            if hashlib.sha256(data).hexdigest() != sha256:
                raise KnownError("BLOB-DAMAGED", blob=sha256[:12])
            self._blobs.put(data)
        taken = Taken()
        with self._link.writing(), uncollected():
            for batch in intake.batches(ops, lambda op: op):
                intake.take(self._link, batch, taken, hlc_ceiling(self._now_ms()))
        return ReceiveReport(
            taken.new, taken.known, dict(taken.unknown_kinds),
            tuple(sorted(taken.conflicts)), tuple(self.gaps()), tuple(taken.forked),
            taken.field_changes,
        )  # fmt: skip

    def digest(self) -> str:
        """Return a hash: the same for the same set of ops on any machine."""
        return folded.digest(self._link)

    def doctor(self, *, rebuild: bool = False, verify: bool = False) -> DoctorReport:
        """Check file, log and attachments; with one of the two, projections as well.

        Args:
            rebuild: Make the projections anew from the log, and tell what differed.
            verify: Only tell what would differ; takes as long, changes nothing.
        """
        return doctor.examine(self._link, self._blobs, rebuild=rebuild, verify=verify)
