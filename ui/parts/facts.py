"""Facts: what is known, as a grid of names and values; secrets open at a tap."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.parts.cards import button
from ui.parts.labels import label
from ui.subjects import Fact

COLUMNS = 3
LONG = 26
"""A value of more characters takes the whole width."""


class Secret(QWidget):
    """A value that is masked until it is tapped."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self._fact, self._open = fact, False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.text = label(fact.value, "body")
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.text)
        self.reveal = button(self.tr("Show"), self.toggle, kind="link")
        self.reveal.setProperty("small", True)
        row.addWidget(self.reveal)
        row.addStretch(1)

    def toggle(self) -> None:
        """Show the value in full, or hide it again."""
        self._open = not self._open
        self.text.setText(self._fact.secret if self._open else self._fact.value)
        self.reveal.setText(self.tr("Hide") if self._open else self.tr("Show"))


def fact_grid(facts: Sequence[Fact], columns: int = COLUMNS) -> QGridLayout:
    """Return `facts` laid out, as many side by side as `columns`."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(12)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    row = column = 0
    for fact in facts:
        span = columns if max(len(fact.value), len(fact.name)) > LONG else 1
        if column + span > columns:
            row, column = row + 1, 0
        grid.addLayout(_fact(fact), row, column, 1, span)
        column += span
    return grid


def _fact(fact: Fact) -> QVBoxLayout:
    cell = QVBoxLayout()
    cell.setSpacing(2)
    cell.addWidget(label(fact.name, "caption", wrap=True))
    if fact.secret:
        cell.addWidget(Secret(fact))
    else:
        value: QLabel = label(fact.value, "body", wrap=True, tone=fact.tone)
        cell.addWidget(value)
    cell.addStretch(1)
    return cell
