"""What a ledger row implies: doors and persons completed, links found."""

from collections.abc import Mapping, Sequence

from forms.records import persons
from forms.records.addresses import floor_of
from forms.records.doors import Door, parse_door
from forms.records.ledger_columns import columns, rules
from forms.records.ledger_draft import DraftRow
from forms.records.store import Records

# How a row of another list may be named in a ledger, besides by its id.
LINK_NAMES = {
    "estate": ("estate_name", "label"),
    "household": ("hh_code", "addr_short"),
}


def complete(records: Records, list_name: str, drafts: Sequence[DraftRow]) -> None:
    """Fill in what the values of each row imply; what the ledger tells stays."""
    for draft in drafts:
        if list_name == "household":
            _complete_household(draft)
        elif list_name == "resident":
            _complete_person(draft)
    _link(records, list_name, drafts)
    for draft in drafts:
        parts = [draft.values.get(name, "") for name in rules(list_name).label]
        draft.fill("label", " ".join(part for part in parts if part))


def _complete_household(draft: DraftRow) -> None:
    values = draft.values
    door = _door_of(values)
    if door is None:
        return
    draft.fill("building_no", door.building)
    draft.fill("unit_no", str(door.unit))
    draft.fill("room_no", door.room)
    draft.fill("floor_no", door.floor)
    draft.fill("addr_short", door.short)
    if values.get("grid_code"):
        draft.fill("hh_code", door.code(values["grid_code"]))


def _door_of(values: Mapping[str, str]) -> Door | None:
    """Return the door told by number, else by its address."""
    building, room = values.get("building_no", ""), values.get("room_no", "")
    if building and room:
        unit = int(values.get("unit_no") or 0)
        return Door(building, unit, values.get("floor_no") or floor_of(room), room)
    return parse_door(values.get("addr_short", ""))


def _complete_person(draft: DraftRow) -> None:
    values = draft.values
    number = values.get("id_no", "")
    if values.get("id_type", "idcard") != "idcard":
        # A passport follows no rule that we know.
        draft.doubts = [one for one in draft.doubts if "PERSON-ID" not in one.code]
        return
    if persons.id_number(number)[1]:
        return
    born = persons.birth_date(number)
    draft.fill("id_type", "idcard")
    draft.fill("birth_date", born.isoformat() if born else "")
    draft.fill("gender", persons.gender(number))
    draft.fill("id_mask", persons.masked(number))
    if (values["birth_date"], values["gender"]) != (
        born.isoformat() if born else "",
        persons.gender(number),
    ):
        draft.doubt("LEDGER-ID-DIFFERS", "id_no")


def _link(records: Records, list_name: str, drafts: Sequence[DraftRow]) -> None:
    """Turn the names of rows of other lists into their ids."""
    for column in columns(list_name).values():
        kind, _, target = column.kind.partition(":")
        if kind == "link":
            names = _names(records, target)
            for draft in drafts:
                _link_row(draft, column.property, names)


def _names(records: Records, target: str) -> Mapping[str, str]:
    """Return the id of each row of `target` by every name it goes by."""
    found: dict[str, str] = {}
    for row in records.entity_rows(target).rows():
        for name in ("name", *LINK_NAMES[target]):
            if row.get(name):
                found.setdefault(row[name], row["name"])
    return found


def _link_row(draft: DraftRow, name: str, names: Mapping[str, str]) -> None:
    told = draft.values.get(name, "")
    if not told and name == "hh_id":
        told = draft.values.get("addr_short", "")
    if not told:
        return
    door = parse_door(told)
    found = names.get(told) or (names.get(door.short) if door else None)
    if found:
        draft.values[name] = found
    else:
        draft.values.pop(name, None)
        draft.doubt("LEDGER-LINK", name)
