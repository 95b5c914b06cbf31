"""Waiting: how much of this laptop's work has still to be handed over."""

from dataclasses import dataclass
from datetime import datetime

from ui import words
from ui.context import Workspace

HANDED = "handed.seq"
HANDED_AT = "handed.at"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What has still to move.

    Args:
        visits: Finished visits that no export has carried yet.
        others: Other facts: ledgers brought in, corrections.
        last: When something was handed over last, blank for never.
    """

    visits: int
    others: int
    last: str


class Counter:
    """Counts once what is in the log, then only what is new in it."""

    def __init__(self) -> None:
        self._from = self._seen = -1
        self._visits = self._others = 0

    def count(self, workspace: Workspace) -> Waiting:
        """Return what has still to move."""
        records = workspace.records
        handed = int(workspace.journal.setting(HANDED, "0"))
        if handed != self._from:
            self._from = self._seen = handed
            self._visits = self._others = 0
        for op in records.ops(records.device_id, self._seen + 1):
            self._seen = op.seq
            self._visits += op.kind == "visit"
            # Forms that came with the program are on every laptop already.
            self._others += op.kind not in ("visit", "form")
        return Waiting(self._visits, self._others, _last(workspace))


def handed_over(workspace: Workspace, seq: int) -> None:
    """Remember that an export carried this laptop's ops up to `seq`."""
    workspace.journal.set_setting(HANDED, str(seq))
    workspace.journal.set_setting(HANDED_AT, workspace.clock().isoformat())


def _last(workspace: Workspace) -> str:
    told = workspace.journal.setting(HANDED_AT)
    if not told:
        return ""
    at = datetime.fromisoformat(told).astimezone(workspace.clock().tzinfo)
    if at.date() == workspace.today:
        return f"{at:%H:%M}"
    return words.day(at.date(), workspace.language)
