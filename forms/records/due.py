"""What is due: the Today list, asked across all entity lists."""

# ruff: noqa: S608 (SQL is composed of our own columns and checked names only)
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from forms.records.rows import column
from forms.records.types import DueCounts, DueRow
from forms.records.vault import Link, Row

# A patrol looks at all facilities of one unit: they are one thing to do.
_GROUPED = "facility"
_MEMBERS = 200
_DOORS = ("addr_short", "location", "place", "estate_name")


@dataclass(frozen=True, slots=True)
class DueFilter:
    """Which due entities; blank fields do not narrow.

    Args:
        days: How many days after today still count; 0 is up to today.
        reasons: Codes of rules/due_reason.csv.
    """

    grid_code: str = ""
    lists: Sequence[str] = ()
    reasons: Sequence[str] = ()
    days: int = 0

    def sql(self, today: date) -> tuple[str, list[object]]:
        """Return the WHERE clause, its values, and no more rows than the index has."""
        tests = "next_due <> '' AND shown = 1 AND next_due <= ?"
        values: list[object] = [(today + timedelta(days=self.days)).isoformat()]
        if self.grid_code:
            tests += " AND grid = ?"
            values.append(self.grid_code)
        for name, wanted in (("list", self.lists), ("due_reason", self.reasons)):
            if wanted:
                tests += f" AND {name} IN (SELECT value FROM json_each(?))"
                values.append(json.dumps(list(wanted)))
        return tests, values


def due(
    link: Link, today: date, wanted: DueFilter, limit: int, offset: int
) -> list[DueRow]:
    """Return what is due, the oldest first, then by door."""
    tests, values = wanted.sql(today)
    building, unit = column("building_no"), column("unit_no")
    group = (
        f"CASE list WHEN '{_GROUPED}' THEN {building} || ' ' || {unit} || ' '"
        " || next_form ELSE n END"
    )
    # A column beside min() comes from the row that has the minimum (SQLite).
    rows = link.query(
        "SELECT list, id, label, min(next_due) AS first, next_form, due_reason, grid,"
        f" props, count(*), json_group_array(id), json_group_array(due_reason)"
        f" FROM entity INDEXED BY entity_due WHERE {tests} GROUP BY list, {group}"
        f" ORDER BY first, CAST({building} AS INTEGER), CAST({unit} AS INTEGER), label"
        " LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [_due_row(row, today) for row in rows]


def _due_row(row: Row, today: date) -> DueRow:
    place, entity, label, first, form, reason, grid, props, number, ids, reasons = row
    told: dict[str, str] = json.loads(props)
    building, unit = told.get("building_no", ""), told.get("unit_no", "")
    if place == _GROUPED:
        door = _unit(building, unit)
    else:
        door = next((told[name] for name in _DOORS if told.get(name)), "")
    when = date.fromisoformat(first[:10])
    return DueRow(
        place, entity, label, door, when, form, reason, (today - when).days, grid,
        number, tuple(json.loads(ids)[:_MEMBERS]), building, unit,
        dict(Counter(json.loads(reasons)).most_common()),
    )  # fmt: skip


def _unit(building: str, unit: str) -> str:
    if not building.isdecimal():
        return building
    return f"{building}号楼" + (f"{unit}单元" if unit and unit != "0" else "")


def counts(link: Link, today: date, wanted: DueFilter) -> DueCounts:
    """Return how many entities are late, due today, due within `wanted.days`."""
    tests, values = wanted.sql(today)
    day = today.isoformat()
    row = link.query(
        "SELECT count(*) FILTER (WHERE next_due < ?), count(*) FILTER"
        " (WHERE next_due = ?), count(*) FILTER (WHERE next_due > ?)"
        f" FROM entity INDEXED BY entity_due WHERE {tests}",
        (day, day, day, *values),
    )[0]
    return DueCounts(*row)


def counts_by_list(link: Link, today: date, wanted: DueFilter) -> dict[str, int]:
    """Return how many entities of each list are late or due within `wanted.days`."""
    tests, values = wanted.sql(today)
    return dict(
        link.query(
            "SELECT list, count(*) FROM entity INDEXED BY entity_due"
            f" WHERE {tests} GROUP BY list",
            values,
        )
    )
