"""An office and laptops of one register, enrolled as people do it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from forms.records.store import Records
from sync.exchange import enrol
from sync.exchange.enrol import Founded
from sync.exchange.invitations import read_invitation, read_request
from tests.sync.registers import NOW, REGISTER, workspace

TODAY: date = NOW.date()
GRID = "XYQY03"


def office_of(folder: Path) -> tuple[Records, Founded]:
    """Return the first administrator of a new register, open for writing."""
    records = workspace(folder, "w01")
    founded = enrol.prepare_register(records, "翔宇社区")
    enrol.found_register(records, founded, staff="w01", person="主管")
    return records, founded


def laptop_of(folder: Path, staff: str = "w02") -> Records:
    """Return a workspace that belongs to no register yet."""
    return workspace(folder, staff, REGISTER)


def enrol_laptop(
    office: Records,
    laptop: Records,
    *,
    role: str = "worker",
    grids: Sequence[str] = (GRID,),
    staff: str = "w02",
) -> None:
    """Invite, join and grant; the laptop learns of it at its next import."""
    invited = enrol.invite(office, role=role, grids=grids, staff=staff, name="孔祥云")
    request = enrol.join(laptop, read_invitation(invited.data, TODAY))
    enrol.grant(office, read_request(request.data), request.code)
