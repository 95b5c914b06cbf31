"""A reader of bundles by BUNDLE.md alone: nothing of the program is imported here.

It stands for the implementer in another language. Where it and the program disagree
about a vector, the document is not clear enough.
"""

import base64
import hashlib
import json
import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyrage
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MIB = 1024 * 1024
HEX16, HEX64 = re.compile("[0-9a-f]{16}"), re.compile("[0-9a-f]{64}")
PRINTED = re.compile("[ -~]{1,100}")
STREAM = re.compile("|control|offices|grid-[A-Za-z0-9-]{1,60}")
OP = {
    "at": str, "author": str, "body": dict, "dev": str, "form": str, "hlc": str,
    "kind": str, "prev": str, "rec": str, "salt": str, "seq": int, "v": int,
}  # fmt: skip


class Refused(Exception):
    """Ends the reading; its text is the code."""


@dataclass
class World:
    """What a reader knows: section 9 of BUNDLE.md says it for the vectors.

    Args:
        keys: Public key of each known device, hexadecimal.
        identity: age's secret key.
        words: Dictionaries by number.
        members: Role, and last op or end, of each member; None works alone.
    """

    keys: Mapping[str, str]
    identity: str
    words: Mapping[int, bytes]
    register: str
    members: Mapping[str, Mapping[str, Any]] | None = field(default=None)


def need(true: bool, code: str) -> None:
    if not true:
        raise Refused(code)


