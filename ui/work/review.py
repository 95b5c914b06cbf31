"""Review: rows of an import or of its undoing, filtered, one told in full."""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.cards import Band, Card, Empty, scrolled
from ui.parts.chips import Chips
from ui.parts.labels import label
from ui.parts.rows import Row, RowList
from ui.work.choices import Choice, ChoiceList, Find, Finder
from ui.work.tidy import clear

ALL = "all"


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what stands now and what will; `note` why it stays."""

    name: str
    old: str
    new: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One row as it is reviewed.

    Args:
        row: As the list shows it; its key is its place.
        notes: (sentence, tone).
        choices: What a person may decide, none where nothing is to decide.
        find: (what to type, answers that fit it), where more may be decided.
    """

    row: Row
    changes: tuple[Change, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()
    find: tuple[str, Find] | None = None


class Review(QWidget):
    """The rows at the left, paged as they are scrolled; at the right one in full.

    Rows are told only when they are shown: a ledger may have 100,000.
    """

    decided = Signal(int, str)

    def __init__(self, chips: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._kinds: Sequence[Collection[str]] = ()
        self._tell: Callable[[int], Told] | None = None
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

    def show_rows(
        self,
        kinds: Sequence[Collection[str]],
        tell: Callable[[int], Told],
        begin: str = ALL,
    ) -> None:
        """Show other rows, counted by filter.

        Args:
            kinds: Of each row the filters under which it is shown.
            tell: Tells the row at a place.
            begin: The filter to begin with.
        """
        self._tell = tell
        self.chips.choose(begin)
        self._count(kinds)
        self._filter()

    def renew(self, kinds: Sequence[Collection[str]], place: int) -> None:
        """Show the same rows as they are now, at `place` or the one that follows."""
        self._count(kinds)
        if not any(self.chips.key in several for several in kinds):
            # The last one of a kind was decided.
            self.chips.choose(ALL)
        self._filter(place)

    def _count(self, kinds: Sequence[Collection[str]]) -> None:
        self._kinds = kinds
        counts: dict[str, int] = {ALL: len(kinds)}
        for several in kinds:
            for kind in several:
                counts[kind] = counts.get(kind, 0) + 1
        self.chips.show_counts({key: counts.get(key, 0) for key in self.chips.keys})

    def _filter(self, place: int = 0) -> None:
        key = self.chips.key
        self._shown = [
            at for at, kinds in enumerate(self._kinds) if key == ALL or key in kinds
        ]
        self.list.show_query(self._fetch)
        self.list.setVisible(bool(self._shown))
        self.empty.setVisible(not self._shown)
        self._show(())
        at = min(bisect_left(self._shown, place), len(self._shown) - 1)
        while at >= self.list.rows.rowCount():
            self.list.rows.fetchMore(self.list.rootIndex())
        self.list.choose(at)

    def _fetch(self, offset: int, limit: int) -> Sequence[Row]:
        if self._tell is None:
            return ()
        return [self._tell(at).row for at in self._shown[offset : offset + limit]]

    def _show(self, key: tuple[str, ...]) -> None:
        clear(self._detail)
        if not key or self._tell is None:
            return
        place = int(key[0])
        told = self._tell(place)
        self._detail.addWidget(label(told.row.title, "card_title", wrap=True))
        if told.row.note:
            self._detail.addWidget(label(told.row.note, "caption"))
        for text, tone in told.notes:
            self._detail.addWidget(Band(text, tone))
        if told.choices:
            choices = ChoiceList(told.choices)
            choices.chosen.connect(lambda code: self.decided.emit(place, code))
            self._detail.addWidget(choices)
        if told.find is not None:
            finder = Finder(*told.find)
            finder.chosen.connect(lambda code: self.decided.emit(place, code))
            self._detail.addWidget(finder)
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
        at = 0
        for one in changes:
            at += 1
            tone = "primary" if one.new != one.old and not one.note else ""
            for column, (text, role, ink) in enumerate(
                (
                    (one.name, "muted", ""),
                    (one.old or "–", "muted", ""),
                    (one.new or "–", "muted" if one.note else "body", tone),
                )
            ):
                made = label(_breaking(text), role, wrap=True, tone=ink)
                grid.addWidget(made, at, column, Qt.AlignmentFlag.AlignTop)
            if one.note:
                at += 1
                grid.addWidget(label(one.note, "caption", wrap=True), at, 1, 1, 2)
        return box


def _breaking(text: str) -> str:
    """Return a text whose long words may end a line anywhere: numbers, ids."""
    return re.sub(r"[!-~]{15,}", lambda word: "\u200b".join(word[0]), text)
