"""`python -m tests.conformance xpath|scenario FILE`: run recorded cases."""

import sys
from pathlib import Path

from tests.conformance import scenario, xpath

RUNS = {"xpath": xpath.main, "scenario": scenario.main}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in RUNS:
        sys.exit("usage: python -m tests.conformance xpath|scenario FILE")
    file = Path(sys.argv[2])
    if not file.exists():
        print(f"skipped: {file} is not here")
        sys.exit(0)
    sys.exit(RUNS[sys.argv[1]](file))
