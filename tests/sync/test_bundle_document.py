"""BUNDLE.md is held to the code: codes, limits, vectors, the order of steps."""

import re
from pathlib import Path

import resources
from sync import bundle, seal
from sync.bundle import header
from sync.exchange.layout import PART_BYTES
from sync.exchange.outgoing import CHECKED_BYTES
from tests.sync.make_vectors import FOLDER, GOOD

SYNC = Path(bundle.__file__).parents[1]
TEXT = (SYNC / "BUNDLE.md").read_text(encoding="utf-8")
MIB = 1024 * 1024


def test_every_code_of_bundles_is_in_the_document_and_in_the_messages() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in SYNC.rglob("*.py"))
    raised = set(re.findall(r'"(BUNDLE-[A-Z-]+)"', source)) - {"BUNDLE-"}
    told = set(re.findall(r"BUNDLE-[A-Z-]+[A-Z]", TEXT))
    assert raised - {"BUNDLE-GONE"} == told
    for code in raised:
        assert code in resources.sentences("en")


def test_every_folder_and_seal_code_has_its_sentence() -> None:
    for file in SYNC.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        for code in re.findall(r'"((?:FOLDER|SEAL|PHOTO)-[A-Z-]*[A-Z])"', source):
            for language in resources.LANGUAGES:
                assert code in resources.sentences(language), (file, code)


def test_every_code_has_a_vector() -> None:
    steps = set(re.findall(r"BUNDLE-[A-Z-]+[A-Z]", TEXT)) - {"BUNDLE-OTHER-REGISTER"}
    assert steps == {file.name.split(".")[0] for file in FOLDER.glob("B*.gvb")}


def test_limits_are_those_of_the_code() -> None:
    assert f"larger than {bundle.MAX_BUNDLE_BYTES // MIB} MiB" in TEXT
    assert f"at most {header.MAX_RAW_BYTES // MIB} MiB" in TEXT
    assert (
        f"`header.json` | what the bundle says of itself, in the clear | "
        f"{header.MAX_HEADER_BYTES // 1024} KiB" in TEXT
    )
    assert f"{seal.MAX_SIGNATURE_BYTES // 1024} KiB" in TEXT
    assert f"parts of {PART_BYTES // MIB} MiB" in TEXT
    assert f"(up to {CHECKED_BYTES // MIB} MiB)" in TEXT


def test_every_name_of_the_header_is_in_the_document() -> None:
    written = re.findall(rb'"([a-z]+)":', header_of(GOOD))
    assert written
    for name in written:
        assert f"`{name.decode()}`" in TEXT


def header_of(data: bytes) -> bytes:
    found = bundle.read(data, file="x")
    return header.header_bytes(found.header)
