"""Rescue: the page where the data do not open, or newer work is known to be missing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records.backup import Backup
from ui.parts.cards import Band, Card, button, scrolled
from ui.parts.labels import label
from ui.problems import sentence

SHOWN = 8
BEHIND = ("STORE-BEHIND", "DRAFT-BEHIND")


class RescuePage(QWidget):
    """Says what is wrong and tells by `chosen` which backup to put back.

    Where newer work is missing from data that are whole, `taken` tells that a person
    goes on with them as they are.

    Args:
        error: Why the workspace does not open.
        backups: The newest first.
        language: "zh_CN" or "en".
    """

    chosen = Signal(str)
    taken = Signal()

    def __init__(
        self, error: KnownError, backups: Sequence[Backup], language: str
    ) -> None:
        super().__init__()
        self.setProperty("box", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        middle = QWidget()
        row = QHBoxLayout(middle)
        card = Card(margin=28, spacing=14)
        card.setFixedWidth(560)
        row.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        behind = error.code in BEHIND
        title = (
            self.tr("The newest work is missing")
            if behind
            else self.tr("The data cannot be opened")
        )
        card.body.addWidget(label(title, "title"))
        card.body.addWidget(Band(sentence(error, language), "bad"))
        self.go_on = button(self.tr("Go on with what is here"), self.taken.emit)
        self.go_on.setVisible(behind)
        card.body.addWidget(self.go_on)
        told = self.tr(
            "Put back a backup: it was proved when it was made. Drafts stay where "
            "they can be read, and the office sends again what it has received."
        )
        self.buttons = []
        if backups:
            card.body.addWidget(label(told, "muted", wrap=True))
        for one in backups[:SHOWN]:
            line = QHBoxLayout()
            visits = self.tr("%n visit(s)", "", one.visits)
            line.addWidget(label(f"{one.at:%Y-%m-%d %H:%M}", "body"))
            line.addWidget(label(visits, "muted"), 1)
            choose = partial(self.chosen.emit, one.name)
            back = button(self.tr("Put back"), choose)
            self.buttons.append(back)
            line.addWidget(back)
            card.body.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(middle))
