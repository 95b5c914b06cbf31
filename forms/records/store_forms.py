"""The part of `Records` for forms: every version on its shelf, with its files."""

from collections.abc import Mapping

from forms.errors import KnownError
from forms.records import shelf
from forms.records.ids import uuid7
from forms.records.store_blobs import BlobRecords
from forms.records.types import FormInfo


class FormRecords(BlobRecords):
    """Forms of the register."""

    def put_form(
        self,
        xform: bytes,
        source: str,
        author: str = "",
        media: Mapping[str, bytes] | None = None,
    ) -> FormInfo:
        """Put a form version on the shelf; one already there makes no op.

        Args:
            xform: The form.
            source: The name of the file it came from.
            author: Who put it there.
            media: File name -> bytes of the pictures, sound and films of its labels;
                they go with the form to every laptop. New ones of a form that is
                there already make an op.

        Returns:
            Its name; `conflict` where the same id and version came with other content.

        Raises:
            KnownError: SHELF-NO-FORM where it is no XForm; DISK-FULL, STORE-...
        """
        info = shelf.read_name(xform, source)
        files = {name: self.put_blob(data) for name, data in (media or {}).items()}
        if not self._shelved(info.hash, files):
            with self._link.writing():
                if not self._shelved(info.hash, files):
                    body = shelf.body_of(info, xform, files)
                    self._append("form", uuid7(self._clock()), author, body)
        return next(one for one in self.forms() if one.hash == info.hash)

    def _shelved(self, sha256: str, files: Mapping[str, str]) -> bool:
        """Tell whether a form is on the shelf with these files."""
        if shelf.form_by_hash(self._link, sha256) is None:
            return False
        # Only a form that has files is worth the look at its ops.
        return not files or files.items() <= self.form_media(sha256).items()

    def form_media(self, sha256: str) -> dict[str, str]:
        """Return file name -> SHA-256 (`blob`) of the files of a form's labels.

        Args:
            sha256: Of the XForm.
        """
        return shelf.media(self._link, sha256)

    def forms(self) -> list[FormInfo]:
        """Return all form versions, the newest of each form first."""
        return shelf.forms(self._link)

    def form(self, form_id: str, version: str | None = None) -> bytes:
        """Return the XForm of a version; without one, of the newest.

        Raises:
            KnownError: SHELF-NOT-HERE.
        """
        found = shelf.form(self._link, form_id, version)
        if found is None:
            raise KnownError("SHELF-NOT-HERE", form=form_id, version=version or "")
        return found

    def form_by_hash(self, sha256: str) -> bytes | None:
        """Return the XForm of that SHA-256."""
        return shelf.form_by_hash(self._link, sha256)
