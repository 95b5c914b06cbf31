"""A photo: taken here, from a file, dragged in or pasted; shown small with its time."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.engine.instance.view import NodeState, Question
from ui import icons
from ui.controls import photo
from ui.controls.camera import PhotoDialog
from ui.controls.control import Caption, Control
from ui.controls.devices import devices
from ui.controls.ink import tokens
from ui.style import Tokens
from ui.theme import measures_of

_SIZE = QSize(216, 132)
NEW = {"new", "new-front", "new-rear"}
"""Appearances that ask for what is taken now; without a camera a file must do."""


class Frame(QAbstractButton):
    """The place of a photo: a prompt while it is empty, then the photo."""

    given = Signal(QMimeData)
    entered = Signal()
    erased = Signal()

    def __init__(self, prompt: str, note: str, icon: str = "camera") -> None:
        super().__init__()
        self.prompt, self.note, self.icon_ = prompt, note, icon
        self.image = QImage()
        self.caption = ""
        self._dragged = False
        self.setFixedSize(_SIZE)
        self.setAccessibleName(prompt)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_words(self, prompt: str, note: str) -> None:
        """Say what a click does while the place is empty."""
        if (prompt, note) != (self.prompt, self.note):
            self.prompt, self.note = prompt, note
            self.setAccessibleName(prompt)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, erase, go on."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.given.emit(QGuiApplication.clipboard().mimeData())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.erased.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what may be a picture."""
        data = event.mimeData()
        if data.hasImage() or data.hasUrls():
            event.acceptProposedAction()
            self._dragged = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._dragged = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self._dragged = False
        self.given.emit(event.mimeData())
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the photo with its time, or the prompt."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        t = tokens()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(box, 8, 8)
        if self.image.isNull():
            self._paint_prompt(painter, t, box)
        else:
            self._paint_photo(painter, box, shape)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.primary), 2))
            painter.drawRoundedRect(box, 8, 8)
        painter.end()

    def _paint_prompt(self, painter: QPainter, t: Tokens, box: QRectF) -> None:
        lit = self._dragged or self.underMouse()
        pen = QPen(QColor(t.primary if lit else t.line_strong), 1.2)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(t.primary_soft if self._dragged else t.subtle))
        painter.drawRoundedRect(box, 8, 8)
        drawn = icons.pixmap(self.icon_, t.primary if lit else t.text2, 24)
        painter.drawPixmap(
            int(box.center().x() - 12), int(box.center().y() - 40), drawn
        )
        m = measures_of(self)
        font = QFont(self.font())
        for px, ink, top, text in (
            (m.body, t.text, -10, self.prompt),
            (m.caption, t.text3, 13, self.note),
        ):
            font.setPixelSize(px)
            painter.setFont(font)
            painter.setPen(QColor(ink))
            place = QRectF(box.left(), box.center().y() + top, box.width(), 24)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_photo(self, painter: QPainter, box: QRectF, shape: QPainterPath) -> None:
        painter.save()
        painter.setClipPath(shape)
        scale = max(
            box.width() / self.image.width(), box.height() / self.image.height()
        )
        width, height = self.image.width() * scale, self.image.height() * scale
        left, top = box.center().x() - width / 2, box.center().y() - height / 2
        painter.drawImage(QRectF(left, top, width, height), self.image)
        if self.caption:
            font = QFont(self.font())
            font.setPixelSize(measures_of(self).caption)
            painter.setFont(font)
            strip = QRectF(box.left(), box.bottom() - 26, box.width(), 26)
            painter.fillRect(strip, QColor(0, 0, 0, 150))
            painter.setPen(Qt.GlobalColor.white)
            words = strip.adjusted(10, 0, -10, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.caption)
        painter.restore()


