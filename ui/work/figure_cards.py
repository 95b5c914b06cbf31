"""Figure cards: the figures of DOMAIN.md 5.6 by section, each with its name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

import resources
from forms.reports.figures import Figure
from ui.parts.cards import Card
from ui.parts.figures import Bar
from ui.parts.labels import label
from ui.work.tidy import clear

COLUMNS = 4
# A figure above 0 of these is something to do.
LATE = frozenset({"hz_late", "followup_overdue", "ext_overdue", "ext_scrap", "fac_bad"})
GOOD_FROM = 90
POOR_BELOW = 60


class FigureSheet(QWidget):
    """Sections of cards, four side by side."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        self.cards: dict[str, NumberCard] = {}

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
        for section, figures in sections:
            title = resources.sentence(f"DAILY-{section}", self._language)
            head = label(title, "card_title")
            head.setContentsMargins(0, 6, 0, 0)
            self._column.addWidget(head)
            box = QWidget()
            grid = QGridLayout(box)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setSpacing(12)
            for column in range(COLUMNS):
                grid.setColumnStretch(column, 1)
            for place, figure in enumerate(figures):
                card = NumberCard(
                    resources.sentence(f"FIGURE-{figure.key}", self._language)
                )
                self.cards[figure.key] = card
                grid.addWidget(card, place // COLUMNS, place % COLUMNS)
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


def _tone(rate: object) -> str:
    if rate is None:
        return "primary"
    share = float(str(rate))
    if share >= GOOD_FROM:
        return "ok"
    return "warn" if share < POOR_BELOW else "primary"
