"""Lanes: what goes out of a laptop, each a numbered run of ops under one key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from forms.records.log import Op
from forms.records.members import Keys
from forms.records.store import Records
from forms.records.streams import CONTROL, OFFICES
from sync.bundle import Part
from sync.bundle.header import MAX_ELSEWHERE, MAX_RECIPIENTS, Header
from sync.exchange import layout
from sync.exchange.memory import short
from sync.exchange.trust import Trust, stream_of

# A bundle is the unit that is repeated after a cut: small, yet worth its envelope.
BUNDLE_OPS = 1_000
BUNDLE_RAW_BYTES = 4 * 1024 * 1024
# What somebody lacks from the beginning on goes as one file when it is longer: a laptop
# that joins reads it instead of hundreds. It stays within a bundle's 32 MiB even where
# nothing in it can be compressed.
SNAPSHOT_OPS = 3_000
SNAPSHOT_PART_OPS = 100_000
SNAPSHOT_RAW_BYTES = 24 * 1024 * 1024

Held = tuple[int, int, frozenset[str]]
"""First and last number of a bundle that lies whole, and to whom it is sealed."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A run of ops from 1 to `last` that one device sends to some recipients.

    Args:
        prefix: Where its bundles lie.
        keys: Of the device that signs them.
        last: Its newest number; 0 where there is nothing.
        recipients: age recipients; none where nothing is sealed.
        grid: Blank for the device's own ops, `CONTROL`, or a grid's code.
        stream: As the header names it.
        former: Of a device id that this workspace gave up, because a copy of it
            wrote under that id too.
        settled: Stretches that every office has acknowledged.
        snapshots: Where snapshots of it lie; blank where it has none.
        also: Other offices, who can open it too but need not have it: so they see
            what they need not send themselves.
        elsewhere: Stretches that other offices' bundles in the same folder hold.
    """

    prefix: str
    keys: Keys
    last: int
    recipients: tuple[str, ...]
    grid: str = ""
    stream: str = ""
    former: bool = False
    settled: tuple[tuple[int, int], ...] = ()
    snapshots: str = ""
    also: tuple[str, ...] = ()
    elsewhere: tuple[tuple[int, int], ...] = ()

    def is_snapshot(self, lo: int, hi: int) -> bool:
        """Tell whether a stretch is worth one file instead of many."""
        return bool(self.snapshots) and lo == 1 and hi > SNAPSHOT_OPS

    def is_for(self, sealed_to: frozenset[str]) -> bool:
        """Tell whether all that it is meant for are among those (see `short`)."""
        return {short(one) for one in self.recipients} <= sealed_to

    def pieces(
        self, records: Records, lo: int, hi: int, *, snapshot: bool = False
    ) -> Iterator[tuple[list[Op], Part | None]]:
        """Yield what each bundle of a stretch, or part of a snapshot, holds."""
        if not self.stream:
            for ops in chunks(records.ops(self.keys.device, lo, hi)):
                yield ops, None
            return
        prev = records.streams.chain_before(self.grid, lo)
        at = lo
        found = (one.op for one in records.streams.items(self.grid, lo, hi))
        for ops in snapshot_parts(found) if snapshot else chunks(found):
            end = records.streams.chain_before(self.grid, at + len(ops))
            told = () if snapshot else tuple(below(self.elsewhere, at))
            yield ops, Part(self.stream, self.keys.device, at, prev, end, told)
            prev, at = end, at + len(ops)

    def is_own(self, records: Records, header: Header) -> bool:
        """Tell whether a bundle under our name says what our log says."""
        if header.hi > self.last:
            return False
        if self.stream:
            chain = records.streams.chain_before(self.grid, header.hi + 1)
            return header.stream == self.stream and chain == header.chain
        op = next(records.ops(self.keys.device, header.hi, header.hi), None)
        return op is not None and op.hash == header.chain

    def uncovered(self, held: Iterable[Held]) -> list[tuple[int, int]]:
        """Return the stretches that some recipient has no bundle for."""
        several = list(held)
        if not self.recipients:
            return list(
                missing(((lo, hi) for lo, hi, to in several if not to), self.last)
            )
        lacking: set[tuple[int, int]] = set()
        for one in {short(recipient) for recipient in self.recipients}:
            theirs = [(lo, hi) for lo, hi, to in several if one in to]
            theirs += self.settled
            lacking.update(missing(theirs, self.last))
        return list(joined(lacking))


def lanes(records: Records, trust: Trust) -> list[Lane]:
    """Return all that this laptop sends: its own log, and as an office its streams.

    A lane for more recipients than a header holds stands several times, each for some.
    """
    return [one for lane in _lanes(records, trust) for one in _split(lane)]


def _split(lane: Lane) -> Iterator[Lane]:
    to, step = lane.recipients, MAX_RECIPIENTS - len(lane.also)
    for at in range(0, max(len(to), 1), step):
        yield replace(lane, recipients=to[at : at + step])


def _lanes(records: Records, trust: Trust) -> list[Lane]:
    last: Mapping[str, int] = records.version_map()
    keys = records.members.keys
    former = {one.device for one in records.members.former}
    found = [
        Lane(
            f"{layout.IN}/{one.device}", one, last.get(one.device, 0), trust.offices,
            former=one.device in former,
            settled=(
                () if one.device in former else settled(records, trust, one.device)
            ),
        )
        for one in (*records.members.former, keys)
    ]  # fmt: skip
    if not trust.office:
        return found
    if trust.everyone:
        found.append(
            Lane(
                f"{layout.ACK}/{keys.device}",
                keys,
                records.streams.extend(CONTROL),
                trust.everyone,
                CONTROL,
                "control",
            )
        )
    lacking = list(_lacking(records, trust))
    if trust.other_desks:
        found.append(
            Lane(
                f"{layout.OUT}/{OFFICES}",
                keys,
                records.streams.extend_offices(lacking),
                trust.other_desks,
                OFFICES,
                layout.OFFICES_STREAM,
            )
        )
    for grid in trust.grids:
        stream = stream_of(grid)
        to = tuple(member.recipient for member in trust.of_grid(grid))
        place = stream.removeprefix("grid-")
        count = records.streams.extend(grid)
        lane = Lane(f"{layout.OUT}/{place}", keys, count, to, grid, stream)
        snap, also = f"{layout.SNAP}/{place}", trust.other_desks
        found.append(replace(lane, snapshots=snap, also=also))
    return found


def _lacking(records: Records, trust: Trust) -> Iterator[tuple[str, int, int]]:
    """Yield what is here of laptops that ended, and another office has not.

    Everybody else sends to every office by itself; these may be lost, or wrote a bundle
    that goes on beyond what was accepted and is opened by nobody.
    """
    for member in trust.circle.members.values():
        if member.state != "revoked":
            continue
        here = records.book.here(member.device)
        for office in trust.other_offices:
            told = records.book.acked_by(office, member.device)
            last = max((hi for _, hi in here), default=0)
            for lo, hi in missing(told, last):
                yield member.device, lo, hi


def settled(records: Records, trust: Trust, device: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a device's ops that every other office acknowledged."""
    offices = trust.other_offices
    if not offices:
        return ()
    several = [records.book.acked_by(office, device) for office in offices]
    last = max((hi for told in several for _, hi in told), default=0)
    lacking = joined(gap for told in several for gap in missing(told, last))
    return tuple(missing(lacking, last))


