"""Three laptops write, edit, hide, settle and exchange in any order: one register."""

import random
import shutil
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from forms.records import entities
from forms.records.fold import HIDDEN
from forms.records.ids import uuid7
from forms.records.log import Op
from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile, VisitIn

REGISTER = "5d8f4c1e-9f0b-5a7e-8c77-3f1d6f0a9d11"
START = datetime(2026, 11, 25, 8, 0, tzinfo=timezone(timedelta(hours=8)))
LISTS = ("household", "hazard")
NAMES = ("a", "b", "c")
FIELDS = ("status", "temp")

devices = st.integers(0, 2)
keys = st.tuples(st.sampled_from(LISTS), st.sampled_from(NAMES))
values = st.sampled_from(["", "15", "18", "20"])
fields = st.dictionaries(st.sampled_from(FIELDS), values, min_size=1)


class ThreeLaptops(RuleBasedStateMachine):
    """Each step is one thing a person does; the end is told in `teardown`."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.now = START
        self.random = random.Random(7)
        self.written: set[tuple[str, str, str, str]] = set()
        self.laptops = []
        self.records: list[str] = []
        for name in ("one", "two", "office"):
            place = self.folder / name
            profile = Profile(name, name, "XYQY03")
            create_workspace(
                place, profile=profile, demo=False, now=START, register_id=REGISTER
            )
            self.laptops.append(Records.open(place, clock=self.tick))

    def tick(self) -> datetime:
        # Clocks differ: a later op may bear an earlier time.
        self.now += timedelta(seconds=1)
        return self.now - timedelta(seconds=self.random.choice((0, 0, 90)))

    def note(self, op: Op | None) -> None:
        for told in op.body["writes"] if op else ():
            self.written |= {
                (told["l"], told["e"], name, value) for name, value in told["f"].items()
            }

    @rule(device=devices, key=keys, changed=fields, create=st.booleans())
    def write(self, device, key, changed, create) -> None:
        one = EntityWriteIn(
            key[0], "create" if create else "update", key[1], changed,
            label=key[1] if create else None,
        )  # fmt: skip
        self.note(self.laptops[device].write_entities([one], "w"))

    @rule(device=devices, told=st.dictionaries(keys, fields, max_size=2))
    def visit(self, device, told) -> None:
        record = uuid7(self.now)
        self.records.append(record)
        self._finalise(device, record, told, ())

    @rule(
        device=devices,
        pick=st.integers(0, 9),
        told=st.dictionaries(keys, fields, max_size=2),
        old=st.booleans(),
    )
    def edit_visit(self, device, pick, told, old) -> None:
        here = {v.record_id: v for v in self.laptops[device].visits()}
        known = [r for r in self.records if r in here]
        if not known:
            return
        record = known[pick % len(known)]
        visit = self.laptops[device].visit(record)
        # Sometimes an older revision: then the visit forks, or a fork grows.
        base = visit.revisions[0] if old else visit.shown
        others = () if old else tuple(f.instance_id for f in visit.forks)
        self._finalise(device, record, told, (base.instance_id, *others))

    def _finalise(self, device, record, told, replaces) -> None:
        laptop = self.laptops[device]
        writes = [
            EntityWriteIn(
                place, "create" if place == "hazard" else "update", entity, changed,
                base_version=getattr(laptop.entity(place, entity), "version", ""),
            )
            for (place, entity), changed in told.items()
        ]  # fmt: skip
        instance = f"uuid:{uuid7(self.now)}"
        self.note(laptop.finalise_visit(VisitIn(
            draft_id=uuid7(self.now), record_id=record, form_id="f", form_version="1",
            xml=b"<data/>", instance_id=instance, author="w", started_at=self.tick(),
            ended_at=self.tick(), writes=writes,
            deprecated_id=replaces[0] if replaces else "",
            also_replaces=tuple(replaces[1:]),
        )))  # fmt: skip

    @rule(device=devices, key=keys, hidden=st.booleans())
    def hide(self, device, key, hidden) -> None:
        self.note(self.laptops[device].hide(*key, hidden, "w"))

    @rule(device=devices, key=keys, value=values)
    def resolve(self, device, key, value) -> None:
        laptop = self.laptops[device]
        found = laptop.entity(*key)
        if found and found.conflicts:
            name = found.conflicts[0]
            settled = "1" if name == HIDDEN else value
            self.note(laptop.resolve(*key, {name: settled}, "w"))
            assert name not in laptop.entity(*key).conflicts

    @rule(source=devices, towards=devices, seed=st.integers(0, 999))
    def carry(self, source, towards, seed) -> None:
        chance = random.Random(seed)
        ops = self._ops(source)
        some = chance.sample(ops, len(ops) // 2) + chance.sample(ops, len(ops) // 3)
        self.laptops[towards].receive(some)

    def _ops(self, index) -> list[Op]:
        laptop = self.laptops[index]
        return [op for dev in laptop.version_map() for op in laptop.ops(dev)]

    def teardown(self) -> None:
        if not hasattr(self, "laptops"):
            return
        try:
            self._all_agree()
        finally:
            for laptop in self.laptops:
                laptop.close()
            shutil.rmtree(self.folder)

    def _all_agree(self) -> None:
        everything = [op for index in range(3) for op in self._ops(index)]
        for index, laptop in enumerate(self.laptops):
            random.Random(index).shuffle(everything)
            laptop.receive(everything)
            again = laptop.receive(everything)
            assert again.new == 0
            assert not again.gaps
        assert len({laptop.digest() for laptop in self.laptops}) == 1
        for laptop in self.laptops:
            self._nothing_lost(laptop)
            self._folded_whole(laptop)
            report = laptop.doctor(rebuild=True)
            assert report.healthy, report.findings

    def _nothing_lost(self, laptop) -> None:
        found = set()
        for place, entity in {(one[0], one[1]) for one in self.written}:
            found |= {
                (place, entity, one.field, one.value)
                for one in laptop.history(place, entity)
            }
        assert self.written <= found

    def _folded_whole(self, laptop) -> None:
        """What was folded step by step equals a fold of all writes at once."""
        link = laptop._link
        names = [(r[0], r[1]) for r in link.query("SELECT list, id FROM entity")]
        held = list(entities.load(link, names).values())
        for one, anew in zip(held, entities.fold_anew(link, held), strict=True):
            assert one.state.props == anew.props
            assert one.state.heads == anew.heads
            assert one.state.bases == anew.bases
            assert one.state.hidden or one.state.alive == anew.alive


ThreeLaptops.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestThreeLaptops = ThreeLaptops.TestCase
