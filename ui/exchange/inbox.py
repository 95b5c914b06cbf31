"""Inbox: a file opened by a double click while the window is open already."""

import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from forms.records.vault import known_os_error

FOLDER, PART = "inbox", ".part"
EVERY_MS = 1_500


def leave(workspace: Path, files: Sequence[Path]) -> None:
    """Leave copies of files for the program that holds the workspace.

    Raises:
        KnownError: What the disk says.
    """
    folder = workspace / FOLDER
    for file in files:
        # Its name is told to people, so it stays; a twin of it may lie there.
        place = folder / secrets.token_hex(4) / file.name
        try:
            place.parent.mkdir(parents=True)
            part = place.with_name(place.name + PART)
            shutil.copyfile(file, part)
            part.replace(place)
        except OSError as error:
            raise known_os_error(error, file) from error


class Inbox(QObject):
    """Looks for what another start of the program left, and tells of it once."""

    came = Signal(list)

    def __init__(self, workspace: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = workspace / FOLDER
        self._told: set[Path] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look now."""
        if not self._folder.is_dir():
            return
        found = []
        for folder in sorted(self._folder.iterdir()):
            files = [file for file in folder.iterdir() if file.suffix != PART]
            if files and folder not in self._told:
                self._told.add(folder)
                found += files
        if found:
            self.came.emit(found)

    def done(self) -> None:
        """Remove what was told of; called when the window closes."""
        for folder in self._told:
            shutil.rmtree(folder, ignore_errors=True)
