"""The part of `Records` for ledgers: many entity writes, all of them or none."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from forms.errors import KnownError
from forms.records import ledger_rows
from forms.records.ids import uuid7
from forms.records.intake import uncollected
from forms.records.store_core import CoreRecords
from forms.records.streams import by_grid
from forms.records.types import ImportReport, ImportRow

# Kinds of ops that change entries, or what is known of them.
CHANGING = frozenset(("visit", "entity", "resolve", "merge", "hide", "erase"))


class ImportRecords(CoreRecords):
    """Ledgers brought into the register."""

    @property
    def place(self) -> int:
        """How far the log goes here: what comes later has a higher number."""
        found: int = self._link.value("SELECT coalesce(max(n), 0) FROM op")
        return found

    def import_entities(
        self,
        list_name: str,
        table: Sequence[Mapping[str, str]],
        source: str,
        *,
        author: str = "",
        key: Sequence[str] = (),
        day: str = "",
        dry_run: bool = False,
        since: int | None = None,
        count: Callable[[int, int], None] = lambda done, of: None,
    ) -> ImportReport:
        """Bring rows of a ledger into a list; what is here already makes no op.

        Args:
            list_name: As "household".
            table: Rows by property, `label`, and `name` where a row brings its id.
            source: The ledger's name, kept in the log.
            author: Staff id.
            key: Properties that make the id of a row that brings none.
            day: Which the ledger tells of (ISO), kept in the log.
            dry_run: Only tell what would be done.
            since: The `place` where a person was told that, and agreed.
            count: Told how much of how much is done; what it raises stops it.

        Returns:
            What became of each row.

        Raises:
            KnownError: LEDGER-MOVED where entries changed after `since`, STORE-...
        """
        told: list[ImportRow] = []
        writes: list[dict[str, Any]] = []
        done: set[str] = set()

        def compare() -> None:
            for start in range(0, len(table), ledger_rows.ROWS_AT_ONCE):
                count(start // 2, len(table))  # comparing is the first half of it
                part = table[start : start + ledger_rows.ROWS_AT_ONCE]
                found = ledger_rows.compare(
                    self._link, self.register_id, list_name, part, key, done, start
                )
                told.extend(found[0])
                writes.extend(found[1])

        if dry_run:
            compare()
            return ledger_rows.report(told)
        body = {"source": source} | ({"day": day} if day else {})
        with self._link.writing():
            self._see_unchanged(source, since)
            compare()
            self._write_all(
                uuid7(self._clock()), author, writes, lambda left: body,
                lambda at, of: count(
                    (len(table) + at * len(table) // max(of, 1)) // 2, len(table)
                ),
            )  # fmt: skip
        return ledger_rows.report(told)

    def _see_unchanged(self, source: str, since: int | None) -> None:
        """See that no entry changed after a place in the log, None for any place."""
        if since is not None and self._link.query(
            "SELECT 1 FROM op WHERE n > ? AND kind IN"
            " (SELECT value FROM json_each(?)) LIMIT 1",
            (since, json.dumps(sorted(CHANGING))),
        ):
            raise KnownError("LEDGER-MOVED", file=source)

    def write_many(
        self,
        author: str,
        writes: Sequence[dict[str, Any]],
        told: Mapping[str, Any],
        count: Callable[[int, int], None] = lambda done, of: None,
    ) -> None:
        """Append entity writes as ops of one id, all of them or none.

        Args:
            author: Staff id.
            writes: As `as_write` makes them; each names what its author saw.
            told: What the body of each op says besides; `left` counts the ops that
                still come.
            count: As of `import_entities`.

        Raises:
            KnownError: DISK-FULL, STORE-...
        """
        with self._link.writing():
            self._write_all(
                uuid7(self._clock()), author, writes,
                lambda left: {**told, "left": left}, count,
            )  # fmt: skip

    def _write_all(
        self,
        rec: str,
        author: str,
        writes: Sequence[dict[str, Any]],
        told: Callable[[int], Mapping[str, Any]],
        count: Callable[[int, int], None],
    ) -> None:
        parts = [
            part
            for one in by_grid(self._link, writes)
            for part in ledger_rows.packed(one)
        ] or ([[]] if "left" in told(0) else [])
        bodies = [
            {**told(len(parts) - at - 1), "writes": part}
            for at, part in enumerate(parts)
        ]
        at_once = ledger_rows.OPS_AT_ONCE
        with uncollected():
            for start in range(0, len(bodies), at_once):
                count(min(start * ledger_rows.WRITES_PER_OP, len(writes)), len(writes))
                self._append_all("entity", rec, author, bodies[start : start + at_once])
        count(len(writes), len(writes))
