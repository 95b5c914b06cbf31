"""What the disk refuses stays in the form, waits, and comes to disk in its order."""

import shutil
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from desktop.begin import begin
from forms.engine.refs import NodeRef
from forms.entry import FormEntry, Unsaved
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
RESULT = NodeRef.parse("/heating_visit/who/result")
LIVING = NodeRef.parse("/heating_visit/heat/t_living")


def clock():
    return NOW


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain") / "workspace"
    begin(folder, Profile("w02", "孔祥云", "XYQY03"), demo=False, clock=clock)
    return folder


@pytest.fixture
def desk(plain, tmp_path):
    folder = shutil.copytree(plain, tmp_path / "workspace")
    with Records.open(folder) as records, Journal.open(folder) as journal:
        yield records, journal


def fill_disk(journal):
    """Let the journal's file grow no more, and fill what room is left in it."""
    link = journal._link
    link.run(f"PRAGMA max_page_count = {link.value('PRAGMA page_count')}")
    draft = journal.drafts()[0].draft
    journal.start_draft(replace(draft, id="other", snapshot=b""))
    for size in (2_000, 1):
        with pytest.raises(KnownError, match="DISK-FULL"):
            append_on(journal, "x" * size)


def append_on(journal, text):
    for _ in range(10_000):
        journal.append("other", {"v": text})


def empty_disk(journal):
    journal._link.run("PRAGMA max_page_count = 1000000")


def test_refused_answers_stay_and_come_first_with_the_next_one(desk):
    entry = FormEntry.start(*desk, "heating_visit", clock=clock)
    fill_disk(desk[1])
    with pytest.raises(Unsaved, match="DISK-FULL") as refused:
        entry.answer(RESULT, "noone")
    assert RESULT in refused.value.changes.values
    with pytest.raises(Unsaved):
        entry.answer(RESULT, "met")
    assert (entry.value(RESULT), entry.unsaved) == ("met", 2)
    assert desk[1].events(entry.draft_id) == []
    with pytest.raises(KnownError, match="DISK-FULL"):
        entry.retry()
    empty_disk(desk[1])
    entry.answer(LIVING, "15.5")
    assert entry.unsaved == 0
    told = [event["v"] for event in desk[1].events(entry.draft_id)]
    assert told == ["noone", "met", "15.5"]
    again = FormEntry.resume(*desk, entry.draft_id, clock=clock)
    assert (again.value(RESULT), again.value(LIVING)) == ("met", "15.5")


def test_retry_writes_what_was_refused(desk):
    entry = FormEntry.start(*desk, "heating_visit", clock=clock)
    before = entry.saved_at
    fill_disk(desk[1])
    with pytest.raises(Unsaved):
        entry.answer(RESULT, "met")
    assert entry.saved_at == before
    empty_disk(desk[1])
    entry.retry()
    assert entry.unsaved == 0
    assert len(desk[1].events(entry.draft_id)) == 1


def test_refused_photo_is_shown_and_kept_later(desk, monkeypatch):
    entry = FormEntry.start(*desk, "hazard_report", clock=clock)
    fill_disk(desk[1])
    photo = next(ref for ref in uploads(entry.root.items) if entry.relevant(ref))
    with monkeypatch.context() as world:
        world.setattr(desk[0]._blobs, "put", full)
        with pytest.raises(Unsaved):
            entry.attach(photo, b"picture", ".jpg")
    assert entry.attachment(photo) == b"picture"
    assert not list(desk[0]._blobs.names())
    empty_disk(desk[1])
    entry.retry()
    again = FormEntry.resume(*desk, entry.draft_id, clock=clock)
    assert again.attachment(photo) == b"picture"


def full(_):
    raise KnownError("DISK-FULL", place="x")


def uploads(items):
    for item in items:
        if getattr(item, "kind", "") == "upload":
            yield item.ref
        for part in (*getattr(item, "items", ()), *getattr(item, "instances", ())):
            yield from uploads([part])


def test_nothing_is_finished_while_an_answer_waits(desk, monkeypatch):
    entry = FormEntry.start(*desk, "heating_visit", clock=clock)
    monkeypatch.setattr(desk[1], "append", lambda *_: full(None))
    with pytest.raises(Unsaved):
        entry.answer(RESULT, "met")
    monkeypatch.setattr(entry._session, "validate", lambda: ())
    with pytest.raises(KnownError, match="DISK-FULL"):
        entry.finalize()
    assert desk[0].visits() == []
    entry.discard()
    assert entry.unsaved == 0
