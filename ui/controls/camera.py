"""The camera of the laptop: seen live in a dialog, a photo taken, a code read."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.controls.control import Caption
from ui.controls.devices import Source, devices, multimedia
from ui.theme import measures_of

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

# Old laptops need 10 ms to turn a frame into a picture: not every frame is shown.
_EACH_S = 0.05
_DARK_MS = 6000
_ROOM = QSize(880, 495)


class Eye(QObject):
    """An open camera."""

    seen = Signal(QImage)
    failed = Signal(str)
    """The driver's own words; blank where it says nothing and shows nothing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._session: Any = None
        self._sink: Any = None
        self._camera: QObject | None = None
        self._last = 0.0
        self._dark = QTimer(self, singleShot=True, interval=_DARK_MS)
        self._dark.timeout.connect(lambda: self.failed.emit(""))

    @property
    def session(self) -> Any:  # noqa: ANN401 - loaded on use
        """The session of the open camera, None while none is open."""
        return self._session

    def open(self, source: Source) -> None:
        """Look through `source`."""
        self.close()
        media = multimedia()
        if media is None:
            self.failed.emit("")
            return
        self._session = media.QMediaCaptureSession(self)
        self._sink = media.QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._show)
        self._session.setVideoSink(self._sink)
        self._camera = source.open(self._session, self.failed.emit)
        self._camera.setParent(self)
        self._dark.start()

    def close(self) -> None:
        """Let the camera go."""
        self._dark.stop()
        camera: Any = self._camera
        if camera is not None and hasattr(camera, "stop"):
            camera.stop()
        held = (self._camera, self._session, self._sink)
        self._camera = self._session = self._sink = None
        for each in held:
            if each is not None:
                # Not at once: it may be the camera that is telling us.
                each.deleteLater()

    def _show(self, frame: "QVideoFrame") -> None:
        now = monotonic()
        if self._session is None or now - self._last < _EACH_S:
            return
        image = frame.toImage()
        if not image.isNull():
            self._last = now
            self._dark.stop()
            self.seen.emit(image)


class Pane(QWidget):
    """A picture fitted into the room there is, on black."""

    def __init__(self, size: QSize = _ROOM) -> None:
        super().__init__()
        self.image = QImage()
        self.words = ""
        self._size = size
        self.setMinimumSize(320, 180)

    def sizeHint(self) -> QSize:
        """Return a size that fits the smallest office laptop with what is around."""
        return self._size

    def put(self, image: QImage) -> None:
        """Show `image`."""
        self.image = image
        self.update()

    def tell(self, words: str) -> None:
        """Show `words` where there is no picture."""
        self.words = words
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, or the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(16, 18, 22))
        if self.image.isNull():
            font = self.font()
            font.setPixelSize(measures_of(self).question)
            painter.setFont(font)
            painter.setPen(QColor(230, 234, 240))
            flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(self.rect().adjusted(40, 20, -40, -20), flags, self.words)
        else:
            size = self.image.size().scaled(
                self.size(), Qt.AspectRatioMode.KeepAspectRatio
            )
            left = (self.width() - size.width()) / 2
            top = (self.height() - size.height()) / 2
            box = QRectF(left, top, size.width(), size.height())
            painter.drawImage(box, self.image)
        painter.end()


