"""Sound and film recorded by the laptop itself: into memory, never a plain file."""

from functools import partial
from typing import Any

from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QEventLoop,
    QIODevice,
    QObject,
    QSize,
    QTimer,
    Signal,
)

from ui.controls.devices import Source, multimedia

_MOST_MS, _MOST_FILM_MS = 60 * 60 * 1000, 10 * 60 * 1000
_FILM_SIZE = QSize(960, 540)
_FILM_BITS = 1_500_000
# The first that this system can write; H.264 is not in the wheels for Linux.
_FILM_CODECS = ("H264", "MPEG4", "MotionJPEG")
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

    Attributes:
        suffix: Of the file that it makes.
        most_ms: When a recording that is forgotten ends by itself.

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

    suffix = ".m4a"
    most_ms = _MOST_MS

    def __init__(self, parent: QObject, quality: str = "") -> None:
        super().__init__(parent)
        self._quality = quality
        self._recorder: Any = None
        self._held: list[QObject] = []
        self._kept = QBuffer()
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
        session = media.QMediaCaptureSession(QCoreApplication.instance())
        self._begin(media, session, source)
        self._held.append(session)

    def _begin(self, media: Any, session: Any, source: Source | None) -> None:  # noqa: ANN401
        """Record what `session` sees, and what `source` hears."""
        # It writes to its end on a thread of its own: so it and what it writes to
        # outlive the page that is closed meanwhile.
        app = QCoreApplication.instance()
        self._thrown = False
        self._held = []
        if source is not None:
            opened = source.open(session, self._fail)
            opened.setParent(app)
            self._held.append(opened)
        self._recorder = self._made(media)
        self._recorder.setParent(app)
        self._kept = QBuffer(self._recorder)
        self._kept.open(QIODevice.OpenModeFlag.ReadWrite)
        self._recorder.setOutputDevice(self._kept)
        session.setRecorder(self._recorder)
        self._recorder.errorOccurred.connect(self._error)
        self._recorder.recorderStateChanged.connect(self._state)
        self._recorder.recorderStateChanged.connect(
            partial(_end, [self._recorder], self._held)
        )
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
        made = media.QMediaRecorder()
        format_ = media.QMediaFormat(media.QMediaFormat.FileFormat.Mpeg4Audio)
        format_.setAudioCodec(media.QMediaFormat.AudioCodec.AAC)
        made.setMediaFormat(format_)
        made.setEncodingMode(media.QMediaRecorder.EncodingMode.AverageBitRateEncoding)
        made.setAudioBitRate(_BITS.get(self._quality, _USUAL_BITS))
        made.setAudioSampleRate(_RATES.get(self._quality, _USUAL_RATE))
        made.setAudioChannelCount(1)
        return made

    def _count(self) -> None:
        if self._recorder is None:
            return
        spent = int(self._recorder.duration())
        self.ticked.emit(spent)
        if spent >= self.most_ms:
            self.stop()

    def _state(self, state: Any) -> None:  # noqa: ANN401 - loaded on use
        if state.name != "StoppedState" or self._recorder is None:
            return
        spent = int(self._recorder.duration())
        self.ticked.emit(spent)
        data = bytes(self._kept.data().data())
        self._let_go()
        if not self._thrown:
            # A microphone that is silenced by the system gives a file without sound.
            if spent and data:
                self.recorded.emit(data, self.suffix)
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
        held = [self._recorder, *self._held]
        self._recorder, self._held = None, []
        for each in held:
            # Not at once: it is the recorder that is telling us.
            each.deleteLater()


def _end(recorder: list[QObject], held: list[QObject], state: Any) -> None:  # noqa: ANN401
    """Let a recorder go that has ended, though who began it may be gone."""
    if state.name == "StoppedState":
        for each in (*recorder, *held):
            each.deleteLater()


class FilmRecorder(Recorder):
    """Records what an open camera sees, and what a microphone hears."""

    suffix = ".mp4"
    most_ms = _MOST_FILM_MS

    def film(self, session: Any, microphone: Source | None) -> None:  # noqa: ANN401
        """Record what `session` sees, without sound where there is no microphone."""
        media = multimedia()
        if media is not None and session is not None and not self.running:
            self._begin(media, session, microphone)

    def _made(self, media: Any) -> Any:  # noqa: ANN401 - loaded on use
        made = super()._made(media)
        format_ = media.QMediaFormat(media.QMediaFormat.FileFormat.MPEG4)
        format_.setAudioCodec(media.QMediaFormat.AudioCodec.AAC)
        mode = media.QMediaFormat.ConversionMode.Encode
        known = {one.name: one for one in format_.supportedVideoCodecs(mode)}
        codec = next((known[name] for name in _FILM_CODECS if name in known), None)
        if codec is not None:
            format_.setVideoCodec(codec)
        made.setMediaFormat(format_)
        made.setVideoResolution(_FILM_SIZE)
        made.setVideoBitRate(_FILM_BITS)
        return made


def clock(ms: int) -> str:
    """Return how long as it is read: "0:07", "12:30"."""
    return f"{ms // 60000}:{ms // 1000 % 60:02}"
