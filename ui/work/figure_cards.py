"""Figure cards: the figures of DOMAIN.md 5.6 by section, each with its name."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

import resources
from forms.reports.figures import Figure
from ui.parts.cards import Card
from ui.parts.figures import Bar
from ui.parts.labels import label
from ui.theme import step_now
from ui.work.tidy import clear

MOST, FEWEST = 4, 2
NARROWEST = 150
"""A card is at least so wide, in px; a narrow page has fewer side by side."""
# A figure above 0 of these is something to do.
LATE = frozenset({"hz_late", "followup_overdue", "ext_overdue", "ext_scrap", "fac_bad"})
GOOD_FROM = 90
POOR_BELOW = 60


class FigureSheet(QWidget):
    """Sections of cards, as many side by side as there is room for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        self.cards: dict[str, NumberCard] = {}
        self._grids: list[tuple[QGridLayout, list[NumberCard]]] = []
        self._columns = MOST

    def minimumSizeHint(self) -> QSize:
        """Return no width: cards go below each other instead."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put fewer side by side where the page is narrow."""
        super().resizeEvent(event)
        fit = event.size().width() // (NARROWEST + 14 * step_now())
        columns = max(FEWEST, min(MOST, fit))
        if columns != self._columns:
            self._columns = columns
            for grid, cards in self._grids:
                _place(grid, cards, columns)

    def show_figures(self, sections: Sequence[tuple[str, Sequence[Figure]]]) -> None:
        """Show the figures by section, as `report_figures` gives them."""
        if [f.key for _, some in sections for f in some] != list(self.cards):
            self._build(sections)
        for _, figures in sections:
            for figure in figures:
                self.cards[figure.key].show_figure(figure)

    def _build(self, sections: Sequence[tuple[str, Sequence[Figure]]]) -> None:
        clear(self._column)
        self.cards.clear()
        self._grids.clear()
        for section, figures in sections:
            title = resources.sentence(f"DAILY-{section}", self._language)
            head = label(title, "card_title")
            head.setContentsMargins(0, 6, 0, 0)
            self._column.addWidget(head)
            box = QWidget()
            grid = QGridLayout(box)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setSpacing(12)
            own: list[NumberCard] = []
            for figure in figures:
                card = NumberCard(
                    resources.sentence(f"FIGURE-{figure.key}", self._language)
                )
                self.cards[figure.key] = card
                own.append(card)
            self._grids.append((grid, own))
            _place(grid, own, self._columns)
            self._column.addWidget(box)
        self._column.addStretch(1)


class NumberCard(Card):
    """A number with its name; a share also with what it is of and a bar."""

    def __init__(self, name: str) -> None:
        super().__init__(margin=14, spacing=4)
        self.body.addWidget(label(name, "muted", wrap=True))
        self.number = label("–", "figure")
        self.note = label("", "caption")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self.note, 1, Qt.AlignmentFlag.AlignBaseline)
        self.body.addStretch(1)
        self.body.addLayout(row)
        self._bars = {tone: Bar(tone) for tone in ("ok", "primary", "warn")}
        for bar in self._bars.values():
            self.body.addWidget(bar)
            bar.hide()
        self._name = name

    def show_figure(self, figure: Figure) -> None:
        """Show a number, or a share with part and whole."""
        for bar in self._bars.values():
            bar.hide()
        if figure.whole is None:
            self.number.setText(f"{figure.part.normalize():f}")
            self.note.setText("")
            late = figure.key in LATE and figure.part > 0
            self.number.setProperty("tone", "warn" if late else "")
            self.number.style().polish(self.number)
        else:
            rate = figure.rate
            self.number.setText("–" if rate is None else f"{rate}%")
            self.note.setText(f"{figure.part} / {figure.whole}")
            bar = self._bars[_tone(rate)]
            bar.show_share(0.0 if rate is None else float(rate) / 100)
            bar.show()
        told = f"{self._name} {self.number.text()} {self.note.text()}"
        self.setAccessibleName(told.strip())


def _place(grid: QGridLayout, cards: Sequence[NumberCard], columns: int) -> None:
    for column in range(MOST):
        grid.setColumnStretch(column, 1 if column < columns else 0)
    for place, card in enumerate(cards):
        grid.addWidget(card, place // columns, place % columns)


def _tone(rate: object) -> str:
    if rate is None:
        return "primary"
    share = float(str(rate))
    if share >= GOOD_FROM:
        return "ok"
    return "warn" if share < POOR_BELOW else "primary"
