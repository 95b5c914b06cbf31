"""Backups: the card of the settings that lists them, makes one, puts one back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

import resources
from forms.errors import KnownError
from forms.records import backup
from forms.records.backup import Backup
from ui.context import Workspace
from ui.jobs import Progress
from ui.parts.cards import Band, Card, button
from ui.parts.labels import label
from ui.problems import confirm, sentence
from ui.safe.again import put_back

SHOWN = 6


class BackupCard(Card):
    """The latest backups; each can be put back."""

    closed_asked = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=20, spacing=12)
        self._workspace = workspace
        self.body.addWidget(label(self.tr("Backups on this laptop"), "card_title"))
        self._list: QWidget | None = None
        self._tell = Band()
        self._tell.hide()
        self.body.addWidget(self._tell)
        row = QHBoxLayout()
        self.make_button = button(self.tr("Back up now"), self.make, icon="save")
        row.addWidget(self.make_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.refresh()

    def refresh(self) -> None:
        """Read again which there are."""
        if self._list is not None:
            self.body.removeWidget(self._list)
            self._list.deleteLater()
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        found = backup.kept(self._workspace.folder)
        told = self.tr(
            "Made by itself on the first opening of each day, before an import and "
            "before a newer program, encrypted like the data, without photos. They "
            "help against damage, not against a lost laptop: hand over by stick for "
            "that."
        )
        column.addWidget(label(told, "muted", wrap=True))
        for one in found[:SHOWN]:
            column.addLayout(self._row(one))
        if len(found) > SHOWN:
            more = self.tr("and %n older one(s)", "", len(found) - SHOWN)
            column.addWidget(label(more, "caption"))
        self.body.insertWidget(1, self._list)

    def make(self) -> None:
        """Make one now."""
        folder, now = self._workspace.folder, self._workspace.clock()
        self.make_button.setEnabled(False)
        self._workspace.jobs.run(
            "work", lambda _: backup.make(folder, "asked", now), self._made, self._fail
        )

    def restore(self, one: Backup) -> None:
        """Put one back, after asking, while all is closed."""
        space = self._workspace
        text = self.tr(
            "Finished visits after it will be missing here; what stands now is kept "
            "as a backup first, drafts stay. This laptop becomes a new device, and "
            "the office has to take it in again if it belongs to a register."
        )
        title = self.tr("Put back the backup of {when}?").format(when=_when(one))
        if not confirm(self, title, text, self.tr("Put it back"), danger=True):
            return
        folder, clock = space.folder, space.clock

        def work(_: Progress) -> object:
            return put_back(folder, one.name, clock)

        self.closed_asked.emit(work)

    # Inside.

    def _row(self, one: Backup) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        why = resources.sentence(
            f"BACKUP-WHY-{one.reason.upper()}", self._workspace.language
        )
        visits = self.tr("%n visit(s)", "", one.visits)
        size = f"{one.size_bytes / 1e6:.1f} MB"
        row.addWidget(label(_when(one), "body"))
        row.addWidget(label(f"{why}  ·  {visits}  ·  {size}", "muted"), 1)
        back = button(self.tr("Put back"), lambda: self.restore(one), kind="ghost")
        row.addWidget(back)
        return row

    def _made(self, made: Backup) -> None:
        self.make_button.setEnabled(True)
        self._tell.show_text(self.tr("Made, and proved by opening it"), "ok")
        self.refresh()

    def _fail(self, error: KnownError) -> None:
        self.make_button.setEnabled(True)
        self._tell.show_text(sentence(error, self._workspace.language), "bad")


def _when(one: Backup) -> str:
    return f"{one.at:%Y-%m-%d %H:%M}"
