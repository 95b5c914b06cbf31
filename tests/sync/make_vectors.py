"""Make the test vectors of BUNDLE.md: `python -m tests.sync.make_vectors`.

Each file is named by what a reader must say of it, then by its fault:
`BUNDLE-TORN.cut-in-half.gvb`. Those named `ok` must be read.
"""

import dataclasses
import hashlib
import json
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import zstandard

from forms.records.circle import Circle, Member
from forms.records.log import Op, op_line
from forms.records.streams import link_chain
from sync import bundle, seal
from sync.bundle.archive import pack, unpack
from sync.bundle.payload import compress, op_lines
from sync.exchange.trust import Trust
from tests.sync.chains import DEVICE, KEY, REGISTER, chain

FOLDER = Path(__file__).parent / "vectors"
GOOD = bundle.write(chain(3), register_id=REGISTER, signing_key=KEY)[1]
OTHER_KEY = bytes(range(32, 64))
HEADER, PAYLOAD = "header.json", "payload.zst"


def signed(
    changes: Mapping[str, Any], payload: bytes | None = None, key: bytes = KEY
) -> bytes:
    """Return the good bundle with `changes` in its header, signed again."""
    members = unpack(GOOD)
    told = json.loads(members[HEADER])
    if payload is not None:
        told |= {"len": len(payload), "csum": hashlib.sha256(payload).hexdigest()}
        members[PAYLOAD] = payload
    told |= changes
    told = {name: value for name, value in told.items() if value is not ...}
    return sealed_header(members, json.dumps(told, separators=(",", ":")).encode(), key)


def sealed_header(members: dict[str, bytes], header: bytes, key: bytes = KEY) -> bytes:
    """Return the bundle of `members` with `header`, signed by `key`."""
    told = json.loads(GOOD_HEADER)
    comment = f"gridvisit bundle {told['dev']} {told['lo']}-{told['hi']}"
    signature = seal.sign(header, key, comment)
    return pack(members | {HEADER: header, "header.sig": signature})


GOOD_HEADER = unpack(GOOD)[HEADER]


def with_lines(lines: bytes, **changes: Any) -> bytes:
    """Return the good bundle with other op lines, its header true to them."""
    return signed({"raw": len(lines), **changes}, compress(lines))


def with_ops(ops: list[Op], **changes: Any) -> bytes:
    """Return the good bundle with other ops; the chain's end is told rightly."""
    told = {"chain": ops[-1].hash, "hlc": ops[-1].hlc, **changes}
    return with_lines(op_lines(ops, linked=True), **told)


def changed(data: bytes, at: int, byte: int) -> bytes:
    """Return `data` with one byte replaced."""
    return data[:at] + bytes([byte]) + data[at + 1 :]


def good() -> Iterator[tuple[str, bytes]]:
    """Yield bundles that must be read."""
    yield "ok.three-ops", GOOD
    one = bundle.write(chain(1), register_id=REGISTER, signing_key=KEY)[1]
    yield "ok.one-op", one
    later = bundle.write(chain(2, lo=40), register_id=REGISTER, signing_key=KEY)[1]
    yield "ok.neighbour-before-is-unknown", later
    yield "ok.unknown-name-in-header", signed({"later": True})
    for name, lines, told in (
        ("ok.not-linked", op_lines(chain(3)), {"linked": False, "dict": 1}),
        ("ok.no-dictionary", op_lines(chain(3), linked=True), {"dict": 0}),
    ):
        frame = compress(lines, told["dict"])
        yield name, signed({"raw": len(lines), **told}, frame)
    # Times of members, as another tool would set them, say nothing.
    dated = bytearray(GOOD)
    dated[10:14] = b"\x01\x02\x03\x04"
    yield "ok.other-time-of-a-member", bytes(dated)


