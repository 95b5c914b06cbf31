"""The small world that the morning is worked in: a worker, an office, their lists."""

import csv
import shutil
import tempfile
from datetime import date, time, timedelta
from pathlib import Path

import resources
from desktop import demo_grid, paths
from desktop.clock import Clock, stepping
from forms.engine.definition.catalog import compiled
from forms.records import ledger
from forms.records.ledger_shared import apply_shared
from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile, VisitIn
from sync.exchange import export_to

DAY = date(2026, 11, 25)
FORM = "heating_visit"
WORKER = Profile("w02", "孔祥云", "XYQY03")
OFFICE = Profile("s01", "陈晓梅", "XYQY03", role="supervisor")
HOMES, NEW_HOMES = 8, 24
OFFICE_VISIT = "0198f3a0-0000-7000-8000-00000000aaaa"
OFFICE_PHOTO = b"a photo that the office sent" * 2_000


def clock() -> Clock:
    """Return a clock that goes on by a second at each look."""
    return stepping(DAY, time(9, 0), timedelta(seconds=1))


def build(root: Path) -> None:
    """Make, in `root`: worker, office, inbox (from the office), stick, ledger.csv."""
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        files = {file.stem: file for file in demo_grid.write(Path(folder), DAY)}
        homes = files["household"]
        rest = _cut(homes, HOMES, NEW_HOMES, root / "ledger.csv")
        _cut(homes, 0, HOMES, homes)
        assert rest == NEW_HOMES
        for name, profile in (("worker", WORKER), ("office", OFFICE)):
            _workspace(root / name, profile, [files["grid"], files["staff"], homes])
    for name in ("stick", "inbox"):
        (root / name).mkdir()
    with Records.open(root / "office", clock=clock()) as records:
        _office_work(records)
        export_to(records, root / "inbox")


def copy(base: Path, to: Path) -> Path:
    """Copy what `build` made; the office stays behind: nobody changes it."""
    shutil.copytree(base, to, ignore=shutil.ignore_patterns("office"))
    return to


def _cut(file: Path, first: int, count: int, to: Path) -> int:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.reader(opened))
    kept = [lines[0], *lines[1 + first : 1 + first + count]]
    with to.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(kept)
    return len(kept) - 1


def _workspace(folder: Path, profile: Profile, lists: list[Path]) -> None:
    create_workspace(folder, profile=profile, demo=True, now=clock()())
    with Records.open(folder, clock=clock()) as records:
        source = resources.path("forms") / FORM
        records.put_form(compiled(source, paths.compiled_forms()), FORM)
        for file in lists:
            apply_shared(records, ledger.plan(records, file, file.stem), DAY)


def _office_work(records: Records) -> None:
    home = EntityWriteIn(
        "household", "create", OFFICE_VISIT, {"addr_short": "9号楼9单元909室"}
    )
    records.finalise_visit(
        VisitIn(
            draft_id=OFFICE_VISIT,
            record_id=OFFICE_VISIT,
            form_id=FORM,
            form_version="1",
            xml=b"<heating_visit/>",
            instance_id=f"uuid:{OFFICE_VISIT}",
            author=OFFICE.staff_id,
            started_at=clock()(),
            ended_at=clock()(),
            writes=[home],
            attachments={"photo.jpg": records.put_blob(OFFICE_PHOTO)},
            title="9号楼9单元909室",
            grid_code="XYQY03",
        )
    )
