"""Tally: how many of what are here, and why another laptop may count otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.records.store import Records
from forms.records.visits import VisitFilter
from sync.exchange.custody import late_work, missing
from sync.exchange.quarantine import Quarantine
from sync.exchange.trust import Trust, trust_of


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted here of a grid, as of now.

    Args:
        grid: Its code; blank for the whole register.
        lists: Entities shown, by list.
        visits: Visits shown, by form.
    """

    grid: str
    lists: dict[str, int]
    visits: dict[str, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One reason why two laptops that look at the same grid count differently.

    Args:
        code: The sentence that tells it; takes `count` and `fields`.
        count: How many records, bundles, entities or photos it concerns.
        fields: What else the sentence names.
    """

    code: str
    count: int
    fields: dict[str, str] = field(default_factory=dict)


def tally(records: Records, grid: str = "") -> Tally:
    """Return what is counted here, the same on every laptop that has the same ops."""
    where = {"grid_code": grid} if grid else {}
    # What everybody has stands in no grid, or in several.
    everybody = set(records.streams.shared_lists())
    lists = {
        one.name: records.entity_count(one.name, {} if one.name in everybody else where)
        for one in records.lists()
    }
    return Tally(
        grid,
        {name: count for name, count in lists.items() if count},
        records.visit_counts(VisitFilter(grid_code=grid)),
    )


def differences(records: Records) -> list[Difference]:
    """Return all that is known here of why others count differently; none is best.

    What is on its way, waits, was left behind, or belongs to nobody's grid.
    """
    trust = trust_of(records)
    if not trust.enrolled:
        return []
    found = _at_office(records, trust) if trust.office else _on_laptop(records, trust)
    return [one for one in found if one.count]


def _on_laptop(records: Records, trust: Trust) -> Iterator[Difference]:
    yield Difference("TALLY-UNDELIVERED", records.book.undelivered())
    for gap in missing(records):
        told = {"device": gap.device, "lo": str(gap.lo), "hi": str(gap.hi)}
        yield Difference("TALLY-AWAITED", gap.hi - gap.lo + 1, told)
    yield Difference("TALLY-PHOTOS", len(records.missing_blobs()))
    mine = trust.me.grids if trust.me else ()
    for grid, count in records.streams.outside(mine):
        yield Difference("TALLY-MOVED", count, {"grid": grid})


def _at_office(records: Records, trust: Trust) -> Iterator[Difference]:
    for gap in missing(records):
        told = {"who": gap.who or gap.device, "lo": str(gap.lo), "hi": str(gap.hi)}
        yield Difference("TALLY-GAP", gap.hi - gap.lo + 1, told)
    for one in Quarantine(records.folder).waiting(trust):
        told = {"device": one.device, "lo": str(one.lo), "hi": str(one.hi)}
        yield Difference("TALLY-WAITING", one.hi - one.lo + 1, told)
    yield Difference("TALLY-PHOTOS", len(records.missing_blobs()))
    for name, count in records.streams.unplaced():
        yield Difference("TALLY-UNPLACED", count, {"list": name})
    for grid, count in records.streams.outside(trust.grids):
        yield Difference("TALLY-UNSERVED", count, {"grid": grid})
    yield Difference("TALLY-LATE", len(late_work(records)))
