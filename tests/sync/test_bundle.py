"""Bundles: read as written, and every damage told by its code."""

import hashlib
import json
import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.errors import KnownError
from sync import bundle, seal
from sync.bundle.archive import pack, unpack
from sync.bundle.payload import compress, op_lines
from tests.sync.chains import DEVICE, KEY, REGISTER, chain
from tests.sync.make_vectors import (
    FOLDER,
    GOOD,
    IDENTITY,
    TRUST,
    sealed_vectors,
    vectors,
)

PUBLIC = seal.public_key(KEY)
SEALED = {name for name, _ in sealed_vectors()}


def read(data: bytes, **more: object) -> bundle.Bundle:
    return bundle.read(data, file="x.gvb", keys={DEVICE: PUBLIC}, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.gvb")))
def test_vector_is_told_by_its_name(name: str) -> None:
    data = (FOLDER / f"{name}.gvb").read_bytes()
    more: dict[str, object] = {"identity": IDENTITY}
    if name in SEALED:
        more["admit"] = TRUST.admit
    if name.startswith("ok."):
        assert read(data, **more).ops
        return
    with pytest.raises(KnownError) as caught:
        read(data, **more)
    assert caught.value.code == name.split(".")[0]
    assert caught.value.fields["file"] == "x.gvb"


def test_vectors_are_those_the_script_makes() -> None:
    made = vectors()
    stored = {file.stem: file.read_bytes() for file in FOLDER.glob("ok.*.gvb")}
    stored |= {file.stem: file.read_bytes() for file in FOLDER.glob("BUNDLE-*.gvb")}
    assert stored.keys() >= SEALED
    assert made == {name: stored[name] for name in stored.keys() - SEALED}


@given(count=st.integers(1, 40), lo=st.integers(1, 10**9), text=st.text(max_size=50))
@settings(deadline=None, max_examples=30)
def test_what_was_written_is_read(count: int, lo: int, text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    ops = chain(count, lo=lo, note=text)
    header, data = bundle.write(ops, register_id=REGISTER, signing_key=KEY)
    found = read(data)
    assert list(found.ops) == ops
    assert found.header == header
    assert found.identity == (DEVICE, lo, lo + count - 1, header.csum)


def test_the_same_ops_give_the_same_file() -> None:
    again = bundle.write(chain(3), register_id=REGISTER, signing_key=KEY)[1]
    assert again == GOOD


def test_sealed_bundle_opens_for_its_recipients_only() -> None:
    identity, recipient = seal.new_identity()
    stranger, _ = seal.new_identity()
    header, data = bundle.write(
        chain(3), register_id=REGISTER, signing_key=KEY, recipients=[recipient]
    )
    assert not header.unsealed
    assert list(read(data, identity=identity).ops) == chain(3)
    for wrong in ("", stranger):
        with pytest.raises(KnownError) as caught:
            read(data, identity=wrong)
        assert caught.value.code == "BUNDLE-SEALED"


def test_every_truncation_is_torn() -> None:
    for length in range(len(GOOD)):
        with pytest.raises(KnownError) as caught:
            read(GOOD[:length])
        assert caught.value.code == "BUNDLE-TORN", length


def test_no_flipped_bit_gives_other_content() -> None:
    """A flip is told, or it changed nothing but a time or an attribute."""
    good, told = read(GOOD), 0
    for at in range(len(GOOD)):
        flipped = bytearray(GOOD)
        flipped[at] ^= 1 << at % 8
        told += _is_told_or_equal(bytes(flipped), good)
    assert told > len(GOOD) * 0.9


def test_no_mutation_gives_other_content() -> None:
    good, dice = read(GOOD), random.Random(20261224)
    for _ in range(1500):
        _is_told_or_equal(broken(dice, GOOD), good)


def test_no_mutation_of_a_sealed_bundle_gives_other_content() -> None:
    assert accepted_wrongly(1500) == 0


@pytest.mark.slow
def test_none_of_100_000_mutated_bundles_is_accepted_wrongly() -> None:
    assert accepted_wrongly(100_000) == 0


def accepted_wrongly(count: int) -> int:
    """Return how many mutations of a sealed bundle were read as something else."""
    sealed = (FOLDER / "ok.sealed.gvb").read_bytes()
    more: dict[str, object] = {"identity": IDENTITY, "admit": TRUST.admit}
    good, dice, wrong = read(sealed, **more), random.Random(20261226), 0
    for _ in range(count):
        with suppress(KnownError):
            wrong += read(broken(dice, sealed), **more) != good
    return wrong


def broken(dice: random.Random, data: bytes) -> bytes:
    """Return `data` with a few bytes changed, lost, put in or emptied."""
    changed = bytearray(data)
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(changed))
        cut = at + dice.randrange(1, 30)
        choice = dice.randrange(4)
        if choice == 0:
            changed[at] = dice.randrange(256)
        elif choice == 1:
            del changed[at:cut]
        elif choice == 2:
            changed[at:at] = dice.randbytes(dice.randrange(1, 30))
        else:
            changed[at:cut] = bytes(len(changed[at:cut]))
    return bytes(changed)


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_known_error(data: bytes) -> None:
    for begin in (b"", GOOD[:41], GOOD[:-22]):
        with pytest.raises(KnownError):
            read(begin + data)


def _is_told_or_equal(data: bytes, good: bundle.Bundle) -> bool:
    try:
        found = read(data)
    except KnownError:
        return True
    assert found == good
    return False


def test_no_signed_nonsense_is_taken_or_ends_in_a_traceback() -> None:
    """A device of ours may be broken: what it signs is read with the same care."""
    dice = random.Random(20261225)
    header, lines = unpack(GOOD)["header.json"], op_lines(chain(3), linked=True)
    for _ in range(600):
        changed = pack(unpack(GOOD) | signed_members(mutated(dice, header), None))
        with suppress(KnownError):
            assert list(read(changed).ops) == chain(3)
        spoiled = mutated(dice, lines)
        fitting = json.loads(header)
        packed = compress(spoiled)
        fitting |= {"raw": len(spoiled), "len": len(packed)}
        fitting["csum"] = hashlib.sha256(packed).hexdigest()
        members = signed_members(json.dumps(fitting).encode(), packed)
        with suppress(KnownError):
            assert list(read(pack(unpack(GOOD) | members)).ops) == chain(3)


def mutated(dice: random.Random, data: bytes) -> bytes:
    """Return `data` with a few pieces changed, lost, or put elsewhere."""
    changed = bytearray(data)
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(changed))
        piece = changed[at : at + dice.randrange(1, 40)]
        choice = dice.randrange(4)
        if choice == 0:
            changed[at] = dice.choice(b'0123456789abcdef"{}[],:-.\n')
        elif choice == 1:
            del changed[at : at + len(piece)]
        elif choice == 2:
            changed[dice.randrange(len(changed)) : 0] = piece
        else:
            changed[at : at + len(piece)] = piece[::-1]
    return bytes(changed)


def signed_members(header: bytes, payload: bytes | None) -> dict[str, bytes]:
    """Return the members for `header` and `payload`, signed by the device."""
    comment = f"gridvisit bundle {DEVICE} 1-3"
    members = {"header.json": header, "header.sig": seal.sign(header, KEY, comment)}
    return members if payload is None else members | {"payload.zst": payload}
