"""The window with a real register: pages, the way between them, and what they tell."""

import itertools
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop import demo, story
from desktop.begin import begin
from forms.engine.refs import NodeRef
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from ui.context import Start, Workspace
from ui.desk import Desk
from ui.jobs import Jobs
from ui.languages import speak
from ui.main_window import MainWindow
from ui.pages.form_page import FormPage
from ui.parts.facts import Secret
from ui.parts.line import Line
from ui.parts.sidebar import KEYS
from ui.places import PLACES
from ui.theme import Look, put_on

pytestmark = pytest.mark.qt

CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 25, 8, 40, tzinfo=CHINA)
KEY = Qt.Key


class Clock:
    """Each look is a second later."""

    def __init__(self):
        self.instants = itertools.count()

    def __call__(self):
        return MORNING + timedelta(seconds=next(self.instants))


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    """The demo grid with the first visits of a morning in it."""
    folder = tmp_path_factory.mktemp("grid") / "workspace"
    clock = Clock()
    told = demo.morning()
    begin(folder, Profile(**told["worker"]), demo=True, clock=clock)
    with Records.open(folder, clock=clock) as records, Journal.open(folder) as journal:
        for visit in told["visits"][:2]:
            story.fill(records, journal, visit, clock, "zh_CN")
    return folder


def opened(qapp, folder, stack, language="zh_CN", theme="light"):
    def dress(profile, step):
        speak(qapp, profile.language)
        put_on(qapp, Look(profile.theme, step))

    records = stack(Records.open(folder, clock=Clock()))
    journal = stack(Journal.open(folder))
    profile = Profile("w02", "孔祥云", "XYQY03", language=language, theme=theme)
    dress(profile, 0)
    workspace = Workspace(
        folder, records, journal, Jobs(at_once=True), profile, language,
        "青杨社区 第三网格", True, Clock(),
    )  # fmt: skip
    window = MainWindow()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 768)
    window.show()
    return Desk(window, workspace, dress)


@pytest.fixture
def stack():
    """Things that close in the end, the last one first."""
    open_ones = []

    def keep(one):
        open_ones.append(one)
        return one

    yield keep
    for one in reversed(open_ones):
        one.close()


@pytest.fixture
def desk(qapp, grid, tmp_path, stack, qtbot):
    folder = tmp_path / "workspace"
    shutil.copytree(grid, folder)
    made = opened(qapp, folder, stack)
    qtbot.addWidget(made.window)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.close()


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_a_visit_is_begun_in_three_actions_from_the_window(desk):
    today = desk.window.page
    assert desk.window.name == "today"
    QTest.mouseClick(  # 1: the row
        today.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=today.list.visualRect(today.list.rows.index(1)).center(),
    )
    chosen = today.list.key()
    today.panel.primary.click()  # 2: begin
    form = desk.window.page
    assert isinstance(form, FormPage)
    assert form.entry is not None
    assert form.entry.subject == chosen
    assert len(desk.workspace.journal.drafts()) == 1


def test_the_keyboard_alone_begins_a_visit(desk):
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert isinstance(desk.window.page, FormPage)


@pytest.mark.parametrize(
    ("key", "place"), list(zip(KEYS[: len(PLACES)], PLACES, strict=True))
)
def test_every_page_has_a_key(desk, key, place):
    QTest.keyClick(desk.window, key, Qt.KeyboardModifier.AltModifier)
    assert desk.window.name == place.name
    assert desk.window.sidebar.buttons[place.name].isChecked()


def test_search_finds_by_initials_and_opens_what_is_known(desk, qtbot):
    QTest.keyClick(desk.window, KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "zjg")
    press(KEY.Key_Return)
    assert desk.window.name == "subject"
    assert any("建国" in text for text in texts(desk.window.page))


def test_a_secret_is_masked_until_it_is_tapped(desk):
    desk.go("people")
    page = desk.window.page
    secret = page.findChildren(Secret)[0]
    full = secret._fact.secret
    assert full not in " ".join(texts(page))
    assert "*" in secret.text.text()
    secret.reveal.click()
    assert secret.text.text() == full


def test_a_long_list_is_fetched_page_by_page(desk):
    desk.go("people")
    rows = desk.window.page.list.rows
    assert rows.rowCount() == 60
    rows.fetchMore(rows.index(-1))
    assert rows.rowCount() == 120


