"""Today: what is due, what was begun, how far the day has come."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from forms.records.due import DueFilter
from forms.records.types import DueRow
from ui import words
from ui.context import Workspace
from ui.pages.first_steps import FirstSteps, is_bare
from ui.parts.cards import scrolled
from ui.parts.figures import FigureCard
from ui.parts.line import Line
from ui.parts.list_page import SubjectListPage
from ui.parts.rows import Row
from ui.queries import Figures, draft_text, due_count, due_row, figures
from ui.subjects import Subject, group, subject

translate = QCoreApplication.translate
FIGURES_FROM_PX = 820
"""Below this height of the page two rows more of the list are worth more."""
DRAFTS = 2
LOW_PX = 640
DAYS = {"now": 0, "late": -1, "week": 7, "month": 30}


class TodayPage(SubjectListPage):
    """The list is the entities' next_due; a visit is three actions away at most."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            workspace,
            title=translate("TodayPage", "Today's visits"),
            list_title=translate("TodayPage", "To visit"),
            chips=(
                ("now", translate("TodayPage", "Due")),
                ("late", translate("TodayPage", "Late")),
                ("week", translate("TodayPage", "7 days")),
                ("month", translate("TodayPage", "30 days")),
            ),
            kinds=(
                ("", translate("TodayPage", "All kinds")),
                ("household", translate("TodayPage", "Households")),
                ("resident", translate("TodayPage", "Residents")),
                ("facility", translate("TodayPage", "Facilities")),
                ("hazard", translate("TodayPage", "Hazards")),
                ("fix_item", translate("TodayPage", "Fix items")),
            ),
            typed=False,
        )
        self._due: dict[tuple[str, ...], DueRow] = {}
        self.head.add(
            self.tr("New visit"),
            lambda: self.page_asked.emit("forms"),
            kind="primary",
            icon="plus",
        )
        self._figures = FigureRow()
        self.body.insertWidget(0, self._figures)
        self._fold()

    def fetch(self, offset: int, limit: int) -> Sequence[Row]:
        """Return what is due as the chips stand."""
        found = self.workspace.records.due(
            self.workspace.today,
            DueFilter(lists=self._lists(), days=DAYS[self.chips.key]),
            limit=limit,
            offset=offset,
        )
        rows = []
        for due in found:
            row = due_row(due, self.workspace)
            self._due[row.key] = due
            rows.append(row)
        return rows

    def known(self, key: tuple[str, ...]) -> Subject | None:
        """Return what is known of the household, the person, the unit's facilities."""
        due = self._due[key]
        if due.list_name == "facility":
            return group(self.workspace, due)
        return subject(self.workspace, due.list_name, due.id)

    def refresh(self) -> None:
        """Read the list, the drafts and the figures again."""
        self._due.clear()
        self._show_first_steps()
        super().refresh()
        self._show_drafts()
        counts = {
            key: due_count(self.workspace, days, self._lists())
            for key, days in DAYS.items()
        }
        self.chips.show_counts(counts)
        found = figures(self.workspace)
        self._figures.show_figures(found)
        day = words.day(self.workspace.today, self.workspace.language)
        told = self.tr("{late} late, {due} due, {done} done today")
        told = told.format(late=found.late, due=found.due, done=found.done)
        self.head.note.set_text(f"{day}    {told}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the figures away where the window is low."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        self._figures.setVisible(self.height() >= FIGURES_FROM_PX)

    def _lists(self) -> tuple[str, ...]:
        kind = str(self.kinds.currentData() or "")
        return (kind,) if kind else ()

    def _show_first_steps(self) -> None:
        """Say how to begin where there is nobody to visit; else what nothing means."""
        records = self.workspace.records
        if not is_bare(records):
            self.panel.show_instead(None)
            later = due_count(self.workspace, DAYS["month"], self._lists())
            self.empty.show_text(
                self.tr("Nothing is due"),
                self.tr("The days to come stand under 7 days and 30 days")
                if later
                else self.tr(
                    "What no list asks for is begun by a door under Buildings, or by "
                    "New visit"
                ),
            )
            return
        role = self.workspace.profile.role
        steps = FirstSteps(records, office=role == "supervisor")
        steps.page_asked.connect(self.page_asked)
        steps.start_asked.connect(self.start_asked)
        self.panel.show_instead(scrolled(steps))
        self.empty.show_text(
            self.tr("Nobody to visit yet"),
            self.tr("The first steps stand beside this"),
        )

    def _show_drafts(self) -> None:
        while (item := self.above.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        shown = DRAFTS if self.height() >= LOW_PX else 1
        for info in self.workspace.journal.drafts()[:shown]:
            title, note = draft_text(info, self.workspace)
            line = Line(
                title, note, icon="pen", status=self.tr("Go on"), tone="warn",
                leads=False,
            )  # fmt: skip
            line.setProperty("kind", "draft")
            line.clicked.connect(
                lambda _=False, draft=info.draft.id: self.draft_asked.emit(draft)
            )
            self.above.addWidget(line)


class FigureRow(QWidget):
    """Four figures side by side."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._day = FigureCard(self.tr("Today"), "primary", ring=True)
        self._late = FigureCard(self.tr("Late"), "warn")
        self._hazards = FigureCard(self.tr("Open hazards"), "bad")
        self._warm = FigureCard(self.tr("Homes warm enough"), "ok")
        for card in (self._day, self._late, self._hazards, self._warm):
            row.addWidget(card, 1)

    def show_figures(self, found: Figures) -> None:
        """Show the figures of the day."""
        whole = found.done + found.due
        self._day.show_figure(
            found.done,
            self.tr("done, {due} to do").format(due=found.due),
            found.done / whole if whole else 0,
        )
        self._late.show_figure(
            found.late,
            self.tr("of {due} to do").format(due=found.due),
            found.late / found.due if found.due else 0,
        )
        self._hazards.show_figure(
            found.hazards,
            self.tr("{late} past their time").format(late=found.hazards_late),
            found.hazards_late / found.hazards if found.hazards else 0,
        )
        self._warm.show_figure(
            found.warm,
            self.tr("of {measured} measured").format(measured=found.measured),
            found.warm / found.measured if found.measured else 0,
        )
