"""Waiting: how much of this laptop's work has still to be handed over, in words."""

from datetime import datetime

from sync.exchange import handed
from sync.exchange.handed import Waiting
from ui import words
from ui.context import Workspace

__all__ = ["Counter", "Waiting", "handed_over"]


class Counter:
    """Counts once what is in the log, then only what is new in it."""

    def __init__(self) -> None:
        self._counter = handed.Counter()

    def count(self, workspace: Workspace) -> Waiting:
        """Return what has still to move; `last` is said as people say it."""
        found = self._counter.count(workspace.records, workspace.journal)
        return Waiting(found.visits, found.others, _said(workspace, found.last))


def handed_over(workspace: Workspace, seq: int) -> None:
    """Remember that an export carried this laptop's ops up to `seq`."""
    handed.handed_over(workspace.journal, seq, workspace.clock())


def _said(workspace: Workspace, told: str) -> str:
    if not told:
        return ""
    at = datetime.fromisoformat(told).astimezone(workspace.clock().tzinfo)
    if at.date() == workspace.today:
        return f"{at:%H:%M}"
    return words.day(at.date(), workspace.language)
