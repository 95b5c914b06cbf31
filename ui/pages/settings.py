"""Settings: who works here, how the window looks, where the data lie."""

import os
from dataclasses import replace

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from forms.records.types import Profile
from ui import association
from ui.association.card import AssociationCard
from ui.context import Workspace
from ui.controls.flow import Flow
from ui.languages import NAMES
from ui.parts.cards import Card, button, scrolled
from ui.parts.labels import label
from ui.parts.page import Page
from ui.safe.backups import BackupCard
from ui.safe.protection import ProtectionCard
from ui.theme import STEPS, step_now

FIELD_WIDTH = 300


class SettingsPage(Page):
    """What is changed here holds at once; there is no save button."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Settings"))
        self.head.note.set_text(self.tr("What is changed here holds at once"))
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(16)
        left.addWidget(self._person())
        left.addWidget(self._look())
        left.addWidget(self._backups())
        left.addStretch(1)
        right.addWidget(self._protection())
        right.addWidget(self._data())
        if association.POSSIBLE:
            right.addWidget(AssociationCard(workspace))
        right.addWidget(self._about())
        right.addStretch(1)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.body.addWidget(scrolled(inner), 1)

    def _person(self) -> Card:
        card, form = _card(self.tr("Who works here"))
        profile = self.workspace.profile
        self.name = QLineEdit(profile.name)
        self.name.editingFinished.connect(self._changed_now)
        form.addRow(_name(self.tr("Name")), self.name)
        self.role = _choice(
            [
                ("worker", self.tr("Grid worker")),
                ("supervisor", self.tr("Supervisor")),
            ],
            profile.role,
        )
        self.role.activated.connect(self._changed_now)
        form.addRow(_name(self.tr("Works as")), self.role)
        told = label(
            f"{profile.staff_id}  ·  {self.workspace.place}", "body", wrap=True
        )
        form.addRow(_name(self.tr("Id and grid")), told)
        return card

    def _look(self) -> Card:
        card, form = _card(self.tr("Look"))
        profile = self.workspace.profile
        self.language = _choice(list(NAMES.items()), profile.language)
        self.theme = _choice(
            [
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("system", self.tr("As the system")),
            ],
            profile.theme,
        )
        sizes = (self.tr("Normal"), self.tr("Large"), self.tr("Very large"))
        self.size_step = _choice(
            [(str(step), name) for step, name in zip(STEPS, sizes, strict=True)],
            str(step_now()),
        )
        for each, name in (
            (self.language, self.tr("Language")),
            (self.theme, self.tr("Theme")),
            (self.size_step, self.tr("Text size")),
        ):
            each.activated.connect(self._changed_now)
            form.addRow(_name(name), each)
        return card

    def _protection(self) -> Card:
        card = self.protection = ProtectionCard(self.workspace)
        card.lock_asked.connect(self.lock_asked)
        card.minutes_chosen.connect(self.minutes_chosen)
        card.paper_asked.connect(self.paper_asked)
        card.closed_asked.connect(self.closed_asked)
        return card

    def _backups(self) -> Card:
        card = self.backups = BackupCard(self.workspace)
        card.closed_asked.connect(self.closed_asked)
        return card

    def _data(self) -> Card:
        card, form = _card(self.tr("Data on this laptop"))
        folder = str(self.workspace.folder)
        place = label(_breakable(folder), "body", wrap=True)
        form.addRow(_name(self.tr("Folder")), place)
        records = self.workspace.records
        told = f"{records.device_id}\n{records.register_id}"
        form.addRow(
            _name(self.tr("Laptop and register")), label(told, "body", wrap=True)
        )
        if self.workspace.demo:
            what = self.tr("Fictional people and doors, apart from real work")
            form.addRow(_name(self.tr("Demo")), label(what, "body", wrap=True))
        url = QUrl.fromLocalFile(folder)
        row = Flow(card)
        row.add(
            button(
                self.tr("Open the folder"),
                lambda: QDesktopServices.openUrl(url),
                icon="folder",
            )
        )
        demo = self.workspace.demo
        other = self.tr("To my real work") if demo else self.tr("To the demo grid")
        row.add(button(other, self.other_asked.emit, icon="refresh"))
        card.body.addWidget(row)
        return card

    def _about(self) -> Card:
        card, _ = _card(self.tr("About"))
        for text in (
            self.tr(
                "Grid Visits keeps every answer on this laptop and needs no "
                "network. What is finished goes by USB stick."
            ),
            self.tr("Text in Noto Sans SC under the SIL Open Font License."),
        ):
            card.body.addWidget(label(text, "muted", wrap=True))
        keys = self.tr("Keys: Ctrl+K search, Alt+1 to Alt+9 pages, Alt+Left back")
        card.body.addWidget(label(keys, "muted", wrap=True))
        return card

    def _changed_now(self) -> None:
        profile = self.workspace.profile
        fresh: Profile = replace(
            profile,
            name=self.name.text().strip() or profile.name,
            role=self.role.currentData(),
            language=str(self.language.currentData()),
            theme=str(self.theme.currentData()),
        )
        step = int(self.size_step.currentData())
        if fresh != profile or step != step_now():
            self.profile_asked.emit(fresh, step)


def _card(title: str) -> tuple[Card, QFormLayout]:
    card = Card(margin=20, spacing=14)
    card.body.addWidget(label(title, "card_title"))
    form = QFormLayout()
    form.setHorizontalSpacing(20)
    form.setVerticalSpacing(12)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    card.body.addLayout(form)
    return card, form


def _breakable(path: str) -> str:
    """Return `path` with a break of no width after each folder."""
    return path.replace(os.sep, f"{os.sep}\u200b")


def _name(text: str) -> QWidget:
    made = label(text, "muted")
    made.setMinimumWidth(110)
    return made


def _choice(items: list[tuple[str, str]], value: str) -> QComboBox:
    box = QComboBox()
    for key, text in items:
        box.addItem(text, key)
    box.setCurrentIndex(max(box.findData(value), 0))
    box.setMaximumWidth(FIELD_WIDTH)
    return box
