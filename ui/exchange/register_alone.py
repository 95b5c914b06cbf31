"""RegisterAlone: a laptop of no register: make one, or join one by its invitation."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.exchange.letter_dialog import scanned
from ui.parts.cards import Band, Card, button
from ui.parts.labels import label

PASTE_PX = 76


class RegisterAlone(QWidget):
    """Two cards side by side; each tells what is wanted."""

    found_asked = Signal(str)
    join_asked = Signal(str)
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        told = self.tr(
            "This laptop works alone: everything works, and what it writes to a stick "
            "is signed but not sealed. Nobody confirms that it arrived."
        )
        column.addWidget(Band(told, "idle"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._join(), 1)
        row.addWidget(self._found(), 1)
        column.addLayout(row)
        column.addStretch(1)

    def _join(self) -> Card:
        card = Card(margin=20, spacing=12)
        card.body.addWidget(label(self.tr("Join a register"), "card_title"))
        text = self.tr(
            "Open the invitation file of your office, drop it on this window, or paste "
            "its text (from a message). A hand scanner types the QR code by itself."
        )
        card.body.addWidget(label(text, "muted", wrap=True))
        self.paste = QPlainTextEdit()
        self.paste.setFixedHeight(PASTE_PX)
        self.paste.setPlaceholderText(self.tr("Text of the invitation"))
        self.paste.setAccessibleName(self.tr("Text of the invitation"))
        self.paste.setTabChangesFocus(True)
        self.paste.textChanged.connect(self._typed)
        card.body.addWidget(self.paste)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(
            button(
                self.tr("Open the invitation"),
                self.open_asked.emit,
                kind="primary",
                icon="file",
            )
        )
        row.addWidget(button(self.tr("Join by the text"), self._pasted))
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addStretch(1)
        return card

    def _found(self) -> Card:
        card = Card(margin=20, spacing=12)
        card.body.addWidget(label(self.tr("Make a register"), "card_title"))
        text = self.tr(
            "For the office. It begins with a recovery sheet: print it twice and lock "
            "it away. Without it nothing can be recovered if every laptop is lost."
        )
        card.body.addWidget(label(text, "muted", wrap=True))
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name, as 济阳街道翔宇社区"))
        self.name.setAccessibleName(self.tr("Name of the register"))
        self.name.returnPressed.connect(self._named)
        card.body.addWidget(self.name)
        row = QHBoxLayout()
        row.addWidget(
            button(self.tr("Make the recovery sheet"), self._named, icon="printer")
        )
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addStretch(1)
        return card

    def _named(self) -> None:
        name = self.name.text().strip()
        if name:
            self.found_asked.emit(name)
        else:
            self.name.setFocus()

    def _typed(self) -> None:
        if scanned(self.paste.toPlainText()):
            self._pasted()

    def _pasted(self) -> None:
        text = self.paste.toPlainText().strip()
        if text:
            self.join_asked.emit(text)
        else:
            self.paste.setFocus()
