"""First: what the first-run page asks becomes a workspace."""

import csv
import io
import secrets
from collections.abc import Callable
from pathlib import Path

import resources
from desktop import clock
from desktop.begin import begin
from forms.records.types import Profile
from forms.records.workspace import describe
from sync.exchange.paper_code import PaperCode, new_code
from ui.pages.first_run import Answers, Person
from ui.safe.protection import draw_code

# Whom the demo grid knows and who fills forms there; the first is a supervisor.
_DEMO_STAFF = {"w02": "worker", "w03": "worker", "w01": "supervisor"}
_DEMO_GRID = "XYQY03"


def people() -> tuple[Person, ...]:
    """Return whom one can be in the demo grid, a worker first."""
    text = resources.text("demo/staff.csv")
    names = {row["name"]: row["label"] for row in csv.DictReader(io.StringIO(text))}
    return tuple(
        Person(staff, names[staff], "supervisor" if role == "supervisor" else "worker")
        for staff, role in _DEMO_STAFF.items()
    )


def set_up(
    folder: Path, answers: Answers, count: Callable[[int, int], None]
) -> tuple[PaperCode, bytes] | None:
    """Make the workspace in `folder`.

    Returns:
        The recovery code and its sheet as PDF; None where no passphrase can be
        forgotten.

    Raises:
        KnownError: STORE-EXISTS, or what the disk says.
    """
    profile = Profile(
        # Two laptops may be set up apart and meet in the office: no running number.
        staff_id=answers.staff_id or f"w-{secrets.token_hex(3)}",
        name=answers.name,
        grid_code=_DEMO_GRID if answers.demo else answers.grid_code,
        role=answers.role,
        language=answers.language,
        theme="light",
    )
    code = new_code() if answers.passphrase else None
    begin(
        folder, profile, demo=answers.demo, clock=clock.now,
        grid_name=answers.grid_name, count=count, passphrase=answers.passphrase,
        recipients=[code.recipient] if code else (),
    )  # fmt: skip
    if code is None:
        return None
    device = describe(folder).device_id
    return code, draw_code(
        code, answers.name, device, answers.language, clock.now(), demo=answers.demo
    )
