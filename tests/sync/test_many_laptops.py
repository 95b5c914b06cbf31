"""Four laptops and two folders: whatever happens, nothing acknowledged is lost.

Files are lost, cut, changed, doubled and arrive in any order; clocks jump by years;
transfers are cancelled; profiles are put back; laptops are ended and granted again;
households move; photos are taken and their originals freed; folders are compacted. At
the end everybody exchanges by a folder that is whole, and both offices hold the same.
"""

import faulthandler
import hashlib
import os
import shutil
import sys
import tempfile
import uuid
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import EntityWriteIn
from sync.exchange import (
    custody,
    enrol,
    export_to,
    import_file,
    import_from,
    lanes,
)
from sync.exchange.invitations import JoinRequest
from sync.exchange.layout import MARKER, read_bundle_name
from sync.exchange.originals import free_originals
from sync.exchange.trust import trust_of
from sync.folders.memory import MemoryFolder
from tests.sync.enrolled import GRID, enrol_laptop, laptop_of, office_of
from tests.sync.registers import NOW, REGISTER, finish_visit
from tests.sync.test_originals import photo

# 300 take two minutes; GRIDVISIT_EXAMPLES=10000 takes an hour.
EXAMPLES = int(os.environ.get("GRIDVISIT_EXAMPLES", "300"))
STEPS, LONG_S = 40, 6 * 3600
FIRST, SECOND, ONE, TWO = range(4)
EVERYBODY = st.sampled_from((FIRST, SECOND, ONE, TWO))
STICKS = st.integers(0, 1)
RESTORED = st.sampled_from((SECOND, ONE, TWO))
HOMES = [str(uuid.uuid5(uuid.UUID(REGISTER), f"home {n}")) for n in range(3)]
OTHER, PHOTO = "XYQY04", photo(1)
# Whatever a laptop may be told; anything else is a bug.
TOLD = ("MEMBER-", "FOLDER-", "BUNDLE-", "QUARANTINE-", "PHOTO-")


class Cancelled(Exception):
    """Somebody pressed stop."""


