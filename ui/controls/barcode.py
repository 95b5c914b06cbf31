"""A code: scanned by hand, typed, held before the camera, or read from a photo."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls import photo
from ui.controls.camera import CodeDialog
from ui.controls.codes import read_code
from ui.controls.devices import devices
from ui.controls.picture import side_button
from ui.controls.typed import TextControl

_LIVE = 960
"""Longest edge of what the camera sees when it is searched, many times a second."""


class BarcodeControl(TextControl):
    """A code, as a scanner types it: the scanner's Enter goes on."""

    width_chars = 30

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.field.setPlaceholderText(self.tr("Scan or type the code"))
        self.camera = self._button(self.tr("Hold it to the camera"), "camera")
        self.picture = self._button(self.tr("From a photo"), "image")
        self.camera.clicked.connect(self.look)
        self.picture.clicked.connect(self.open)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.camera)
        buttons.addWidget(self.picture)
        self.row.insertLayout(1, buttons)
        self.setAcceptDrops(True)
        self.field.installEventFilter(self)
        self._readonly = False
        devices().changed.connect(self._offer)
        devices().ask()

    def show_answer(self, state: NodeState) -> None:
        """Show the code; offer what can read one here."""
        super().show_answer(state)
        self._readonly = state.readonly
        self._offer()

    def stops(self) -> list[QWidget]:
        """Return the field, then what reads codes."""
        buttons = (self.camera, self.picture)
        return [self.field, *(each for each in buttons if not each.isHidden())]

    def look(self) -> None:
        """Read a code with the camera."""
        front = True if "front" in self.question.appearance else None
        dialog = CodeDialog(self, lambda image: read_code(image, _LIVE), front)
        dialog.found.connect(self.give)
        dialog.open()
        dialog.begin()

    def open(self) -> None:
        """Let the person choose a photo of the code."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a photo of the code"),
            "",
            self.tr("Pictures") + " (*.jpg *.jpeg *.png *.webp *.bmp)",
        )
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Read the code in the photo `path`."""
        try:
            self.read(photo.read(path.read_bytes()))
        except OSError:
            self.troubled.emit(self.tr("This file cannot be read."))

    def read(self, image: QImage) -> None:
        """Answer with the code in `image`; say so where none can be read."""
        text = read_code(image)
        if text:
            self.give(text)
        else:
            self.troubled.emit(
                self.tr("No code can be read in this photo. Take it closer and sharp.")
            )

    def give(self, text: str) -> None:
        """Answer with the code `text`."""
        self.field.setText(text)
        self.typed()
        self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read a photo that is pasted into the field; text is left to the field."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Paste)
            and not self._readonly
        ):
            data = QGuiApplication.clipboard().mimeData()
            if data.hasImage():
                self.take(data)
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what may be a photo."""
        data = event.mimeData()
        if not self._readonly and (data.hasImage() or data.hasUrls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self.take(event.mimeData())
        event.acceptProposedAction()

    def take(self, data: QMimeData) -> None:
        """Read the photo that was dropped or pasted."""
        urls = [url for url in data.urls() if url.isLocalFile()]
        image = data.imageData() if data.hasImage() else None
        if urls:
            self.load(Path(urls[0].toLocalFile()))
        elif isinstance(image, QImage):
            self.read(image)

    def _offer(self) -> None:
        self.picture.setHidden(self._readonly)
        self.camera.setVisible(not self._readonly and bool(devices().cameras))

    def _button(self, text: str, icon: str) -> QPushButton:
        made = side_button(text, icon, lambda: None)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made
