"""A desk on the demo grid for the pages of forms, ledgers and reports."""

import itertools
import shutil
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt

from desktop.begin import begin
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from ui.context import Workspace
from ui.desk import Desk
from ui.jobs import Jobs
from ui.languages import speak
from ui.main_window import MainWindow
from ui.theme import Look, put_on

CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 25, 8, 40, tzinfo=CHINA)
WORKER = Profile("w02", "孔祥云", "XYQY03", language="zh_CN", theme="light")


def ticking():
    """Return a clock of which each look is a second later."""
    ticks = itertools.count()
    return lambda: MORNING + timedelta(seconds=next(ticks))


@pytest.fixture(autouse=True)
def english_until_told_otherwise(qapp):
    """Begin each test in one language, whichever the test before it spoke."""
    speak(qapp, "en")


@pytest.fixture(scope="session")
def work_grid(tmp_path_factory):
    """The demo grid, without visits."""
    folder = tmp_path_factory.mktemp("work") / "workspace"
    begin(folder, WORKER, demo=True, clock=ticking())
    return folder


@pytest.fixture
def open_desk(qapp, qtbot, work_grid, tmp_path):
    """Open desks on a copy of the grid; what is given changes the profile."""
    folder = tmp_path / "workspace"
    shutil.copytree(work_grid, folder)

    def dress(profile, step):
        speak(qapp, profile.language)
        put_on(qapp, Look(profile.theme, step))

    with ExitStack() as stack:

        def make(**changed):
            profile = replace(WORKER, **changed)
            dress(profile, 0)
            clock = ticking()
            records = stack.enter_context(Records.open(folder, clock=clock))
            journal = stack.enter_context(Journal.open(folder))
            workspace = Workspace(
                folder, records, journal, Jobs(at_once=True), profile,
                profile.language, "青杨社区 第三网格", True, clock,
            )  # fmt: skip
            window = MainWindow()
            window.setWindowState(Qt.WindowState.WindowNoState)
            window.resize(1366, 768)
            window.show()
            made = Desk(window, workspace, dress)
            stack.callback(made.close)
            qtbot.addWidget(window)
            window.activateWindow()
            qtbot.waitUntil(window.isActiveWindow)
            return made

        yield make


@pytest.fixture
def work_desk(open_desk):
    """A worker's desk in Chinese."""
    return open_desk()
