"""LetterDialog: an invitation or a request, handed over by file, paper or QR code."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from forms.errors import KnownError
from forms.records.vault import write_file
from sync.exchange.invitations import QR_PREFIX
from ui.exchange.register_work import Letter
from ui.parts.cards import Band, button
from ui.parts.labels import label
from ui.parts.qr import QrPicture, code_image
from ui.printing import print_picture
from ui.problems import sentence
from ui.saving import ask_file

CODE_PX = 380
PASTE_PX = 120


class LetterDialog(QDialog):
    """Shows the code; tells `save_asked` with the letter where a file is wanted."""

    save_asked = Signal(object)

    def __init__(self, letter: Letter, language: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.letter, self._language = letter, language
        self.setWindowTitle(letter.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(14)
        row = QHBoxLayout()
        row.setSpacing(24)
        self.picture = QrPicture(letter.words, CODE_PX, self.tr("QR code"))
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._told(), 1)
        column.addLayout(row)
        self._tell = Band()
        self._tell.hide()
        column.addWidget(self._tell)
        column.addLayout(self._ways())
        self.setMinimumWidth(820)

    def save_picture(self, file: Path) -> None:
        """Write the QR code to `file` as PNG, or say why not."""
        try:
            write_file(file, _png(self.letter.words))
        except KnownError as error:
            self._tell.show_text(sentence(error, self._language), "bad")
            return
        self._tell.show_text(self.tr("{file} is written").format(file=file.name), "ok")

    def copy_text(self) -> None:
        """Put the letter's text on the clipboard, for a message."""
        QApplication.clipboard().setText(self.letter.words)
        self._tell.show_text(self.tr("Copied: paste it into a message"), "ok")

    # Inside.

    def _told(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(label(self.letter.title, "card_title", wrap=True))
        code = label(self.letter.code, "figure")
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(code)
        column.addWidget(label(self.letter.text, "muted", wrap=True))
        column.addStretch(1)
        return column

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        save = self.tr("Save as a file")
        row.addWidget(button(save, self._save, kind="primary", icon="save"))
        row.addWidget(button(self.tr("Print"), self._print, icon="printer"))
        row.addWidget(button(self.tr("Save the picture"), self._save_picture))
        row.addWidget(button(self.tr("Copy as text"), self.copy_text))
        row.addStretch(1)
        row.addWidget(button(self.tr("Close"), self.accept))
        return row

    def _save(self) -> None:
        self.save_asked.emit(self.letter)

    def _save_picture(self) -> None:
        name = Path(self.letter.name).stem + ".png"
        file = ask_file(self, self.tr("Save the picture"), name, "PNG (*.png)")
        if file is not None:
            self.save_picture(file)

    def _print(self) -> None:
        lines = (self.letter.title, self.letter.code, self.letter.text)
        print_picture(code_image(self.letter.words), lines, self)


class RequestDialog(QDialog):
    """Takes what a laptop asks with: pasted, read by a hand scanner, or a file."""

    open_asked = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Take a request"))
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(self.tr("Take a request"), "card_title"))
        text = self.tr(
            "Open the file that the laptop wrote, or paste the text of its request. A "
            "hand scanner types it by itself."
        )
        column.addWidget(label(text, "muted", wrap=True))
        self.paste = QPlainTextEdit()
        self.paste.setFixedHeight(PASTE_PX)
        self.paste.setPlaceholderText(self.tr("Text of the request"))
        self.paste.setAccessibleName(self.tr("Text of the request"))
        self.paste.setTabChangesFocus(True)
        self.paste.textChanged.connect(self._typed)
        column.addWidget(self.paste)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(
            button(self.tr("Open the file"), self.open_asked.emit, icon="file")
        )
        row.addStretch(1)
        row.addWidget(button(self.tr("Cancel"), self.reject))
        self.go = button(self.tr("Take the text"), self.accept, kind="primary")
        self.go.setEnabled(False)
        row.addWidget(self.go)
        column.addLayout(row)
        self.paste.setFocus()

    def _typed(self) -> None:
        text = self.paste.toPlainText()
        self.go.setEnabled(bool(text.strip()))
        if scanned(text):
            self.accept()


def scanned(text: str) -> bool:
    """Tell whether a hand scanner typed a whole letter: it ends with Enter."""
    return text.upper().startswith(QR_PREFIX) and text.endswith("\n")


def _png(words: str) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    code_image(words).save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
