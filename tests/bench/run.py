"""Runs the benches, all or those named, and prints one table; 1 where a limit breaks.

A bench is a module `bench_*.py` of this folder with `measure() -> list[Figure]`; one
with `SLOW` is run only where it is named.
"""

import argparse
import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from desktop.commands.table import rows
from tests.bench.figure import HEAD, Figure
from tools import ROOT

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def main(words: list[str]) -> int:
    """Measure; also write out/bench.json."""
    parser = argparse.ArgumentParser("dev.py bench", description=__doc__)
    # Checked here: argparse would check the empty list of no names as a name, too.
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    names: list[str] = parser.parse_args(words).names
    if strange := [name for name in names if name not in NAMES]:
        parser.error(f"no such bench: {', '.join(strange)}; {', '.join(NAMES)}")
    figures: list[Figure] = []
    for name in names or NAMES:
        module = importlib.import_module(f"tests.bench.bench_{name}")  # noqa: TID251
        if getattr(module, "SLOW", False) and not names:
            continue
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        figures += module.measure()
    print("\n".join(rows(HEAD, [one.cells() for one in figures])))
    kept = json.dumps([asdict(one) for one in figures], ensure_ascii=False, indent=1)
    (ROOT / "out").mkdir(exist_ok=True)
    (ROOT / "out" / "bench.json").write_text(kept, encoding="utf-8")
    return 0 if all(one.kept for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
