"""A draft that the disk refused is sealed elsewhere and comes back whole."""

import shutil
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from desktop.begin import begin
from forms.engine.refs import NodeRef
from forms.entry import FormEntry, Unsaved
from forms.entry.rescue import file_name, find_rescues, read_rescue, write_rescue
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from tests.entry.test_unsaved import empty_disk, fill_disk, uploads

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


def refused(desk):
    """Return an entry of which the last two answers are in no disk."""
    entry = FormEntry.start(*desk, "heating_visit", clock=clock)
    entry.answer(RESULT, "met")
    fill_disk(desk[1])
    for text in ("15.5", "16.5"):
        with pytest.raises(Unsaved):
            entry.answer(LIVING, text)
    return entry


def test_a_sealed_file_brings_back_what_the_disk_refused(desk, tmp_path):
    entry = refused(desk)
    folder, stick = desk[0].folder, tmp_path / "stick"
    stick.mkdir()
    rescued = entry.rescued()
    place = write_rescue(folder, stick / file_name(rescued), rescued)
    assert b"16.5" not in place.read_bytes()
    empty_disk(desk[1])
    assert list(find_rescues(folder, [tmp_path / "none", stick])) == [place]
    again = FormEntry.bring_back(*desk, read_rescue(folder, place), clock=clock)
    assert (again.draft_id, again.unsaved) == (entry.draft_id, 0)
    kept = FormEntry.resume(*desk, entry.draft_id, clock=clock)
    assert kept.value(LIVING) == "16.5"
    assert [e["v"] for e in desk[1].events(entry.draft_id)] == ["met", "15.5", "16.5"]


def test_what_is_refused_again_waits_on(desk):
    entry = refused(desk)
    again = FormEntry.bring_back(*desk, entry.rescued(), clock=clock)
    assert (again.unsaved, again.value(LIVING)) == (2, "16.5")
    empty_disk(desk[1])
    again.retry()
    assert again.unsaved == 0


def test_brought_back_twice_is_no_harm(desk):
    entry = refused(desk)
    rescued = entry.rescued()
    empty_disk(desk[1])
    for _ in range(2):
        FormEntry.bring_back(*desk, rescued, clock=clock)
    assert len(desk[1].events(entry.draft_id)) == 3
    mine = [one for one in desk[1].drafts() if one.draft.id != "other"]
    assert len(mine) == 1


def test_a_draft_that_went_on_meanwhile_gets_one_beside_it(desk):
    entry = refused(desk)
    rescued = entry.rescued()
    empty_disk(desk[1])
    other = FormEntry.resume(*desk, entry.draft_id, clock=clock)
    other.answer(LIVING, "19")
    beside = FormEntry.bring_back(*desk, rescued, clock=clock)
    assert beside.draft_id != entry.draft_id
    assert beside.record_id != entry.record_id
    assert (beside.value(LIVING), other.value(LIVING)) == ("16.5", "19")


def test_a_photo_that_is_on_no_disk_goes_with_it(desk, monkeypatch):
    entry = FormEntry.start(*desk, "hazard_report", clock=clock)
    fill_disk(desk[1])
    photo = next(ref for ref in uploads(entry.root.items) if entry.relevant(ref))
    with monkeypatch.context() as world:
        world.setattr(desk[0]._blobs, "put", full)
        with pytest.raises(Unsaved):
            entry.attach(photo, b"picture", ".jpg")
    rescued = entry.rescued()
    empty_disk(desk[1])
    again = FormEntry.bring_back(*desk, rescued, clock=clock)
    assert (again.attachment(photo), again.unsaved) == (b"picture", 0)


def full(_):
    raise KnownError("DISK-FULL", place="x")


def test_another_workspace_and_a_torn_file_are_told(desk, plain, tmp_path):
    entry = FormEntry.start(*desk, "heating_visit", clock=clock)
    place = write_rescue(desk[0].folder, tmp_path / "x.gvr", entry.rescued())
    other = tmp_path / "other"
    begin(other, Profile("w03", "孔祥雨", "XYQY03"), demo=False, clock=clock)
    with pytest.raises(KnownError, match="RESCUE-OTHER"):
        read_rescue(other, place)
    assert list(find_rescues(other, [tmp_path])) == []
    data = place.read_bytes()
    for torn in (b"", data[:20], data[:-1], data[:-1] + b"x", b"x" + data):
        place.write_bytes(torn)
        with pytest.raises(KnownError, match=r"RESCUE-DAMAGED|RESCUE-OTHER"):
            read_rescue(desk[0].folder, place)


def test_a_visit_that_the_disk_refuses_leaves_no_draft(desk):
    records, journal = desk
    FormEntry.start(*desk, "heating_visit", clock=clock)
    fill_disk(journal)
    before = [one.draft.id for one in journal.drafts()]
    home = records.entities("household", {}, limit=1)
    subject = ("household", home[0].id) if home else ("household", "none")
    with pytest.raises(KnownError, match="DISK-FULL"):
        FormEntry.start(*desk, "heating_visit", clock=clock, subject=subject)
    assert [one.draft.id for one in journal.drafts()] == before