def read(data: bytes, world: World) -> list[bytes]:
    """Return the op lines of a bundle, each as its device hashed it."""
    need(len(data) <= 32 * MIB, "BUNDLE-TOO-LARGE")
    members = list(unzipped(data).items())
    need(bool(members), "BUNDLE-NOT-OURS")
    told = header(members[0][1])
    payload = "payload.zst" if told["unsealed"] else "payload.age"
    names = [name for name, _ in members]
    need(names == ["header.json", "header.sig", payload], "BUNDLE-NOT-OURS")
    need(world.keys.get(told["dev"], told["key"]) == told["key"], "BUNDLE-STRANGER")
    need(signed(members[0][1], members[1][1], told), "BUNDLE-SIGNATURE")
    stored = members[2][1]
    need(len(stored) == told["len"], "BUNDLE-HASH")
    need(hashlib.sha256(stored).hexdigest() == told["csum"], "BUNDLE-HASH")
    need(told["register"] == world.register, "BUNDLE-OTHER-REGISTER")
    if world.members is not None:
        admit(told, world.members)
    if not told["unsealed"]:
        try:
            key = pyrage.x25519.Identity.from_str(world.identity)
            stored = pyrage.decrypt(stored, [key])
        except pyrage.DecryptError as error:
            raise Refused("BUNDLE-SEALED") from error
    return ops(unpacked(stored, told, world.words), told)


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the members, in the order of the file."""
    begin, first = b"PK\x03\x04", b"header.json"
    need(bool(data.strip(b"\0")) and not begin.startswith(data), "BUNDLE-TORN")
    need(data.startswith(begin), "BUNDLE-NOT-OURS")
    name = data[30 : 30 + len(first)]
    need(len(name) == len(first) or not first.startswith(name), "BUNDLE-TORN")
    need(name == first, "BUNDLE-NOT-OURS")
    need(len(data) > 22 and data[-22:-18] == b"PK\x05\x06", "BUNDLE-TORN")
    disk, at_disk, here, count, size, start, note = struct.unpack("<4H2LH", data[-18:])
    whole = start + size + 22 == len(data) and here == count
    need(whole and not (disk or at_disk or note), "BUNDLE-HASH")
    found: dict[str, bytes] = {}
    at, behind = start, 0
    for _ in range(count):
        need(
            data[at : at + 4] == b"PK\x01\x02" and at + 46 <= start + size,
            "BUNDLE-HASH",
        )
        (flags, method, _, _, crc, packed, plain, length, extra, comment, on, _, _,
         place) = struct.unpack("<2H2H3L5H2L", data[at + 8 : at + 46])  # fmt: skip
        need(not (flags & ~0x800 or method or extra or comment or on), "BUNDLE-HASH")
        label = data[at + 46 : at + 46 + length]
        need(place == behind and packed == plain, "BUNDLE-HASH")
        local = struct.pack("<3L2H", crc, plain, plain, length, 0)
        need(data[place : place + 4] == begin, "BUNDLE-HASH")
        need(data[place + 14 : place + 30] == local, "BUNDLE-HASH")
        need(data[place + 6] == 0 and data[place + 7] & ~0x08 == 0, "BUNDLE-HASH")
        need(data[place + 8 : place + 10] == b"\0\0", "BUNDLE-HASH")
        need(data[place + 30 : place + 30 + length] == label, "BUNDLE-HASH")
        behind = place + 30 + length + plain
        content = data[place + 30 + length : behind]
        need(len(content) == plain and zlib.crc32(content) == crc, "BUNDLE-HASH")
        found[label.decode("latin-1")] = content
        at += 46 + length
    need(at == start + size and behind == start, "BUNDLE-HASH")
    need(len(found) == count, "BUNDLE-HASH")
    return found


def loaded(text: bytes) -> Any:
    """Return what JSON tells; no name twice, whole numbers only."""

    def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        if len({name for name, _ in pairs}) != len(pairs):
            raise ValueError
        return dict(pairs)

    def refuse(number: str) -> Any:
        raise ValueError(number)

    return json.loads(
        text.decode(),
        object_pairs_hook=once,
        parse_float=refuse,
        parse_constant=refuse,
    )


def header(data: bytes) -> dict[str, Any]:
    """Return the header, steps 1, 5 and 6."""
    need(len(data) <= 64 * 1024, "BUNDLE-TOO-LARGE")
    try:
        told = loaded(data)
        need(type(told) is dict and type(told["v"]) is int, "BUNDLE-CONTENT")
        need(told["v"] <= 1, "BUNDLE-NEWER")
        need(is_header(told), "BUNDLE-CONTENT")
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise Refused("BUNDLE-CONTENT") from error
    need(told["raw"] <= 64 * MIB, "BUNDLE-TOO-LARGE")
    return dict(told)


def is_header(told: Mapping[str, Any]) -> bool:
    """Tell whether every name has the value that the table of section 2 asks for."""
    numbers = [told[name] for name in ("lo", "hi", "raw", "len")]
    if not all(type(n) is int and 1 <= n < 2**63 for n in numbers):
        return False
    lo, hi, rcpt, stream = told["lo"], told["hi"], told["rcpt"], told["stream"]
    if not (told["v"] == 1 and lo <= hi and told["n"] == hi - lo + 1):
        return False
    shapes = ((HEX16, "dev hlc"), (HEX64, "key chain csum"), (PRINTED, "register app"))
    if not all(s.fullmatch(told[n]) for s, names in shapes for n in names.split()):
        return False
    if told["prev"] != "" if lo == 1 else not HEX64.fullmatch(told["prev"]):
        return False
    if type(rcpt) is not list or not all(PRINTED.fullmatch(one) for one in rcpt):
        return False
    if len(rcpt) > 500 or told["unsealed"] is not (not rcpt):
        return False
    linked, words = told["linked"], told["dict"]
    if not STREAM.fullmatch(stream) or type(linked) is not bool or (stream and linked):
        return False
    last = -1
    for start, end in told.get("elsewhere", []):
        if not (type(start) is type(end) is int and last + 1 < start <= end):
            return False
        last = end
    if last >= lo or (last > 0 and not stream):
        return False
    return type(words) is int and words >= 0


def signed(data: bytes, signature: bytes, told: Mapping[str, Any]) -> bool:
    """Tell whether a file of minisign, prehashed, is the device's over `data`."""
    of = f" of {told['stream']}" if told["stream"] else ""
    comment = f"gridvisit bundle {told['dev']} {told['lo']}-{told['hi']}{of}"
    public = bytes.fromhex(told["key"])
    try:
        lines = signature.decode().split("\n")
        if len(lines) != 5 or lines[4] or len(signature) > 1024:
            return False
        first, whole = (base64.b64decode(lines[n], validate=True) for n in (1, 3))
        if first[:10] != b"ED" + hashlib.sha256(public).digest()[:8]:
            return False
        if lines[2] != f"trusted comment: {comment}":
            return False
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(first[10:], hashlib.blake2b(data).digest())
        key.verify(whole, first[10:] + comment.encode())
    except (ValueError, InvalidSignature):
        return False
    return True


