"""A register of 1,000,000 residents: built, opened, searched; takes minutes."""

import tempfile
from pathlib import Path

from desktop import clock
from forms.records.store import create_workspace
from tests.bench.bench_records import found, opened
from tests.bench.figure import Figure
from tests.bench.places import WORKER

RESIDENTS = 1_000_000
LIMIT_MS = 150.0
# Run only where it is named.
SLOW = True


def measure() -> list[Figure]:
    """Build it, search it, open it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "w"
        create_workspace(folder, profile=WORKER, demo=True, now=clock.now())
        figures = found(folder, RESIDENTS, LIMIT_MS)
        return [*figures, opened(folder, f"{RESIDENTS:,} residents")]
