"""BUNDLE.md is enough: a reader written from it alone says the same of every file."""

import json
import random
from pathlib import Path

import pytest

from forms.errors import KnownError
from sync import bundle
from tests.sync import other_reader
from tests.sync.make_vectors import IDENTITY, TRUST
from tests.sync.other_reader import Refused, World
from tests.sync.test_bundle import FOLDER, SEALED, broken
from tests.sync.test_bundle import read as ours

ROOT = Path(bundle.__file__).parents[2]
NAMES = sorted(file.stem for file in FOLDER.glob("*.gvb"))


def told_in_document() -> World:
    """Return what section 9 of BUNDLE.md says a reader of the vectors knows."""
    text = (ROOT / "sync" / "BUNDLE.md").read_text(encoding="utf-8")
    told = json.loads(text.partition("```json\n")[2].partition("```")[0])
    words = ROOT / "resources" / "tables" / "bundle_words_1.bin"
    return World(
        {device: one["key"] for device, one in told["members"].items()},
        told["identity"],
        {1: words.read_bytes()},
        told["register"],
        told["members"],
    )


WORLD = told_in_document()
ALONE = World(WORLD.keys, WORLD.identity, WORLD.words, WORLD.register)


def theirs(name: str, data: bytes) -> list[bytes] | str:
    """Return the op lines, or the code, of the reader that knows only the document."""
    try:
        return other_reader.read(data, WORLD if name in SEALED else ALONE)
    except Refused as refused:
        return str(refused)


@pytest.mark.parametrize("name", NAMES)
def test_the_document_is_enough_to_tell_each_vector(name: str) -> None:
    found = theirs(name, (FOLDER / f"{name}.gvb").read_bytes())
    if name.startswith("ok."):
        assert isinstance(found, list)
    else:
        assert found == name.split(".")[0]


def test_both_readers_read_the_same_out_of_damaged_files() -> None:
    dice, differing = random.Random(11), 0
    for name in ("ok.three-ops", "ok.sealed", "ok.stream-of-an-office"):
        data = (FOLDER / f"{name}.gvb").read_bytes()
        more = {"admit": TRUST.admit} if name in SEALED else {}
        for _ in range(400):
            spoiled = broken(dice, data)
            found = theirs(name, spoiled)
            try:
                read = ours(spoiled, identity=IDENTITY, **more)
            except KnownError as error:
                differing += found != error.code
                assert isinstance(found, str)
                continue
            assert [op.line for op in read.ops] == found
    # Where several things are wrong at once, either may be said first.
    assert differing < 12
