"""The real window, by keyboard alone: from the door to the printed sheet.

Run by itself on the platform that QT_QPA_PLATFORM names; the last test runs the first
in a real X window.
"""

import io
import itertools
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.begin import begin
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from ui.context import Workspace
from ui.desk import Desk
from ui.jobs import Jobs
from ui.languages import speak
from ui.main_window import MainWindow
from ui.pages.form_page import FormPage
from ui.pages.form_states import END
from ui.theme import Look, put_on

pytestmark = pytest.mark.qt

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
MORNING = datetime(2026, 12, 24, 9, 46, 12, tzinfo=timezone(timedelta(hours=8)))
PROFILE = Profile("w02", "孔祥云", "XYQY03", language="zh_CN", theme="light")
# What is typed at each question: a digit chooses, other text is written.
TYPED = {
    "who/result": "1",
    "heat/t_living": "15.5",
    "heat/meter_type": "1",
    "heat/win_closed": "1",
    "chk/problem": "2",
    "chk/co": "none",
    "chk/elec": "none",
    "act/action": "5",
    "safe/leaflet": "1",
    "safe/satisf": "3",
}


class Clock:
    """Each look is a second later."""

    def __init__(self):
        self.instants = itertools.count()

    def __call__(self):
        return MORNING + timedelta(seconds=next(self.instants))


@pytest.fixture
def desk(qapp, qtbot, tmp_path):
    folder, clock = tmp_path / "workspace", Clock()
    begin(folder, PROFILE, demo=True, clock=clock)

    def dress(profile, step):
        speak(qapp, profile.language)
        put_on(qapp, Look(profile.theme, step))

    dress(PROFILE, 0)
    with (
        Records.open(folder, clock=clock) as records,
        Journal.open(folder) as journal,
    ):
        workspace = Workspace(
            folder, records, journal, Jobs(at_once=True), PROFILE, "zh_CN",
            "青杨社区 第三网格", True, clock,
        )  # fmt: skip
        window = MainWindow()
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1366, 768)
        window.show()
        made = Desk(window, workspace, dress)
        qtbot.addWidget(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield made
        made.close()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def type_(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def held(page):
    """Return the path of the question that has the focus, below the root."""
    focus = QApplication.focusWidget()
    for card in page.body.cards():
        if focus is not None and card.isAncestorOf(focus):
            return str(card.question.ref).removeprefix("/heating_visit/")
    return ""


def answer(page, question):
    text = TYPED[question]
    if text == "none":
        focus = QApplication.focusWidget()
        card = next(c for c in page.body.cards() if c.isAncestorOf(focus))
        choices = [choice.value for choice in card.state.choices]
        for _ in range(choices.index("none")):
            press(KEY.Key_Right)
        press(KEY.Key_Space)
    else:
        type_(text)


def fill(page):
    """Answer what is asked and go on, as somebody does who never takes the mouse."""
    done = set()
    for _ in range(200):
        if page._walk.key == END:
            return
        question = held(page)
        if question in TYPED and question not in done:
            answer(page, question)
            done.add(question)
        press(KEY.Key_Return)
        if held(page) == question:
            press(KEY.Key_Return, CTRL)
    raise AssertionError("the form never ends")


def finish(desk, qtbot):
    """Fill a visit to the first gas boiler; return its household and its number."""
    home = desk.workspace.records.entities(
        "household", where={"heat_mode": "gas_boiler"}, limit=1
    )[0]
    door = "-".join(re.findall(r"\d+", home.properties["addr_short"]))
    QTest.keyClick(desk.window, KEY.Key_K, CTRL)
    type_(door)
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: desk.window.name == "subject")
    for _ in range(40):
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and "访民问暖" in focus.text():
            break
        press(KEY.Key_Tab)
    press(KEY.Key_Space)
    page = desk.window.page
    assert isinstance(page, FormPage)
    numbers, ways = [], []

    def note(number):
        numbers.append(number)
        ways.extend(each.text() for each in page.end.findChildren(QPushButton))

    page.finalised.connect(note)
    fill(page)
    assert page.entry.violations() == ()
    press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(numbers))
    # The end page itself leads to the sheet: the toast may be gone by then.
    assert "查看检查单" in ways
    return home, numbers[0]


def test_a_heating_visit_by_keyboard_ends_as_a_record_and_a_sheet(
    desk, qtbot, tmp_path
):
    home, number = finish(desk, qtbot)
    records = desk.workspace.records
    visit = records.visit(number)
    assert b"<t_living>15.5</t_living>" in visit.shown.xml
    now = records.entity("household", home.id).properties
    assert (now["last_heat_temp"], now["next_form"]) == ("15.5", "heating_visit")
    assert desk.workspace.journal.drafts() == []

    desk.show_sheet(number)
    sheet = desk.window.page
    qtbot.waitUntil(lambda: sheet.document.pageCount() >= 1)
    sheet.save_to(tmp_path / "sheet.pdf")
    text = "".join(
        page.extract_text() for page in PdfReader(tmp_path / "sheet.pdf").pages
    )
    for told in ("访民问暖", number, "15.5", home.properties["head_name"], "室温低"):
        assert told in text


def test_the_printed_page_has_ink_where_the_sheet_has_blocks(desk, qtbot, tmp_path):
    _, number = finish(desk, qtbot)
    desk.show_sheet(number)
    sheet = desk.window.page
    qtbot.waitUntil(lambda: sheet.document.pageCount() >= 1)
    sheet.save_to(tmp_path / "sheet.pdf")
    drawn = subprocess.run(
        ["pdftoppm", "-png", "-r", "60", "-f", "1", "-l", "1", tmp_path / "sheet.pdf"],
        check=True, capture_output=True,
    )  # fmt: skip
    page = Image.open(io.BytesIO(drawn.stdout)).convert("L")
    width, height = page.size
    bands = [
        page.crop((0, height * i // 10, width, height * (i + 1) // 10)).getextrema()
        for i in range(10)
    ]
    assert width < height
    assert all(darkest < 120 for darkest, _ in bands[:5])
    # The binding edge of 25 mm stays white.
    assert page.crop((0, 0, width * 20 // 210, height)).getextrema()[0] > 200


@pytest.mark.skipif(
    shutil.which("Xvfb") is None or sys.platform == "win32",
    reason="no virtual X server on this machine (Debian: xvfb)",
)
def test_the_same_visit_in_a_real_x_window():
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    environment.pop("PYTEST_XDIST_WORKER", None)
    first = test_a_heating_visit_by_keyboard_ends_as_a_record_and_a_sheet
    test = f"{__file__}::{first.__name__}"
    ran = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", sys.executable, "-m",
         "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", test],
        env=environment, capture_output=True, text=True, timeout=150, check=False,
        cwd=os.getcwd(),
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-2000:]
