"""Tries: after wrong passphrases the next one has to wait, longer each time."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forms.errors import KnownError
from forms.records.vault import write_file

FILE = "key.tries"
# Seconds to wait after so many wrong ones: two slips of the finger cost nothing.
WAITS_S = (0, 0, 0, 5, 15, 30, 60, 120, 300)


@dataclass(frozen=True, slots=True)
class Tries:
    """How many were wrong in a row, and when the last of them was tried (aware)."""

    count: int
    last: datetime | None

    def wait_s(self, now: datetime) -> int:
        """Return the seconds until the next may be tried, 0 where it may be now."""
        if self.last is None:
            return 0
        wait = WAITS_S[min(self.count, len(WAITS_S) - 1)]
        gone = (now - self.last).total_seconds()
        # A clock set back must neither help a thief nor lock a worker out for days.
        return max(0, round(wait - gone)) if gone >= 0 else wait


def read_tries(folder: Path) -> Tries:
    """Return the wrong tries kept in `folder`; a damaged file says none."""
    try:
        told = json.loads((folder / FILE).read_text(encoding="ascii"))
        return Tries(int(told["count"]), datetime.fromisoformat(told["last"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Tries(0, None)


def count_try(folder: Path, now: datetime) -> Tries:
    """Count a try before it is made, so that a kill in between saves nobody a wait.

    Raises:
        KnownError: KEY-WAIT where it may not be made yet.
    """
    before = read_tries(folder)
    if before.last is not None and now < before.last:
        # Begin the wait anew by the clock of now.
        before = Tries(before.count, now)
        _write(folder, before)
    if wait := before.wait_s(now):
        raise KnownError("KEY-WAIT", seconds=wait)
    after = Tries(before.count + 1, now)
    _write(folder, after)
    return after


def forget_tries(folder: Path) -> None:
    """Begin anew: the right one was given."""
    try:
        (folder / FILE).unlink(missing_ok=True)
    except OSError:
        # A folder that is read-only can be read all the same.
        return


def _write(folder: Path, tries: Tries) -> None:
    last = tries.last.isoformat() if tries.last else ""
    told = json.dumps({"count": tries.count, "last": last})
    try:
        write_file(folder / FILE, told.encode("ascii"), mode=0o600)
    except KnownError:
        # On a full or read-only disk the worker must get in to see it and act.
        return
