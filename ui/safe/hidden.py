"""Hidden: what somebody hid or made one with another, and the way back."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records.types import Entity
from ui import words
from ui.context import Workspace
from ui.parts.cards import Card, Empty, button, scrolled
from ui.parts.labels import Elided, Pill, label
from ui.parts.page import Page

SHOWN = 100


class HiddenPage(Page):
    """Lists entries that no list shows; nothing was deleted, each can come back."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Hidden and merged"))
        note = self.tr("Nothing is ever deleted: what is here can come back")
        self.head.note.set_text(note)
        self.head.lead(self.tr("Back"), lambda: self.page_asked.emit("duplicates"))
        self._inner: QWidget | None = None

    def refresh(self) -> None:
        """Read again which there are."""
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.deleteLater()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        self.found = self.workspace.records.unshown(limit=SHOWN)
        for one in self.found:
            column.addWidget(self._card(one))
        if not self.found:
            column.addWidget(Empty("eye_off", self.tr("Nothing is hidden")))
        column.addStretch(1)
        self._inner = scrolled(inner)
        self.body.addWidget(self._inner, 1)

    def bring_back(self, one: Entity) -> None:
        """Show an entry again, or make two of what was made one."""
        records, staff = self.workspace.records, self.workspace.profile.staff_id
        try:
            if one.merged_into:
                records.unmerge(one.list_name, one.id, staff)
            if one.hidden:
                records.hide(one.list_name, one.id, False, staff)
        except KnownError as error:
            self.problem.emit(error)
            return
        self.refresh()
        self.changed.emit()

    def _card(self, one: Entity) -> Card:
        card = Card(margin=12, spacing=4)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(words.list_name(one.list_name), "caption"))
        row.addWidget(Elided(one.label or one.id[:8], "body"), 1)
        merged = self.tr("Made one with another")
        row.addWidget(Pill(merged if one.merged_into else self.tr("Hidden"), "idle"))
        key = (one.list_name, one.id)
        look = self.tr("History")
        row.addWidget(button(look, lambda: self.subject_asked.emit(*key), kind="ghost"))
        row.addWidget(button(self.tr("Bring back"), lambda: self.bring_back(one)))
        card.body.addLayout(row)
        return card
