"""Streams: what an office sends to a grid, or to all, numbered as it was added."""

import csv
import hashlib
import io
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import resources
from forms.records.custody import merged
from forms.records.log import Op, trusted_op
from forms.records.types import Gap
from forms.records.vault import Link
from forms.records.visits import HIDDEN_LIST

CONTROL = "control"
# What other offices lack of laptops that nobody can ask any more. No grid's code.
OFFICES = "offices--"
# Behind the name of a stream: what others' bundles were said to hold. It is awaited
# from them, so it is no gap; yet it is not here before it came.
_ELSEWHERE = "+"
# Ops that govern the register, for every member; forms are for everyone too.
CONTROL_KINDS = ("grant", "revoke", "assign", "ack", "form")
# An op goes to a grid for what it writes: an entity that is in the grid; one of a list
# that everybody has; one of no grid, where a visit of this grid wrote it too; or for
# the visit that it revises, reviews, hides or prints.
_OF_GRID = f"""
SELECT n FROM (
 SELECT t.op AS n FROM entity e JOIN touch t ON t.entity = e.n
  WHERE e.grid = ?1 OR e.list IN (SELECT value FROM json_each(?2))
 UNION SELECT every.op FROM entity e JOIN touch t ON t.entity = e.n
  JOIN revision r ON r.op = t.op JOIN visit v ON v.rec = r.rec
  JOIN touch every ON every.entity = e.n
  WHERE e.grid = '' AND e.list NOT GLOB '__*' AND v.grid = ?1
 UNION SELECT t.op FROM visit v JOIN entity e ON e.list = '{HIDDEN_LIST}'
  AND e.id = v.rec JOIN touch t ON t.entity = e.n WHERE v.grid = ?1
 UNION SELECT r.op FROM visit v JOIN revision r ON r.rec = v.rec WHERE v.grid = ?1
 UNION SELECT m.op FROM mark m JOIN visit v ON v.rec = m.rec WHERE v.grid = ?1
) WHERE n NOT IN (SELECT op FROM stream WHERE name = ?1) ORDER BY n
"""  # noqa: S608 (our own names)
# Writes to what was in the grid and left it: the ones that moved it must be told.
_LEFT = """
SELECT DISTINCT t.op, o.line FROM entity e JOIN touch t ON t.entity = e.n
 JOIN op o ON o.n = t.op
 WHERE e.grid <> ?1 AND e.grid <> '' AND o.kind <> 'visit'
  AND e.n IN (SELECT t2.entity FROM stream s JOIN touch t2 ON t2.op = s.op
   WHERE s.name = ?1)
  AND t.op NOT IN (SELECT op FROM stream WHERE name = ?1) ORDER BY t.op
"""


class Item(NamedTuple):
    """One op of a stream, and the chain up to it."""

    n: int
    op: Op
    chain: str


@cache
def _shared_table() -> list[dict[str, str]]:
    text = resources.text("tables/shared_lists.csv")
    return list(csv.DictReader(io.StringIO(text)))


def link_chain(chain: str, op: Op) -> str:
    """Return the chain of a stream after one more op."""
    return hashlib.sha256(f"{chain}{op.hash}".encode()).hexdigest()


def by_grid(
    link: Link, writes: Sequence[dict[str, Any]]
) -> Iterator[list[dict[str, Any]]]:
    """Go through entity writes grid by grid, so that an op goes to one grid only.

    The grid is the one written, or where none is written the one the entity is in.
    """
    keys = json.dumps([[one["l"], one["e"]] for one in writes])
    known = {
        (place, entity): grid
        for place, entity, grid in link.query(
            "SELECT e.list, e.id, e.grid FROM json_each(?) k JOIN entity e"
            " ON e.list = k.value ->> 0 AND e.id = k.value ->> 1",
            (keys,),
        )
    }
    found: dict[str, list[dict[str, Any]]] = {}
    for one in writes:
        grid = one["f"].get("grid_code") or known.get((one["l"], one["e"]), "")
        found.setdefault(grid, []).append(one)
    yield from found.values()


