"""Words: what codes of forms and lists are called on screen, read from the forms."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

import resources

FORM_NAMES = {
    "heating_visit": QT_TRANSLATE_NOOP("Words", "Heating visit"),
    "special_followup": QT_TRANSLATE_NOOP("Words", "Special-group follow-up"),
    "fire_patrol": QT_TRANSLATE_NOOP("Words", "Fire patrol"),
    "hazard_report": QT_TRANSLATE_NOOP("Words", "Hazard report"),
    "hazard_handling": QT_TRANSLATE_NOOP("Words", "Hazard handling"),
    "household_reg": QT_TRANSLATE_NOOP("Words", "Household registration"),
    "facility_reg": QT_TRANSLATE_NOOP("Words", "Facility card"),
    "outreach_log": QT_TRANSLATE_NOOP("Words", "Outreach log"),
    "consultation_record": QT_TRANSLATE_NOOP("Words", "Consultation record"),
    "fix_item_update": QT_TRANSLATE_NOOP("Words", "Fix-item progress"),
    "estate_profile": QT_TRANSLATE_NOOP("Words", "Estate profile"),
}
FORM_NOTES = {
    "heating_visit": QT_TRANSLATE_NOOP(
        "Words", "Door to door in winter: room temperature, problems, advice"
    ),
    "special_followup": QT_TRANSLATE_NOOP(
        "Words", "Elderly alone, disabled, on aid: how they are, what they need"
    ),
    "fire_patrol": QT_TRANSLATE_NOOP(
        "Words", "Stairwells and fire equipment of one unit, piece by piece"
    ),
    "hazard_report": QT_TRANSLATE_NOOP("Words", "A problem, its place, its photo"),
    "hazard_handling": QT_TRANSLATE_NOOP(
        "Words", "Respond, dispatch, fix, verify, close"
    ),
    "household_reg": QT_TRANSLATE_NOOP(
        "Words", "A door and who lives there: new, changed, moved out"
    ),
    "facility_reg": QT_TRANSLATE_NOOP(
        "Words", "Extinguisher, hydrant, light: its card and dates"
    ),
    "outreach_log": QT_TRANSLATE_NOOP(
        "Words", "Talks, leaflets, volunteering: place, people, hours"
    ),
    "consultation_record": QT_TRANSLATE_NOOP(
        "Words", "A meeting of 1+4+X: views, votes, items agreed"
    ),
    "fix_item_update": QT_TRANSLATE_NOOP("Words", "How far an agreed item has come"),
    "estate_profile": QT_TRANSLATE_NOOP(
        "Words", "Property service of an estate: model, company, committee"
    ),
}
FORM_ICONS = {
    "heating_visit": "heat",
    "special_followup": "heart",
    "fire_patrol": "flame",
    "hazard_report": "hazard",
    "hazard_handling": "refresh",
    "household_reg": "door",
    "facility_reg": "facility",
    "outreach_log": "megaphone",
    "consultation_record": "chat",
    "fix_item_update": "wrench",
    "estate_profile": "estate",
}
LIST_NAMES = {
    "household": QT_TRANSLATE_NOOP("Words", "Household"),
    "resident": QT_TRANSLATE_NOOP("Words", "Resident"),
    "facility": QT_TRANSLATE_NOOP("Words", "Facility"),
    "hazard": QT_TRANSLATE_NOOP("Words", "Hazard"),
    "fix_item": QT_TRANSLATE_NOOP("Words", "Fix item"),
    "estate": QT_TRANSLATE_NOOP("Words", "Estate"),
    "activity": QT_TRANSLATE_NOOP("Words", "Activity"),
    "grid": QT_TRANSLATE_NOOP("Words", "Grid"),
    "staff": QT_TRANSLATE_NOOP("Words", "Staff"),
    "visit": QT_TRANSLATE_NOOP("Words", "Visit"),
}
LIST_ICONS = {
    "household": "door",
    "resident": "user",
    "facility": "facility",
    "hazard": "hazard",
    "fix_item": "wrench",
    "estate": "estate",
    "activity": "megaphone",
    "visit": "visits",
}
# Calculated properties carry no label in a form; these say what they are.
PROPERTY_NAMES = {
    "addr_short": QT_TRANSLATE_NOOP("Words", "Door"),
    "hh_code": QT_TRANSLATE_NOOP("Words", "Household code"),
    "hz_no": QT_TRANSLATE_NOOP("Words", "Event no."),
    "status": QT_TRANSLATE_NOOP("Words", "Status"),
    "last_check": QT_TRANSLATE_NOOP("Words", "Last check"),
    "last_fault": QT_TRANSLATE_NOOP("Words", "Last fault"),
    "last_visit": QT_TRANSLATE_NOOP("Words", "Last visit"),
    "last_heat_temp": QT_TRANSLATE_NOOP("Words", "Last temperature"),
    "last_heat_date": QT_TRANSLATE_NOOP("Words", "Measured on"),
    "heat_band": QT_TRANSLATE_NOOP("Words", "Band"),
    "next_due": QT_TRANSLATE_NOOP("Words", "Next due"),
    "due_date": QT_TRANSLATE_NOOP("Words", "Deadline"),
    "due_reason": QT_TRANSLATE_NOOP("Words", "Why"),
    "scrap_due": QT_TRANSLATE_NOOP("Words", "To be scrapped"),
    "svc_due": QT_TRANSLATE_NOOP("Words", "Service due"),
    "found_date": QT_TRANSLATE_NOOP("Words", "Found on"),
    "report_time": QT_TRANSLATE_NOOP("Words", "Reported"),
    "respond_min": QT_TRANSLATE_NOOP("Words", "Answered after (min)"),
    "miss_count": QT_TRANSLATE_NOOP("Words", "Times not met"),
    "categories": QT_TRANSLATE_NOOP("Words", "Groups"),
    "risk": QT_TRANSLATE_NOOP("Words", "Risk"),
    "cycle_days": QT_TRANSLATE_NOOP("Words", "Cycle (days)"),
    "person_state": QT_TRANSLATE_NOOP("Words", "Lives here"),
    "id_mask": QT_TRANSLATE_NOOP("Words", "ID number"),
    "full_name": QT_TRANSLATE_NOOP("Words", "Name"),
    "head_name": QT_TRANSLATE_NOOP("Words", "Head of household"),
    "head_phone": QT_TRANSLATE_NOOP("Words", "Phone"),
    "phone": QT_TRANSLATE_NOOP("Words", "Phone"),
    "emg_phone": QT_TRANSLATE_NOOP("Words", "Emergency phone"),
    "emg_name": QT_TRANSLATE_NOOP("Words", "Emergency contact"),
    "birth_date": QT_TRANSLATE_NOOP("Words", "Born"),
    "done_qty": QT_TRANSLATE_NOOP("Words", "Done"),
    "done_date": QT_TRANSLATE_NOOP("Words", "Done on"),
    "last_action": QT_TRANSLATE_NOOP("Words", "Last step"),
    "handler": QT_TRANSLATE_NOOP("Words", "Handled by"),
    "location": QT_TRANSLATE_NOOP("Words", "Place"),
    "description": QT_TRANSLATE_NOOP("Words", "What"),
    "level": QT_TRANSLATE_NOOP("Words", "Level"),
    "category": QT_TRANSLATE_NOOP("Words", "Category"),
    "fac_code": QT_TRANSLATE_NOOP("Words", "Code"),
    "fac_type": QT_TRANSLATE_NOOP("Words", "Kind"),
    "mfg_date": QT_TRANSLATE_NOOP("Words", "Made in"),
    "hh_tags": QT_TRANSLATE_NOOP("Words", "Tags"),
    "place": QT_TRANSLATE_NOOP("Words", "Place"),
    "quantity": QT_TRANSLATE_NOOP("Words", "Quantity"),
}
# A calculated property takes the choices of the list of this name.
PROPERTY_CHOICES = {
    ("resident", "categories"): "person_cat",
    ("resident", "gender"): "gender",
    ("resident", "person_state"): "person_state",
    ("facility", "fac_type"): "fac_type",
    ("hazard", "category"): "hz_cat",
    ("hazard", "last_action"): "hz_step",
    ("hazard", "dept"): "dept",
    ("hazard", "channel"): "channel",
    ("hazard", "reporter"): "reporter",
}
AREAS = {
    "DK": QT_TRANSLATE_NOOP("Words", "Garage"),
    "LW": QT_TRANSLATE_NOOP("Words", "Outdoors"),
    "WY": QT_TRANSLATE_NOOP("Words", "Property office"),
    "CP": QT_TRANSLATE_NOOP("Words", "Bicycle shed"),
}
"""Places of an estate that are no building, by their code (DOMAIN.md 5.4)."""

_COLUMN = {"zh_CN": "label::中文 (zh)", "en": "label::English (en)"}


def form_name(form_id: str, title: str = "") -> str:
    """Return the short name of a form on screen, else its own title or id."""
    source = FORM_NAMES.get(form_id)
    return _told(source) if source else title or form_id


def form_note(form_id: str) -> str:
    """Return what a form is for, in a line; blank where it is not one of ours."""
    return _told(FORM_NOTES.get(form_id, ""))


def list_name(name: str) -> str:
    """Return what one entity of the list `name` is called."""
    return _told(LIST_NAMES.get(name, name))


def area(code: str) -> str:
    """Return a building's number as it is, the name of another place."""
    return _told(AREAS[code]) if code in AREAS else code


