"""Jobs done one by one by the process that has the library before its disk.

Started by `proof.Prover`, which preloads the library, gives each `Job` as a line of
JSON and gets each `Proof` as one.
"""

import gc
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

from tests.durability.arena import Arena
from tests.durability.interpose import World
from tests.durability.power import images
from tests.durability.proof import Job, Proof
from tests.durability.sweep import sweep


def apart(arena: Arena, job: Job) -> Proof:
    """Do a job in a fork, so that a bug planted there stays there."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            arena.plant(job.bug)
            proof = images(arena, job) if job.what == "images" else sweep(arena, job)
            told = proof.as_json()
        except BaseException:  # noqa: BLE001 (told to who waits for the proof)
            told = json.dumps({"failed": traceback.format_exc()})
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            pipe.write(told)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = json.loads(pipe.read())
    os.waitpid(child, 0)
    if "failed" in told:
        raise SystemExit(told["failed"])
    return Proof(**told)


def _room() -> str | None:
    """Return the folder in memory where there is one: syncing costs no time there."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def main(words: list[str]) -> None:
    """Do the jobs that are asked line by line; the first word is the library's path."""
    with tempfile.TemporaryDirectory(dir=_room()) as folder:
        arena = Arena(World(Path(words[0])), Path(folder))
        gc.freeze()
        for line in sys.stdin:
            print(apart(arena, Job(**json.loads(line))).as_json(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
