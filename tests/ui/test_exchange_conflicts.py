"""The conflict desk on a register where two laptops really wrote apart."""

import shutil
from contextlib import ExitStack

import pytest

from forms.engine.refs import NodeRef
from forms.records import disputes
from tests.ui.exchange_ground import HEAT, disputing, opened, texts
from ui.exchange.conflict_rules import RulesDialog
from ui.pages.form_page import FormPage
from ui.parts.labels import Pill

pytestmark = pytest.mark.qt


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return disputing(tmp_path_factory.mktemp("disputing"))


@pytest.fixture
def desk(qapp, office, tmp_path, qtbot):
    folder = tmp_path / "office"
    shutil.copytree(office, folder)
    with ExitStack() as keep:
        made = opened(qapp, folder, keep)
        qtbot.addWidget(made.window)
        qtbot.wait(1)
        yield made


@pytest.fixture
def page(desk):
    desk.go("conflicts")
    return desk.window.page


def phones(page):
    """Choose the first household whose telephone number disputes."""
    rows = page.list.rows
    for place in range(rows.rowCount()):
        key = rows.row(place).key
        if key[0] != "household":
            continue
        page.list.choose(place)
        if "head_phone" in page.panel.fields:
            return key
    raise AssertionError("none disputes")


def test_sidebar_counts_what_waits(desk):
    count = disputes.waiting(desk.workspace.records)
    assert count >= 4
    button = desk.window.sidebar.buttons["conflicts"]
    assert str(count) in button.accessibleName()


def test_both_values_are_told_with_author_device_and_why_one_stands(page):
    phones(page)
    told = texts(page.panel)
    assert "139****0001" in told
    assert "138****0002" in told
    pills = [pill.accessibleName() for pill in page.panel.findChildren(Pill)]
    assert "当前显示" in pills
    assert "最后写下" in told


def test_one_value_is_chosen_and_the_decision_is_an_op(page, desk):
    key = phones(page)
    field = page.panel.fields["head_phone"]
    field.pick(1)
    before = disputes.waiting(desk.workspace.records)
    page.panel.decide.click()
    entity = desk.workspace.records.entity(*key)
    assert entity.properties["head_phone"] == "13800000002"
    assert entity.conflicts == ()
    assert disputes.waiting(desk.workspace.records) == before - 1
    (made,) = disputes.decisions(desk.workspace.records)
    assert made.author == "w01"


def test_a_third_value_may_be_typed(page, desk):
    key = phones(page)
    page.panel.fields["head_phone"].give("13700000003")
    page.panel.decide.click()
    assert desk.workspace.records.entity(*key).properties["head_phone"] == "13700000003"


def test_a_decision_is_taken_back_and_both_stay_in_the_history(page, desk):
    key = phones(page)
    page.panel.fields["head_phone"].pick(1)
    page.panel.decide.click()
    page.chips.choose("past")
    page.chips.chosen.emit("past")
    assert "13" in texts(page.past)
    page.past.back.click()
    records = desk.workspace.records
    assert records.entity(*key).properties["head_phone"] == "13900000001"
    assert len(disputes.decisions(records)) == 2


def test_a_rule_decides_many_and_all_are_taken_back(page, desk):
    dialog = RulesDialog(desk.workspace)
    dialog.of_list.setCurrentIndex(dialog.of_list.findData("household"))
    dialog._list_chosen()
    dialog.field.setCurrentIndex(dialog.field.findData("head_phone"))
    dialog._look()
    assert len(dialog.wanted) == 2
    assert dialog.go.isEnabled()
    page.rule(dialog.wanted)
    records = desk.workspace.records
    assert len(disputes.decisions(records)) == 2
    assert not disputes.ruled(records, "later", field="head_phone")
    assert page.done.isVisible()
    page._take_all_back()
    assert len(disputes.decisions(records)) == 4


def test_a_rule_that_wants_a_visit_leaves_corrections_alone(desk):
    records = desk.workspace.records
    assert disputes.ruled(records, "visited", field="head_phone") == []


def test_a_forked_visit_is_settled_through_its_form(page, desk, qtbot):
    page.list.choose(0)
    path = f"{HEAT}/heat/t_living"
    field = page.fork.fields[path]
    assert field.value == "16.5"
    field.pick(1)
    page.fork.settle.click()
    form = desk.window.page
    assert isinstance(form, FormPage)
    assert form.entry.value(NodeRef.parse(path)) == "14.5"
    form.entry.finalize()
    records = desk.workspace.records
    assert disputes.forks(records) == 0
    shown = records.visits(limit=1)[0]
    assert records.visit(shown.record_id).shown.replaces


def test_the_keyboard_chooses_and_decides(page, desk):
    key = phones(page)
    pick = page.panel.fields["head_phone"]._picks[1]
    pick.setFocus()
    pick.click()
    page.opened(key)
    assert desk.workspace.records.entity(*key).conflicts == ()
