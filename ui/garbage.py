"""Garbage is collected on the GUI thread only, while other threads run."""

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 200


class Garbage(QObject):
    """Takes over from Python's collector, which runs on whatever thread allocates.

    A widget caught in a cycle would then die on a lane, where Qt may not delete it:
    the process ends without a word (seen as a worker that vanished in the tests of
    `ui.jobs`). Made on the GUI thread, before the first lane starts.
    """

    _working: ClassVar[set["Garbage"]] = set()
    _was_on: ClassVar[bool] = True

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if not self._working:
            type(self)._was_on = gc.isenabled()
        gc.disable()
        self._working.add(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_EVERY_MS)

    def look(self) -> None:
        """Collect as far as Python's own thresholds say, the youngest first."""
        for generation in (2, 1, 0):
            if all(
                count > most
                for count, most in zip(
                    gc.get_count()[: generation + 1],
                    gc.get_threshold()[: generation + 1],
                    strict=True,
                )
            ):
                gc.collect(generation)
                return

    def end(self) -> None:
        """Let Python collect as it did before; call once the lanes have ended."""
        self._timer.stop()
        self._working.discard(self)
        if not self._working and self._was_on:
            gc.enable()
