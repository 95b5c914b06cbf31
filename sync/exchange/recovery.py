"""Recovery: the one secret of a register, as it is printed and typed again."""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from forms.errors import KnownError
from sync import seal

SECRET_BYTES = 32
CHECK_BYTES = 3
GROUP = 4
PREFIX = "GVR1:"
# What a hand writes for a letter or digit that the alphabet has not.
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})


@dataclass(frozen=True, slots=True)
class Recovery:
    """What opens and rules a register when every laptop is lost.

    The secret is kept on paper only: no laptop keeps it.

    Args:
        secret: 32 random bytes.
    """

    secret: bytes

    @property
    def root_seed(self) -> bytes:
        """The Ed25519 seed of the register's root key."""
        return self._derived(b"gridvisit root 1")

    @property
    def identity(self) -> tuple[str, str]:
        """(identity, recipient): age's keys, to which everything is sealed too."""
        return seal.identity_of(self._derived(b"gridvisit recovery 1"))

    @property
    def groups(self) -> tuple[str, ...]:
        """The secret and its check as 14 groups of four letters and digits."""
        text = self._text
        return tuple(text[at : at + GROUP] for at in range(0, len(text), GROUP))

    @property
    def code(self) -> str:
        """What the QR code on the sheet holds."""
        return PREFIX + self._text

    @property
    def _text(self) -> str:
        check = hashlib.sha256(self.secret).digest()[:CHECK_BYTES]
        return base64.b32encode(self.secret + check).decode()

    def _derived(self, purpose: bytes) -> bytes:
        return HKDF(SHA256(), 32, salt=None, info=purpose).derive(self.secret)


def read_code(text: str) -> Recovery:
    """Return the secret of a code, scanned or typed in any spacing and case.

    Raises:
        KnownError: RECOVERY-CODE where a group is wrong or missing.
    """
    bare = text.strip().upper().removeprefix(PREFIX)
    bare = "".join(c for c in bare if c.isalnum()).translate(_MISREAD)
    try:
        data = base64.b32decode(bare)
    except binascii.Error as error:
        raise KnownError("RECOVERY-CODE") from error
    secret, check = data[:SECRET_BYTES], data[SECRET_BYTES:]
    if len(secret) != SECRET_BYTES or not check:
        raise KnownError("RECOVERY-CODE")
    if hashlib.sha256(secret).digest()[:CHECK_BYTES] != check:
        raise KnownError("RECOVERY-CODE")
    return Recovery(secret)
