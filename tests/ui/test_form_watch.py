"""What a form points out while it is filled, and the reason of an edit."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from forms.engine.definition.xlsform import compile_sheets
from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from ui.context import Start
from ui.pages import form_watch
from ui.pages.form_reason import ReasonDialog

pytestmark = pytest.mark.qt
H = "/household_reg"


def at(path):
    return NodeRef.parse(path)


def records(desk):
    return desk.workspace.records


def drafts(desk):
    return [one.draft for one in desk.workspace.journal.drafts()]


def a_home(desk):
    rows = records(desk).entities("household", {"grid_code": "XYQY03"}, limit=50)
    return next(one for one in rows if one.properties["house_use"] == "self")


def start(desk, form_id, subject=("", "")):
    desk.start(Start(form_id, *subject))
    return desk._form


def fill_door(page, home):
    known = home.properties
    page._answer(at(f"{H}/hdr/grid_code"), "XYQY03")
    page._answer(at(f"{H}/hdr/reg_mode"), "new")
    for name in ("building_no", "unit_no", "room_no"):
        page._answer(at(f"{H}/hh/{name}"), known[name])


def told(page):
    return page.notices.notices[0].text if page.notices.notices else ""


def test_a_known_door_is_pointed_out_at_once_and_taken(work_desk, qtbot):
    home = a_home(work_desk)
    page = start(work_desk, "household_reg")
    fill_door(page, home)
    page._answer(at(f"{H}/hh/floor_area"), "77")
    qtbot.waitUntil(lambda: home.label in told(page))
    assert page.notices.isVisible()
    assert "户" in told(page)
    page.notices.ways[0].click()
    assert page.entry.value(at(f"{H}/hh/hh_sel")) == home.id
    assert page.entry.value(at(f"{H}/hh/floor_area")) == "77"
    assert home.label in told(page)
    assert "已登记的" in told(page)
    page.notices.ways[0].click()
    qtbot.waitUntil(lambda: told(page) == "")


def test_a_notice_is_reached_and_answered_by_keys(work_desk, qtbot):
    home = a_home(work_desk)
    page = start(work_desk, "household_reg")
    fill_door(page, home)
    page._go((f"{H}/hh", 0))
    qtbot.waitUntil(lambda: home.label in told(page))
    page.body.focus_card(page.body.cards()[0])
    for way in reversed(page.notices.ways):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        assert way.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert page.entry.value(at(f"{H}/hh/hh_sel")) == home.id


def test_another_is_another_and_is_not_asked_again(work_desk, qtbot):
    home = a_home(work_desk)
    page = start(work_desk, "household_reg")
    fill_door(page, home)
    qtbot.waitUntil(lambda: home.label in told(page))
    page.notices.ways[1].click()
    assert home.label not in told(page)
    draft = page.entry.draft_id
    work_desk.go("today")
    work_desk.resume(draft)
    QTest.qWait(form_watch.IDLE_MS * 2)
    assert home.label not in told(work_desk._form)


def test_an_answer_does_not_wait_for_the_register(work_desk, qtbot, monkeypatch):
    home = a_home(work_desk)
    page = start(work_desk, "household_reg")
    fill_door(page, home)
    asked = []
    monkeypatch.setattr(form_watch, "find_alike", lambda *_: asked.append(1) or ())
    page._answer(at(f"{H}/hh/room_no"), "999")
    assert asked == []
    qtbot.waitUntil(lambda: asked == [1])
    page._answer(at(f"{H}/hh/floor_area"), "80")
    QTest.qWait(form_watch.IDLE_MS * 2)
    assert asked == [1], "what marks nobody is no reason to ask"


def finished(desk, home):
    """Finish a visit to the door, whatever its answers."""
    space = desk.workspace
    entry = FormEntry.start(
        space.records, space.journal, "heating_visit", clock=space.clock,
        subject=("household", home.id),
    )  # fmt: skip
    entry._session.validate = lambda: ()
    return entry.finalize().number


def test_a_door_visited_today_is_pointed_out_when_it_is_chosen_inside(work_desk, qtbot):
    home = a_home(work_desk)
    number = finished(work_desk, home)
    page = start(work_desk, "heating_visit")
    QTest.qWait(form_watch.IDLE_MS * 2)
    assert told(page) == ""
    page._answer(at("/heating_visit/who/hh"), home.id)
    qtbot.waitUntil(lambda: number in told(page))
    assert page.entry.violations(), "nothing is forbidden, nothing is filled either"


def test_a_door_visited_today_is_pointed_out_to_who_lives_there(work_desk, qtbot):
    rows = records(work_desk).entities("resident", {}, limit=200)
    person = next(one for one in rows if one.properties.get("hh_id"))
    home = records(work_desk).entity("household", person.properties["hh_id"])
    number = finished(work_desk, home)
    page = start(work_desk, "special_followup", ("resident", person.id))
    qtbot.waitUntil(lambda: number in told(page))


def test_a_second_draft_offers_the_first_one(work_desk, qtbot):
    home = a_home(work_desk)
    page = start(work_desk, "heating_visit", ("household", home.id))
    page._answer(at("/heating_visit/who/result"), "met")
    first = page.entry.draft_id
    work_desk.go("today")
    page = start(work_desk, "heating_visit", ("household", home.id))
    assert page.entry.draft_id != first
    qtbot.waitUntil(lambda: len(page.notices.ways) == 2)
    page.notices.ways[0].click()
    assert work_desk._form.entry.draft_id == first
    assert [draft.id for draft in drafts(work_desk)] == [first]


def test_a_visit_looked_at_and_left_is_no_draft(work_desk, qtbot):
    start(work_desk, "heating_visit", ("household", a_home(work_desk).id))
    assert len(drafts(work_desk)) == 1
    work_desk.go("today")
    assert drafts(work_desk) == []


AUDITED = """
| survey |
| | type | name | label | parameters |
| | audit | audit | | track-changes=true track-changes-reasons=on-form-edit |
| | begin_group | g | Group | |
| | text | one | One | |
| | text | two | Two | |
| | end_group | | | |
| settings |
| | form_id | version |
| | audited | 1 |
"""


def audited(desk, tmp_path):
    file = tmp_path / "audited.md"
    file.write_text(AUDITED, encoding="utf-8")
    records(desk).put_form(compile_sheets(file), "test")
    page = start(desk, "audited")
    page._answer(at("/data/g/one"), "1")
    page._go(("", 0))
    page._on()
    (row,) = records(desk).visits(limit=1)
    return row.record_id


def answer_dialog(text, seen):
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    seen.append(dialog.finish.isEnabled())
    if text is None:
        dialog.reject()
        return
    QTest.keyClicks(dialog.field, text)
    seen.append(dialog.finish.isEnabled())
    dialog.finish.click()


def test_the_reason_of_an_edit_is_asked_and_stands_in_the_log(
    work_desk, qtbot, tmp_path
):
    record = audited(work_desk, tmp_path)
    work_desk.edit(record)
    page = work_desk._form
    page._answer(at("/data/g/one"), "2")
    page._go(("", 0))
    seen = []
    QTimer.singleShot(50, page, lambda: answer_dialog(None, seen))
    page._on()
    assert page.filling is not None, "who goes back has not finished"
    QTimer.singleShot(50, page, lambda: answer_dialog("typed wrong", seen))
    page._on()
    assert seen == [False, False, True]
    revision = records(work_desk).visit(record).shown
    log = records(work_desk).blob(revision.attachments["audit.csv"]).decode()
    lines = log.splitlines()
    assert lines[0].endswith(",change-reason")
    assert any(line.startswith("change reason,") and "typed wrong" in line
               for line in lines)  # fmt: skip
    assert sum(line.startswith("group questions,/data/g,") for line in lines) == 2
