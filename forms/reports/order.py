"""Order: which report is wanted, for whom and when; composed from the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import resources
from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import Entity, VisitRow
from forms.records.visits import VisitFilter
from forms.reports import ledger, masks
from forms.reports.daily import daily_figures, daily_sheet
from forms.reports.figures import Figure
from forms.reports.ledger import About
from forms.reports.masks import Audience
from forms.reports.sheet import Sheet

DAILY = "daily"
VISITS = "visits"
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """A report as somebody wants it.

    Args:
        name: One of `report_names`.
        on: The day it is made.
        first: First day counted; with `last` None for the report's own: the day
            itself for the daily report, everything for a ledger.
        last: Last day counted.
        grid_code: One grid, blank for all that are here.
        audience: Who reads it, see masks.
        office: Stands above the title; blank for the grid's own name.
        language: "zh_CN" or "en".
    """

    name: str
    on: date
    first: date | None = None
    last: date | None = None
    grid_code: str = ""
    audience: Audience = "worker"
    office: str = ""
    language: str = "zh_CN"

    @property
    def period(self) -> tuple[date, date] | None:
        """First and last day counted, None where no day was named."""
        if self.first is None and self.last is None:
            return None
        first = self.first or self.last or self.on
        return first, max(first, self.last or self.on)


def report_names() -> tuple[str, ...]:
    """Return the names of the reports there are, the daily one first."""
    return (DAILY, *ledger.ledgers())


def report_title(name: str, language: str) -> str:
    """Return what a report is called."""
    if name == DAILY:
        return resources.sentence("DAILY-TITLE", language)
    return ledger.title(name, language)


def takes_period(name: str) -> bool:
    """Tell whether the days of the order choose what stands in the report."""
    return name == DAILY or ledger.takes_period(name)


def report_sheet(records: Records, order: ReportOrder) -> Sheet:
    """Return the report as paper.

    Raises:
        KnownError: REPORT-UNKNOWN where there is no report of that name.
    """
    about = _about(records, order)
    if order.name == DAILY:
        return daily_sheet(records, about, grid_code=order.grid_code)
    if order.name not in ledger.ledgers():
        names = ", ".join(report_names())
        raise KnownError("REPORT-UNKNOWN", name=order.name, names=names)
    if order.name == VISITS:
        return _visits(records, order, about)
    found = records.entities(ledger.list_of(order.name), limit=_ALL)
    return ledger.entity_ledger(
        order.name, (one for one in found if _in_grid(one, order.grid_code)), about
    )


def report_figures(
    records: Records, order: ReportOrder
) -> list[tuple[str, tuple[Figure, ...]]]:
    """Return the figures of DOMAIN.md 5.6 by section: ("VISITS", figures), ..."""
    return daily_figures(records, _about(records, order), grid_code=order.grid_code)


def _about(records: Records, order: ReportOrder) -> About:
    grid = records.entity("grid", order.grid_code) if order.grid_code else None
    if grid is None and not order.grid_code:
        # All grids of a register that has one: that is the one.
        grids = records.entities("grid", limit=2)
        grid = grids[0] if len(grids) == 1 else None
    office = order.office or (grid.label if grid is not None else order.grid_code)
    return About(office, order.on, order.language, order.period, order.audience)


def _in_grid(entity: Entity, grid_code: str) -> bool:
    # What belongs to no grid, an estate of two of them, say, belongs to each.
    return not grid_code or entity.grid_code in ("", grid_code)


def _visits(records: Records, order: ReportOrder, about: About) -> Sheet:
    period = order.period
    wanted = VisitFilter(
        grid_code=order.grid_code,
        since=period[0].isoformat() if period else "",
        until=period[1].isoformat() if period else "",
    )
    visits = records.visits(wanted, limit=_ALL)
    staff = records.entities("staff", limit=_ALL)
    return ledger.visit_ledger(
        visits,
        about,
        titles={form.form_id: form.title for form in records.forms()},
        subjects=_subjects(records, visits, order.audience),
        people={one.id: one.label for one in staff},
    )


def _subjects(
    records: Records, visits: list[VisitRow], audience: Audience
) -> Mapping[tuple[str, str], str]:
    """Return what each one visited is called to `audience`, by list and id."""
    found: dict[tuple[str, str], str] = {}
    for subject in {visit.subject for visit in visits if visit.subject[1]}:
        entity = records.entity(*subject)
        if entity is not None:
            found[subject] = _called(entity, audience)
    return found


def _called(entity: Entity, audience: Audience) -> str:
    """Return an entity's label, for others than the worker only as much as they may."""
    if audience == "worker":
        return entity.label
    known = entity.properties
    place = known.get("addr_short") or known.get("location", "")
    name = known.get("full_name") or known.get("head_name", "")
    told = (masks.place(place, audience), masks.name(name, audience))
    return " ".join(part for part in told if part)
