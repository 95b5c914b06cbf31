"""Appearances and parameters beyond the common ones: what each does on the page."""

import io
from itertools import islice

import pytest
import segno
from lxml import etree
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit

from forms.engine.instance.view import Choice, Label, NodeState, Question
from forms.engine.refs import NodeRef
from ui import theme
from ui.controls import svg
from ui.controls.address import web_address
from ui.controls.card import QuestionCard
from ui.controls.media import PlayButton
from ui.controls.player import Player
from ui.controls.ticks import marked_places
from ui.controls.typed import grouped

pytestmark = pytest.mark.qt

KEY = Qt.Key
REF = NodeRef.parse("/form/q")
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200">
<rect x="1" y="1" width="398" height="198" fill="#eef"/>
<g transform="translate(100,20) rotate(10)" fill="#8c8">
<rect id="kitchen" width="80" height="60"/></g>
<g id="bath" transform="scale(2) translate(100,20)"><circle cx="40" cy="30" r="25"/></g>
<path id="hall" d="M20 120 h100 v60 h-100 z" fill="none" stroke="#000"/></svg>"""


class Few(tuple):
    """Choices that are all there."""

    def find(self, text, limit):
        return list(islice((one for one in self if text in one.label), limit))

    def get(self, value):
        return next((one for one in self if one.value == value), None)


ROOMS = Few(
    Choice(*pair)
    for pair in (("kitchen", "厨房"), ("bath", "卫生间"), ("hall", "客厅"))
)
PLACES = Few(
    Choice(f"f{n}", f"消火栓{n}", {"geometry": geometry})
    for n, geometry in enumerate(
        (
            "35.4140 116.5870 0 0",
            "35.4140 116.5890 0 0",
            "35.4160 116.5870 0 0; 35.4160 116.5880 0 0; 35.4165 116.5880 0 0;"
            " 35.4160 116.5870 0 0",
        )
    )
)


def png(colour="#AA3333", width=300, height=200):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")
    return bytes(target.data().data())


FILES = {
    "jr://images/plan.svg": SVG,
    "jr://images/dry.png": png(),
    "jr://images/co2.png": png("#333333"),
    "jr://audio/bell.mp3": b"ID3",
}


def state(value="", choices=None, label=None, **more):
    label = label or Label("问题")
    return NodeState(
        value,
        True,
        more.get("readonly", False),
        False,
        None,
        label,
        Label(""),
        choices,
    )


@pytest.fixture
def show(qtbot, qapp):
    """Return a function that shows a question; it answers with card and answers."""
    theme.put_on(qapp, theme.Look("light"))

    def shown(kind, type_="string", words="", at=None, **given):
        given = {name.replace("_", "-"): value for name, value in given.items()}
        asked = Question(REF, kind, type_, tuple(words.split()), "", given)
        card = QuestionCard(asked, at or state(), strict=False, media=FILES.get)
        qtbot.addWidget(card)
        card.resize(900, 420)
        card.show()
        card.activateWindow()
        qtbot.waitUntil(card.isActiveWindow)
        told = []
        card.answered.connect(told.append)
        for stop in card.stops()[:1]:
            stop.setFocus()
        return card, told

    return shown


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


# What is typed.


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("12", "12"),
        ("1234", "1,234"),
        ("-1234567.50", "-1,234,567.50"),
        ("007", "007"),
        ("12x", "12x"),
    ],
)
def test_thousands_are_parted(text, shown):
    assert grouped(text) == shown


@pytest.mark.parametrize("type_", ["int", "decimal"])
def test_separators_are_shown_while_typing_and_never_kept(show, type_, qtbot):
    card, told = show("input", type_, "thousands-sep")
    QTest.keyClicks(QApplication.focusWidget(), "1234567")
    assert card.control.field.text() == "1,234,567"
    card.control.flush()
    assert told == ["1234567"]
    card.control.field.setCursorPosition(1)
    QTest.keyClicks(card.control.field, "9")
    assert card.control.field.text() == "19,234,567"
    assert card.control.field.cursorPosition() == 2
    card.control.flush()
    assert told[-1] == "19234567"


def test_masked_text_is_dots_until_the_eye_is_pressed(show):
    card, _ = show("input", "string", "masked", state("secret"))
    mode = QLineEdit.EchoMode
    assert card.control.field.echoMode() == mode.Password
    eye = card.control.eye
    assert card.stops() == [card.control.field, eye]
    QTest.keyClick(eye, KEY.Key_Space)
    assert card.control.field.echoMode() == mode.Normal
    QTest.keyClick(eye, KEY.Key_Space)
    assert card.control.field.echoMode() == mode.Password


@pytest.mark.parametrize("type_", ["string", "barcode"])
def test_hidden_answer_is_never_shown(show, type_):
    card, _ = show("input", type_, "hidden-answer", state("6901234567892"))
    assert card.control.field.echoMode() == QLineEdit.EchoMode.Password
    assert card.control.eye is None


def test_rows_give_a_field_its_height(show):
    low, _ = show("input", "string", "multiline", rows="2")
    high, _ = show("input", "string", "multiline", rows="6")
    usual, _ = show("input", "string", "multiline")
    heights = [one.control.area.height() for one in (low, usual, high)]
    assert heights == sorted(set(heights))
    vast, _ = show("input", "string", "multiline", rows="400")
    assert vast.control.area.height() < 400


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("https://www.jining.gov.cn/a?b=1", True),
        ("http://example.org", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://bank.example@evil.example/", False),
        ("not an address", False),
    ],
)
def test_only_addresses_of_the_web_can_be_opened(text, opens):
    assert (web_address(text) is not None) == opens


def test_address_is_shown_whole_before_it_is_opened(show, qtbot):
    card, told = show("input", "string", "url", state("https://example.org/北京"))
    asked = []
    card.control.open_url = asked.append
    card.control.go.setFocus()
    press(KEY.Key_Space)
    dialog = card.control.findChild(QDialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "https://example.org/%E5%8C%97%E4%BA%AC" in texts
    assert asked == []
    dialog.accept()
    assert asked == [QUrl("https://example.org/北京")]
    assert told == []


def test_note_with_an_address_asks_nothing_and_opens_it(show):
    card, _ = show("note", "string", "url", state("https://example.org"))
    assert not card.takes_answer
    assert card.stops() == [card.control.go]
    assert card.control.field.isReadOnly()


@pytest.mark.parametrize("type_", ["geopoint", "geotrace", "geoshape"])
def test_hidden_input_leaves_the_grid_to_pick_on(show, type_):
    card, told = show("input", type_, "hide-input")
    ground = card.control.picker.ground
    assert ground.isVisible()
    assert card.stops()[0] is ground
    assert not any(field.isVisible() for field in card.findChildren(QLineEdit))
    assert QApplication.focusWidget() is ground
    press(KEY.Key_Return)
    assert told
    assert told[0].split()[2:4] == ["0", "0"]


# Choices.


PICTURED = Few(
    (
        Choice("dry", "干粉", {}, {"image": "jr://images/dry.png"}),
        Choice("co2", "二氧化碳", {}, {"image": "jr://images/co2.png"}),
    )
)


def test_compact_shows_pictures_over_labels_side_by_side(show):
    card, told = show("select1", "string", "compact", state("", PICTURED))
    one, two = card.control.grid.tiles
    assert one.y() == two.y()
    assert one.stacked
    assert one.height() > 100
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_2)
    assert told == ["co2"]


def test_quickcompact_goes_on_by_itself(show):
    card, _ = show("select1", "string", "quickcompact", state("", PICTURED))
    gone = []
    card.entered.connect(lambda: gone.append(1))
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_1)
    assert gone == [1]


def test_compact_without_pictures_is_a_row_without_marks(show):
    card, told = show("select", "string", "compact", state("", ROOMS))
    assert not any(tile.stacked or tile.marked for tile in card.control.grid.tiles)
    card.control.grid.tiles[1].click()
    assert told == ["bath"]


def test_minimal_select_multiple_is_one_line_until_it_is_opened(show):
    card, told = show("select", "string", "minimal", state("bath", ROOMS))
    fold = card.control.fold
    assert QApplication.focusWidget() is fold
    assert fold.text() == "卫生间"
    assert not card.control.grid.isVisible()
    press(KEY.Key_Space)
    assert card.control.grid.isVisible()
    press(KEY.Key_1)
    assert told == ["kitchen bath"]
    press(KEY.Key_Escape)
    assert QApplication.focusWidget() is fold
    assert not card.control.grid.isVisible()
    press(KEY.Key_Delete)
    assert told[-1] == ""


def test_searched_choices_show_their_pictures_and_the_sound_of_the_one_chosen(show):
    many = Few(
        Choice(f"c{n}", f"种类{n}", {}, {"image": "jr://images/dry.png"})
        for n in range(39)
    )
    bell = Choice("bell", "铃", {}, {"audio": "jr://audio/bell.mp3"})
    card, _ = show("select1", "string", "", state("", Few((*many, bell))))
    card.control.field.search()
    found = card.control.field.found
    assert found._row.pictured
    found.grab()
    shown = found._row._drawn
    assert any(not drawn.isNull() for drawn in shown.values())
    card.show_state(state("bell", Few((*many, bell))))
    [play] = card.control.plays.held()
    assert isinstance(play, PlayButton)
    assert play in card.stops()
    card.show_state(state("c3", Few((*many, bell))))
    assert not card.control.picture.pixmap().isNull()
    assert card.control.plays.held() == []


PLAN = Label("哪个房间", {"image": "jr://images/plan.svg"})


def test_areas_of_a_drawing_are_picked_by_the_mouse(show):
    card, told = show("select1", "string", "image-map", state("", ROOMS, PLAN))
    areas = card.control.areas
    scale = areas.width() / 400
    for at, value in (
        ((140, 55), "kitchen"),
        ((280, 100), "bath"),
        ((60, 150), "hall"),
    ):
        spot = QPoint(int(at[0] * scale), int(at[1] * scale))
        QTest.mouseClick(areas, Qt.MouseButton.LeftButton, pos=spot)
        assert told[-1] == value
    QTest.mouseClick(areas, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert len(told) == 3


def test_areas_of_a_drawing_are_walked_by_the_keyboard(show):
    card, told = show("select", "string", "image-map", state("hall", ROOMS, PLAN))
    assert QApplication.focusWidget() is card.control.areas
    press(KEY.Key_Right)
    press(KEY.Key_Space)
    assert told == ["kitchen hall"]
    assert card.control.areas.accessibleDescription() == "厨房"
    press(KEY.Key_2)
    assert told[-1] == "bath hall"
    press(KEY.Key_Delete)
    assert told[-1] == ""


def test_picture_of_an_image_map_stands_on_the_page_once(show):
    card, _ = show("select1", "string", "image-map", state("", ROOMS, PLAN))
    assert "label" not in card._strips or card._strips["label"].isHidden()
    assert card.control.told.isHidden()
    assert card.control.grid.isHidden()


def test_choices_that_a_drawing_lacks_stand_below_it(show):
    more = Few((*ROOMS, Choice("yard", "院子")))
    card, told = show("select1", "string", "image-map", state("", more, PLAN))
    assert card.control.grid.isVisible()
    card.control.grid.tiles[3].click()
    assert told == ["yard"]


def test_picture_that_is_no_drawing_leaves_rows_and_says_so(show):
    label = Label("哪个", {"image": "jr://images/dry.png"})
    card, told = show("select1", "string", "image-map", state("", ROOMS, label))
    assert card.control.told.isVisible()
    assert "picture" in card.control.told.text()
    press(KEY.Key_1)
    assert told == ["kitchen"]


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="file:///etc/hostname" width="9" height="9"/>',
        '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="/a.png"/>',
        "<script>alert(1)</script>",
        '<use href="http://example.org/a.svg#x"/>',
        "<foreignObject><p/></foreignObject>",
    ],
)
def test_drawing_reaches_nothing_outside_itself(inside):
    made = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}<rect id="a"/></svg>'
    left = svg.cleaned(made.encode())
    assert b"rect" in left
    for word in (b"image", b"script", b"use", b"foreign", b"hostname"):
        assert word not in left


def test_drawing_that_would_unroll_is_refused_or_cut():
    uses = "".join(
        f'<g id="g{n}"><use href="#g{n - 1}"/><use href="#g{n - 1}"/></g>'
        for n in range(1, 40)
    )
    made = f'<svg xmlns="http://www.w3.org/2000/svg"><rect id="g0"/>{uses}</svg>'
    left = etree.fromstring(svg.cleaned(made.encode()))
    for use in left.iter("{*}use"):
        [used] = left.xpath(f"//*[@id='{use.get('href')[1:]}']")
        assert next(used.iter("{*}use"), None) is None
    bomb = (
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>'
    )
    assert b"aaaa" not in svg.cleaned(bomb)


def test_places_are_picked_on_the_grid(show):
    card, told = show("select1", "string", "map", state("", PLACES))
    atlas = card.control.atlas
    assert [one.value for one in atlas.features] == ["f0", "f1", "f2"]
    assert atlas.features[2].area
    spot = atlas._spot((35.4140, 116.5890)).toPoint()
    QTest.mouseClick(atlas, Qt.MouseButton.LeftButton, pos=spot)
    assert told == ["f1"]


def test_places_are_walked_by_the_arrows(show):
    card, told = show("select", "string", "map", state("f0", PLACES))
    assert QApplication.focusWidget() is card.control.atlas
    press(KEY.Key_Right)
    press(KEY.Key_Space)
    assert told == ["f0 f1"]
    assert card.control.atlas.accessibleDescription() == "消火栓1"
    card.control.atlas.grab()


def test_map_of_a_list_without_places_is_a_search_and_says_so(show):
    card, _ = show("select1", "string", "map", state("", ROOMS))
    assert card.control.atlas.isHidden()
    assert "list" in card.control.told.text()
    assert card.stops()[0] is card.control.list.field


# Ranges.


WORDS = Few((Choice("0", "不好"), Choice("5", "一般"), Choice("10", "很好")))


def test_marks_stand_at_each_interval():
    values = [str(n) for n in range(11)]
    assert marked_places(values, "5") == [0, 5, 10]
    assert marked_places(values, "") == list(range(11))
    assert marked_places(["1.0", "1.5", "2.0"], "1") == [0, 2]
    assert marked_places(values, "x") == list(range(11))


def test_words_stand_along_a_range_and_beside_its_answer(show):
    card, told = show(
        "range", "int", "", state("5", WORDS), start="0", end="10", step="1",
        tick_interval="5",
    )  # fmt: skip
    control = card.control
    assert control.ticks.words == {0: "不好", 5: "一般", 10: "很好"}
    assert control.ticks.places == [0, 5, 10]
    assert "一般" in control._figure.text()
    press(KEY.Key_Right)
    assert told == ["6"]


def test_handle_rests_at_the_placeholder_and_answers_nothing_by_itself(show):
    card, told = show(
        "range", "int", "", state("", None), start="0", end="10", step="1",
        placeholder="4",
    )  # fmt: skip
    assert card.control.rail.value() == 4
    assert told == []
    press(KEY.Key_Space)
    assert told == ["4"]


def test_arrow_goes_on_from_the_placeholder(show):
    _, told = show(
        "range", "decimal", "", state(), start="0", end="1", step="0.1",
        placeholder="0.5",
    )  # fmt: skip
    press(KEY.Key_Right)
    assert told == ["0.6"]


def test_no_ticks_draws_no_marks(show):
    card, _ = show("range", "int", "no-ticks", state(), start="0", end="40", step="1")
    assert card.control.ticks.places == []


# Codes.


def code(text="XYQY03-消-001", turn=0):
    data = io.BytesIO()
    segno.make(text).save(data, kind="png", scale=6)
    drawn = QImage.fromData(data.getvalue())
    made = QImage(1000, 701, QImage.Format.Format_RGB32)
    made.fill(QColor("#AAAA99"))
    painter = QPainter(made)
    painter.rotate(turn)
    painter.drawImage(300, 60, drawn)
    painter.end()
    return made


def test_code_is_read_from_a_photo(show, tmp_path):
    card, told = show("input", "barcode")
    file = tmp_path / "code.png"
    code(turn=12).save(str(file))
    card.control.load(file)
    assert told == ["XYQY03-消-001"]
    assert card.control.field.text() == "XYQY03-消-001"


def test_code_is_read_from_what_is_pasted(show):
    _, told = show("input", "barcode")
    data = QMimeData()
    data.setImageData(code("6901234567892"))
    QGuiApplication.clipboard().setMimeData(data)
    press(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told == ["6901234567892"]


def test_photo_without_a_code_is_told(show):
    card, told = show("input", "barcode")
    blank = QImage(400, 300, QImage.Format.Format_RGB32)
    blank.fill(QColor("#888888"))
    card.control.read(blank)
    assert told == []
    assert card.told.isVisible()


# Sound.


def test_sound_that_begins_by_itself_begins_once_when_one_comes_to_it(
    show, qtbot, monkeypatch
):
    begun = []
    monkeypatch.setattr(Player, "play", lambda self, data: bool(begun.append(data)))
    label = Label("听", {"audio": "jr://audio/bell.mp3"})
    card, _ = show("input", "string", "", state("", None, label), autoplay="audio")
    assert begun == [b"ID3"]
    card.control.field.clearFocus()
    card.control.field.setFocus()
    assert begun == [b"ID3"]
