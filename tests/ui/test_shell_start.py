"""The start: the first run, what is remembered, and a crash that tells nothing."""

import json
import sys

import pytest
from PySide6.QtWidgets import QApplication

from desktop import app as desktop_app
from desktop import log, look, paths
from desktop.app import Program, mend_input_method
from forms.records.journal import Journal
from forms.records.store import Records
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.pages.first_run import Answers, FirstRun, Person

pytestmark = pytest.mark.qt

PEOPLE = (Person("w02", "孔祥云", "worker"), Person("w01", "周敏", "supervisor"))


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A system where nothing of ours lies yet."""
    monkeypatch.setattr(paths, "default_workspace", lambda: tmp_path / "real")
    monkeypatch.setattr(paths, "demo_workspace", lambda: tmp_path / "demo")
    monkeypatch.setattr(paths, "logs", lambda: tmp_path / "logs")
    # pytest-qt reports what is raised; a dialog would wait for a person.
    monkeypatch.setattr(log, "file_crashes", lambda folder, told: None)
    return tmp_path


@pytest.fixture
def page(qtbot, qapp):
    given = []

    def set_up(answers, progress):
        progress(1, 2)
        given.append(answers)
        return answers

    made = FirstRun(Jobs(at_once=True), PEOPLE, set_up, lambda _: None, "zh_CN")
    made.given = given
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_demo_needs_one_click(page, qtbot):
    with qtbot.waitSignal(page.done) as done:
        page.go.click()
    assert done.args[0] == Answers(True, "w02", "孔祥云", "worker", "", "", "zh_CN")


def test_an_empty_start_says_what_is_missing_and_then_begins(page, qtbot):
    page.own.click()
    page.go.click()
    assert page.given == []
    assert page.name.property("invalid")
    page.name.setText("陈晓梅")
    page.grid.setText("任城区仙营街道青杨社区第三网格")
    page.code.setText("xyqy03")
    page.supervisor.click()
    page.go.click()
    assert page.given == [], "real work begins with a passphrase"
    page.secret.without.click()
    with qtbot.waitSignal(page.done):
        page.go.click()
    answers = page.given[0]
    assert (answers.name, answers.grid_code) == ("陈晓梅", "XYQY03")
    assert (answers.role, answers.demo) == ("supervisor", False)


def test_who_looked_round_is_asked_for_an_own_grid_first(qtbot, qapp):
    made = FirstRun(
        Jobs(at_once=True),
        PEOPLE,
        lambda *_: None,
        lambda _: None,
        "zh_CN",
        own=True,
    )
    qtbot.addWidget(made)
    made.show()
    assert made.own.isChecked()
    assert made.name.isVisible()
    qtbot.waitUntil(made.name.hasFocus)


def test_first_run_then_today_and_the_look_is_remembered(home, qapp, qtbot):
    program = Program(qapp)
    qtbot.addWidget(program.window)
    program.window.show()
    program.begin()
    first = program.window.centralWidget()
    assert isinstance(first, FirstRun)
    first.go.click()
    qtbot.waitUntil(lambda: program.desk is not None, timeout=30_000)
    assert program.window.name == "today"
    with Records.open(home / "demo", writer=False) as records:
        assert records.demo
        assert records.entity_count("household") == 432
    program.desk.take_profile(program.desk.workspace.profile, 2)
    program.window.close()
    kept = look.read(home / "look.json")
    assert kept is not None
    assert (kept.step, kept.demo) == (2, True)
    again = Program(qapp)
    qtbot.addWidget(again.window)
    again.begin()
    assert again.desk is not None
    assert again.window.name == "today"
    again.window.close()


def test_an_own_grid_can_be_chosen_in_the_forms(home, qapp, qtbot):
    program = Program(qapp)
    qtbot.addWidget(program.window)
    program.window.show()
    program.begin()
    first = program.window.centralWidget()
    first.own.click()
    first.name.setText("陈晓梅")
    first.grid.setText("青杨社区第三网格")
    first.code.setText("XYQY03")
    first.secret.without.click()
    first.go.click()
    qtbot.waitUntil(lambda: program.desk is not None, timeout=30_000)
    records = program.desk.workspace.records
    assert not records.demo
    assert records.entity("grid", "XYQY03").label == "青杨社区第三网格"
    staff = program.desk.workspace.profile.staff_id
    assert records.entity("staff", staff).properties["grid_code"] == "XYQY03"
    program.window.close()
    with Journal.open(home / "real") as journal:
        assert journal.profile.name == "陈晓梅"


def test_demo_and_real_work_are_apart_and_one_leads_to_the_other(home, qapp, qtbot):
    program = Program(qapp)
    qtbot.addWidget(program.window)
    program.window.show()
    program.begin()
    program.window.centralWidget().go.click()
    qtbot.waitUntil(lambda: program.desk is not None, timeout=30_000)
    program.desk.other_asked.emit()
    assert program.desk is None
    asked = program.window.centralWidget()
    assert isinstance(asked, FirstRun)
    assert asked.own.isChecked()
    assert not (home / "real" / "workspace.json").exists()
    program.window.close()


def test_a_second_window_on_the_workspace_is_refused(home, qapp, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(Program, "_tell", lambda self, error: told.append(error.code))
    first = Program(qapp)
    qtbot.addWidget(first.window)
    first.begin()
    first.window.centralWidget().go.click()
    qtbot.waitUntil(lambda: first.desk is not None, timeout=30_000)
    look.write(home / "look.json", look.LastLook(demo=True))
    second = Program(qapp)
    qtbot.addWidget(second.window)
    second.begin()
    assert told == ["STORE-BUSY"]
    second.window.close()
    first.window.close()


def test_geometry_is_remembered(qtbot, qapp):
    window = MainWindow()
    qtbot.addWidget(window)
    # The screen without a screen is 800 px wide, the window at least 860.
    window.setGeometry(40, 50, 900, 620)
    again = MainWindow(window.kept_geometry())
    qtbot.addWidget(again)
    assert again.height() == 620


def test_a_damaged_look_is_no_look(tmp_path):
    file = tmp_path / "look.json"
    file.write_text(json.dumps({"language": "en"}))
    assert look.read(file) is None
    file.write_text("{")
    assert look.read(file) is None


def test_fcitx_speaks_through_ibus():
    environment = {"QT_IM_MODULE": "fcitx5"}
    mend_input_method(environment)
    assert environment == {"QT_IM_MODULE": "ibus"}
    environment = {"QT_IM_MODULE": "compose"}
    mend_input_method(environment)
    assert environment == {"QT_IM_MODULE": "compose"}


@pytest.mark.logs
def test_a_crash_report_holds_no_personal_data(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.excepthook", sys.excepthook)
    told = []
    log.file_crashes(tmp_path, told.append)

    def find(name, phone):
        raise ValueError(f"no {name} {phone}")

    try:
        find("孔祥云", "14000000001")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    report = told[0].read_text(encoding="utf-8")
    assert "ValueError" in report
    assert "find" in report
    for secret in ("孔祥云", "14000000001", str(tmp_path), "/work"):
        assert secret not in report


def test_the_window_of_main_is_one_application(qapp):
    assert QApplication.instance() is qapp
    assert desktop_app.PRODUCT == "GridVisit"
