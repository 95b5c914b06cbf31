"""Ledger: entities or visits as rows on A4 landscape, columns kept as data.

A template (resources/templates/ledger_<name>.json) says, besides title and columns:
`list`, `sort`, `period` (the field whose day counts), `where` (field -> values),
`has` (field -> codes, one of them), `filled` (fields that are not blank), `private`
(field -> values that no notice shows), `totals`, `note`, `signatures`, and `counts` for
a list of people by health or aid, which leaves the grid as counts only.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import resources
from forms.errors import KnownError
from forms.records.types import Entity, VisitRow
from forms.reports import masks, workdays
from forms.reports.sheet import (
    Block,
    Fact,
    Facts,
    Mark,
    Notes,
    Sheet,
    Signature,
    Signatures,
    Table,
    Tone,
)
from forms.reports.templates import shared_words
from forms.reports.words import choice_words, day_words, listed, reason_words

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class About:
    """What a ledger is told besides its rows.

    Args:
        office: As 任城区仙营街道青杨社区第三网格.
        on: The day it is made: what is late is late on this day.
        period: First and last day; rows outside it are left out. None takes all.
        audience: Who reads it, see masks.
    """

    office: str
    on: date
    language: str = "zh_CN"
    period: tuple[date, date] | None = None
    audience: masks.Audience = "worker"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a ledger's template.

    Args:
        fields: The first that is not blank is shown.
        words: Where the words of its codes stand: "form/list", or a name in
            templates/words.json, or "due_reason".
        mask: "name", "id", "phone", "place", "age" or "health": how it shrinks for
            readers; a column that says nothing to them is left out.
        tones: Tone by code.
        late: (due field, done field): bad when due before the day and not done.
        row: The running number instead of a field.
    """

    head: str
    width: float
    fields: tuple[str, ...]
    words: str = ""
    mask: str = ""
    tones: Mapping[str, Tone] = field(default_factory=dict)
    late: tuple[str, str] | None = None
    row: bool = False


def ledgers() -> tuple[str, ...]:
    """Return the names of the ledgers there are templates for."""
    found = resources.path("templates").glob("ledger_*.json")
    names = sorted(file.stem.removeprefix("ledger_") for file in found)
    return tuple(name for name in names if not name.startswith("daily_"))


def title(name: str, language: str) -> str:
    """Return what the ledger `name` is called."""
    told: str = _template(name)["title"][language]
    return told


def list_of(name: str) -> str:
    """Return the entity list that the ledger `name` shows, blank for visits."""
    return str(_template(name).get("list", ""))


def takes_period(name: str) -> bool:
    """Tell whether a period leaves rows of the ledger `name` out."""
    return "period" in _template(name)


def entity_ledger(name: str, entities: Iterable[Entity], about: About) -> Sheet:
    """Return ledger `name` over entities of its list, hidden ones left out."""
    rows = (row_of(entity) for entity in entities if not entity.hidden)
    return ledger(name, rows, about)


def row_of(entity: Entity) -> Row:
    """Return an entity as a row: its properties, its id, its deadline."""
    known = entity.properties
    row = {**known, "@label": entity.label, "@id": entity.id}
    if known.get("due_date") and entity.list_name == "hazard":
        row["@deadline"] = workdays.deadline(
            known.get("level", ""), known.get("found_date", ""), known["due_date"]
        )
    return row


def visit_ledger(
    visits: Iterable[VisitRow],
    about: About,
    *,
    titles: Mapping[str, str],
    subjects: Mapping[tuple[str, str], str],
    people: Mapping[str, str],
) -> Sheet:
    """Return the ledger of visits.

    Args:
        visits: As `Records.visits` gives them.
        about: Its period is compared with the day a visit began.
        titles: Title of each form by id.
        subjects: Label of each entity visited by (list, id).
        people: Name of each worker by staff id.
    """
    rows = (
        {
            "number": visit.number,
            "day": visit.started_at.date().isoformat(),
            "from": visit.started_at.strftime("%H:%M"),
            "to": visit.ended_at.strftime("%H:%M"),
            "form": titles.get(visit.form_id, visit.form_id),
            "subject": subjects.get(visit.subject, _titled(visit, about)),
            "author": people.get(visit.author, visit.author),
            "revisions": str(visit.revisions),
        }
        for visit in visits
        if not visit.hidden
    )
    return ledger("visits", rows, about)


