"""Any file as an answer: a document, a recording, a film."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls.control import Caption, Control
from ui.controls.picture import Frame, side_button

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
        side = QVBoxLayout()
        side.addWidget(self.name)
        side.addWidget(self.size_)
        side.addWidget(self.erase)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.frame)
        row.addLayout(side, 1)
        self.setFocusProxy(self.frame)
        self.frame.clicked.connect(self.open)
        self.frame.given.connect(self.take)
        self.frame.erased.connect(self.clear)
        self.frame.entered.connect(self.entered)

    def show_answer(self, state: NodeState) -> None:
        """Show the file's name."""
        self.name.setText(state.value)
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
