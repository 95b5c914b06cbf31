"""A draft comes back to the question where it was left, and its list says how far."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from forms.engine.refs import NodeRef
from forms.errors import KnownError
from forms.records.types import Standing
from ui.context import Start
from ui.kept import Kept
from ui.pages.form_states import END
from ui.pages.form_walk import Walk
from ui.parts.line import Line
from ui.queries import draft_text

pytestmark = pytest.mark.qt
HEAT = Start("heating_visit")
RESULT = NodeRef.parse("/heating_visit/who/result")


def begun(desk):
    """Begin a visit and answer its first page but for what must be answered."""
    desk.start(HEAT)
    form = desk._form
    form._answer(RESULT, "met")
    return form


def last_of(form):
    """Return the last page with questions, and its last question that takes keys."""
    key = form._walk._keys()[-2]
    form._go(key)
    card = [card for card in form.body.cards() if card.stops()][-1]
    form.body.focus_card(card)
    return key, card.question.ref


def draft_lines(page):
    """Return what the lines of the drafts say."""
    return [
        [each.text() for each in line.findChildren(QLabel)]
        for line in page.findChildren(Line)
        if line.property("kind") == "draft"
    ]


@pytest.mark.parametrize("way", ["another page", "back", "lock"])
def test_a_draft_comes_back_to_the_question_where_it_was_left(work_desk, way):
    desk, form = work_desk, begun(work_desk)
    key, ref = last_of(form)
    assert key != Walk(form.entry).pages[0].ref
    draft, before = form.entry.draft_id, form.entry
    if way == "lock":
        kept = Kept()
        kept.take(desk)
        desk.go("settings")
        kept.give_back(desk, Path(desk.workspace.folder))
    else:
        desk.go("visits") if way == "another page" else form._leave()
        desk.resume(draft)
    assert form.entry is not before
    assert form._walk.key == key
    assert form.body.at == ref
    assert form.body.held().ref == ref


def test_a_draft_left_at_its_end_comes_back_there(work_desk):
    form = begun(work_desk)
    form._go(END)
    work_desk.go("today")
    work_desk.resume(work_desk.workspace.journal.drafts()[0].draft.id)
    assert form._walk.key == END


def test_a_page_that_is_here_no_more_leads_to_what_is_to_be_done(work_desk):
    form = begun(work_desk)
    draft = form.entry.draft_id
    work_desk.go("today")
    gone = Standing("/heating_visit/gone", 0, "/heating_visit/gone/x", 1, 2)
    work_desk.workspace.journal.set_standing(draft, gone)
    work_desk.resume(draft)
    todo = [page for page in form._walk.shown if page.missing or page.violations]
    assert form._walk.page == todo[0]


def test_the_list_says_what_the_form_says(work_desk):
    form = begun(work_desk)
    form._go(form._walk._keys()[-2])
    answered, asked = form._walk.counts()
    said = form.head.subject.text()
    for name in ("today", "visits"):
        work_desk.go(name)
        (line,) = draft_lines(work_desk.window.page)
        assert any(f"已答 {answered}/{asked}" in text for text in line), (said, line)


def test_counts_that_are_older_than_the_answers_are_not_told(work_desk):
    form = begun(work_desk)
    work_desk.go("today")
    journal = work_desk.workspace.journal
    (info,) = journal.drafts()
    assert (info.answered, info.asked) == form._walk.counts()
    # As after a power cut: an answer on disk, and nobody left the form.
    journal.append(info.draft.id, {"set": str(RESULT), "v": "refused", "at": "x"})
    (info,) = journal.drafts()
    assert (info.answered, info.asked) == (None, None)
    assert "已答" not in draft_text(info, work_desk.workspace)[1]
    assert journal.standing(info.draft.id) is not None


def test_where_a_draft_stood_goes_with_it(work_desk):
    form = begun(work_desk)
    draft = form.entry.draft_id
    work_desk.go("today")
    journal = work_desk.workspace.journal
    journal.discard(draft)
    assert journal.standing(draft) is None
    journal.set_standing(draft, Standing("", 0, "", 1, 2))
    assert journal.standing(draft) is None


def test_a_disk_that_refuses_where_one_is_costs_no_answer(work_desk, monkeypatch):
    desk, form = work_desk, begun(work_desk)
    draft = form.entry.draft_id
    monkeypatch.setattr(desk.workspace.journal, "set_standing", _full)
    desk.go("today")
    desk.resume(draft)
    assert form.entry.value(RESULT) == "met"


def _full(*_):
    raise KnownError("DISK-FULL", place="x")
