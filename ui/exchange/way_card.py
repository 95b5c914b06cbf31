"""WayCard: one way of the exchange: a folder, a button, a count, what came of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from ui.context import Workspace
from ui.exchange.runner import Runner
from ui.parts.cards import Card, button
from ui.parts.labels import IconLabel, label


class WayCard(Card):
    """Takes a folder and tells that it is to be used."""

    asked = Signal(str)

    def __init__(
        self, workspace: Workspace, icon: str, title: str, text: str, do: str
    ) -> None:
        super().__init__(margin=20, spacing=12)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconLabel(icon, "primary", 30), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(label(title, "card_title"))
        texts.addWidget(label(text, "muted", wrap=True))
        head.addLayout(texts, 1)
        self.body.addLayout(head)
        self.body.addLayout(self._folder_row())
        self.go = button(do, self._ask, kind="primary", icon="go")
        self.runner = Runner(workspace, self.go)
        self.runner.rest_too(self.folder, self._choose)
        self.body.addWidget(self.runner)
        self.body.addStretch(1)

    def set_folder(self, folder: str) -> None:
        """Show the folder used last."""
        if folder:
            self.folder.setText(folder)

    def _folder_row(self) -> QHBoxLayout:
        self.folder = QLineEdit()
        self.folder.setPlaceholderText(self.tr("Folder on the stick"))
        self.folder.setAccessibleName(self.tr("Folder on the stick"))
        self._choose = button(self.tr("Choose"), self._ask_folder, icon="folder")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.folder, 1)
        row.addWidget(self._choose)
        return row

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder on the stick"), self.folder.text()
        )
        if folder:
            self.folder.setText(folder)

    def _ask(self) -> None:
        folder = self.folder.text().strip()
        if folder:
            self.asked.emit(folder)
        else:
            self._ask_folder()
