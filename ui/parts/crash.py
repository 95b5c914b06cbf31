"""Crash: the program is wrong; the answers are safe, and that is said first."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.cards import button
from ui.parts.labels import IconLabel, label


class CrashDialog(QDialog):
    """Tells of a bug: what is kept, where its report lies, what to do next."""

    def __init__(self, report: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The program made a mistake"))
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(14)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconLabel("alert", "warn", 28), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(6)
        texts.addWidget(label(self.tr("Your answers are safe"), "card_title"))
        told = self.tr(
            "The program made a mistake. Every answer shown as kept is on disk. Go "
            "on, or close the program and open it again. The report holds no "
            "personal data; please give it to whoever looks after the program:"
        )
        texts.addWidget(label(told, "body", wrap=True))
        place = label(str(report), "muted", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        texts.addWidget(place)
        row.addLayout(texts, 1)
        column.addLayout(row)
        below = QHBoxLayout()
        below.addStretch(1)
        ok = button(self.tr("Go on"), self.accept, kind="primary")
        ok.setDefault(True)
        below.addWidget(ok)
        column.addLayout(below)
