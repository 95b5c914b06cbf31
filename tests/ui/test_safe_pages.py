"""Duplicates and backups in the window; a second visit of the day is pointed out."""

import pytest

from desktop.begin import begin
from desktop.clock import now
from forms.records import backup
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import EntityWriteIn, Profile, VisitIn
from ui.context import Start, Workspace
from ui.jobs import Jobs
from ui.pages.settings import SettingsPage
from ui.pages.subject_page import SubjectPage
from ui.safe.duplicates import DuplicatesPage
from ui.safe.hidden import HiddenPage
from ui.safe.notes import second_visit

pytestmark = pytest.mark.qt
PERSON = {"full_name": "孔祥瑞", "birth_date": "1980-01-02", "phone": "13800000001"}


@pytest.fixture
def space(qapp, tmp_path):
    folder = tmp_path / "ws"
    profile = Profile("w02", "孔祥云", "XYQY03")
    begin(folder, profile, demo=False, clock=now, grid_name="g")
    with Records.open(folder) as records, Journal.open(folder) as journal:
        records.write_entities(
            [
                EntityWriteIn("resident", "create", name, PERSON, label="孔祥瑞")
                for name in ("r1", "r2")
            ],
            "w02",
        )
        yield Workspace(
            folder, records, journal, Jobs(at_once=True), profile, "zh_CN", "g",
            False, now,
        )  # fmt: skip


def test_two_are_made_one_and_two_again(space, qtbot):
    page = DuplicatesPage(space)
    qtbot.addWidget(page)
    page.show()
    (pair,) = page._pairs
    page.merge(pair, {})
    assert space.records.entity_count("resident") == 1
    page.refresh()
    assert page._pairs == []
    page.undo()
    assert space.records.entity_count("resident") == 2
    page.refresh()
    assert page._pairs == [pair]


def test_two_that_are_two_are_not_shown_again(space, qtbot):
    page = DuplicatesPage(space)
    qtbot.addWidget(page)
    page.show()
    page.keep_apart(page._pairs[0])
    assert page._pairs == []
    page.refresh()
    assert page._pairs == []
    assert space.records.entity_count("resident") == 2


def test_the_settings_make_and_put_back_backups(space, qtbot, monkeypatch):
    page = SettingsPage(space)
    qtbot.addWidget(page)
    page.show()
    page.backups.make()
    (one,) = backup.kept(space.folder)
    monkeypatch.setattr("ui.safe.backups.confirm", lambda *_, **__: True)
    with qtbot.waitSignal(page.closed_asked) as asked:
        page.backups.restore(one)
    before = space.records.device_id
    space.records.close()
    space.journal.close()
    asked.args[0](lambda *_: None)
    with Records.open(space.folder) as records:
        assert records.device_id != before


def test_a_first_visit_of_the_day_tells_nothing(space):
    assert second_visit(space, Start("heating_visit", "resident", "r1")) == ""
    assert second_visit(space, Start("heating_visit")) == ""


def test_a_second_visit_of_the_day_is_pointed_out(space):
    form = space.records.forms()[0]
    space.records.finalise_visit(
        VisitIn(
            "d1", "rec1", form.form_id, form.version, b"<data/>", "uuid:1", "w02",
            now(), now(), subject=("resident", "r1"), grid_code="XYQY03",
        )
    )  # fmt: skip
    number = space.records.visits(limit=1)[0].number
    assert number in second_visit(space, Start("heating_visit", "resident", "r1"))
    assert second_visit(space, Start("heating_visit", "resident", "r2")) == ""


def test_what_was_hidden_or_merged_can_come_back(space, qtbot):
    space.records.hide("resident", "r1", True, "w02")
    page = HiddenPage(space)
    qtbot.addWidget(page)
    page.show()
    (one,) = page.found
    page.bring_back(one)
    assert space.records.entity_count("resident") == 2
    space.records.merge("resident", "r1", "r2", {}, "w02")
    page.refresh()
    (one,) = page.found
    assert one.merged_into == "r1"
    page.bring_back(one)
    assert page.found == []
    assert space.records.entity_count("resident") == 2


def test_an_entry_is_hidden_on_its_page_and_brought_back(space, qtbot):
    page = SubjectPage(space, lambda: None)
    qtbot.addWidget(page)
    page.show()
    page.show_only("resident", "r1")
    page._hide.click()
    assert space.records.entity_count("resident") == 1
    page._hide.click()
    assert space.records.entity_count("resident") == 2
