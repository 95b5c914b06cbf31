"""`dev.py durability`: every proof in full, one table, gone on with after a break.

Names choose proofs: faults, power, window, filler, damage. Each row is kept in
`out/durability.json` when it is done; `--resume` takes rows of the same program from
there. `--one-in 5` does a fifth of each; `--sample` what the tests do.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from tests.bench.places import demo_workspace
from tests.durability import damage, interpose, kept, plan
from tests.durability.kills import killed, lost
from tests.durability.plan import Plan
from tests.durability.proof import Job, Proof, run
from tools import ROOT

_HEAD = ("proof", "how often", "violations", "seconds")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table, before it is proven.

    Args:
        key: Names it among the rows that are kept.
        prove: Takes minutes.
    """

    key: str
    prove: Callable[[], Proof]


def main(words: list[str]) -> int:
    """Do the proofs asked for, print the table; 1 where anything was lost."""
    parser = argparse.ArgumentParser(prog="dev.py durability")
    parser.add_argument("--sample", action="store_true", help="few of each 少量抽查")
    parser.add_argument("--one-in", type=int, default=1, metavar="N", help="几分之一")
    parser.add_argument("--resume", action="store_true", help="go on 接着上次做")
    parser.add_argument("name", nargs="*", choices=[*PROOFS, []], help="which 项目")
    given = parser.parse_args(words)
    wanted = plan.sample() if given.sample else plan.full(max(1, given.one_in))
    done = kept.read() if given.resume else {}
    print(_line(*_HEAD), flush=True)
    proofs = []
    for name in given.name or PROOFS:
        for row in PROOFS[name](wanted):
            proof = done.get(row.key) or _proven(row)
            done[row.key] = proof
            kept.write(done)
            proofs.append(proof)
            _show(proof)
    failed = sum(1 for proof in proofs if proof.violations)
    print(f"{len(proofs) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _proven(row: Row) -> Proof:
    """Prove a row; one that cannot be proven counts as lost and stops no other."""
    try:
        return row.prove()
    except Exception:  # noqa: BLE001 (whatever it is, it is a row that failed)
        proof = Proof(row.key, "proofs", 1)
        proof.add("failed", traceback.format_exc()[-1_500:])
        return proof


def _show(proof: Proof) -> None:
    count = f"{proof.count} {proof.unit}"
    print(_line(proof.name, count, str(proof.violations), f"{proof.seconds:.0f}"))
    for one in proof.shown:
        print(f"    {one}")
    sys.stdout.flush()


def _line(name: str, count: str, violations: str, seconds: str) -> str:
    return f"{name:<44} {count:>16} {violations:>10} {seconds:>8}"


def _faults(wanted: Plan) -> Iterator[Row]:
    yield from _with_library(wanted, "sweep")


def _power(wanted: Plan) -> Iterator[Row]:
    yield from _with_library(wanted, "images")


def _with_library(wanted: Plan, what: str) -> Iterator[Row]:
    reason = interpose.why_not()
    if reason:
        print(f"{what}: not proven here: {reason}")
        return
    for job in wanted.jobs:
        if job.what == what:
            key = json.dumps(asdict(job), sort_keys=True)
            yield Row(key, partial(_arena, job))


def _arena(job: Job) -> Proof:
    with tempfile.TemporaryDirectory() as folder:
        (proof,) = run(interpose.build(Path(folder)), [job])
    return proof


def _window(wanted: Plan) -> Iterator[Row]:
    yield Row(f"window {wanted.window_kills}", partial(window, wanted.window_kills))


def window(count: int) -> Proof:
    """Kill the real window `count` times.

    Done by a process of its own: it forks, which Qt does not survive.
    """
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


def _filler(wanted: Plan) -> Iterator[Row]:
    yield Row(f"filler {wanted.filler_kills}", partial(_filled, wanted.filler_kills))


def _filled(count: int) -> Proof:
    begun = time.monotonic()
    proof = Proof("command line killed", "kills")
    chance = random.Random(7)
    with demo_workspace() as workspace:
        for number in range(count):
            told = killed(workspace, chance)
            proof.count += 1
            proof.told += len(told)
            for one in lost(workspace, told):
                proof.add(number, one)
    return replace(proof, seconds=time.monotonic() - begun)


def _damage(wanted: Plan) -> Iterator[Row]:
    count = wanted.mutations
    yield Row(f"damage {count}", partial(damage.mutations, count))


PROOFS = {
    "faults": _faults,
    "power": _power,
    "window": _window,
    "filler": _filler,
    "damage": _damage,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
