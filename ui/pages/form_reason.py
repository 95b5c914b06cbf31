"""What a form's page asks: why a visit is changed, whether a draft is thrown away."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.parts.cards import button
from ui.parts.labels import label
from ui.problems import confirm


class ReasonDialog(QDialog):
    """One field that may not stay blank; Escape goes back to the form."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        title = self.tr("Why is this visit changed?")
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(title)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(96)
        self.finish = button(self.tr("Finish"), self.accept, kind="primary")
        self.finish.setDefault(True)
        self.finish.setEnabled(False)
        self.field.textChanged.connect(
            lambda: self.finish.setEnabled(bool(self.reason))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(label(title, "card_title", wrap=True))
        told = self.tr("The form keeps the reason with the change.")
        column.addWidget(label(told, "muted", wrap=True))
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.setContentsMargins(0, 12, 0, 0)
        row.addStretch(1)
        row.addWidget(button(self.tr("Back to the form"), self.reject))
        row.addWidget(self.finish)
        column.addLayout(row)
        self.field.setFocus()

    @property
    def reason(self) -> str:
        """What is typed, in one line."""
        return " ".join(self.field.toPlainText().split())


def ask_reason(parent: QWidget) -> str | None:
    """Ask why a finished visit is changed; None where the person goes back."""
    dialog = ReasonDialog(parent)
    return dialog.reason if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_discard(parent: QWidget) -> bool:
    """Ask whether a draft is to be thrown away with its answers."""
    translate = QCoreApplication.translate
    return confirm(
        parent,
        translate("FormPage", "Throw this draft away?"),
        translate("FormPage", "Its answers and photos cannot be brought back."),
        translate("FormPage", "Throw away"),
        danger=True,
    )
