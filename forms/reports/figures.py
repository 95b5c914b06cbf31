"""Figures: each number the street office asks for, defined once (DOMAIN.md 5.6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lxml import etree

from forms.reports import masks, workdays
from forms.reports.masks import Audience

Row = Mapping[str, str]
"""An entity's properties, or a visit's values by path."""

HEALTH = frozenset(["special_done", "followup_overdue", "elder_month", "prio_rate"])
"""Figures that count people by their health or by the aid they get."""
PRIORITY = frozenset(
    ["E01", "E04", "E05", "E07", "E08", "D01", "D02", "P01", "P03", "W01", "M01"]
)
"""Categories of residents that make theirs a priority household, as the form F3."""
PRIORITY_TAGS = frozenset(["dibao", "tekun", "loft"])
ELDERS = frozenset(["E01", "E02", "E03", "E04", "E05", "E06"])
_MET = ("met", "proxy")
_MEASURED = ("T1", "T2", "T3", "T4")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, or a part of a whole.

    Args:
        key: As DOMAIN.md 5.6 names it; its words are FIGURE-<key> of the messages.
        whole: None where the figure is no share.
    """

    key: str
    part: Decimal
    whole: int | None = None

    @property
    def rate(self) -> Decimal | None:
        """Percent with one decimal, None where there is nothing to divide by."""
        if not self.whole:
            return None
        return (100 * self.part / self.whole).quantize(Decimal("0.1"))

    def __str__(self) -> str:
        if self.whole is None:
            return f"{self.part.normalize():f}"
        share = "—" if self.rate is None else f"{self.rate}%"
        return f"{self.part}/{self.whole}  {share}"

    def told(self, audience: Audience) -> str:
        """Return the figure as `audience` may read it, blank where not at all.

        Counts of people by health or aid are no matter of a notice, and small ones
        none of the street office (DOMAIN.md 6).
        """
        if audience == "worker" or self.key not in HEALTH:
            return str(self)
        if audience == "notice":
            return ""
        part, least = masks.few(int(self.part), audience), masks.SMALLEST
        if self.whole is None:
            return part
        if self.whole < least:
            return masks.few(self.whole, audience)
        return str(self) if part == str(self.part) else f"{part}/{self.whole}"


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are counted, both ends too, and the day of the report."""

    first: date
    last: date
    on: date

    def holds(self, instant: str) -> bool:
        """Tell whether the day of an ISO date or time lies in the period."""
        return self.first.isoformat() <= instant[:10] <= self.last.isoformat()


def visit_values(xml: bytes) -> Row:
    """Return the values of a submission by path below its root: "heat/t_min".

    Of repeats the first instance counts; figures read none of them.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    found: dict[str, str] = {}
    _collect(etree.fromstring(xml, parser), "", found)
    return found


def _collect(element: etree._Element, path: str, found: dict[str, str]) -> None:
    for child in element.iterchildren("*"):
        below = f"{path}{etree.QName(child).localname}"
        if len(child):
            _collect(child, f"{below}/", found)
        else:
            found.setdefault(below, child.text or "")


def visit_figures(visits: Iterable[tuple[str, Row]]) -> tuple[Figure, ...]:
    """Return the figures of visits, given as (form id, values) of the period."""
    known = list(visits)
    doors = {
        values["who/hh"]
        for form, values in known
        if form == "heating_visit" and values.get("who/result") in _MET
    }
    special = [values for form, values in known if form == "special_followup"]
    seen = sum(values.get("who/result") in _MET for values in special)
    patrols = sum(form == "fire_patrol" for form, _ in known)
    return (
        _count("visits_n", len(known)),
        _count("visits_hh", len(doors)),
        _count("special_done", seen),
        _count("patrol_n", patrols),
    )


def hazard_figures(hazards: Iterable[Row], period: Period) -> tuple[Figure, ...]:
    """Return what was found, closed, answered and closed in time.

    A share is of those found in the period; what counts as closed is closed by the
    day of the report.
    """
    known = list(hazards)
    on = period.on.isoformat()
    found = [row for row in known if period.holds(row.get("found_date", ""))]
    closed = [row for row in known if period.holds(row.get("closed_time", ""))]
    done = [r for r in found if r.get("closed_time") and r["closed_time"][:10] <= on]
    answered = [row for row in found if row.get("respond_min")]
    quick = sum(Decimal(row["respond_min"]) <= 30 for row in answered)
    ontime = sum(r["closed_time"][:10] <= _deadline(r) for r in closed)
    open_late = sum(
        bool(row.get("next_due")) and max(row["next_due"], _deadline(row)) < on
        for row in known
    )
    heating = [row for row in found if row.get("category") == "heating"]
    return (
        _count("hz_found", len(found)),
        _count("hz_closed", len(closed)),
        _share("close_rate", len(done), len(found)),
        _share("resp30", quick, len(answered)),
        _share("ontime", ontime, len(closed)),
        _count("hz_late", open_late),
        _count("hz_up", sum(row.get("status") == "S7" for row in found)),
        _count("rider_n", sum(row.get("reporter") == "rider" for row in found)),
        _share("heat_closed", sum(r in done for r in heating), len(heating)),
    )


