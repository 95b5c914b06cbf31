"""Opened: the files that a start of the program brought, until a desk takes them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog

import resources

if TYPE_CHECKING:
    from ui.desk import Desk


class Opened(QObject):
    """Where nothing is open, it is locked, or a dialog asks, the files wait."""

    def __init__(self, files: Sequence[Path], parent: QObject) -> None:
        super().__init__(parent)
        self._files = tuple(files)

    def __bool__(self) -> bool:
        return bool(self._files)

    def add(self, files: Sequence[Path], desk: "Desk | None") -> None:
        """Take more files, and hand over what can be."""
        self._files = (*self._files, *files)
        self.hand_to(desk)

    def hand_to(self, desk: "Desk | None") -> None:
        """Have `desk` take the files; say which are none of ours."""
        # Loaded once something is open: its module is not needed for the first paint.
        from forms.errors import KnownError

        if desk is None or not self._files:
            return
        asking = QApplication.activeModalWidget()
        if isinstance(asking, QDialog):
            # Later: the dialog is not gone yet when it says that it ends.
            asking.finished.connect(
                lambda: QTimer.singleShot(0, desk, lambda: self.hand_to(desk))
            )
            return
        files, self._files = self._files, ()
        desk.take_files([file for file in files if is_ours(file)])
        others = [file.name for file in files if not is_ours(file)]
        if others:
            problem = KnownError("OPENED-KIND", file=", ".join(others))
            # The window is there first.
            QTimer.singleShot(0, desk, lambda: desk.show_problem(problem))

    def leave(self, folder: Path) -> None:
        """Leave the files to the window that has the workspace in `folder` open."""
        from ui.exchange.inbox import leave

        leave(folder, self._files)


def is_ours(file: Path) -> bool:
    """Tell whether `file` is of a kind that this program opens."""
    return file.suffix.lower() in resources.OPENED