def admit(told: Mapping[str, Any], members: Mapping[str, Mapping[str, Any]]) -> None:
    """Take steps 9b to 9f."""
    need(not told["unsealed"], "BUNDLE-UNSEALED")
    need(told["dev"] in members, "BUNDLE-UNKNOWN")
    member = members[told["dev"]]
    last, until = member.get("last"), member.get("until")
    if last is not None:
        need(told["hi"] <= last and not told["stream"], "BUNDLE-REVOKED")
    if until is not None:
        ms = int(told["hlc"][:12], 16)
        day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)).date()
        need(day <= date.fromisoformat(until), "BUNDLE-EXPIRED")
    need(not told["stream"] or member["role"] != "worker", "BUNDLE-ROLE")


def unpacked(
    frame: bytes, told: Mapping[str, Any], words: Mapping[int, bytes]
) -> bytes:
    """Return the op lines, never more than `raw` bytes."""
    need(told["dict"] in {0, *words}, "BUNDLE-NEWER")
    known = None
    if told["dict"]:
        raw = zstandard.DICT_TYPE_RAWCONTENT
        known = zstandard.ZstdCompressionDict(words[told["dict"]], dict_type=raw)
    try:
        facts = zstandard.get_frame_parameters(frame)
        need(facts.window_size <= 64 * MIB, "BUNDLE-TOO-LARGE")
        need(facts.content_size == told["raw"] and not facts.dict_id, "BUNDLE-CONTENT")
        reader = zstandard.ZstdDecompressor(dict_data=known).decompressobj()
        lines = reader.decompress(frame)
    except zstandard.ZstdError as error:
        raise Refused("BUNDLE-CONTENT") from error
    need(reader.eof and not reader.unused_data, "BUNDLE-CONTENT")
    need(len(lines) == told["raw"], "BUNDLE-CONTENT")
    return lines


def ops(lines: bytes, told: Mapping[str, Any]) -> list[bytes]:
    """Take steps 12 and 13."""
    texts = lines.split(b"\n")
    need(texts.pop() == b"" and len(texts) == told["n"], "BUNDLE-CONTENT")
    before, mark, found = told["prev"], b',"prev":"', []
    hlc, chain = "", told["prev"]
    followed = True
    for number, text in enumerate(texts, told["lo"]):
        line = text
        if told["linked"]:
            at = text.rfind(mark) + len(mark)
            need(at >= len(mark) and text[at : at + 1] == b'"', "BUNDLE-CONTENT")
            line = text[:at] + before.encode() + text[at:]
        op = op_of(line)
        digest = hashlib.sha256(line).hexdigest()
        if not told["stream"]:
            own = (op["dev"], op["seq"], op["prev"])
            followed = followed and own == (told["dev"], number, before)
        chain = hashlib.sha256(f"{chain}{digest}".encode()).hexdigest()
        before, hlc = digest, op["hlc"]
        found.append(line)
    need(followed, "BUNDLE-CHAIN")
    end = chain if told["stream"] else before
    need((end, hlc) == (told["chain"], told["hlc"]), "BUNDLE-CHAIN")
    return found


def op_of(line: bytes) -> dict[str, Any]:
    """Return an op, section 1."""
    try:
        told = loaded(line)
        need(type(told) is dict, "BUNDLE-CONTENT")
        newer = type(told.get("v")) is int and told["v"] > 1
        need(not newer, "BUNDLE-NEWER")
        need({n: type(v) for n, v in told.items()} == OP, "BUNDLE-CONTENT")
        need(datetime.fromisoformat(told["at"]).tzinfo is not None, "BUNDLE-CONTENT")
    except (ValueError, RecursionError) as error:
        raise Refused("BUNDLE-CONTENT") from error
    need(bool(HEX16.fullmatch(told["dev"])), "BUNDLE-CONTENT")
    need(bool(HEX16.fullmatch(told["hlc"])) and told["seq"] >= 1, "BUNDLE-CONTENT")
    return dict(told)
