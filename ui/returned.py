"""Returned: answers that were saved elsewhere, found and brought back to the work."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from forms.entry import Rescued
from forms.entry.rescue import find_rescues, read_rescue
from forms.errors import KnownError
from sync.folders.sticks import sticks
from ui.context import Workspace
from ui.jobs import Progress
from ui.saving import carried_places


class Returned(QObject):
    """The way back of what `Carried` saved, into the workspace that sealed it.

    Args:
        parent: Has it.
        workspace: Its key opens them.
        show: Shows a draft with its answers; tells whether all are on the disk now.
    """

    offered = Signal(str, str, object)
    """What is found, as a sentence; what brings it back, as a button; its file."""
    problem = Signal(object)

    def __init__(
        self, parent: QObject, workspace: Workspace, show: Callable[[Rescued], bool]
    ) -> None:
        super().__init__(parent)
        self._folder, self._jobs = workspace.folder, workspace.jobs
        self._show = show

    def look(self) -> None:
        """Look where answers may have been saved, and offer what is there."""
        folder = self._folder

        def look(_: Progress) -> object:
            return tuple(find_rescues(folder, carried_places(sticks())))

        self._jobs.run("work", look, self._offer, self.problem.emit)

    def offer_from(self, place: Path) -> bool:
        """Offer what is saved in `place`; tell whether there is any."""
        found = tuple(find_rescues(self._folder, [place]))
        self._offer(found)
        return bool(found)

    def take(self, path: Path) -> None:
        """Bring back answers from a file; once they are on the disk, it goes."""
        try:
            rescued = read_rescue(self._folder, path)
        except KnownError as error:
            self.problem.emit(error)
            return
        if self._show(rescued):
            # On a stick that is read only it stays; brought back again is no harm.
            with suppress(OSError):
                path.unlink()

    def _offer(self, found: Sequence[Path]) -> None:
        if not found:
            return
        path = found[0]
        told = self.tr("Answers that this disk refused were saved at {place}")
        told = told.format(place=path.parent.name or str(path.parent))
        self.offered.emit(told, self.tr("Bring them back"), path)
