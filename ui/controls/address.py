"""An address of the web (appearance "url"): typed or shown, opened when asked."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from forms.engine.instance.view import NodeState, Question
from ui.controls.control import Caption
from ui.controls.typed import TextControl

Open = Callable[[QUrl], bool]
_SCHEMES = ("http", "https")
_MOST = 2000


class AddressControl(TextControl):
    """A field with a button that opens what stands in it, after showing it whole."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.asks = question.kind != "note"
        self.open_url: Open = QDesktopServices.openUrl
        self.go = QPushButton(self.tr("Open the address"))
        self.go.setProperty("fit", "door")
        self.go.clicked.connect(self.ask)
        self.row.addWidget(self.go)
        self.field.textChanged.connect(self._offer)
        self._offer()

    def show_answer(self, state: NodeState) -> None:
        """Show the address; of a note it can only be opened."""
        super().show_answer(state)
        if not self.asks:
            self.field.setReadOnly(True)

    def stops(self) -> list[QWidget]:
        """Return the field and the button; of a note, the button."""
        return [*(super().stops() if self.asks else []), self.go]

    def ask(self) -> None:
        """Show the address and ask whether to open it."""
        url = web_address(self.field.text())
        if url is None:
            return
        dialog = _Ask(url, self)
        dialog.accepted.connect(lambda: self.open_url(url))
        dialog.open()

    def _offer(self) -> None:
        self.go.setEnabled(web_address(self.field.text()) is not None)


class _Ask(QDialog):
    """The whole address, and whether to leave the program for it."""

    def __init__(self, url: QUrl, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Open the address"))
        self.setMinimumWidth(480)
        # As it is sent, so that no letter looks like another.
        shown = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        address = Caption(shown, "body")
        address.setTextFormat(Qt.TextFormat.PlainText)
        address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told = self.tr("The browser opens this address; that needs a network.")
        yes, no = QPushButton(self.tr("Open")), QPushButton(self.tr("Cancel"))
        yes.setProperty("kind", "primary")
        yes.clicked.connect(self.accept)
        no.clicked.connect(self.reject)
        no.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(no)
        row.addWidget(yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(address)
        column.addWidget(Caption(told))
        column.addLayout(row)


def web_address(text: str) -> QUrl | None:
    """Return the address in `text` where it is one of http or https, else None."""
    url = QUrl(text.strip(), QUrl.ParsingMode.StrictMode)
    sound = url.isValid() and url.scheme().lower() in _SCHEMES and bool(url.host())
    return url if sound and len(text) <= _MOST and not url.userInfo() else None
