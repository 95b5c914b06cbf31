"""The gallery: every page becomes a picture that is not empty."""

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtGui import QImage

from desktop import demo, story
from desktop.begin import begin
from desktop.clock import stepping
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from ui.places import PLACES, WITHIN
from ui.shots import gallery

pytestmark = pytest.mark.qt

NOON = datetime(2026, 11, 25, 11, 46, tzinfo=timezone(timedelta(hours=8)))


def test_every_page_has_its_picture(qapp, tmp_path):
    folder = tmp_path / "workspace"
    told = demo.morning()
    clock = stepping(NOON.date(), NOON.time(), timedelta(seconds=2))
    begin(folder, Profile(**told["worker"]), demo=True, clock=clock)
    with Records.open(folder, clock=clock) as records, Journal.open(folder) as journal:
        story.fill(records, journal, told["visits"][0], clock, "zh_CN")
    count = gallery(
        tmp_path / "shots", folder, clock,
        languages=("zh_CN",), themes=("dark",), sizes=((1366, 768),),
    )  # fmt: skip
    files = sorted((tmp_path / "shots").glob("*.png"))
    assert len(files) == count
    names = {file.name.removesuffix("_zh_CN_dark_1366x768.png") for file in files}
    assert names >= {place.name for place in PLACES} | set(WITHIN)
    assert names >= {"first_run", "search", "subject", "sheet", "form_heating_visit"}
    for file in files:
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == (1366, 768)
        spots = {
            picture.pixel(x, y) for x in range(8, 1366, 16) for y in range(8, 768, 16)
        }
        assert len(spots) > 5, file.name
    with Journal.open(folder) as journal:
        assert journal.drafts() == []
