"""Rescue: the page where the data cannot be opened and backups are there."""

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


class RescuePage(QWidget):
    """Says what is wrong and tells by `chosen` which backup to put back.

    Args:
        error: Why the workspace does not open.
        backups: The newest first.
        language: "zh_CN" or "en".
    """

    chosen = Signal(str)

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
        card.body.addWidget(label(self.tr("The data cannot be opened"), "title"))
        card.body.addWidget(Band(sentence(error, language), "bad"))
        told = self.tr(
            "Put back a backup: it was proved when it was made. Drafts stay where "
            "they can be read, and the office sends again what it has received."
        )
        card.body.addWidget(label(told, "muted", wrap=True))
        self.buttons = []
        for one in backups[:SHOWN]:
            line = QHBoxLayout()
            line.addWidget(label(f"{one.at:%Y-%m-%d %H:%M}", "body"), 1)
            choose = partial(self.chosen.emit, one.name)
            back = button(self.tr("Put back"), choose)
            self.buttons.append(back)
            line.addWidget(back)
            card.body.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(middle))
