"""Secret: a new passphrase typed twice, with what it is good for said beside it."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records import keys
from ui.parts.labels import label


def secret_field(name: str) -> QLineEdit:
    """Return a field that shows dots and no suggestions."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    made.setPlaceholderText(name)
    return made


class NewSecret(QWidget):
    """Two fields, and the words that help to choose.

    Args:
        optional: Whether a person may go without, which then is said.
    """

    def __init__(self, *, optional: bool = False) -> None:
        super().__init__()
        self._optional = optional
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.first = secret_field(self.tr("Passphrase, or a PIN of 6 digits or more"))
        self.second = secret_field(self.tr("The same once more"))
        column.addWidget(self.first)
        column.addWidget(self.second)
        told = self.tr(
            "A PIN stops whoever sits down at this laptop. A few words that nobody "
            "would guess also stop whoever takes the disk out."
        )
        column.addWidget(label(told, "caption", wrap=True))
        self.without = QCheckBox(self.tr("Without: these data need no protection"))
        self.without.toggled.connect(self._turn)
        self.without.setVisible(optional)
        column.addWidget(self.without)

    def given(self) -> str:
        """Return the passphrase, blank where a person goes without.

        Raises:
            KnownError: KEY-SHORT, KEY-UNLIKE; KEY-BLANK where one may go without and
                has neither typed nor said so.
        """
        if self.without.isChecked():
            return ""
        if self._optional and not self.first.text() + self.second.text():
            raise KnownError("KEY-BLANK")
        if keys.plain(self.first.text()) != keys.plain(self.second.text()):
            raise KnownError("KEY-UNLIKE")
        return keys.checked(self.first.text())

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()

    def _turn(self, without: bool) -> None:
        for each in (self.first, self.second):
            each.setEnabled(not without)