def _titled(visit: VisitRow, about: About) -> str:
    """Return the title of a visit to nobody known; it names a door or a person."""
    return visit.title if about.audience == "worker" else ""


def ledger(name: str, rows: Iterable[Row], about: About) -> Sheet:
    """Return ledger `name` over `rows` by field, sorted as its template says."""
    template = _template(name)
    language = about.language
    taken = _sorted(
        [row for row in rows if _taken(row, template, about)],
        template.get("sort", []),
    )
    if "counts" in template and about.audience != "worker":
        return _counted(template, taken, about)
    columns = [
        _column(told, language)
        for told in template["columns"]
        if masks.reaches(told.get("mask", ""), about.audience)
    ]
    table = Table(
        tuple(column.head for column in columns),
        tuple(column.width for column in columns),
        tuple(
            tuple(_cell(column, row, at, about) for column in columns)
            for at, row in enumerate(taken, 1)
        ),
    )
    return Sheet(
        template["title"][language],
        language,
        (table, *_below(template, taken, about)),
        office=about.office,
        subtitle=_subtitle(len(taken), about),
        landscape=True,
    )


def _counted(template: Mapping[str, Any], rows: Sequence[Row], about: About) -> Sheet:
    """Return a list of people by health or aid as counts: a list would name them.

    Raises:
        KnownError: REPORT-NOTICE where everybody would read it.
    """
    language, told = about.language, template["counts"]
    if about.audience == "notice":
        raise KnownError("REPORT-NOTICE", title=template["title"][language])
    words = _words(told["words"], language)
    due, done = told["late"]
    lines = []
    for code in told["only"]:
        found = [row for row in rows if code in row.get(told["field"], "").split()]
        late = sum(_late(row, due, done, about.on) for row in found)
        counts = (masks.few(count, about.audience) for count in (len(found), late))
        lines.append((Mark(words.get(code, code)), *map(Mark, counts)))
    heads = (
        told["head"][language],
        resources.sentence("COUNTS-PEOPLE", language),
        resources.sentence("COUNTS-LATE", language),
    )
    note = resources.sentence("COUNTS-NOTE", language, least=masks.SMALLEST)
    below = _below({**template, "note": {language: note}}, rows, about)
    return Sheet(
        template["title"][language],
        language,
        (Table(heads, (60, 20, 20), tuple(lines)), *below),
        office=about.office,
        subtitle=period_words(about),
    )


@cache
def _template(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources.text(f"templates/ledger_{name}.json"))
    return found


def _words(place: str, language: str) -> Mapping[str, str]:
    if place == "due_reason":
        return reason_words(language)
    if "/" in place:
        return choice_words(place, language)
    return shared_words()[place][language] if place else {}


def _column(told: Mapping[str, Any], language: str) -> Column:
    late = told.get("late")
    return Column(
        told["head"][language],
        told["width"],
        tuple(told.get("fields", ())),
        told.get("words", ""),
        told.get("mask", ""),
        told.get("tones", {}),
        (late[0], late[1]) if late else None,
        told.get("row", False),
    )


def _taken(row: Row, template: Mapping[str, Any], about: About) -> bool:
    if not _where(row, template.get("where", {})):
        return False
    private: Mapping[str, Sequence[str]] = template.get("private", {})
    if private and about.audience == "notice" and _where(row, private):
        return False
    if not all(row.get(name) for name in template.get("filled", ())):
        return False
    has: Mapping[str, Sequence[str]] = template.get("has", {})
    if not all(set(row.get(f, "").split()) & set(vs) for f, vs in has.items()):
        return False
    if about.period is None or "period" not in template:
        return True
    first, last = about.period
    day = row.get(template["period"], "")[:10]
    return first.isoformat() <= day <= last.isoformat()


