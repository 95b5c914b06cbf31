"""Bundle: ops of one device as one signed file, as BUNDLE.md lays it down."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.errors import KnownError
from forms.records.log import Op
from sync import seal
from sync.bundle.archive import pack, unpack
from sync.bundle.header import Header, header_bytes, read_header
from sync.bundle.payload import compress, decompress, op_lines, read_ops

__all__ = ["MAX_BUNDLE_BYTES", "SUFFIX", "Bundle", "read", "write"]

SUFFIX = ".gvb"
MAX_BUNDLE_BYTES = 32 * 1024 * 1024
PLAIN, SEALED = "payload.zst", "payload.age"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle read and checked: every op is the one its device signed."""

    header: Header
    ops: tuple[Op, ...]

    @property
    def identity(self) -> tuple[str, int, int, str]:
        """Device, first op, last op, checksum: two files with one identity are one."""
        header = self.header
        return header.dev, header.lo, header.hi, header.csum


def write(
    ops: Sequence[Op],
    *,
    register_id: str,
    signing_key: bytes,
    recipients: Sequence[str] = (),
) -> tuple[Header, bytes]:
    """Return the header and the file of a bundle.

    Args:
        ops: At least one; of one device, in order, without gaps.
        register_id: The register they belong to.
        signing_key: The device's 32-byte seed.
        recipients: age recipients; without any the bundle is marked unsealed.
    """
    lines = op_lines(ops)
    payload = compress(lines)
    if recipients:
        payload = seal.seal(payload, recipients)
    header = Header(
        register=register_id,
        dev=ops[0].dev,
        key=seal.public_key(signing_key).hex(),
        lo=ops[0].seq,
        hi=ops[-1].seq,
        prev=ops[0].prev,
        chain=ops[-1].hash,
        raw=len(lines),
        csum=hashlib.sha256(payload).hexdigest(),
        size=len(payload),
        hlc=ops[-1].hlc,
        rcpt=tuple(recipients),
    )
    told = header_bytes(header)
    members = {
        "header.json": told,
        "header.sig": seal.sign(told, signing_key, header.comment),
        SEALED if recipients else PLAIN: payload,
    }
    return header, pack(members)


def read(
    data: bytes,
    *,
    file: str,
    keys: Mapping[str, bytes] | None = None,
    identity: str = "",
) -> Bundle:
    """Return the bundle in `data`, every rule of BUNDLE.md checked.

    Args:
        data: One whole file.
        file: Its name, for what people are told.
        keys: Public keys of devices known so far. A device not among them is believed
            its own key, until registers enrol their devices.
        identity: age's secret key, for sealed bundles.

    Raises:
        KnownError: BUNDLE-TORN, BUNDLE-NOT-OURS, BUNDLE-TOO-LARGE, BUNDLE-NEWER,
            BUNDLE-HASH, BUNDLE-SIGNATURE, BUNDLE-STRANGER, BUNDLE-SEALED,
            BUNDLE-CONTENT or BUNDLE-CHAIN, each with `file`.
    """
    try:
        return _read(data, keys or {}, identity)
    except KnownError as error:
        raise KnownError(error.code, **{**error.fields, "file": file}) from error


def _read(data: bytes, keys: Mapping[str, bytes], identity: str) -> Bundle:
    """Take the steps of BUNDLE.md: nothing is opened before it is signed."""
    if len(data) > MAX_BUNDLE_BYTES:
        raise KnownError("BUNDLE-TOO-LARGE")
    members = unpack(data)
    told = next(iter(members.values()), b"")
    header = read_header(told)
    payload_name = PLAIN if header.unsealed else SEALED
    if list(members) != ["header.json", "header.sig", payload_name]:
        raise KnownError("BUNDLE-NOT-OURS")
    _check_signature(told, members["header.sig"], header, keys)
    payload = members[payload_name]
    if len(payload) != header.size or _sha256(payload) != header.csum:
        raise KnownError("BUNDLE-HASH")
    if not header.unsealed:
        payload = _opened(payload, identity)
    return Bundle(header, read_ops(decompress(payload, header.raw), header))


def _check_signature(
    told: bytes, signature: bytes, header: Header, keys: Mapping[str, bytes]
) -> None:
    key = bytes.fromhex(header.key)
    if keys.get(header.dev, key) != key:
        raise KnownError("BUNDLE-STRANGER", device=header.dev)
    try:
        comment = seal.verify(told, signature, key)
    except KnownError as error:
        raise KnownError("BUNDLE-SIGNATURE") from error
    if comment != header.comment:
        raise KnownError("BUNDLE-SIGNATURE")


def _opened(payload: bytes, identity: str) -> bytes:
    if not identity:
        raise KnownError("BUNDLE-SEALED")
    try:
        return seal.open_sealed(payload, identity)
    except KnownError as error:
        raise KnownError("BUNDLE-SEALED") from error


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
