"""Sound and film played in the program itself, out of memory."""

from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons
from ui.controls.camera import Pane
from ui.controls.control import Caption
from ui.controls.devices import devices, multimedia
from ui.controls.ink import tokens
from ui.controls.recorder import clock

_ROOM = QSize(880, 495)


class Player(QObject):
    """Plays one thing; what another Player plays ends when this one begins."""

    turned = Signal(bool)
    """It plays (True), or no longer."""
    told = Signal(int, int)
    """Milliseconds played, and of how many."""
    seen = Signal(QImage)
    failed = Signal()

    _playing: "list[Player]" = []  # noqa: RUF012 - one for all of them, on purpose

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._player: Any = None
        self._others: list[Any] = []
        self._data = QBuffer(self)

    @property
    def running(self) -> bool:
        """It plays now."""
        return self._player is not None

    def play(self, data: bytes) -> bool:
        """Play `data` from its start; False where nothing can be heard here."""
        media = multimedia()
        if media is None or not devices().can_sound():
            return False
        for other in list(self._playing):
            other.stop()
        self._data.close()
        self._data.setData(data)
        self._data.open(QIODevice.OpenModeFlag.ReadOnly)
        self._player, heard, sink = (
            media.QMediaPlayer(self), media.QAudioOutput(self), media.QVideoSink(self)
        )  # fmt: skip
        self._others = [heard, sink]
        self._player.setAudioOutput(heard)
        self._player.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._show)
        self._player.errorOccurred.connect(self._fail)
        self._player.mediaStatusChanged.connect(self._status)
        self._player.positionChanged.connect(self._position)
        self._player.setSourceDevice(self._data)
        self._player.play()
        self._playing.append(self)
        self.turned.emit(True)
        return True

    def stop(self) -> None:
        """End it."""
        if self._player is None:
            return
        player, others = self._player, self._others
        self._player, self._others = None, []
        if self in self._playing:
            self._playing.remove(self)
        player.stop()
        # Not at once: it may be the player that is telling us.
        for each in (player, *others):
            each.deleteLater()
        self.turned.emit(False)

    def _show(self, frame: Any) -> None:  # noqa: ANN401 - loaded on use
        image = frame.toImage()
        if not image.isNull():
            self.seen.emit(image)

    def _position(self, at: int) -> None:
        if self._player is not None:
            self.told.emit(at, self._player.duration())

    def _status(self, status: Any) -> None:  # noqa: ANN401 - loaded on use
        if status.name == "EndOfMedia":
            self.stop()

    def _fail(self, _: object, __: str) -> None:
        self.stop()
        self.failed.emit()


class SoundButton(QPushButton):
    """Plays a sound, and ends it; shows how far it is."""

    refused = Signal()
    """Nothing can be heard here, or this is no sound that can be played."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._text = text
        self.data: bytes | None = None
        self.player = Player(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.turn)
        self.player.turned.connect(self._turned)
        self.player.told.connect(self._told)
        self.player.failed.connect(self.refused)
        self._turned(False)

    def turn(self) -> None:
        """Play, or end it."""
        if self.player.running:
            self.player.stop()
        elif self.data is not None and not self.player.play(self.data):
            self.refused.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Fall silent with the page."""
        self.player.stop()
        super().hideEvent(event)

    def _turned(self, plays: bool) -> None:
        icon = "stop" if plays else "play"
        self.setIcon(icons.icon(icon, tokens().primary, size=18))
        if not plays:
            self.setText(self._text)

    def _told(self, at: int, whole: int) -> None:
        self.setText(self.tr("Stop") + f"  {clock(at)} / {clock(whole)}")


class FilmDialog(QDialog):
    """A film in a window of its own."""

    def __init__(self, data: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Play the film"))
        self._data = data
        self.pane = Pane(_ROOM)
        self.player = Player(self)
        self.at = Caption("0:00")
        self.again = QPushButton(self.tr("Play again"))
        self.shut = QPushButton(self.tr("Close"))
        self.again.clicked.connect(lambda: self.begin())
        self.shut.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.at, 1)
        row.addWidget(self.again)
        row.addWidget(self.shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.addWidget(self.pane, 1)
        column.addLayout(row)
        self.player.seen.connect(self.pane.put)
        self.player.told.connect(
            lambda at, whole: self.at.setText(f"{clock(at)} / {clock(whole)}")
        )
        self.player.failed.connect(
            lambda: self.pane.tell(self.tr("This film cannot be played here."))
        )

    def begin(self) -> bool:
        """Play the film; False where this laptop cannot."""
        return self.player.play(self._data)

    def done(self, result: int) -> None:
        """Fall silent with the window."""
        self.player.stop()
        super().done(result)
