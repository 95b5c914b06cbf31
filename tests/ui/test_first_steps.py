"""An own grid in which nobody stands: every list says how it begins."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.begin import begin
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import EntityWriteIn, Profile
from tests.ui.conftest import ticking
from ui.context import Workspace
from ui.desk import Desk
from ui.jobs import Jobs
from ui.languages import speak
from ui.main_window import MainWindow
from ui.pages.first_steps import FirstSteps
from ui.parts.line import Line
from ui.theme import Look, put_on

pytestmark = pytest.mark.qt
WORKER = Profile("w-1", "陈晓梅", "XYQY03", language="en", theme="light")


@pytest.fixture
def bare_desk(qapp, qtbot, tmp_path):
    """A worker's desk on a grid of their own that was begun just now."""
    folder, clock = tmp_path / "own", ticking()
    begin(folder, WORKER, demo=False, clock=clock, grid_name="青杨社区第三网格")
    put_on(qapp, Look("light", 0))
    with Records.open(folder, clock=clock) as records, Journal.open(folder) as journal:
        space = Workspace(
            folder, records, journal, Jobs(at_once=True), WORKER, "en",
            "青杨社区第三网格", False, clock,
        )  # fmt: skip
        window = MainWindow()
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1366, 768)
        window.show()
        speak(qapp, "en")
        desk = Desk(window, space, lambda *_: None)
        qtbot.addWidget(window)
        yield desk
        desk.close()


def seen(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def lines(desk):
    (steps,) = [
        one for one in desk.window.page.findChildren(FirstSteps) if one.isVisible()
    ]
    return steps.findChildren(Line)


def test_today_offers_first_steps_and_each_leads_somewhere(bare_desk):
    desk = bare_desk
    led = []
    for place in range(len(lines(desk))):
        desk.go("today")
        lines(desk)[place].click()
        form = desk.window.name == "form"
        led.append(desk._form.entry.definition.form_id if form else desk.window.name)
    assert led == [
        "ledgers", "register", "estate_profile", "household_reg", "facility_reg",
    ]  # fmt: skip


def test_first_steps_go_once_somebody_stands_in_the_register(bare_desk):
    desk = bare_desk
    assert lines(desk)
    desk.workspace.records.write_entities(
        [EntityWriteIn("household", "create", "h1", {}, label="1-1-101")], "w-1"
    )
    desk.window.page.mark_stale()
    assert [one for one in desk.window.page.findChildren(Line) if one.isVisible()] == []
    assert "Nothing is due" in seen(desk.window.page)
    # Nobody has been there yet, and no ledger said when to go.
    assert [text for text in seen(desk.window.page) if "under Buildings" in text]


def test_a_supervisor_is_led_to_make_the_register(bare_desk):
    steps = FirstSteps(bare_desk.workspace.records, office=True)
    titles = [one.accessibleName() for one in steps.findChildren(Line)]
    assert [one for one in titles if one.startswith("Make the office's register")]


def test_a_facility_of_no_known_kind_is_called_by_its_label(bare_desk):
    bare_desk.workspace.records.write_entities(
        [EntityWriteIn("facility", "create", "f1", {}, label="MH-05-002")], "w-1"
    )
    bare_desk.go("facilities")
    assert [row.title for row in bare_desk.window.page.fetch(0, 9)] == ["MH-05-002"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("people", "Register a household"),
        ("facilities", "Make a card"),
        ("hazards", "on a patrol"),
        ("board", "Office ledgers"),
        ("visits", "Begin one from"),
    ],
)
def test_a_list_without_anything_says_how_it_begins(bare_desk, name, told):
    bare_desk.go(name)
    assert [text for text in seen(bare_desk.window.page) if told in text]


def test_a_list_that_its_filters_empty_does_not_say_to_begin(work_desk):
    work_desk.go("people")
    page = work_desk.window.page
    page.field.setText("没有这个人")
    page.refresh()
    assert page.empty.isVisible()
    assert page.empty._text.text() == ""


def test_chips_count_what_the_list_shows(work_desk):
    records = work_desk.workspace.records
    gone = records.entities("resident", {"risk": "R4"}, limit=1)[0]
    records.write_entities(
        [
            EntityWriteIn(
                "resident", "update", gone.id, {"person_state": "moved_out"}
            )
        ],
        "w02",
    )  # fmt: skip
    work_desk.go("people")
    page = work_desk.window.page
    active = records.entity_count("resident", {"person_state": "active"})
    assert str(active) in page.head.note.text()
