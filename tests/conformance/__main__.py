"""`python -m tests.conformance xpath|scenario|forms FILE`: run recorded cases."""

import sys
from pathlib import Path

from tests.conformance import forms, scenario, xpath

RUNS = {"xpath": xpath.main, "scenario": scenario.main, "forms": forms.main}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in RUNS:
        sys.exit("usage: python -m tests.conformance xpath|scenario|forms FILE")
    file = Path(sys.argv[2])
    if not file.exists():
        print(f"skipped: {file} is not here")
        print("0 passed, 0 failed")
        sys.exit(0)
    sys.exit(RUNS[sys.argv[1]](file))
