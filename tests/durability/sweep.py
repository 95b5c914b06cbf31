"""Sweeps: one point of the morning after the other goes wrong."""

import tempfile
import time
from functools import partial
from pathlib import Path

from tests.durability.arena import Arena, judge
from tests.durability.interpose import Mode
from tests.durability.power import MARK, WRITE, read_trace
from tests.durability.proof import Job, Proof

NAMES = {
    Mode.KILL: "killed before a change",
    Mode.HALF: "killed within a change",
    Mode.FULL: "disk full from a change on",
    Mode.FAIL: "a change fails (EIO)",
    Mode.SHORT: "a write is cut short",
    Mode.PULL: "pulled out",
}


def sweep(arena: Arena, job: Job) -> Proof:
    """Let points go wrong, one a morning; judge what is left each time."""
    begun = time.monotonic()
    mode = Mode[job.mode]
    of = f" of the {job.under}" if job.under else ""
    proof = Proof(f"{NAMES[mode]}{of}", "points")
    for at in _points(arena, job)[job.first :: job.every]:
        with arena.copy() as root:
            told = arena.run(root, mode, at, job.under)
            proof.count += 1
            proof.refused += any("refused" in one for one in told)
            judge(arena, root, mode, told, partial(proof.add, at))
        if job.bug and proof.violations:
            break
    proof.seconds = time.monotonic() - begun
    return proof


def _points(arena: Arena, job: Job) -> list[int]:
    """Return the numbers of the points that `job` is about, counted from 1."""
    with arena.copy() as root, tempfile.NamedTemporaryFile() as trace:
        arena.run(root, Mode.OFF, 0, job.under, trace.name)
        changes = [one for one in read_trace(Path(trace.name)) if one.kind != MARK]
        start = len(str(root)) + 1
    points = list(enumerate(changes, start=1))
    if job.mode == "SHORT":
        points = [(at, one) for at, one in points if one.kind == WRITE]
    return [at for at, one in points if job.near in one.path[start:]]