def torn() -> Iterator[tuple[str, bytes]]:
    """Yield files of which only a part arrived."""
    yield "BUNDLE-TORN.empty", b""
    yield "BUNDLE-TORN.three-bytes", GOOD[:3]
    yield "BUNDLE-TORN.cut-in-half", GOOD[: len(GOOD) // 2]
    yield "BUNDLE-TORN.last-byte-missing", GOOD[:-1]
    yield "BUNDLE-TORN.only-zeros", bytes(len(GOOD))
    yield "BUNDLE-TORN.zeros-at-the-end", GOOD[:-100] + bytes(100)
    yield "BUNDLE-TORN.byte-behind-the-end", GOOD + b"\0"


def foreign() -> Iterator[tuple[str, bytes]]:
    """Yield files that are no bundles."""
    yield "BUNDLE-NOT-OURS.text", "这不是包".encode()
    yield "BUNDLE-NOT-OURS.other-zip", pack({"word/document.xml": b"<x/>"})
    members = unpack(GOOD)
    yield "BUNDLE-NOT-OURS.fourth-member", pack(members | {"more.txt": b""})
    del members["header.sig"]
    yield "BUNDLE-NOT-OURS.no-signature", pack(members)
    renamed = {HEADER: GOOD_HEADER, "header.sig": b"", "payload.gz": b""}
    yield "BUNDLE-NOT-OURS.other-payload-name", pack(renamed)


def altered() -> Iterator[tuple[str, bytes]]:
    """Yield bundles in which a byte changed on the way."""
    payload = GOOD.index(b"\x28\xb5\x2f\xfd")
    yield "BUNDLE-HASH.byte-of-payload", changed(GOOD, payload + 20, 0xAA)
    yield "BUNDLE-HASH.byte-of-header", changed(GOOD, 60, 0x20)
    yield "BUNDLE-HASH.byte-of-directory", changed(GOOD, len(GOOD) - 30, 0x7F)
    squeezed = bytearray(GOOD)
    squeezed[8:10] = struct.pack("<H", 8)
    yield "BUNDLE-HASH.says-it-is-deflated", bytes(squeezed)
    members = unpack(GOOD)
    members[PAYLOAD] = compress(op_lines(chain(3, more=1), linked=True))
    yield "BUNDLE-HASH.payload-of-another-bundle", pack(members)


def forged() -> Iterator[tuple[str, bytes]]:
    """Yield bundles whose signature does not hold."""
    members = unpack(GOOD)
    changed_header = GOOD_HEADER.replace(b'"hi":3', b'"hi":2').replace(
        b'"n":3', b'"n":2'
    )
    told = pack(members | {HEADER: changed_header})
    yield "BUNDLE-SIGNATURE.header-changed", told
    yield "BUNDLE-SIGNATURE.other-key", signed({}, key=OTHER_KEY)
    yield "BUNDLE-SIGNATURE.no-signature-text", pack(members | {"header.sig": b"?"})
    wrong = seal.sign(GOOD_HEADER, KEY, "gridvisit bundle of something else")
    yield (
        "BUNDLE-SIGNATURE.signed-as-something-else",
        pack(members | {"header.sig": wrong}),
    )
    stranger = seal.public_key(OTHER_KEY).hex()
    yield (
        "BUNDLE-STRANGER.other-key-for-the-device",
        signed({"key": stranger}, key=OTHER_KEY),
    )


def newer() -> Iterator[tuple[str, bytes]]:
    """Yield bundles of a later program."""
    yield "BUNDLE-NEWER.header", signed({"v": 2})
    members = {HEADER: b'{"v":7}', "other.sig": b"", "other.bin": b""}
    yield "BUNDLE-NEWER.all-other-members", pack(members)
    lines = op_lines(chain(3), linked=True).replace(b'"v":1}', b'"v":9}')
    yield "BUNDLE-NEWER.dictionary", signed({"dict": 99})
    yield "BUNDLE-NEWER.ops", with_lines(lines)


def wrong_headers() -> Iterator[tuple[str, bytes]]:
    """Yield bundles whose signed header breaks a rule."""
    faults: dict[str, dict[str, Any]] = {
        "lo-is-zero": {"lo": 0, "n": 4},
        "hi-before-lo": {"hi": 0, "n": 0},
        "count-is-wrong": {"n": 2},
        "number-is-text": {"lo": "1"},
        "number-is-huge": {"hi": 2**63, "n": 2**63},
        "device-is-a-path": {"dev": "../../etc/passwd"},
        "device-is-missing": {"dev": ...},
        "hash-in-capitals": {"chain": "A" * 64},
        "unsealed-is-not-marked": {"unsealed": False},
        "register-has-a-line-end": {"register": "a\nb"},
        "stream-is-a-path": {"stream": "grid-../x", "linked": False},
        "stream-is-linked": {"stream": "control"},
        "linked-is-a-number": {"linked": 1},
        "dictionary-is-text": {"dict": "1"},
        "elsewhere-of-no-stream": {"elsewhere": [[1, 2]]},
    }
    for fault, changes in faults.items():
        yield f"BUNDLE-CONTENT.{fault}", signed(changes)
    members = unpack(GOOD)
    for fault, header in {
        "header-is-no-json": b"{",
        "header-is-a-list": b"[1]",
        "header-is-deep": b"[" * 60_000,
        "header-in-utf-16": GOOD_HEADER.decode().encode("utf-16"),
        "header-has-a-name-twice": GOOD_HEADER.replace(b'{"v":1', b'{"v":1,"v":1'),
    }.items():
        yield f"BUNDLE-CONTENT.{fault}", sealed_header(members, header)
    yield "BUNDLE-TOO-LARGE.header", sealed_header(members, b" " * 70_000)
    yield "BUNDLE-TOO-LARGE.says-a-terabyte", signed({"raw": 2**40})


def wrong_payloads() -> Iterator[tuple[str, bytes]]:
    """Yield bundles whose signed payload breaks a rule."""
    ops = chain(3)
    lines = op_lines(ops, linked=True)
    yield "BUNDLE-CONTENT.more-than-told", signed({}, compress(bytes(1_000_000)))
    bomb = zstandard.ZstdCompressor(write_content_size=False).compress(lines)
    yield "BUNDLE-CONTENT.frame-hides-its-size", signed({"raw": len(lines)}, bomb)
    twice = compress(lines) + compress(lines)
    yield "BUNDLE-CONTENT.second-frame", signed({"raw": len(lines)}, twice)
    yield "BUNDLE-CONTENT.no-frame", signed({}, lines)
    whole = op_lines(ops)
    yield "BUNDLE-CONTENT.linked-with-prev", with_lines(whole)
    unlinked = whole.replace(b',"prev":', b',"prex":')
    yield "BUNDLE-CONTENT.linked-without-prev", with_lines(unlinked)
    yield "BUNDLE-CONTENT.no-line-end", with_lines(lines[:-1])
    yield "BUNDLE-CONTENT.empty-line", with_lines(lines + b"\n")
    deep = b'{"body":' + b"[" * 100_000 + b"\n"
    yield "BUNDLE-CONTENT.op-is-deep", with_lines(deep * 3)
    fraction = lines.replace(b'"seq":2', b'"seq":2.0')
    yield "BUNDLE-CONTENT.op-number-is-a-fraction", with_lines(fraction)


def wrong_chains() -> Iterator[tuple[str, bytes]]:
    """Yield bundles whose ops do not follow each other."""
    ops = chain(3)
    yield "BUNDLE-CHAIN.order", with_ops([ops[0], ops[2], ops[1]])
    gap = [*chain(2), *chain(1, lo=4)]
    yield "BUNDLE-CHAIN.gap", with_ops(gap)
    other = chain(3, dev="fedcba9876543210")
    yield "BUNDLE-CHAIN.op-of-another-device", with_ops([ops[0], ops[1], other[2]])
    rewritten = dataclasses.replace(ops[1], body={"text": "改过"})
    assert op_line(rewritten) != ops[1].line
    yield "BUNDLE-CHAIN.op-rewritten", with_ops([ops[0], rewritten, ops[2]])
    whole = op_lines(ops)
    broken = whole.replace(ops[0].hash.encode(), b"0" * 64)
    yield "BUNDLE-CHAIN.prev-is-another", with_lines(broken, linked=False)
    yield "BUNDLE-CHAIN.end-is-another", with_ops(ops, chain="0" * 64)
    yield "BUNDLE-CHAIN.clock-is-another", with_ops(ops, hlc="0" * 16)


IDENTITY, RECIPIENT = seal.identity_of(bytes(32))
REVOKED, EXPIRED, OFFICE = "1" * 16, "2" * 16, "3" * 16
CLOCK = "2026-12-24T09:00:00+08:00"


def member(device: str, **more: Any) -> Member:
    """Return a member of the vectors' register; all of them sign with one key."""
    told = {
        "role": "worker", "state": "granted", "by": "", "at": CLOCK, "staff": "w02",
        "name": "", "grids": (), "recipient": RECIPIENT,
    }  # fmt: skip
    return Member(device=device, key=seal.public_key(KEY).hex(), **(told | more))


TRUST = Trust(
    device=OFFICE,
    founding={"register": REGISTER, "recovery": RECIPIENT, "root": ""},
    circle=Circle(
        "",
        {
            DEVICE: member(DEVICE),
            REVOKED: member(REVOKED, state="revoked", last=2),
            EXPIRED: member(EXPIRED, state="expired", until="2026-01-31"),
            OFFICE: member(OFFICE, role="supervisor"),
        },
    ),
    recipient=RECIPIENT,
    identities=(IDENTITY,),
)
"""Whom the reader of the sealed vectors believes."""


def sealed_vectors() -> Iterator[tuple[str, bytes]]:
    """Yield sealed bundles; chance is part of them, so each is made only once."""
    yield "ok.sealed", sealed(chain(3))
    yield "ok.revoked-but-before-its-end", sealed(chain(2, dev=REVOKED))
    yield "ok.stream-of-an-office", stream_of(OFFICE)
    yield (
        "ok.stream-of-which-others-hold-a-part",
        stream_of(OFFICE, "grid-XYQY03", elsewhere=((2, 3), (5, 6))),
    )
    yield "ok.stream-for-other-offices", stream_of(OFFICE, "offices")
    for fault, stretches in (
        ("elsewhere-is-its-own", ((2, 8),)), ("elsewhere-falls", ((4, 5), (2, 3)))
    ):  # fmt: skip
        told = stream_of(OFFICE, "grid-XYQY03", elsewhere=stretches)
        yield f"BUNDLE-CONTENT.{fault}", told
    yield "BUNDLE-UNKNOWN.device-nobody-granted", sealed(chain(3, dev="4" * 16))
    yield "BUNDLE-REVOKED.beyond-its-last", sealed(chain(3, dev=REVOKED))
    yield "BUNDLE-REVOKED.stream", stream_of(REVOKED)
    yield "BUNDLE-EXPIRED.made-after-its-end", sealed(chain(3, dev=EXPIRED))
    yield "BUNDLE-ROLE.stream-of-a-worker", stream_of(DEVICE)
    yield "ok.snapshot-of-a-grid", stream_of(OFFICE, "grid-XYQY03")
    yield "BUNDLE-ROLE.snapshot-of-a-worker", stream_of(DEVICE, "grid-XYQY03")
    lacking = stream_of(OFFICE, "grid-XYQY03", end="0" * 64)
    yield "BUNDLE-CHAIN.snapshot-lacks-an-op", lacking
    cut = stream_of(OFFICE, "grid-XYQY03")
    yield "BUNDLE-TORN.snapshot-half-written", cut[: len(cut) // 2]
    yield "BUNDLE-UNSEALED.in-a-register-with-members", GOOD
    stranger = seal.new_identity()[1]
    yield "BUNDLE-SEALED.for-another", sealed(chain(3), stranger)
    swapped = sealed(chain(3), key=OTHER_KEY)
    yield "BUNDLE-STRANGER.sealed-by-another-key", swapped


def sealed(ops: list[Op], recipient: str = RECIPIENT, key: bytes = KEY) -> bytes:
    """Return the sealed bundle of `ops`."""
    return bundle.write(
        ops, register_id=REGISTER, signing_key=key, recipients=[recipient]
    )[1]


def stream_of(
    dev: str,
    stream: str = "control",
    end: str = "",
    elsewhere: tuple[tuple[int, int], ...] = (),
) -> bytes:
    """Return a bundle of a stream, with ops of two devices; `end` tells it wrongly."""
    ops = [*chain(2), *chain(1, dev=REVOKED)]
    lo, before = (8, "e" * 64) if elsewhere else (1, "")
    chained = before
    for op in ops:
        chained = link_chain(chained, op)
    part = bundle.Part(stream, dev, lo, before, end or chained, elsewhere)
    return bundle.write(
        ops, register_id=REGISTER, signing_key=KEY, recipients=[RECIPIENT], part=part
    )[1]


def vectors() -> dict[str, bytes]:
    """Return every vector by its name; the same bytes each time."""
    made: dict[str, bytes] = {}
    for group in (good, torn, foreign, altered, forged, newer):
        made |= dict(group())
    for group in (wrong_headers, wrong_payloads, wrong_chains):
        made |= dict(group())
    return made


def main() -> None:
    """Write the vectors; the sealed ones, which chance is part of, only once."""
    FOLDER.mkdir(exist_ok=True)
    for name, data in vectors().items():
        (FOLDER / f"{name}.gvb").write_bytes(data)
    for name, data in sealed_vectors():
        place = FOLDER / f"{name}.gvb"
        if not place.exists():
            place.write_bytes(data)


if __name__ == "__main__":
    main()