def test_typed_text_narrows_the_residents(desk, qtbot):
    desk.go("people")
    page = desk.window.page
    page.field.setText("孔")
    qtbot.waitUntil(lambda: page.list.rows.row(0).title.startswith("孔"))


def test_the_board_shows_every_door_with_word_colour_and_shape(desk):
    desk.go("board")
    board = desk.window.page.board
    doors = [
        index.data(Qt.ItemDataRole.UserRole)
        for row in range(1, board.doors.rowCount())
        for column in range(board.doors.columnCount())
        if (index := board.doors.index(row, column)).data(Qt.ItemDataRole.UserRole)
    ]
    assert len(doors) == 36
    assert {door.tone for door in doors} >= {"ok", "idle"}
    assert all(door.shape and door.told for door in doors)
    before = board.currentIndex()
    board.setFocus()
    press(KEY.Key_Up)
    assert board.currentIndex() != before


def test_a_draft_stands_on_top_and_goes_on_where_it_was(desk):
    desk.start(Start("heating_visit"))
    entry = desk.window.page.entry
    entry.answer(NodeRef.parse("/heating_visit/who/result"), "noone")
    desk.go("today")
    line = desk.window.page.findChildren(Line)[0]
    assert "访民问暖" in line.accessibleName()
    line.click()
    assert desk.window.page.entry.draft_id == entry.draft_id


def test_a_visit_opened_and_left_without_an_answer_leaves_nothing(desk):
    person = desk.workspace.records.entities("household", limit=1)[0]
    desk.start(Start("heating_visit", "household", person.id))
    desk.window.page.left.emit()
    assert desk.window.name == "today"
    assert desk.workspace.journal.drafts() == []


def test_an_edit_makes_a_new_version_and_keeps_the_old_one(desk):
    row = desk.workspace.records.visits(limit=1)[0]
    desk.edit(row.record_id)
    entry = desk.window.page.entry
    assert entry.editing
    assert entry.finalize().number == row.number
    desk.go("visits")
    told = texts(desk.window.page)
    assert {"第 1 版", "第 2 版"} <= set(told)
    statuses = [line.accessibleName() for line in desk.window.page.findChildren(Line)]
    assert any("已被替换" in text for text in statuses)
    assert any("现行" in text for text in statuses)


def test_the_answers_of_a_visit_are_read_on_its_page(desk):
    desk.go("visits")
    told = texts(desk.window.page.panel)
    assert "客厅温度(℃)" in told or any("温度" in text for text in told)


def test_the_sheet_is_the_very_pdf_and_can_be_saved(desk, tmp_path, qtbot):
    visit = desk.workspace.records.visits(limit=1)[0]
    desk.show_sheet(visit.record_id)
    page = desk.window.page
    document = page.document
    qtbot.waitUntil(lambda: document.pageCount() >= 1)
    page.save_to(tmp_path / "sheet.pdf")
    saved = (tmp_path / "sheet.pdf").read_bytes()
    assert saved.startswith(b"%PDF")
    desk.back()
    assert desk.window.name == "today"


def test_pages_print_at_300_dpi(desk, tmp_path, qtbot):
    from PySide6.QtPrintSupport import QPrinter

    from ui.printing import draw_pages

    desk.show_sheet(desk.workspace.records.visits(limit=1)[0].record_id)
    document = desk.window.page.document
    qtbot.waitUntil(lambda: document.pageCount() >= 1)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(300)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    draw_pages(document, printer)
    assert (tmp_path / "printed.pdf").stat().st_size > 10_000
    # A picture with holes has dark edges on paper, and a photo's compression smears.
    for page in PdfReader(tmp_path / "printed.pdf").pages:
        drawn = [one.get_object() for one in page["/Resources"]["/XObject"].values()]
        assert drawn
        assert not any("/SMask" in one for one in drawn)
        assert not any(one["/Filter"] == "/DCTDecode" for one in drawn)


