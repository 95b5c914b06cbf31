"""Invitations: what an office hands out and what a laptop asks with, as files."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import zstandard

from forms.errors import KnownError
from forms.records import certificates
from forms.records.certificates import Told, short_code
from forms.records.circle import RANKS

INVITATION_SUFFIX, REQUEST_SUFFIX = ".gvi", ".gvj"
MAX_FILE_BYTES = 256 * 1024
QR_PREFIX = "GVI1:"


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation, its signatures checked from the root key down.

    Args:
        data: The file.
        code: What inviter and invited compare.
        told: The certificate: `role`, `grids`, `staff`, `name`, `until`, `at`.
    """

    data: bytes
    code: str
    told: Told

    @property
    def register_name(self) -> str:
        """The register's name."""
        return str(self.told["founding"]["name"])


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """A laptop's request to be granted.

    Args:
        data: The file.
        code: What the laptop shows and the supervisor types.
        told: The certificate: `device`, `staff`, `name`, `invitation`, `replaces`.
    """

    data: bytes
    code: str
    told: Told


def read_invitation(data: bytes, today: date) -> Invitation:
    """Return the invitation in a file.

    Raises:
        KnownError: MEMBER-INVITATION where it is none, MEMBER-FORGED where no chain
            of grants leads from its root to whoever signed it, MEMBER-EXPIRED.
    """
    told = _read(data, "invite", "MEMBER-INVITATION")
    _check_chain(told)
    if told["until"] < today.isoformat():
        raise KnownError("MEMBER-EXPIRED", until=told["until"])
    return Invitation(data, short_code(told), told)


def read_request(data: bytes) -> JoinRequest:
    """Return the request in a file, signed by the laptop that asks.

    Raises:
        KnownError: MEMBER-REQUEST where it is none or was changed.
    """
    told = _read(data, "join", "MEMBER-REQUEST")
    if told["by"] != told["key"]:
        raise KnownError("MEMBER-REQUEST")
    return JoinRequest(data, short_code(told), told)


def _check_chain(told: Told) -> None:
    """Check that an invitation's grants lead from its root to whoever signed it.

    Raises:
        KnownError: MEMBER-INVITATION, MEMBER-FORGED, MEMBER-OTHER-REGISTER.
    """
    try:
        founding = certificates.check("register", told["founding"])
        grants = [certificates.check("grant", one) for one in told["chain"]]
    except ValueError as error:
        raise KnownError("MEMBER-INVITATION") from error
    if founding["by"] != founding["root"]:
        raise KnownError("MEMBER-FORGED")
    parts = (founding, *grants)
    if any(one["register"] != told["register"] for one in parts):
        raise KnownError("MEMBER-OTHER-REGISTER")
    key, rank = founding["root"], -1
    for one in grants:
        place = RANKS.index(one["role"]) if one["role"] in RANKS else -1
        if one["by"] != key or place <= rank:
            raise KnownError("MEMBER-FORGED")
        key, rank = one["key"], place
    if told["by"] != key or told["role"] not in RANKS[rank + 1 :]:
        raise KnownError("MEMBER-FORGED")


def _read(data: bytes, kind: str, code: str) -> dict[str, Any]:
    if len(data) > MAX_FILE_BYTES:
        raise KnownError(code)
    try:
        return certificates.check(kind, json.loads(data.decode()))
    except (ValueError, RecursionError) as error:
        raise KnownError(code) from error


def as_file(told: Told) -> bytes:
    """Return a certificate as the one line of a file."""
    return certificates.line(told) + b"\n"


def qr_text(data: bytes) -> str:
    """Return an invitation or a request as a QR code holds it: letters and digits only.

    QR codes hold capitals and digits in 5.5 bits each, so this takes less room than
    the bytes themselves would.
    """
    packed = zstandard.ZstdCompressor(level=19).compress(data)
    return QR_PREFIX + base64.b32encode(packed).decode().rstrip("=")


def read_qr_text(text: str) -> bytes:
    """Return the invitation or request that a QR code holds, not yet checked.

    Raises:
        KnownError: MEMBER-INVITATION where it is neither.
    """
    bare = text.strip().upper()
    if not bare.startswith(QR_PREFIX):
        raise KnownError("MEMBER-INVITATION")
    coded = bare.removeprefix(QR_PREFIX)
    try:
        packed = base64.b32decode(coded + "=" * (-len(coded) % 8))
        # The frame says its size itself, and would be believed.
        if zstandard.get_frame_parameters(packed).content_size > MAX_FILE_BYTES:
            raise KnownError("MEMBER-INVITATION")
        return zstandard.ZstdDecompressor().decompress(packed)
    except (binascii.Error, ValueError, zstandard.ZstdError) as error:
        raise KnownError("MEMBER-INVITATION") from error
