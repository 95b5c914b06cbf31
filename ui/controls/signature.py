"""Signatures, drawings and marked-up photos: what is drawn becomes a file."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
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
from ui.controls.pad import Pad, kept


class DrawingControl(Control):
    """A drawing; told when the pen has rested."""

    size_ = QSize(720, 360)
    lined = False

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.pad = Pad(self.size_, self.prompt(), lined=self.lined)
        self.wipe = self.button(self.tr("Clear"), "refresh")
        self.wipe.clicked.connect(self._erase)
        self.told = Caption(role="caption")
        self.told.setMaximumWidth(160)
        self.side = QVBoxLayout()
        self.side.setSpacing(0)
        self.side.addWidget(self.wipe)
        self.side.addWidget(self.told)
        self.side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.pad, 1)
        row.addLayout(self.side)
        row.addStretch(0)
        self.setMaximumWidth(self.size_.width() + 180)
        self.setFocusProxy(self.pad)
        self.pad.drawn.connect(self._tell)
        self.pad.erased.connect(self._erase)
        self.pad.entered.connect(self.entered)
        self._value = ""

    def prompt(self) -> str:
        """Return what stands on the empty pad."""
        return self.tr("Draw here")

    def show_answer(self, state: NodeState) -> None:
        """Show whether there is a drawing; show_file brings it."""
        gone = bool(self._value) and not state.value
        self._value = state.value
        self.pad.setEnabled(not state.readonly)
        self.wipe.setVisible(bool(state.value) and not state.readonly)
        if gone and not self.pad.busy:
            self.pad.wipe()

    def show_file(self, data: bytes | None) -> None:
        """Show the drawing that was kept, never over one being drawn."""
        if self.pad.busy or not self.pad.blank:
            return
        image = photo.read(data) if data else QImage()
        self.pad.load(image)
        missing = bool(self._value) and image.isNull()
        self.told.setText(self.tr("The drawing is not here.") if missing else "")

    def flush(self) -> None:
        """Tell a drawing that is not told yet."""
        self.pad.flush()

    def button(self, text: str, icon: str) -> QPushButton:
        """Return a quiet button beside the pad."""
        made = QPushButton(text)
        made.setProperty("kind", "ghost")
        made.setIcon(icons.icon(icon, tokens().text2, size=18))
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        return made

    def _erase(self) -> None:
        self.pad.wipe()
        if self._value:
            self.clear()

    def _tell(self) -> None:
        longest = self.question.parameters.get("max-pixels", "")
        self.attached.emit(*kept(self.pad, int(longest) if longest.isdigit() else 0))


class SignatureControl(DrawingControl):
    """A signature: drawn here, or left for ink on the printed sheet."""

    size_ = QSize(560, 148)
    lined = True

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.ink = self.button(self.tr("Leave for ink"), "pen")
        self.ink.clicked.connect(self._leave)
        self.left_for_ink = False
        self.side.insertWidget(1, self.ink)

    def prompt(self) -> str:
        """Return what stands on the empty pad."""
        return self.tr("Sign here with mouse, finger or pen")

    def show_answer(self, state: NodeState) -> None:
        """Offer ink on paper while nothing is drawn."""
        super().show_answer(state)
        self.ink.setVisible(not state.value and not state.readonly)
        # Left for ink is a blank answer, so a draft opened again says it as well.
        blank = self.tr("Left blank, it is signed by hand on the printed sheet.")
        if state.value:
            self.told.setText("")
        elif not self.left_for_ink:
            self.told.setText(blank)

    def _leave(self) -> None:
        self._erase()
        self.left_for_ink = True
        self.told.setText(self.tr("Will be signed by hand on the printed sheet."))
        self.entered.emit()


class AnnotationControl(DrawingControl):
    """A photo to draw on: chosen, dragged in or pasted."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.choose = self.button(self.tr("Choose a photo"), "image")
        self.choose.clicked.connect(self._open)
        self.side.insertWidget(0, self.choose)
        self.camera = self.button(self.tr("Take a photo"), "camera")
        self.camera.clicked.connect(self._shoot)
        self.side.insertWidget(1, self.camera)
        for button in (self.choose, self.camera):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._readonly = False
        devices().changed.connect(self._offer)
        devices().ask()
        self.setAcceptDrops(True)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(
            lambda: self.take(QGuiApplication.clipboard().mimeData())
        )

    def stops(self) -> list[QWidget]:
        """Return the pad, then what brings a photo under the ink."""
        buttons = (self.choose, self.camera)
        return [self.pad, *(each for each in buttons if not each.isHidden())]

    def _offer(self) -> None:
        self.choose.setVisible(not self._readonly)
        self.camera.setVisible(not self._readonly and bool(devices().cameras))

    def _shoot(self) -> None:
        dialog = PhotoDialog(self)
        dialog.taken.connect(self._lay)
        dialog.open()
        dialog.begin()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what may be a picture."""
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self.take(event.mimeData())
        event.acceptProposedAction()

    def take(self, data: QMimeData) -> None:
        """Lay what was dropped or pasted under the ink."""
        urls = [url for url in data.urls() if url.isLocalFile()]
        image = data.imageData() if data.hasImage() else None
        if urls:
            self.load(Path(urls[0].toLocalFile()))
        elif isinstance(image, QImage) and not image.isNull():
            self._lay(image)

    def prompt(self) -> str:
        """Return what stands on the empty pad."""
        return self.tr("Choose a photo, then draw on it")

    def load(self, path: Path) -> None:
        """Lay the photo in the file `path` under the ink."""
        try:
            image = photo.read(path.read_bytes(), 2 * self.size_.width())
        except OSError:
            image = QImage()
        if image.isNull():
            self.troubled.emit(self.tr("This file is no picture that can be read."))
            return
        self._lay(image)

    def show_answer(self, state: NodeState) -> None:
        """Show whether there is a photo; without answer the pad is empty."""
        if self._value and not state.value and not self.pad.busy:
            self.pad.ground = QImage()
        super().show_answer(state)
        self._readonly = state.readonly
        self._offer()

    def show_file(self, data: bytes | None) -> None:
        """Show what was kept as the ground to draw on."""
        if data and self.pad.ground.isNull():
            self.pad.ground = photo.read(data, 2 * self.size_.width())
            self.pad.update()

    def _erase(self) -> None:
        """Take the ink from the photo; where there is none, the photo too."""
        if self.pad.ground.isNull() or self.pad.blank:
            self.pad.ground = QImage()
            super()._erase()
        else:
            self.pad.wipe()
            self._tell()

    def _lay(self, image: QImage) -> None:
        self.troubled.emit("")
        self.pad.wipe()
        self.pad.ground = image
        self.pad.update()
        self._tell()

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a photo"))
        if name:
            self.load(Path(name))
