"""Idle: tells when nobody touched the program for a while, a closed lid included."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

CHOICES_MIN = (5, 10, 30, 0)
"""Minutes to wait; 0 for never."""
USUAL_MIN = 10
_LOOK_EVERY_MS = 5_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Idle(QObject):
    """Watches every event of the application.

    Args:
        application: Its events are filtered.
        now_s: Seconds of a clock that goes on while the laptop sleeps.
    """

    idle = Signal()

    def __init__(
        self, application: QObject, now_s: Callable[[], float] = time.time
    ) -> None:
        super().__init__(application)
        self._application = application
        self._now_s, self._minutes, self._last = now_s, 0, now_s()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, minutes: int) -> None:
        """Tell after so many minutes; 0 stops watching."""
        self._minutes, self._last = minutes, self._now_s()
        # Only while it is needed: each event of the program passes through a filter.
        self._application.removeEventFilter(self)
        if minutes:
            self._application.installEventFilter(self)
            self._timer.start()
        else:
            self._timer.stop()

    def look(self) -> bool:
        """Tell where the time is over; return whether it was."""
        if not self._minutes:
            return False
        gone = self._now_s() - self._last
        if gone < 0:
            # The clock was set back.
            self._last = self._now_s()
        if gone < self._minutes * 60:
            return False
        self._minutes = 0
        self._timer.stop()
        self.idle.emit()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a touch as a sign of life, unless it comes too late."""
        if self._minutes and event.type() in _TOUCHES:
            if self.look():
                return True
            self._last = self._now_s()
        return False
