"""Seal: signatures that minisign accepts, age files for their recipients only."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import KnownError
from sync import seal

KEY = bytes(range(32))
PUBLIC = seal.public_key(KEY)
DATA = b'{"dev":"a"}'
SIGNATURE = seal.sign(DATA, KEY, "bundle a 1-2")


def code_of(call: object, *args: object) -> str:
    with pytest.raises(KnownError) as caught:
        call(*args)  # type: ignore[operator]
    return caught.value.code


def test_signature_tells_its_comment() -> None:
    assert seal.verify(DATA, SIGNATURE, PUBLIC) == "bundle a 1-2"


def test_signature_of_other_data_or_key_is_refused() -> None:
    other = seal.public_key(seal.new_signing_key())
    assert code_of(seal.verify, DATA + b" ", SIGNATURE, PUBLIC) == "SEAL-SIGNATURE"
    assert code_of(seal.verify, DATA, SIGNATURE, other) == "SEAL-SIGNATURE"


@given(st.integers(0, len(SIGNATURE) * 8 - 1))
def test_any_flipped_bit_behind_the_first_line_is_refused(bit: int) -> None:
    flipped = bytearray(SIGNATURE)
    flipped[bit // 8] ^= 1 << bit % 8
    untrusted_comment = SIGNATURE.index(b"\n")
    if len("untrusted comment: ") <= bit // 8 < untrusted_comment:
        return  # this line says nothing that anyone relies on
    assert code_of(seal.verify, DATA, bytes(flipped), PUBLIC) == "SEAL-SIGNATURE"


@given(st.binary(max_size=2000))
def test_any_other_bytes_are_no_signature(data: bytes) -> None:
    assert code_of(seal.verify, DATA, data, PUBLIC) == "SEAL-SIGNATURE"


@pytest.mark.skipif(not shutil.which("minisign"), reason="minisign is not installed")
def test_minisign_itself_accepts_the_signature(tmp_path: Path) -> None:
    (tmp_path / "header.json").write_bytes(DATA)
    (tmp_path / "header.sig").write_bytes(SIGNATURE)
    (tmp_path / "device.pub").write_bytes(seal.public_key_file(PUBLIC))
    command = ["minisign", "-Vm", "header.json", "-x", "header.sig", "-p", "device.pub"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr
    assert b"bundle a 1-2" in told.stdout
    (tmp_path / "header.json").write_bytes(DATA + b" ")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode != 0


def test_each_recipient_opens_and_nobody_else() -> None:
    (mine, to_me), (yours, to_you), (others, _) = (
        seal.new_identity() for _ in range(3)
    )
    sealed = seal.seal(b"payload", [to_me, to_you])
    assert seal.open_sealed(sealed, mine) == b"payload"
    assert seal.open_sealed(sealed, yours) == b"payload"
    assert code_of(seal.open_sealed, sealed, others) == "SEAL-CLOSED"


def test_damaged_and_empty_age_files_are_told() -> None:
    identity, recipient = seal.new_identity()
    sealed = seal.seal(b"payload" * 20, [recipient])
    for cut in range(0, len(sealed), 7):
        assert code_of(seal.open_sealed, sealed[:cut], identity) == "SEAL-CLOSED"
    assert code_of(seal.open_sealed, sealed, "AGE-NO") == "SEAL-IDENTITY"
    assert code_of(seal.seal, b"", ["age1no"]) == "SEAL-RECIPIENT"
    assert code_of(seal.seal, b"", []) == "SEAL-RECIPIENT"


@pytest.mark.skipif(not shutil.which("age"), reason="age is not installed")
def test_age_itself_opens_what_was_sealed(tmp_path: Path) -> None:
    identity, recipient = seal.new_identity()
    (tmp_path / "key").write_text(identity + "\n")
    (tmp_path / "sealed.age").write_bytes(seal.seal(b"payload", [recipient]))
    command = ["age", "-d", "-i", "key", "sealed.age"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert told.stdout == b"payload", told.stderr
