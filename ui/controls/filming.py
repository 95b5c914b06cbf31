"""A film taken with the laptop's camera: seen live, recorded, looked at, used."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ui.controls.camera import CameraDialog
from ui.controls.devices import devices
from ui.controls.player import Player
from ui.controls.recorder import FilmRecorder, clock


class FilmTaking(CameraDialog):
    """Space or Enter begins and ends the recording, then uses it."""

    taken = Signal(bytes, str)

    def __init__(self, parent: QWidget, front: bool | None = None) -> None:
        super().__init__(parent, front)
        self.setWindowTitle(self.tr("Record a film"))
        self.recorder = FilmRecorder(self)
        self.player = Player(self)
        self.record = self.button(self.tr("Begin to record"), self._record)
        self.stop = self.button(self.tr("Stop"), self.recorder.stop)
        self.play = self.button(self.tr("Play"), self._play)
        self.again = self.button(self.tr("Record again"), self._again)
        self.use = self.button(self.tr("Use this film"), self._use)
        for button in (self.record, self.stop, self.use):
            button.setProperty("kind", "primary")
        self._film: tuple[bytes, str] | None = None
        self._spent = 0
        self.recorder.recorded.connect(self._keep)
        self.recorder.failed.connect(self.fail)
        self.recorder.ticked.connect(self._tick)
        self.recorder.turned.connect(lambda _: self._turn())
        self.player.seen.connect(self.pane.put)
        self._turn()

    def look(self, image: QImage) -> None:
        """Show what the camera sees until there is a film."""
        if self._film is None:
            self.pane.put(image)
            if not self.record.isEnabled():
                self._turn()

    def fail(self, words: str) -> None:
        """Record nothing where nothing is seen."""
        super().fail(words)
        self._film = None
        self._turn()

    def done(self, result: int) -> None:
        """Throw away what is still being recorded."""
        self.player.stop()
        self.recorder.cancel()
        # The camera may not go before what reads from it has ended.
        self.recorder.finish()
        super().done(result)

    def _record(self) -> None:
        ears = devices().microphones
        self._spent = 0
        self.recorder.film(self.eye.session, ears[0] if ears else None)

    def _keep(self, data: bytes, suffix: str) -> None:
        self._film = data, suffix

    def _again(self) -> None:
        self.player.stop()
        self._film = None
        self._turn()

    def _play(self) -> None:
        if self._film is not None and not self.player.play(self._film[0]):
            self.told.setText(self.tr("This film cannot be played here."))

    def _use(self) -> None:
        if self._film is not None:
            self.taken.emit(*self._film)
            self.accept()

    def _tick(self, ms: int) -> None:
        self._spent = ms
        self.told.setText(self.tr("Recording {time}").format(time=clock(ms)))

    def _turn(self) -> None:
        """Offer what can be done now; the likeliest has the focus."""
        runs, kept = self.recorder.running, self._film is not None
        self.record.setVisible(not runs and not kept)
        self.record.setEnabled(not self.pane.image.isNull())
        self.stop.setVisible(runs)
        for button in (self.play, self.again, self.use):
            button.setVisible(kept and not runs)
        self.choice.setEnabled(not runs)
        self.told.setText(self._says(runs))
        target = self.stop if runs else self.use if kept else self.record
        target.setDefault(True)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _says(self, runs: bool) -> str:
        if self._film is not None and not runs:
            size = f"{len(self._film[0]) / 1e6:.1f}"
            return self.tr("{time}, {size} MB").format(
                time=clock(self._spent), size=size
            )
        if not devices().microphones:
            return self.tr("Without sound: there is no microphone.")
        return ""
