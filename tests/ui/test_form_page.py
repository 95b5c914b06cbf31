"""The form page on the real forms and a real register, driven by keyboard."""

import random
import re
import shutil
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

import resources
from desktop.begin import begin
from forms.engine.refs import NodeRef
from forms.entry import FormEntry, questions
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from ui import theme
from ui.controls.tile import Tile
from ui.pages.form_page import FormPage
from ui.pages.form_states import END

pytestmark = pytest.mark.qt

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 25, 9, 46, 12, tzinfo=CHINA)
FORMS = sorted(p.parent.name for p in resources.path("forms").glob("*/survey.tsv"))
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def clock():
    return NOW


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    folder = tmp_path_factory.mktemp("grid") / "workspace"
    profile = Profile("XYQY03A", "陈晓梅", "XYQY03")
    begin(folder, profile, demo=True, clock=clock)
    return folder


@pytest.fixture
def desk(grid, tmp_path):
    """(records, journal) of a workspace on the demo grid."""
    folder = tmp_path / "workspace"
    shutil.copytree(grid, folder)
    with Records.open(folder, clock=clock) as records, Journal.open(folder) as journal:
        yield records, journal


@pytest.fixture
def page(qtbot, qapp):
    theme.put_on(qapp, theme.Look("light"))
    made = FormPage()
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def begun(desk, form_id, **more):
    return FormEntry.start(*desk, form_id, clock=clock, language="zh_CN", **more)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def type_(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def compose(text):
    """Bring in Chinese text as an input method does: first unfinished, then whole."""
    field = QApplication.focusWidget()
    QApplication.sendEvent(field, QInputMethodEvent("pin yin", []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString(text)
    QApplication.sendEvent(field, commit)


def at(path):
    return NodeRef.parse(path)


def held(page):
    """Return the path of the question that has the focus, "" where none has."""
    focus = QApplication.focusWidget()
    for card in page.body.cards():
        if focus is not None and card.isAncestorOf(focus):
            return str(card.question.ref)
    return ""


def household(desk):
    """Return a household with a gas boiler, to which nobody is yet known cold."""
    rows = desk[0].entities("household", where={"heat_mode": "gas_boiler"}, limit=1)
    return rows[0]


# A whole visit.


def test_heating_visit_is_filled_and_finished_by_keyboard_alone(desk, page, qtbot):
    home = household(desk)
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    done = []
    page.finalised.connect(done.append)

    # Header: grid, who fills it in, date and time stand or are chosen by a digit.
    while held(page) in ("/heating_visit/hdr/grid_code", "/heating_visit/hdr/visitor"):
        if not entry.value(at(held(page))):
            press(KEY.Key_1)
        press(KEY.Key_Return)
    press(KEY.Key_Return, CTRL)
    # The household, found by its door.
    assert held(page) == "/heating_visit/who/hh"
    type_("-".join(re.findall(r"\d+", home.properties["addr_short"])))
    press(KEY.Key_Return)
    assert entry.value(at("/heating_visit/who/hh")) == home.id
    assert held(page) == "/heating_visit/who/result"
    press(KEY.Key_1)
    press(KEY.Key_Return)
    assert held(page) == "/heating_visit/who/mode"
    press(KEY.Key_Return, CTRL)
    # Temperatures; the note about what follows appears, new questions too.
    assert held(page) == "/heating_visit/heat/t_living"
    type_("15.5")
    press(KEY.Key_Return)
    assert entry.value(at("/heating_visit/heat/t_living")) == "15.5"
    assert page.body.card(at("/heating_visit/heat/n_low")).isVisible()
    type_("16")
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert held(page) == "/heating_visit/heat/meter_type"
    press(KEY.Key_1)
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert held(page) == "/heating_visit/heat/win_closed"
    press(KEY.Key_1)
    press(KEY.Key_Return, CTRL)
    # Problems: low temperature, no carbon monoxide, no electric risk.
    assert held(page) == "/heating_visit/chk/problem"
    press(KEY.Key_2)
    press(KEY.Key_Return)
    while held(page).startswith("/heating_visit/chk/"):
        choices = list(entry.state(at(held(page))).choices)
        place = [choice.value for choice in choices].index("none")
        focus = QApplication.focusWidget()
        focus.parent().tiles[place].setFocus()
        press(KEY.Key_Space)
        press(KEY.Key_Return)
    press(KEY.Key_Return)
    # What was done about it.
    assert held(page) == "/heating_visit/act/action"
    press(KEY.Key_1)
    press(KEY.Key_Return, CTRL)
    while page._walk.key != END:
        for card in page.body.cards():
            if card.state.required and not card.state.value:
                page.body.focus_card(card)
                press(KEY.Key_1)
        press(KEY.Key_Return, CTRL)
    assert entry.violations() == ()
    assert page.outline.rows[-1].word == "Ready"
    press(KEY.Key_Return, CTRL)
    assert len(done) == 1
    assert page.outline.rows[-1].word == "Finished"
    QApplication.processEvents()
    back = [one for one in page.findChildren(QPushButton) if one.text() == "Back"]
    assert [one.isVisible() for one in back] == [True]
    visit = desk[0].visit(done[0])
    assert visit.row.subject == ("household", home.id)
    assert desk[0].entity("household", home.id).properties["last_heat_temp"] == "15.5"


# Answers reach the disk.


def test_typed_text_is_on_disk_after_a_pause(desk, page, qtbot):
    entry = begun(desk, "special_followup")
    page.show_entry(entry)
    before = len(desk[1].events(entry.draft_id))
    page._go(("/special_followup/hdr", 0))
    page.body.focus_card(page.body.card(at("/special_followup/hdr/visit_time")))
    type_("0946")
    assert len(desk[1].events(entry.draft_id)) == before
    qtbot.waitUntil(
        lambda: len(desk[1].events(entry.draft_id)) == before + 1, timeout=2000
    )
    assert entry.value(at("/special_followup/hdr/visit_time")).startswith("09:46")
    assert "09:46:12" in page.foot.saved.text()


@pytest.mark.parametrize("leave", ["page", "hide", "back", "tab"])
def test_typed_text_is_on_disk_however_the_field_is_left(desk, page, leave):
    entry = begun(desk, "fire_patrol")
    page.show_entry(entry)
    page._go(("/fire_patrol/sum", 0))
    page.body.focus_card(page.body.card(at("/fire_patrol/sum/advice")))
    type_("advice")
    {
        "page": lambda: press(KEY.Key_PageUp, CTRL),
        "hide": page.hide,
        "back": page.head.back.click,
        "tab": lambda: press(KEY.Key_Tab),
    }[leave]()
    assert entry.value(at("/fire_patrol/sum/advice")) == "advice"


def test_draft_reopens_with_its_answers(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._go(("/heating_visit/who", 0))
    page._answer(at("/heating_visit/who/result"), "met")
    again = FormEntry.resume(*desk, entry.draft_id, clock=clock, language="zh_CN")
    page.show_entry(again)
    page._go(("/heating_visit/who", 0))
    card = page.body.card(at("/heating_visit/who/result"))
    assert [tile.isChecked() for tile in card.findChildren(Tile)][:2] == [True, False]


def test_answer_that_was_not_kept_is_said(desk, page, monkeypatch):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    told = []
    page.problem.connect(told.append)

    def full(*_):
        raise KnownError("DISK-FULL", place="x")

    monkeypatch.setattr(desk[1], "append", full)
    page._answer(at("/heating_visit/who/result"), "met")
    assert [error.code for error in told] == ["DISK-FULL"]
    assert page.foot.saved.property("tone") == "bad"


# Keys.


def test_digit_chooses_and_enter_goes_on(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._go(("/heating_visit/who", 0))
    page.body.focus_card(page.body.card(at("/heating_visit/who/result")))
    press(KEY.Key_3)
    assert entry.value(at("/heating_visit/who/result")) == "noone"
    press(KEY.Key_1)
    press(KEY.Key_Return)
    assert held(page) == "/heating_visit/who/mode"


def test_enter_and_digits_are_left_to_an_input_method(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._go(("/heating_visit/who", 0))
    page.body.focus_card(page.body.card(at("/heating_visit/who/hh")))
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QApplication.sendEvent(field, QInputMethodEvent("zhang", []))
    press(KEY.Key_Return)
    assert held(page) == "/heating_visit/who/hh"
    assert entry.value(at("/heating_visit/who/hh")) == ""
    commit = QInputMethodEvent("", [])
    commit.setCommitString("张")
    QApplication.sendEvent(field, commit)
    assert field.text() == "张"


@pytest.mark.parametrize("way", ["initials", "door", "name"])
def test_household_is_found_by_name_door_and_pinyin_initials(desk, page, way):
    home = desk[0].entities("household", where={"head_name": "王欣"}, limit=1)[0]
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._answer(at("/heating_visit/hdr/grid_code"), home.properties["grid_code"])
    page._go(("/heating_visit/who", 0))
    page.body.focus_card(page.body.card(at("/heating_visit/who/hh")))
    if way == "name":
        compose("王欣")
    else:
        type_({"initials": "wx", "door": "12-2-602"}[way])
    press(KEY.Key_Return)
    assert entry.value(at("/heating_visit/who/hh")) == home.id


def test_tab_walks_the_questions_and_leaves_at_both_ends(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._answer(at("/heating_visit/hdr/grid_code"), "XYQY03")
    page._go(("/heating_visit/hdr", 0))
    page.body.focus_card(page.body.cards()[0])
    seen = []
    for _ in range(12):
        if not held(page):
            break
        seen.append(held(page))
        press(KEY.Key_Tab)
    assert list(dict.fromkeys(seen)) == [
        str(card.question.ref) for card in page.body.cards()
    ]
    assert page.foot.after.hasFocus()
    page.body.focus_card(page.body.cards()[0])
    press(KEY.Key_Backtab)
    assert page.outline.hasFocus()


def test_shortcuts_turn_pages_and_go_to_the_outline(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._go(("/heating_visit/hdr", 0))
    press(KEY.Key_PageDown, CTRL)
    assert page._walk.key == ("/heating_visit/who", 0)
    press(KEY.Key_PageUp, CTRL)
    assert page._walk.key == ("/heating_visit/hdr", 0)
    press(KEY.Key_Up, ALT)
    assert page.outline.hasFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert page._walk.key == ("/heating_visit/who", 0)
    assert held(page)


def test_first_question_without_an_answer_has_the_focus(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._go(("/heating_visit/who", 0))
    assert held(page) == "/heating_visit/who/hh"


def test_wheel_changes_no_answer_that_has_not_the_focus(desk, page):
    entry = begun(desk, "hazard_report")
    page.show_entry(entry)
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    for shown in page._walk.shown:
        page._go((str(shown.ref), shown.part))
        before = {card.question.ref: card.state.value for card in page.body.cards()}
        page.outline.setFocus()
        for card in page.body.cards():
            for child in card.control.findChildren(QLineEdit):
                QApplication.sendEvent(child, wheel)
            QApplication.sendEvent(card.control, wheel)
        page.flush()
        assert before == {ref: entry.state(ref).value for ref in before}


# What is shown.


def test_relevance_shows_and_hides_without_building_anew(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._answer(at("/heating_visit/who/result"), "met")
    page._go(("/heating_visit/heat", 0))
    living = page.body.card(at("/heating_visit/heat/t_living"))
    page._answer(at("/heating_visit/heat/t_living"), "15")
    low = page.body.card(at("/heating_visit/heat/n_low"))
    assert low.isVisible()
    assert "15" in low.findChildren(QLabel)[1].text()
    page._answer(at("/heating_visit/heat/t_living"), "20")
    assert low.isHidden()
    page._answer(at("/heating_visit/heat/t_living"), "14")
    assert page.body.card(at("/heating_visit/heat/n_low")) is low
    assert page.body.card(at("/heating_visit/heat/t_living")) is living
    assert low.isVisible()


def test_constraint_message_stands_beside_the_question(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._answer(at("/heating_visit/who/result"), "met")
    page._go(("/heating_visit/heat", 0))
    type_("99")
    press(KEY.Key_Return)
    card = page.body.card(at("/heating_visit/heat/t_living"))
    assert "请核对温度" in [label.text() for label in card.told.findChildren(QLabel)]
    assert card.control.field.property("invalid") is True


def test_none_with_others_is_refused_in_the_form_s_words(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._answer(at("/heating_visit/who/result"), "met")
    page._go(("/heating_visit/chk", 0))
    tiles = page.body.card(at("/heating_visit/chk/problem")).findChildren(Tile)
    tiles[0].click()
    tiles[1].click()
    card = page.body.card(at("/heating_visit/chk/problem"))
    assert any("不能再选其他项" in label.text() for label in card.findChildren(QLabel))


def test_missing_answer_is_told_only_once_the_page_was_left(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._go(("/heating_visit/who", 0))
    card = page.body.card(at("/heating_visit/who/result"))
    assert card.told.isHidden()
    press(KEY.Key_PageUp, CTRL)
    press(KEY.Key_PageDown, CTRL)
    assert not page.body.card(at("/heating_visit/who/result")).told.isHidden()


def test_last_page_lists_what_is_missing_and_leads_to_it(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._go(END)
    told = [jump.accessibleName() for jump in page.end.jumps]
    assert len(told) == len(entry.violations())
    page.end.jumps[-1].click()
    assert held(page) == str(entry.violations()[-1].ref)


def test_finish_with_rules_broken_stays_and_tells(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._go(END)
    done = []
    page.finalised.connect(done.append)
    press(KEY.Key_Return, CTRL)
    assert done == []
    assert page._walk.key == END
    assert page.end.jumps


def test_outline_says_state_by_shape_word_and_count(desk, page):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._tell()
    rows = {row.key[0]: row for row in page.outline.rows}
    assert rows["/heating_visit/who"].icon == "wait"
    assert rows["/heating_visit/who"].count == "0/2"
    assert "/heating_visit/heat" not in rows
    page._answer(at("/heating_visit/who/result"), "met")
    page._tell()
    rows = {row.key[0]: row for row in page.outline.rows}
    assert rows["/heating_visit/who"].icon == "clock"
    assert "/heating_visit/heat" in rows


def test_finger_scrolls_the_page_and_draws_on_a_pad(desk, page, qtbot):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._answer(at("/heating_visit/who/result"), "met")
    page._go(("/heating_visit/chk", 0))
    page.resize(1150, 420)
    QApplication.processEvents()
    bar = page.body.verticalScrollBar()
    page.body.verticalScrollBar().setValue(0)
    swipe(page, page.body.cards()[0], QPoint(600, 120), -100)
    assert bar.value() > 0
    assert entry.value(at("/heating_visit/chk/problem")) == ""
    page._go(("/heating_visit/sign", 0))
    QApplication.processEvents()
    bar.setValue(0)
    pad = page.body.cards()[0].control.pad
    swipe(page, pad, QPoint(200, 120), -80)
    assert bar.value() == 0
    assert not pad.blank


def swipe(page, widget, start, by):
    finger = QTest.createTouchDevice()
    window = page.windowHandle()
    place = widget.mapTo(page, start)
    QTest.touchEvent(window, finger).press(0, place)
    for part in range(1, 9):
        QTest.qWait(12)
        moved = place + QPoint(0, by * part // 8)
        QTest.touchEvent(window, finger).move(0, moved)
    QTest.qWait(12)
    QTest.touchEvent(window, finger).release(0, place + QPoint(0, by))
    QTest.qWait(60)


# Repeats.


def patrol(desk, page):
    """Return a fire patrol of a unit that has facilities, at their repeat."""
    entry = begun(desk, "fire_patrol")
    some = desk[0].entities("facility", limit=1)[0].properties
    page.show_entry(entry)
    for name, value in (
        ("hdr/grid_code", some["grid_code"]),
        ("area/building_no", some["building_no"]),
        ("area/unit_no", some["unit_no"]),
    ):
        ref = find(entry, name.rsplit("/", 1)[1])
        page._answer(ref, value)
    page._answer(find(entry, "chk_fac"), "1")
    return entry


def find(entry, name):
    return next(
        q.ref for p in entry.pages() for q in questions(p.items) if q.ref.name == name
    )


def test_repeat_instances_are_added_and_taken_out_by_keyboard(desk, page):
    entry = patrol(desk, page)
    page._go(("/fire_patrol/fc", 0))
    count = len(instances(entry))
    stops = page.body.stops()
    stops[-1].setFocus()
    press(KEY.Key_Space)
    assert len(instances(entry)) == count + 1
    assert page._walk.key == (str(instances(entry)[-1]), 0)
    assert held(page).endswith("/fac")
    page._go(("/fire_patrol/fc", 0))
    take = page.body.stops()[-2]
    take.setFocus()
    press(KEY.Key_Space)
    assert len(instances(entry)) == count + 1, "taken out only when confirmed"
    keep, yes = QApplication.focusWidget(), page.body.stops()[-3]
    assert keep is not yes
    yes.setFocus()
    press(KEY.Key_Space)
    assert len(instances(entry)) == count


def instances(entry):
    return [page.ref for page in entry.pages() if page.kind == "instance"]


def test_last_instance_offers_another(desk, page):
    entry = patrol(desk, page)
    page._go((str(instances(entry)[-1]), 0))
    assert page.page_head.add.isVisible()
    page.page_head.add.click()
    assert page._walk.key == (str(instances(entry)[-1]), 0)


# Every form.


@pytest.mark.parametrize("form_id", FORMS)
def test_every_page_of_every_form_opens_with_a_control_for_each_question(
    desk, page, form_id
):
    entry = begun(desk, form_id)
    page.show_entry(entry)
    for shown in page._walk.pages:
        if not shown.relevant:
            continue
        page._go((str(shown.ref), shown.part))
        cards = page.body.cards()
        assert cards or shown.kind == "repeat"
        for card in cards:
            label = entry.state(card.question.ref).label.text
            assert label.strip(), str(card.question.ref)
    page.set_language("en")
    page._go(END)


KEYS = (
    KEY.Key_Return, KEY.Key_Tab, KEY.Key_Backtab, KEY.Key_Up, KEY.Key_Down,
    KEY.Key_Right, KEY.Key_Delete, KEY.Key_Escape, KEY.Key_1, KEY.Key_2,
)  # fmt: skip
TEXTS = ("12", "15.5", "1125", "0946", "abc", "601", "x y", "2026")


def values(entry):
    shown = [q.ref for p in entry.pages() for q in questions(p.items)]
    return {str(ref): entry.value(ref) for ref in shown}


@pytest.mark.parametrize("form_id", ["fire_patrol", "hazard_report", "household_reg"])
def test_any_keys_and_clicks_leave_a_form_that_its_journal_replays(desk, page, form_id):
    chance = random.Random(form_id)
    entry = begun(desk, form_id)
    page.show_entry(entry)
    for _ in range(120):
        focus, what = QApplication.focusWidget(), chance.random()
        tiles = [tile for tile in page.body.findChildren(Tile) if tile.isVisible()]
        if what < 0.4 and tiles:
            chance.choice(tiles).click()
        elif what < 0.6 and isinstance(focus, QLineEdit):
            QTest.keyClicks(focus, chance.choice(TEXTS))
        elif what < 0.85:
            press(chance.choice(KEYS))
        else:
            press(chance.choice((KEY.Key_PageUp, KEY.Key_PageDown)), CTRL)
        QApplication.processEvents()
    page.flush()
    again = FormEntry.resume(*desk, entry.draft_id, clock=clock, language="zh_CN")
    assert values(again) == values(entry)


@pytest.mark.parametrize("step", [0, 4])
def test_no_text_is_cut_at_any_font_size(desk, page, qapp, step):
    theme.put_on(qapp, theme.Look("light", step))
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._answer(at("/heating_visit/who/result"), "met")
    page._answer(at("/heating_visit/heat/t_living"), "15.5")
    for shown in page._walk.shown:
        page._go((str(shown.ref), shown.part))
        for _ in range(2):  # what is told while it is laid out is laid out after it
            QApplication.processEvents()
        for tile in page.body.findChildren(Tile):
            assert tile.height() >= tile.height_at(tile.width()), tile.text()
            assert tile.height() >= 48
        for label in page.body.findChildren(QLabel):
            if label.isVisible() and label.text() and label.wordWrap():
                wanted = label.heightForWidth(label.width())
                assert label.height() >= wanted, label.text()
    theme.put_on(qapp, theme.Look("light", 0))


def test_two_questions_stand_beside_the_outline_at_1366_768(desk, page):
    entry = begun(desk, "heating_visit")
    page.resize(1366 - 216, 768 - 100)
    page.show_entry(entry)
    page._answer(at("/heating_visit/who/result"), "met")
    for shown in page._walk.shown:
        if shown.asked < 2:
            continue
        page._go((str(shown.ref), shown.part))
        QApplication.processEvents()
        page.body.verticalScrollBar().setValue(0)
        second = [card for card in page.body.cards() if not card.is_note][1]
        bottom = second.mapTo(page.body.viewport(), QPoint(0, second.height())).y()
        assert bottom <= page.body.viewport().height() + 120, shown.title


def test_refused_answer_stays_on_screen_and_is_saved_when_there_is_room(
    desk, page, monkeypatch, qtbot
):
    entry = begun(desk, "heating_visit")
    page.show_entry(entry)
    page._go(("/heating_visit/who", 0))
    page.unwritten.timer.setInterval(20)
    page.problem.connect(lambda _: None)

    def full(*_):
        raise KnownError("DISK-FULL", place="x")

    with monkeypatch.context() as world:
        world.setattr(desk[1], "append", full)
        page._answer(at("/heating_visit/who/result"), "met")
        page._tell()
        assert page.foot.saved.property("tone") == "bad"
        # What the answer brings is shown, and the page is not left with it unsaved.
        assert entry.relevant(at("/heating_visit/heat/t_living"))
        left = []
        page.left.connect(lambda: left.append(1))
        page._leave()
        assert not left
    qtbot.waitUntil(lambda: page.foot.saved.property("tone") == "")
    assert entry.unsaved == 0
    again = FormEntry.resume(*desk, entry.draft_id, clock=clock)
    assert again.value(at("/heating_visit/who/result")) == "met"


def test_refused_answer_of_a_form_left_is_still_saved(desk, page, monkeypatch, qtbot):
    first = begun(desk, "heating_visit")
    page.show_entry(first)
    page.unwritten.timer.setInterval(20)

    def full(*_):
        raise KnownError("DISK-FULL", place="x")

    with monkeypatch.context() as world:
        world.setattr(desk[1], "append", full)
        page._answer(at("/heating_visit/who/result"), "met")
    page.show_entry(begun(desk, "heating_visit"))
    qtbot.waitUntil(lambda: first.unsaved == 0)
    assert not page.unwritten.timer.isActive()


def test_a_page_that_is_not_seen_is_built_anew_when_it_is_seen_again(
    qtbot, desk, page, qapp
):
    page.show_entry(begun(desk, "heating_visit"))
    qtbot.wait(1)
    page.hide()
    before = page.body.widget()
    theme.put_on(qapp, theme.Look("dark"))
    qtbot.wait(1)
    # It may be about to go with its register: nothing is read for nobody.
    assert page.body.widget() is before
    page.show()
    qtbot.waitUntil(lambda: page.body.widget() is not before)
    assert page._worn == page._dress()
    theme.put_on(qapp, theme.Look("light"))