def _where(row: Row, where: Mapping[str, Sequence[str]]) -> bool:
    return all(row.get(name, "") in values for name, values in where.items())


def _sorted(rows: list[Row], fields: Sequence[str]) -> list[Row]:
    return sorted(rows, key=lambda row: [_natural(row.get(f, "")) for f in fields])


def _natural(value: str) -> list[tuple[int, int, str]]:
    """Return a key that puts building 2 before building 10."""
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.split(r"([0-9]+)", value)
        if part
    ]


def _cell(column: Column, row: Row, at: int, about: About) -> Mark:
    if column.row:
        return Mark(str(at))
    value = next((row[f] for f in column.fields if row.get(f)), "")
    tone: Tone = column.tones.get(value, "plain")
    if column.late and _late(row, *column.late, about.on):
        tone = "bad"
    return Mark(_said(column, value, about), tone)


def _late(row: Row, due: str, done: str, on: date) -> bool:
    return bool(row.get(due)) and not row.get(done) and row[due][:10] < on.isoformat()


def _said(column: Column, value: str, about: About) -> str:
    match column.mask:
        case "name":
            return masks.name(value, about.audience)
        case "id":
            return masks.id_number(value, about.audience)
        case "phone":
            return masks.phone(value, about.audience)
        case "place":
            return masks.place(value, about.audience)
        case "age":
            return masks.age_told(value, about.on, about.audience)
    if column.words:
        words = _words(column.words, about.language)
        value = listed(value.split(), words, about.language)
    elif re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*", value):
        value = value[:16].replace("T", " ")
    return masks.told(value, about.audience)


def _subtitle(count: int, about: About) -> str:
    counted = resources.sentence("LEDGER-COUNT", about.language, count=count)
    return f"{period_words(about)}    {counted}"


def period_words(about: About) -> str:
    """Return the period as words, or the day where there is none."""
    language = about.language
    first, last = about.period or (about.on, about.on)
    if first == last:
        return day_words(first, language)
    return resources.sentence(
        "LEDGER-PERIOD",
        language,
        first=day_words(first, language),
        last=day_words(last, language),
    )


def _below(
    template: Mapping[str, Any], rows: Sequence[Row], about: About
) -> list[Block]:
    language = about.language
    found: list[Block] = []
    totals = tuple(
        Fact(told["label"][language], Mark(_total(template, told, rows, about)))
        for told in template.get("totals", ())
    )
    if totals:
        found.append(Facts(totals, head=True))
    years = {row["@deadline"][:4] for row in rows if row.get("@deadline")}
    for year in sorted(year for year in years if not workdays.known(int(year))):
        found.append(Notes((resources.sentence("WORKDAYS-YEAR", language, year=year),)))
    if "note" in template:
        found.append(Notes((template["note"][language],)))
    signers = [Signature(told[language]) for told in template.get("signatures", ())]
    if signers:
        date_words = resources.sentence("SHEET-DATE", language)
        found.append(Signatures(tuple(signers), date_words))
    return found


def _total(
    template: Mapping[str, Any],
    told: Mapping[str, Any],
    rows: Sequence[Row],
    about: About,
) -> str:
    count = _count(told, rows, about.on)
    health = "counts" in template or told.get("mask") == "health"
    return masks.few(count, about.audience) if health else str(count)


def _count(told: Mapping[str, Any], rows: Sequence[Row], on: date) -> int:
    where: Mapping[str, Sequence[str]] = told.get("where", {})
    late: Sequence[str] | None = told.get("late")
    return sum(
        _where(row, where) and (late is None or _late(row, late[0], late[1], on))
        for row in rows
    )
