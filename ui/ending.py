"""Ending: the system ends the program; what is open is closed first."""

import os
import signal

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Ending(QObject):
    """Tells on the GUI thread that the system wants the program to end.

    SIGTERM and SIGHUP come at logout and shutdown; unanswered, they end the process in
    the middle of whatever it does. Windows asks its windows instead, which Qt tells.
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if os.name == "nt":
            return
        self._here, there = os.pipe()
        for each in (self._here, there):
            os.set_blocking(each, False)
        # Python runs a handler only when it runs anyway; the byte wakes Qt's loop.
        signal.set_wakeup_fd(there, warn_on_full_buffer=False)
        for each in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, lambda *_: None)
        kind = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(self._here, kind, self)
        self._notifier.activated.connect(self._read)

    def _read(self) -> None:
        os.read(self._here, 64)
        self.asked.emit()
