"""`python -m tests.conformance KIND FILE` ends with a count, whatever the file has."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools import ROOT

GOOD = {
    "xpath": {
        "id": "x1", "fails": False, "xml": "<a><b>1</b></a>", "ctx": [], "root": None,
        "rt": 3, "ns": {}, "now": 0, "tz": "UTC", "lang": None, "expr": "1 = 1",
        "assertion": {"kind": "BooleanValue", "expected": True},
        "actual": {"type": 3, "value": True},
    },
    "scenario": {
        "file": "f", "test": "t", "fails": False, "tz": "UTC", "now": 0,
        "resources": {}, "steps": [{"op": "init"}],
        "form": '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3'
        '.org/1999/xhtml"><h:head><model><instance><data id="f"><a/></data></instance>'
        '</model></h:head><h:body><input ref="/data/a"/></h:body></h:html>',
    },
}  # fmt: skip


def run(kind: str, file: Path) -> tuple[int, list[str]]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.conformance", kind, str(file)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert ran.stderr == ""
    return ran.returncode, ran.stdout.splitlines()


@pytest.mark.parametrize("kind", GOOD)
def test_each_odd_line_is_a_failure_with_its_reason(kind: str, tmp_path: Path):
    good = GOOD[kind]
    unknown = {"assertion": {"kind": "Mood", "expected": 1}, "steps": [{"op": "sing"}]}
    lines = [
        json.dumps(good),
        "",
        '{"broken',
        "3",
        "{}",
        json.dumps({**good, "fails": True}),
        json.dumps({**good, **unknown}),
        json.dumps({**good, "xml": "<a", "form": "<a"}),
        json.dumps({**good, "tz": "Nowhere/Land"}),
    ]
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    code, told = run(kind, file)
    assert code == 1
    assert told[-1] == "1 passed, 6 failed"
    assert any("line 3 is no JSON" in line for line in told)
    assert any("Mood" in line or "sing" in line for line in told)


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize(
    ("name", "data", "last"),
    [
        ("empty.jsonl", b"", "0 passed, 0 failed"),
        ("empty.jsonl.gz", gzip.compress(b"", mtime=0), "0 passed, 0 failed"),
        ("noise.jsonl.gz", b"\x1f\x8b noise", "0 passed, 1 failed"),
        ("noise.jsonl", bytes(range(256)), "0 passed, 1 failed"),
        ("none.jsonl.gz", b"[]", "0 passed, 0 failed"),
        ("none.jsonl", None, "0 passed, 0 failed"),
    ],
)
def test_a_file_that_holds_no_case_ends_with_a_count(kind, name, data, last, tmp_path):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    _, told = run(kind, tmp_path / name)
    assert told[-1] == last


@pytest.mark.parametrize("kind", GOOD)
def test_packed_plain_and_listed_cases_are_read_alike(kind: str, tmp_path: Path):
    case = json.dumps(GOOD[kind]).encode()
    for name, data in (
        ("a.jsonl", case),
        ("a.jsonl.gz", gzip.compress(case)),
        ("a.gz.txt", gzip.compress(case)),
        ("a.json", json.dumps([GOOD[kind]], indent=1).encode()),
    ):
        (tmp_path / name).write_bytes(data)
        assert run(kind, tmp_path / name) == (0, ["1 passed, 0 failed"])
