"""Cameras, microphones and speakers of this laptop: looked for on use, not at start."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCameraDevice, QMediaCaptureSession

_LOOK_MS = 200
_MOST_PIXELS = 1920 * 1080

_log = logging.getLogger(__name__)
Failed = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A camera or a microphone.

    Args:
        name: As the system calls it.
        front: A camera that looks at whoever holds the laptop.
        open: Joins it to a session and begins; gives what must be kept while it
            runs. What goes wrong later is told to the second argument, in the
            words of the driver.
    """

    name: str
    open: "Callable[[QMediaCaptureSession, Failed], QObject]"
    front: bool = False


@cache
def multimedia() -> ModuleType | None:
    """Return QtMultimedia, None where this system has not what it needs.

    Loaded here and not above: with the libraries it brings it would slow every start,
    and it cannot be loaded where libpulse0 is missing.
    """
    try:
        from PySide6 import QtMultimedia
    except ImportError as error:
        _log.info("no QtMultimedia: %s", type(error).__name__)
        return None
    return QtMultimedia


class Devices(QObject):
    """What is plugged in now.

    Attributes:
        cameras: The one that the system prefers first; empty where there is none.
        microphones: Likewise.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cameras: list[Source] = []
        self.microphones: list[Source] = []
        self._watch: Any = None
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._soon.timeout.connect(self.look)

    def ask(self) -> None:
        """Look for devices soon, when the page has been painted."""
        if self._watch is None:
            self._soon.start()

    def look(self) -> None:
        """Look for devices now, and from now on whenever one comes or goes."""
        media = multimedia()
        if media is None:
            return
        if self._watch is None:
            self._watch = media.QMediaDevices(self)
            self._watch.videoInputsChanged.connect(self.look)
            self._watch.audioInputsChanged.connect(self.look)
        usual = media.QMediaDevices.defaultVideoInput()
        found = sorted(media.QMediaDevices.videoInputs(), key=lambda one: one != usual)
        self.cameras = [_camera(one) for one in found]
        heard = media.QMediaDevices.defaultAudioInput()
        ears = sorted(media.QMediaDevices.audioInputs(), key=lambda one: one != heard)
        self.microphones = [_microphone(one) for one in ears]
        self.changed.emit()

    def can_sound(self) -> bool:
        """Tell whether something that is played can be heard."""
        media = multimedia()
        return media is not None and bool(media.QMediaDevices.audioOutputs())


_held: list[Devices] = []


def devices() -> Devices:
    """Return the devices of this laptop; one for the whole program."""
    app = QCoreApplication.instance()
    assert app is not None  # noqa: S101 - there are no widgets without one
    if not _held:
        _held.append(Devices(app))
    return _held[0]


def _camera(device: "QCameraDevice") -> Source:
    def open_(session: "QMediaCaptureSession", failed: Failed) -> QObject:
        media = multimedia()
        assert media is not None  # noqa: S101 - it gave us the device
        camera: Any = media.QCamera(device)
        best = _best_format(device)
        if best is not None:
            camera.setCameraFormat(best)
        camera.errorOccurred.connect(lambda _, words: failed(words))
        session.setCamera(camera)
        camera.start()
        return camera  # type: ignore[no-any-return]

    front = device.position().name == "FrontFace"
    return Source(device.description(), open_, front)


def _best_format(device: "QCameraDevice") -> Any:  # noqa: ANN401 - loaded on use
    """Return the finest format up to full HD that still moves; None for its own."""

    def rank(one: Any) -> tuple[bool, int, float]:  # noqa: ANN401
        size = one.resolution()
        return (
            one.maxFrameRate() >= 10,
            size.width() * size.height(),
            -one.minFrameRate(),
        )

    fitting = [
        one
        for one in device.videoFormats()
        if one.resolution().width() * one.resolution().height() <= _MOST_PIXELS
    ]
    return max(fitting, key=rank, default=None)


def _microphone(device: Any) -> Source:  # noqa: ANN401 - loaded on use
    def open_(session: "QMediaCaptureSession", failed: Failed) -> QObject:
        media = multimedia()
        assert media is not None  # noqa: S101 - it gave us the device
        made: Any = media.QAudioInput(device)
        session.setAudioInput(made)
        return made  # type: ignore[no-any-return]

    return Source(device.description(), open_)
