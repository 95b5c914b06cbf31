"""Forms that ask for it get ODK's audit.csv with each visit, from the journal."""

import csv
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.begin import begin
from forms.engine.definition.xlsform import compile_sheets
from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile

BEGUN = datetime(2026, 12, 24, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
SHEETS = """
| survey |
| | type | name | label | parameters | constraint |
| | audit | audit | | {parameters} | |
| | text | name | Name | | |
| | begin_repeat | av | Appliance | | |
| | text | kind | Kind | | |
| | end_repeat | | | | |
| | integer | age | Age | | . < 150 |
| | image | photo | Photo | | |
| settings |
| | form_id | version |
| | audited | 1 |
"""
NAME, AGE = NodeRef.parse("/data/name"), NodeRef.parse("/data/age")
PHOTO, AV = NodeRef.parse("/data/photo"), NodeRef.parse("/data/av")
EVERYTHING = (
    "track-changes=true identify-user=true track-changes-reasons=on-form-edit"
    " location-priority=balanced location-min-interval=60 location-max-age=120"
)


class Ticking:
    """A clock that moves a second at each look."""

    def __init__(self) -> None:
        self.at = BEGUN

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def desk(tmp_path):
    clock = Ticking()
    folder = tmp_path / "workspace"
    begin(folder, Profile("w02", "孔祥云", "XYQY03"), demo=False, clock=clock)
    with Records.open(folder) as records, Journal.open(folder) as journal:
        yield records, journal, clock


def put(desk, tmp_path, parameters):
    file = tmp_path / "audited.md"
    file.write_text(SHEETS.format(parameters=parameters), encoding="utf-8")
    desk[0].put_form(compile_sheets(file), "test")


def start(desk):
    records, journal, clock = desk
    return FormEntry.start(records, journal, "audited", clock=clock)


def log_of(desk, record_id):
    revision = desk[0].visit(record_id).shown
    assert b"<audit>audit.csv</audit>" in revision.xml
    text = desk[0].blob(revision.attachments["audit.csv"]).decode()
    return text, list(csv.DictReader(io.StringIO(text)))


def test_the_log_has_the_columns_and_events_of_odk(desk, tmp_path):
    put(desk, tmp_path, "")
    entry = start(desk)
    entry.answer(NAME, "王五")
    _, added = entry.add_repeat(AV)
    entry.answer(added.child("kind"), "heater")
    entry.remove_repeat(added)
    done = entry.finalize()
    text, rows = log_of(desk, done.record_id)
    assert text.splitlines()[0] == "event,node,start,end"
    assert [(row["event"], row["node"]) for row in rows] == [
        ("form start", ""),
        ("question", "/data/name"),
        ("add repeat", "/data/av[2]"),
        ("question", "/data/av[2]/kind"),
        ("delete repeat", "/data/av[2]"),
        ("end screen", ""),
        ("form save", ""),
        ("form exit", ""),
        ("form finalize", ""),
    ]
    begun, ended = int(rows[1]["start"]), int(rows[1]["end"])
    assert datetime.fromtimestamp(begun / 1000, BEGUN.tzinfo) > BEGUN
    assert ended > begun
    assert rows[0]["end"] == rows[-1]["end"] == ""


def test_a_form_without_audit_gets_no_log(desk, tmp_path):
    put(desk, tmp_path, "")
    records = desk[0]
    entry = start(desk)
    plain = entry.definition.xform.replace(b"<audit/>", b"")
    plain = plain.replace(b"/data/meta/audit", b"/data/meta/instanceID")
    plain = plain.replace(b'id="audited"', b'id="plain"')
    records.put_form(plain, "test")
    other = FormEntry.start(records, desk[1], "plain", clock=desk[2])
    other.answer(NAME, "x")
    done = other.finalize()
    assert records.visit(done.record_id).shown.attachments == {}


def test_changes_user_and_blank_location_are_columns_when_asked_for(desk, tmp_path):
    put(desk, tmp_path, EVERYTHING)
    entry = start(desk)
    entry.answer(NAME, "Wang, Wu")
    entry.answer(NAME, "Wang, Wu")
    text, rows = log_of(desk, entry.finalize().record_id)
    assert text.splitlines()[0] == (
        "event,node,start,end,latitude,longitude,accuracy,"
        "old-value,new-value,user,change-reason"
    )
    first, second = rows[1:3]
    assert (first["old-value"], first["new-value"]) == ("", "Wang, Wu")
    assert (second["old-value"], second["new-value"]) == ("", "")
    assert {row["user"] for row in rows} == {"w02"}
    assert {row["latitude"] + row["accuracy"] for row in rows} == {""}


def test_a_draft_reopened_and_a_refused_finish_are_told(desk, tmp_path):
    records, journal, clock = desk
    put(desk, tmp_path, "")
    entry = start(desk)
    entry.answer(AGE, "200")
    again = FormEntry.resume(records, journal, entry.draft_id, clock=clock)
    assert again.finalize().violations
    again.answer(AGE, "20")
    _, rows = log_of(desk, again.finalize().record_id)
    assert [row["event"] for row in rows][1:7] == [
        "question", "form save", "form exit", "form resume", "constraint error",
        "question",
    ]  # fmt: skip


def test_an_edit_goes_on_in_the_same_log_and_tells_its_reason(desk, tmp_path):
    records, journal, clock = desk
    put(desk, tmp_path, EVERYTHING)
    entry = start(desk)
    entry.answer(NAME, "Wang")
    assert not entry.asks_reason
    done = entry.finalize()
    _, before = log_of(desk, done.record_id)
    edit = FormEntry.edit(records, journal, done.record_id, clock=clock)
    assert edit.asks_reason
    edit.answer(NAME, "Wang Wu")
    edit.finalize("typed too short")
    _, rows = log_of(desk, done.record_id)
    assert rows[: len(before)] == before
    new = rows[len(before) :]
    assert [row["event"] for row in new] == [
        "form resume", "question", "end screen", "change reason",
        "form save", "form exit", "form finalize",
    ]  # fmt: skip
    assert (new[1]["old-value"], new[1]["new-value"]) == ("Wang", "Wang Wu")
    assert new[3]["change-reason"] == "typed too short"


def test_a_photo_stays_when_the_draft_of_an_edit_is_reopened(desk, tmp_path):
    records, journal, clock = desk
    put(desk, tmp_path, "")
    entry = start(desk)
    entry.attach(PHOTO, b"\xff\xd8 photo", ".jpg")
    done = entry.finalize()
    edit = FormEntry.edit(records, journal, done.record_id, clock=clock)
    again = FormEntry.resume(records, journal, edit.draft_id, clock=clock)
    assert again.attachment(PHOTO) == b"\xff\xd8 photo"
    again.finalize()
    assert len(records.visit(done.record_id).shown.attachments) == 2
