"""Heading match: each column of a ledger, and the property it is brought into."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from forms.records.ledger_columns import columns
from forms.records.ledger_match import Heading
from ui.parts.cards import Card, scrolled
from ui.parts.labels import Elided, label
from ui.work.tidy import clear


class Calm(QComboBox):
    """A combo box that lets the page scroll: no wheel changes what was set."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Hand the wheel on."""
        event.ignore()


class HeadingMatch(Card):
    """A line for each column: its heading, its first values, what it becomes."""

    changed = Signal()
    row_chosen = Signal()

    def __init__(self, language: str) -> None:
        super().__init__(margin=0, spacing=0)
        self._language = language
        self.boxes: dict[str, QComboBox] = {}
        head = label(self.tr("What each column is"), "card_title")
        head.setContentsMargins(20, 16, 20, 2)
        self.body.addWidget(head)
        about = self.tr(
            "What you set here is remembered on this laptop for tables like this one"
        )
        note = label(about, "muted", wrap=True)
        note.setContentsMargins(20, 0, 20, 8)
        self.body.addWidget(note)
        self.rows = Calm()
        self.rows.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rows.setAccessibleName(self.tr("Where the headings stand"))
        self.rows.setMinimumContentsLength(20)
        self.rows.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.rows.activated.connect(lambda _: self.row_chosen.emit())
        where = QHBoxLayout()
        where.setContentsMargins(20, 0, 20, 8)
        where.setSpacing(10)
        where.addWidget(label(self.tr("Where the headings stand"), "muted"))
        where.addWidget(self.rows, 1)
        self.body.addLayout(where)
        self._inner = QVBoxLayout()
        self._inner.setContentsMargins(20, 0, 20, 16)
        inner = QWidget()
        inner.setLayout(self._inner)
        self.body.addWidget(scrolled(inner), 1)

    @property
    def said(self) -> dict[str, str]:
        """Heading -> property, blank for none."""
        return {text: str(box.currentData()) for text, box in self.boxes.items()}

    @property
    def heading_row(self) -> int:
        """The row of the sheet where the headings stand, 0 where nobody said."""
        return int(self.rows.currentData() or 0)

    def show_rows(self, lines: Sequence[tuple[int, str]], row: int) -> None:
        """Show the first rows, one of which holds the headings.

        Args:
            lines: (row of the sheet, what stands in it).
            row: The one taken for the headings.
        """
        self.rows.clear()
        for number, text in lines:
            told = self.tr("Row {row}: {text}").format(row=number, text=text)
            self.rows.addItem(told, number)
        self.rows.setCurrentIndex(max(self.rows.findData(row), 0))

    def show_headings(self, list_name: str, headings: Sequence[Heading]) -> None:
        """Show the columns of a file that goes into `list_name`."""
        clear(self._inner)
        self.boxes.clear()
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for column, name in enumerate(
            (self.tr("Column"), self.tr("Its first values"), self.tr("Becomes"))
        ):
            grid.addWidget(label(name, "caption"), 0, column)
            grid.setColumnStretch(column, (3, 4, 4)[column])
        for at, one in enumerate(headings, 1):
            grid.addWidget(Elided(one.text, "body"), at, 0)
            grid.addWidget(Elided("   ".join(one.samples), "muted"), at, 1)
            chosen = self._box(list_name, one)
            self.boxes[one.text] = chosen
            grid.addWidget(chosen, at, 2)
        self._inner.addWidget(box)
        self._inner.addStretch(1)

    def _box(self, list_name: str, one: Heading) -> QComboBox:
        made = Calm()
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(one.text)
        made.addItem(self.tr("Leave out"), "")
        for column in columns(list_name).values():
            name = column.zh if self._language == "zh_CN" else column.en
            made.addItem(name, column.property)
        made.setCurrentIndex(max(made.findData(one.property), 0))
        made.activated.connect(lambda _: self.changed.emit())
        return made
