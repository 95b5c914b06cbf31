"""Seal: device signatures in minisign's form, and age for named recipients."""

import base64
import binascii
import hashlib
from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from forms.errors import KnownError

KEY_BYTES = 32
# Of one age file: more would not fit into a bundle's header.
MAX_RECIPIENTS = 500
_AGE = b"age-encryption.org/v1\n"
MAX_SIGNATURE_BYTES = 1024
# "ED": Ed25519 over the BLAKE2b-512 of the file, what `minisign -V` expects today.
ALGORITHM = b"ED"
PUBLIC_ALGORITHM = b"Ed"
UNTRUSTED = "untrusted comment: "
TRUSTED = "trusted comment: "


def new_signing_key() -> bytes:
    """Return 32 random bytes: the Ed25519 seed of a new device."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key(signing_key: bytes) -> bytes:
    """Return the 32 bytes by which others check what `signing_key` signs."""
    return (
        Ed25519PrivateKey.from_private_bytes(signing_key)
        .public_key()
        .public_bytes_raw()
    )


def key_id(public: bytes) -> bytes:
    """Return 8 bytes that name a public key, as minisign's key id."""
    return hashlib.sha256(public).digest()[:8]


def public_key_file(public: bytes) -> bytes:
    """Return `public` as the file that `minisign -V -p` reads."""
    coded = base64.b64encode(PUBLIC_ALGORITHM + key_id(public) + public).decode()
    return f"{UNTRUSTED}GridVisit device {key_id(public).hex()}\n{coded}\n".encode()


def sign(data: bytes, signing_key: bytes, comment: str) -> bytes:
    """Return a signature file over `data`, as `minisign -S` writes.

    Args:
        data: What is signed.
        signing_key: The device's 32-byte seed.
        comment: One line, signed too: what the data is.
    """
    private = Ed25519PrivateKey.from_private_bytes(signing_key)
    name = key_id(public_key(signing_key))
    signature = private.sign(hashlib.blake2b(data).digest())
    whole = private.sign(signature + comment.encode())
    lines = (
        f"{UNTRUSTED}signature of GridVisit device {name.hex()}",
        base64.b64encode(ALGORITHM + name + signature).decode(),
        TRUSTED + comment,
        base64.b64encode(whole).decode(),
    )
    return "".join(f"{line}\n" for line in lines).encode()


def verify(data: bytes, signature: bytes, public: bytes) -> str:
    """Return the signed comment, when `signature` is `public`'s over `data`.

    Raises:
        KnownError: SEAL-SIGNATURE where it is another key's, of other data, or no
            signature at all.
    """
    try:
        name, signed, comment, whole = _parts(signature)
        if name != key_id(public):
            raise KnownError("SEAL-SIGNATURE")
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(signed, hashlib.blake2b(data).digest())
        key.verify(whole, signed + comment.encode())
    except (InvalidSignature, ValueError) as error:
        raise KnownError("SEAL-SIGNATURE") from error
    return comment


def _parts(signature: bytes) -> tuple[bytes, bytes, str, bytes]:
    """Return key id, signature, comment and comment's signature of the four lines.

    Raises:
        ValueError: It is no such file; binascii.Error and UnicodeDecodeError are too.
    """
    if len(signature) > MAX_SIGNATURE_BYTES:
        raise ValueError
    untrusted, first, trusted, second, end = signature.decode().split("\n")
    if not untrusted.startswith(UNTRUSTED) or not trusted.startswith(TRUSTED) or end:
        raise ValueError
    coded, whole = _decoded(first), _decoded(second)
    if coded[:2] != ALGORITHM or len(coded) != 74 or len(whole) != 64:
        raise ValueError
    return coded[2:10], coded[10:], trusted.removeprefix(TRUSTED), whole


def _decoded(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    # Otherwise spare bits at the end give one signature several spellings.
    if base64.b64encode(data).decode() != text:
        raise binascii.Error
    return data


def new_identity() -> tuple[str, str]:
    """Return (identity, recipient): age's secret key, and what others seal to."""
    import pyrage  # heavy, and wanted only by sealed exchange

    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def identity_of(secret: bytes) -> tuple[str, str]:
    """Return (identity, recipient) of 32 secret bytes, the same ones each time."""
    import pyrage  # heavy, and wanted only by sealed exchange

    identity = pyrage.x25519.Identity.from_str(bech32("age-secret-key-", secret))
    return str(identity), str(identity.to_public())


def recipient_of(identity: str) -> str:
    """Return to what others seal for an age identity."""
    import pyrage  # heavy, and wanted only by sealed exchange

    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """Return `data` as an age file that each of `recipients` can open.

    age does not tell who sealed it (age issues 51, 59): sign it as well.

    Raises:
        KnownError: SEAL-RECIPIENT where a recipient is no age key, SEAL-MANY where
            they are more than `MAX_RECIPIENTS`.
    """
    import pyrage  # heavy, and wanted only by sealed exchange

    if len(recipients) > MAX_RECIPIENTS:
        raise KnownError("SEAL-MANY", most=MAX_RECIPIENTS)
    try:
        keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    except pyrage.RecipientError as error:
        raise KnownError("SEAL-RECIPIENT") from error
    if not keys:
        raise KnownError("SEAL-RECIPIENT")
    sealed: bytes = pyrage.encrypt(data, keys)
    return sealed


def is_sealed(data: bytes) -> bool:
    """Tell whether `data` begins as an age file, whoever can open it."""
    return data.startswith(_AGE)


def open_sealed(sealed: bytes, identity: str) -> bytes:
    """Return what was sealed for `identity`.

    Raises:
        KnownError: SEAL-IDENTITY where `identity` is no age key, SEAL-CLOSED where
            the file is damaged or sealed for others.
    """
    import pyrage  # heavy, and wanted only by sealed exchange

    try:
        key = pyrage.x25519.Identity.from_str(identity)
    except pyrage.IdentityError as error:
        raise KnownError("SEAL-IDENTITY") from error
    try:
        opened: bytes = pyrage.decrypt(sealed, [key])
    except pyrage.DecryptError as error:
        raise KnownError("SEAL-CLOSED") from error
    return opened


def bech32(prefix: str, data: bytes) -> str:
    """Return `data` in Bech32, in capitals, as age writes its secret keys.

    Source: BIP 173, without its limit of 90 characters.
    """
    letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    bits = int.from_bytes(data) << (-len(data) * 8) % 5
    count = -(-len(data) * 8 // 5)
    values = [bits >> 5 * (count - 1 - at) & 31 for at in range(count)]
    head = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = _polymod([*head, *values, *[0] * 6]) ^ 1
    values += [check >> 5 * (5 - at) & 31 for at in range(6)]
    return f"{prefix}1{''.join(letters[v] for v in values)}".upper()


def _polymod(values: Sequence[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, term in enumerate(
            (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
        ):
            check ^= term if top >> at & 1 else 0
    return check
