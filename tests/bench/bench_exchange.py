"""The exchange, sealed: a day's bundle, a worker's day received, a flood of changes."""

import copy
import os
import random
import tempfile
from datetime import date, time, timedelta
from pathlib import Path
from time import perf_counter, process_time

from desktop import demo, story
from desktop.begin import begin
from desktop.clock import stepping
from forms.records.journal import Journal
from forms.records.log import Op
from forms.records.store import Records
from forms.records.types import Profile
from sync import bundle
from sync.exchange import enrol, export_to, import_from
from sync.exchange.invitations import read_invitation
from sync.exchange.trust import trust_of
from sync.folders.memory import MemoryFolder
from tests.bench.bench_records import CHANGED, FIELDS, Laptop, _floor
from tests.bench.figure import Figure
from tests.bench.replication import pouchdb
from tests.sync.registers import finish_visit

DAY, VISITS, PHOTOS, PHOTO_BYTES = date(2026, 11, 25), 30, 60, 300_000
ENTITIES, BUNDLE = 2_000, 1_000


def measure() -> list[Figure]:
    """Fill a day, seal it, carry it; then receive many changes of another laptop."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        worker, office = _enrolled(folder)
        with worker, office:
            return [
                *_day(worker, office, folder / "stick"),
                *_flood(worker, office, folder),
            ]


def _enrolled(folder: Path) -> tuple[Records, Records]:
    clock = stepping(DAY, time(8, 30), timedelta(seconds=2))
    told = demo.morning()
    opened = []
    for side in (demo.WORKER, demo.OFFICE):
        profile = Profile(**told[side], language="zh_CN")
        begin(folder / side, profile, demo=True, clock=clock)
        opened.append(Records.open(folder / side, clock=clock))
    worker, office = opened
    founded = enrol.prepare_register(office, "bench")
    enrol.found_register(office, founded, staff="w01", person="w01")
    invited = enrol.invite(office, grids=["XYQY03"], staff="w02")
    asked = enrol.join(worker, read_invitation(invited.data, DAY))
    enrol.grant(office, asked, asked.code)
    stick = MemoryFolder()
    export_to(office, stick)
    import_from(worker, stick)
    export_to(worker, stick)
    import_from(office, stick)
    export_to(office, stick)
    import_from(worker, stick)
    return worker, office


def _day(worker: Records, office: Records, stick: Path) -> list[Figure]:
    clock = stepping(DAY, time(9), timedelta(seconds=2))
    told = demo.morning()["visits"]
    doors = [
        e.properties["addr_short"] for e in worker.entities("household", limit=VISITS)
    ]
    first = worker.version_map()[worker.device_id] + 1
    with Journal.open(worker.folder) as journal:
        for number in range(VISITS):
            visit = copy.deepcopy(told[number % len(told)])
            if visit["form"] == "heating_visit" and number >= len(told):
                visit["to"]["where"]["addr_short"] = doors[number]
            story.fill(worker, journal, visit, clock, "zh_CN")
    ops = list(worker.ops(worker.device_id, first))
    _, data = bundle.write(
        ops,
        register_id=worker.register_id,
        signing_key=worker.signing_key,
        recipients=trust_of(worker).offices,
    )
    for number in range(VISITS):
        share = PHOTOS // VISITS
        finish_visit(worker, number, *(os.urandom(PHOTO_BYTES) for _ in range(share)))
    stick.mkdir()
    export_to(worker, stick)
    begun = perf_counter()
    taken = import_from(office, stick)
    took = (perf_counter() - begun) * 1000
    if taken.problems or taken.blobs < PHOTOS:
        raise RuntimeError(f"not all arrived: {taken}")
    return [
        Figure(
            f"exchange: sealed bundle of {VISITS} visits, photos apart",
            len(data) / 1024, "KB", limit=14.0,
        ),
        Figure(
            f"exchange: a day, {VISITS * 2} visits and {taken.blobs} photos, received",
            took, limit=3000.0,
        ),
    ]  # fmt: skip


def _flood(worker: Records, office: Records, folder: Path) -> list[Figure]:
    """Receive sealed changes, as they would come from a laptop of many days.

    All in processor time, unsealing and checking included: other programs do not count.
    """
    chance = random.Random(1)
    laptop = Laptop()
    laptop._dev = worker.device_id
    last = worker.version_map()[worker.device_id]
    newest = next(worker.ops(worker.device_id, last, last))
    laptop._seq, laptop._prev = last, newest.hash
    names = [f"f{n}" for n in range(FIELDS)]
    created = [
        laptop.op({"l": "x", "e": f"e{n:06d}", "c": 1, "f": dict.fromkeys(names, "v")})
        for n in range(ENTITIES)
    ]
    updates = list(_updates_of(chance, created, names, laptop))
    stick = MemoryFolder()
    export_to(worker, stick)
    import_from(office, stick)
    floor = _floor(folder, names)
    found, whole, count = [], 0.0, 0
    for what, ops, changes, limit in (
        ("insert", created, FIELDS, 6.25), ("update", updates, CHANGED, 16.7)
    ):  # fmt: skip
        begun = process_time()
        _put(worker, stick, ops)
        sealed = process_time()
        import_from(office, stick)
        ended = process_time()
        each = (ended - sealed) / len(ops) / changes * 1e6
        whole, count = whole + ended - begun, count + len(ops) * changes
        found.append(
            Figure(
                f"exchange: one field change out of sealed bundles, {what}-heavy",
                each, "µs", "executemany, same driver", floor, limit,
                15.0 if what == "update" else None, f"{1e6 / each:,.0f} changes/s",
            )
        )  # fmt: skip
    rounds = len(updates) // BUNDLE
    return [*found, *_beside_pouchdb(whole / count * 1e6, rounds)]


def _beside_pouchdb(each: float, rounds: int) -> list[Figure]:
    """Return µs a change of all the work, sealed, written and received, beside its.

    The limit holds where it keeps what it got on the disk, as we do.
    """
    found = []
    for adapter, where, limit in (("leveldb", "LevelDB", 0.2), ("memory", "RAM", None)):
        told = pouchdb(adapter, ENTITIES, FIELDS, CHANGED, BUNDLE, rounds)
        beside, note = None, told if isinstance(told, str) else ""
        if not isinstance(told, str):
            made, changed = ENTITIES * FIELDS, rounds * BUNDLE * CHANGED
            beside = told["insert"] * made + told["update"] * changed
            beside /= made + changed
            note = f"insert {told['insert']:.3g}, update {told['update']:.3g} µs"
        what = f"exchange: sealed and received, beside replication to {where}"
        peer = f"PouchDB in {where}"
        found.append(Figure(what, each, "µs", peer, beside, None, limit, note))
    return found


def _put(worker: Records, stick: MemoryFolder, ops: list[Op]) -> None:
    for at in range(0, len(ops), BUNDLE):
        header, data = bundle.write(
            ops[at : at + BUNDLE],
            register_id=worker.register_id,
            signing_key=worker.signing_key,
            recipients=trust_of(worker).offices,
        )
        stick.put_new(f"gv1/in/{header.dev}/202611/{header.file_name}", data)


def _updates_of(
    chance: random.Random, created: list, names: list[str], laptop: Laptop
) -> list:
    """Return updates of the entities, all by one laptop."""
    found, last = [], {}
    for _ in range(20_000):
        entity, changed = chance.randrange(ENTITIES), chance.sample(names, CHANGED)
        seen = {n: [last.get((entity, n), created[entity].id)] for n in changed}
        fields = {n: f"v{chance.randrange(100_000)}" for n in changed}
        op = laptop.op({"l": "x", "e": f"e{entity:06d}", "f": fields, "p": seen})
        for name in changed:
            last[(entity, name)] = op.id
        found.append(op)
    return found
