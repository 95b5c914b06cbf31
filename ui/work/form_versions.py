"""Form versions: every version of a form on the shelf, and how many visits it has."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.records.types import FormInfo
from ui.parts.cards import Card, button, hair, scrolled
from ui.parts.labels import Elided, Pill, label
from ui.work.tidy import clear


class FormVersions(QWidget):
    """A line for each version, the newest first."""

    back_asked = Signal()
    trial_asked = Signal(str, str)

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(20, 8, 20, 16)
        self._lines.setSpacing(0)
        inner = QWidget()
        inner.setLayout(self._lines)
        card = Card(margin=0, spacing=0)
        head = label(self.tr("Versions"), "card_title")
        head.setContentsMargins(20, 16, 20, 4)
        card.body.addWidget(head)
        about = self.tr(
            "New visits use the newest; a visit opens with the version it was made with"
        )
        note = label(about, "muted", wrap=True)
        note.setContentsMargins(20, 0, 20, 8)
        card.body.addWidget(note)
        card.body.addWidget(scrolled(inner), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card, 1)
        self.back_button = button(
            self.tr("Back to the forms"), self.back_asked.emit, icon="back"
        )
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_versions(
        self, versions: Sequence[FormInfo], visits: Mapping[tuple[str, str], int]
    ) -> None:
        """Show the versions of one form.

        Args:
            versions: The newest first.
            visits: How many visits there are by (form id, version).
        """
        clear(self._lines)
        for place, one in enumerate(versions):
            count = visits.get((one.form_id, one.version), 0)
            self._lines.addWidget(self._line(one, count, newest=place == 0))
            self._lines.addWidget(hair())
        self._lines.addStretch(1)

    def _line(self, one: FormInfo, count: int, *, newest: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        told = self.tr("Version {version}").format(version=one.version or "-")
        texts.addWidget(Elided(f"{told}   {one.title}", "body"))
        texts.addWidget(Elided(f"{one.source}   SHA-256 {one.hash[:16]}", "caption"))
        row.addLayout(texts, 1)
        row.addWidget(label(self.tr("%n visit(s)", "", count), "muted"))
        if one.conflict:
            row.addWidget(Pill(self.tr("Two contents"), "warn", "alert"))
        if newest:
            row.addWidget(Pill(self.tr("In use"), "ok", "check"))
        row.addWidget(
            button(
                self.tr("Try it out"),
                lambda: self.trial_asked.emit(one.form_id, one.version),
                icon="eye",
            )
        )
        return line
