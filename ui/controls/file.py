"""Any file as an answer: a document, a recording, a film."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from forms.engine.instance.view import NodeState, Question
from ui import icons
from ui.controls.control import Caption, Control
from ui.controls.devices import devices
from ui.controls.filming import FilmTaking
from ui.controls.ink import tokens
from ui.controls.picture import NEW, Frame, side_button
from ui.controls.player import FilmDialog, SoundButton
from ui.controls.record_bar import RecordBar

_MOST = 200 * 1024 * 1024
_KINDS = {
    "audio": "*.mp3 *.m4a *.wav *.ogg *.amr",
    "video": "*.mp4 *.mov *.mkv *.avi *.3gp",
}


class FileControl(Control):
    """A file: chosen, or dragged in; told by name and size."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.frame = Frame(self.tr("Choose a file"), self.tr("or drag it here"), "file")
        self.name, self.size_ = Caption(role="body"), Caption()
        self.erase = side_button(self.tr("Remove"), "trash", self.clear)
        self.side = QVBoxLayout()
        self.side.setSpacing(2)
        self.side.addWidget(self.name)
        self.side.addWidget(self.size_)
        self.side.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignLeft)
        self.side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.frame)
        row.addLayout(self.side, 1)
        self.setFocusProxy(self.frame)
        self.frame.clicked.connect(self.open)
        self.frame.given.connect(self.take)
        self.frame.erased.connect(self.clear)
        self.frame.entered.connect(self.entered)

    def show_answer(self, state: NodeState) -> None:
        """Show the file's name."""
        self.name.setText(state.value)
        self.name.setVisible(bool(state.value))
        self.erase.setVisible(bool(state.value) and not state.readonly)
        self.frame.setEnabled(not state.readonly)
        if not state.value:
            self.size_.setText("")

    def show_file(self, data: bytes | None) -> None:
        """Show the file's size."""
        if data is not None:
            self.size_.setText(self.tr("{size} KB").format(size=-(-len(data) // 1024)))
        elif self.name.text():
            self.size_.setText(self.tr("The file is not here."))

    def open(self) -> None:
        """Let the person choose a file."""
        kind = _KINDS.get(self.question.mediatype.partition("/")[0], "*")
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a file"), "", self.tr("Files") + f" ({kind})"
        )
        if name:
            self.load(Path(name))

    def take(self, data: QMimeData) -> None:
        """Take the first file that was dropped."""
        urls = [url for url in data.urls() if url.isLocalFile()]
        if urls:
            self.load(Path(urls[0].toLocalFile()))

    def load(self, path: Path) -> None:
        """Tell the file `path`."""
        try:
            if path.stat().st_size > _MOST:
                self.troubled.emit(self.tr("This file is larger than 200 MB."))
                return
            data = path.read_bytes()
        except OSError:
            self.troubled.emit(self.tr("This file cannot be read."))
            return
        self.troubled.emit("")
        self.attached.emit(data, path.suffix.lower())


class SoundControl(FileControl):
    """A sound: recorded here where there is a microphone, else chosen; played."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.record = RecordBar(question.parameters.get("quality", ""))
        self.play = SoundButton(self.tr("Play"))
        self.play.hide()
        self.erase.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.record)
        row.addWidget(self.play)
        row.addStretch(1)
        self.side.insertLayout(0, row)
        self.record.recorded.connect(self.attached)
        self.record.troubled.connect(self.troubled)
        self.play.refused.connect(self._refuse)
        # "new" asks for a sound of now; without a microphone a file must do.
        self._new = "new" in question.appearance
        devices().changed.connect(self._show_frame)
        self._readonly = False

    def show_answer(self, state: NodeState) -> None:
        """Offer to record, or to record again."""
        super().show_answer(state)
        self._readonly = state.readonly
        self.record.put(wanted=not state.readonly, again=bool(state.value))
        self._show_frame()
        if not state.value:
            self._keep(None)

    def show_file(self, data: bytes | None) -> None:
        """Offer to play it."""
        super().show_file(data)
        self._keep(data)

    def flush(self) -> None:
        """End a recording that runs, and tell it."""
        self.record.recorder.finish()

    def stops(self) -> list[QWidget]:
        """Return what records, what chooses, what plays."""
        after = [each for each in (self.play, self.erase) if not each.isHidden()]
        chosen = [] if self.frame.isHidden() else [self.frame]
        return [*chosen, *self.record.stops(), *after]

    def target(self) -> QWidget | None:
        """Return the frame, or the button that records where only that may be."""
        return next(iter(self.stops()), None)

    def _show_frame(self) -> None:
        self.frame.setVisible(not (self._new and devices().microphones))

    def _keep(self, data: bytes | None) -> None:
        self.play.player.stop()
        self.play.data = data
        self.play.setVisible(data is not None)

    def _refuse(self) -> None:
        self.troubled.emit(self.tr("This sound cannot be played on this laptop."))


class FilmControl(FileControl):
    """A film: recorded here where there is a camera, else chosen; played."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._film: bytes | None = None
        self._readonly = False
        self._new = bool(NEW & set(question.appearance))
        self.camera = QPushButton(self.tr("Record a film"))
        self.camera.setIcon(icons.icon("camera", tokens().text2, size=18))
        self.camera.clicked.connect(self.shoot)
        self.play = QPushButton(self.tr("Play"))
        self.play.setIcon(icons.icon("play", tokens().primary, size=18))
        self.play.clicked.connect(self._open_film)
        self.erase.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.camera)
        row.addWidget(self.play)
        row.addStretch(1)
        self.side.insertLayout(0, row)
        devices().changed.connect(self._offer)
        devices().ask()

    def show_answer(self, state: NodeState) -> None:
        """Show the film's name; offer to record one, or one more."""
        super().show_answer(state)
        self._readonly = state.readonly
        if not state.value:
            self._film = None
        again = self.tr("Record again"), self.tr("Record a film")
        self.camera.setText(again[0] if state.value else again[1])
        self._offer()

    def show_file(self, data: bytes | None) -> None:
        """Offer to play it."""
        super().show_file(data)
        self._film = data
        self._offer()

    def stops(self) -> list[QWidget]:
        """Return what chooses, what records, what plays."""
        found = (self.frame, self.camera, self.play, self.erase)
        return [each for each in found if not each.isHidden()]

    def target(self) -> QWidget | None:
        """Return the frame, or the button that records where only that may be."""
        return next(iter(self.stops()), None)

    def shoot(self) -> None:
        """Let the person record a film with the laptop's camera."""
        words = set(self.question.appearance)
        facing = "new-front" in words or (False if "new-rear" in words else None)
        dialog = FilmTaking(self, facing)
        dialog.taken.connect(self.attached)
        dialog.open()
        dialog.begin()

    def _offer(self) -> None:
        camera = bool(devices().cameras)
        self.camera.setVisible(camera and not self._readonly)
        self.frame.setVisible(not (self._new and camera))
        self.play.setVisible(self._film is not None)

    def _open_film(self) -> None:
        if self._film is None:
            return
        dialog = FilmDialog(self._film, self)
        if dialog.begin():
            dialog.open()
        else:
            dialog.deleteLater()
            self.troubled.emit(self.tr("This film cannot be played on this laptop."))
