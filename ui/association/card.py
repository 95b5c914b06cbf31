"""Card: the settings' switch that lets a double click open files of ours here."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from forms.errors import KnownError
from ui import association
from ui.context import Workspace
from ui.parts.cards import Band, Card, button
from ui.parts.labels import label
from ui.problems import sentence


class AssociationCard(Card):
    """Tells whether files open here by double click, and changes it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=20, spacing=12)
        self._workspace = workspace
        self.body.addWidget(label(self.tr("Opening files"), "card_title"))
        told = self.tr(
            "A bundle, an invitation or a request that came by stick or by chat can be "
            "dropped anywhere on the window. It can open by double click as well."
        )
        self.body.addWidget(label(told, "muted", wrap=True))
        self._band = Band()
        self._band.hide()
        self.body.addWidget(self._band)
        self.on = button(self.tr("Open by double click"), self.associate, icon="open")
        self.off = button(self.tr("Take it back"), self.dissociate, icon="cross")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.on)
        row.addWidget(self.off)
        row.addStretch(1)
        self.body.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Read how it stands."""
        try:
            stands = association.is_associated()
        except KnownError as error:
            self._fail(error)
            self.on.setEnabled(False)
            self.off.hide()
            return
        self.on.setVisible(not stands)
        self.off.setVisible(stands)
        if stands:
            self._band.show_text(self.tr("Files open here by double click"), "ok")
        else:
            self._band.hide()

    def associate(self) -> None:
        """Let a double click open our files here."""
        self._do(association.associate)

    def dissociate(self) -> None:
        """Take it back."""
        self._do(association.dissociate)

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        except KnownError as error:
            self._fail(error)
            return
        self.refresh()

    def _fail(self, error: KnownError) -> None:
        self._band.show_text(sentence(error, self._workspace.language), "bad")
