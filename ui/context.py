"""Context: what the pages are given to work with, and what they may ask for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.types import Profile
from ui.jobs import Jobs


@dataclass(frozen=True, slots=True)
class Workspace:
    """One open workspace, handed from `desktop/app.py` to the window and its pages.

    Args:
        records: Open on the GUI thread; jobs open their own from `folder`.
        language: "zh_CN" or "en", as the window speaks now.
        place: The grid's name as the sidebar tells it.
        demo: It holds the fictional grid; said on every page.
        clock: Gives aware instants in the register's zone.
    """

    folder: Path
    records: Records
    journal: Journal
    jobs: Jobs
    profile: Profile
    language: str
    place: str
    demo: bool
    clock: Callable[[], datetime]

    @property
    def today(self) -> date:
        """The date here and now."""
        return self.clock().date()


@dataclass(frozen=True, slots=True)
class Start:
    """A visit that a person asks to begin.

    Args:
        form_id: The form to open.
        list_name: List of the one visited, blank where the form is opened blank.
        entity_id: The one visited.
    """

    form_id: str
    list_name: str = ""
    entity_id: str = ""


def grid_name(records: Records, code: str) -> str:
    """Return how a grid is called: its community and number, else its code."""
    grid = records.entity("grid", code)
    if grid is None:
        return code
    known = grid.properties
    told = " ".join(known.get(name, "") for name in ("community", "grid_no")).strip()
    return told or grid.label
