"""Certificates: what a key of the register says of a device, signed."""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

Told = Mapping[str, Any]

VERSION = 1
KINDS = frozenset({"register", "grant", "revoke", "invite", "join"})
# What each kind must say, and as what; names not known here are kept.
_TEXT = ("register", "id", "at")
_TEXT_LISTS = ("grids", "after")
_SHAPES: Mapping[str, Mapping[str, type]] = {
    "register": dict.fromkeys(("name", "root", "recovery"), str),
    "grant": dict.fromkeys(
        (
            "device",
            "key",
            "age",
            "staff",
            "name",
            "role",
            "until",
            "invite",
            "replaces",
        ),
        str,
    )
    | {"grids": list, "after": list},
    "revoke": {"device": str, "last": int, "chain": str, "why": str, "after": list},
    "invite": dict.fromkeys(("staff", "name", "role", "until"), str)
    | {"grids": list, "founding": dict, "chain": list},
    "join": dict.fromkeys(
        ("invite", "device", "key", "age", "staff", "name", "replaces"), str
    )
    | {"invitation": dict},
}


def public_of(seed: bytes) -> str:
    """Return the public key of an Ed25519 seed, 64 hexadecimal digits."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return private.public_key().public_bytes_raw().hex()


def made(kind: str, told: Told, seed: bytes) -> dict[str, Any]:
    """Return a certificate: what is told, by which key, and its signature.

    Args:
        kind: One of `KINDS`.
        told: What it says; `at`, `id` and `register` among it.
        seed: The Ed25519 seed of whoever says so.
    """
    whole = {**told, "v": VERSION, "kind": kind, "by": public_of(seed)}
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(_signed(whole))
    return whole | {"sig": signature.hex()}


def check(kind: str, told: object) -> dict[str, Any]:
    """Return the certificate `told`, whose signature holds.

    Whether the key that signed may say so is another question.

    Raises:
        ValueError: It is no certificate of that kind, or was changed.
    """
    if not isinstance(told, dict) or told.get("kind") != kind:
        raise ValueError("another kind")
    shape = {**dict.fromkeys((*_TEXT, "by", "sig"), str), **_SHAPES[kind]}
    if told.get("v") != VERSION or any(
        type(told.get(name)) is not wanted for name, wanted in shape.items()
    ):
        raise ValueError("not as it must be")
    if any(
        type(one) is not str
        for name in _TEXT_LISTS
        for one in (told[name] if name in shape else ())
    ):
        raise ValueError("not as it must be")
    bare = {name: value for name, value in told.items() if name != "sig"}
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["by"]))
        key.verify(bytes.fromhex(told["sig"]), _signed(bare))
    except InvalidSignature as error:
        raise ValueError("signature") from error
    return told


def _signed(told: Told) -> bytes:
    # The kind stands in front too, so that no signature can pass for another's.
    return f"gridvisit {told['kind']}\n".encode() + line(told)


def line(told: Told) -> bytes:
    """Return the canonical JSON of a certificate."""
    return json.dumps(
        told, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def short_code(told: Told) -> str:
    """Return what two people read to each other to compare a certificate, "K3M9-W2QX".

    40 bits: who would put another laptop in its place has to try 10^12 keys within
    the days of an invitation, and for that one laptop.
    """
    text = base64.b32encode(hashlib.sha256(line(told)).digest()).decode()[:8]
    return f"{text[:4]}-{text[4:]}"


def fingerprint(key: str) -> str:
    """Return a public key as people compare it: four groups of four."""
    text = base64.b32encode(hashlib.sha256(bytes.fromhex(key)).digest()).decode()[:16]
    return "-".join(text[at : at + 4] for at in range(0, 16, 4))
