"""A visit edited on two laptops: both versions stand, and a person settles them."""

import shutil

import pytest

from forms.engine.refs import NodeRef
from forms.entry import FormEntry
from forms.entry.fork import read_fork
from forms.records import disputes
from forms.records.journal import Journal
from forms.records.store import Records
from sync.exchange import enrol
from tests.entry.test_entry import HEAT, grid, opened, visit

__all__ = ["grid", "opened"]


def carry(source: Records, towards: Records) -> None:
    for device in source.version_map():
        towards.receive(list(source.ops(device)), {})


@pytest.fixture
def forked(opened, tmp_path):
    """One visit, edited at the same time here and on another laptop."""
    records, journal, clock = opened
    first = visit(opened)
    first.finalize()
    shutil.copytree(tmp_path / "ws", tmp_path / "other")
    with (
        Records.open(tmp_path / "other", clock=clock) as other,
        Journal.open(tmp_path / "other") as drafts,
    ):
        # A copy takes keys of its own before it writes.
        enrol.renew(other)
        edit(other, drafts, first.record_id, clock, "t_living", "14")
        edit(records, journal, first.record_id, clock, "t_living", "16")
        edit(records, journal, first.record_id, clock, "meter_type", "home")
        carry(other, records)
    return records, journal, clock, first.record_id


def edit(records, journal, record_id, clock, name, text):
    entry = FormEntry.edit(records, journal, record_id, clock=clock)
    ref = NodeRef.parse(f"{HEAT}/heat/{name}")
    entry.answer(ref, text)
    assert entry.finalize().violations == ()


def test_versions_are_told_question_by_question(forked):
    records, _, clock, record_id = forked
    fork = read_fork(records, record_id, clock=clock, language="zh_CN")
    assert len(fork.revisions) == 2
    told = {one.path.rsplit("/", 1)[1]: one.values for one in fork.differences}
    assert told["t_living"] == ("16", "14")
    assert told["meter_type"] == ("home", "digital")
    assert all(one.label for one in fork.differences)


def test_settling_makes_a_revision_that_names_both(forked):
    records, journal, clock, record_id = forked
    house = records.visit(record_id).row.subject
    assert "last_heat_temp" in records.entity(*house).conflicts
    entry = FormEntry.settle(
        records, journal, record_id, {f"{HEAT}/heat/t_living": "14"}, clock=clock
    )
    assert entry.finalize().violations == ()
    after = records.visit(record_id)
    assert after.row.heads == 1
    assert len(after.shown.replaces) == 2
    assert b"<t_living>14</t_living>" in after.shown.xml
    assert records.entity(*house).properties["last_heat_temp"] == "14"
    assert records.entity(*house).conflicts == ()


def test_settling_goes_on_after_a_kill(forked):
    records, journal, clock, record_id = forked
    begun = FormEntry.settle(
        records, journal, record_id, {f"{HEAT}/heat/t_living": "14"}, clock=clock
    )
    again = FormEntry.resume(records, journal, begun.draft_id, clock=clock)
    assert again.value(NodeRef.parse(f"{HEAT}/heat/t_living")) == "14"
    again.finalize()
    assert records.visit(record_id).row.heads == 1


def test_forks_and_disputes_are_counted_and_ruled(forked):
    records, _, _, record_id = forked
    assert disputes.forks(records) == 1
    house = records.visit(record_id).row.subject
    assert disputes.counts(records)["household"] == 1
    (ruled,) = disputes.ruled(
        records, "visited", list_name="household", field="last_heat_temp"
    )
    assert (ruled.list_name, ruled.id) == house
    assert ruled.values == {"last_heat_temp": "16"}
    op = records.resolve(*house, {"last_heat_temp": "15"}, "w02")
    (made,) = disputes.decisions(records, op_id=op.id)
    assert made.values == {"last_heat_temp": "15"}
    assert disputes.take_back(records, op.id, "w02") == 1
    assert records.entity(*house).properties["last_heat_temp"] == "16"
    assert len(disputes.decisions(records)) == 2
