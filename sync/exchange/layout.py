"""Layout: the names of a store's files, made and read back (BUNDLE.md section 4)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sync.bundle.header import Header
from sync.folders import Entry, Folder

ROOT = "gv1"
MARKER = f"{ROOT}/STORE.json"
IN, BLOB = f"{ROOT}/in", f"{ROOT}/blob"
PART_BYTES = 4 * 1024 * 1024
BUNDLE_NAME = re.compile(
    r"gv1/in/(?P<dev>[0-9a-f]{16})/\d{6}/"
    r"(?P<lo>\d{1,18})-(?P<hi>\d{1,18})-(?P<csum>[0-9a-f]{16})\.gvb"
)
BLOB_NAME = re.compile(
    r"gv1/blob/[0-9a-f]{16}/\d{6}/[0-9a-f]{2}/(?P<sha>[0-9a-f]{64})"
    r"(?:\.(?P<part>[1-9]\d{0,3})of(?P<of>[1-9]\d{0,3}))?\.bin"
)

Identity = tuple[str, int, int, str]
"""Device, first op, last op, first 16 digits of the checksum."""


def identity(header: Header) -> Identity:
    """Return by what a bundle is known, whatever its file is called."""
    return header.dev, header.lo, header.hi, header.csum[:16]


def bundle_name(header: Header, month: str) -> str:
    """Return where a device puts a bundle; `month` as "202612"."""
    return f"{IN}/{header.dev}/{month}/{header.file_name}"


def read_bundle_name(name: str) -> Identity | None:
    """Return the bundle that `name` claims to hold, None for another file."""
    match = BUNDLE_NAME.fullmatch(name)
    if not match:
        return None
    return match["dev"], int(match["lo"]), int(match["hi"]), match["csum"]


def month_of(instant: str) -> str:
    """Return "202612" for an ISO 8601 instant."""
    return instant[:4] + instant[5:7]


def blob_names(dev: str, month: str, sha256: str, size: int) -> list[str]:
    """Return the names of the parts of an attachment of `size` bytes, in order."""
    start = f"{BLOB}/{dev}/{month}/{sha256[:2]}/{sha256}"
    count = max(1, -(-size // PART_BYTES))
    if count == 1:
        return [f"{start}.bin"]
    return [f"{start}.{part}of{count}.bin" for part in range(1, count + 1)]


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """The parts of one attachment that a folder holds, by number."""

    of: int
    parts: dict[int, str] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of all parts that are there."""
        return sum(self.sizes.values())

    def joined(self, folder: Folder) -> bytes:
        """Return the bytes of all parts, in order.

        Raises:
            KnownError: FOLDER-TOO-LARGE, FOLDER-MISSING, FOLDER-...
        """
        names = (self.parts[number] for number in sorted(self.parts))
        return b"".join(folder.get(name, PART_BYTES) for name in names)

    @property
    def whole(self) -> bool:
        """All parts are there."""
        return len(self.parts) == self.of


def stored_blobs(entries: Iterable[Entry]) -> dict[str, StoredBlob]:
    """Return what a listing holds of each attachment, by SHA-256."""
    found: dict[str, StoredBlob] = {}
    for entry in entries:
        match = BLOB_NAME.fullmatch(entry.name)
        if not match:
            continue
        part, of = int(match["part"] or 1), int(match["of"] or 1)
        held = found.setdefault(match["sha"], StoredBlob(of))
        if held.of == of and part <= of:
            held.parts[part], held.sizes[part] = entry.name, entry.size
    return found
