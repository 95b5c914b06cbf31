"""A ledger brought in on two laptops is one ledger: nobody contradicts a visit."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop import demo_grid
from forms.records import ledger
from forms.records.ledger_shared import apply_shared
from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile

DAY = date(2026, 12, 24)
AT = datetime.fromisoformat("2026-12-24T00:00:00+08:00")


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Records, Records]]:
    opened = []
    for name in ("worker", "office"):
        profile = Profile(name, name, "XYQY03")
        create_workspace(tmp_path / name, profile=profile, demo=True, now=AT)
        opened.append(Records.open(tmp_path / name))
    yield opened[0], opened[1]
    for records in opened:
        records.close()


def bring(records: Records, folder: Path) -> int:
    files = demo_grid.write(folder, DAY)
    plans = (ledger.plan(records, file, file.stem) for file in files)
    return sum(apply_shared(records, planned, DAY) for planned in plans)


def test_both_laptops_hold_the_same_ops(
    laptops: tuple[Records, Records], tmp_path: Path
) -> None:
    worker, office = laptops
    assert bring(worker, tmp_path / "a") == bring(office, tmp_path / "b") == 2230
    assert worker.digest() == office.digest()
    assert worker.version_map().get(worker.device_id, 0) == 0
    assert worker.gaps() == []
    assert worker.doctor().findings == ()


def test_a_visit_contradicts_nobody(
    laptops: tuple[Records, Records], tmp_path: Path
) -> None:
    worker, office = laptops
    for records in laptops:
        bring(records, tmp_path / records.device_id)
    home = worker.entities("household", limit=1)[0]
    change = {"last_heat_temp": "12.5"}
    worker.write_entities(
        [EntityWriteIn("household", "update", home.id, change)], "w02"
    )
    office.receive(worker.ops(worker.device_id))
    assert office.entities("household", conflicts=True) == []
    assert office.digest() == worker.digest()


def test_the_same_again_changes_nothing(
    laptops: tuple[Records, Records], tmp_path: Path
) -> None:
    worker, _ = laptops
    bring(worker, tmp_path / "a")
    before = worker.version_map()
    assert bring(worker, tmp_path / "a") == 0
    assert worker.version_map() == before
