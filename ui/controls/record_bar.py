"""A button that records sound; while it does, how long, and how it ends."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui import icons
from ui.controls.control import Caption
from ui.controls.devices import devices
from ui.controls.ink import tokens
from ui.controls.recorder import Recorder, clock


class RecordBar(QWidget):
    """Absent where no microphone is plugged in.

    Args:
        quality: As the form asks it.
    """

    recorded = Signal(bytes, str)
    troubled = Signal(str)

    def __init__(self, quality: str) -> None:
        super().__init__()
        self.recorder = Recorder(self, quality)
        self.start = self._button("mic", self.begin)
        self.stop = self._button("stop", self.recorder.stop)
        self.cancel = self._button("cross", self.recorder.cancel)
        self.stop.setText(self.tr("Stop and keep"))
        self.cancel.setText(self.tr("Throw away"))
        self.time = Caption(role="card_title")
        self.time.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.time, self.start, self.stop, self.cancel):
            row.addWidget(widget)
        self._wanted = False
        self.put(wanted=True, again=False)
        self.recorder.recorded.connect(self.recorded)
        self.recorder.failed.connect(self._fail)
        self.recorder.ticked.connect(self._tick)
        self.recorder.turned.connect(self._turn)
        devices().changed.connect(self._show)
        devices().ask()

    def put(self, *, wanted: bool, again: bool) -> None:
        """Offer to record, or to record again in place of what there is."""
        self._wanted = wanted
        self.start.setText(self.tr("Record again") if again else self.tr("Record"))
        self._show()

    def begin(self) -> None:
        """Record with the microphone that the system prefers."""
        found = devices().microphones
        if found:
            self.troubled.emit("")
            self._tick(0)
            self.recorder.start(found[0])

    def stops(self) -> list[QWidget]:
        """Return what can be pressed now."""
        buttons = (self.start, self.stop, self.cancel)
        return [each for each in buttons if not each.isHidden()]

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was said when its question goes out of the page."""
        if not event.spontaneous():
            self.recorder.stop()
        super().hideEvent(event)

    def _button(self, icon: str, then: object) -> QPushButton:
        made = QPushButton()
        made.setIcon(icons.icon(icon, tokens().text2, size=18))
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(then)
        return made

    def _turn(self, runs: bool) -> None:
        held = any(each.hasFocus() for each in (self.start, self.stop, self.cancel))
        self._show()
        if held:
            (self.stop if runs else self.start).setFocus()

    def _show(self) -> None:
        runs = self.recorder.running
        offered = self._wanted and bool(devices().microphones)
        self.start.setVisible(offered and not runs)
        for widget in (self.time, self.stop, self.cancel):
            widget.setVisible(runs)

    def _tick(self, ms: int) -> None:
        self.time.setText(self.tr("Recording {time}").format(time=clock(ms)))

    def _fail(self, words: str) -> None:
        said = self.tr(
            "The microphone records nothing. Perhaps another program uses it or it is "
            "switched off. Choose a recorded file instead."
        )
        self.troubled.emit(f"{said} {words}".strip())
