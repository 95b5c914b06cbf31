"""Photos and signatures, sealed at rest and named by the hash of the plain bytes."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from forms.errors import KnownError
from forms.records.vault import known_os_error, sync_folder, write_file

_MAGIC = b"GVB1"
_NONCE_BYTES = 12
_TAG_BYTES = 16
_NAME_LENGTH = 64


class Blobs:
    """The folder `blobs/` of a workspace: <2 digits>/<SHA-256>, AES-256-GCM each."""

    def __init__(self, folder: Path, key: bytes, former: Sequence[bytes] = ()) -> None:
        """Seal and open the files in `folder`.

        Args:
            folder: May be missing; then there are none.
            key: The workspace's.
            former: Keys before it, with which files may be sealed still.
        """
        self._folder = folder
        self._cipher = _cipher(key)
        self._former = [_cipher(one) for one in former]

    def put(self, data: bytes) -> str:
        """Seal `data` and return the SHA-256 by which it is found again.

        Raises:
            KnownError: DISK-FULL, STORE-READONLY, STORE-IO.
        """
        name = hashlib.sha256(data).hexdigest()
        place = self._place(name)
        if place.exists():
            return name
        try:
            if not place.parent.is_dir():
                place.parent.mkdir(parents=True, exist_ok=True)
                # A folder that a power cut takes away takes its files with it.
                sync_folder(self._folder)
        except OSError as error:
            raise known_os_error(error, place) from error
        # Random nonces: under 2^32 files of one key they do not meet.
        self._write(place, name, data)
        return name

    def _write(self, place: Path, name: str, data: bytes) -> None:
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, data, name.encode())
        write_file(place, _MAGIC + nonce + sealed, mode=0o600)

    def reseal(self, name: str) -> None:
        """Seal a file with the key of now, if a former one opens it.

        Raises:
            KnownError: BLOB-DAMAGED, DISK-FULL, STORE-...: then it is as it was.
        """
        nonce, sealed = self._held(name)
        try:
            self._cipher.decrypt(nonce, sealed, name.encode())
        except InvalidTag:
            self._write(self._place(name), name, self.get(name))

    def get(self, name: str) -> bytes:
        """Return the plain bytes of a hash.

        Raises:
            KnownError: BLOB-MISSING where the file has not arrived, BLOB-DAMAGED.
        """
        nonce, sealed = self._held(name)
        for cipher in (self._cipher, *self._former):
            try:
                return cipher.decrypt(nonce, sealed, name.encode())
            except InvalidTag:
                continue  # perhaps a former key opens it
        raise KnownError("BLOB-DAMAGED", blob=name[:12])

    def _held(self, name: str) -> tuple[bytes, bytes]:
        """Return (nonce, sealed bytes) of a file."""
        place = self._place(name)
        try:
            held = place.read_bytes()
        except FileNotFoundError as error:
            raise KnownError("BLOB-MISSING", blob=name[:12]) from error
        except OSError as error:
            raise known_os_error(error, place) from error
        start = len(_MAGIC) + _NONCE_BYTES
        if held[: len(_MAGIC)] != _MAGIC or len(held) < start + _TAG_BYTES:
            raise KnownError("BLOB-DAMAGED", blob=name[:12])
        return held[len(_MAGIC) : start], held[start:]

    def has(self, name: str) -> bool:
        """Tell whether the file of a hash is here."""
        return self._place(name).is_file()

    def remove(self, name: str) -> int:
        """Remove the file of a hash; return its bytes, 0 where it was not here.

        Raises:
            KnownError: STORE-...
        """
        place = self._place(name)
        try:
            size = place.stat().st_size
            place.unlink()
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise known_os_error(error, place) from error
        return size

    def names(self) -> Iterator[str]:
        """Go through the hashes of all files here."""
        for place in sorted(self._folder.glob("[0-9a-f][0-9a-f]/*")):
            if len(place.name) == _NAME_LENGTH:
                yield place.name

    def _place(self, name: str) -> Path:
        if len(name) != _NAME_LENGTH or not set(name) <= set("0123456789abcdef"):
            raise KnownError("BLOB-MISSING", blob=name[:12])
        return self._folder / name[:2] / name


def _cipher(key: bytes) -> AESGCM:
    # A key of its own: neither use of the workspace's key weakens the other.
    derived = HKDF(SHA256(), 32, salt=None, info=b"gridvisit blobs 1").derive(key)
    return AESGCM(derived)