class PictureControl(Control):
    """A photo question; the photo is made small on the way in."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.frame = Frame(self.tr("Choose a photo"), self.tr("or drag, Ctrl+V"))
        self.camera = side_button(self.tr("Take a photo"), "camera", self.shoot)
        self.camera.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.paste = side_button(self.tr("Paste"), "image", self._paste)
        self.replace = side_button(self.tr("Replace"), "image", self.open)
        self.erase = side_button(self.tr("Remove"), "trash", self.clear)
        self.told = Caption(role="caption")
        side = QVBoxLayout()
        side.setSpacing(0)
        for button in (self.camera, self.paste, self.replace, self.erase):
            side.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self.told)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.frame)
        row.addLayout(side, 1)
        self.setFocusProxy(self.frame)
        self.frame.clicked.connect(self.open)
        self.frame.given.connect(self.take)
        self.frame.erased.connect(self.clear)
        self.frame.entered.connect(self.entered)
        self._value, self._readonly = "", False
        self._new = bool(NEW & set(question.appearance))
        devices().changed.connect(self._offer)
        devices().ask()

    def show_answer(self, state: NodeState) -> None:
        """Show whether there is a photo; show_file brings it."""
        self._value, self._readonly = state.value, state.readonly
        self._offer()
        if not state.value:
            self.show_file(None)

    def stops(self) -> list[QWidget]:
        """Return the place of the photo, then what takes one."""
        return [self.frame, *([] if self.camera.isHidden() else [self.camera])]

    @property
    def only_new(self) -> bool:
        """Only a photo taken now will do, and one can be taken here."""
        return self._new and bool(devices().cameras)

    def shoot(self) -> None:
        """Let the person take a photo with the laptop's camera."""
        words = set(self.question.appearance)
        facing = "new-front" in words or (False if "new-rear" in words else None)
        dialog = PhotoDialog(self, facing)
        dialog.taken.connect(lambda image: self.give(photo.jpeg(image)))
        dialog.open()
        dialog.begin()

    def _offer(self) -> None:
        """Offer what can be done with this answer on this laptop."""
        free = not self._readonly
        chosen = free and not self.only_new
        self.frame.setEnabled(free)
        self.frame.setAcceptDrops(chosen)
        self.camera.setVisible(free and bool(devices().cameras))
        self.camera.setText(self.tr("Take again") if self._value else self.camera_text)
        self.paste.setVisible(chosen and not self._value)
        self.replace.setVisible(chosen and bool(self._value))
        self.erase.setVisible(free and bool(self._value))
        self.frame.set_words(
            self.camera_text if self.only_new else self.tr("Choose a photo"),
            "" if self.only_new else self.tr("or drag, Ctrl+V"),
        )

    @property
    def camera_text(self) -> str:
        """What the button says that takes a photo."""
        return self.tr("Take a photo")

    def show_file(self, data: bytes | None) -> None:
        """Show the photo and when it was taken."""
        self.frame.image = photo.read(data, 2 * _SIZE.width()) if data else QImage()
        at = photo.taken_at(data) if data else None
        self.frame.caption = at.strftime("%m-%d %H:%M") if at else ""
        missing = bool(self._value) and self.frame.image.isNull()
        self.told.setText(self.tr("The photo is not here.") if missing else "")
        self.frame.update()

    def open(self) -> None:
        """Let the person choose a file, or take a photo where only that will do."""
        if self.only_new:
            self.shoot()
            return
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a photo"),
            "",
            self.tr("Pictures") + " (*.jpg *.jpeg *.png *.webp *.bmp *.heic)",
        )
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Take the photo in the file `path`."""
        try:
            self.give(path.read_bytes())
        except OSError:
            self.troubled.emit(self.tr("This file cannot be read."))

    def take(self, data: QMimeData) -> None:
        """Take what was dropped or pasted."""
        if self.only_new:
            self.troubled.emit(self.tr("This photo must be taken with the camera."))
            return
        urls = [url for url in data.urls() if url.isLocalFile()]
        if urls:
            self.load(Path(urls[0].toLocalFile()))
        elif data.hasImage():
            image = data.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.give(photo.jpeg(image))
        else:
            self.troubled.emit(self.tr("There is no picture to paste."))

    def give(self, data: bytes) -> None:
        """Tell the photo in `data`, made small enough."""
        longest = self.question.parameters.get("max-pixels", "")
        most = int(longest) if longest.isdigit() else 0
        made = photo.shrink(data, most, datetime.now())
        if made is None:
            self.troubled.emit(self.tr("This file is no picture that can be read."))
            return
        self.troubled.emit("")
        self.attached.emit(*made)

    def _paste(self) -> None:
        self.take(QGuiApplication.clipboard().mimeData())


def side_button(text: str, icon: str, then: Callable[[], None]) -> QPushButton:
    """Return a quiet button that stands beside a photo or a file."""
    button = QPushButton(text)
    button.setProperty("kind", "ghost")
    ink = tokens().text2
    button.setIcon(icons.icon(icon, ink, size=18))
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    button.clicked.connect(lambda: then())
    return button
