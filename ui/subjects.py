"""Subjects: what is known of a household, resident, facility or hazard, to be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from forms.errors import KnownError
from forms.records.types import DueRow, Entity, FieldWrite, VisitRow
from forms.records.visits import VisitFilter
from ui import words
from ui.context import Start, Workspace
from ui.form_names import form_called
from ui.told import TOLD

FACTS = {
    "household": (
        "head_phone", "house_use", "heat_mode", "last_heat_temp", "last_heat_date",
        "hh_tags", "gas_type", "co_alarm", "smoke_alarm", "ebike_charge", "landlord",
    ),
    "resident": (
        "categories", "risk", "phone", "id_no", "emg_name", "emg_phone", "ability",
        "dis_type", "dis_level", "residence_type", "relation", "benefits",
        "last_visit", "miss_count", "cycle_days",
    ),
    "facility": (
        "fac_code", "fac_type", "location", "ext_agent", "ext_spec", "mfg_date",
        "last_service", "svc_due", "scrap_due", "hyd_kind", "last_check",
        "last_fault", "owner",
    ),
    "hazard": (
        "description", "category", "level", "location", "found_date", "due_date",
        "reporter", "rep_name", "channel", "respond_min", "handler", "dept",
        "last_action", "closed_time",
    ),
    "fix_item": (
        "fix_type", "place", "quantity", "unit", "done_qty", "dept", "fund",
        "budget", "spent", "due_date", "done_date", "last_note",
    ),
    "estate": (
        "built", "n_bld", "n_unit", "n_hh", "model", "company", "company_tel",
        "fee", "collect", "committee", "committee_end", "branch", "satisf",
    ),
    "activity": (
        "theme", "place", "act_date", "n_attend", "n_vol", "vol_hours", "n_leaflet",
    ),
}  # fmt: skip
SECRET = frozenset({"head_phone", "phone", "id_no", "emg_phone", "company_tel"})
FORMS = {
    "household": ("heating_visit", "household_reg", "hazard_report"),
    "resident": ("special_followup",),
    "facility": ("fire_patrol", "facility_reg"),
    "hazard": ("hazard_handling",),
    "fix_item": ("fix_item_update",),
    "estate": ("estate_profile",),
}
translate = QCoreApplication.translate
UNITS = {"last_heat_temp": " °C", "floor_area": " m²"}
PAST = 6
CHANGES = 4
UNTOLD = frozenset(
    {"next_due", "next_form", "due_reason", "grid_code", "hh_id", "label", "estate"}
    | {"addr_short", "id_mask", "resident_id", "points"}
)
"""Fields that say nothing to a person who reads what changed."""
MEMBERS = 40


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known.

    Args:
        secret: Shown instead of `value` once it is tapped.
    """

    name: str
    value: str
    secret: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """Another entity that belongs to this one, as who lives behind a door."""

    list_name: str
    id: str
    title: str
    note: str
    status: str = ""
    tone: str = "idle"


@dataclass(frozen=True, slots=True)
class Past:
    """A visit that was, or a change that one made; `record_id` opens the visit."""

    record_id: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One who is visited, as the panel shows it.

    Args:
        starts: The first is the one that is due.
        due: Why and when it falls due; blank where nothing is due.
    """

    list_name: str
    id: str
    title: str
    note: str
    status: str
    tone: str
    due: str
    due_tone: str
    facts: tuple[Fact, ...]
    linked: tuple[Linked, ...]
    past: tuple[Past, ...]
    starts: tuple[Start, ...]
    changes: tuple[Past, ...] = ()
    conflicts: str = ""


def subject(workspace: Workspace, list_name: str, entity_id: str) -> Subject:
    """Return what is known of one entity.

    Raises:
        KnownError: ENTITY-UNKNOWN where it is not in the register.
    """
    entity = workspace.records.entity(list_name, entity_id)
    if entity is None:
        raise KnownError("ENTITY-UNKNOWN", list=list_name, entity=entity_id)
    language = workspace.language
    status, tone = status_of(entity, language)
    due, due_tone = due_of(entity, workspace)
    return Subject(
        list_name, entity_id, title_of(entity), note_of(entity, workspace),
        status, tone, due, due_tone,
        facts=_facts(entity, language),
        linked=_linked(entity, workspace),
        past=past_visits(workspace, list_name, entity_id),
        starts=_starts(entity),
        changes=_changes(entity, workspace),
        conflicts=words.listed(
            [
                words.property_name(list_name, name, language)
                for name in entity.conflicts
            ],
            language,
        ),
    )  # fmt: skip


def group(workspace: Workspace, due: DueRow) -> Subject:
    """Return what is known of the facilities of one unit that fall due together."""
    language = workspace.language
    linked = []
    for member in due.members[:MEMBERS]:
        entity = workspace.records.entity(due.list_name, member)
        if entity is None:
            continue
        status, tone = status_of(entity, language)
        title = words.value_text(
            "facility", "fac_type", entity.properties.get("fac_type", ""), language
        )
        note = " ".join(
            entity.properties.get(name, "") for name in ("fac_code", "location")
        )
        linked.append(Linked("facility", member, title, note, status, tone))
    facts = tuple(
        Fact(words.reason(code, language), TOLD.items(count))
        for code, count in due.reasons.items()
    )
    told, tone = due_text(due.next_due, workspace)
    note = TOLD.facilities_due(due.count)
    title = words.area(due.door) or due.label
    return Subject(
        due.list_name, due.id, title, note, "", "idle", told, tone,
        facts=facts, linked=tuple(linked), past=(),
        starts=(Start(due.next_form or "fire_patrol", due.list_name, due.id),),
    )  # fmt: skip


def title_of(entity: Entity) -> str:
    """Return what an entity is called: a person's name before the door."""
    known = entity.properties
    if entity.list_name == "household":
        return known.get("head_name") or entity.label
    if entity.list_name == "hazard":
        return known.get("description") or entity.label
    for name in ("full_name", "title", "estate_name", "act_title"):
        if known.get(name):
            return known[name]
    return entity.label


