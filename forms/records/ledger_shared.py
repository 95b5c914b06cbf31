"""A ledger as ops of its own: the same ones on every laptop that brings it in."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import date, datetime, time

from forms.records.authoring import as_write
from forms.records.ledger import LedgerPlan, apply
from forms.records.ledger_rows import packed
from forms.records.log import REGISTER_ZONE, Op
from forms.records.store import Records


def apply_shared(records: Records, planned: LedgerPlan, day: date) -> int:
    """Import what was planned, and return how many rows were new or changed.

    Two laptops that each import the same rows would say the same thing twice, and
    once a visit changes what one of them said, the other's word would stand against
    it as a conflict. Here the ledger itself is the device: its id comes from the
    rows, and so the ops are one and the same wherever they are made. They need no
    bundle. This is for the demo grid, which has no office to receive it from; their
    salts are no secret, so nothing real belongs in such ops.

    Rows that stand here already are compared and imported as usual.

    Args:
        records: Open for writing.
        planned: Of this register.
        day: Which the ledger tells of; the same on every laptop.
    """
    if planned.counts["create"] != len(planned.table):
        report = apply(records, planned)
        return report.created + report.updated
    records.receive(shared_ops(records.register_id, planned, day))
    return len(planned.table)


def shared_ops(register: str, planned: LedgerPlan, day: date) -> list[Op]:
    """Return the ops that create the rows of `planned`, as their own device."""
    at = datetime.combine(day, time.min, REGISTER_ZONE)
    told = json.dumps([register, planned.list_name, planned.table], sort_keys=True)
    source = hashlib.sha256(f"{told}\n{at.isoformat()}".encode()).hexdigest()
    writes = [_created(planned.list_name, row) for row in planned.table]
    ops: list[Op] = []
    for seq, part in enumerate(packed(writes), start=1):
        salt = hashlib.sha256(f"{source} {seq}".encode()).hexdigest()[:16]
        ops.append(
            Op(
                dev=source[:16],
                seq=seq,
                hlc=f"{int(at.timestamp() * 1000):012x}{seq:04x}",
                kind="entity",
                rec=str(uuid.uuid5(uuid.UUID(register), source)),
                author="",
                at=at.isoformat(),
                form="",
                body={"writes": part, "source": planned.file},
                prev=ops[-1].hash if ops else "",
                salt=salt,
            )
        )
    return ops


def _created(list_name: str, row: Mapping[str, str]) -> dict[str, object]:
    fields = {name: value for name, value in row.items() if name != "name" and value}
    return as_write((list_name, row["name"]), True, fields, {})
