"""Appearances: tables of choices, stars, lists of numbers, photos drawn on."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from forms.engine.definition.xlsform import compile_sheets
from forms.engine.instance.view import Choice, Label, NodeState, Question
from forms.engine.refs import NodeRef
from forms.entry import TrialEntry
from forms.entry.loose import LooseHost
from tests.ui.conftest import ticking
from ui import theme
from ui.controls import make
from ui.controls.card import QuestionCard
from ui.pages.form_page import FormPage

pytestmark = pytest.mark.qt
KEY = Qt.Key
REF = NodeRef.parse("/f/q")


class Few(tuple):
    """Choices that are all there."""

    def find(self, text, limit):
        return [choice for choice in self if text in choice.label][:limit]

    def get(self, value):
        return next((choice for choice in self if choice.value == value), None)


THREE = Few(Choice(str(n), word) for n, word in enumerate(("好", "一般", "差")))


def state(value="", choices=None, **more):
    readonly = more.get("readonly", False)
    return NodeState(
        value, True, readonly, False, None, Label("问题"), Label(""), choices
    )


@pytest.fixture
def show(qtbot, qapp):
    """Return a function that shows a question; gives its card and its answers."""
    theme.put_on(qapp, theme.Look("light"))

    def shown(kind, type_="string", appearance=(), at=None, mediatype="", **more):
        asked = Question(REF, kind, type_, tuple(appearance), mediatype, more)
        card = QuestionCard(asked, at or state(), strict=False)
        qtbot.addWidget(card)
        card.resize(900, 300)
        card.show()
        told = []
        card.answered.connect(told.append)
        return card, told

    return shown


# Tables of choices.


def test_head_of_a_table_stands_over_the_columns_of_its_rows(show):
    head, told = show("select1", "string", ["label"], state("", THREE))
    row, _ = show("select1", "string", ["list-nolabel"], state("", THREE))
    assert head.control.heads.labels == ["好", "一般", "差"]
    assert head.stops() == []
    assert not head.takes_answer
    tiles = row.control.grid.tiles
    assert not any(tile.worded for tile in tiles)
    assert [tile.accessibleName() for tile in tiles] == ["好", "一般", "差"]
    assert len({tile.y() for tile in tiles}) == 1
    assert len({tile.width() for tile in tiles}) == 1
    assert told == []


def test_row_of_a_table_is_answered_by_digit(show):
    row, told = show("select1", "string", ["list-nolabel"], state("", THREE))
    row.stops()[0].setFocus()
    QTest.keyClick(row.stops()[0], KEY.Key_3)
    assert told == ["2"]


def test_fixed_columns_are_kept(show):
    card, _ = show("select", "string", ["columns-2"], state("", THREE))
    tops = [tile.y() for tile in card.control.grid.tiles]
    assert tops[0] == tops[1] != tops[2]


def test_quick_goes_on_at_once(show):
    card, told = show("select1", "string", ["quick"], state("", THREE))
    gone = []
    card.entered.connect(lambda: gone.append(1))
    card.control.grid.tiles[1].click()
    assert (told, gone) == (["1"], [1])


@pytest.mark.parametrize(
    ("kind", "type_", "appearance", "word"),
    [
        ("select1", "string", "image-map", "picture"),
        ("select1", "string", "map", "place"),
        ("input", "date", "ethiopian", "Gregorian"),
        ("input", "decimal", "bearing", "compass"),
        ("input", "string", "ex:org.example.scan(a='b')", "program"),
    ],
)
def test_what_a_laptop_lacks_is_told_under_the_label(
    show, kind, type_, appearance, word
):
    choices = THREE if kind == "select1" else None
    card, _ = show(kind, type_, appearance.split(), state("", choices))
    assert any(word in label.text() for label in card.findChildren(QLabel))
    assert card.takes_answer


def test_printer_is_a_text_that_can_be_left(show):
    card, _ = show("input", "string", ["printer:org.example"])
    assert make.name_for(card.question, card.state) == "text"


# Ranges.


def test_stars_by_digits_arrows_and_mouse(show):
    card, told = show("range", "int", ["rating"], start="1", end="5", step="1")
    sky = card.control.sky
    QTest.keyClick(sky, KEY.Key_3)
    card.show_state(state("3"))
    QTest.keyClick(sky, KEY.Key_Right)
    card.show_state(state("4"))
    QTest.mouseClick(sky, Qt.MouseButton.LeftButton, pos=QPoint(10, 20))
    QTest.keyClick(sky, KEY.Key_Delete)
    assert told == ["3", "4", "1", ""]
    assert card.control.figure.text() == "4 / 5"
    card.show_state(state("", readonly=True))
    QTest.keyClick(sky, KEY.Key_2)
    assert len(told) == 4


def test_numbers_of_a_picker_are_found_by_digit(show):
    card, told = show("range", "int", ["picker"], start="0", end="30", step="5")
    QTest.keyClick(card.control.box, KEY.Key_2)
    QTest.keyClick(card.control.box, KEY.Key_2)
    assert told == ["20", "25"]
    card.show_state(state("30"))
    assert card.control.box.currentText() == "30"


def test_vertical_range_stands_upright(show):
    card, told = show("range", "int", ["vertical"], start="0", end="4", step="1")
    rail = card.control.rail
    assert rail.orientation() == Qt.Orientation.Vertical
    QTest.keyClick(rail, KEY.Key_Up)
    assert told == ["1"]


# Drawing.


def picture(width=300, height=200):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#88AACC"))
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")
    return image, bytes(target.data().data())


def test_photo_is_drawn_on_and_cleared_in_two_steps(show):
    card, told = show("upload", "binary", ["annotate"], mediatype="image/*")
    files = []
    card.attached.connect(lambda data, suffix: files.append((data, suffix)))
    dropped = QMimeData()
    dropped.setImageData(picture()[0])
    card.control.take(dropped)
    card.show_state(state("a.jpg"))
    pad = card.control.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    QTest.mouseMove(pad, QPoint(300, 160))
    QTest.mouseMove(pad, QPoint(340, 180))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(340, 180))
    card.control.flush()
    assert [suffix for _, suffix in files] == [".jpg", ".jpg"]
    drawn = QImage.fromData(files[1][0])
    red = sum(
        drawn.pixelColor(x, y).red() > 180 and drawn.pixelColor(x, y).blue() < 90
        for x in range(0, drawn.width(), 2)
        for y in range(0, drawn.height(), 2)
    )
    assert red > 20
    card.control._erase()
    assert pad.blank
    assert not pad.ground.isNull()
    assert told == []
    card.control._erase()
    assert told == [""]
    card.show_state(state(""))
    assert pad.ground.isNull()


def test_a_signature_left_blank_says_that_the_sheet_is_signed(show):
    card, told = show("upload", "binary", ["signature"], mediatype="image/*")
    assert "sheet" in card.control.told.text()
    assert told == []


# Messages, and forms of any size.


def trial(text, tmp_path, language="zh_CN"):
    file = tmp_path / "form.md"
    file.write_text(text, encoding="utf-8")
    host = LooseHost((tmp_path,), None, ticking(), "w02")
    return TrialEntry(compile_sheets(file), host, language)


@pytest.fixture
def page(qtbot, qapp):
    theme.put_on(qapp, theme.Look("light"))
    made = FormPage()
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    return made


MESSAGES = """\
| survey | | | | | | | | | |
| | type | name | label::zh_CN | label::en | required | required_message::zh_CN | required_message::en | constraint | constraint_message::zh_CN | constraint_message::en |
| | begin group | g | 组 | Group | | | | | | |
| | text | who | 谁 | Who | | | | | | |
| | integer | n | 几人 | How many | yes | ${who} 家有几人？ | How many live with ${who}? | . < 20 | ${who} 家没有这么多人 | ${who} has not so many |
| | end group | | | | | | | | | |
| settings | | | |
| | form_title | form_id | default_language |
| | 信 | messages | zh_CN |
"""  # noqa: E501 (a table is read by its columns)


def test_messages_speak_the_language_and_name_what_was_answered(page, tmp_path):
    entry = trial(MESSAGES, tmp_path)
    page.show_entry(entry)
    page.body.be_strict()
    who, n = NodeRef.parse("/data/g/who"), NodeRef.parse("/data/g/n")
    page._answer(who, "老王")
    words = page.body.card(n).told
    assert words.findChildren(QLabel)[1].text() == "老王 家有几人？"
    page._answer(n, "30")
    assert words.findChildren(QLabel)[1].text() == "老王 家没有这么多人"
    page.set_language("en")
    told = page.body.card(n).told.findChildren(QLabel)[1]
    assert told.text() == "老王 has not so many"


def test_a_page_of_a_form_of_1000_questions_makes_what_is_seen(page, tmp_path):
    lines = [f"| | integer | q{n} | 第 {n} 题 |" for n in range(1000)]
    text = "\n".join(
        ["| survey | | | |", "| | type | name | label |", *lines,
         "| settings | | |", "| | form_title | form_id |", "| | 千题 | big |"]
    )  # fmt: skip
    page.show_entry(trial(text, tmp_path))
    for _ in range(3):
        assert 4 < len(page.body.laid.cards_made()) < 20
        page._go(page._walk.beside(1))


def test_form_of_50000_choices_opens_and_finds_as_it_is_typed(page, tmp_path):
    rows = "\n".join(f"h{n},{n // 60}号楼{n % 60}室 住户{n}" for n in range(50_000))
    (tmp_path / "homes.csv").write_text(f"name,label\n{rows}\n", encoding="utf-8")
    text = (
        "| survey | | | |\n| | type | name | label |\n"
        "| | select_one_from_file homes.csv | home | 哪一户 |\n"
        "| settings | | |\n| | form_title | form_id |\n| | 选户 | many |\n"
    )
    entry = trial(text, tmp_path)
    page.show_entry(entry)
    field = page.body.cards()[0].control.field
    found = field.found._model
    field.search()
    assert 8 <= found.rowCount() <= 100
    field.setText("49999")
    field.search()
    assert found.rowCount() == 1


TABLE = """\
| survey | | | | |
| | type | name | label | appearance |
| | begin group | g | 打分 | table-list |
| | select_one mark | a | 楼道整洁 | |
| | select_one mark | b | 消防通道 | |
| | end group | | | |
| choices | | | |
| | list_name | name | label |
| | mark | 1 | 好 |
| | mark | 2 | 差 |
| settings | | |
| | form_title | form_id |
| | 表 | marks |
"""


def test_table_list_is_a_table_whose_head_is_not_asked(page, tmp_path):
    page.show_entry(trial(TABLE, tmp_path))
    assert page.page_head.title.text() == "打分"
    assert page.page_head.count.text() == "0/2"
    note, head, *rows = page.body.cards()
    assert note.is_note
    assert not head.control.asks
    assert [row.number for row in rows] == ["1", "2"]
    assert [row.control.grid.even for row in rows] == [True, True]
