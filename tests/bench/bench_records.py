"""The register: ops received, entities searched, beside the driver's own floor.

Receiving and its floor are told in processor time: other programs do not count.
"""

import random
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

from desktop import clock
from forms.records.log import Op, next_hlc, op_line, read_op
from forms.records.store import Records, create_workspace
from forms.records.vault import Link
from forms.records.workspace import REGISTER
from tests.bench import asked, crowd
from tests.bench.figure import Figure
from tests.bench.places import WORKER

ENTITIES, FIELDS, UPDATES, CHANGED = 10_000, 20, 100_000, 5
# Until the register holds 1,000,000 field changes.
MORE = 60_000
RESIDENTS = 100_000


class Laptop:
    """Another laptop that writes ops."""

    def __init__(self) -> None:
        self._dev, self._seq, self._prev, self._hlc = secrets.token_hex(8), 0, "", ""

    def op(self, write: dict[str, object]) -> Op:
        """Return its next op, with one entity write."""
        self._seq += 1
        self._hlc = next_hlc(self._hlc, 1_764_000_000_000 + self._seq)
        made = Op(
            self._dev, self._seq, self._hlc, "entity", f"r{self._seq}", "w",
            "2026-11-25T08:00:00+08:00", "", {"writes": [write]}, self._prev,
            secrets.token_hex(8),
        )  # fmt: skip
        self._prev = made.hash
        return made


def measure() -> list[Figure]:
    """Measure what is received first, then what is found."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create_workspace(folder / "w", profile=WORKER, demo=True, now=clock.now())
        figures = _received(folder)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create_workspace(folder / "w", profile=WORKER, demo=True, now=clock.now())
        return [*figures, *found(folder / "w", RESIDENTS, 50.0)]


def _received(folder: Path) -> list[Figure]:
    chance = random.Random(1)
    one, other = Laptop(), Laptop()
    names = [f"f{n}" for n in range(FIELDS)]
    created = [
        one.op({"l": "thing", "e": f"e{n:06d}", "c": 1, "f": dict.fromkeys(names, "v")})
        for n in range(ENTITIES)
    ]
    inserts = [op_line(op) for op in created]
    updates = [op_line(op) for op in _updates(chance, created, names, (one, other))]
    updates, more = updates[:UPDATES], updates[UPDATES:]
    found = []
    floor = _floor(folder, names)
    with Records.open(folder / "w") as records:
        for what, lines, per_op, limit in (
            ("insert-heavy", inserts, FIELDS, 6.25),
            ("update-heavy", updates, CHANGED, 16.7),
        ):
            begun = process_time()
            records.receive(read_op(line) for line in lines)
            each = (process_time() - begun) / len(lines) / per_op * 1e6
            found.append(
                Figure(
                    f"records: one field change received, {what}", each, "µs",
                    "executemany, same driver", floor, limit, 15.0,
                )
            )  # fmt: skip
        records.receive(read_op(line) for line in more)
    changes = ENTITIES * FIELDS + (UPDATES + MORE) * CHANGED
    return [*found, opened(folder / "w", f"{changes:,} field changes")]


def opened(folder: Path, told: str) -> Figure:
    """Return how long it takes to open a register and read its first page."""
    begun = perf_counter()
    with Records.open(folder) as records:
        records.lists()
        records.entities("resident", limit=100)
    took = (perf_counter() - begun) * 1000
    return Figure(f"records: open a register of {told}", took, limit=1000.0)


def _updates(
    chance: random.Random, created: list[Op], names: list[str], laptops: tuple
) -> Iterator[Op]:
    """Go through updates; one in twenty does not know the one before it."""
    last: dict[tuple[int, str], list[str]] = {}
    for number in range(UPDATES + MORE):
        entity, changed = chance.randrange(ENTITIES), chance.sample(names, CHANGED)
        seen = {}
        for name in changed:
            known = last.setdefault((entity, name), [created[entity].id])
            seen[name] = [known[0 if chance.random() < 0.05 else -1]]
        fields = {name: f"v{chance.randrange(100_000)}" for name in changed}
        op = laptops[number % 2].op(
            {"l": "thing", "e": f"e{entity:06d}", "f": fields, "p": seen}
        )
        for name in changed:
            last[(entity, name)] = [*last[(entity, name)][-1:], op.id]
        yield op


def _floor(folder: Path, names: list[str]) -> float:
    """Return what the driver takes to write one field change and nothing else, µs."""
    link = Link(folder / "floor.db", b"\1" * 32, writer=True)
    link.run("CREATE TABLE c (list, entity, field, value, dev, seq, hlc)")
    rows = [
        (
            "thing",
            f"e{n % ENTITIES:06d}",
            names[n % FIELDS],
            f"v{n}",
            "0" * 16,
            n,
            "0" * 16,
        )
        for n in range(UPDATES * CHANGED)
    ]
    begun = process_time()
    with link.writing():
        link.many("INSERT INTO c VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    each = (process_time() - begun) / len(rows) * 1e6
    link.close()
    return each


def found(folder: Path, residents: int, limit_ms: float) -> list[Figure]:
    """Bring so many residents in and search them.

    Args:
        folder: A workspace with nothing in it.
        residents: How many.
        limit_ms: The most a search may take.
    """
    with Records.open(folder) as records:
        begun = process_time()
        for _ in crowd.fill(records, residents):
            pass
        each = (process_time() - begun) / residents * 1e6
        told = asked.figures(records, residents, limit_ms)
    size = (folder / REGISTER).stat().st_size / residents
    return [
        Figure("records: a resident imported, search included", each, "µs"),
        Figure("records: size on disk of a resident, search included", size, "bytes"),
        *told,
    ]
