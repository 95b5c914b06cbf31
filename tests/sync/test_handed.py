"""What waits to be handed over: the command line and the window count the same."""

import json
from pathlib import Path

import pytest

from desktop import cli
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import VisitIn
from sync import carrier
from sync.exchange.handed import Counter, Waiting, handed_over
from sync.exchange.marker import read_store
from sync.folders.directory import DirectoryFolder
from tests.sync.registers import (
    NOW,
    finish_visit,
    workspace,
    write_households,
)

ANSWERS = {
    "hdr/grid_code": "XYQY03", "hdr/visitor": "w02",
    "who/hh": "8049b727-60bb-4a5c-99f2-7c83c559c4c8", "who/result": "met",
    "heat/t_living": "19.5", "heat/meter_type": "digital", "chk/problem": "none",
    "chk/elec": "none", "safe/leaflet": "1", "safe/satisf": "5",
}  # fmt: skip
FINAL = [
    *({"set": f"/heating_visit/{path}", "value": v} for path, v in ANSWERS.items()),
    {"finalise": True},
]


def change_visit(records: Records) -> None:
    """Finalise another version of the newest visit."""
    row = records.visits()[0]
    told = VisitIn(
        draft_id="again",
        record_id=row.record_id,
        form_id="heating_visit",
        form_version="1",
        xml=b"<data><a/></data>",
        instance_id="uuid:again",
        author="w02",
        started_at=NOW,
        ended_at=NOW,
        grid_code="XYQY03",
        deprecated_id=records.visit(row.record_id).shown.instance_id,
    )
    records.finalise_visit(told)


def test_a_visit_that_was_changed_still_waits_once(tmp_path: Path) -> None:
    with workspace(tmp_path / "w") as records, Journal.open(tmp_path / "w") as journal:
        counter = Counter()
        finish_visit(records, 1)
        finish_visit(records, 2)
        change_visit(records)
        write_households(records, 1)
        assert counter.count(records, journal) == Waiting(2, 1, "")
        change = records.version_map()[records.device_id]
        handed_over(journal, change, NOW)
        assert counter.count(records, journal) == Waiting(0, 0, NOW.isoformat())


def test_an_export_of_the_command_line_is_known_in_the_window(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, stick = tmp_path / "w", tmp_path / "stick"
    stick.mkdir()
    with workspace(place) as records:
        finish_visit(records, 1)
        change_visit(records)
        write_households(records, 3)
    words = ["export", "--to", str(stick), "--workspace", str(place), "--lang", "en"]
    assert cli.main(words) == 0
    assert "1 visits and 3 other changes" in capsys.readouterr().out
    with Records.open(place) as records, Journal.open(place) as journal:
        assert Counter().count(records, journal).visits == 0
        key = carrier.place_key(str(stick), read_store(DirectoryFolder(stick)).id)
        standing = carrier.read_standing(journal, key)
        assert carrier.load_of(records, standing) == carrier.Load(0, 0)


def test_a_sheet_of_the_command_line_is_printed_in_custody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, steps = tmp_path / "w", tmp_path / "steps.json"
    words = ["new", "--staff", "w02", "--name", "孔祥云", "--grid", "XYQY03", "--demo"]
    assert cli.main([*words, "--workspace", str(place)]) == 0
    steps.write_text(json.dumps(FINAL), encoding="utf-8")
    fill = ["fill", "heating_visit", "--steps", str(steps), "--now", NOW.isoformat()]
    fill += ["--out", str(tmp_path / "x.xml"), "--workspace", str(place)]
    assert cli.main(fill) == 0
    with Records.open(place) as records:
        row = records.visits()[0]
    out = ["-o", str(tmp_path / "s.pdf"), "--workspace", str(place)]
    capsys.readouterr()
    for more, steps_seen in (["--look"], []), ([], ["printed"]):
        assert cli.main(["sheet", row.number, *out, *more]) == 0
        with Records.open(place) as records:
            told = records.custody(row.record_id)
        assert [s.name for s in told.steps if s.name == "printed"] == steps_seen
