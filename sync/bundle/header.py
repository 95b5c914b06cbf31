"""Header: what a bundle says of itself in the clear, bounded and checked."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from forms.errors import KnownError
from sync import seal

VERSION = 1
APP = "gridvisit"
MAX_HEADER_BYTES = 64 * 1024
MAX_RAW_BYTES = 64 * 1024 * 1024
MAX_ELSEWHERE = 1_000
MAX_RECIPIENTS = seal.MAX_RECIPIENTS
DEVICE = re.compile(r"[0-9a-f]{16}")
HASH = re.compile(r"[0-9a-f]{64}")
CLOCK = re.compile(r"[0-9a-f]{16}")
STREAM = re.compile(r"|control|offices|grid-[A-Za-z0-9-]{1,60}")
WORD = re.compile(r"[\x20-\x7e]{1,100}")


@dataclass(frozen=True, slots=True)
class Header:
    """Whose ops these are, which, and how to check them.

    Args:
        register: Id of the register they belong to.
        dev: The device that made and signed them, 16 hexadecimal digits.
        key: Its public Ed25519 key, 64 hexadecimal digits.
        lo: Number of the first op.
        hi: Number of the last op.
        prev: Hash of the op before `lo`, blank for the first of all.
        chain: Hash of the op `hi`.
        raw: Bytes of the op lines, unpacked.
        csum: SHA-256 of the payload member, hexadecimal.
        size: Bytes of the payload member ("len" in the file).
        hlc: Hybrid clock of the op `hi`.
        rcpt: age recipients; none where the payload is not sealed.
        stream: Blank for the device's own ops; for what it sends as an office
            "control", "offices", or "grid-" and a grid; `lo` and `hi` then count it.
        linked: The lines leave out `prev`, which follows from the line before.
        elsewhere: Stretches of the stream before this one that others' bundles in the
            same folder hold.
        words: The dictionary that the payload was compressed with ("dict").
        app: The program that wrote it.
    """

    register: str
    dev: str
    key: str
    lo: int
    hi: int
    prev: str
    chain: str
    raw: int
    csum: str
    size: int
    hlc: str
    rcpt: tuple[str, ...] = ()
    stream: str = ""
    linked: bool = False
    elsewhere: tuple[tuple[int, int], ...] = ()
    words: int = 0
    app: str = APP

    @property
    def count(self) -> int:
        """How many ops it holds ("n" in the file)."""
        return self.hi - self.lo + 1

    @property
    def unsealed(self) -> bool:
        """Anyone who finds the file can read it."""
        return not self.rcpt

    @property
    def file_name(self) -> str:
        """The one name of this bundle in any folder, as "1-30-<csum16>.gvb"."""
        return f"{self.lo}-{self.hi}-{self.csum[:16]}.gvb"

    @property
    def comment(self) -> str:
        """What the signature says of the bundle."""
        of = f" of {self.stream}" if self.stream else ""
        return f"gridvisit bundle {self.dev} {self.lo}-{self.hi}{of}"


def header_bytes(header: Header) -> bytes:
    """Return the member header.json of `header`."""
    told = {
        "v": VERSION,
        "register": header.register,
        "dev": header.dev,
        "key": header.key,
        "lo": header.lo,
        "hi": header.hi,
        "n": header.count,
        "prev": header.prev,
        "chain": header.chain,
        "raw": header.raw,
        "csum": header.csum,
        "len": header.size,
        "hlc": header.hlc,
        "rcpt": list(header.rcpt),
        "unsealed": header.unsealed,
        "stream": header.stream,
        "linked": header.linked,
        "dict": header.words,
        "app": header.app,
    }
    if header.elsewhere:
        told["elsewhere"] = [list(one) for one in header.elsewhere]
    return json.dumps(told, separators=(",", ":")).encode()


def read_header(data: bytes) -> Header:
    """Return the header in `data`; names it does not know are passed over.

    Raises:
        KnownError: BUNDLE-TOO-LARGE, BUNDLE-CONTENT where it breaks a rule of
            BUNDLE.md, BUNDLE-NEWER where a later program wrote it.
    """
    if len(data) > MAX_HEADER_BYTES:
        raise KnownError("BUNDLE-TOO-LARGE")
    try:
        text = data.decode()
        told = json.loads(text, object_pairs_hook=_once, parse_float=_refuse)
    except (ValueError, RecursionError) as error:
        raise KnownError("BUNDLE-CONTENT") from error
    if not isinstance(told, dict) or type(told.get("v")) is not int:
        raise KnownError("BUNDLE-CONTENT")
    if told["v"] > VERSION:
        raise KnownError("BUNDLE-NEWER", version=told["v"])
    try:
        return _checked(told)
    except (KeyError, TypeError, ValueError) as error:
        raise KnownError("BUNDLE-CONTENT") from error


def _checked(told: dict[str, Any]) -> Header:
    """Return the header told.

    Raises:
        KeyError, TypeError, ValueError: Something is missing, of another kind, or
            out of bounds.
    """
    first = _number(told["lo"]) == 1
    header = Header(
        register=_text(told["register"], WORD),
        dev=_text(told["dev"], DEVICE),
        key=_text(told["key"], HASH),
        lo=_number(told["lo"]),
        hi=_number(told["hi"]),
        prev="" if first and told["prev"] == "" else _text(told["prev"], HASH),
        chain=_text(told["chain"], HASH),
        raw=_number(told["raw"]),
        csum=_text(told["csum"], HASH),
        size=_number(told["len"]),
        hlc=_text(told["hlc"], CLOCK),
        rcpt=_recipients(told["rcpt"]),
        stream=_text(told["stream"], STREAM),
        linked=told["linked"] is True,
        elsewhere=_stretches(told.get("elsewhere", [])),
        words=0 if told["dict"] == 0 else _number(told["dict"]),
        app=_text(told["app"], WORD),
    )
    if header.count < 1 or told["n"] != header.count or told["v"] != VERSION:
        raise ValueError
    if type(told["linked"]) is not bool or (header.linked and header.stream):
        raise ValueError
    if header.elsewhere and not (header.stream and header.elsewhere[-1][1] < header.lo):
        raise ValueError
    if told["unsealed"] is not header.unsealed or (first and header.prev):
        raise ValueError
    if header.raw > MAX_RAW_BYTES:
        raise KnownError("BUNDLE-TOO-LARGE")
    return header


def _text(value: object, shape: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise ValueError
    return value


def _number(value: object) -> int:
    """Return a whole number from 1 that SQLite can hold."""
    if type(value) is not int or not 1 <= value < 2**63:
        raise ValueError
    return value


def _recipients(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_RECIPIENTS:
        raise ValueError
    return tuple(_text(one, WORD) for one in value)


def _stretches(value: object) -> tuple[tuple[int, int], ...]:
    """Return stretches that rise and do not touch."""
    if not isinstance(value, list) or len(value) > MAX_ELSEWHERE:
        raise ValueError
    found: list[tuple[int, int]] = []
    for one in value:
        if not isinstance(one, list) or len(one) != 2:
            raise ValueError
        lo, hi = _number(one[0]), _number(one[1])
        if lo > hi or (found and lo <= found[-1][1] + 1):
            raise ValueError
        found.append((lo, hi))
    return tuple(found)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers could each follow another one of two equal names."""
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ValueError
    return told


def _refuse(text: str) -> float:
    raise ValueError(text)
