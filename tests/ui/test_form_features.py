"""The table of features tells the truth: what it promises is done, the rest is told.

Each row that is "yes" or "partly" names in its column `proof` the test that shows it;
each row that is "no" or "partly" is told by the checker, in both languages.
"""

import ast
import csv
import io
from datetime import datetime, timedelta, timezone

import pytest
from lxml import etree
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

import resources
from forms.engine.definition.check.features import Feature, features, of_kind
from forms.engine.definition.check.form import Media, check_form
from forms.engine.definition.xlsform import compile_sheets
from forms.engine.refs import NodeRef
from forms.entry import TrialEntry
from forms.entry.loose import LooseHost
from forms.entry.pages import name_of, questions
from tools import ROOT
from ui import theme
from ui.controls.camera import CodeDialog
from ui.controls.card import QuestionCard
from ui.controls.codes import read_code
from ui.controls.devices import Source, devices, multimedia
from ui.controls.recorder import Recorder
from ui.pages.form_repeat import summary

pytestmark = pytest.mark.qt

ROWS = list(csv.DictReader(io.StringIO(resources.text("tables/features.csv"))))
PROMISED = [row for row in ROWS if row["support"] != "no"]
LESS = [one for one in features() if one.support != "yes"]
CHINA = timezone(timedelta(hours=8))
SETTINGS = "| settings |\n| | form_title | form_id | version |\n| | F | f | 1 |\n"


def clock():
    return datetime(2026, 11, 25, 9, 0, tzinfo=CHINA)


def all_tests():
    """Return the name of every test there is."""
    found = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.add(node.name)
    return found


def named(one):
    return f"{one.kind} {one.name}"


# The rows and their proofs.


def test_each_row_that_promises_something_names_a_test_that_is_there():
    known = all_tests()
    assert [row["name"] for row in PROMISED if row["proof"] not in known] == []


def test_what_is_not_done_names_no_test():
    assert [
        row["name"] for row in ROWS if row["support"] == "no" and row["proof"]
    ] == []


# What the checker tells.


def form_with(one: Feature) -> str:
    """Return a form that uses the feature, on row 2 of its sheet."""
    kind = one.applies[0] if one.applies else "text"
    kind = {"*": "text"}.get(kind, kind)
    if one.kind == "setting":
        head = "| settings |\n| | form_title | form_id | version |"
        return f"{line('text')}{head} {one.name} |\n| | F | f | 1 | x |\n"
    if one.kind == "type":
        return line(one.name) + SETTINGS
    if one.kind == "column":
        return line("text", one.name, "x") + SETTINGS
    word = one.name.replace("*", "3" if one.name == "w*" else "x")
    if one.kind == "appearance":
        return line(kind, "appearance", word) + SETTINGS
    return line(kind, "parameters", f"{word}=1") + SETTINGS


def line(kind, column="", value=""):
    """Return a survey of one question of `kind`, with a list where it wants one."""
    begins = {"group": "begin group", "repeat": "begin repeat"}
    written = begins.get(kind, kind)
    listed = kind.removesuffix("_from_file")
    if kind.endswith("_from_file"):
        written = f"{kind} f.csv"
    elif listed in ("select_one", "select_multiple", "rank", "select_one_external"):
        written = f"{kind} yn"
    name = kind if kind in ("audit", "start-geopoint", "background-geopoint") else "a"
    more = f" {column} |" if column else ""
    rows = [
        f"| survey |\n| | type | name | label |{more}\n| | {written} | {name} | A |"
    ]
    rows.append(f" {value} |\n" if column else "\n")
    if kind in begins:
        rows.append("| | text | t | T |\n" + f"| | end {kind} | | |\n")
    rows.append("| choices |\n| | list_name | name | label |\n| | yn | y | Y |\n")
    return "".join(rows)


