"""Daily: a grid worker's day, or any period, as one sheet of figures and lists."""

from collections.abc import Iterable, Mapping

import resources
from forms.records.store import Records
from forms.records.types import Entity
from forms.records.visits import VisitFilter
from forms.reports import figures, ledger
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


def daily_sheet(records: Records, about: About, *, grid_code: str = "") -> Sheet:
    """Return the report of a day or a longer period.

    Args:
        records: The register.
        about: Its period, by default the day itself.
        grid_code: One grid, blank for all.
    """
    first, last = about.period or (about.on, about.on)
    language = about.language
    hazards = _entities(records, "hazard", grid_code)
    blocks: list[Block] = []
    for title, told in daily_figures(records, about, grid_code=grid_code):
        facts = tuple(
            Fact(resources.sentence(f"FIGURE-{one.key}", language), Mark(str(one)))
            for one in told
        )
        words = resources.sentence(f"DAILY-{title}", language)
        blocks += [Section(words), Facts(facts)]
    blocks += _lists(records, hazards, about, grid_code)
    signers = tuple(
        Signature(resources.sentence(f"DAILY-{who}", language))
        for who in ("WORKER", "HEAD")
    )
    date = resources.sentence("SHEET-DATE", language)
    seal = resources.sentence("DAILY-SEAL", language)
    title = "DAILY-TITLE" if first == last else "DAILY-PERIOD-TITLE"
    return Sheet(
        resources.sentence(title, language),
        language,
        (*blocks, Signatures(signers, date, seal)),
        office=about.office,
        subtitle=ledger.period_words(about),
    )


def daily_figures(
    records: Records, about: About, *, grid_code: str = ""
) -> list[tuple[str, tuple[Figure, ...]]]:
    """Return the figures of DOMAIN.md 5.6 by section, each a DAILY-<name>.

    Args:
        records: The register.
        about: Its period, by default the day itself.
        grid_code: One grid, blank for all.
    """
    first, last = about.period or (about.on, about.on)
    period = Period(first, last, about.on)
    visits = records.visits(
        VisitFilter(
            grid_code=grid_code, since=first.isoformat(), until=last.isoformat()
        ),
        limit=_ALL,
    )

    def rows(name: str) -> list[Mapping[str, str]]:
        return [entity.properties for entity in _entities(records, name, grid_code)]

    filled = (
        (v.form_id, figures.visit_values(records.visit(v.record_id).shown.xml))
        for v in visits
    )
    return [
        ("VISITS", figures.visit_figures(filled)),
        ("HAZARDS", figures.hazard_figures(rows("hazard"), period)),
        (
            "PEOPLE",
            (
                *figures.household_figures(rows("household"), period),
                *figures.resident_figures(rows("resident"), period),
            ),
        ),
        ("FACILITIES", figures.facility_figures(rows("facility"), period)),
        (
            "ACTIVITIES",
            (
                *figures.activity_figures(rows("activity"), period),
                *figures.fix_figures(rows("fix_item")),
            ),
        ),
    ]


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
