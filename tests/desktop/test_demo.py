"""The demo: a morning filled, printed, carried and received, both sides equal."""

import pypdf
import pytest

from desktop import cli, demo
from desktop.speech import Speech
from forms.errors import KnownError
from forms.records.store import Records


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The demo done once by the command line: its folder, exit code and words."""
    folder = tmp_path_factory.mktemp("demo") / "morning"
    code = cli.main(["demo", "--to", str(folder), "--today", "2026-11-25"])
    return folder, code


def test_demo_ends_well(played):
    assert played[1] == 0


def test_morning_holds_what_it_should(played):
    with Records.open(played[0] / "office", writer=False) as records:
        done = records.visit_counts()
    assert done["heating_visit"] >= 5
    assert done["fire_patrol"] >= 2
    assert done["special_followup"] >= 3
    assert done["hazard_report"] >= 1
    assert done["hazard_handling"] >= 1
    assert done["outreach_log"] >= 1


def test_hazard_is_handled_at_the_office_too(played):
    with Records.open(played[0] / "office", writer=False) as records:
        found = records.entities(
            "hazard", {"description": "5号楼北侧有飞线充电，电线垂到窗下"}
        )
    assert [one.properties["status"] for one in found] == ["S4"]


def test_each_patrol_checks_several_facilities(played):
    with Records.open(played[0] / "office", writer=False) as records:
        xml = [
            records.visit(row.record_id).shown.xml
            for row in records.visits()
            if row.form_id == "fire_patrol"
        ]
    assert all(text.count(b"<fac>") >= 4 for text in xml)


def test_photos_and_signatures_arrive(played):
    with Records.open(played[0] / "office", writer=False) as records:
        assert records.missing_blobs() == []
        named = [
            records.visit(row.record_id).shown.attachments for row in records.visits()
        ]
        assert sum(len(one) for one in named) >= 10


def test_every_visit_has_its_sheet(played):
    with Records.open(played[0] / "worker", writer=False) as records:
        numbers = {row.number for row in records.visits()}
    files = list((played[0] / "sheets").glob("*.pdf"))
    assert {file.stem for file in files} == numbers
    for file in files:
        text = "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
        assert file.stem in text


def test_demo_is_marked_as_one(played):
    for side in ("worker", "office"):
        with Records.open(played[0] / side, writer=False) as records:
            assert records.demo


def test_demo_does_not_write_into_a_folder_of_somebody_else(tmp_path, day):
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(KnownError) as told:
        demo.run(tmp_path, day[0], "zh_CN", lambda *_, **__: None)
    assert told.value.code == "DEMO-FOLDER"
    assert (tmp_path / "mine.txt").exists()


def test_counts_that_differ_are_not_equal():
    assert not demo.Outcome({"visits": 2}, {"visits": 1}, ()).equal


def test_every_count_has_a_name():
    for key in ("visits", "form heating_visit", "list household", "due", "conflicts"):
        assert demo.count_name(key, Speech("en"))


def test_selftest_passes(capsys):
    assert cli.main(["--selftest"]) == 0