def test_bottom_left_tells_what_has_still_to_move(desk, tmp_path, qtbot):
    state = desk.window.sidebar.state
    qtbot.waitUntil(lambda: "2 次走访待送出" in " ".join(texts(state)))
    desk.go("exchange")
    page = desk.window.page
    stick = tmp_path / "stick"
    stick.mkdir()
    page.out.folder.setText(str(stick))
    page.out.go.click()
    assert any("已写入" in text for text in texts(page.out))
    assert "已全部送出" in " ".join(texts(state))
    page.out.go.click()
    assert any("已是最新" in text for text in shown_texts(page.out, qtbot))


def shown_texts(widget, qtbot):
    # What was there before goes in the next round of events.
    qtbot.wait(1)
    return texts(widget)


def test_the_office_reads_the_stick_once(qapp, desk, tmp_path, stack, qtbot):
    stick, office = tmp_path / "stick", tmp_path / "office"
    stick.mkdir()
    profile = Profile("w01", "周敏", "XYQY03", role="supervisor")
    begin(office, profile, demo=True, clock=Clock())
    desk.go("exchange")
    desk.window.page.out.folder.setText(str(stick))
    desk.window.page.out.go.click()
    other = opened(qapp, office, stack)
    qtbot.addWidget(other.window)
    other.go("exchange")
    page = other.window.page
    page.into.folder.setText(str(stick))
    page.into.go.click()
    assert any("已读入" in text for text in texts(page.into))
    assert sum(other.workspace.records.visit_counts().values()) == 2
    page.into.go.click()
    assert any("没有新内容" in text for text in shown_texts(page.into, qtbot))
    other.close()


def test_a_folder_that_is_gone_gives_one_sentence(desk, tmp_path, qtbot):
    desk.go("exchange")
    card = desk.window.page.out
    card.folder.setText(str(tmp_path / "pulled out"))
    card.go.click()
    told = " ".join(shown_texts(card, qtbot))
    assert "pulled out" in told
    assert card.go.isEnabled()


def test_language_and_theme_change_at_run_time(desk, qapp):
    desk.go("settings")
    page = desk.window.page
    page.language.setCurrentIndex(page.language.findData("en"))
    page.language.activated.emit(0)
    assert desk.window.name == "settings"
    assert "Who works here" in texts(desk.window.page)
    assert desk.workspace.journal.profile.language == "en"
    page = desk.window.page
    page.theme.setCurrentIndex(page.theme.findData("dark"))
    page.theme.activated.emit(0)
    assert desk.workspace.profile.theme == "dark"
    assert qapp.palette().window().color().lightness() < 60


def test_a_narrow_window_keeps_the_signs_of_the_pages(desk):
    button: QPushButton = desk.window.sidebar.buttons["today"]
    assert "今日走访" in button.text()
    desk.window.resize(900, 540)
    QApplication.processEvents()
    assert button.text() == ""
    assert "今日走访" in button.toolTip()


def test_the_shell_paints_before_engine_and_register_are_loaded():
    check = (
        "import sys, desktop.app;"
        "heavy = ['forms.engine', 'forms.records.store', 'reportlab', 'pypinyin',"
        " 'sqlite_utils', 'PySide6.QtPdf', 'PySide6.QtMultimedia', 'lxml', 'PIL'];"
        "print([name for name in heavy if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", check], cwd=root, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_the_demo_is_told_on_every_page(desk):
    for place in PLACES:
        desk.go(place.name)
        pills = [
            pill.accessibleName()
            for pill in desk.window.page.head.children()
            if hasattr(pill, "accessibleName")
        ]
        assert "演示数据" in pills


def test_a_page_that_is_shown_after_the_register_closed_reads_nothing(work_desk):
    desk = work_desk
    desk.go("people")
    page = desk.window.page
    read = page.list.rows.rowCount()
    desk.workspace.records.close()
    page.mark_stale()
    page.hide()
    page.show()
    assert page.list.rows.rowCount() == read


def test_what_was_replaced_looks_at_nothing_any_more(work_desk):
    """It lives on until the event loop is back, when the register may be closed."""
    desk = work_desk
    desk.take_profile(replace(desk.workspace.profile, language="en"), 0)
    timers = desk.findChildren(QTimer)
    assert len(timers) > len(desk._dock.findChildren(QTimer))
    active = {one for one in timers if one.isActive()}
    assert active <= set(desk._dock.findChildren(QTimer))