@pytest.mark.parametrize("one", LESS, ids=named)
def test_what_is_less_than_whole_is_told_by_the_checker(one, tmp_path):
    file = tmp_path / "form.md"
    file.write_text(form_with(one), encoding="utf-8")
    (tmp_path / "f.csv").write_text("name,label\na,A\n", encoding="utf-8")
    code = "CHECK-FEATURE-NO" if one.support == "no" else "CHECK-FEATURE-PARTLY"
    found = [f for f in check_form(file, Media((tmp_path,))) if f.code == code]
    for language in ("zh_CN", "en"):
        assert any(one.note[language] in each.told(language) for each in found)


WHOLE_TYPES = [f for f in of_kind("type").values() if f.support == "yes" and f.applies]


@pytest.mark.parametrize("one", WHOLE_TYPES, ids=named)
def test_whole_type_gets_no_word_from_the_checker_about_support(one, tmp_path):
    file = tmp_path / "form.md"
    file.write_text(line(one.name) + SETTINGS, encoding="utf-8")
    (tmp_path / "f.csv").write_text("name,label\na,A\n", encoding="utf-8")
    codes = {f.code for f in check_form(file, Media((tmp_path,)))}
    assert not any(code.startswith("CHECK-FEATURE") for code in codes)


# What the rows promise that is shown nowhere else.


def trial(text, tmp_path, language=None):
    file = tmp_path / "form.md"
    file.write_text(text + ("" if "settings" in text else SETTINGS), encoding="utf-8")
    host = LooseHost((tmp_path,), None, clock, "w02")
    return TrialEntry(compile_sheets(file), host, language)


@pytest.fixture
def cards(qtbot, qapp, tmp_path):
    """Return a function that shows the questions of a form, by name."""
    theme.put_on(qapp, theme.Look("light"))

    def shown(text):
        entry = trial(text, tmp_path)
        found = {}
        for asked in questions(entry.root.items):
            card = QuestionCard(asked, entry.state(asked.ref), strict=False)
            qtbot.addWidget(card)
            card.resize(900, 300)
            card.show()
            found[asked.ref.name] = card
        return entry, found

    return shown


@pytest.mark.parametrize("one", WHOLE_TYPES, ids=named)
def test_type_that_is_shown_has_a_card_that_answers(one, cards, tmp_path):
    (tmp_path / "f.csv").write_text("name,label\na,A\n", encoding="utf-8")
    text = line(one.name)
    if one.name == "select_one_external":
        text = text.replace("| choices |", "| external_choices |")
        text += "| choices |\n| | list_name | name | label |\n| | yn | y | Y |\n"
    _, found = cards(text)
    [card] = found.values()
    assert card.takes_answer or one.name == "note"
    assert card.stops() or one.name == "note"


def test_type_that_asks_nothing_is_part_of_the_submission(tmp_path):
    (tmp_path / "rows.csv").write_text("name,label\na,A\n", encoding="utf-8")
    (tmp_path / "tree.xml").write_text("<root><b>7</b></root>", encoding="utf-8")
    entry = trial(
        "| survey |\n| | type | name | label | calculation | default |\n"
        "| | hidden | h | | | kept |\n"
        "| | csv-external | rows | | | |\n| | xml-external | tree | | | |\n"
        "| | email | mail | | | |\n| | phonenumber | tel | | | |\n"
        "| | calculate | one | | instance('rows')/root/item[name = 'a']/label | |\n"
        "| | calculate | two | | instance('tree')/root/b | |\n"
        "| | text | t | T | | |\n",
        tmp_path,
    )
    values = {
        name: entry.value(NodeRef.parse(f"/data/{name}"))
        for name in "h one two mail tel".split()
    }
    assert values == {"h": "kept", "one": "A", "two": "7", "mail": "", "tel": ""}


@pytest.mark.parametrize(
    ("word", "columns"),
    [
        ("list", 1), ("columns", 4), ("columns-pack", 4), ("horizontal", 4),
        ("horizontal-compact", 4),
    ],
)  # fmt: skip
def test_appearance_lays_out_choices(word, columns, cards):
    rows = "".join(f"| | l | n{n} | N{n} |\n" for n in range(4))
    _, found = cards(
        "| survey |\n| | type | name | label | appearance |\n"
        f"| | select_multiple l | q | Q | {word} |\n"
        f"| choices |\n| | list_name | name | label |\n{rows}"
    )
    tiles = found["q"].control.grid.tiles
    assert len({tile.x() for tile in tiles}) == columns


