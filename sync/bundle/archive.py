"""Archive: the plain ZIP of a bundle, written one way and read without leniency."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple, NoReturn

from forms.errors import KnownError

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
LOCAL_MARK, CENTRAL_MARK, END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
FIRST_MEMBER = b"header.json"
MAX_MEMBERS = 8
UTF8_NAMES = 0x800
# A stored time would tell nothing and make equal bundles differ.
EPOCH = (1980, 1, 1, 0, 0, 0)


class Member(NamedTuple):
    """One entry of the directory: the parts that must agree with its local header."""

    name: bytes
    crc: int
    size: int
    offset: int


def pack(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the stored `members`, in order; the same bytes everywhere."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3  # else Windows would write other bytes
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return file.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the members of the bundle file `data`, in order.

    Members stand one behind the other from the first byte, the directory behind them
    and its end at the last byte. Times and attributes are not looked at.

    Raises:
        KnownError: BUNDLE-TORN where the end is missing, BUNDLE-NOT-OURS where it is
            another kind of file, BUNDLE-HASH where a byte changed.
    """
    _begins_as_ours(data)
    if len(data) < END.size or data[-END.size :][:4] != END_MARK:
        raise KnownError("BUNDLE-TORN")
    members: dict[str, bytes] = {}
    position = 0
    directory, offset = _directory(data)
    for member in directory:
        content = _content(data, member, position)
        position = member.offset + LOCAL.size + len(member.name) + member.size
        members[member.name.decode("ascii", "replace")] = content
    if position != offset or len(members) != len(directory):
        _damaged()
    return members


def _begins_as_ours(data: bytes) -> None:
    """Tell a file cut off or emptied from one that never was a bundle."""
    if not data.strip(b"\0") or LOCAL_MARK.startswith(data):
        raise KnownError("BUNDLE-TORN")
    if not data.startswith(LOCAL_MARK):
        raise KnownError("BUNDLE-NOT-OURS")
    name = data[LOCAL.size : LOCAL.size + len(FIRST_MEMBER)]
    if name != FIRST_MEMBER:
        cut = len(name) < len(FIRST_MEMBER) and FIRST_MEMBER.startswith(name)
        raise KnownError("BUNDLE-TORN" if cut else "BUNDLE-NOT-OURS")


def _directory(data: bytes) -> tuple[list[Member], int]:
    """Return the entries of the directory, and where it begins."""
    end = len(data) - END.size
    _, disk, first_disk, here, count, size, offset, comment = END.unpack_from(data, end)
    if (disk, first_disk, comment) != (0, 0, 0) or here != count:
        _damaged()
    if count > MAX_MEMBERS or offset + size != end:
        _damaged()
    entries, position = [], offset
    for _ in range(count):
        if position + CENTRAL.size > end:
            _damaged()
        fields = CENTRAL.unpack_from(data, position)
        mark, _, _, flags, method, _, _, crc, packed, plain = fields[:10]
        name_length, extra, note, on_disk = fields[10:14]
        name = data[position + CENTRAL.size :][:name_length]
        if mark != CENTRAL_MARK or flags & ~UTF8_NAMES or method or packed != plain:
            _damaged()
        if extra or note or on_disk:
            _damaged()
        entries.append(Member(name, crc, plain, fields[16]))
        position += CENTRAL.size + name_length
    if position != end:
        _damaged()
    return entries, offset


def _content(data: bytes, member: Member, position: int) -> bytes:
    """Return the bytes of `member`, whose local header must stand at `position`."""
    if member.offset != position or position + LOCAL.size > len(data):
        _damaged()
    fields = LOCAL.unpack_from(data, position)
    mark, _, flags, method, _, _, crc, packed, plain, name_length, extra = fields
    name = data[position + LOCAL.size :][:name_length]
    if mark != LOCAL_MARK or flags & ~UTF8_NAMES or method or extra:
        _damaged()
    if (name, crc, packed, plain) != (member.name, member.crc, member.size, packed):
        _damaged()
    start = position + LOCAL.size + name_length
    content = data[start : start + member.size]
    if len(content) != member.size or zlib.crc32(content) != member.crc:
        _damaged()
    return content


def _damaged() -> NoReturn:
    raise KnownError("BUNDLE-HASH")
