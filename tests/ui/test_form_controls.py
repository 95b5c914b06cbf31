"""Each control by itself: what it shows, what it tells, which keys it takes."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from forms.engine.instance.view import Choice, Label, NodeState, Question
from forms.engine.refs import NodeRef
from ui import theme
from ui.controls import make, photo
from ui.controls.card import QuestionCard
from ui.controls.found import details

pytestmark = pytest.mark.qt

KEY = Qt.Key
REF = NodeRef.parse("/form/q")


class Few(tuple):
    """Choices that are all there."""

    def find(self, text, limit):
        return [choice for choice in self if text in choice.label][:limit]

    def get(self, value):
        return next((choice for choice in self if choice.value == value), None)


class Many:
    """100,000 choices that break the test when somebody goes through them."""

    def __len__(self):
        return 100_000

    def __iter__(self):
        raise AssertionError("the whole list was built")

    def find(self, text, limit):
        assert limit <= 51
        rows = range(7, 100_000, 1000) if text else range(100)
        return [self._row(n) for n in rows][:limit]

    def get(self, value):
        return self._row(int(value[1:])) if value else None

    def _row(self, n):
        return Choice(f"h{n}", f"住户{n}", {"addr_short": f"{n}号楼", "phone": "138"})


def few(*pairs):
    return Few(Choice(*pair.split("=", 1)) for pair in pairs)


YES_NO = few("1=是", "0=否")
CHECK = few("ok=正常", "bad=异常", "na=不涉及")


def state(value="", choices=None, **more):
    plain = NodeState(
        value, True, False, False, None, Label("问题"), Label(""), choices
    )
    return replace(plain, **more)


class Told:
    """What a card told, in order."""

    def __init__(self, card):
        self.answers, self.files, self.entered = [], [], 0
        card.answered.connect(self.answers.append)
        card.attached.connect(lambda data, suffix: self.files.append((data, suffix)))
        card.entered.connect(self._enter)

    def _enter(self):
        self.entered += 1


@pytest.fixture
def show(qtbot, qapp):
    """Return a function that shows a question and gives its card and what it told."""
    theme.put_on(qapp, theme.Look("light"))

    def shown(kind, type_="string", appearance=(), *, at=None, mediatype="", **more):
        asked = Question(REF, kind, type_, tuple(appearance), mediatype, more)
        card = QuestionCard(asked, at or state(), strict=False)
        qtbot.addWidget(card)
        card.resize(900, 300)
        card.show()
        card.activateWindow()
        qtbot.waitUntil(card.isActiveWindow)
        for stop in card.stops()[:1]:
            stop.setFocus()
        return card, Told(card)

    return shown


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def type_(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


# The table.


def test_every_row_of_the_table_names_a_widget_and_every_widget_has_a_row():
    named = {row["widget"] for row in make.table()}
    assert named == set(make.WIDGETS)


@pytest.mark.parametrize(
    ("question", "choices", "name"),
    [
        (Question(REF, "select1", "string"), 3, "choose_one"),
        (Question(REF, "select1", "string"), 400, "finder"),
        (Question(REF, "select1", "string", ("minimal",)), 5, "dropdown"),
        (Question(REF, "select1", "string", ("minimal",)), 400, "finder"),
        (Question(REF, "select1", "string", ("autocomplete",)), 5, "finder"),
        (Question(REF, "select", "string"), 400, "finder_many"),
        (Question(REF, "select1", "string", ("image-map",)), 5, "image_map"),
        (Question(REF, "select", "string", ("image-map",)), 50, "image_map"),
        (Question(REF, "select1", "string", ("map",)), 5000, "map_list"),
        (Question(REF, "select", "string", ("minimal",)), 5, "folded_many"),
        (Question(REF, "select", "string", ("minimal",)), 400, "finder_many"),
        (Question(REF, "input", "string", ("url",)), 0, "address"),
        (Question(REF, "note", "string", ("url",)), 0, "address"),
        (Question(REF, "input", "date", ("month-year",)), 0, "month"),
        (Question(REF, "input", "date", ("ethiopian",)), 0, "date"),
        (Question(REF, "upload", "binary", ("signature",), "image/*"), 0, "signature"),
        (Question(REF, "upload", "binary", (), "image/*"), 0, "picture"),
        (Question(REF, "upload", "binary", (), "audio/*"), 0, "sound"),
        (Question(REF, "upload", "binary", (), "video/*"), 0, "film"),
        (Question(REF, "upload", "binary", (), "application/*"), 0, "file"),
        (Question(REF, "input", "unknown", ("unknown",)), 0, "text"),
    ],
)
def test_widget_is_chosen_by_control_type_and_appearance(question, choices, name):
    assert make.widget_name(question, choices) == name


def test_card_takes_another_widget_when_its_list_grows_long(show):
    card, told = show("select1", at=state("", YES_NO))
    card.show_state(state("", Many()))
    press_on = card.stops()[0]
    press_on.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert told.answers == ["h0"]


# Choosing.


def test_few_short_choices_stand_in_one_line_with_shape_and_word(show):
    card, _ = show("select1", at=state("bad", CHECK))
    assert card.control.grid.shape_ == "segment"
    assert [tile.tone for tile in card.control.grid.tiles] == ["ok", "bad", "idle"]
    assert all(tile.height() >= 48 for tile in card.control.grid.tiles)


def test_yes_and_no_have_no_tone_for_either_may_be_bad(show):
    card, _ = show("select1", at=state("1", YES_NO))
    assert [tile.tone for tile in card.control.grid.tiles] == ["", ""]


def test_digits_arrows_space_enter_and_delete_on_choices(show):
    card, told = show("select1", at=state("", CHECK))
    press(KEY.Key_2)
    press(KEY.Key_Right)
    press(KEY.Key_Left)
    press(KEY.Key_9)
    assert told.answers == ["bad", "na", "bad"]
    card.show_state(state("bad", CHECK))
    press(KEY.Key_Return)
    assert told.entered == 1
    press(KEY.Key_Delete)
    assert told.answers[-1] == ""


def test_second_click_on_the_chosen_changes_nothing(show):
    card, told = show("select1", at=state("ok", CHECK))
    card.control.grid.tiles[0].click()
    assert told.answers == []
    assert card.control.grid.tiles[0].isChecked()


def test_several_are_told_in_the_order_of_the_list(show):
    card, told = show("select", at=state("", CHECK))
    press(KEY.Key_3)
    card.show_state(state("na", CHECK))
    press(KEY.Key_1)
    assert told.answers == ["na", "ok na"]


def test_arrow_among_checks_moves_without_choosing(show):
    card, told = show("select", at=state("", CHECK))
    press(KEY.Key_Right)
    assert told.answers == []
    assert card.control.grid.tiles[1].hasFocus()


def test_hundred_thousand_choices_are_searched_never_built(show):
    card, told = show("select1", at=state("", Many()))
    type_("7")
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert told.answers == ["h1007"]
    assert told.entered == 1
    card.show_state(state("h1007", Many()))
    labels = [label.text() for label in card.findChildren(QLabel)]
    assert "住户1007" in labels
    assert "1007号楼" in labels


def test_search_shows_no_phone():
    choice = Choice("x", "住户", {"addr_short": "5号楼", "head_phone": "138"})
    assert details(choice) == "5号楼"


@pytest.mark.parametrize("kind", ["select1", "select"])
def test_a_searched_list_without_anybody_says_where_to_begin(show, kind):
    card, _ = show(kind, appearance=("autocomplete",), at=state(choices=few()))
    control = card.control
    assert control.none.isVisible()
    assert "Office ledgers" in control.none.text()
    control.field.setText("孔")
    control.field.search()
    assert control.field.found._foot.text() == control.none.text()
    control.show_answer(state(choices=few("h1=孔祥瑞")))
    assert not control.none.isVisible()
    control.field.setText("颜")
    control.field.search()
    assert "room number" in control.field.found._foot.text()


def test_escape_closes_the_found_list_and_answers_nothing(show):
    card, told = show("select1", at=state("", Many()))
    type_("7")
    press(KEY.Key_Down)
    assert card.control.field.found.isVisible()
    press(KEY.Key_Escape)
    assert not card.control.field.found.isVisible()
    assert told.answers == []


def test_chosen_ones_of_a_long_list_are_chips_to_take_out(show):
    card, told = show("select", at=state("h1 h2", Many()))
    chips = [chip for chip in card.control.chips.children() if hasattr(chip, "click")]
    assert len(chips) == 2
    chips[0].click()
    assert told.answers == ["h2"]


# Typing.


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("decimal", "15.5", "15.5"),
        ("int", "12", "12"),
        ("string", "  text ", "text"),
        ("date", "1125", None),
        ("barcode", "6901234", "6901234"),
    ],
)
def test_typed_answer_is_told_on_enter(show, kind, typed, answer):
    _, told = show("input", kind)
    type_(typed)
    press(KEY.Key_Return)
    assert told.entered == 1
    assert len(told.answers) == 1
    if answer is not None:
        assert told.answers == [answer]


def test_full_width_digits_are_numbers(show):
    card, told = show("input", "decimal")
    card.control.field.setText("\uff11\uff15\uff0e\uff15")
    card.control.typed()
    card.control.flush()
    assert told.answers == ["15.5"]


def test_unreadable_number_is_told_as_it_is_and_said_to_be_wrong(show):
    card, told = show("input", "decimal")
    type_("1x")
    press(KEY.Key_Return)
    assert told.answers == ["1x"]
    assert told.entered == 0
    assert not card.told.isHidden()


def test_unit_of_the_label_stands_behind_the_number(show):
    card, _ = show("input", "decimal", at=state(label=Label("客厅温度\uff08°C\uff09")))
    assert card.control.unit.text() == "°C"


def test_state_does_not_write_over_what_is_being_typed(show):
    card, _ = show("input", "string", at=state("old"))
    type_("new ")
    card.show_state(state("old", required=True))
    assert card.control.field.text() == "oldnew "


def test_day_steps_by_arrows_and_keeps_its_weekday(show):
    card, told = show("input", "date", at=state("2026-11-25"))
    press(KEY.Key_Up)
    assert told.answers == ["2026-11-26"]
    assert card.control.weekday.text() == "Thursday"


def test_day_from_the_calendar(show):
    card, told = show("input", "date", at=state("2026-11-25"))
    card.control.pick.click()
    days = card.control._calendar._days
    QTest.keyClick(days, KEY.Key_Left)
    QTest.keyClick(days, KEY.Key_PageDown)
    QTest.keyClick(days, KEY.Key_Return)
    assert told.answers == ["2026-12-24"]


def test_time_carries_the_offset(show):
    _, told = show("input", "time")
    type_("0946")
    press(KEY.Key_Return)
    assert told.answers[0].startswith("09:46:00.000")
    assert told.answers[0][12] in "+-"


def test_day_and_time_are_one_answer_when_both_are_there(show):
    card, told = show("input", "dateTime")
    type_("20261125")
    press(KEY.Key_Return)
    type_("0946")
    press(KEY.Key_Return)
    card.control.flush()
    assert told.answers[-1].startswith("2026-11-25T09:46:00.000")


def test_month_and_year(show):
    _, told = show("input", "date", ["month-year"])
    type_("202611")
    press(KEY.Key_Return)
    assert told.answers == ["2026-11-01"]
    _, told = show("input", "date", ["year"])
    type_("2026")
    press(KEY.Key_Return)
    assert told.answers == ["2026-01-01"]


def test_place_is_checked_and_pasted_as_one_text(show):
    card, told = show("input", "geopoint")
    card.control.lat.setText("35.4146, 116.5871")
    card.control._edited()
    card.control.flush()
    assert told.answers == ["35.4146 116.5871 0 0"]
    card.control.lat.setText("135")
    card.control._edited()
    card.control.flush()
    assert card.control.trouble()


def test_area_ends_where_it_began(show):
    card, told = show("input", "geoshape")
    card.control.area.setPlainText("35.1 116.1\n35.2 116.2\n35.3 116.1")
    card.control.flush()
    assert told.answers == [
        "35.1 116.1 0 0; 35.2 116.2 0 0; 35.3 116.1 0 0; 35.1 116.1 0 0"
    ]


def test_readonly_takes_no_answer(show):
    for kind, choices in (("input", None), ("select1", CHECK)):
        card, told = show(kind, at=state("", choices, readonly=True))
        for stop in card.stops():
            QTest.keyClicks(stop, "1")
        card.control.flush()
        assert told.answers == []


# The rest.


def test_rank_is_blank_until_the_order_is_given(show):
    _, told = show("rank", at=state("", CHECK))
    press(KEY.Key_Home)
    press(KEY.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert told.answers == ["bad ok na"]


def test_range_of_few_steps_is_segments_of_many_a_slider(show):
    card, told = show("range", "int", start="0", end="5", step="1")
    press(KEY.Key_3)
    assert told.answers == ["2"]
    card, told = show("range", "decimal", start="0", end="10", step="0.5")
    press(KEY.Key_Right)
    assert told.answers == ["0.5"]
    assert not card.control.grid


def test_acknowledge_tells_ok(show):
    _, told = show("trigger")
    press(KEY.Key_Space)
    assert told.answers == ["OK"]


def test_note_shows_marks_as_odk_does(show):
    card, _ = show("note", at=state(label=Label("**低于** 18")))
    assert "<b>低于</b>" in card.control.band.words.text()
    assert card.stops() == []


# Files.


def picture(width, height):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "JPG")
    return bytes(target.data().data())


def test_dropped_photo_is_made_small_enough(show, tmp_path):
    file = tmp_path / "photo.jpg"
    file.write_bytes(picture(3000, 2000))
    card, told = show("upload", "binary", mediatype="image/*", **{"max-pixels": "1600"})
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    card.control.take(dropped)
    [(data, suffix)] = told.files
    image = QImage.fromData(data)
    assert (image.width(), suffix) == (1600, ".jpg")
    assert abs(image.height() - 1067) <= 1


def test_small_photo_keeps_its_bytes_and_is_told_when_it_came():
    now, data = datetime(2026, 11, 25, 9, 46), picture(800, 600)
    kept, _ = photo.shrink(data, 1600, now)
    assert kept.endswith(data[2:])
    assert photo.taken_at(kept) == now
    assert photo.shrink(kept, 1600, datetime(2026, 12, 1)) == (kept, ".jpg")


def test_photo_made_smaller_keeps_when_it_was_taken():
    exif = b"\xff\xe1\x00\x18Exif\x00\x002026:11:20 08:30:00\x00"
    data = picture(3000, 2000)
    data = data[:2] + exif[:2] + len(exif[2:]).to_bytes(2, "big") + exif[4:] + data[2:]
    small, _ = photo.shrink(data, 800, datetime(2026, 11, 25))
    assert photo.taken_at(small) == datetime(2026, 11, 20, 8, 30)
    small, _ = photo.shrink(picture(3000, 2000), 800, datetime(2026, 11, 25, 9, 46))
    assert photo.taken_at(small) == datetime(2026, 11, 25, 9, 46)


def test_pasted_picture_is_taken(show):
    _, told = show("upload", "binary", mediatype="image/*")
    image = QImage.fromData(picture(40, 30))
    QApplication.clipboard().setImage(image)
    press(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(told.files) == 1


def test_what_is_no_picture_is_refused_in_a_sentence(show, tmp_path):
    file = tmp_path / "x.jpg"
    file.write_bytes(b"no picture")
    card, told = show("upload", "binary", mediatype="image/*")
    card.control.load(file)
    assert told.files == []
    assert not card.told.isHidden()


def draw(pad):
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    for x in range(40, 200, 8):
        QTest.mouseMove(pad, QPoint(x, 60 + x % 20))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 70))


def test_signature_is_told_as_black_on_white_no_longer_than_asked(show):
    card, told = show(
        "upload", "binary", ["signature"], mediatype="image/*", **{"max-pixels": "800"}
    )
    draw(card.control.pad)
    card.control.flush()
    [(data, suffix)] = told.files
    image = QImage.fromData(data)
    assert suffix == ".png"
    assert image.width() == 800
    assert image.pixelColor(2, 2) == QColor("white")
    dark = sum(
        image.pixelColor(x, y).lightness() < 90
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )
    assert dark > 5


def test_signature_can_be_cleared_or_left_for_ink(show):
    card, told = show("upload", "binary", ["signature"], mediatype="image/*")
    draw(card.control.pad)
    card.control.flush()
    card.show_state(state("sig-1.png"))
    press(KEY.Key_Delete)
    assert told.answers == [""]
    assert card.control.pad.blank
    card.show_state(state(""))
    card.control.ink.click()
    assert card.control.told.text()
    assert told.entered == 1


def test_signature_kept_is_shown_again_in_the_ink_of_the_theme(show):
    card, told = show("upload", "binary", ["signature"], mediatype="image/*")
    draw(card.control.pad)
    card.control.flush()
    again, _ = show("upload", "binary", ["signature"], at=state("sig-1.png"),
                    mediatype="image/*")  # fmt: skip
    again.control.show_file(told.files[0][0])
    assert not again.control.pad.blank


def test_file_is_told_with_its_suffix(show, tmp_path):
    file = tmp_path / "report.PDF"
    file.write_bytes(b"%PDF")
    card, told = show("upload", "binary", mediatype="application/*")
    card.control.load(file)
    assert told.files == [(b"%PDF", ".pdf")]
