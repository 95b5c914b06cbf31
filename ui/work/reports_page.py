"""Figures and print: what the street office asks for, on screen and on paper."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from forms.records.store import Records
from forms.reports.figures import Figure
from forms.reports.order import (
    DAILY,
    ReportOrder,
    report_figures,
    report_names,
    report_title,
    takes_period,
)
from ui.context import Workspace
from ui.jobs import Progress
from ui.parts.cards import Card, scrolled
from ui.parts.labels import label
from ui.parts.page import Page
from ui.theme import step_now, tokens_of
from ui.work.figure_cards import FigureSheet
from ui.work.period import PeriodChoice

Sections = Sequence[tuple[str, Sequence[Figure]]]
OFFICE = "reports.office"
ORDER = (
    DAILY, "visits", "heating", "followup", "hazard", "household", "resident",
    "facility", "fix_item", "estate",
)  # fmt: skip
WIDTH = 316
ROW = 32


class ReportsPage(Page):
    """At the left what is wanted; at the right the figures of that period."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Figures and print"))
        self._asked = 0
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Ledgers and reports"))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tokens, palette = tokens_of(self.palette()), self.names.palette()
        palette.setColor(QPalette.ColorRole.Highlight, tokens.primary_soft)
        palette.setColor(QPalette.ColorRole.HighlightedText, tokens.primary)
        self.names.setPalette(palette)
        self.period = PeriodChoice(workspace.today)
        self.grids, self.audience = QComboBox(), QComboBox()
        self.office = QLineEdit(workspace.journal.setting(OFFICE))
        self.figures = FigureSheet(workspace.language)
        self.go = self.head.add(
            self.tr("Preview and print"), self.preview, kind="primary", icon="printer"
        )
        self.go.setToolTip("Ctrl+P")
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._choices())
        row.addWidget(scrolled(self.figures), 1)
        self.body.addLayout(row, 1)
        self._fill()
        print_keys = QShortcut(QKeySequence("Ctrl+P"), self, self.preview)
        print_keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.period.changed.connect(self.refresh)
        self.grids.activated.connect(self.refresh)
        self.names.currentRowChanged.connect(self._named)
        self.names.itemActivated.connect(self.preview)
        self.office.editingFinished.connect(self._keep_office)

    @property
    def order(self) -> ReportOrder:
        """What is wanted as the choices stand."""
        first, last = self.period.days
        item = self.names.currentItem()
        return ReportOrder(
            name=str(item.data(Qt.ItemDataRole.UserRole)) if item else DAILY,
            on=self.workspace.today,
            first=first,
            last=last,
            grid_code=str(self.grids.currentData() or ""),
            audience=self.audience.currentData(),
            office=self.office.text().strip(),
            language=self.workspace.language,
        )

    def choose(self, name: str) -> None:
        """Choose the report `name`."""
        for place in range(self.names.count()):
            item = self.names.item(place)
            if item.data(Qt.ItemDataRole.UserRole) == name:
                self.names.setCurrentRow(place)

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        self.names.setFocus()

    def refresh(self) -> None:
        """Count the figures of the period and grid anew."""
        self._asked += 1
        asked, order, folder = self._asked, self.order, self.workspace.folder

        def work(progress: Progress) -> tuple[int, Sections]:
            with Records.open(folder, writer=False) as records:
                return asked, report_figures(records, order)

        first, last = self.period.days
        days = f"{first}" if first == last else f"{first} – {last}"
        self.head.note.set_text(f"{days}   {self.grids.currentText()}")
        self.workspace.jobs.run("work", work, self._counted, self.problem.emit)

    def preview(self) -> None:
        """Show the report as it will lie on paper; it is printed and saved there."""
        self._keep_office()
        self.report_asked.emit(self.order)

    def _counted(self, came: tuple[int, Sections]) -> None:
        asked, sections = came
        if asked == self._asked:
            self.figures.show_figures(sections)

    def _choices(self) -> Card:
        card = Card(margin=16, spacing=6)
        card.setFixedWidth(WIDTH + 24 * step_now())
        card.body.addWidget(label(self.tr("Ledgers and reports"), "card_title"))
        card.body.addWidget(self.names, 1)
        for name, field in (
            (self.tr("Period"), self.period),
            (self.tr("Grid"), self.grids),
            (self.tr("Who reads it"), self.audience),
            (self.tr("Office above the title"), self.office),
        ):
            column = QVBoxLayout()
            column.setSpacing(3)
            column.addWidget(label(name, "caption"))
            column.addWidget(field)
            card.body.addLayout(column)
        return card

    def _fill(self) -> None:
        language = self.workspace.language
        known = report_names()
        for name in (*ORDER, *sorted(set(known) - set(ORDER))):
            if name in known:
                item = QListWidgetItem(report_title(name, language))
                item.setData(Qt.ItemDataRole.UserRole, name)
                item.setSizeHint(QSize(0, ROW + 2 * step_now()))
                self.names.addItem(item)
        self.names.setCurrentRow(0)
        for key, text in (
            ("worker", self.tr("Worker: IDs, phones masked")),
            ("street", self.tr("Street: names shortened")),
            ("notice", self.tr("Notice: no IDs, no doors")),
        ):
            self.audience.addItem(text, key)
        for box in (self.grids, self.audience):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        grids = self.workspace.records.entities("grid", order="label", limit=1000)
        own = self.workspace.profile.grid_code
        for grid in grids:
            self.grids.addItem(grid.label, grid.id)
        self.grids.addItem(self.tr("All grids"), "")
        at = self.grids.findData(own)
        supervisor = self.workspace.profile.role == "supervisor"
        self.grids.setCurrentIndex(self.grids.count() - 1 if supervisor else max(at, 0))
        self.office.setPlaceholderText(self.tr("The grid's own name"))

    def _named(self) -> None:
        counts = takes_period(self.order.name)
        self.period.setToolTip(
            "" if counts else self.tr("This ledger shows everything as it stands now")
        )

    def _keep_office(self) -> None:
        self.workspace.journal.set_setting(OFFICE, self.office.text().strip())
