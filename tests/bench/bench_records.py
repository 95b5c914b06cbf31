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
from tests.bench.figure import Figure, quantile, timed
from tests.bench.places import WORKER

ENTITIES, FIELDS, UPDATES, CHANGED = 10_000, 20, 100_000, 5
RESIDENTS = 100_000
SURNAMES, GIVEN = "王李张刘孔陈马孟赵孙单曾解", "祥瑞国庆秀英志强建军丽华明德宪繁玉兰"
TYPED = (
    "孔", "孔祥", "祥瑞", "秀英", "kongxiangrui", "kxr", "w", "zhang", "5-2-301",
    "5号楼2单元301", "五号楼二单元三楼", "301", "5678", "王 5-2", "没有这个人",
)  # fmt: skip


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
        return [*figures, *_found(folder / "w")]


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
    begun = perf_counter()
    Records.open(folder / "w").close()
    opened = (perf_counter() - begun) * 1000
    changes = ENTITIES * FIELDS + UPDATES * CHANGED
    what = f"records: open a register of {changes:,} field changes"
    return [*found, Figure(what, opened, limit=1000.0)]


def _updates(
    chance: random.Random, created: list[Op], names: list[str], laptops: tuple
) -> Iterator[Op]:
    """Go through updates; one in twenty does not know the one before it."""
    last: dict[tuple[int, str], list[str]] = {}
    for number in range(UPDATES):
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


def _found(folder: Path) -> list[Figure]:
    chance = random.Random(1)
    with Records.open(folder) as records:
        begun = perf_counter()
        for start in range(0, RESIDENTS, 20_000):
            rows = [_resident(chance, n) for n in range(start, start + 20_000)]
            records.import_entities("resident", rows, "bench")
        imported = (perf_counter() - begun) / RESIDENTS * 1e6
        times = [timed(lambda typed=t: records.search(typed)) for t in TYPED * 3]
        within = records.entity_rows("resident")
        times += [
            timed(lambda typed=t: within.search(typed, {"grid_code": "G5"}, 20))
            for t in TYPED
        ]
    return [
        Figure("records: a resident imported, search included", imported, "µs"),
        Figure(f"records: search {RESIDENTS:,} residents, p50", quantile(times, 0.5)),
        Figure(
            f"records: search {RESIDENTS:,} residents, slowest", max(times), limit=50.0
        ),
    ]  # fmt: skip


def _resident(chance: random.Random, n: int) -> dict[str, str]:
    name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
    building, unit = n // 216 + 1, n // 72 % 3 + 1
    door = f"{building}号楼{unit}单元{n // 12 % 6 + 1}0{n // 3 % 4 + 1}室"
    return {
        "name": f"r{n}", "label": f"{name} {door}", "full_name": name,
        "addr_short": door, "hh_id": f"h{n // 3}", "grid_code": f"G{n // 3000}",
        "phone": f"13{chance.randrange(10**9):09d}", "person_state": "active",
        "id_no": f"370811{1940 + n % 80}0101{n % 1000:03d}X",
    }  # fmt: skip