class CameraDialog(QDialog):
    """A live picture with a row of buttons; what it is for is added below.

    Args:
        front: Begin with the camera that looks at the person, True or False; None
            for the one that the system prefers.
    """

    def __init__(self, parent: QWidget, front: bool | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.eye = Eye(self)
        self.pane = Pane()
        self.pane.tell(self.tr("The camera is starting..."))
        self.told = Caption()
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Camera"))
        self.no = QPushButton(self.tr("Cancel"))
        self.no.setAutoDefault(False)
        self.no.clicked.connect(self.reject)
        self.below = QHBoxLayout()
        self.below.setSpacing(8)
        self.below.addWidget(self.choice)
        self.below.addWidget(self.told, 1)
        self.below.addWidget(self.no)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.pane, 1)
        column.addLayout(self.below)
        self.eye.seen.connect(self.look)
        self.eye.failed.connect(self.fail)
        self._sources = list(devices().cameras)
        self.choice.addItems([source.name for source in self._sources])
        self.choice.setVisible(len(self._sources) > 1)
        facing = (n for n, one in enumerate(self._sources) if one.front == front)
        self.choice.setCurrentIndex(next(facing, 0) if front is not None else 0)
        self.choice.activated.connect(lambda _: self.begin())

    def button(self, text: str, then: Callable[[], None]) -> QPushButton:
        """Return a new button at the end of the row."""
        made = QPushButton(text)
        made.clicked.connect(lambda: then())
        self.below.addWidget(made)
        return made

    def begin(self) -> None:
        """Open the chosen camera."""
        at = self.choice.currentIndex()
        if 0 <= at < len(self._sources):
            self.eye.open(self._sources[at])
        else:
            self.fail("")

    def look(self, image: QImage) -> None:
        """Take a picture that the camera saw."""
        self.pane.put(image)

    def fail(self, words: str) -> None:
        """Say that the camera gives nothing, and what to do."""
        self.eye.close()
        said = self.tr(
            "The camera gives no picture. Perhaps another program uses it, or it is "
            "switched off or covered. Choose a file instead."
        )
        self.pane.put(QImage())
        self.pane.tell(f"{said}\n{words}" if words else said)

    def done(self, result: int) -> None:
        """Let the camera go with the dialog."""
        self.eye.close()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the camera go with the window."""
        self.eye.close()
        super().closeEvent(event)


class PhotoDialog(CameraDialog):
    """A photo: taken by Space or Enter, looked at, then used or taken again."""

    taken = Signal(QImage)

    def __init__(self, parent: QWidget, front: bool | None = None) -> None:
        super().__init__(parent, front)
        self.setWindowTitle(self.tr("Take a photo"))
        self.take = self.button(self.tr("Take the photo"), self._take)
        self.again = self.button(self.tr("Take again"), self._again)
        self.use = self.button(self.tr("Use this photo"), self._use)
        self.take.setProperty("kind", "primary")
        self.use.setProperty("kind", "primary")
        self._kept = QImage()
        self._seen = QImage()
        self._turn()

    def look(self, image: QImage) -> None:
        """Show what the camera sees while no photo is taken."""
        self._seen = image
        if self._kept.isNull():
            self.pane.put(image)
            if not self.take.isEnabled():
                self._turn()

    def fail(self, words: str) -> None:
        """Take no photo where nothing is seen."""
        super().fail(words)
        self._seen = self._kept = QImage()
        self._turn()

    def _turn(self) -> None:
        """Offer what can be done now; the likeliest has the focus."""
        kept = not self._kept.isNull()
        self.take.setVisible(not kept)
        self.take.setEnabled(not self._seen.isNull())
        self.again.setVisible(kept)
        self.use.setVisible(kept)
        target = self.use if kept else self.take
        target.setDefault(True)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        self._kept = self._seen
        self.pane.put(self._kept)
        self._turn()

    def _again(self) -> None:
        self._kept = QImage()
        self._turn()

    def _use(self) -> None:
        self.taken.emit(self._kept)
        self.accept()


class CodeDialog(CameraDialog):
    """A code held before the camera; closes as soon as one is read.

    Args:
        read: Gives the text of the code in a picture, blank where it sees none.
    """

    found = Signal(str)

    def __init__(
        self, parent: QWidget, read: Callable[[QImage], str], front: bool | None = None
    ) -> None:
        super().__init__(parent, front)
        self.setWindowTitle(self.tr("Read a code"))
        self.told.setText(self.tr("Hold the code before the camera."))
        self._read = read

    def look(self, image: QImage) -> None:
        """Show what the camera sees, and read it."""
        super().look(image)
        text = self._read(image)
        if text:
            self.eye.close()
            self.found.emit(text)
            self.accept()
