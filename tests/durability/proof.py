"""What a proof found, as one row of the table, and how one is started."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

from tools import ROOT

_SHOWN = 10


@dataclass
class Proof:
    """One row of `dev.py durability`.

    Args:
        name: What was done to the program.
        unit: What is counted: points, images, kills, mutations.
        count: How many.
        told: How many answers were told as kept, where that is counted.
        refused: In how many of them the program said that the world refuses.
        violations: How many things were lost, half kept, or told without a sentence.
        seconds: How long it took.
        shown: The first of the violations.
    """

    name: str
    unit: str
    count: int = 0
    told: int = 0
    refused: int = 0
    violations: int = 0
    seconds: float = 0.0
    shown: list[str] = field(default_factory=list)

    def add(self, at: object, told: str) -> None:
        """Count a violation found at `at`."""
        self.violations += 1
        if len(self.shown) < _SHOWN:
            self.shown.append(f"{self.name} {at}: {told}")

    def as_json(self) -> str:
        """Return it as one line."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Job:
    """What one proof does.

    Args:
        what: "sweep" or "images".
        mode: Of a sweep: a name of `interpose.Mode`.
        every: Only each so many-th point.
        first: How many points are left out at the beginning.
        under: A folder of the ground that alone goes wrong, as "stick".
        near: Only points whose path holds this.
        count: Of images.
        seed: Of their chance.
        bug: The name of a planted bug; the first violation ends the proof then.
    """

    what: str = "sweep"
    mode: str = "KILL"
    every: int = 1
    first: int = 0
    under: str = ""
    near: str = ""
    count: int = 0
    seed: int = 7
    bug: str = ""


class Prover:
    """A process that has the library before its disk and does job by job.

    Args:
        library: As `interpose.build` made it.
    """

    def __init__(self, library: Path) -> None:
        command = [sys.executable, "-P", "-m", "tests.durability.jobs", str(library)]
        environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "LD_PRELOAD": str(library),
        }  # fmt: skip
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def prove(self, job: Job) -> Proof:
        """Do `job`.

        Raises:
            RuntimeError: The process ended; it said why on standard error.
        """
        told, asked = self._process.stdout, self._process.stdin
        assert told is not None
        assert asked is not None
        print(json.dumps(asdict(job)), file=asked, flush=True)
        line = told.readline()
        if not line:
            raise RuntimeError("the arena failed; see above")
        return Proof(**json.loads(line))


def run(library: Path, jobs: Sequence[Job]) -> Iterator[Proof]:
    """Do jobs in one process, one by one."""
    with Prover(library) as prover:
        for job in jobs:
            yield prover.prove(job)
