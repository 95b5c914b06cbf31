"""Review: rows of an import or of its undoing, filtered, one told in full."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.cards import Band, Card, Empty, scrolled
from ui.parts.chips import Chips
from ui.parts.labels import label
from ui.parts.rows import Row, RowList
from ui.work.tidy import clear

ALL = "all"


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what stands now and what will."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Told:
    """One row as it is reviewed.

    Args:
        kinds: The filters under which it is shown.
        row: As the list shows it.
        notes: (sentence, tone).
    """

    kinds: frozenset[str]
    row: Row
    changes: tuple[Change, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


class Review(QWidget):
    """The rows at the left, paged as they are scrolled; at the right one in full."""

    def __init__(self, chips: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._rows: Sequence[Told] = ()
        self._shown: list[int] = []
        self.chips = Chips(chips)
        self.chips.chosen.connect(lambda _: self._filter())
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Rows"))
        self.list.chosen.connect(self._show)
        self.empty = Empty("list", self.tr("No such row"))
        left = Card(margin=0, spacing=0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 10)
        head.addWidget(self.chips)
        left.body.addLayout(head)
        left.body.addWidget(self.list, 1)
        left.body.addWidget(self.empty, 1)
        self._detail = QVBoxLayout()
        self._detail.setContentsMargins(20, 18, 20, 18)
        self._detail.setSpacing(10)
        inner = QWidget()
        inner.setLayout(self._detail)
        right = Card(margin=0, spacing=0)
        right.body.addWidget(scrolled(inner), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(left, 1)
        row.addWidget(right, 1)

    def show_rows(self, rows: Sequence[Told]) -> None:
        """Show other rows, counted by filter."""
        self._rows = rows
        counts: dict[str, int] = {ALL: len(rows)}
        for told in rows:
            for kind in told.kinds:
                counts[kind] = counts.get(kind, 0) + 1
        self.chips.show_counts({key: counts.get(key, 0) for key in self.chips.keys})
        self._filter()

    def _filter(self) -> None:
        key = self.chips.key
        self._shown = [
            at for at, told in enumerate(self._rows) if key == ALL or key in told.kinds
        ]
        self.list.show_query(self._fetch)
        self.list.setVisible(bool(self._shown))
        self.empty.setVisible(not self._shown)
        self._show(())
        self.list.choose(0)

    def _fetch(self, offset: int, limit: int) -> Sequence[Row]:
        return [self._rows[at].row for at in self._shown[offset : offset + limit]]

    def _show(self, key: tuple[str, ...]) -> None:
        clear(self._detail)
        if not key:
            return
        told = self._rows[int(key[0])]
        self._detail.addWidget(label(told.row.title, "card_title", wrap=True))
        if told.row.sub:
            self._detail.addWidget(label(told.row.sub, "muted", wrap=True))
        for text, tone in told.notes:
            self._detail.addWidget(Band(text, tone))
        if told.changes:
            self._detail.addWidget(self._table(told.changes))
        self._detail.addStretch(1)

    def _table(self, changes: Sequence[Change]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for column, name in enumerate(
            (self.tr("Field"), self.tr("Now"), self.tr("After"))
        ):
            grid.addWidget(label(name, "caption"), 0, column)
            grid.setColumnStretch(column, (2, 3, 3)[column])
        for at, one in enumerate(changes, 1):
            tone = "primary" if one.new != one.old else ""
            for column, (text, role, ink) in enumerate(
                (
                    (one.name, "muted", ""),
                    (one.old or "–", "muted", ""),
                    (one.new or "–", "body", tone),
                )
            ):
                made = label(text, role, wrap=True, tone=ink)
                grid.addWidget(made, at, column, Qt.AlignmentFlag.AlignTop)
        return box
