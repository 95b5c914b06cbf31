"""Two entries side by side: left, right or a third value; many by rule; undone."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from forms.records.journal import Journal
from forms.records.persons import check_digit
from forms.records.store import Records, create_workspace
from forms.records.types import EntityWriteIn, Profile, VisitIn
from ui.context import Workspace
from ui.jobs import Jobs
from ui.safe.duplicates import DuplicatesPage
from ui.safe.merge_field import LEFT, RIGHT

pytestmark = pytest.mark.qt
NOW = datetime.fromisoformat("2026-12-24T09:00:00+08:00")
NUMBER = "37089919600307061" + check_digit("37089919600307061")
ONE = {
    "full_name": "孔祥瑞", "birth_date": "1960-03-07", "phone": "14000000001",
    "addr_short": "5号楼2单元301室", "risk": "R3",
}  # fmt: skip
TWO = {
    "full_name": "孔祥瑞", "birth_date": "1960-03-07", "phone": "14000000002",
    "addr_short": "5号楼2单元302室", "relation": "head",
}  # fmt: skip


def photo() -> bytes:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return data.data()


@pytest.fixture
def space(tmp_path, qapp):
    profile = Profile("w02", "孔祥云", "XYQY03")
    folder = tmp_path / "ws"
    create_workspace(folder, profile=profile, demo=False, now=NOW)
    ticks = iter(range(10_000))

    def now():
        return NOW + timedelta(seconds=next(ticks))

    with Records.open(folder, clock=now) as records, Journal.open(folder) as journal:
        for name, fields in (("r1", ONE), ("r2", TWO)):
            records.write_entities(
                [EntityWriteIn("resident", "create", name, fields, label="孔祥瑞")],
                "w02",
            )
        records.write_entities(
            [
                EntityWriteIn(
                    "hazard", "create", "z", {"resident_id": "r2"}, label="暖气漏水"
                )
            ],
            "w02",
        )
        records.finalise_visit(
            VisitIn(
                draft_id="d", record_id="v", form_id="special_followup",
                form_version="1", xml=b"<x/>", instance_id="uuid:1", author="w02",
                started_at=NOW, ended_at=NOW, subject=("resident", "r2"),
                grid_code="XYQY03",
                attachments={"door.png": records.put_blob(photo())},
            )
        )  # fmt: skip
        yield Workspace(
            folder, records, journal, Jobs(at_once=True), profile, "zh_CN", "g",
            False, now,
        )  # fmt: skip


@pytest.fixture
def page(space, qtbot):
    made = DuplicatesPage(space)
    qtbot.addWidget(made)
    made.show()
    return made


def resident(space, name="r1"):
    return space.records.entity("resident", name)


def texts(widget):
    return " ".join(one.text() for one in widget.findChildren(QLabel))


def test_what_differs_stands_first_and_the_later_value_is_chosen(page):
    page.compare(page._pairs[0])
    names = list(page.panel.fields)
    assert set(names[:4]) == {"phone", "addr_short", "risk", "relation"}
    assert page.panel.fields["phone"].value == "14000000002"
    # A value against a blank is taken, from whichever side.
    assert page.panel.fields["risk"].value == "R3"
    assert page.panel.fields["relation"].value == "head"
    assert page.panel.fields["full_name"].same


def test_left_right_and_a_third_value_are_what_it_says_then(page, space):
    page.compare(page._pairs[0])
    fields = page.panel.fields
    fields["phone"].pick(LEFT)
    fields["addr_short"].give("5号楼2单元303室")
    fields["relation"].pick(LEFT)
    page.panel.go.click()
    told = resident(space).properties
    assert told["phone"] == "14000000001"
    assert told["addr_short"] == "5号楼2单元303室"
    # The blank of the left side was chosen, and is not filled from the right.
    assert "relation" not in told
    assert resident(space).label == "孔祥瑞 5号楼2单元303室"
    assert space.records.entity_count("resident") == 1
    page._undo_button.click()
    assert resident(space).properties == ONE
    assert resident(space, "r2").properties == TWO
    assert resident(space).label == "孔祥瑞"


def test_all_of_one_side_is_taken_at_once(page):
    page.compare(page._pairs[0])
    page.panel.choose_side(RIGHT)
    assert page.panel.chosen["addr_short"] == "5号楼2单元302室"
    page.panel.choose_side(LEFT)
    assert set(page.panel.chosen) <= {"relation"}


def test_what_goes_along_is_told_with_the_photos(page, space):
    page.compare(page._pairs[0])
    told = texts(page.panel)
    assert "暖气漏水" in told
    assert any(
        not one.pixmap().isNull() and one.pixmap().height() > 50
        for one in page.panel.findChildren(QLabel)
    )
    page.panel.go.click()
    assert space.records.entities("hazard", {"resident_id": "r1"})


def test_numbers_are_masked_until_they_are_asked_for(page):
    page.compare(page._pairs[0])
    assert "14000000002" not in texts(page.panel)
    page.panel._reveal()
    assert "14000000002" in texts(page.panel)


def test_those_with_one_valid_number_are_made_one_at_once_and_two_again(page, space):
    assert page.sure.isHidden()
    for name in ("r1", "r2"):
        space.records.write_entities(
            [EntityWriteIn("resident", "update", name, {"id_no": NUMBER})], "w02"
        )
    page.refresh()
    assert not page.sure.isHidden()
    page.merge_all.click()
    assert space.records.entity_count("resident") == 1
    page._undo_button.click()
    assert space.records.entity_count("resident") == 2
