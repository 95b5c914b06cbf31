"""Layout: the names of a store's files, made and read back (BUNDLE.md section 4)."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from forms.records.streams import OFFICES
from sync.bundle.header import Header
from sync.folders import Entry

ROOT = "gv1"
MARKER = f"{ROOT}/STORE.json"
_AREAS = ("in", "out", "ack", "blob", "snap")
IN, OUT, ACK, BLOB, SNAP = (f"{ROOT}/{part}" for part in _AREAS)
OFFICES_STREAM = "offices"
PART_BYTES = 4 * 1024 * 1024
# Of a sealed part the plain bytes: age adds a line a recipient and 16 bytes in 64 KiB.
SEALED_PART_BYTES = PART_BYTES - 256 * 1024
TAG_DIGITS = 16
BUNDLE_NAME = re.compile(
    r"gv1/(?:in/(?P<dev>[0-9a-f]{16})/\d{6}/|ack/(?P<hub>[0-9a-f]{16})/"
    r"|(?:out/(?P<grid>[A-Za-z0-9-]{1,60})/\d{6}|snap/(?P<of>[A-Za-z0-9-]{1,60}))"
    r"/(?P<office>[0-9a-f]{16})-)"
    r"(?P<lo>\d{1,18})-(?P<hi>\d{1,18})-(?P<csum>[0-9a-f]{16})\.gvb"
)
BLOB_NAME = re.compile(
    r"gv1/blob/(?P<dev>[0-9a-f]{16})/\d{6}/[0-9a-f]/"
    r"(?P<sha>[0-9a-f]{64})\.(?P<tag>[0-9a-f]{16})"
    r"\.(?P<part>[1-9]\d{0,3})of(?P<of>[1-9]\d{0,3})\.(?P<suffix>age|bin)"
)

# What an office says to some: its grants to all, its end to a laptop that was revoked.
SEALED_WORD = re.compile(
    r"gv1/ack/(?P<dev>[0-9a-f]{16})/(?:[0-9a-f]{16}\.gvg|"
    r"(?P<to>[0-9a-f]{16})-[0-9a-f]{16}\.gve)"
)
MAX_WORD_BYTES = 64 * 1024

Identity = tuple[str, int, int, str]
"""Device, first op, last op, first 16 digits of the checksum."""


def identity(header: Header) -> Identity:
    """Return by what a bundle is known, whatever its file is called."""
    return header.dev, header.lo, header.hi, header.csum[:16]


def bundle_name(header: Header, month: str, *, snapshot: bool = False) -> str:
    """Return where a device puts a bundle; `month` as "202612"."""
    if not header.stream:
        return f"{IN}/{header.dev}/{month}/{header.file_name}"
    if header.stream == "control":
        return f"{ACK}/{header.dev}/{header.file_name}"
    grid = header.stream.removeprefix("grid-")
    if header.stream == OFFICES_STREAM:
        grid = OFFICES
    place = f"{SNAP}/{grid}" if snapshot else f"{OUT}/{grid}/{month}"
    return f"{place}/{header.dev}-{header.file_name}"


def read_bundle_name(name: str) -> Identity | None:
    """Return the bundle that `name` claims to hold, None for another file."""
    match = BUNDLE_NAME.fullmatch(name)
    if not match:
        return None
    dev = match["dev"] or match["hub"] or match["office"]
    return dev, int(match["lo"]), int(match["hi"]), match["csum"]


def stream_in_name(name: str) -> str:
    """Return the grid's stream that a bundle of `gv1/out` or `gv1/snap` is of."""
    match = BUNDLE_NAME.fullmatch(name)
    grid = (match["grid"] or match["of"]) if match else ""
    return f"grid-{grid}" if grid else ""


def month_of(instant: str) -> str:
    """Return "202612" for an ISO 8601 instant."""
    return instant[:4] + instant[5:7]


def tag_of(sha256: str, salt: str) -> str:
    """Return by what those who have an op find the attachment it names.

    The op's salt is in it, so the tag tells nobody else which attachment it is.
    """
    return hashlib.sha256(f"{salt} {sha256}".encode()).hexdigest()[:TAG_DIGITS]


def blob_name(
    dev: str,
    month: str,
    stored: bytes,
    tag: str,
    part: tuple[int, int],
    *,
    sealed: bool,
) -> str:
    """Return the name of one part of an attachment: the hash of the bytes stored.

    Args:
        dev: Who writes it.
        month: As "202612".
        stored: The bytes as they lie in the folder.
        tag: See `tag_of`.
        part: Which of how many.
        sealed: They are an age file.
    """
    sha256 = hashlib.sha256(stored).hexdigest()
    suffix = "age" if sealed else "bin"
    name = f"{sha256}.{tag}.{part[0]}of{part[1]}.{suffix}"
    return f"{BLOB}/{dev}/{month}/{sha256[0]}/{name}"


def hash_in_name(name: str) -> str:
    """Return the SHA-256 that the bytes of a stored attachment must have."""
    match = BLOB_NAME.fullmatch(name)
    return match["sha"] if match else ""


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What a folder holds of one attachment: per part, one or more sealings of it."""

    of: int
    parts: dict[int, list[Entry]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of all that is there."""
        return sum(one.size for several in self.parts.values() for one in several)

    @property
    def whole(self) -> bool:
        """All parts are there."""
        return len(self.parts) == self.of


def stored_blobs(entries: Iterable[Entry]) -> dict[str, StoredBlob]:
    """Return what a listing holds of each attachment, by its tag."""
    found: dict[tuple[str, int], StoredBlob] = {}
    for entry in entries:
        match = BLOB_NAME.fullmatch(entry.name)
        if not match:
            continue
        part, of = int(match["part"]), int(match["of"])
        if part <= of:
            held = found.setdefault((match["tag"], of), StoredBlob(of))
            held.parts.setdefault(part, []).append(entry)
    # Sealed in other parts by somebody else: one of them is enough.
    by_tag: dict[str, StoredBlob] = {}
    for (tag, _), held in sorted(found.items()):
        if tag not in by_tag or (held.whole and not by_tag[tag].whole):
            by_tag[tag] = held
    return by_tag
