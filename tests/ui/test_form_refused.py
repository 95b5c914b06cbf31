"""A disk that is full to the last byte, and a window that closes: nothing is lost."""

import os
import signal
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop import log, paths
from desktop.app import Program
from desktop.begin import begin
from forms.engine.refs import NodeRef
from forms.records import keys
from forms.records.types import Profile
from ui import carried as carrying
from ui import returned
from ui.context import Start
from ui.ending import Ending
from ui.pages.form_refused import RefusedDialog
from ui.problems import ProblemDialog
from ui.safe.unlock import UnlockPage

pytestmark = [
    pytest.mark.qt,
    pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0, reason="needs to mount a tmpfs"
    ),
]
NOW = datetime(2026, 11, 25, 9, 46, tzinfo=timezone(timedelta(hours=8)))
PHRASE = "冬天的火炉 7 号"


@pytest.fixture
def disk(tmp_path):
    """A disk of its own with 64 MB, in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place)]
    if subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a tmpfs here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The only other folder there is: a stick, documents."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    for module in (carrying, returned):
        monkeypatch.setattr(module, "carried_places", lambda _: [place])
        monkeypatch.setattr(module, "sticks", lambda: ())
    return place


@pytest.fixture
def make(disk, elsewhere, qapp, qtbot, tmp_path, monkeypatch):
    """Return a function that opens the program on the disk."""
    monkeypatch.setattr(paths, "logs", lambda: tmp_path / "logs")
    monkeypatch.setattr(log, "file_crashes", lambda folder, told: None)
    folder = disk / "workspace"
    begin(
        folder, Profile("w02", "孔祥云", "XYQY03"), demo=False, clock=lambda: NOW,
        grid_name="青杨社区第三网格", passphrase=PHRASE,
    )  # fmt: skip
    made = []

    def opened():
        program = Program(qapp, folder)
        program.window.show()
        program.begin()
        if program.desk is None:
            unlock(program, qtbot)
        made.append(program)
        return program

    yield opened
    free(disk)
    for program in made:
        program._ends = True
        program.window.close()
        program.window.deleteLater()
    keys.lock()


def unlock(program, qtbot):
    page = program.window.centralWidget()
    assert isinstance(page, UnlockPage)
    page.field.setText(PHRASE)
    page.go.click()
    qtbot.waitUntil(lambda: program.desk is not None, timeout=30_000)


@pytest.fixture
def quiet(qapp):
    """Read every problem that is told, as a person does: the code, then "I see"."""
    told = []

    def read():
        shown = QApplication.activeModalWidget()
        if isinstance(shown, ProblemDialog):
            told.append(shown.sentence.text())
            shown.accept()

    timer = QTimer(interval=10)
    timer.timeout.connect(read)
    timer.start()
    yield told
    timer.stop()


def fill(disk, name="fill"):
    """Take all the room there is."""
    with (disk / name).open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            while True:
                try:
                    file.write(b"x" * size)
                except OSError:
                    break


def free(disk):
    for file in disk.glob("fill*"):
        file.unlink()


def refused(program, disk):
    """Fill a form until the disk takes no more; return page and what was answered."""
    program.desk.start(Start("hazard_report"))
    page, question = program.desk._form, NodeRef.parse("/hazard_report/h/location")
    page._answer(question, "on the disk")
    fill(disk)
    for n in range(200):
        page._answer(question, f"{n} " + "长" * 400)
        if page.entry.unsaved >= 2:
            break
    assert page.entry.unsaved >= 2
    return page, question, page.entry.value(question)


def on_dialog(qtbot, act):
    """Do `act` with the question about refused answers once it is there."""
    seen = []

    def look():
        shown = QApplication.activeModalWidget()
        if isinstance(shown, RefusedDialog):
            timer.stop()
            seen.append(shown)
            act(shown)

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    return seen


def kept(program):
    """Return what the disk has of the only draft."""
    journal = program.desk.workspace.journal
    (info,) = journal.drafts()
    return journal.events(info.draft.id)[-1]["v"]


def test_a_window_that_is_closed_asks_first_and_stays(make, disk, quiet, qtbot):
    program = make()
    page, question, text = refused(program, disk)
    seen = on_dialog(qtbot, lambda shown: shown.stay.click())
    program.window.close()
    assert seen
    assert program.window.isVisible()
    assert page.entry.value(question) == text
    assert page.entry.unsaved

    def make_room(shown):
        shown.again.click()
        assert shown.isVisible(), "there is no room yet"
        free(disk)
        shown.again.click()

    on_dialog(qtbot, make_room)
    program.window.close()
    assert not program.window.isVisible()
    assert kept(make()) == text


def test_saved_sealed_elsewhere_it_is_offered_at_the_next_start(
    make, disk, elsewhere, quiet, qtbot, monkeypatch
):
    program = make()
    _, question, text = refused(program, disk)
    chosen = str(elsewhere)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen)

    def save(shown):
        shown.ways[-1].click()
        shown.again.click()

    on_dialog(qtbot, save)
    program.window.close()
    assert not program.window.isVisible()
    (file,) = elsewhere.glob("*.gvr")
    assert "长".encode() not in file.read_bytes()
    free(disk)
    again = make()
    toast = again.desk._toast
    qtbot.waitUntil(toast.isVisible)
    toast._buttons[0].click()
    page = again.desk._form
    assert page.entry.value(question) == text
    assert page.entry.unsaved == 0
    assert not file.exists()
    assert kept(again) == text


def test_a_lock_keeps_it_sealed_in_memory(make, disk, elsewhere, quiet, qtbot):
    program = make()
    _, question, text = refused(program, disk)
    program.lock()
    assert program.desk is None
    assert list(elsewhere.iterdir()) == []
    unlock(program, qtbot)
    assert program.desk.window.name == "form"
    assert program.desk._form.entry.value(question) == text
    free(disk)
    program.desk._form.unwritten.retry()
    assert kept(program) == text


@pytest.mark.logs
def test_a_disk_too_full_to_open_again_has_it_put_elsewhere(
    make, disk, elsewhere, quiet, qtbot
):
    program = make()
    _, _, text = refused(program, disk)
    program.lock()
    fill(disk, "fill again")  # what was written ahead had left some room
    page = program.window.centralWidget()
    page.field.setText(PHRASE)
    page.go.click()
    qtbot.waitUntil(lambda: any(elsewhere.glob("*.gvr")), timeout=30_000)
    assert quiet
    free(disk)
    again = make()
    again.desk.take_files(list(elsewhere.glob("*.gvr")))
    assert kept(again) == text


def test_a_window_closed_while_locked_puts_it_elsewhere(
    make, disk, elsewhere, quiet, qtbot
):
    program = make()
    _, _, text = refused(program, disk)
    program.lock()
    program.window.close()
    assert not program.window.isVisible()
    (file,) = elsewhere.glob("*.gvr")
    free(disk)
    again = make()
    again.desk.take_files([file])
    assert kept(again) == text


class Manager:
    """What Qt gives of a desktop's session; only a desktop can make a real one."""

    def __init__(self, asks):
        self.asks, self.told = asks, []

    def allowsInteraction(self):
        return self.asks

    def release(self):
        self.told.append("release")

    def cancel(self):
        self.told.append("cancel")