def property_name(of_list: str, name: str, language: str) -> str:
    """Return what the property `name` of a list is called."""
    if name in PROPERTY_NAMES:
        return _told(PROPERTY_NAMES[name])
    labels, _ = _properties(language).get((of_list, name), ("", ""))
    return labels or name


def value_text(of_list: str, name: str, value: str, language: str) -> str:
    """Return a property's value as it is read: codes by their choices' labels."""
    if (of_list, name, value) in _statuses(language):
        return _statuses(language)[of_list, name, value][0]
    choices = PROPERTY_CHOICES.get((of_list, name), "")
    if not choices:
        _, choices = _properties(language).get((of_list, name), ("", ""))
    if name == "due_reason":
        return reason(value, language)
    if name == "next_form":
        return form_name(value)
    if not choices:
        return value
    table = _choices(language).get(choices, {})
    told = [table.get(code, code) for code in value.split()]
    return listed(told, language)


def listed(told: Iterable[str], language: str) -> str:
    """Return several things in one line, parted as `language` parts them."""
    return ("、" if language == "zh_CN" else ", ").join(told)


def status(of_list: str, name: str, value: str, language: str) -> tuple[str, str]:
    """Return a status as it is read and its tone; "idle" where it has none."""
    return _statuses(language).get((of_list, name, value), (value, "idle"))


