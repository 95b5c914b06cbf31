"""Exchange told: devices, instants and steps of the exchange in words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from forms.records.circle import Member
from forms.records.types import FieldWrite
from ui import words
from ui.context import Workspace
from ui.form_names import form_called
from ui.subjects import staff_name

translate = QCoreApplication.translate
ID_DIGITS = 6


def moment(at: datetime | str, workspace: Workspace) -> str:
    """Return an instant as it is said here: "11月25日 周三 10:12"."""
    made = datetime.fromisoformat(at) if isinstance(at, str) else at
    local = made.astimezone(workspace.clock().tzinfo)
    return f"{words.day(local.date(), workspace.language)} {local:%H:%M}"


def device_name(device: str, members: dict[str, Member], workspace: Workspace) -> str:
    """Return whose laptop a device is, its short id where nobody is known."""
    if device == workspace.records.device_id:
        return translate("ExchangeTold", "this laptop")
    member = members.get(device)
    short = device[-ID_DIGITS:].upper()
    if member is None or not (member.name or member.staff):
        return translate("ExchangeTold", "laptop {id}").format(id=short)
    name = member.name or member.staff
    return translate("ExchangeTold", "laptop of {name}").format(name=name)


def members_of(workspace: Workspace) -> dict[str, Member]:
    """Return the register's members by device; none where a laptop works alone."""
    records = workspace.records
    return records.members.circle(workspace.today).members


def origin(write: FieldWrite, workspace: Workspace) -> str:
    """Return where a value comes from: a visit with its number, a ledger, a person."""
    if write.kind == "visit":
        row = workspace.records.visit(write.record_id).row
        told = translate("ExchangeTold", "visit: {form}")
        return told.format(form=form_called(workspace.records, row.form_id))
    if write.kind == "resolve":
        return translate("ExchangeTold", "decided here before")
    if write.kind == "hide":
        return translate("ExchangeTold", "hidden or shown again")
    return translate("ExchangeTold", "ledger or correction at the office")


def written(write: FieldWrite, members: dict[str, Member], workspace: Workspace) -> str:
    """Return who wrote a value, when, and on which laptop."""
    who = staff_name(workspace, write.author)
    device = device_name(write.device, members, workspace)
    parts = (who, moment(write.at, workspace), device)
    return "  ·  ".join(part for part in parts if part)


def value_of(list_name: str, name: str, value: str, language: str) -> str:
    """Return a property's value as it is read, also that of hiding."""
    if name == "__hidden":
        hidden = translate("ExchangeTold", "hidden")
        return hidden if value == "1" else translate("ExchangeTold", "shown")
    if not value:
        return translate("ExchangeTold", "(blank)")
    return words.value_text(list_name, name, value, language)


def field_name(list_name: str, name: str, language: str) -> str:
    """Return what a field is called, also the label and hiding."""
    if name == "__hidden":
        return translate("ExchangeTold", "Shown in lists")
    if name == "label":
        return translate("ExchangeTold", "Name in lists")
    return words.property_name(list_name, name, language)


def ledgers(workspace: Workspace) -> frozenset[str]:
    """Return the devices that are none: ledgers that every demo brings in alike.

    See `forms.records.ledger_shared`: the ledger itself is the device of its ops.
    """
    rows = workspace.records.figures(
        "SELECT dev FROM op WHERE seq = 1 AND kind = 'entity'"
        " AND CAST(line AS TEXT) ->> '$.author' = ''"
    )
    return frozenset(dev for (dev,) in rows)
