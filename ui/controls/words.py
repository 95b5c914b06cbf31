"""A label of the form: plain where it can be, rich where it is marked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.controls import marked


class Words(QLabel):
    """Text that the form's author wrote, with ODK's little Markdown.

    Args:
        role: The theme's role, as "question".
    """

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setOpenExternalLinks(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self._told = ""

    def tell(self, text: str, after: str = "") -> None:
        """Show `text`, and `after` it some rich text of ours."""
        told = text + "\x00" + after
        if told == self._told:
            return
        self._told = told
        if not after and marked.plain_is_enough(text):
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(text)
        else:
            self.setTextFormat(Qt.TextFormat.RichText)
            self.setText(marked.rich(text) + after)