def _deadline(row: Row) -> str:
    return workdays.deadline(
        row.get("level", ""), row.get("found_date", ""), row.get("due_date", "")
    )


def priority_figures(
    households: Iterable[Row], residents: Iterable[Row], period: Period
) -> tuple[Figure, ...]:
    """Return how many of the priority households were visited.

    Args:
        households: With their id as "@id".
        residents: With the id of their household as "hh_id".
        period: When.
    """
    homes = {
        row.get("hh_id", "")
        for row in residents
        if row.get("person_state", "active") == "active"
        and PRIORITY & set(row.get("categories", "").split())
    }
    first = [
        row
        for row in households
        if row.get("house_use") != "vacant"
        and (
            row.get("@id") in homes
            or PRIORITY_TAGS & set(row.get("hh_tags", "").split())
        )
    ]
    seen = sum(period.holds(row.get("last_heat_date", "")) for row in first)
    return (_share("prio_rate", seen, len(first)),)


def household_figures(households: Iterable[Row], period: Period) -> tuple[Figure, ...]:
    """Return coverage and warmth: the latest reading of each household."""
    known = [row for row in households if row.get("house_use") != "vacant"]
    visited = [row for row in known if period.holds(row.get("last_heat_date", ""))]
    bands = [row.get("heat_band") for row in visited]
    measured = sum(band in _MEASURED for band in bands)
    return (
        _share("visit_rate", len(visited), len(known)),
        _share("heat_ok", bands.count("T1"), measured),
    )


def resident_figures(residents: Iterable[Row], period: Period) -> tuple[Figure, ...]:
    """Return how the people to be followed up stand."""
    active = [row for row in residents if row.get("person_state", "active") == "active"]
    on = period.on.isoformat()
    late = sum(bool(r.get("next_due")) and r["next_due"] < on for r in active)
    elders = [r for r in active if ELDERS & set(r.get("categories", "").split())]
    month = on[:7]
    seen = sum(row.get("last_visit", "")[:7] == month for row in elders)
    return (
        _count("followup_overdue", late),
        _share("elder_month", seen, len(elders)),
    )


def facility_figures(
    facilities: Iterable[Row], period: Period, fixed: int = 0
) -> tuple[Figure, ...]:
    """Return what was checked, what is wrong and what was put right.

    Args:
        facilities: As they stand.
        period: When.
        fixed: How many came back to ok in the period (`past.fixed`).
    """
    known = [row for row in facilities if row.get("status") != "stopped"]
    checked = [row for row in known if period.holds(row.get("last_check", ""))]
    extinguishers = [row for row in known if row.get("fac_type") == "ext"]
    states = [row.get("status") for row in extinguishers]
    return (
        _count("fac_checked", len(checked)),
        _count("fac_bad", sum(row.get("status") != "ok" for row in checked)),
        _count("fac_fixed", fixed),
        _count("ext_overdue", states.count("overdue")),
        _count("ext_scrap", states.count("scrap")),
    )


def activity_figures(activities: Iterable[Row], period: Period) -> tuple[Figure, ...]:
    """Return the sums of campaigns and volunteering."""
    known = [row for row in activities if period.holds(row.get("act_date", ""))]
    return (
        _count("act_n", len(known)),
        _sum("act_people", known, "n_attend"),
        _sum("leaflets", known, "n_leaflet"),
        _sum("vol_hours", known, "vol_hours"),
    )


def fix_figures(items: Iterable[Row]) -> tuple[Figure, ...]:
    """Return how many fix items there are and how many are done."""
    states = [row.get("status") for row in items]
    done = states.count("F5") + states.count("F6")
    return (_share("fix_done", done, len(states)),)


def _count(key: str, count: int) -> Figure:
    return Figure(key, Decimal(count))


def _share(key: str, part: int, whole: int) -> Figure:
    return Figure(key, Decimal(part), whole)


def _sum(key: str, rows: Sequence[Row], name: str) -> Figure:
    return Figure(key, sum((Decimal(row.get(name) or 0) for row in rows), Decimal(0)))
