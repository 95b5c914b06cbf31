"""kill -9 of the real window at random instants; what the screen called saved is there.

`python -m tests.durability.window_kills ROUNDS [SEED]` prints its `Proof` as JSON. The
window is opened in a fork, so that it opens at once; the fork is the one killed.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

from forms.records.journal import Journal
from tests.durability import ground
from tests.durability.kills import lost
from tests.durability.proof import Proof
from tests.durability.verdict import Told
from tests.durability.window_filler import fill, tell_to

# How long after the first form is open the window is killed, at most.
_LONGEST_S = 1.2


def killed(workspace: Path, chance: random.Random) -> Told:
    """Let a window be filled for a random while, kill it; return what it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            fill(workspace, tell_to(writing))
        except BaseException:  # noqa: BLE001 (whatever it is, it is told as wrong)
            tell_to(writing)(wrong=traceback.format_exc()[-1_500:])
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        lines = [pipe.readline()]
        time.sleep(chance.uniform(0, _LONGEST_S))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines += pipe.readlines()
    return [json.loads(line) for line in lines if line.endswith("\n")]


def missing(workspace: Path, told: Told) -> list[str]:
    """Return what the screen called saved and is not there, and any damage."""
    last = {(one["draft"], one["path"]): one["value"] for one in told if "path" in one}
    typing = [(one["draft"], one["typing"]) for one in told if "typing" in one][-1:]
    settled = {place: value for place, value in last.items() if place not in typing}
    found = []
    with Journal.open(workspace) as journal:
        for (draft, path), value in last.items():
            events = journal.events(draft)
            if not any(
                (one.get("set"), one.get("v")) == (path, value) for one in events
            ):
                found.append(f"{path} of {draft} is not in the journal")
    # What was just being typed may stand there already, though not yet called saved.
    return found + lost(
        workspace,
        [
            {"draft": draft, "path": path, "value": value}
            for (draft, path), value in settled.items()
        ],
    )


def kills(rounds: int, seed: int) -> Proof:
    """Kill the window `rounds` times on one workspace; judge it after each."""
    begun = time.monotonic()
    proof = Proof("window killed", "kills")
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as room:
        base = Path(room) / "base"
        ground.build(base)
        place = ground.copy(base, Path(room) / "root") / "worker"
        for number in range(rounds):
            told = killed(place, chance)
            proof.count += 1
            proof.told += sum(1 for one in told if "path" in one)
            found = [one["wrong"] for one in told if "wrong" in one]
            if not told:
                found.append("the window did not open")
            for one in found + missing(place, told):
                proof.add(number, one)
    proof.seconds = time.monotonic() - begun
    return proof


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    print(kills(int(sys.argv[1]), seed).as_json())
