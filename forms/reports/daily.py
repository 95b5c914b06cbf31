"""Daily: a grid worker's day, or any period, as one sheet of figures and lists."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import resources
from forms.records.store import Records
from forms.records.types import Entity
from forms.records.visits import VisitFilter
from forms.reports import figures, ledger, past
from forms.reports.figures import Figure, Period
from forms.reports.ledger import About
from forms.reports.sheet import (
    Block,
    Fact,
    Facts,
    Mark,
    Notes,
    Section,
    Sheet,
    Signature,
    Signatures,
    Table,
)

# A grid holds some hundred of each; a community some ten thousand.
_ALL = 1_000_000
_LISTED = 12
# Lines left free for what was done best, written by hand.
_BLANK = 4
YEARLY = (
    "visits_n", "visits_hh", "special_done", "patrol_n", "hz_found", "hz_closed",
    "hz_up", "rider_n", "fac_fixed", "act_n", "act_people", "leaflets", "vol_hours",
)  # fmt: skip
"""Figures that add up over a year; what stands on a day does not."""


def daily_sheet(records: Records, about: About, *, grid_code: str = "") -> Sheet:
    """Return the report of a day or a longer period.

    A whole month stands beside the month before it and the year so far.

    Args:
        records: The register.
        about: Its period, by default the day itself.
        grid_code: One grid, blank for all.
    """
    first, last = about.period or (about.on, about.on)
    language = about.language
    month = _is_month(first, last, about.on)
    blocks: list[Block] = []
    sections = daily_figures(records, about, grid_code=grid_code)
    before = _before(records, about, grid_code) if month else {}
    year = _year(records, about, grid_code) if month else {}
    for title, told in sections:
        words = resources.sentence(f"DAILY-{title}", language)
        if month:
            body: Block = _compared(told, before, year, about)
        else:
            body = Facts(
                tuple(
                    Fact(_named(one, language), Mark(said))
                    for one in told
                    if (said := one.told(about.audience))
                )
            )
        blocks += [Section(words), body]
    blocks += _lists(records, _entities(records, "hazard", grid_code), about, grid_code)
    if month:
        words = resources.sentence("MONTHLY-WORK", language)
        blocks.append(Table((words,), (100,), ((Mark("\n" * _BLANK),),), roomy=True))
    signers = tuple(
        Signature(resources.sentence(f"DAILY-{who}", language))
        for who in ("WORKER", "HEAD")
    )
    date_words = resources.sentence("SHEET-DATE", language)
    seal = resources.sentence("DAILY-SEAL", language)
    title = "DAILY-TITLE" if first == last else "DAILY-PERIOD-TITLE"
    return Sheet(
        resources.sentence("MONTHLY-TITLE" if month else title, language),
        language,
        (*blocks, Signatures(signers, date_words, seal)),
        office=about.office,
        subtitle=ledger.period_words(about),
    )


def daily_figures(
    records: Records, about: About, *, grid_code: str = ""
) -> list[tuple[str, tuple[Figure, ...]]]:
    """Return the figures of DOMAIN.md 5.6 by section, each a DAILY-<name>.

    Of a period that is over, households, people and facilities are counted as they
    stood at its end: next month's visits must not take this month's away.

    Args:
        records: The register.
        about: Its period, by default the day itself.
        grid_code: One grid, blank for all.
    """
    first, last = about.period or (about.on, about.on)
    return _sections(records, Period(first, last, about.on), grid_code, about.on)


def _sections(
    records: Records, period: Period, grid_code: str, today: date
) -> list[tuple[str, tuple[Figure, ...]]]:
    first, last = period.first, period.last
    visits = records.visits(
        VisitFilter(
            grid_code=grid_code, since=first.isoformat(), until=last.isoformat()
        ),
        limit=_ALL,
    )

    def now(name: str) -> list[Mapping[str, str]]:
        return [ledger.row_of(entity) for entity in _entities(records, name, grid_code)]

    def then(name: str) -> list[Mapping[str, str]]:
        return (
            past.rows_on(records, name, grid_code, last) if last < today else now(name)
        )

    filled = (
        (v.form_id, figures.visit_values(records.visit(v.record_id).shown.xml))
        for v in visits
    )
    households, residents = then("household"), then("resident")
    facilities = then("facility")
    fixed = past.fixed(records, grid_code, first, last)
    return [
        ("VISITS", figures.visit_figures(filled)),
        ("HAZARDS", figures.hazard_figures(now("hazard"), period)),
        ("PEOPLE", _people(households, residents, period, known=last >= today)),
        (
            "FACILITIES",
            figures.facility_figures(facilities, period, fixed)
            if facilities or last >= today
            else (),
        ),
        (
            "ACTIVITIES",
            (
                *figures.activity_figures(now("activity"), period),
                *figures.fix_figures(now("fix_item")),
            ),
        ),
    ]


def _people(
    households: list[Mapping[str, str]],
    residents: list[Mapping[str, str]],
    period: Period,
    *,
    known: bool,
) -> tuple[Figure, ...]:
    """Return the figures of homes and people; none of a time that knew none.

    A register that began in November says nothing of October.
    """
    return (
        *(figures.household_figures(households, period) if households or known else ()),
        *(
            figures.priority_figures(households, residents, period)
            if households or known
            else ()
        ),
        *(figures.resident_figures(residents, period) if residents or known else ()),
    )


def _named(figure: Figure, language: str) -> str:
    return resources.sentence(f"FIGURE-{figure.key}", language)


def _is_month(first: date, last: date, on: date) -> bool:
    """Tell whether a period is a calendar month, or one of today's so far."""
    whole = last == _last_day(first)
    return first.day == 1 and (
        whole or (last == on and first < last < _last_day(first))
    )


