"""Ledger start: a file to bring in, a list to take out, the imports made so far."""

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from forms.records.ledger_columns import list_names
from forms.records.ledger_files import SUFFIXES
from forms.records.ledger_undo import ImportDone
from ui.parts.cards import Card, Empty, button, hair, scrolled
from ui.parts.labels import Elided, Pill, label
from ui.work.ledger_told import list_title
from ui.work.tidy import clear


class LedgerStart(QWidget):
    """Two cards at the left, the imports at the right."""

    look_asked = Signal(str, str)
    export_asked = Signal(str, str)
    undo_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.lists, self.out_lists = QComboBox(), QComboBox()
        for name in list_names():
            self.lists.addItem(list_title(name), name)
            self.out_lists.addItem(list_title(name), name)
        self.file, self.reason = QLineEdit(), QLineEdit()
        self.imports = QVBoxLayout()
        self.imports.setContentsMargins(20, 0, 20, 16)
        self.imports.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self._in_card())
        left.addWidget(self._out_card())
        left.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._imports_card(), 1)

    def show_imports(self, imports: Sequence[ImportDone], zone: tzinfo | None) -> None:
        """Show the imports made on this laptop, the last one first, in civil time."""
        clear(self.imports)
        if not imports:
            text = self.tr("What is brought in here stands here, to be undone")
            self.imports.addWidget(Empty("list", self.tr("No import yet"), text))
        for one in imports:
            self.imports.addWidget(self._import(one, zone))
            self.imports.addWidget(hair())
        self.imports.addStretch(1)

    def choose(self) -> None:
        """Ask for a file."""
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Ledger"), "", self.tr("Tables") + f" ({patterns})"
        )
        if name:
            self.file.setText(name)

    def _in_card(self) -> Card:
        card = Card(margin=20, spacing=12)
        card.body.addWidget(label(self.tr("Bring in a ledger"), "card_title"))
        about = self.tr(
            "An office's own table, .xlsx, .xls or .csv. What it would change is shown "
            "first; nothing is written before you say so."
        )
        card.body.addWidget(label(about, "muted", wrap=True))
        choose = button(self.tr("Choose"), self.choose, icon="folder")
        self.file.setPlaceholderText(self.tr("File, chosen or dropped here"))
        self.file.setAccessibleName(self.tr("File"))
        self.file.returnPressed.connect(self._look)
        file = QHBoxLayout()
        file.setSpacing(10)
        file.addWidget(self.file, 1)
        file.addWidget(choose)
        grid = _grid((self.tr("List"), _wide(self.lists)), (self.tr("File"), file))
        card.body.addLayout(grid)
        self.look = button(
            self.tr("Look at it"), self._look, kind="primary", icon="search"
        )
        card.body.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _out_card(self) -> Card:
        card = Card(margin=20, spacing=12)
        card.body.addWidget(label(self.tr("Take a list out"), "card_title"))
        about = self.tr(
            "As .xlsx with every cell as text, identity numbers in full. Who took it "
            "out, when and what for is kept in the log."
        )
        card.body.addWidget(label(about, "muted", wrap=True))
        self.reason.setPlaceholderText(self.tr("What it is needed for"))
        self.reason.setAccessibleName(self.tr("What it is needed for"))
        reason = QHBoxLayout()
        reason.addWidget(self.reason, 1)
        grid = _grid(
            (self.tr("List"), _wide(self.out_lists)), (self.tr("Reason"), reason)
        )
        card.body.addLayout(grid)
        self.export = button(self.tr("Save as .xlsx"), self._export, icon="save")
        self.export.setEnabled(False)
        self.reason.textChanged.connect(
            lambda text: self.export.setEnabled(bool(text.strip()))
        )
        card.body.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _imports_card(self) -> Card:
        card = Card(margin=0, spacing=0)
        head = label(self.tr("Imports on this laptop"), "card_title")
        head.setContentsMargins(20, 16, 20, 8)
        card.body.addWidget(head)
        inner = QWidget()
        inner.setLayout(self.imports)
        card.body.addWidget(scrolled(inner), 1)
        return card

    def _import(self, one: ImportDone, zone: tzinfo | None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Elided(one.source, "body"))
        rows = self.tr("%n row(s) created or changed", "", one.rows)
        when = f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}"
        told = (list_title(one.list_name), rows, when, one.author)
        texts.addWidget(Elided("  ·  ".join(filter(None, told)), "caption"))
        row.addLayout(texts, 1)
        if one.undone:
            row.addWidget(Pill(self.tr("Undone"), "idle", "history"))
        else:
            undo = button(
                self.tr("Undo"), lambda: self.undo_asked.emit(one.rec), icon="history"
            )
            undo.setAccessibleName(f"{self.tr('Undo')} {one.source}")
            row.addWidget(undo)
        return line

    def _look(self) -> None:
        if not self.file.text().strip():
            self.choose()
        name = self.file.text().strip()
        if name:
            self.look_asked.emit(name, str(self.lists.currentData()))

    def _export(self) -> None:
        self.export_asked.emit(
            str(self.out_lists.currentData()), self.reason.text().strip()
        )


def _grid(*fields: tuple[str, QHBoxLayout]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(1, 1)
    for at, (name, field) in enumerate(fields):
        grid.addWidget(label(name, "muted"), at, 0)
        grid.addLayout(field, at, 1)
    return grid


def _wide(box: QComboBox) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(box, 1)
    return row
