"""A day, and one workspace on the demo grid for all tests here."""

import shutil
from datetime import date, time, timedelta

import pytest

from desktop.begin import begin
from desktop.clock import stepping
from forms.records.types import Profile

DAY = date(2026, 11, 25)


@pytest.fixture
def day():
    """What `stepping` takes."""
    return DAY, time(9, 0), timedelta(seconds=2)


@pytest.fixture(scope="session")
def grid(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grid") / "workspace"
    clock = stepping(DAY, time(7, 0), timedelta(seconds=1))
    begin(folder, Profile("w02", "孔祥云", "XYQY03"), demo=True, clock=clock)
    return folder


@pytest.fixture
def workspace(grid, tmp_path):
    """A copy of its own, to write in."""
    folder = tmp_path / "workspace"
    shutil.copytree(grid, folder)
    return folder