def test_a_session_that_ends_puts_it_elsewhere(make, disk, elsewhere, quiet, qtbot):
    program = make()
    refused(program, disk)
    program.end_session(Manager(asks=False))
    assert len(list(elsewhere.glob("*.gvr"))) == 1


def test_a_session_is_kept_from_ending_where_nothing_takes_it(
    make, disk, elsewhere, quiet, qtbot, monkeypatch
):
    program = make()
    refused(program, disk)
    monkeypatch.setattr(carrying, "carried_places", lambda _: [])
    manager = Manager(asks=True)
    on_dialog(qtbot, lambda shown: shown.stay.click())
    program.end_session(manager)
    assert manager.told == ["release", "cancel"]


def test_a_system_that_ends_the_program_finds_it_kept(
    make, disk, elsewhere, quiet, qtbot
):
    program = make()
    refused(program, disk)
    before = signal.getsignal(signal.SIGTERM)
    ending = Ending(program)
    ending.asked.connect(program.end)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        qtbot.waitUntil(lambda: not program.window.isVisible())
    finally:
        signal.signal(signal.SIGTERM, before)
        signal.set_wakeup_fd(-1)
    assert len(list(elsewhere.glob("*.gvr"))) == 1


def test_a_visit_that_cannot_begin_leaves_no_draft(make, disk, quiet, qtbot):
    program = make()
    refused(program, disk)
    journal = program.desk.workspace.journal
    before = len(journal.drafts())
    program.desk.start(Start("special_followup"))
    assert quiet
    assert len(journal.drafts()) == before


def test_the_places_looked_at_are_there():
    found = carrying.carried_places(())
    assert Path(tempfile.gettempdir()) in found
    assert all(place.is_dir() for place in found)
