"""Pictures, sound and films of a form: kept with it, shown where they belong."""

import shutil

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from forms.engine.definition.check.features import of_kind
from forms.engine.definition.xlsform import compile_sheets
from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from ui import theme
from ui.controls.media import PlayButton
from ui.pages.form_page import FormPage
from ui.work import reading

pytestmark = pytest.mark.qt

FORM = """\
| survey | | | | | | | | |
| | type | name | label::zh_CN | label::en | media::image | media::audio | appearance | constraint |
| | begin group | g | 检查 | Check | | | | |
| | note | n | 看图 | Look | sign.png | | | |
| | select_one ext | kind | 哪种灭火器 | Which kind | panel.png | bell.mp3 | | |
| | select_multiple ext | seen | 看到哪些 | Which seen | | | no-buttons | |
| | text | shop | 店名 | Name | gone.png | | | |
| | decimal | t | 温度 | Heat | | | | . < 40 |
| | end group | | | | | | | |
| choices | | | | | | |
| | list_name | name | label::zh_CN | label::en | media::image | media::audio |
| | ext | dry | 干粉 | Powder | dry.png | |
| | ext | co2 | 二氧化碳 | CO2 | co2.png | bell.mp3 |
| settings | | | | |
| | form_title | form_id | version | default_language |
| | 灭火器 | ext_look | 1 | zh_CN |
"""  # noqa: E501 (a table is read by its columns)


def drawn(colour, width=600, height=400):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")
    return bytes(target.data().data())


@pytest.fixture
def written(tmp_path):
    """The form's file with its media beside it."""
    folder = tmp_path / "office"
    media = folder / "look-media"
    media.mkdir(parents=True)
    for name, colour in (
        ("sign.png", "#F2C230"), ("panel.png", "#3366AA"), ("dry.png", "#AA3333"),
        ("co2.png", "#333333"),
    ):  # fmt: skip
        (media / name).write_bytes(drawn(colour))
    (media / "bell.mp3").write_bytes(b"ID3 bell")
    (media / "spare.png").write_bytes(drawn("#FFFFFF", 10, 10))
    file = folder / "look.md"
    file.write_text(FORM, encoding="utf-8")
    return file


@pytest.fixture
def entry(written, work_desk):
    """The form put on the shelf by the page of forms, its folder gone, and begun."""
    work_desk.go("forms")
    page = work_desk.window.page
    page.look_at(written)
    assert page.check.put_button.isEnabled()
    page.check.put_button.click()
    shutil.rmtree(written.parent)
    space = work_desk.workspace
    return FormEntry.start(
        space.records, space.journal, "ext_look", clock=space.clock, language="zh_CN"
    )


@pytest.fixture
def page(qtbot, qapp, entry):
    theme.put_on(qapp, theme.Look("light"))
    made = FormPage()
    qtbot.addWidget(made)
    made.resize(1150, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_entry(entry)
    return made


def at(path):
    return NodeRef.parse(f"/data/g/{path}")


def pictures(widget):
    found = widget.findChildren(QLabel)
    return [one.pixmap() for one in found if not one.pixmap().isNull()]


def test_files_named_by_labels_and_those_of_its_folder_go_with_a_form(written):
    found = reading.label_files(compile_sheets(written), reading.media_folders(written))
    assert sorted(found) == [
        "bell.mp3", "co2.png", "dry.png", "panel.png", "sign.png", "spare.png",
    ]  # fmt: skip


def test_picture_of_a_label_is_shown_scaled(page):
    card = page.body.card(at("kind"))
    [shown] = pictures(card._strips["label"])
    size = shown.deviceIndependentSize()
    assert (round(size.width()), round(size.height())) == (330, 220)
    assert pictures(page.body.card(at("n"))._strips["label"])


def test_picture_that_is_not_here_is_said_in_its_place(page):
    strip = page.body.card(at("shop"))._strips["label"]
    assert [label.text() for label in strip.findChildren(QLabel)] == [
        strip.findChildren(QLabel)[0].text()
    ]
    assert strip.findChildren(QLabel)[0].text()


def test_sound_of_a_label_is_played_by_the_system_under_its_own_name(page):
    card = page.body.card(at("kind"))
    [button] = card._strips["label"].buttons()
    assert button in card.stops()
    asked = []
    button.open_url = lambda url: bool(asked.append(url)) or True
    button.click()
    with open(asked[0].toLocalFile(), "rb") as file:
        assert file.read() == b"ID3 bell"
    assert asked[0].toLocalFile().endswith("bell.mp3")


def test_choices_with_pictures_are_rows_with_them_and_keep_their_keys(page, entry):
    card = page.body.card(at("kind"))
    grid = card.control.grid
    assert grid.shape_ == "radio"
    assert all(not tile.picture.isNull() for tile in grid.tiles)
    assert all(tile.height() >= 88 for tile in grid.tiles)
    assert len(card.control.plays.held()) == 1
    page.body.focus_card(card)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert entry.value(at("kind")) == "co2"


def test_choices_without_buttons_have_no_mark_and_are_chosen_all_the_same(page, entry):
    card = page.body.card(at("seen"))
    assert not any(tile.marked for tile in card.control.grid.tiles)
    card.control.grid.tiles[0].click()
    card.control.grid.tiles[1].click()
    assert entry.value(at("seen")) == "dry co2"


def test_file_that_has_not_come_yet_is_told_when_it_is_asked_for(qtbot, qapp):
    theme.put_on(qapp, theme.Look("light"))
    button = PlayButton("video", "jr://video/x.mp4", lambda _: None)
    qtbot.addWidget(button)
    button.click()
    assert not button.isEnabled()


def test_changing_the_language_keeps_focus_text_and_place(page, entry, qtbot):
    card = page.body.card(at("shop"))
    page.body.focus_card(card)
    field = QApplication.focusWidget()
    QTest.keyClicks(field, "abcd")
    field.setCursorPosition(2)
    page.set_language("en")
    again = page.body.card(at("shop"))
    assert again.label.text() == "Name"
    assert QApplication.focusWidget() is again.control.field
    assert again.control.field.text() == "abcd"
    assert again.control.field.cursorPosition() == 2
    assert entry.value(at("shop")) == "abcd"
    page.set_language("zh_CN")
    assert page.body.card(at("shop")).label.text() == "店名"


def test_picture_column_of_a_form_is_told_to_be_shown():
    columns = of_kind("column")
    assert {columns[n].support for n in ("image", "big-image", "audio", "video")} == {
        "yes"
    }
