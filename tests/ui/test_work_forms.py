"""Forms brought in from files: checked, tried out, kept by version, never lost."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from tests.engine.test_check_bombs import REFUSED
from ui.parts.labels import Elided
from ui.queries import draft_text

pytestmark = pytest.mark.qt

FORM = """\
| survey | | | | |
| | type | name | label | required |
| | begin group | who | 商铺 | |
| | text | shop | 店名 | yes |
| | select_one_from_file streets.csv | street | 街巷 | |
| | end group | | | |
{more}
| settings | | |
| | form_title | form_id | version |
| | 沿街商铺检查 | shop_visit | {version} |
"""
BROKEN = FORM.replace("| text | shop |", "| txet | shop |")
STREETS = "name,label\ns1,共青团路\ns2,太白楼路\n"


@pytest.fixture
def write(tmp_path):
    """Write a version of the form and its list; return the file."""

    def do(version="1", more="", text=FORM, name="shop.md"):
        folder = tmp_path / "office"
        folder.mkdir(exist_ok=True)
        (folder / "streets.csv").write_text(STREETS, encoding="utf-8")
        file = folder / name
        file.write_text(text.format(version=version, more=more), encoding="utf-8")
        return file

    return do


@pytest.fixture
def page(work_desk):
    work_desk.go("forms")
    return work_desk.window.page


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def texts(widget):
    QApplication.processEvents()  # a layout shows what it was given a moment later
    return [one.text() for one in widget.findChildren(QLabel) if not one.isHidden()]


def put(page, file):
    page.look_at(file)
    assert page.check.put_button.isEnabled()
    page.check.put_button.click()


def test_a_broken_form_is_told_by_row_and_column_and_cannot_be_used(page, write):
    page.look_at(write(text=BROKEN))
    told = " ".join(texts(page.check))
    assert "survey" in told
    assert "第 3 行" in told
    assert "txet" in told
    assert not page.check.put_button.isEnabled()
    assert not page.check.try_button.isEnabled()


def test_a_file_that_is_no_form_is_a_finding(page, tmp_path):
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"no workbook")
    page.look_at(file)
    assert not page.check.put_button.isEnabled()
    assert page.check.told.property("tone") == "bad"


def test_findings_speak_the_language_of_the_window(open_desk, write):
    desk = open_desk(language="en")
    desk.go("forms")
    desk.window.page.look_at(write(text=BROKEN))
    assert "row 3" in " ".join(texts(desk.window.page.check))


def test_a_form_put_on_the_shelf_has_its_card(page, write, work_desk):
    put(page, write())
    assert page.stack.currentIndex() == 0
    assert "shop_visit" in page.cards
    assert "上架" in " ".join(texts(page.told))
    found = [
        f for f in work_desk.workspace.records.forms() if f.title == "沿街商铺检查"
    ]
    assert [(one.version, one.source) for one in found] == [("1", "shop.md")]


def test_a_list_beside_the_form_comes_along_as_a_list_of_the_register(
    page, write, work_desk
):
    put(page, write())
    rows = work_desk.workspace.records.entity_rows("streets")
    assert [row["label"] for row in rows.rows()] == ["共青团路", "太白楼路"]


def test_trying_out_keeps_nothing(page, write, work_desk):
    page.look_at(write())
    before = work_desk.workspace.records.version_map()
    page.check.try_button.click()
    form = work_desk.window.page
    assert work_desk.window.name == "form"
    assert "试填" in form.head.pill.accessibleName()
    assert "试填" in form.foot.saved.text()
    form.entry.answer(NodeRef.parse("/data/who/shop"), "小卖部")
    form.body.answered.emit(NodeRef.parse("/data/who/shop"), "百货店")
    assert form.entry.value(NodeRef.parse("/data/who/shop")) == "百货店"
    assert work_desk.workspace.journal.drafts() == []
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "什么也没有保存" in " ".join(texts(form.end))
    assert work_desk.workspace.records.version_map() == before


def test_a_trial_that_is_not_complete_is_told_so(page, write, work_desk):
    page.look_at(write())
    page.check.try_button.click()
    form = work_desk.window.page
    for _ in range(2):
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(form.end.jumps) == 1


def test_another_content_under_the_same_version_is_refused_in_words(page, write):
    put(page, write())
    more = "| | text | owner | 店主 | |"
    page.look_at(write(more=more))
    assert not page.check.put_button.isEnabled()
    assert "版本号" in " ".join(texts(page.check.told))


def test_the_very_same_form_is_told_and_not_kept_twice(page, write):
    put(page, write())
    page.look_at(write())
    assert not page.check.put_button.isEnabled()
    assert "已经上架" in " ".join(texts(page.check.told))


def test_an_older_version_is_told_not_to_be_used(page, write):
    put(page, write(version="2"))
    page.look_at(write(version="1"))
    assert page.check.put_button.isEnabled()
    assert page.check.told.property("tone") == "warn"


def test_an_old_visit_opens_with_its_own_version(page, write, work_desk):
    put(page, write())
    space = work_desk.workspace
    entry = FormEntry.start(
        space.records, space.journal, "shop_visit", clock=space.clock
    )
    entry.answer(NodeRef.parse("/data/who/shop"), "小卖部")
    record = entry.finalize().record_id
    put(page, write(version="2", more="| | text | owner | 店主 | |"))
    again = FormEntry.edit(space.records, space.journal, record, clock=space.clock)
    assert again.definition.version == "1"
    again.discard()
    fresh = FormEntry.start(
        space.records, space.journal, "shop_visit", clock=space.clock
    )
    assert fresh.definition.version == "2"
    fresh.discard()
    page.show_versions("shop_visit")
    told = " ".join(texts(page.versions))
    assert told.index("版本 2") < told.index("版本 1")
    assert "1 次走访" in told


def test_a_hidden_form_is_lost_to_nobody(page, write, work_desk):
    put(page, write())
    page.cards["shop_visit"].hide_asked.emit("shop_visit")
    assert "shop_visit" not in page.cards
    assert work_desk.workspace.records.form("shop_visit")
    assert "1" in page.away.text()
    page.away.click()
    assert "shop_visit" in page.cards
    page.cards["shop_visit"].hide_asked.emit("shop_visit")
    assert not page.away.isVisible()
    assert "shop_visit" in page.cards


def test_a_file_is_dropped_on_the_page(page, write):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write()))])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.dropEvent(event)
    assert page.stack.currentWidget() is page.check
    press(Qt.Key.Key_Escape)
    assert page.stack.currentIndex() == 0


def test_a_folder_of_sheets_and_an_xform_are_forms_too(page, work_desk, tmp_path):
    xml = tmp_path / "patrol.xml"
    xml.write_bytes(work_desk.workspace.records.form("fire_patrol"))
    page.look_at(xml)
    assert "已经上架" in " ".join(texts(page.check.told))


def test_what_goes_along_with_a_form_is_said_before_it_is_kept(page, write, tmp_path):
    file = write()
    (tmp_path / "office" / "shop-media").mkdir()
    (tmp_path / "office" / "shop-media" / "sign.png").write_bytes(b"png")
    page.look_at(file)
    (told,) = [text for text in texts(page.check) if "sign.png" in text]
    assert "streets" in told


def test_the_keys_stay_on_the_page_whatever_is_shown(page, write, work_desk):
    put(page, write())
    assert QApplication.focusWidget() is page.cards["shop_visit"]
    page.show_versions("shop_visit")
    assert QApplication.focusWidget() is page.versions.back_button
    page.versions.back_button.click()
    assert QApplication.focusWidget() is page.come


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_a_bomb_ends_in_a_sentence_on_the_page(make, page, tmp_path):
    folder = tmp_path / "bomb"
    folder.mkdir()
    page.look_at(make(folder))
    told = [text for text in texts(page.check) if len(text) > 10]
    assert told
    assert page.check.told.property("tone") == "bad"
    assert not page.check.put_button.isEnabled()
    assert not page.check.try_button.isEnabled()


def test_version_ten_comes_after_version_nine(page, write, work_desk):
    put(page, write(version="9"))
    page.look_at(write(version="10", more="| | text | owner | 店主 | |"))
    assert page.check.told.property("tone") != "warn"
    page.check.put_button.click()
    records = work_desk.workspace.records
    assert b'version="10"' in records.form("shop_visit")
    versions = [f.version for f in records.forms() if f.form_id == "shop_visit"]
    assert versions == ["10", "9"]
    assert b'version="9"' in records.form("shop_visit", "9")


def test_an_own_form_has_its_name_wherever_its_visits_are(page, write, work_desk):
    work_desk.go("visits")
    work_desk.go("forms")
    put(page, write())
    space = work_desk.workspace
    for finished in (True, False):
        entry = FormEntry.start(
            space.records, space.journal, "shop_visit", clock=space.clock
        )
        entry.answer(NodeRef.parse("/data/who/shop"), "小卖部")
        if finished:
            assert entry.finalize().violations == ()
    work_desk.go("visits")
    visits = work_desk.window.page
    assert visits.list.rows.row(0).title == "沿街商铺检查"
    assert "沿街商铺检查" in [one.text() for one in visits.panel.findChildren(Elided)]
    (draft,) = space.journal.drafts()
    assert draft_text(draft, space)[0].startswith("沿街商铺检查")
    at = visits.kinds.findText("沿街商铺检查")
    assert at > 0
    visits.kinds.setCurrentIndex(at)
    visits.kinds.activated.emit(at)
    assert visits.list.rows.rowCount() == 1
    visits.kinds.setCurrentIndex(1)
    visits.kinds.activated.emit(1)
    assert visits.list.rows.rowCount() == 0
    work_desk.go("custody")
    assert work_desk.window.page.list.rows.row(0).title == "沿街商铺检查"
