"""Past: lists as they stood on a day, and what was put right in a period."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from forms.records.ledger_past import PastWrite, chunks, past
from forms.records.store import Records

Row = Mapping[str, str]
OK = "ok"
# A facility that is gone was not put right.
GONE = frozenset(["", "stopped"])
_ALL = 1_000_000


def rows_on(records: Records, list_name: str, grid_code: str, day: date) -> list[Row]:
    """Return the entities of a list as it was known at the end of a day.

    Args:
        records: The register.
        list_name: As "household".
        grid_code: One grid as it stands now, blank for all.
        day: What was written later does not count.
    """
    last = day.isoformat()
    where = {"grid_code": grid_code} if grid_code else None
    ids = [one.id for one in records.entities(list_name, where, limit=_ALL)]
    found: list[Row] = []
    for entity, fields in _written(records, list_name, ids):
        row = {
            name: value
            for name, writes in fields.items()
            if (value := _value_on(writes, last))
        }
        if row:
            found.append({**row, "@id": entity})
    return found


def fixed(records: Records, grid_code: str, first: date, last: date) -> int:
    """Return how many facilities came back to "ok" in a period."""
    # One that was written once has no state before; most of a register is such.
    rows = records.figures(
        "SELECT e.id FROM entity e WHERE e.list = 'facility' AND e.shown = 1"
        " AND ?1 IN ('', e.grid)"
        " AND (SELECT count(*) FROM touch t WHERE t.entity = e.n) > 1",
        (grid_code,),
    )
    count = 0
    for _, fields in _written(records, "facility", [row[0] for row in rows]):
        states = fields.get("status", ())
        count += any(
            one.value == OK
            and before.value not in (OK, *GONE)
            and first.isoformat() <= one.at <= last.isoformat()
            for one, before in pairwise(states)
        )
    return count


def _value_on(writes: Sequence[PastWrite], last: str) -> str:
    """Return the value that stood; the latest write comes first."""
    return next((one.value for one in writes if one.at <= last), "")


def _written(
    records: Records, list_name: str, ids: Sequence[str]
) -> Iterator[tuple[str, Mapping[str, Sequence[PastWrite]]]]:
    for part in chunks(ids):
        yield from past(records, list_name, part).items()
