"""Custody: where each record is, from the laptop to the printed sheet."""

# ruff: noqa: S608 (SQL is composed of our own texts only)

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forms.errors import KnownError
from forms.records.log import Op
from forms.records.types import Gap
from forms.records.vault import Link

KINDS = frozenset({"ack", "review", "print"})
STEPS = ("written", "bundled", "received", "reviewed", "printed")
FILE_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a record's way.

    Args:
        name: One of `STEPS`.
        device: Where it was done.
        at: ISO 8601.
        detail: The place a bundle was written to, the author, a note.
    """

    name: str
    device: str
    at: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Custody:
    """Where a record is.

    Args:
        state: The last step that was reached.
        delivered: An office wrote the shown revision, or said, signed, that it has it.
        steps: All of them, in the order of `STEPS`.
        freed: Photos of the shown revision of which only a small copy is here; the
            offices have them whole.
    """

    record_id: str
    number: str
    title: str
    device: str
    state: str
    delivered: bool
    steps: tuple[Step, ...]
    freed: int = 0


@dataclass(frozen=True, slots=True)
class LateWork:
    """A visit of a laptop that does not serve the grid its subject is in now."""

    record_id: str
    number: str
    title: str
    author: str
    device: str
    visit_grid: str
    subject_grid: str
    at: str


def check_body(kind: str, body: Mapping[str, Any]) -> None:
    """Refuse a body that is no ack, review or print.

    Raises:
        ValueError: Something is missing or of another kind.
    """
    if kind != "ack":
        if type(body.get("note", "")) is not str:
            raise ValueError("not a note")
        return
    got, files = body.get("got"), body.get("files", [])
    if not isinstance(got, dict) or not isinstance(files, list):
        raise ValueError("not an ack")
    if not all(isinstance(several, list) for several in got.values()):
        raise ValueError("not an ack")
    stretches = [one for several in got.values() for one in several]
    if not all(
        isinstance(one, list)
        and list(map(type, one)) == [int, int, str]
        and 1 <= one[0] <= one[1] < 2**63
        for one in stretches
    ) or not all(type(one) is str for one in files):
        raise ValueError("not an ack")


def project(link: Link, made: Sequence[tuple[int, Op]]) -> None:
    """Keep what ops say of custody; `check_body` let them pass."""
    for n, op in made:
        if op.kind != "ack":
            link.run(
                "INSERT OR REPLACE INTO mark (op, rec, kind, dev, author, at, note)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (n, op.rec, op.kind, op.dev, op.author, op.at, op.body.get("note", "")),
            )
            continue
        link.many(
            "INSERT OR IGNORE INTO ack (op, hub, dev, lo, hi, chain, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (n, op.dev, dev, lo, hi, chain, op.at)
                for dev, several in op.body["got"].items()
                for lo, hi, chain in several
            ),
        )
        link.many(
            "INSERT OR IGNORE INTO ack_file (file, hub, at) VALUES (?, ?, ?)",
            ((file, op.dev, op.at) for file in op.body.get("files", [])),
        )


# An ack and the op that it names last, where that is here.
_ACKED = " FROM ack a LEFT JOIN op o ON o.dev = a.dev AND o.seq = a.hi AND o.twin = 0"
_SAME = f"substr(o.hash, 1, {FILE_DIGITS}) = a.chain"
_MEANT = f"coalesce({_SAME}, 1)"


class CustodyBook:
    """What this laptop knows of the way of each record.

    Only an office's word counts: what others acknowledge or review is kept in the log
    like every op, and changes nothing here.

    Args:
        link: Of the register.
        device: This laptop.
        offices: Asked when it is needed: the device ids of all offices.
    """

    def __init__(
        self, link: Link, device: str, offices: Callable[[], Collection[str]]
    ) -> None:
        self._link = link
        self._device = device
        self._ask_offices = offices

    @cached_property
    def _offices(self) -> Collection[str]:
        return self._ask_offices()

    def note_bundled(
        self, dev: str, lo: int, hi: int, store: str, place: str, at: str
    ) -> None:
        """Remember that ops lie in a bundle in a store."""
        with self._link.writing():
            self._link.run(
                "INSERT OR IGNORE INTO bundled (dev, lo, hi, store, place, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (dev, lo, hi, store, place, at),
            )

    def of(self, record_id: str) -> Custody:
        """Return where a visit is, by its record id.

        Raises:
            KnownError: VISIT-UNKNOWN.
        """
        row = self._link.one(
            "SELECT v.number, v.title, o.dev, o.seq, o.line FROM visit v"
            " JOIN op o ON o.n = v.head WHERE v.rec = ?",
            (record_id,),
        )
        if row is None:
            raise KnownError("VISIT-UNKNOWN", visit=record_id)
        number, title, dev, seq, line = row
        told = json.loads(line)
        steps = [Step("written", dev, told["at"], told["author"])]
        bundled = self._link.query(
            "SELECT dev, at, place FROM bundled"
            " WHERE dev = ? AND ? BETWEEN lo AND hi ORDER BY at LIMIT 1",
            (dev, seq),
        )
        steps += [Step("bundled", *one) for one in bundled]
        received = self._link.query(
            f"SELECT a.hub, min(a.at){_ACKED}"
            " WHERE a.dev = ? AND ? BETWEEN a.lo AND a.hi AND"
            f" {_MEANT} GROUP BY a.hub ORDER BY 2",
            (dev, seq),
        )
        steps += [Step("received", *one) for one in received if one[0] in self._offices]
        marks = self._link.query(
            "SELECT kind, dev, at, author, note FROM mark WHERE rec = ? ORDER BY at",
            (record_id,),
        )
        for kind, name in (("review", "reviewed"), ("print", "printed")):
            steps += [
                Step(name, by, at, f"{author} {note}".strip())
                for told_kind, by, at, author, note in marks
                if told_kind == kind and (kind == "print" or by in self._offices)
            ]
        delivered = dev in self._offices or any(s.name == "received" for s in steps)
        return Custody(
            record_id, number, title, dev, steps[-1].name, delivered, tuple(steps)
        )

    def undelivered(self) -> int:
        """Return how many ops of this laptop no office has; none of an office's own."""
        if self._device in self._offices:
            return 0
        found: int = self._link.value(
            "SELECT count(*) FROM op WHERE dev = ? AND twin = 0", (self._device,)
        )
        last: int = self._link.value(
            "SELECT coalesce(max(seq), 0) FROM op WHERE dev = ?", (self._device,)
        )
        told = self.acked(self._device)
        return found - sum(min(hi, last) - lo + 1 for lo, hi in told if lo <= last)

    def acked(self, dev: str) -> list[tuple[int, int]]:
        """Return the stretches of a device's ops that some office has."""
        rows = self._link.query(
            f"SELECT DISTINCT a.lo, a.hi, a.hub{_ACKED} WHERE a.dev = ? AND {_MEANT}",
            (dev,),
        )
        return merged(row for row in rows if row[2] in self._offices)

    def acked_by(self, hub: str, dev: str) -> list[tuple[int, int]]:
        """Return the stretches of a device's ops that one office said it has."""
        rows = self._link.query(
            f"SELECT a.lo, a.hi{_ACKED} WHERE a.dev = ? AND a.hub = ? AND {_MEANT}",
            (dev, hub),
        )
        return merged(rows)

    def is_contradicted(self, dev: str) -> bool:
        """Tell whether others know other ops under the numbers of a device, or later.

        That is, two ops came under one number, or an office has one that is not here.
        """
        found = self._link.value(
            "SELECT 1 FROM op WHERE twin > 0 AND dev = ?1 UNION ALL"
            f" SELECT 1{_ACKED} WHERE a.dev = ?1 AND NOT coalesce({_SAME}, 0) LIMIT 1",
            (dev,),
        )
        return bool(found)

    def acked_files(self) -> dict[str, set[str]]:
        """Return which offices have a photo, by the beginning of its SHA-256."""
        found: dict[str, set[str]] = {}
        for file, hub in self._link.query("SELECT file, hub FROM ack_file"):
            if hub in self._offices:
                found.setdefault(file, set()).add(hub)
        return found

    def here(self, dev: str) -> list[tuple[int, int]]:
        """Return the stretches of a device's ops that are in this register."""
        rows = self._link.query(
            "SELECT min(seq), max(seq) FROM (SELECT seq, seq - row_number()"
            "  OVER (ORDER BY seq) AS part FROM op WHERE dev = ? AND twin = 0)"
            " GROUP BY part ORDER BY 1",
            (dev,),
        )
        return [(lo, hi) for lo, hi in rows]

    def late_work(self, grids: Mapping[str, Iterable[str]]) -> list[LateWork]:
        """Return visits to look at: their laptop does not serve their subject's grid.

        One that was reviewed is not among them any more.

        Args:
            grids: Device -> the grids it serves; none of them means all.
        """
        rows = self._link.query(
            "SELECT v.rec, v.number, v.title, v.author, v.dev, v.grid, e.grid, v.ended"
            " FROM visit v JOIN entity e ON e.list = v.subject_list"
            "  AND e.id = v.subject_id WHERE e.grid <> ''"
            " ORDER BY v.ended DESC, v.rec"
        )
        marks = self._link.query("SELECT rec, dev FROM mark WHERE kind = 'review'")
        reviewed = {rec for rec, dev in marks if dev in self._offices}
        found = (LateWork(*row) for row in rows if row[0] not in reviewed)
        served = {device: frozenset(several) for device, several in grids.items()}
        return [
            one
            for one in found
            if served.get(one.device) and one.subject_grid not in served[one.device]
        ]


def merged(stretches: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """Return sorted stretches with those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for lo, hi in sorted((one[0], one[1]) for one in stretches):
        if found and lo <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], hi))
        else:
            found.append((lo, hi))
    return found


def covered(stretches: Iterable[tuple[int, int]], lo: int, hi: int) -> bool:
    """Tell whether all of `lo` to `hi` lies in one of the merged stretches."""
    return any(first <= lo and hi <= last for first, last in stretches)


def lacking(stretches: Iterable[tuple[int, int]], gap: Gap) -> bool:
    """Tell whether any op of a gap lies outside the merged stretches."""
    return not covered(stretches, gap.lo, gap.hi)