def choice(of_choices: str, code: str, language: str) -> str:
    """Return the label of a code of the choice list `of_choices`."""
    return _choices(language).get(of_choices, {}).get(code, code)


def choices(of_choices: str, language: str) -> list[tuple[str, str]]:
    """Return code and label of every choice of a list, in its order."""
    return list(_choices(language).get(of_choices, {}).items())


def property_choices(of_list: str, name: str, language: str) -> list[tuple[str, str]]:
    """Return code and label of what a property is chosen from, none where it is not."""
    known = PROPERTY_CHOICES.get((of_list, name), "")
    if not known:
        _, known = _properties(language).get((of_list, name), ("", ""))
    if known:
        return choices(known, language)
    return [
        (code, told)
        for (in_list, of_property, code), (told, _) in _statuses(language).items()
        if (in_list, of_property) == (of_list, name)
    ]


def reason(code: str, language: str) -> str:
    """Return why something falls due."""
    return _reasons(language).get(code, code)


def day(value: str | date, language: str) -> str:
    """Return a date as "11月25日 周三" or "Wed 25 Nov"."""
    made = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    pattern = "M月d日 ddd" if language == "zh_CN" else "ddd d MMM"
    return QLocale(language).toString(QDate(made.year, made.month, made.day), pattern)


def masked(value: str) -> str:
    """Return a phone or ID number with its middle hidden."""
    if len(value) >= 15:
        return value[:6] + "*" * (len(value) - 10) + value[-4:]
    if len(value) >= 7:
        return value[:3] + "*" * (len(value) - 7) + value[-4:]
    return "*" * len(value)


def _told(source: object) -> str:
    # The stubs type what QT_TRANSLATE_NOOP gives as an object.
    return QCoreApplication.translate("Words", str(source)) if source else ""


def _table(name: str, delimiter: str) -> list[dict[str, str]]:
    text = resources.text(name)
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def _sheet(form_id: str, name: str) -> str:
    return f"forms/{form_id}/{name}.tsv"


@cache
def _choices(language: str) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for form_id in FORM_NAMES:
        for row in _table(_sheet(form_id, "choices"), "\t"):
            label = row.get(_COLUMN[language]) or row["name"]
            found.setdefault(row["list_name"], {}).setdefault(row["name"], label)
    return found


@cache
def _properties(language: str) -> Mapping[tuple[str, str], tuple[str, str]]:
    """Return label and choice list by (list, property)."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for form_id in FORM_NAMES:
        lists = [row["list_name"] for row in _table(_sheet(form_id, "entities"), "\t")]
        for row in _table(_sheet(form_id, "survey"), "\t"):
            saved = row.get("save_to") or ""
            if not saved:
                continue
            of_list, name = saved.split("#") if "#" in saved else (lists[0], saved)
            # "Area (m2)", "Phone (11 digits)": a list has no room for the rest.
            label = re.sub(r"\s*[(\uff08].*", "", row.get(_COLUMN[language]) or "")
            kind, _, choices = (row["type"] or "").partition(" ")
            if not kind.startswith("select") or kind.endswith("_from_file"):
                choices = ""
            old = found.get((of_list, name), ("", ""))
            found[of_list, name] = (old[0] or label, old[1] or choices)
    return found


@cache
def _reasons(language: str) -> Mapping[str, str]:
    column = "zh" if language == "zh_CN" else "en"
    return {row["code"]: row[column] for row in _table("rules/due_reason.csv", ",")}


@cache
def _statuses(language: str) -> Mapping[tuple[str, str, str], tuple[str, str]]:
    """Return words and tone by (list, property, code)."""
    column = "zh" if language == "zh_CN" else "en"
    return {
        (row["list"], row["property"], row["code"]): (row[column], row["tone"])
        for row in _table("rules/status.csv", ",")
    }