def note_of(entity: Entity, workspace: Workspace) -> str:
    """Return the line under an entity's title: its door, its age, its number."""
    known, language = entity.properties, workspace.language
    parts = [known.get("addr_short", "")]
    if entity.list_name == "resident":
        gender = words.choice("gender", known.get("gender", ""), language)
        parts += [gender, age_text(known.get("birth_date", ""), workspace.today)]
    if entity.list_name == "facility":
        parts += [door_of(known), known.get("fac_code", "")]
    if entity.list_name == "hazard":
        parts += [known.get("location", ""), known.get("hz_no", "")]
    return "  ".join(part for part in parts if part)


def door_of(known: Mapping[str, str]) -> str:
    """Return the unit as the estate writes it: "5号楼2单元"."""
    building, unit = known.get("building_no", ""), known.get("unit_no", "")
    if not building:
        return ""
    if not building[0].isdigit():
        return words.area(building)
    return f"{building}号楼" + (f"{unit}单元" if unit not in ("", "0") else "")


def age_text(birth_date: str, today: date) -> str:
    """Return the age in full years, blank where the birth date is not known."""
    if not birth_date:
        return ""
    born = date.fromisoformat(birth_date)
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return TOLD.years(years)


def status_of(entity: Entity, language: str) -> tuple[str, str]:
    """Return the word and tone that tell at once how an entity stands."""
    name = {
        "household": "heat_band", "resident": "risk", "facility": "status",
        "hazard": "status", "fix_item": "status",
    }.get(entity.list_name, "")  # fmt: skip
    code = entity.properties.get(name, "")
    if not code:
        return "", "idle"
    return words.status(entity.list_name, name, code, language)


def due_of(entity: Entity, workspace: Workspace) -> tuple[str, str]:
    """Return when an entity falls due and why, and how urgent that is."""
    known = entity.properties
    if not known.get("next_due"):
        return "", "idle"
    told, tone = due_text(date.fromisoformat(known["next_due"][:10]), workspace)
    why = words.reason(known.get("due_reason", ""), workspace.language)
    return " · ".join(part for part in (told, why) if part), tone


def due_text(due: date, workspace: Workspace) -> tuple[str, str]:
    """Return a date that falls due as it is said, with its tone."""
    days = (due - workspace.today).days
    if days < 0:
        return TOLD.late(-days), "bad"
    if days == 0:
        return translate("subjects", "Today"), "primary"
    if days == 1:
        return translate("subjects", "Tomorrow"), "idle"
    return words.day(due, workspace.language), "idle"


def past_visits(
    workspace: Workspace, list_name: str, entity_id: str
) -> tuple[Past, ...]:
    """Return the last visits to an entity, newest first."""
    rows = workspace.records.visits(
        VisitFilter(subject=(list_name, entity_id)), limit=PAST
    )
    return tuple(_past(row, workspace) for row in rows)


def _past(row: VisitRow, workspace: Workspace) -> Past:
    day = words.day(row.ended_at.date(), workspace.language)
    who = staff_name(workspace, row.author)
    name = form_called(workspace.records, row.form_id)
    return Past(row.record_id, name, f"{day}  {who}")


