"""Visits: drafts to go on with and finished ones, every version kept and shown."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records.types import DraftInfo
from forms.records.visits import VisitFilter
from sync.exchange import custody
from ui.context import Workspace
from ui.form_names import form_kinds
from ui.pages.visit_panel import VisitPanel
from ui.parts.cards import button, scrolled
from ui.parts.line import Line
from ui.parts.list_page import ListPage
from ui.parts.rows import Row
from ui.problems import confirm
from ui.queries import draft_text, visit_row
from ui.theme import step_now

translate = QCoreApplication.translate
DRAFTS_SEEN, DRAFT_PX = 2, 60
DAYS = {"": None, "today": 0, "week": 6, "month": 29}


class VisitsPage(ListPage):
    """Drafts on top, then what was finished, the last first."""

    def __init__(self, workspace: Workspace) -> None:
        self.panel = VisitPanel(workspace)
        super().__init__(
            workspace,
            title=translate("VisitsPage", "Visits"),
            list_title=translate("VisitsPage", "Finished"),
            side=self.panel,
            chips=(
                ("", translate("VisitsPage", "All")),
                ("today", translate("VisitsPage", "Today")),
                ("week", translate("VisitsPage", "7 days")),
                ("month", translate("VisitsPage", "30 days")),
            ),
            kinds=[
                ("", translate("VisitsPage", "All forms")),
                *form_kinds(workspace.records),
            ],
        )
        self.field.setPlaceholderText(self.tr("Name or number"))
        self.empty.show_text(
            self.tr("No visit here yet"), self.tr("Begin one from the Today page")
        )
        self.panel.sheet_asked.connect(self.sheet_asked)
        self.panel.edit_asked.connect(self.edit_asked)
        self.panel.subject_asked.connect(self.subject_asked)
        self.panel.review_asked.connect(self._review)
        self.panel.page_asked.connect(self.page_asked)

    def fetch(self, offset: int, limit: int) -> Sequence[Row]:
        """Return finished visits as the filters stand."""
        found = self.workspace.records.visits(
            self._wanted(), limit=limit, offset=offset
        )
        return [visit_row(row, self.workspace) for row in found]

    def show_row(self, key: tuple[str, ...]) -> None:
        """Show the visit with its versions."""
        visit = self.workspace.records.visit(key[1]) if key else None
        self.panel.show_visit(visit)

    def opened(self, key: tuple[str, ...]) -> None:
        """Show the visit's sheet."""
        self.sheet_asked.emit(key[1])

    def refresh(self) -> None:
        """Read drafts and visits again."""
        # A form of the office's own may have come since.
        for form_id, name in form_kinds(self.workspace.records):
            if self.kinds.findData(form_id) < 0:
                self.kinds.addItem(name, form_id)
        super().refresh()
        self._show_drafts()
        count = sum(self.workspace.records.visit_counts().values())
        self.head.note.set_text(self.tr("%n finished visit(s)", "", count))

    def _review(self, record_id: str) -> None:
        author = self.workspace.profile.staff_id
        try:
            custody.review(self.workspace.records, record_id, author)
        except KnownError as error:
            self.problem.emit(error)
            return
        self.changed.emit()

    def _wanted(self) -> VisitFilter:
        days = DAYS[self.chips.key]
        since = ""
        if days is not None:
            since = (self.workspace.today - timedelta(days=days)).isoformat()
        return VisitFilter(
            form_id=str(self.kinds.currentData() or ""),
            since=since,
            text=self.field.text().strip(),
        )

    def _show_drafts(self) -> None:
        while (item := self.above.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        drafts = self.workspace.journal.drafts()
        if not drafts:
            return
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for info in drafts:
            column.addWidget(self._draft(info))
        area = scrolled(lines)
        seen = min(len(drafts), DRAFTS_SEEN)
        area.setFixedHeight(seen * (DRAFT_PX + 2 * step_now()) - 6)
        self.above.addWidget(area)

    def _draft(self, info: DraftInfo) -> QWidget:
        title, note = draft_text(info, self.workspace)
        draft_id = info.draft.id
        # An arrow, not the words of Today's line: the bin takes their room.
        line = Line(title, note, icon="pen")
        line.setToolTip(self.tr("Go on with this visit"))
        line.setProperty("kind", "draft")
        line.clicked.connect(lambda: self.draft_asked.emit(draft_id))
        away = button("", lambda: self._discard(draft_id), kind="ghost", icon="trash")
        away.setToolTip(self.tr("Throw this draft away"))
        away.setAccessibleName(self.tr("Throw this draft away"))
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(line, 1)
        row.addWidget(away)
        return both

    def _discard(self, draft_id: str) -> None:
        if confirm(
            self,
            self.tr("Throw this draft away?"),
            self.tr("Its answers are lost. A finished visit stays as it was."),
            self.tr("Throw away"),
            danger=True,
        ):
            self.workspace.journal.discard(draft_id)
            self.changed.emit()
