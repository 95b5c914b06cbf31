"""`dev.py durability [--sample] [NAME ...]`: every proof in full, one table.

Names choose proofs: faults, power, window, filler, damage.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.bench.places import demo_workspace
from tests.durability import damage, interpose, plan
from tests.durability.kills import killed, lost
from tests.durability.proof import Proof, run
from tools import ROOT

_HEAD = ("proof", "how often", "violations", "seconds")


def main(words: list[str]) -> int:
    """Do the proofs asked for, print the table; 1 where anything was lost."""
    parser = argparse.ArgumentParser(prog="dev.py durability")
    parser.add_argument("--sample", action="store_true", help="few of each 少量抽查")
    parser.add_argument("name", nargs="*", choices=[*PROOFS, []], help="which 项目")
    given = parser.parse_args(words)
    print(_line(*_HEAD), flush=True)
    proofs = []
    for name, prove in PROOFS.items():
        if given.name and name not in given.name:
            continue
        for proof in prove(given.sample):
            proofs.append(proof)
            count = f"{proof.count} {proof.unit}"
            told = (proof.name, count, str(proof.violations), f"{proof.seconds:.0f}")
            print(_line(*told), flush=True)
            for one in proof.shown:
                print(f"    {one}")
    failed = sum(1 for proof in proofs if proof.violations)
    print(f"{len(proofs) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _line(name: str, count: str, violations: str, seconds: str) -> str:
    return f"{name:<44} {count:>16} {violations:>10} {seconds:>8}"


def _faults(sample: bool) -> Iterator[Proof]:
    yield from _with_library("sweep", sample)


def _power(sample: bool) -> Iterator[Proof]:
    yield from _with_library("images", sample)


def _with_library(what: str, sample: bool) -> Iterator[Proof]:
    reason = interpose.why_not()
    if reason:
        print(f"{what}: not proven here: {reason}")
        return
    jobs = [job for job in (plan.sample if sample else plan.full)() if job.what == what]
    with tempfile.TemporaryDirectory() as folder:
        yield from run(interpose.build(Path(folder)), jobs)


def _window(sample: bool) -> Iterator[Proof]:
    """Start the proof as a process of its own: it forks, which Qt does not survive."""
    count = plan.KILLS_SAMPLE if sample else plan.KILLS
    yield window(count)


def window(count: int) -> Proof:
    """Kill the real window `count` times."""
    command = [
        *(sys.executable, "-P", "-m", "tests.durability.window_kills"),
        str(count),
    ]
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen",
        # What a window without a screen cannot do is said at each start.
        "QT_LOGGING_RULES": "default.warning=false",
    }  # fmt: skip
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    return Proof(**json.loads(done.stdout.splitlines()[-1]))


def _filler(sample: bool) -> Iterator[Proof]:
    begun = time.monotonic()
    proof = Proof("command line killed", "kills")
    chance = random.Random(7)
    with demo_workspace() as workspace:
        for number in range(4 if sample else plan.FILLER_KILLS):
            told = killed(workspace, chance)
            proof.count += 1
            proof.told += len(told)
            for one in lost(workspace, told):
                proof.add(number, one)
    yield replace(proof, seconds=time.monotonic() - begun)


def _damage(sample: bool) -> Iterator[Proof]:
    yield damage.mutations(plan.MUTATIONS_SAMPLE if sample else plan.MUTATIONS)


PROOFS = {
    "faults": _faults,
    "power": _power,
    "window": _window,
    "filler": _filler,
    "damage": _damage,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
