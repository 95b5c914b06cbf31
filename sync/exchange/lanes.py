"""Lanes: what goes out of a laptop, each a numbered run of ops under one key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms.records.log import Op
from forms.records.members import Keys
from forms.records.store import Records
from forms.records.streams import CONTROL
from sync.bundle import Part
from sync.bundle.header import Header
from sync.exchange import layout
from sync.exchange.memory import short
from sync.exchange.trust import Trust, stream_of

# A bundle is the unit that is repeated after a cut: small, yet worth its envelope.
BUNDLE_OPS = 1_000
BUNDLE_RAW_BYTES = 4 * 1024 * 1024

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
    """

    prefix: str
    keys: Keys
    last: int
    recipients: tuple[str, ...]
    grid: str = ""
    stream: str = ""
    former: bool = False
    settled: tuple[tuple[int, int], ...] = ()

    def pieces(
        self, records: Records, lo: int, hi: int
    ) -> Iterator[tuple[list[Op], Part | None]]:
        """Yield what each bundle of a stretch holds."""
        if not self.stream:
            for ops in chunks(records.ops(self.keys.device, lo, hi)):
                yield ops, None
            return
        prev = records.streams.chain_before(self.grid, lo)
        at = lo
        for ops in chunks(one.op for one in records.streams.items(self.grid, lo, hi)):
            end = records.streams.chain_before(self.grid, at + len(ops))
            yield ops, Part(self.stream, self.keys.device, at, prev, end)
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
    """Return all that this laptop sends: its own log, and as an office its streams."""
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
    for grid in trust.grids:
        stream = stream_of(grid)
        to = tuple(member.recipient for member in trust.of_grid(grid))
        prefix = f"{layout.OUT}/{stream.removeprefix('grid-')}"
        count = records.streams.extend(grid)
        found.append(Lane(prefix, keys, count, to, grid, stream))
    return found


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
    chunk: list[Op] = []
    size = 0
    for op in ops:
        if chunk and (len(chunk) == BUNDLE_OPS or size > BUNDLE_RAW_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(op)
        size += len(op.line)
    if chunk:
        yield chunk
