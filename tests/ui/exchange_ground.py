"""Two laptops of the demo grid that worked apart, and a window on one of them."""

import itertools
import shutil
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.begin import begin
from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import EntityWriteIn, Profile
from sync.exchange import enrol, export_to, import_from
from ui.context import Workspace
from ui.desk import Desk
from ui.jobs import Jobs
from ui.languages import speak
from ui.main_window import MainWindow
from ui.theme import Look, put_on

CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 25, 8, 40, tzinfo=CHINA)
WORKER = Profile("w02", "孔祥云", "XYQY03", language="zh_CN", theme="light")
OFFICE = Profile("w01", "周敏", "XYQY03", "supervisor", "zh_CN", "light")
HEAT = "/heating_visit"
MET = [
    ("who/result", "met"), ("heat/t_living", "15.5"), ("heat/meter_type", "digital"),
    ("heat/win_closed", "ge2h"), ("chk/problem", "low_temp"), ("chk/elec", "none"),
    ("act/action", "call_co"), ("safe/leaflet", "1"), ("safe/satisf", "3"),
]  # fmt: skip


class Clock:
    """Each look is a second later."""

    def __init__(self, start=MORNING):
        self.start, self.instants = start, itertools.count()

    def __call__(self):
        return self.start + timedelta(seconds=next(self.instants))


@contextmanager
def work(folder, clock):
    """A workspace open for writing, with its drafts."""
    with Records.open(folder, clock=clock) as records, Journal.open(folder) as journal:
        yield records, journal


def two_laptops(base: Path) -> tuple[Path, Path]:
    """Return the folders of a worker and an office that know the same grid."""
    worker, office = base / "worker", base / "office"
    clock = Clock()
    begin(worker, WORKER, demo=True, clock=clock)
    shutil.copytree(worker, office)
    with work(office, clock) as (records, journal):
        enrol.renew(records)
        journal.set_profile(OFFICE)
    return worker, office


def visit(records, journal, clock, house, temperature) -> str:
    """Finish a heating visit; return its record id."""
    entry = FormEntry.start(
        records, journal, "heating_visit", clock=clock, subject=("household", house)
    )
    for question, text in MET:
        told = temperature if question == "heat/t_living" else text
        entry.answer(NodeRef.parse(f"{HEAT}/{question}"), told)
    result = entry.finalize()
    assert result.violations == ()
    return result.record_id


def edit(records, journal, clock, record_id, temperature) -> None:
    """Finish a new version of a visit."""
    entry = FormEntry.edit(records, journal, record_id, clock=clock)
    entry.answer(NodeRef.parse(f"{HEAT}/heat/t_living"), temperature)
    assert entry.finalize().violations == ()


def disputing(base: Path) -> Path:
    """Return an office where two doors dispute and one visit is forked.

    Everything came by a stick: the worker and the office wrote apart.
    """
    worker, office = two_laptops(base)
    stick = base / "stick"
    stick.mkdir()
    early, late = Clock(), Clock(MORNING + timedelta(hours=2))
    with work(worker, early) as (records, journal):
        houses = [one.id for one in records.entities("household", limit=3)]
        shared = visit(records, journal, early, houses[0], "15.5")
        export_to(records, stick)
    with work(office, late) as (records, journal):
        import_from(records, stick)
        edit(records, journal, late, shared, "16.5")
        for house in houses[1:]:
            correct(records, house, "13900000001")
    with work(worker, early) as (records, journal):
        edit(records, journal, early, shared, "14.5")
        for house in houses[1:]:
            correct(records, house, "13800000002")
        export_to(records, stick)
    with work(office, late) as (records, _):
        import_from(records, stick)
    return office


def correct(records, house, phone) -> None:
    """Correct a household's telephone number, outside any visit."""
    change = EntityWriteIn("household", "update", house, {"head_phone": phone})
    records.write_entities([change], "w01")


def opened(
    qapp, folder, keep: ExitStack, profile=OFFICE, clock=None, jobs=None
) -> Desk:
    """Return a window on a workspace; `keep` closes what is open.

    Jobs run at once unless others are given.
    """

    def dress(told, step):
        speak(qapp, told.language)
        put_on(qapp, Look(told.theme, step))

    clock = clock or Clock(MORNING + timedelta(hours=4))
    records = keep.enter_context(Records.open(folder, clock=clock))
    journal = keep.enter_context(Journal.open(folder))
    dress(profile, 0)
    workspace = Workspace(
        folder, records, journal, jobs or Jobs(at_once=True), profile,
        profile.language,
        "青杨社区 第三网格", records.demo, clock,
    )  # fmt: skip
    window = MainWindow()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 768)
    window.show()
    desk = Desk(window, workspace, dress)
    keep.callback(desk.close)
    return desk


def texts(widget) -> str:
    """Return all that is read on a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel))