@pytest.mark.parametrize(
    ("kind", "word", "name", "typed", "answer"),
    [
        ("text", "numbers", "NumberTextControl", "007", "007"),
        ("integer", "counter", "CounterControl", "12", "12"),
        ("text", "thousands-sep", "NumberTextControl", "1,234", "1234"),
    ],
)
def test_widget_of_typed_text_follows_its_appearance(
    kind, word, name, typed, answer, cards
):
    _, found = cards(
        "| survey |\n| | type | name | label | appearance |\n"
        f"| | {kind} | q | Q | {word} |\n"
    )
    control = found["q"].control
    told = []
    control.answered.connect(told.append)
    control.field.setText(typed)
    control.typed()
    control.flush()
    assert (type(control).__name__, told) == (name, [answer])


def test_no_calendar_offers_none(cards):
    _, found = cards(
        "| survey |\n| | type | name | label | appearance |\n"
        "| | date | a | A | |\n| | date | b | B | no-calendar |\n"
        "| | dateTime | c | C | no-calendar |\n"
    )
    assert found["a"].control.pick.isVisible()
    assert not found["b"].control.pick.isVisible()
    assert not found["c"].control.day.pick.isVisible()


@pytest.mark.parametrize("tone", ["warn", "bad", "ok"])
def test_note_has_the_tone_of_its_appearance(tone, cards):
    _, found = cards(
        "| survey |\n| | type | name | label | appearance |\n"
        f"| | note | n | N | {tone} |\n"
    )
    assert found["n"].control.band.property("tone") == tone


def test_appearance_without_effect_leaves_the_question_whole(cards):
    entry, found = cards(
        "| survey |\n| | type | name | label | appearance |\n"
        "| | begin group | g | G | summary |\n| | text | a | A | w3 |\n"
        "| | end group | | | |\n| | begin group | h | H | pages |\n"
        "| | text | b | B | w1 |\n| | end group | | | |\n"
        "| settings |\n| | form_title | form_id | version | style |\n"
        "| | F | f | 1 | pages theme-grid |\n"
    )
    assert [page.title for page in entry.pages()] == ["G", "H"]
    assert all(card.takes_answer for card in found.values())


def test_a_secret_answer_names_no_instance_and_stands_in_no_summary(cards):
    entry, _ = cards(
        "| survey |\n| | type | name | label | appearance |\n"
        "| | begin repeat | r | R | |\n| | text | a | A | masked |\n"
        "| | text | b | B | hidden-answer |\n| | text | c | C | |\n"
        "| | end repeat | | | |\n"
    )
    [repeat] = entry.root.items
    if not repeat.instances:
        entry.add_repeat(repeat.ref)
        [repeat] = entry.root.items
    [one] = repeat.instances
    for question, text in zip(one.items, ("secret", "hidden", "open"), strict=True):
        entry.answer(question.ref, text)
    [one] = entry.root.items[0].instances
    assert summary(entry, one, "") == "open"
    assert name_of(entry, one) == "open"


def test_parameters_value_and_label_name_columns(cards, tmp_path):
    (tmp_path / "f.csv").write_text("code,door\nx,5-2-301\n", encoding="utf-8")
    _, found = cards(
        "| survey |\n| | type | name | label | parameters |\n"
        "| | select_one_from_file f.csv | a | A | value=code label=door |\n"
        "| | select_multiple_from_file f.csv | b | B | value=code label=door |\n"
    )
    for card in found.values():
        assert [(c.value, c.label) for c in card.state.choices] == [("x", "5-2-301")]


