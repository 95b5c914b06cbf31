"""Workspaces of one register for exchange tests, with something to exchange."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path

from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile, VisitIn

NOW = datetime.fromisoformat("2026-12-24T09:00:00+08:00")
REGISTER = "0198f3a0-0000-7000-8000-000000000001"


def workspace(folder: Path, staff: str = "w02", register: str = REGISTER) -> Records:
    """Return a new workspace of `register`, open for writing."""
    profile = Profile(staff, staff, "XYQY03")
    create_workspace(folder, profile=profile, demo=False, now=NOW, register_id=register)
    return Records.open(folder, clock=lambda: NOW)


def write_households(records: Records, count: int, first: int = 0) -> None:
    """Write `count` ops, each of one household."""
    for number in range(first, first + count):
        home = EntityWriteIn(
            "household",
            "create",
            str(uuid.uuid5(uuid.UUID(REGISTER), f"{records.device_id} {number}")),
            {"room_no": f"{number}", "addr_short": f"5号楼2单元{number}室"},
            label=f"5号楼2单元{number}室",
        )
        records.write_entities([home], "w02")


def finish_visit(records: Records, number: int, *photos: bytes) -> None:
    """Finalise a visit with `photos`."""
    names = {f"photo{at}.jpg": records.put_blob(data) for at, data in enumerate(photos)}
    records.finalise_visit(
        VisitIn(
            draft_id=f"draft-{number}",
            record_id=str(uuid.uuid5(uuid.UUID(REGISTER), f"visit {number}")),
            form_id="heating_visit",
            form_version="1",
            xml=b"<data/>",
            instance_id=f"uuid:{uuid.uuid5(uuid.UUID(REGISTER), f'i {number}')}",
            author="w02",
            started_at=NOW,
            ended_at=NOW + timedelta(minutes=10),
            attachments=names,
            title="5号楼2单元301室",
            grid_code="XYQY03",
        )
    )
