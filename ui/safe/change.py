"""Change: dialogs for another passphrase and another key."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records import keys
from ui.context import Workspace
from ui.parts.cards import Band, button
from ui.parts.labels import label
from ui.problems import sentence
from ui.safe.secret import NewSecret, secret_field


class PassphraseDialog(QDialog):
    """Asks for the passphrase of now, where there is one, and for a new one.

    Args:
        fresh: Whether a new one is wanted; else only the one of now is proved.
    """

    def __init__(
        self, workspace: Workspace, title: str, text: str, parent: QWidget, *,
        fresh: bool,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._workspace, self.given = workspace, ""
        self._protected = keys.is_protected(workspace.folder)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(title, "card_title", wrap=True))
        column.addWidget(label(text, "muted", wrap=True))
        self.old = secret_field(self.tr("The passphrase of now"))
        self.old.setVisible(self._protected)
        column.addWidget(self.old)
        self.fresh = NewSecret()
        self.fresh.setVisible(fresh)
        column.addWidget(self.fresh)
        self._tell = Band()
        self._tell.hide()
        column.addWidget(self._tell)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Cancel"), self.reject))
        self.go = button(self.tr("Change"), self.try_now, kind="primary")
        self.go.setDefault(True)
        row.addWidget(self.go)
        column.addLayout(row)
        self._wanted = fresh

    def try_now(self) -> None:
        """Prove the passphrase of now, and set the new one."""
        try:
            fresh = self.fresh.given() if self._wanted else ""
        except KnownError as error:
            self._failed(error)
            return
        folder, old = self._workspace.folder, self.old.text()
        protected = self._protected

        def work(_progress: object) -> str:
            if protected:
                keys.unlock(folder, old)
            if fresh:
                keys.change_passphrase(folder, fresh)
            return old if protected else ""

        self.go.setEnabled(False)
        self._workspace.jobs.run("work", work, self._done, self._failed)

    def _done(self, given: str) -> None:
        self.given = given
        self.accept()

    def _failed(self, error: KnownError) -> None:
        self.go.setEnabled(True)
        self._tell.show_text(sentence(error, self._workspace.language), "bad")


def asked(dialog: PassphraseDialog, then: Callable[[str], None]) -> None:
    """Show the dialog; `then` gets the passphrase of now where it was right."""
    if dialog.exec() == QDialog.DialogCode.Accepted:
        then(dialog.given)
