"""The process that lives with the library: works mornings in forks, judges each."""

import json
import os
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from forms.errors import KnownError
from forms.records import schema
from forms.records.store import Records
from sync.exchange import export_to, import_from
from tests.durability import ground, planted
from tests.durability.interpose import Mode, World
from tests.durability.morning import Morning
from tests.durability.verdict import Told, losses

# What the next program brings: every file is migrated, a copy kept before.
_NEXT = "CREATE TABLE later (id INTEGER PRIMARY KEY); INSERT INTO later VALUES (1)"


class Arena:
    """Runs mornings on copies of one ground.

    Args:
        world: The library.
        folder: Scratch room.
    """

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.base = folder / "base"
        self._morning: type[Morning] = Morning
        ground.build(self.base)
        with self.copy() as root:
            # Once for all forks: what is loaded, parsed and drawn at the first use.
            Morning(root, lambda **_: None, lambda: None).work()
            losses(root, [])
            list(delivered(self, root))
        _migrate_once_more()

    def plant(self, bug: str) -> None:
        """Plant a bug in this process, none where it is blank."""
        self._morning = planted.plant(bug)

    @contextmanager
    def copy(self) -> Iterator[Path]:
        """Give a copy of the ground."""
        with tempfile.TemporaryDirectory(dir=self.folder) as room:
            yield ground.copy(self.base, Path(room) / "root")

    def run(
        self, root: Path, mode: Mode, at: int, under: str = "", trace: str = ""
    ) -> Told:
        """Work a morning in a fork; return what it told until it ended or died."""
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            self._work(root, writing, mode, at, under, trace)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            lines = pipe.readlines()
        os.waitpid(child, 0)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def _work(
        self, root: Path, pipe: int, mode: Mode, at: int, under: str, trace: str
    ) -> None:
        world = self.world

        def tell(**told: str) -> None:
            line = json.dumps(told, ensure_ascii=False)
            os.write(pipe, f"{line}\n".encode())
            world.mark(line)

        try:
            if trace:
                world.trace(Path(trace))
            world.arm(root / under if under else root, mode, at)
            morning: Morning = self._morning(root, tell, world.mend)
            morning.work()
            tell(points=str(world.points), hit=str(world.hit), done="1")
        except BaseException:  # noqa: BLE001 (whatever it is, it is told as wrong)
            tell(wrong=traceback.format_exc()[-1_500:])
        os._exit(0)


def judge(
    arena: Arena, root: Path, mode: Mode, told: Told, wrong: Callable[[str], None]
) -> None:
    """Judge what a morning left behind that told `told` under `mode`."""
    ended = any("done" in one for one in told)
    if mode in (Mode.KILL, Mode.HALF):
        if ended:
            wrong("the point was not reached")
    elif not ended and not any("wrong" in one for one in told):
        wrong("the morning did not end")
    judge_disk(arena, root, told, wrong)


def judge_disk(
    arena: Arena, root: Path, told: Told, wrong: Callable[[str], None]
) -> None:
    """Judge what lies in `root`, whatever happened; call `wrong` with violations."""
    try:
        for one in losses(root, told):
            wrong(one)
        if any("doing" in one for one in told):
            for one in delivered(arena, root):
                wrong(one)
    except KnownError as error:
        wrong(f"does not open: {error}")
    except Exception:  # noqa: BLE001 (whatever it is, it is a violation)
        wrong(traceback.format_exc()[-1_500:])


def delivered(arena: Arena, root: Path) -> Iterator[str]:
    """Export again what a fault cut off, and see that an office receives all of it."""
    with Records.open(root / "worker", clock=ground.clock()) as worker:
        sent = export_to(worker, root / "stick")
        numbers = {row.number for row in worker.visits(limit=1_000)}
        hi = worker.version_map()[worker.device_id]
        dev = worker.device_id
    if sent.problems:
        yield f"export: {sent.problems[0]}"
    office = ground.copy(arena.base / "office", root / "office")
    with Records.open(office, clock=ground.clock()) as records:
        got = import_from(records, root / "stick")
        yield from (f"import: {one}" for one in got.problems)
        if records.version_map().get(dev) != hi:
            yield "the office did not receive every record"
        missing = numbers - {row.number for row in records.visits(limit=1_000)}
        if missing:
            yield f"the office lacks {sorted(missing)}"
        if records.missing_blobs():
            yield "the office lacks photos"


def _migrate_once_more() -> None:
    real = schema.migrations
    schema.migrations = lambda name: [*real(name), _NEXT]
