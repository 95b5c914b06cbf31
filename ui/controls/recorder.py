"""Sound recorded with the laptop's microphone: into memory, never a plain file."""

from typing import Any

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QObject, QTimer, Signal

from ui.controls.devices import Source, multimedia

MOST_MS = 60 * 60 * 1000
"""A recording that is forgotten ends by itself."""
SUFFIX = ".m4a"
_FINISH_MS = 4000
_TICK_MS = 200
# Source: "Audio" of ODK's documentation, parameter quality. AMR, which it takes for
# "voice-only", is nothing that Qt writes: AAC as small is written instead.
_BITS, _RATES = (
    {"voice-only": 16_000, "low": 24_000},
    {"voice-only": 16_000, "low": 32_000},
)
_USUAL_BITS, _USUAL_RATE = 64_000, 32_000


class Recorder(QObject):
    """Records sound, one recording at a time.

    Args:
        quality: The form's "quality": "voice-only", "low", "normal" or blank.
    """

    recorded = Signal(bytes, str)
    failed = Signal(str)
    """The driver's own words."""
    ticked = Signal(int)
    """Milliseconds recorded so far."""
    turned = Signal(bool)
    """It records (True), or no longer."""

    def __init__(self, parent: QObject, quality: str = "") -> None:
        super().__init__(parent)
        self._quality = quality
        self._session: Any = None
        self._recorder: Any = None
        self._source: QObject | None = None
        self._kept = QBuffer(self)
        self._thrown = False
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._count)

    @property
    def running(self) -> bool:
        """It records now."""
        return self._recorder is not None

    def start(self, source: Source) -> None:
        """Record what `source` hears."""
        media = multimedia()
        if media is None or self.running:
            return
        self._kept.close()
        self._kept.setData(b"")
        self._kept.open(QIODevice.OpenModeFlag.ReadWrite)
        self._thrown = False
        self._session = media.QMediaCaptureSession(self)
        self._source = source.open(self._session, self._fail)
        self._source.setParent(self)
        self._recorder = self._made(media)
        self._session.setRecorder(self._recorder)
        self._recorder.errorOccurred.connect(self._error)
        self._recorder.recorderStateChanged.connect(self._state)
        self._recorder.record()
        if self._recorder is not None:
            self._tick.start()
            self.turned.emit(True)

    def stop(self) -> None:
        """End the recording; `recorded` follows when it is written to its end."""
        if self._recorder is not None:
            self._recorder.stop()

    def cancel(self) -> None:
        """End the recording and throw it away."""
        self._thrown = True
        self.stop()

    def finish(self) -> None:
        """End the recording and wait until it is told."""
        if not self.running:
            return
        loop = QEventLoop()
        self.turned.connect(loop.quit)
        QTimer.singleShot(_FINISH_MS, loop, loop.quit)
        self.stop()
        if self.running:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def _made(self, media: Any) -> Any:  # noqa: ANN401 - loaded on use
        made = media.QMediaRecorder(self)
        format_ = media.QMediaFormat(media.QMediaFormat.FileFormat.Mpeg4Audio)
        format_.setAudioCodec(media.QMediaFormat.AudioCodec.AAC)
        made.setMediaFormat(format_)
        made.setEncodingMode(media.QMediaRecorder.EncodingMode.AverageBitRateEncoding)
        made.setAudioBitRate(_BITS.get(self._quality, _USUAL_BITS))
        made.setAudioSampleRate(_RATES.get(self._quality, _USUAL_RATE))
        made.setAudioChannelCount(1)
        made.setOutputDevice(self._kept)
        return made

    def _count(self) -> None:
        if self._recorder is None:
            return
        spent = int(self._recorder.duration())
        self.ticked.emit(spent)
        if spent >= MOST_MS:
            self.stop()

    def _state(self, state: Any) -> None:  # noqa: ANN401 - loaded on use
        if state.name != "StoppedState" or self._recorder is None:
            return
        heard = int(self._recorder.duration()) > 0
        self._let_go()
        data = bytes(self._kept.data().data())
        if not self._thrown:
            # A microphone that is silenced by the system gives a file without sound.
            if heard and data:
                self.recorded.emit(data, SUFFIX)
            else:
                self.failed.emit("")
        self.turned.emit(False)

    def _error(self, _: object, words: str) -> None:
        self._fail(words)

    def _fail(self, words: str) -> None:
        if self._recorder is None:
            return
        self._thrown = True
        recorder = self._recorder
        self._let_go()
        recorder.stop()
        self.failed.emit(words)
        self.turned.emit(False)

    def _let_go(self) -> None:
        self._tick.stop()
        held = (self._recorder, self._session, self._source)
        self._recorder = self._session = self._source = None
        for each in held:
            if each is not None:
                # Not at once: it is the recorder that is telling us.
                each.deleteLater()


def clock(ms: int) -> str:
    """Return how long as it is read: "0:07", "12:30"."""
    return f"{ms // 60000}:{ms // 1000 % 60:02}"
