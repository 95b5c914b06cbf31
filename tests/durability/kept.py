"""Rows of `dev.py durability` that are done: kept between runs of one program."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache

from tests.durability.proof import Proof
from tools import ROOT

FILE = ROOT / "out" / "durability.json"
# What is proven, and by what: a row holds only as long as these are the same.
_PARTS = ("forms", "sync", "desktop", "ui", "resources", "tests/durability")
_ENDS = {".py", ".c", ".sql", ".csv"}


@cache
def program() -> str:
    """Return what names the program as it is now."""
    total = hashlib.sha256()
    for part in _PARTS:
        for file in sorted((ROOT / part).rglob("*")):
            if file.suffix in _ENDS:
                total.update(str(file.relative_to(ROOT)).encode())
                total.update(file.read_bytes())
    return total.hexdigest()[:16]


def read() -> dict[str, Proof]:
    """Return the rows kept of this program by their keys; none of another one.

    Rows with violations are proven again: nobody goes on past them.
    """
    if not FILE.exists():
        return {}
    told = json.loads(FILE.read_text(encoding="utf-8"))
    if told["program"] != program():
        return {}
    rows = {key: Proof(**row) for key, row in told["rows"].items()}
    return {key: row for key, row in rows.items() if not row.violations}


def write(rows: Mapping[str, Proof]) -> None:
    """Keep the rows done so far."""
    told = {
        "program": program(),
        "rows": {key: asdict(proof) for key, proof in rows.items()},
    }
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
