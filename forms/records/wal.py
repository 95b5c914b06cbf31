"""The write-ahead log's file: does it go on after the place where SQLite stops?"""

import struct
from pathlib import Path

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
# The words that checksums are made of, by the magic number.
_ORDER = {0x377F0682: "<", 0x377F0683: ">"}
_Sums = tuple[int, int]


def goes_on(log: Path, valid: int) -> bool:
    """Tell whether a log holds commits beyond its first `valid` frames.

    SQLite ends a log where a checksum is wrong, and calls what follows torn. It is
    torn where it belongs to one commit, the one that was being written: nobody was
    told that it is kept. A frame that was written after a commit is proof that the
    commit was synced, since the next one begins only then: what is damaged before it
    was whole on the disk once. That it was written after is told by its checksum,
    which goes on from that of the commit; what an earlier failed write left there
    does not.

    Source: SQLite, "WAL-mode File Format"; sections 3 and 4.

    Args:
        log: The file `...-wal`.
        valid: Frames that SQLite takes, as `PRAGMA wal_checkpoint` tells.

    Raises:
        OSError: It cannot be read.
    """
    with log.open("rb") as file:
        head = file.read(_HEADER.size)
        if len(head) < _HEADER.size:
            return False
        magic, _, page, _, *salt, first, second = _HEADER.unpack(head)
        order = _ORDER.get(magic, "")
        if not order or _sums(order, head[:24], (0, 0)) != (first, second):
            return False
        size = _FRAME.size + page
        at = _HEADER.size + valid * size
        commit: _Sums | None = None
        while True:
            file.seek(at)
            frame = file.read(_FRAME.size)
            if len(frame) < _FRAME.size:
                return False
            _, pages, *own, first, second = _FRAME.unpack(frame)
            same = own == salt
            if same and commit is not None:
                data = file.read(page)
                if len(data) == page and (
                    _sums(order, frame[:8] + data, commit) == (first, second)
                ):
                    return True
            commit = (first, second) if same and pages else None
            at += size


def _sums(order: str, data: bytes, before: _Sums) -> _Sums:
    """Return the checksum of `data`, going on from that of what stands before."""
    one, two = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        one = (one + even + two) & 0xFFFFFFFF
        two = (two + odd + one) & 0xFFFFFFFF
    return one, two
