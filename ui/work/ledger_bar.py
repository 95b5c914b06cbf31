"""Ledger bar: which sheet of the file is read, and the day that it tells of."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QWidget

from ui.parts.labels import label


class LedgerBar(QWidget):
    """Stands above the dry run; `changed` when another sheet or day is meant."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._sheet_label = label(self.tr("Sheet"), "muted")
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(self.tr("Sheet"))
        self.sheets.activated.connect(lambda _: self.changed.emit())
        self.day_edit = QDateEdit()
        self.day_edit.setCalendarPopup(True)
        self.day_edit.setDisplayFormat("yyyy-MM-dd")
        self.day_edit.setAccessibleName(self.tr("The day it tells of"))
        self.day_edit.setKeyboardTracking(False)
        self.day_edit.dateChanged.connect(lambda _: self.changed.emit())
        row.addWidget(self._sheet_label)
        row.addWidget(self.sheets)
        row.addSpacing(8)
        row.addWidget(label(self.tr("The day it tells of"), "muted"))
        row.addWidget(self.day_edit)
        note = self.tr("What was recorded after this day stays as it is")
        row.addWidget(label(note, "caption", wrap=True), 1)
        self.hide()

    @property
    def sheet(self) -> str:
        """The sheet that is chosen."""
        return self.sheets.currentText()

    @property
    def day(self) -> date:
        """The day that is chosen."""
        return date.fromisoformat(self.day_edit.date().toString("yyyy-MM-dd"))

    def show_book(self, sheets: Sequence[str], sheet: str, day: date) -> None:
        """Show what a file was read as; tells nothing."""
        for each in (self.sheets, self.day_edit):
            each.blockSignals(True)
        self.sheets.clear()
        self.sheets.addItems(list(sheets))
        self.sheets.setCurrentText(sheet)
        self.day_edit.setDate(QDate(day.year, day.month, day.day))
        for each in (self.sheets, self.day_edit):
            each.blockSignals(False)
        several = len(sheets) > 1
        self.sheets.setVisible(several)
        self._sheet_label.setVisible(several)
        self.show()
