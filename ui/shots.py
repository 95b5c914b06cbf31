"""Shots: every page as a picture, in both themes, languages and sizes, offscreen."""

import itertools
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

import resources
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from forms.reports.order import ReportOrder
from ui.context import Start, Workspace
from ui.desk import Desk
from ui.jobs import Jobs
from ui.languages import speak
from ui.main_window import MainWindow
from ui.pages.first_run import FirstRun, Person
from ui.places import PLACES, WITHIN
from ui.theme import Look, ThemeName, put_on
from ui.work.forms_page import FormsPage
from ui.work.ledgers_page import LedgersPage

PAPER = ("sheet", "report")
INK_WITHIN_S = 5.0
LANGUAGES = ("zh_CN", "en")
THEMES = ("light", "dark")
SIZES = ((1366, 768), (1920, 1080))
SEARCHED = "zjg"
LEDGER = """住址,户主,电话,房屋用途,备注
5号楼2单元301室,孔祥瑞,14000000001,自住,
5-2-302,马丽,14000000002,出租,
13号楼1单元101室,周敏,14000000003,自住,
传达室,王五,1400,自住,
5-2-302,马丽,14000000002,出租,
"""
FORMS = ("heating_visit", "special_followup", "fire_patrol")

Clock = Callable[[], datetime]


def gallery(
    folder: Path,
    workspace: Path,
    clock: Clock,
    *,
    languages: Sequence[str] = LANGUAGES,
    themes: Sequence[str] = THEMES,
    sizes: Sequence[tuple[int, int]] = SIZES,
    step: int = 0,
) -> int:
    """Write a PNG of every page into `folder`; return how many.

    Args:
        folder: Made where it is missing.
        workspace: Of the demo grid, with visits in it; drafts begun for the
            pictures are thrown away again.
        clock: Gives aware instants.
        languages: Of "zh_CN" and "en".
        themes: Of "light" and "dark".
        sizes: Of the window in px.
        step: How many px are added to every text.
    """
    # Read by Qt when the application is made: pictures need no screen.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    widgets = cast(QApplication, app)
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for language, theme, size in itertools.product(languages, themes, sizes):
        name = f"{language}_{theme}_{size[0]}x{size[1]}"
        look = Look(cast(ThemeName, theme), step)
        speak(widgets, language)
        put_on(widgets, look)
        with _desk(widgets, workspace, clock, language, theme, step) as desk:
            _sized(desk.window, size)
            for page in pages(desk):
                if page in PAPER:
                    _wait_for_ink(widgets, desk.window)
                _save(widgets, desk.window, folder / f"{page}_{name}.png")
                count += 1
            desk.window.show_alone(_first_run(desk, language))
            _save(widgets, desk.window, folder / f"first_run_{name}.png")
            count += 1
    return count


def pages(desk: Desk) -> Iterator[str]:
    """Show one page after another; give the name of each while it is seen."""
    for place in PLACES:
        desk.go(place.name)
        yield place.name
    for name in WITHIN:
        desk.go(name)
        yield name
    desk.go("today")
    desk.search()
    desk.look_for(SEARCHED)
    yield "search"
    desk.end_search()
    records = desk.workspace.records
    visits = records.visits(limit=100)
    visited = next(row for row in visits if row.subject[0] == "household")
    desk.show_subject(*visited.subject)
    yield "subject"
    desk.show_sheet(visited.record_id)
    yield "sheet"
    desk.back()
    yield from work_pages(desk)
    for form_id in FORMS:
        subject = visited.subject if form_id == "heating_visit" else ("", "")
        before = {info.draft.id for info in desk.workspace.journal.drafts()}
        desk.start(Start(form_id, *subject))
        yield f"form_{form_id}"
        desk.go("today")
        for info in desk.workspace.journal.drafts():
            if info.draft.id not in before:
                desk.workspace.journal.discard(info.draft.id)


def work_pages(desk: Desk) -> Iterator[str]:
    """Show what lies behind the pages of forms, ledgers and reports."""
    desk.go("forms")
    forms = cast(FormsPage, desk.window.page)
    forms.look_at(resources.path("forms/fire_patrol"))
    yield "form_check"
    forms.try_version("fire_patrol", "")
    yield "form_trial"
    desk.go("ledgers")
    page = cast(LedgersPage, desk.window.page)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.csv"
        file.write_text(LEDGER, encoding="utf-8")
        page.look_at(str(file), "household")
        yield "ledger_dry_run"
        page.show_columns()
        yield "ledger_columns"
    page.show_start()
    desk.show_report(ReportOrder("household", desk.workspace.today))
    yield "report"


@contextmanager
def _desk(
    app: QApplication,
    folder: Path,
    clock: Clock,
    language: str,
    theme: str,
    step: int,
) -> Iterator[Desk]:
    def dress(profile: Profile, step: int) -> None:
        speak(app, profile.language)
        put_on(app, Look(cast(ThemeName, profile.theme), step))

    with Records.open(folder) as records, Journal.open(folder) as journal:
        profile = replace(journal.profile, language=language, theme=theme)
        grid = records.entity("grid", profile.grid_code)
        known = grid.properties if grid is not None else {}
        place = f"{known.get('community', '')} {known.get('grid_no', '')}".strip()
        workspace = Workspace(
            folder, records, journal, Jobs(at_once=True), profile, language, place,
            records.demo, clock,
        )  # fmt: skip
        window = MainWindow()
        window.setWindowState(Qt.WindowState.WindowNoState)
        desk = Desk(window, workspace, dress)
        try:
            yield desk
        finally:
            desk.close()
            window.close()
            window.deleteLater()


def _sized(window: QWidget, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.show()


def _first_run(desk: Desk, language: str) -> FirstRun:
    people = (Person("w02", desk.workspace.profile.name, "worker"),)
    return FirstRun(
        desk.workspace.jobs, people, lambda answers, progress: answers,
        lambda language: None, language,
    )  # fmt: skip


def _wait_for_ink(app: QApplication, window: QWidget) -> None:
    # A page of a PDF is drawn by a thread of Qt's own: white until that comes back.
    end = time.monotonic() + INK_WITHIN_S
    while time.monotonic() < end:
        app.processEvents()
        middle = window.width() // 2, window.height() // 2
        seen = window.grab().copy(middle[0] - 100, middle[1] - 200, 200, 400).toImage()
        shades = {
            seen.pixelColor(x, y).lightness()
            for x in range(0, seen.width(), 3)
            for y in range(0, seen.height(), 3)
        }
        if min(shades, default=255) < 120 and max(shades, default=0) > 240:
            return
        time.sleep(0.02)


def _save(app: QApplication, window: QWidget, file: Path) -> None:
    # Twice: layouts settle in the first round, what they asked for comes in the next.
    for _ in range(2):
        app.processEvents()
    window.grab().save(str(file))
