"""Key file: the workspace's key wrapped by a passphrase and for recovery, version 1.

One JSON object. `sum` is over all the rest, so damage is told from a wrong passphrase:

    {"gridvisit": "key", "v": 1, "id": ..., "wrap": {"kdf": "argon2id", "t": 3,
     "m": 65536, "p": 4, "salt": ..., "nonce": ..., "key": ...},
     "to": [{"kind": "code", "recipient": "age1...", "sealed": ...}],
     "former": [...], "sum": ...}

Without a passphrase `wrap` is {"kdf": "none", "key": ...}. Bytes are in base64.
"""

import base64
import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from forms.errors import KnownError

VERSION = 1
KEY_BYTES = 32
# RFC 9106, section 4, the second recommended choice: about 0.14 s a guess here.
PASSES, MEMORY_KIB, LANES = 3, 64 * 1024, 4
# What a file may ask of this machine: a forged one must not take all its memory.
_MOST_PASSES, _MOST_MEMORY_KIB, _MOST_LANES = 64, 4 * 1024 * 1024, 64
_SALT, _NONCE = 16, 12

RecipientKind = Literal["code", "register"]
_KINDS: dict[str, RecipientKind] = {"code": "code", "register": "register"}
_RECIPIENT = re.compile(
    rb'"kind": "(code|register)",\s*"recipient": "(age1[0-9a-z]+)",'
    rb'\s*"sealed": "([^"]*)"'
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whoever can open the key without the passphrase.

    Args:
        kind: "code": the workspace's own recovery code; "register": the recovery
            sheet of its register.
        name: An age recipient, "age1...".
        sealed: The key as an age file; blank until it is sealed.
    """

    kind: RecipientKind
    name: str
    sealed: bytes = b""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What a key file says.

    Args:
        id: Names the key without telling it, 16 hexadecimal digits.
        wrap: How the key is wrapped.
        recipients: Who else opens it.
        former: Keys before this one, sealed by it, until nothing needs them.
    """

    id: str
    wrap: dict[str, Any]
    recipients: tuple[Recipient, ...] = ()
    former: tuple[bytes, ...] = ()

    @property
    def protected(self) -> bool:
        """A passphrase is needed."""
        return bool(self.wrap["kdf"] != "none")


def key_id(key: bytes) -> str:
    """Return what names a key without telling it."""
    return _derived(key, b"gridvisit key id 1")[:8].hex()


def made(
    key: bytes,
    passphrase: str,
    recipients: Sequence[Recipient] = (),
    former: Sequence[bytes] = (),
) -> KeyFile:
    """Return the file of a key.

    Args:
        key: 32 bytes.
        passphrase: Blank leaves the key unwrapped.
        recipients: The key is sealed for each anew.
        former: Keys that still open something.
    """
    wrap = (
        _wrapped(key, passphrase) if passphrase else {"kdf": "none", "key": _text(key)}
    )
    return KeyFile(
        key_id(key), wrap, tuple(_sealed(key, one) for one in recipients),
        tuple(_sealed_former(key, one) for one in former),
    )  # fmt: skip


def with_recipients(
    file: KeyFile, key: bytes, recipients: Sequence[Recipient]
) -> KeyFile:
    """Return the file with other recipients; the passphrase stays."""
    return replace(file, recipients=tuple(_sealed(key, one) for one in recipients))


def without_former(file: KeyFile) -> KeyFile:
    """Return the file once nothing needs the keys before it."""
    return replace(file, former=())


def opened(file: KeyFile, passphrase: str) -> bytes:
    """Return the key.

    Raises:
        KnownError: KEY-WRONG where the passphrase is another, KEY-DAMAGED.
    """
    wrap = file.wrap
    if not file.protected:
        return _bytes(wrap["key"])
    try:
        derived = _stretched(
            passphrase, _bytes(wrap["salt"]), wrap["t"], wrap["m"], wrap["p"]
        )
        return AESGCM(derived).decrypt(
            _bytes(wrap["nonce"]), _bytes(wrap["key"]), file.id.encode()
        )
    except InvalidTag as error:
        raise KnownError("KEY-WRONG") from error


def opened_by(file: KeyFile, identity: str) -> bytes:
    """Return the key by an age identity, that of a recovery code or sheet.

    Raises:
        KnownError: KEY-RECOVERY-OTHER where the key is not sealed to it.
    """
    for key in keys_sealed_to(file.recipients, identity):
        if key_id(key) == file.id:
            return key
    raise KnownError("KEY-RECOVERY-OTHER")


def keys_sealed_to(recipients: Sequence[Recipient], identity: str) -> Iterator[bytes]:
    """Go through the keys that an age identity opens.

    Raises:
        KnownError: KEY-RECOVERY-OTHER where it is no identity.
    """
    import pyrage  # heavy, and wanted only here and by sealed exchange

    try:
        secret = pyrage.x25519.Identity.from_str(identity)
    except pyrage.IdentityError as error:
        raise KnownError("KEY-RECOVERY-OTHER") from error
    for one in recipients:
        with suppress(pyrage.DecryptError):
            yield pyrage.decrypt(one.sealed, [secret])


def recipients_in(data: bytes) -> tuple[Recipient, ...]:
    """Return the recipients that can still be read in a damaged key file."""
    found = []
    for match in _RECIPIENT.finditer(data):
        with suppress(ValueError):
            kind, name, sealed = map(bytes.decode, match.groups())
            found.append(Recipient(_KINDS[kind], name, _bytes(sealed)))
    return tuple(found)


def former_keys(file: KeyFile, key: bytes) -> list[bytes]:
    """Return the keys before this one that something may still need."""
    cipher = AESGCM(_derived(key, b"gridvisit former key 1"))
    try:
        return [
            cipher.decrypt(one[:_NONCE], one[_NONCE:], file.id.encode())
            for one in file.former
        ]
    except InvalidTag as error:
        raise KnownError("KEY-DAMAGED") from error


def written(file: KeyFile) -> bytes:
    """Return the bytes of the file."""
    told = {
        "gridvisit": "key", "v": VERSION, "id": file.id, "wrap": file.wrap,
        "to": [
            {"kind": one.kind, "recipient": one.name, "sealed": _text(one.sealed)}
            for one in file.recipients
        ],
        "former": [_text(one) for one in file.former],
    }  # fmt: skip
    return json.dumps({**told, "sum": _sum(told)}, indent=1).encode()


def read(data: bytes) -> KeyFile:
    """Return what a key file says; one of 64 hexadecimal digits is a bare key.

    Raises:
        KnownError: KEY-DAMAGED, KEY-NEWER.
    """
    try:
        if not data.lstrip().startswith(b"{"):
            return made(_bare(data), "")
        told = json.loads(data)
        if told["gridvisit"] != "key":
            raise ValueError
        # Of every version, later ones too: a flipped bit must not look like one.
        if told.pop("sum") != _sum(told):
            raise ValueError
        if told["v"] > VERSION:
            raise KnownError("KEY-NEWER")
        _check_wrap(told["wrap"])
        recipients = tuple(
            Recipient(one["kind"], one["recipient"], _bytes(one["sealed"]))
            for one in told["to"]
        )
        former = tuple(_bytes(one) for one in told["former"])
        return KeyFile(told["id"], told["wrap"], recipients, former)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KnownError("KEY-DAMAGED") from error


def _check_wrap(wrap: dict[str, Any]) -> None:
    if wrap["kdf"] == "none":
        if len(_bytes(wrap["key"])) != KEY_BYTES:
            raise ValueError
        return
    most = {"t": _MOST_PASSES, "m": _MOST_MEMORY_KIB, "p": _MOST_LANES}
    if wrap["kdf"] != "argon2id" or not all(
        type(wrap[name]) is int and 0 < wrap[name] <= top for name, top in most.items()
    ):
        raise ValueError


def _bare(data: bytes) -> bytes:
    key = bytes.fromhex(data.decode("ascii"))
    if len(key) != KEY_BYTES:
        raise ValueError
    return key


def _wrapped(key: bytes, passphrase: str) -> dict[str, Any]:
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    derived = _stretched(passphrase, salt, PASSES, MEMORY_KIB, LANES)
    closed = AESGCM(derived).encrypt(nonce, key, key_id(key).encode())
    return {
        "kdf": "argon2id", "t": PASSES, "m": MEMORY_KIB, "p": LANES,
        "salt": _text(salt), "nonce": _text(nonce), "key": _text(closed),
    }  # fmt: skip


def _stretched(
    passphrase: str, salt: bytes, passes: int, memory_kib: int, lanes: int
) -> bytes:
    return Argon2id(
        salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory_kib
    ).derive(passphrase.encode())


def _sealed(key: bytes, recipient: Recipient) -> Recipient:
    import pyrage  # as in `opened_by`

    to = pyrage.x25519.Recipient.from_str(recipient.name)
    return replace(recipient, sealed=pyrage.encrypt(key, [to]))


def _sealed_former(key: bytes, former: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    cipher = AESGCM(_derived(key, b"gridvisit former key 1"))
    return nonce + cipher.encrypt(nonce, former, key_id(key).encode())


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(key)


def _sum(told: dict[str, Any]) -> str:
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
