"""Cases of a file, a line each; what cannot be read or run is a failure, not a stop."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Case = dict[str, Any]
BROKEN = "broken"


@dataclass(frozen=True)
class Outcome:
    """How one case went: `fault` is blank where it passed."""

    case: Case
    fault: str


def read_cases(path: Path) -> Iterator[Case]:
    """Go through the cases of a .jsonl or .jsonl.gz file, or of one JSON list.

    A line that is no case comes as {"broken": why}; those that their own suite expects
    to fail do not come at all.
    """
    try:
        text = _text(path)
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        yield {BROKEN: f"{path.name} cannot be read: {error}"}
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(text if number == 1 and _is_list(text) else line)
        except (json.JSONDecodeError, RecursionError) as error:
            found = {BROKEN: f"line {number} is no JSON: {error}"}
        for case in found if isinstance(found, list) else [found]:
            if not isinstance(case, dict):
                yield {BROKEN: f"line {number} is no case: {case!r}"[:200]}
            elif not case.get("fails"):
                yield case
        if isinstance(found, list):
            return


def _text(path: Path) -> str:
    data = path.read_bytes()
    packed = data.startswith(b"\x1f\x8b")
    return (gzip.decompress(data) if packed else data).decode("utf-8-sig")


def _is_list(text: str) -> bool:
    return text.lstrip().startswith("[")


def run_safely(case: Case, run: Callable[[Case], str]) -> Outcome:
    """Run a case; one that is not of the shape fails with the reason."""
    if BROKEN in case:
        return Outcome(case, str(case[BROKEN]))
    try:
        return Outcome(case, run(case))
    except KeyError as error:
        return Outcome(case, f"cannot be run: KeyError {error}")
    except Exception as error:  # noqa: BLE001  (every fault is to be listed)
        return Outcome(case, f"cannot be run: {type(error).__name__}: {error}"[:400])
