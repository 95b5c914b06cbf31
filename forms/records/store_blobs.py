"""The part of `Records` for attachments: photos, signatures, files of forms."""

from collections.abc import Iterable

from forms.records import freed, visits
from forms.records.freed import Original
from forms.records.store_core import CoreRecords


class BlobRecords(CoreRecords):
    """Attachments of the register, each sealed and named by its SHA-256."""

    def put_blob(self, data: bytes) -> str:
        """Seal a file and return its SHA-256; the same bytes are kept once.

        Raises:
            KnownError: DISK-FULL, STORE-READONLY, STORE-IO.
        """
        return self._blobs.put(data)

    def blob(self, sha256: str) -> bytes:
        """Return the bytes of an attachment.

        Raises:
            KnownError: BLOB-MISSING (not arrived yet), BLOB-DAMAGED.
        """
        return self._blobs.get(sha256)

    def has_blob(self, sha256: str) -> bool:
        """Tell whether an attachment is on this laptop."""
        return self._blobs.has(sha256)

    def picture(self, sha256: str) -> bytes:
        """Return what is here to look at: the attachment, or the small copy left of it.

        Raises:
            KnownError: BLOB-MISSING, BLOB-DAMAGED.
        """
        if not self._blobs.has(sha256):
            small = freed.small_of(self._link, sha256)
            if small:
                return self._blobs.get(small)
        return self._blobs.get(sha256)

    def has_picture(self, sha256: str) -> bool:
        """Tell whether an attachment, or a small copy of it, is on this laptop."""
        return self._blobs.has(sha256) or bool(freed.small_of(self._link, sha256))

    def originals(self) -> list[Original]:
        """Return the photos of visits that are here whole, the oldest first."""
        return list(freed.originals(self._link, self._blobs))

    def free_original(self, sha256: str, small: bytes) -> int:
        """Keep only `small` of a photo; return the bytes won.

        The caller knows that every office has the original.

        Raises:
            KnownError: DISK-FULL, STORE-...
        """
        at = self._clock().isoformat()
        return freed.free(self._link, self._blobs, sha256, small, at)

    def blob_names(self) -> list[str]:
        """Return the SHA-256 of every attachment on this laptop."""
        return list(self._blobs.names())

    def blobs_of(self, dev: str, lo: int, hi: int) -> list[str]:
        """Return the SHA-256 of the attachments that a device's ops name."""
        return visits.blobs_of(self._link, dev, lo, hi)

    def salted_blobs(self, dev: str = "") -> list[tuple[str, str]]:
        """Return (SHA-256, salt of an op that names it) of attachments, each pair once.

        Args:
            dev: Only those that ops of this device name; blank for all.
        """
        return visits.salted_blobs(self._link, dev)

    def blob_origins(self, shas: Iterable[str]) -> list[tuple[str, str]]:
        """Return (device, month as "202612") of the ops that name attachments."""
        return visits.blob_origins(self._link, shas)

    def missing_blobs(self) -> list[str]:
        """Return the SHA-256 of attachments that visits name and that never came."""
        return [s for s in visits.all_blobs(self._link) if not self.has_picture(s)]