def _last_day(first: date) -> date:
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)


def _figures_of(
    records: Records, about: About, grid_code: str, first: date, last: date
) -> dict[str, Figure]:
    """Return the figures of another period by key, as counted on its last day."""
    period = Period(first, last, min(last, about.on))
    told = _sections(records, period, grid_code, about.on)
    return {one.key: one for _, some in told for one in some}


def _before(records: Records, about: About, grid_code: str) -> dict[str, Figure]:
    """Return the figures of the month before; of as many days, if it is not over."""
    first, last = about.period or (about.on, about.on)
    end = first - timedelta(days=1)
    begin = end.replace(day=1)
    if last != _last_day(first):
        end = begin.replace(day=min(last.day, end.day))
    return _figures_of(records, about, grid_code, begin, end)


def _year(records: Records, about: About, grid_code: str) -> dict[str, Figure]:
    """Return the figures of the year up to the end of the month."""
    first, last = about.period or (about.on, about.on)
    january = first.replace(month=1, day=1)
    found = _figures_of(records, about, grid_code, january, last)
    return {key: found[key] for key in YEARLY if key in found}


def _compared(
    told: Iterable[Figure],
    before: Mapping[str, Figure],
    year: Mapping[str, Figure],
    about: About,
) -> Table:
    """Return figures beside those of the month before and of the year."""
    language, audience = about.language, about.audience
    first, last = about.period or (about.on, about.on)
    code = "MONTHLY-HEADS" if last == _last_day(first) else "MONTHLY-HEADS-SO-FAR"
    heads = resources.sentence(code, language).split("|")
    rows = []
    for one in told:
        said = one.told(audience)
        if said:
            old = before.get(one.key)
            cells = (
                _named(one, language),
                said,
                old.told(audience) if old is not None else "—",
                _change(one, old, about),
                year[one.key].told(audience) if one.key in year else "",
            )
            rows.append(tuple(Mark(cell) for cell in cells))
    return Table(tuple(heads), (30, 19, 19, 20, 12), tuple(rows))


def _change(one: Figure, old: Figure | None, about: About) -> str:
    """Return how a figure changed, "+3" or "-1.5" points of a rate; blank: nobody says.

    What is too small to tell is not to be told by subtraction either.
    """
    shown = old is not None and all(
        "<" not in each.told(about.audience) for each in (one, old)
    )
    if old is None or not shown:
        return ""
    if one.whole is None:
        return f"{one.part - old.part:+f}" if one.part != old.part else "0"
    if one.rate is None or old.rate is None:
        return ""
    points = one.rate - old.rate
    return resources.sentence("MONTHLY-POINTS", about.language, points=f"{points:+f}")


def _entities(records: Records, name: str, grid_code: str) -> list[Entity]:
    where = {"grid_code": grid_code} if grid_code else None
    return records.entities(name, where, limit=_ALL)


def _lists(
    records: Records, hazards: Iterable[Entity], about: About, grid_code: str
) -> list[Block]:
    """Return the open A and B events and the people whose visit is late."""
    urgent = [
        entity
        for entity in hazards
        if entity.properties.get("next_due")
        and entity.properties.get("level") in ("A", "B")
    ]
    on = about.on.isoformat()
    late = [
        entity
        for entity in _entities(records, "resident", grid_code)
        if entity.properties.get("person_state", "active") == "active"
        and "" < entity.properties.get("next_due", "") < on
    ]
    urgent.sort(key=lambda e: (e.properties["level"], e.properties["next_due"]))
    late.sort(key=lambda entity: entity.properties["next_due"])
    if about.audience != "worker":
        # Whoever stands in it is followed up for health or aid: counts are enough.
        late = []
    return [
        *_listed("urgent", "DAILY-URGENT", urgent, about),
        *_listed("late", "DAILY-LATE", late, about),
    ]


def _listed(name: str, title: str, entities: list[Entity], about: About) -> list[Block]:
    if not entities:
        return []
    everything = About(about.office, about.on, about.language, None, about.audience)
    shown = entities[:_LISTED]
    sheet = ledger.entity_ledger(f"daily_{name}", shown, everything)
    words = resources.sentence(title, about.language)
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    found: list[Block] = [Section(words), *tables]
    if len(entities) > _LISTED:
        more = resources.sentence(
            "DAILY-MORE", about.language, count=len(entities) - _LISTED
        )
        found.append(Notes((more,)))
    return found
