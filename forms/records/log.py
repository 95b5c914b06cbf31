"""Op: one immutable fact in the log, as a canonical line in a hash chain."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cached_property
from typing import Any

from forms.errors import KnownError

OP_FORMAT = 1
# Kinds that this program folds; every other kind is kept and passed on untouched.
FOLDED_KINDS = frozenset(
    {"visit", "entity", "resolve", "hide", "merge", "form"}
    | {"grant", "revoke", "assign", "ack", "review", "print"}
)
# Civil days are the register's, whatever zone a laptop is set to.
REGISTER_ZONE = timezone(timedelta(hours=8))
_FOLLOWED_MS = 24 * 3600 * 1000
MAX_LINE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class Op:
    """One immutable fact made by one device.

    Args:
        dev: The device, 16 hexadecimal digits.
        seq: Counts the device's ops from 1.
        hlc: Hybrid clock, 12 hexadecimal digits of milliseconds and 4 of a counter:
            breaks ties and orders display, gates nothing.
        kind: "visit", "entity", "resolve", "hide", "form", or one not known here.
        rec: What it is about: a visit's record id, an import's id (UUID).
        author: Staff id.
        at: The instant on the author's clock, ISO 8601 with its offset.
        form: "id version" of the form, blank outside visits.
        body: JSON mapping of text, whole numbers, true, false, null, lists, mappings.
        prev: Hash of the device's op before this one, blank for its first.
        salt: Random, so that the hash gives nothing away of a content erased.
    """

    dev: str
    seq: int
    hlc: str
    kind: str
    rec: str
    author: str
    at: str
    form: str
    body: Mapping[str, Any] = field(hash=False)
    prev: str = ""
    salt: str = ""

    @cached_property
    def id(self) -> str:
        """As "dev:seq"."""
        return f"{self.dev}:{self.seq}"

    @cached_property
    def line(self) -> bytes:
        """The canonical line, without its line end."""
        return op_line(self)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical line, hexadecimal."""
        return hashlib.sha256(self.line).hexdigest()


_FIELDS: Mapping[str, type] = {
    "dev": str, "seq": int, "hlc": str, "kind": str, "rec": str, "author": str,
    "at": str, "form": str, "body": dict, "prev": str, "salt": str,
}  # fmt: skip
_HEX = re.compile("[0-9a-f]{16}")
_NAMES, _TYPES = tuple(_FIELDS), tuple(_FIELDS.values())


def _refuse(text: str) -> float:
    raise ValueError(f"not a number of the log: {text}")


_DECODER = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)


def op_line(op: Op) -> bytes:
    """Return the canonical JSON line of `op`: sorted keys, no spaces, UTF-8."""
    told = {name: getattr(op, name) for name in _FIELDS}
    return json.dumps(
        told | {"v": OP_FORMAT},
        sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False,
    ).encode()  # fmt: skip


def read_op(line: bytes) -> Op:
    """Return the op written as `line`.

    Raises:
        KnownError: OP-DAMAGED where the line is no canonical op, OP-NEWER where a
            later program wrote it.
    """
    if len(line) > MAX_LINE_BYTES:
        raise KnownError("OP-DAMAGED")
    try:
        told = _DECODER.decode(line.decode())
    except (ValueError, RecursionError) as error:
        raise KnownError("OP-DAMAGED") from error
    if not isinstance(told, dict):
        raise KnownError("OP-DAMAGED")
    version = told.pop("v", None)
    if isinstance(version, int) and version > OP_FORMAT:
        raise KnownError("OP-NEWER", version=version)
    if len(told) != len(_NAMES) or tuple(map(type, map(told.get, _NAMES))) != _TYPES:
        raise KnownError("OP-DAMAGED")
    op = _made(told)
    if not _sound(op) or (rb"\ud" in line and not _canonical(op, line)):
        raise KnownError("OP-DAMAGED")
    # The line as it came is what is hashed, kept and passed on.
    op.__dict__["line"] = line
    return op


def trusted_op(line: bytes) -> Op:
    """Return the op of a line out of our own log: it was checked when it came in."""
    told = _DECODER.decode(line.decode())
    del told["v"]
    op = _made(told)
    op.__dict__["line"] = line
    return op


def _made(told: Mapping[str, Any]) -> Op:
    # Not by Op(...): a frozen dataclass sets its fields one by one, which costs more
    # than reading the line when 100,000 are received.
    op = Op.__new__(Op)
    op.__dict__.update(told)
    return op


def _sound(op: Op) -> bool:
    """Tell whether the fields that we compute with are what they should be."""
    if op.seq < 1 or not _HEX.fullmatch(op.dev) or not _HEX.fullmatch(op.hlc):
        return False
    try:
        return datetime.fromisoformat(op.at).tzinfo is not None
    except ValueError:
        return False


def _canonical(op: Op, line: bytes) -> bool:
    """Tell whether a line is as we write it: no lone surrogate hides in it."""
    try:
        return op_line(op) == line
    except UnicodeEncodeError:
        return False


def next_hlc(last: str, now_ms: int) -> str:
    """Return the hybrid clock after `last` at the wall clock `now_ms`."""
    last_ms, count = (int(last[:12], 16), int(last[12:], 16)) if last else (0, 0)
    if now_ms > last_ms:
        return f"{now_ms:012x}0000"
    if count < 0xFFFF:
        return f"{last_ms:012x}{count + 1:04x}"
    return f"{last_ms + 1:012x}0000"


def hlc_ceiling(now_ms: int) -> str:
    """Return the latest clock of others that a laptop lets its own follow.

    A laptop whose calendar is years ahead would else carry all others with it for
    ever. Its ops are taken up all the same: a clock gates nothing.
    """
    return f"{now_ms + _FOLLOWED_MS:012x}ffff"
