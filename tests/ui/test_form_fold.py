"""What a page of a form shows when: below the fold, out of sight, not yet missing."""

from time import process_time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from forms.engine.definition.xlsform import compile_sheets
from forms.engine.refs import NodeRef
from forms.entry import TrialEntry
from forms.entry.loose import LooseHost
from tests.ui.conftest import ticking
from ui import theme
from ui.pages.form_page import FormPage
from ui.pages.form_states import END, key_of, title_of

pytestmark = pytest.mark.qt
KEY = Qt.Key


def at(path):
    return NodeRef.parse(path)


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


def trial(sheets, tmp_path):
    file = tmp_path / "tried.md"
    file.write_text(sheets, encoding="utf-8")
    host = LooseHost([], None, ticking(), "w")
    return TrialEntry(compile_sheets(file), host, None)


def long_form(questions, tmp_path, more=""):
    rows = "\n".join(
        f"| | text | q{n} | Question {n} | {more} |" for n in range(questions)
    )
    return trial(
        "| survey |\n| | type | name | label | required |\n"
        f"| | begin_group | g | G | |\n{rows}\n| | end_group | | | |\n"
        "| | text | last | Last | |\n",
        tmp_path,
    )


def tab(page):
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Tab)


def in_sight(page, widget):
    shown = page.body.viewport().rect()
    top = widget.mapTo(page.body.viewport(), QPoint(0, 0))
    bottom = widget.mapTo(page.body.viewport(), QPoint(0, widget.height() - 1))
    return shown.contains(top) and shown.contains(bottom)


def test_a_page_of_a_thousand_questions_costs_what_one_of_sixty_does(
    page, qapp, tmp_path
):
    small, large = (pages_s(page, qapp, size, tmp_path) for size in (120, 1000))
    assert large < 3 * small


def pages_s(page, qapp, questions, tmp_path):
    """Return the processor time of a page of a form, the least out of some."""
    entry = long_form(questions, tmp_path)
    page.show_entry(entry)
    shown = [key_of(one) for one in entry.pages() if one.relevant]
    found = []
    for key in [*shown[:3], *shown[:3]]:
        before = process_time()
        page.outline.asked.emit(key)
        qapp.processEvents()
        found.append(process_time() - before)
    return min(found)


def test_what_is_below_the_fold_comes_after_the_paint(page, qtbot, tmp_path):
    entry = long_form(30, tmp_path)
    page.show_entry(entry)
    made = len(page.body.laid.cards_made())
    assert 4 < made < 20
    qtbot.waitUntil(lambda: len(page.body.laid.cards_made()) == 30)
    assert [card.number for card in page.body.cards()] == [
        str(number) for number in range(1, 31)
    ]


def test_an_answer_given_meanwhile_stands_in_a_question_made_later(page, tmp_path):
    entry = long_form(30, tmp_path)
    page.show_entry(entry)
    page._answer(at("/data/g/q29"), "given")
    assert page.body.card(at("/data/g/q29")).state.value == "given"


def test_tab_never_reaches_a_question_out_of_sight(page, qtbot, tmp_path):
    entry = long_form(30, tmp_path)
    page.show_entry(entry)
    for number in range(29):
        tab(page)
        card = page.body.card(at(f"/data/g/q{number + 1}"))
        assert card.isAncestorOf(QApplication.focusWidget())
        qtbot.waitUntil(lambda shown=card: in_sight(page, shown))


def test_a_missing_answer_is_said_once_the_person_has_gone_on(page, tmp_path):
    entry = long_form(3, tmp_path, more="yes")
    page.show_entry(entry)
    first, second = page.body.cards()[:2]
    assert first.told.isHidden()
    tab(page)
    assert not first.told.isHidden()
    assert second.told.isHidden()


CHAIN = """
| survey |
| | type | name | label | required | relevant |
| | begin_group | a | A | | |
| | text | one | One | yes | |
| | text | two | Two | yes | ${more} = 'y' |
| | end_group | | | | |
| | begin_group | b | B | | |
| | text | more | More | | |
| | end_group | | | | |
"""


def test_a_question_that_is_new_on_a_page_left_before_is_not_missing_yet(
    page, tmp_path
):
    entry = trial(CHAIN, tmp_path)
    page.show_entry(entry)
    page._turn(1)
    page._answer(at("/data/b/more"), "y")
    page._turn(-1)
    assert not page.body.card(at("/data/a/one")).told.isHidden()
    assert page.body.card(at("/data/a/two")).told.isHidden()
    page._go(END)
    page._on()
    page._jump(at("/data/a/two"))
    assert not page.body.card(at("/data/a/two")).told.isHidden()


NAMED = """
| survey |
| | type | name | label |
| | begin_group | g | Group |
| | integer | n | Number |
| | end_group | | |
| | begin_repeat | fc | Facility |
| | integer | age | Age |
| | select_one kinds | kind | Kind |
| | text | code | Code |
| | end_repeat | | |
| | text | remark | Remark |
| | text | opinion | Opinion |
| choices |
| | list_name | name | label |
| | kinds | ext | Extinguisher |
"""


def test_an_instance_is_called_by_its_first_answer_in_words(page, tmp_path):
    entry = trial(NAMED, tmp_path)
    page.show_entry(entry)
    ref = one_page(entry, "instance").ref
    page._open(ref)
    entry.answer(ref.child("age"), "7")
    assert title_of(one_page(entry, "instance")) == "Facility 1"
    entry.answer(ref.child("code"), "MH-05-012")
    assert title_of(one_page(entry, "instance")) == "1 · MH-05-012"
    entry.answer(ref.child("kind"), "ext")
    page._tell()
    assert title_of(one_page(entry, "instance")) == "1 · Extinguisher"
    assert page.page_head.title.text() == "1 · Extinguisher"
    page._go((str(at("/data/fc")), 0))
    (card,) = page.body.laid.slots[0].widget._cards
    assert card.told.text() == "7  ·  MH-05-012"


STATED = """
| survey |
| | type | name | label | default |
| | begin_repeat | member | Member | |
| | select_one states | state | State | here |
| | text | name | Name | |
| | end_repeat | | | |
| choices |
| | list_name | name | label |
| | states | here | Here |
| | states | gone | Gone |
"""


def test_a_choice_that_every_instance_has_names_none(tmp_path):
    entry = trial(STATED, tmp_path)
    ref = one_page(entry, "instance").ref
    assert title_of(one_page(entry, "instance")) == "Member 1"
    entry.answer(ref.child("name"), "Wang")
    assert title_of(one_page(entry, "instance")) == "1 · Wang"
    entry.answer(ref.child("state"), "gone")
    assert title_of(one_page(entry, "instance")) == "1 · Gone"


def one_page(entry, kind):
    return next(one for one in entry.pages() if one.kind == kind)


def test_loose_questions_are_called_by_what_they_ask(tmp_path):
    entry = trial(NAMED, tmp_path)
    assert [title_of(one) for one in entry.pages()] == [
        "Group", "Facility", "Facility 1", "Remark · Opinion",
    ]  # fmt: skip