REACHES = {
    "form_title": ("标题", "//h:title[. = '标题']"),
    "form_id": ("the_id", "//*[@id = 'the_id']"),
    "version": ("7", "//*[@version = '7']"),
    "default_language": ("en", "//x:translation[@default and @lang = 'en']"),
    "instance_name": ("concat(${a}, '!')", "//x:bind[contains(@calculate, '!')]"),
    "name": ("root_name", "//x:instance/*[local-name() = 'root_name']"),
    "allow_choice_duplicates": ("yes", "//x:instance[@id = 'l']//x:item[2]"),
    "namespaces": ('my="http://my.org"', "//*[namespace::*[. = 'http://my.org']]"),
    "instance_xmlns": ("http://in.org", "//*[namespace-uri() = 'http://in.org']"),
    "omit_instanceid": ("yes", "/*[not(//*[local-name() = 'instanceID'])]"),
    "clean_text_values": ("no", "//*[contains(text(), 'A  B')]"),
    "attribute": ("", "//*[@kept = 'by me']"),
}
"""What each setting is given, and where the XForm then has it."""


def test_every_setting_that_is_promised_is_tried():
    promised = {n for n, f in of_kind("setting").items() if f.support == "yes"}
    assert promised - {"public_key"} == set(REACHES)


@pytest.mark.parametrize("name", sorted(REACHES))
def test_setting_reaches_the_form(name, tmp_path):
    value, place = REACHES[name]
    given = {"form_title": "F", "form_id": "f", "version": "1"}
    if name == "attribute":
        given["attribute::kept"] = "by me"
    else:
        # pyxform knows this one in its own spelling only.
        given[name.replace("instanceid", "instanceID")] = value
    twice = "| | l | y | Again |\n" if name == "allow_choice_duplicates" else ""
    file = tmp_path / "form.md"
    file.write_text(
        "| survey |\n| | type | name | label::en | label::fr |\n"
        "| | text | a | A  B | A  B |\n| | select_one l | s | S | S |\n"
        "| choices |\n| | list_name | name | label |\n"
        f"| | l | y | Y |\n{twice}"
        f"| settings |\n| | {' | '.join(given)} |\n"
        f"| | {' | '.join(given.values())} |\n",
        encoding="utf-8",
    )
    root = etree.fromstring(compile_sheets(file))
    spaces = {"x": "http://www.w3.org/2002/xforms", "h": "http://www.w3.org/1999/xhtml"}
    assert root.xpath(place, namespaces=spaces)


# Devices.


def test_code_is_held_to_the_camera(qtbot, qapp):
    media = multimedia()
    if media is None:
        pytest.skip("no QtMultimedia here")
    theme.put_on(qapp, theme.Look("light"))
    drawn = QImage(800, 600, QImage.Format.Format_RGB32)
    drawn.fill(0xFFFFFF)
    painter = QPainter(drawn)
    painter.drawImage(200, 150, _code("XYQY03"))
    painter.end()

    def open_(session, failed) -> QObject:
        eye = media.QVideoFrameInput()
        session.setVideoFrameInput(eye)
        ticking = QTimer(eye, interval=50)
        ticking.timeout.connect(lambda: eye.sendVideoFrame(media.QVideoFrame(drawn)))
        ticking.start()
        return eye

    before = devices().cameras
    devices().cameras = [Source("Back", open_), Source("Front", open_, True)]
    try:
        parent = QWidget()
        qtbot.addWidget(parent)
        dialog = CodeDialog(parent, read_code, front=True)
        assert dialog.choice.currentText() == "Front"
        found = []
        dialog.found.connect(found.append)
        dialog.finished.connect(lambda _: found.append("closed"))
        dialog.open()
        dialog.begin()
        qtbot.waitUntil(lambda: found == ["XYQY03", "closed"])
    finally:
        devices().cameras = before


def _code(text):
    import segno

    data = io.BytesIO()
    segno.make(text).save(data, kind="png", scale=10)
    return QImage.fromData(data.getvalue())


@pytest.mark.parametrize(
    ("quality", "bits"),
    [("voice-only", 16_000), ("low", 24_000), ("", 64_000), ("normal", 64_000)],
)
def test_quality_of_a_form_decides_how_much_a_recording_takes(quality, bits, qapp):
    media = multimedia()
    if media is None:
        pytest.skip("no QtMultimedia here")
    recorder = Recorder(qapp, quality)
    made = recorder._made(media)
    assert made.audioBitRate() == bits
    assert made.audioChannelCount() == 1
    recorder.deleteLater()