def missing(held: Iterable[tuple[int, int]], last: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of 1 to `last` that none of `held` covers."""
    covered = 0
    for lo, hi in sorted(held):
        if lo > covered + 1:
            yield covered + 1, min(lo - 1, last)
        covered = max(covered, hi)
    if covered < last:
        yield covered + 1, last


def below(stretches: Iterable[tuple[int, int]], end: int) -> Iterator[tuple[int, int]]:
    """Yield the newest stretches below `end`, no more than a header has room for."""
    cut = [(lo, min(hi, end - 1)) for lo, hi in stretches if lo < end]
    yield from cut[-MAX_ELSEWHERE:]


def joined(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches in order, those that touch or overlap as one."""
    start, end = 0, -1
    for lo, hi in sorted(stretches):
        if lo > end + 1:
            if end >= start > 0:
                yield start, end
            start, end = lo, hi
        else:
            end = max(end, hi)
    if end >= start > 0:
        yield start, end


def chunks(ops: Iterable[Op]) -> Iterator[list[Op]]:
    """Yield ops by the number and size that one bundle carries."""
    return _parts(ops, BUNDLE_OPS, BUNDLE_RAW_BYTES)


def snapshot_parts(ops: Iterable[Op]) -> Iterator[list[Op]]:
    """Yield ops by the number and size that one part of a snapshot carries."""
    return _parts(ops, SNAPSHOT_PART_OPS, SNAPSHOT_RAW_BYTES)


def _parts(ops: Iterable[Op], most: int, most_bytes: int) -> Iterator[list[Op]]:
    chunk: list[Op] = []
    size = 0
    for op in ops:
        if chunk and (len(chunk) == most or size > most_bytes):
            yield chunk
            chunk, size = [], 0
        chunk.append(op)
        size += len(op.line)
    if chunk:
        yield chunk
