"""The part of `Records` for visits: finalised, read, hidden."""

from forms.errors import KnownError
from forms.records import visits
from forms.records.authoring import Author
from forms.records.ids import printed_number
from forms.records.log import Op
from forms.records.store_blobs import BlobRecords
from forms.records.store_entities import EntityRecords
from forms.records.types import Visit, VisitIn, VisitRow
from forms.records.visits import VisitFilter

_ALL_VISITS = VisitFilter()


class VisitRecords(EntityRecords, BlobRecords):
    """Visits of the register."""

    def finalise_visit(self, visit: VisitIn) -> Op:
        """Make a finalised form an op: the visit and its entity writes.

        The same draft gives the same op, however often it is called.

        Raises:
            KnownError: VISIT-UNKNOWN where it replaces a revision not here,
                BLOB-MISSING, DISK-FULL, STORE-...: then nothing was kept.
        """
        for sha256 in visit.attachments.values():
            if not self.has_picture(sha256):
                raise KnownError("BLOB-MISSING", blob=sha256[:12])
        with self._link.writing():
            done = visits.op_of_draft(self._link, visit.draft_id, self._device)
            if done:
                return done
            replaced = visits.replaced_by(self._link, visit)
            number = self._number_of(visit)
            writes = Author(self._link, [n for n, _ in replaced]).writes(visit.writes)
            body = visits.body_of(visit, number, [i for _, i in replaced], writes)
            form = f"{visit.form_id} {visit.form_version}"
            return self._append("visit", visit.record_id, visit.author, body, form)

    def _number_of(self, visit: VisitIn) -> str:
        known = self._link.value(
            "SELECT number FROM visit WHERE rec = ?", (visit.record_id,)
        )
        if known:
            return str(known)
        start = printed_number(visit.grid_code, visit.ended_at, self._device, 0)[:-4]
        last = self._link.value(
            "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM visit"
            " WHERE number >= ? AND number < ? || '~'",
            (len(start) + 1, start, start),
        )
        return f"{start}{(last or 0) + 1:04d}"

    def visit(self, name: str) -> Visit:
        """Return a visit by its record id, an instanceID or its printed number.

        Raises:
            KnownError: VISIT-UNKNOWN.
        """
        return visits.visit(self._link, name, self._device)

    def visits(
        self, wanted: VisitFilter = _ALL_VISITS, *, limit: int = 100, offset: int = 0
    ) -> list[VisitRow]:
        """Return visits, those that ended last first."""
        return visits.visits(self._link, wanted, self._device, limit, offset)

    def visit_counts(self, wanted: VisitFilter = _ALL_VISITS) -> dict[str, int]:
        """Return how many visits of each form."""
        return visits.counts(self._link, wanted)

    def last_saved(self, form_id: str) -> bytes | None:
        """Return the submission XML that this laptop finalised last with a form."""
        return visits.last_saved(self._link, form_id, self._device)

    def hide_visit(self, record_id: str, hidden: bool, author: str) -> Op:
        """Take a visit out of the lists, or bring it back. Nothing is deleted."""
        return self.hide(visits.HIDDEN_LIST, record_id, hidden, author)