class Laptops(RuleBasedStateMachine):
    """Two offices and two laptops of one grid; what each said stands in `said`."""

    steps: ClassVar[int] = 0
    runs: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        Laptops.runs += 1
        self.base = Path(tempfile.mkdtemp())
        self.clocks = [NOW] * 4
        self.records: list[Records] = []
        self.sticks = [MemoryFolder("one"), MemoryFolder("two")]
        self.backups: dict[int, Path] = {}
        self.said: dict[tuple[str, int, str], tuple[str, str]] = {}
        self.shot: dict[str, int] = {}
        self.restored: set[int] = set()
        self.waiting: dict[int, JoinRequest] = {}
        self.count = 0

    def now(self, who: int) -> datetime:
        """Return a laptop's own instant; each look moves it on."""
        self.clocks[who] += timedelta(seconds=1)
        return self.clocks[who]

    def open(self, who: int, folder: Path) -> Records:
        """Open a workspace with the clock of that laptop."""
        return Records.open(folder, clock=lambda: self.now(who))

    @invariant()
    def count_step(self) -> None:
        """Count what was done, for the figures."""
        Laptops.steps += 1

    @initialize()
    def enrol(self) -> None:
        office, _ = office_of(self.base / "0")
        made = [office]
        for who, role in ((SECOND, "supervisor"), (ONE, "worker"), (TWO, "worker")):
            laptop = laptop_of(self.base / str(who), f"w0{who}")
            grids = (GRID,) if role == "worker" else ()
            enrol_laptop(office, laptop, role=role, grids=grids, staff=f"w0{who}")
            made.append(laptop)
        stick = MemoryFolder()
        export_to(office, stick)
        for laptop in made[1:]:
            import_from(laptop, stick)
        for records in made:
            records.close()
        self.records = [self.open(who, self.base / str(who)) for who in range(4)]

    @rule(who=EVERYBODY, home=st.integers(0, 2), value=st.integers(0, 9))
    def write(self, who: int, home: int, value: int) -> None:
        """Write a field of a household; the value counts as said."""
        records = self.records[who]
        self.count += 1
        text = f"{value}-{self.count}"
        known = records.entity("household", HOMES[home])
        write = EntityWriteIn(
            "household",
            "update" if known else "create",
            HOMES[home],
            {"note": text, "grid_code": GRID},
            label=f"home {home}",
        )
        op = records.write_entities([write], f"w0{who}")
        assert op is not None
        self.said[(op.dev, op.seq, op.hash)] = (HOMES[home], text)

    @rule(who=EVERYBODY, home=st.integers(0, 2), away=st.booleans())
    def move(self, who: int, home: int, away: bool) -> None:
        """Move a household to another grid, or back."""
        grid, there = (OTHER if away else GRID), HOMES[home]
        if self.records[who].entity("household", there) is not None:
            write = EntityWriteIn("household", "update", there, {"grid_code": grid})
            self.records[who].write_entities([write], f"w0{who}")

    @rule(who=st.sampled_from((ONE, TWO)))
    def shoot(self, who: int) -> None:
        """Finish a visit with a photo."""
        self.count += 1
        data = PHOTO + self.count.to_bytes(4, "big")
        finish_visit(self.records[who], 1000 * who + self.count, data)
        self.shot[hashlib.sha256(data).hexdigest()] = who

    @rule(who=EVERYBODY)
    def free(self, who: int) -> None:
        """Free the originals that may leave."""
        free_originals(self.records[who], 1)

    @rule(who=EVERYBODY, stick=STICKS)
    def compact(self, who: int, stick: int) -> None:
        """Remove from a stick what every office has."""
        if self.sticks[stick].list(""):
            custody.compact(self.records[who], self.sticks[stick])

    @rule(who=EVERYBODY, stick=STICKS, order=st.permutations(range(6)))
    def hand_over(self, who: int, stick: int, order: list[int]) -> None:
        """Take up some bundles one by one, in any order, under other names."""
        files = [e.name for e in self.sticks[stick].list("") if e.name.endswith("gvb")]
        place = self.base / "x(1).gvb"
        for number in order:
            if number < len(files):
                place.write_bytes(self.sticks[stick].get(files[number], 10**8))
                with suppress(KnownError):
                    import_file(self.records[who], place)
        if self.records[who].members.copied:
            self.renew(who)

    @rule(stick=STICKS, which=st.integers(0, 50), at=st.integers(0, 10**6))
    def change(self, stick: int, which: int, at: int) -> None:
        """Change one byte of a file of a stick."""
        files = [e for e in self.sticks[stick].list("") if e.name != MARKER]
        if files:
            name = files[which % len(files)].name
            data = bytearray(self.sticks[stick].get(name, 10**8))
            data[at % len(data)] ^= 1 << at % 8
            self.sticks[stick].delete(name)
            self.sticks[stick].put_new(name, bytes(data))

    @rule(who=EVERYBODY, stick=STICKS)
    def export(self, who: int, stick: int) -> None:
        """Export; a laptop may be told that it is a copy."""
        try:
            export_to(self.records[who], self.sticks[stick])
        except KnownError as error:
            if error.code != "MEMBER-COPIED":
                raise
            self.renew(who)

    @rule(who=EVERYBODY, stick=STICKS, carry=st.booleans())
    def take(self, who: int, stick: int, carry: bool) -> None:
        """Import, whatever lies there."""
        if self.sticks[stick].list(""):
            taken = import_from(self.records[who], self.sticks[stick], carry=carry)
            for problem in taken.problems:
                assert problem.code.startswith(TOLD)
            if self.records[who].members.copied:
                self.renew(who)

    @rule(who=EVERYBODY, stick=STICKS, after=st.integers(0, 3), out=st.booleans())
    def cancel(self, who: int, stick: int, after: int, out: bool) -> None:
        """Stop a transfer in the middle."""
        left = after

        def stop(done: int, total: int, what: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Cancelled

        with suppress(Cancelled, KnownError):
            if out:
                export_to(self.records[who], self.sticks[stick], stop)
            elif self.sticks[stick].list(""):
                import_from(self.records[who], self.sticks[stick], stop)

    @rule(stick=STICKS, which=st.integers(0, 50), cut=st.booleans())
    def lose(self, stick: int, which: int, cut: bool) -> None:
        """Lose a file of a stick, or half of it."""
        files = [e for e in self.sticks[stick].list("") if read_bundle_name(e.name)]
        if files:
            name = files[which % len(files)].name
            data = self.sticks[stick].get(name, 10**8)
            self.sticks[stick].delete(name)
            if cut:
                self.sticks[stick].put_new(name, data[: len(data) // 2])

    @rule(stick=STICKS)
    def double(self, stick: int) -> None:
        """Copy one stick onto the other, as far as that is free."""
        other = self.sticks[1 - stick]
        for entry in self.sticks[stick].list(""):
            if other.stat(entry.name) is None and other.list("") != ():
                other.put_new(entry.name, self.sticks[stick].get(entry.name, 10**8))

    @rule(who=EVERYBODY, days=st.integers(-4000, 4000))
    def jump(self, who: int, days: int) -> None:
        """Set a clock wrong by years."""
        self.clocks[who] += timedelta(days=days)
        year = min(max(self.clocks[who].year, 2000), 2090)
        self.clocks[who] = self.clocks[who].replace(year=year, day=1)

    @rule(who=RESTORED)
    def back_up(self, who: int) -> None:
        """Keep a copy of a laptop's profile."""
        place = self.base / f"backup{who}"
        shutil.rmtree(place, ignore_errors=True)
        self.records[who].close()
        shutil.copytree(self.base / str(who), place)
        self.records[who] = self.open(who, self.base / str(who))
        self.backups[who] = place

    @rule(who=RESTORED)
    def put_back(self, who: int) -> None:
        """Put a profile back: what nobody was told since is lost rightly."""
        if who not in self.backups:
            return
        self.records[who].close()
        shutil.rmtree(self.base / str(who))
        shutil.copytree(self.backups[who], self.base / str(who))
        self.records[who] = self.open(who, self.base / str(who))
        self.restored.add(who)
        self.forget_what_nobody_holds()

    @rule(who=RESTORED)
    def end_and_grant_again(self, who: int) -> None:
        """Revoke a laptop; it asks again and is granted."""
        office = self.records[FIRST]
        device = self.records[who].device_id
        if device not in trust_of(office).circle.members:
            return
        enrol.revoke(office, device, last=office.version_map().get(device, 0))
        self.renew(who)

    def renew(self, who: int) -> None:
        """Take a new device id and be granted by the first office."""
        request = enrol.renew(self.records[who])
        assert request is not None
        self.waiting[who] = request
        self.grant(who)

    def grant(self, who: int) -> None:
        """Grant what is asked; the office may not know the old device yet."""
        request = self.waiting.pop(who)
        enrol.grant(self.records[FIRST], request, request.code)

    def forget_what_nobody_holds(self) -> None:
        """Take out of `said` what only the profile held that was put back."""
        held = set().union(*map(hashes_of, self.records))
        for key in [key for key in self.said if key[2] not in held]:
            del self.said[key]

    def teardown(self) -> None:
        """Exchange until nothing moves; then compare."""
        if self.records:
            try:
                self.settle()
                self.compare()
            finally:
                for records in self.records:
                    records.close()
        shutil.rmtree(self.base, ignore_errors=True)

    def settle(self) -> None:
        """Let everybody exchange by a new folder until nothing changes."""
        self.clocks = [max(self.clocks)] * 4
        for who in (SECOND, ONE, TWO):
            members = trust_of(self.records[FIRST]).circle.members
            if members[self.records[who].device_id].state == "revoked":
                self.renew(who)  # a profile was put back whose number had ended
        folder = MemoryFolder("last")
        seen = ""
        for _ in range(12):
            for who in (ONE, TWO, SECOND, FIRST):
                self.sticks = [folder, folder]
                self.export(who, 0)
                self.take(who, 0, False)
            told = "".join(records.digest() for records in self.records)
            if told == seen:
                return
            seen = told
        raise AssertionError("it never comes to rest")

    def compare(self) -> None:
        """Offices hold the same; what was said stands or was knowingly followed."""
        first, second = self.records[FIRST], self.records[SECOND]
        assert not [r.gaps() for r in (first, second) if r.gaps()]
        revoked = {
            m.device: m.last
            for m in trust_of(first).circle.members.values()
            if m.state == "revoked"
        }
        apart = ops_of(first) ^ ops_of(second)
        if not apart:
            assert first.digest() == second.digest()
        # An office that was ended had made what waits in quarantine at the other.
        assert all(dev in revoked and seq > revoked[dev] for dev, seq, _ in apart)
        for (dev, seq, _), (home, text) in self.said.items():
            if dev in revoked and seq > revoked[dev]:
                continue  # in quarantine, by a supervisor's decision
            for office in (first, second):
                written = [one.value for one in office.history("household", home)]
                assert text in written, (dev, seq)
        for sha256, who in self.shot.items():
            if who not in self.restored and self.is_known(sha256):
                assert first.has_blob(sha256)
                assert second.has_blob(sha256)
                assert self.records[who].has_picture(sha256)
        for laptop in self.records[ONE:]:
            if not hashes_of(laptop) <= hashes_of(first):
                continue  # it made ops that wait in quarantine
            for home in HOMES:
                seen = laptop.entity("household", home)
                there = first.entity("household", home)
                if there is None or there.grid_code != GRID:
                    continue  # what put it into the grid waits in quarantine
                assert seen is not None
                assert seen.properties == there.properties
            assert laptop.book.undelivered() == 0

    def is_known(self, sha256: str) -> bool:
        """Tell whether the visit of a photo is at both offices."""
        two = self.records[:ONE]
        return all(sha256 in {sha for sha, _ in one.salted_blobs()} for one in two)


def ops_of(records: Records) -> set[tuple[str, int, str]]:
    """Return (device, number, hash) of all ops in a register."""
    return {
        (op.dev, op.seq, op.hash)
        for dev in records.version_map()
        for op in records.ops(dev)
    }


def hashes_of(records: Records) -> set[str]:
    """Return the hashes of all ops in a register."""
    return {sha256 for _, _, sha256 in ops_of(records)}


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Laptops,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


def test_nothing_is_lost_among_four_laptops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "BUNDLE_OPS", 3)
    run(examples=8, steps=15)


@pytest.mark.slow
def test_nothing_is_lost_among_four_laptops_at_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The limit of other tests would end it.
    faulthandler.dump_traceback_later(LONG_S, exit=True, file=sys.__stderr__)
    monkeypatch.setattr(lanes, "BUNDLE_OPS", 3)
    run(examples=EXAMPLES, steps=STEPS)
    print(f"{Laptops.steps} steps in {Laptops.runs} runs")
