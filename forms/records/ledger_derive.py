"""What a ledger row implies: doors and persons completed, links found."""

from collections.abc import Sequence

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
    door = _door_of(draft)
    if door is None:
        return
    draft.fill("building_no", door.building)
    draft.fill("unit_no", str(door.unit))
    draft.fill("room_no", door.room)
    draft.fill("floor_no", door.floor)
    draft.fill("addr_short", door.short)
    if values.get("grid_code"):
        draft.fill("hh_code", door.code(values["grid_code"]))


def _door_of(draft: DraftRow) -> Door | None:
    """Return the door told by number, else by its address.

    A building has no units where none is told, not where one is told that cannot be
    read: the rooms 301 of all its units would be one household.
    """
    values = draft.values
    building, room = values.get("building_no", ""), values.get("room_no", "")
    unread = not values.get("unit_no") and draft.doubted("unit_no")
    if building and room and not unread:
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
            names = _Names(records, target)
            for draft in drafts:
                _link_row(draft, column.property, names)


class _Names:
    """The rows of another list by every name that they go by.

    One address is a door of several grids, or estates: without a grid that tells
    them apart nobody is linked to any of them.
    """

    def __init__(self, records: Records, target: str) -> None:
        self._grids: dict[str, str] = {}
        self._ids: dict[str, dict[str, None]] = {}
        for row in records.entity_rows(target).rows():
            self._grids[row["name"]] = row.get("grid_code", "")
            for name in ("name", *LINK_NAMES[target]):
                if row.get(name):
                    self._ids.setdefault(row[name], {})[row["name"]] = None

    def of(self, told: str, grid: str) -> tuple[str, ...]:
        """Return the ids that go by a name: of several, those of the grid."""
        found = tuple(self._ids.get(told, ()))
        near = tuple(one for one in found if self._grids[one] == grid)
        return near if grid and near else found


def _link_row(draft: DraftRow, name: str, names: _Names) -> None:
    told = draft.values.get(name, "")
    if not told and name == "hh_id":
        told = draft.values.get("addr_short", "")
    if not told:
        return
    grid = draft.values.get("grid_code", "")
    door = parse_door(told)
    found = names.of(told, grid) or (names.of(door.short, grid) if door else ())
    if len(found) == 1:
        draft.values[name] = found[0]
    else:
        draft.values.pop(name, None)
        draft.doubt("LEDGER-LINK-SEVERAL" if found else "LEDGER-LINK", name)
