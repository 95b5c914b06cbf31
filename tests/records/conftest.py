"""A workspace of the record store, real and encrypted."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from forms.records.journal import Journal
from forms.records.store import Records, create_workspace
from forms.records.types import Profile

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=timezone(timedelta(hours=8)))
REGISTER = "5d8f4c1e-9f0b-5a7e-8c77-3f1d6f0a9d11"


def make_workspace(folder: Path) -> Path:
    profile = Profile("w02", "孔祥云", "XYQY03")
    create_workspace(folder, profile=profile, demo=False, now=NOW, register_id=REGISTER)
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "one")


@pytest.fixture
def records(workspace: Path) -> Iterator[Records]:
    with Records.open(workspace, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Records]:
    with Records.open(make_workspace(tmp_path / "two"), clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def journal(workspace: Path) -> Iterator[Journal]:
    with Journal.open(workspace) as opened:
        yield opened
