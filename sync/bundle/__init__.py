"""Bundle: ops of one device or stream as one signed file, as BUNDLE.md lays it down."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from forms.errors import KnownError
from forms.records.log import Op
from sync import seal
from sync.bundle.archive import pack, unpack
from sync.bundle.header import Header, header_bytes, read_header
from sync.bundle.payload import DICTIONARY, compress, decompress, op_lines, read_ops

__all__ = ["MAX_BUNDLE_BYTES", "SUFFIX", "Bundle", "Part", "Wrapped", "inspect",
           "read", "unwrap", "write"]  # fmt: skip

SUFFIX = ".gvb"
MAX_BUNDLE_BYTES = 32 * 1024 * 1024
PLAIN, SEALED = "payload.zst", "payload.age"

Admit = Callable[[Header], None]
"""Raises KnownError where a bundle, its signature checked, must not be opened."""


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


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A bundle whose signature and checksum hold, not yet opened."""

    header: Header
    payload: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a stream a bundle holds; without one, ops are a device's own.

    Args:
        stream: The stream's name: "control", "offices", or "grid-" and a grid.
        dev: The device of the office that sends it.
        lo: The number of the first item.
        prev: The stream's chain before it.
        chain: The stream's chain after the last item.
        elsewhere: Stretches that others' bundles in the same folder hold.
    """

    stream: str
    dev: str
    lo: int
    prev: str
    chain: str
    elsewhere: tuple[tuple[int, int], ...] = ()


def write(
    ops: Sequence[Op],
    *,
    register_id: str,
    signing_key: bytes,
    recipients: Sequence[str] = (),
    part: Part | None = None,
) -> tuple[Header, bytes]:
    """Return the header and the file of a bundle.

    Args:
        ops: At least one; of one device, in order, without gaps; or of a stream.
        register_id: The register they belong to.
        signing_key: The 32-byte seed of the device that sends them.
        recipients: age recipients; without any the bundle is marked unsealed.
        part: Where in a stream they stand.
    """
    lines = op_lines(ops, linked=part is None)
    payload = compress(lines)
    if recipients:
        payload = seal.seal(payload, recipients)
    own = part or Part("", ops[0].dev, ops[0].seq, ops[0].prev, ops[-1].hash)
    header = Header(
        register=register_id,
        dev=own.dev,
        key=seal.public_key(signing_key).hex(),
        lo=own.lo,
        hi=own.lo + len(ops) - 1,
        prev=own.prev,
        chain=own.chain,
        raw=len(lines),
        csum=hashlib.sha256(payload).hexdigest(),
        size=len(payload),
        hlc=ops[-1].hlc,
        rcpt=tuple(recipients),
        stream=own.stream,
        linked=part is None,
        elsewhere=own.elsewhere,
        words=DICTIONARY,
    )
    told = header_bytes(header)
    members = {
        "header.json": told,
        "header.sig": seal.sign(told, signing_key, header.comment),
        SEALED if recipients else PLAIN: payload,
    }
    return header, pack(members)


def inspect(
    data: bytes, *, file: str, keys: Mapping[str, bytes] | None = None
) -> Wrapped:
    """Return the bundle in `data` without opening it: steps 1 to 9 of BUNDLE.md.

    Args:
        data: One whole file.
        file: Its name, for what people are told.
        keys: Public keys of devices known so far; a device not among them is checked
            by the key it claims.

    Raises:
        KnownError: BUNDLE-TORN, BUNDLE-NOT-OURS, BUNDLE-TOO-LARGE, BUNDLE-NEWER,
            BUNDLE-HASH, BUNDLE-SIGNATURE, BUNDLE-STRANGER or BUNDLE-CONTENT, each
            with `file`.
    """
    try:
        return _inspect(data, keys or {})
    except KnownError as error:
        raise _of_file(error, file) from error


def unwrap(wrapped: Wrapped, *, file: str, identities: Sequence[str] = ()) -> Bundle:
    """Return the opened bundle: steps 10 to 13 of BUNDLE.md.

    Args:
        wrapped: As `inspect` gave it.
        file: Its name, for what people are told.
        identities: age's secret keys, for sealed bundles.

    Raises:
        KnownError: BUNDLE-SEALED, BUNDLE-CONTENT, BUNDLE-TOO-LARGE, BUNDLE-NEWER or
            BUNDLE-CHAIN, each with `file`.
    """
    try:
        return _unwrap(wrapped, identities)
    except KnownError as error:
        raise _of_file(error, file) from error


def read(
    data: bytes,
    *,
    file: str,
    keys: Mapping[str, bytes] | None = None,
    identity: str = "",
    admit: Admit | None = None,
) -> Bundle:
    """Return the bundle in `data`, every rule of BUNDLE.md checked.

    Args:
        data: One whole file.
        file: Its name, for what people are told.
        keys: Public keys of devices known so far.
        identity: age's secret key, for sealed bundles.
        admit: Asked before the payload is opened.

    Raises:
        KnownError: What `inspect`, `admit` and `unwrap` raise, each with `file`.
    """
    wrapped = inspect(data, file=file, keys=keys)
    if admit is not None:
        try:
            admit(wrapped.header)
        except KnownError as error:
            raise _of_file(error, file) from error
    return unwrap(wrapped, file=file, identities=[identity] if identity else [])


def _of_file(error: KnownError, file: str) -> KnownError:
    return KnownError(error.code, **{**error.fields, "file": file})


def _inspect(data: bytes, keys: Mapping[str, bytes]) -> Wrapped:
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
    return Wrapped(header, payload)


def _unwrap(wrapped: Wrapped, identities: Sequence[str]) -> Bundle:
    header, payload = wrapped.header, wrapped.payload
    if not header.unsealed:
        payload = _opened(payload, identities)
    return Bundle(header, read_ops(_lines(payload, header), header))


def _lines(payload: bytes, header: Header) -> bytes:
    return decompress(payload, header.raw, header.words)


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


def _opened(payload: bytes, identities: Sequence[str]) -> bytes:
    for identity in identities:
        try:
            return seal.open_sealed(payload, identity)
        except KnownError:
            continue  # another of this laptop's keys may open it
    raise KnownError("BUNDLE-SEALED")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
