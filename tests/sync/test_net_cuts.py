"""Transfers cut at every request and at any byte, and servers that fall silent."""

import random
import time
from dataclasses import replace

import pytest

from forms.errors import KnownError
from sync.folders import Folder
from sync.folders.patience import Patience
from tests.sync.cutting import Cutter, cutting
from tests.sync.net_places import BUCKETS, CALM, HASTY, KINDS, Kind, kind, started

__all__ = ["kind", "started"]
pytestmark = pytest.mark.net
each_kind = pytest.mark.parametrize("kind", KINDS, indirect=True)
FILES = {
    "gv1/STORE.json": b'{"store": 1}',
    "gv1/in/0123456789abcdef/202612/1-30-0123456789abcdef.gvb": b"bundle" * 400,
    "gv1/blob/0123456789abcdef/202612/a/photo.bin": random.Random(1).randbytes(90_000),
}
# What a broken line may be called; never that a file is damaged, taken or gone.
BROKEN = {"FOLDER-CUT", "FOLDER-UNREACHED", "FOLDER-STALLED"}


def carry(kind: Kind, name: str, port: int, patience: Patience = CALM) -> None:
    """Do what an exchange does: look, put what is lacking, read it."""
    folder = kind.open(name, port, patience)
    folder.probe()
    here = {entry.name: entry.size for entry in folder.list("gv1")}
    if kind.name in BUCKETS:
        # moto keeps what it got of a cut body; S3 itself keeps whole ones only.
        here = {file: size for file, size in here.items() if size == len(FILES[file])}
    for file, data in FILES.items():
        if file in here:
            # Whoever reads the folder in between sees whole files or none.
            assert here[file] == len(data)
        else:
            folder.put_new(file, data)
    for file, data in FILES.items():
        assert folder.get(file, len(data)) == data


def carried(kind: Kind, name: str, port: int) -> bool:
    """Return whether it was carried, False where the line broke off."""
    try:
        carry(kind, name, port)
    except KnownError as error:
        if error.code not in BROKEN:
            raise
        return False
    return True


def check(folder: Folder) -> None:
    """Nothing lost, nothing double, nothing besides."""
    held = {entry.name: folder.get(entry.name, 10**6) for entry in folder.list("")}
    assert held == FILES


def points(kind: Kind, cutter: Cutter, random_bytes: int) -> list[int]:
    """Return where to cut: before and within every request, and at random bytes."""
    carry(kind, kind.fresh(), cutter.port)
    turns, total = cutter.turns, cutter.passed
    dice = random.Random(kind.name)
    inside = [dice.randrange(total) for _ in range(random_bytes)]
    return sorted({*turns, *(turn + 40 for turn in turns), *inside})


def cut_everywhere(kind: Kind, cutter: Cutter, places: list[int]) -> None:
    for place in places:
        name = kind.fresh()
        cutter.passed, cutter.cut_at = 0, place
        for _ in range(3):
            if carried(kind, name, cutter.port):
                break
        else:
            pytest.fail(f"cut at {place}, and still not carried")
        cutter.cut_at = None
        check(kind.open(name))


@each_kind
def test_a_transfer_that_was_cut_goes_on_and_loses_nothing(kind: Kind) -> None:
    with cutting(kind.server.port) as cutter:
        places = points(kind, cutter, 4)
        cut_everywhere(kind, cutter, places[:: max(1, len(places) // 7)])
        assert cutter.cuts > 3


@pytest.mark.slow
@each_kind
def test_a_transfer_cut_at_every_request_and_any_byte_goes_on(kind: Kind) -> None:
    with cutting(kind.server.port) as cutter:
        places = points(kind, cutter, 100)
        cut_everywhere(kind, cutter, places)
        print(f"{kind.name}: cut {cutter.cuts} times, {len(places)} places")
        assert cutter.cuts > 100


@each_kind
def test_a_file_whose_line_was_cut_is_never_given_short(kind: Kind) -> None:
    name, data = kind.fresh(), random.Random(2).randbytes(300_000)
    kind.open(name).put_new("gv1/photo.bin", data)
    with cutting(kind.server.port) as cutter:
        folder = kind.open(name, cutter.port)
        for share in range(1, 9):
            cutter.cut_at = cutter.passed + len(data) * share // 9
            with pytest.raises(KnownError) as caught:
                folder.get("gv1/photo.bin", len(data))
            assert caught.value.code in BROKEN
            folder = kind.open(name, cutter.port)
        cutter.cut_at = None
        assert folder.get("gv1/photo.bin", len(data)) == data
        assert cutter.cuts == 8


@pytest.mark.parametrize("kind", ["wsgidav", "nginx", *BUCKETS], indirect=True)
def test_a_single_cut_is_not_even_noticed(kind: Kind) -> None:
    patient = replace(CALM, retries=2)
    with cutting(kind.server.port) as cutter:
        for place in points(kind, cutter, 3)[2::9]:
            name = kind.fresh()
            cutter.passed, cutter.cut_at = 0, place
            carry(kind, name, cutter.port, patient)
            cutter.cut_at = None
            check(kind.open(name))


@each_kind
def test_a_server_that_falls_silent_ends_with_a_sentence(kind: Kind) -> None:
    with cutting(kind.server.port) as cutter:
        carry(kind, kind.fresh(), cutter.port)
        for share in (0.0, 0.6):
            total, cutter.passed = cutter.passed, 0
            cutter.silent_at = int(total * share)
            begun = time.monotonic()
            with pytest.raises(KnownError) as caught:
                carry(kind, kind.fresh(), cutter.port, HASTY)
            assert caught.value.code == "FOLDER-STALLED"
            assert time.monotonic() - begun < 20
            cutter.silent_at, cutter.passed = None, total