def staff_name(workspace: Workspace, staff_id: str) -> str:
    """Return the name of one who works in the grid, the id where it is not known."""
    if staff_id == workspace.profile.staff_id:
        return workspace.profile.name
    found = workspace.records.entity("staff", staff_id) if staff_id else None
    return found.label if found is not None else staff_id


def _changes(entity: Entity, workspace: Workspace) -> tuple[Past, ...]:
    """Return what visits and corrections changed, one line an op, the last first."""
    told: dict[str, list[str]] = {}
    ops: dict[str, FieldWrite] = {}
    for write in workspace.records.history(entity.list_name, entity.id):
        if write.kind not in ("visit", "resolve") or write.field in UNTOLD:
            continue
        ops.setdefault(write.op_id, write)
        told.setdefault(write.op_id, []).append(_change(entity, write, workspace))
        if len(ops) > PAST:
            break
    lines = []
    for op_id, write in list(ops.items())[:PAST]:
        at = write.at.astimezone(workspace.clock().tzinfo)
        day = words.day(at.date(), workspace.language)
        who = staff_name(workspace, write.author)
        texts = [text for text in told[op_id] if text]
        if texts:
            lines.append(
                Past(write.record_id, ";  ".join(texts[:CHANGES]), f"{day}  {who}")
            )
    return tuple(lines)


def _change(entity: Entity, write: FieldWrite, workspace: Workspace) -> str:
    name = words.property_name(entity.list_name, write.field, workspace.language)
    value = words.value_text(
        entity.list_name, write.field, write.value, workspace.language
    )
    if write.field in SECRET:
        value = words.masked(write.value)
    return f"{name} {value}{UNITS.get(write.field, '')}" if value else ""


def _facts(entity: Entity, language: str) -> tuple[Fact, ...]:
    found = []
    for name in FACTS.get(entity.list_name, ()):
        value = entity.properties.get(name, "")
        if not value or (name, value) == ("miss_count", "0"):
            continue
        told = words.property_name(entity.list_name, name, language)
        if name in SECRET:
            found.append(Fact(told, words.masked(value), secret=value))
            continue
        text = words.value_text(entity.list_name, name, value, language)
        tone = words.status(entity.list_name, name, value, language)[1]
        if name == "last_heat_temp":
            band = entity.properties.get("heat_band", "")
            tone = words.status("household", "heat_band", band, language)[1]
        tone = "" if tone == "idle" else tone
        found.append(Fact(told, text + UNITS.get(name, ""), tone=tone))
    return tuple(found)


def _linked(entity: Entity, workspace: Workspace) -> tuple[Linked, ...]:
    if entity.list_name == "resident":
        household = entity.properties.get("hh_id", "")
        home = workspace.records.entity("household", household) if household else None
        if home is None:
            return ()
        door = home.properties.get("addr_short", home.label)
        there = workspace.records.entities(
            "resident", {"hh_id": household}, limit=MEMBERS
        )
        others = _people([one for one in there if one.id != entity.id], workspace)
        return (Linked("household", household, door, title_of(home)), *others)
    if entity.list_name != "household":
        return ()
    where = {"hh_id": entity.id}
    people = workspace.records.entities("resident", where=where, limit=MEMBERS)
    hazards = workspace.records.entities("hazard", where=where, limit=MEMBERS)
    return _people(people, workspace) + _hazards(hazards, workspace)


def _people(rows: Sequence[Entity], workspace: Workspace) -> tuple[Linked, ...]:
    found = []
    for each in rows:
        known, language = each.properties, workspace.language
        note = note_of(each, workspace).removeprefix(known.get("addr_short", ""))
        groups = words.value_text(
            "resident", "categories", known.get("categories", ""), language
        )
        status, tone = status_of(each, language)
        told = "  ".join(part for part in (note.strip(), groups) if part)
        found.append(Linked("resident", each.id, title_of(each), told, status, tone))
    return tuple(found)


def _hazards(rows: Sequence[Entity], workspace: Workspace) -> tuple[Linked, ...]:
    found = []
    for each in rows:
        status, tone = status_of(each, workspace.language)
        number = each.properties.get("hz_no", "")
        found.append(Linked("hazard", each.id, title_of(each), number, status, tone))
    return tuple(found)


def _starts(entity: Entity) -> tuple[Start, ...]:
    due = entity.properties.get("next_form", "")
    names = [due] if due else []
    names += [name for name in FORMS.get(entity.list_name, ()) if name != due]
    if entity.list_name == "hazard" and entity.properties.get("status") == "S8":
        names = []
    return tuple(Start(name, entity.list_name, entity.id) for name in names)