class Streams:
    """The streams that this laptop sends as an office, and those it hears."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def extend(self, name: str) -> int:
        """Add what belongs to a stream and is not in it; return its last number.

        Args:
            name: A grid's code, or `CONTROL`.
        """
        with self._link.writing():
            fresh = self._control() if name == CONTROL else self._of_grid(name)
            return self._extend(name, fresh)

    def extend_offices(self, lacking: Iterable[tuple[str, int, int]]) -> int:
        """Add ops that other offices lack to `OFFICES`; return its last number.

        Args:
            lacking: (Device, first, last number), some of which may not be here.
        """
        with self._link.writing():
            rows = self._link.query(
                "SELECT DISTINCT o.n FROM json_each(?) k JOIN op o"
                " ON o.dev = k.value ->> 0 AND o.seq >= k.value ->> 1"
                " AND o.seq <= k.value ->> 2"
                " WHERE o.n NOT IN (SELECT op FROM stream WHERE name = ?) ORDER BY o.n",
                (json.dumps(list(lacking)), OFFICES),
            )
            return self._extend(OFFICES, [row[0] for row in rows])

    def _extend(self, name: str, fresh: Iterable[int]) -> int:
        """Add ops by their arrival numbers; the caller holds the write lock."""
        row = self._link.one(
            "SELECT n, chain FROM stream WHERE name = ? ORDER BY n DESC LIMIT 1",
            (name,),
        )
        last, chain = row or (0, "")
        for n in fresh:
            line = self._link.value("SELECT line FROM op WHERE n = ?", (n,))
            last, chain = last + 1, link_chain(chain, trusted_op(line))
            self._link.run(
                "INSERT INTO stream (name, n, op, chain) VALUES (?, ?, ?, ?)",
                (name, last, n, chain),
            )
        return int(last)

    def _control(self) -> list[int]:
        rows = self._link.query(
            f"SELECT n FROM op WHERE kind IN {CONTROL_KINDS}"  # noqa: S608 (our names)
            " AND n NOT IN (SELECT op FROM stream WHERE name = ?) ORDER BY n",
            (CONTROL,),
        )
        return [row[0] for row in rows]

    def _of_grid(self, grid: str) -> list[int]:
        shared = json.dumps(self.shared_lists())
        fresh = {row[0] for row in self._link.query(_OF_GRID, (grid, shared))}
        for n, line in self._link.query(_LEFT, (grid,)):
            if any("grid_code" in w["f"] for w in json.loads(line)["body"]["writes"]):
                fresh.add(n)
        return sorted(fresh)

    def shared_lists(self) -> list[str]:
        """Return the lists that every laptop of the register gets whole.

        Those that `tables/shared_lists.csv` names, and of a register's own forms those
        that know no grid: nothing could part them.
        """
        told = {row["list"]: row["shared"] == "yes" for row in _shared_table()}
        rows = self._link.query(
            "SELECT name, EXISTS (SELECT 1 FROM json_each(properties)"
            " WHERE value = 'grid_code') FROM list WHERE name NOT GLOB '__*'"
        )
        return sorted(n for n, in_grids in rows if told.get(n, not in_grids))

    def unplaced(self) -> list[tuple[str, int]]:
        """Return (list, count) of entities that no grid's laptop gets for its grid.

        They lack a grid, and their list is not for everybody.
        """
        rows = self._link.query(
            "SELECT list, count(*) FROM entity WHERE grid = '' AND shown = 1"
            " AND list NOT GLOB '__*'"
            " AND list NOT IN (SELECT value FROM json_each(?)) GROUP BY list",
            (json.dumps(self.shared_lists()),),
        )
        return [(name, count) for name, count in rows]

    def outside(self, grids: Collection[str]) -> list[tuple[str, int]]:
        """Return (grid, count) of the entities here that are in none of `grids`."""
        rows = self._link.query(
            "SELECT grid, count(*) FROM entity WHERE grid <> '' AND shown = 1"
            " AND grid NOT IN (SELECT value FROM json_each(?))"
            " AND list NOT IN (SELECT value FROM json_each(?)) GROUP BY grid",
            (json.dumps(sorted(grids)), json.dumps(self.shared_lists())),
        )
        return [(grid, count) for grid, count in rows]

    def numbers_of(self, name: str, ops: Iterable[Op]) -> list[tuple[int, int]]:
        """Return the stretches of a stream that these ops make, as far as they are in.

        Args:
            name: A grid's code, or `CONTROL`.
            ops: By their device, number and hash.
        """
        keys = json.dumps([[op.dev, op.seq, op.hash] for op in ops])
        rows = self._link.query(
            "SELECT s.n, s.n FROM json_each(?) k JOIN op o ON o.dev = k.value ->> 0"
            " AND o.seq = k.value ->> 1 AND o.hash = k.value ->> 2"
            " JOIN stream s ON s.name = ? AND s.op = o.n",
            (keys, name),
        )
        return merged(rows)

    def items(self, name: str, lo: int, hi: int) -> Iterator[Item]:
        """Go through a stream from `lo` to `hi`, both counted."""
        last = lo - 1
        while last < hi:
            page = self._link.query(
                "SELECT s.n, o.line, s.chain FROM stream s JOIN op o ON o.n = s.op"
                " WHERE s.name = ? AND s.n > ? AND s.n <= ? ORDER BY s.n LIMIT 500",
                (name, last, hi),
            )
            if not page:
                return
            yield from (Item(n, trusted_op(line), chain) for n, line, chain in page)
            last = page[-1][0]

    def chain_before(self, name: str, lo: int) -> str:
        """Return the chain up to the item before `lo`."""
        found = self._link.value(
            "SELECT chain FROM stream WHERE name = ? AND n = ?", (name, lo - 1)
        )
        return str(found or "")

    def blobs(self, name: str) -> list[tuple[str, str, str]]:
        """Return (SHA-256, salt, device) of the attachments that a stream names."""
        rows = self._link.query(
            "SELECT a.sha256, CAST(o.line AS TEXT) ->> '$.salt', o.dev FROM stream s"
            " JOIN attachment a ON a.op = s.op JOIN op o ON o.n = s.op"
            " WHERE s.name = ? ORDER BY s.n",
            (name,),
        )
        return [(sha, salt, dev) for sha, salt, dev in rows]

    def hear(
        self, hub: str, name: str, lo: int, hi: int, *, elsewhere: bool = False
    ) -> None:
        """Remember that items of another office's stream arrived here.

        Args:
            hub: The office.
            name: Of the stream, as its bundles' headers have it.
            lo: The first item.
            hi: The last.
            elsewhere: The office did not send them: they lay there in others' bundles.
        """
        name += _ELSEWHERE if elsewhere else ""
        with self._link.writing():
            self._link.run(
                "INSERT OR IGNORE INTO heard (hub, name, lo, hi) VALUES (?, ?, ?, ?)",
                (hub, name, lo, hi),
            )

    def heard(self, hub: str, name: str) -> list[tuple[int, int]]:
        """Return the stretches of another office's stream that arrived here."""
        rows = self._link.query(
            "SELECT lo, hi FROM heard WHERE hub = ? AND name = ?", (hub, name)
        )
        return list(merged(rows))

    def gaps(self) -> list[tuple[str, Gap]]:
        """Return (stream, missing items of an office) below what was heard."""
        found: list[tuple[str, Gap]] = []
        for hub, name in self._link.query(
            "SELECT DISTINCT hub, rtrim(name, ?) FROM heard", (_ELSEWHERE,)
        ):
            end = 0
            rows = self._link.query(
                "SELECT lo, hi FROM heard WHERE hub = ? AND name IN (?, ?)",
                (hub, name, name + _ELSEWHERE),
            )
            for lo, hi in merged(rows):
                if lo > end + 1:
                    found.append((name, Gap(hub, end + 1, lo - 1)))
                end = hi
        return found
