"""Gallery: a throw-away demo workspace, drawn page by page."""

import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path

from desktop import clock, demo, story
from desktop.begin import begin
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from ui.shots import gallery


def draw(folder: Path) -> int:
    """Draw every page into `folder`; return how many pictures there are."""
    told = demo.morning()
    today = clock.now().date()
    with tempfile.TemporaryDirectory() as place:
        workspace = Path(place) / "workspace"
        moment = clock.stepping(
            today, time.fromisoformat(told["begins"]), timedelta(seconds=2)
        )
        profile = Profile(**told[demo.WORKER])
        begin(workspace, profile, demo=True, clock=moment)
        with (
            Records.open(workspace, clock=moment) as records,
            Journal.open(workspace) as journal,
        ):
            for visit in told["visits"]:
                story.fill(records, journal, visit, moment, profile.language)

        def noon() -> datetime:
            return datetime.combine(today, time(11, 46), clock.ZONE)

        return gallery(folder, workspace, noon)
