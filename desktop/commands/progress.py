"""How far a long command has come, told on a terminal and nowhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sync.exchange import Progress


@contextmanager
def counting() -> Iterator[Progress]:
    """Give a progress that counts on one line of stderr, wiped at the end."""
    shown = sys.stderr.isatty()

    def count(done: int, total: int, what: str) -> None:
        if shown:
            print(f"\r{done}/{total} ", end="", file=sys.stderr, flush=True)

    try:
        yield count
    finally:
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
