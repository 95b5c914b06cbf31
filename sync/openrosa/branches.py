"""Branches: where each offline update of an entity stands in its laptop's own chain.

ODK Central takes an update as a change of the version that it names. Ours name versions
that this laptop counts, so each goes as a change made offline: the first of a laptop on
a branch of its own, and the next behind it as long as that laptop saw nothing else of
the entity in between. Then Central neither takes one for a contradiction of the other
nor mixes up those that arrive in another order: it keeps the later until the earlier is
there.

All follows from what the visits say, so every laptop that holds them sends one body.

Source: ODK Entities Specification 2024.1, "trunkVersion and branchId".
"""

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from forms.records.store import Records
from forms.records.types import Revision
from sync.openrosa.spelling import Block, Step, blocks
from sync.openrosa.visits import chain, visit_ids


@dataclass(frozen=True, slots=True)
class _Last:
    """A laptop's last update of an entity, and the version that it saw."""

    visit: str
    seen: int
    step: Step


class Branches:
    """The steps of all updates in the visits of a register.

    Args:
        records: Read when the first is asked for.
    """

    def __init__(self, records: Records) -> None:
        self._records = records

    def of(self, revision: Revision) -> Sequence[Step | None]:
        """Return the step of each entity block, None where it is no update.

        An edit has none: Central takes entities from the first revision alone, and
        from an edit only where that one had none.
        """
        if not any(block.updates for block in blocks(revision.xml)):
            return ()
        return self._steps.get(revision.instance_id, ())

    @cached_property
    def _steps(self) -> dict[str, list[Step | None]]:
        found: dict[str, list[Step | None]] = {}
        last: dict[tuple[str, str], _Last] = {}
        for first in sorted(self._firsts(), key=_order):
            found[first.instance_id] = [
                self._step(last, first, at, block)
                for at, block in enumerate(blocks(first.xml))
            ]
        return found

    def _step(
        self, last: dict[tuple[str, str], _Last], of: Revision, at: int, block: Block
    ) -> Step | None:
        place, visit = (of.device, block.entity), of.instance_id
        if not block.updates:
            last.pop(place, None)
            return None
        before = last.get(place)
        # A version counts each write that a laptop saw: one more is its own.
        if before and (before.visit == visit or block.seen - before.seen in (0, 1)):
            step = Step(before.step.branch, before.step.base + 1)
        else:
            step = Step(_branch(f"{block.entity} {visit} {at}"), 1)
        last[place] = _Last(visit, block.seen, step)
        return step

    def _firsts(self) -> Iterator[Revision]:
        """Yield the first revision of each visit that is sent."""
        for record_id in visit_ids(self._records):
            yield chain(self._records.visit(record_id))[0]


def _order(revision: Revision) -> tuple[str, int]:
    device, _, seq = revision.op_id.partition(":")
    return device, int(seq)


def _branch(words: str) -> str:
    """Return the id of a branch; Central takes no UUID but of version 4."""
    digest = hashlib.sha256(f"branch of {words}".encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))
