"""Office ledgers: brought in after a dry run, undone as a whole, lists taken out."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QProgressBar,
    QStackedWidget,
)

from forms.errors import KnownError
from forms.records import ledger, ledger_match, ledger_undo
from forms.records.backup import make_before_import
from forms.records.ledger import LedgerPlan
from forms.records.ledger_files import SUFFIXES
from forms.records.ledger_match import Heading
from forms.records.ledger_undo import ImportDone, UndoPlan
from forms.records.store import Records
from forms.records.types import ImportReport
from forms.records.vault import write_file
from forms.reports.workbook import export_list
from ui.context import Workspace
from ui.jobs import Progress
from ui.parts.cards import Band, button
from ui.parts.page import Page
from ui.problems import sentence
from ui.saving import ask_file
from ui.words import listed
from ui.work.drops import dropped
from ui.work.foot import with_foot
from ui.work.heading_match import HeadingMatch
from ui.work.ledger_start import LedgerStart
from ui.work.ledger_told import list_title, plan_rows, undo_rows
from ui.work.review import ALL, Review

Read = tuple[tuple[Heading, ...], LedgerPlan | KnownError]


class LedgersPage(Page):
    """The start; behind it the dry run, the columns, and what an undo would do."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Office ledgers"))
        self.setAcceptDrops(True)
        self._file, self._list = Path(), ""
        self._plan: LedgerPlan | None = None
        self._undo_plan: UndoPlan | None = None
        self._headings: tuple[Heading, ...] = ()
        self.told = Band()
        self.told.hide()
        self.body.addWidget(self.told)
        self.bar = QProgressBar()
        self.bar.hide()
        self.body.addWidget(self.bar)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self.start = LedgerStart()
        self.review, self.undo_review = (
            Review(self._chips()),
            Review(self._undo_chips()),
        )
        self.match = HeadingMatch(workspace.language)
        self._lay_out()
        self.start.look_asked.connect(self.look_at)
        self.start.undo_asked.connect(self.plan_undo)
        self.start.export_asked.connect(self._export_asked)
        back = QShortcut(QKeySequence("Esc"), self, self.show_start)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._tell_start()

    def refresh(self) -> None:
        """Read the imports anew, beside: a long log takes its time."""
        folder = self.workspace.folder

        def work(progress: Progress) -> list[ImportDone]:
            with Records.open(folder, writer=False) as records:
                return ledger_undo.imports(records)

        self.workspace.jobs.run("work", work, self._imports_read, self._failed)

    def _imports_read(self, done: list[ImportDone]) -> None:
        self.start.show_imports(done, self.workspace.clock().tzinfo)

    def take_focus(self) -> None:
        """Put the keyboard on the file."""
        self.start.lists.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that may be a table."""
        if dropped(event, SUFFIXES) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped, for the list that is chosen."""
        file = dropped(event, SUFFIXES)
        if file is not None:
            event.acceptProposedAction()
            self.start.file.setText(str(file))
            self.look_at(str(file), str(self.start.lists.currentData()))

    # Bringing in.

    def look_at(self, file: str, list_name: str) -> None:
        """Read a file and tell what bringing it into a list would do."""
        self._file, self._list = Path(file), list_name
        self._compare()

    def show_start(self) -> None:
        """Go back to the start; what was planned is forgotten."""
        if not self.bar.isVisible():
            self._plan = self._undo_plan = None
            self.stack.setCurrentIndex(0)
            self._tell_start()

    def show_columns(self) -> None:
        """Show what each column becomes."""
        self.match.show_headings(self._list, self._headings)
        self.stack.setCurrentWidget(self._match_page)
        for box in list(self.match.boxes.values())[:1]:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_columns(self) -> None:
        """Keep what was said of the columns and compare again."""
        ledger_match.remember(self.workspace.journal, self._list, self.match.said)
        self._compare()

    def bring_in(self) -> None:
        """Write what was planned."""
        planned, folder = self._plan, self.workspace.folder
        if planned is None:
            return
        author = self.workspace.profile.staff_id
        self._busy(self.tr("Bringing in {file}").format(file=planned.file))

        def work(progress: Progress) -> ImportReport:
            progress(0, 0)
            with Records.open(folder) as records:
                make_before_import(folder, records.now)
                return ledger.apply(records, planned, author)

        self.workspace.jobs.run(
            "work", work, self._brought, self._failed, self._count, writes=True
        )

    def _compare(self) -> None:
        file, list_name, folder = self._file, self._list, self.workspace.folder
        chosen = ledger_match.recall(self.workspace.journal, list_name)
        grid = self.workspace.profile.grid_code
        self._busy(self.tr("Comparing {file} with the register").format(file=file.name))

        def work(progress: Progress) -> Read:
            progress(0, 0)
            found = ledger_match.headings(file, list_name, chosen)
            with Records.open(folder, writer=False) as records:
                try:
                    return found, ledger.plan(records, file, list_name, grid, chosen)
                except KnownError as error:
                    # Its columns may still be matched by hand.
                    return found, error

        self.workspace.jobs.run("work", work, self._was_read, self._failed, self._count)

    def _was_read(self, came: Read) -> None:
        self._ready()
        self._headings, planned = came
        self.head.note.set_text(f"{self._file.name}  →  {list_title(self._list)}")
        if isinstance(planned, KnownError):
            self._plan = None
            self.told.show_text(sentence(planned, self.workspace.language), "bad")
            if self._headings:
                self.show_columns()
            return
        self._plan = planned
        rows = plan_rows(planned, self.workspace.language)
        self.review.show_rows(rows)
        writes = planned.counts["create"] + planned.counts["update"]
        self.go.setText(self.tr("Bring in %n row(s)", "", writes))
        self.go.setEnabled(writes > 0)
        self.told.show_text(*self._verdict(planned, writes))
        self.stack.setCurrentWidget(self._review_page)
        focus = self.go if writes else self.review.list
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _verdict(self, planned: LedgerPlan, writes: int) -> tuple[str, str]:
        told = self.tr("Nothing is written yet. ")
        tone = "primary"
        if not writes:
            told, tone = self.tr("The register says all this already. "), "ok"
        if planned.counts["doubtful"]:
            told += self.tr(
                "%n row(s) to look at: their reasons stand beside them. ",
                "",
                planned.counts["doubtful"],
            )
            tone = "warn"
        if planned.ignored:
            names = listed(planned.ignored, self.workspace.language)
            told += self.tr("Columns left out: {names}").format(names=names)
        return told.strip(), tone

    def _brought(self, report: ImportReport) -> None:
        self._ready()
        self.show_start()
        told = self.tr("Brought in: {created} new, {updated} changed, {same} unchanged")
        text = told.format(
            created=report.created, updated=report.updated, same=report.same
        )
        self.told.show_text(text, "ok")
        self.start.file.clear()
        self.changed.emit()

    # Undoing.

    def plan_undo(self, rec: str) -> None:
        """Tell what undoing an import would do."""
        folder = self.workspace.folder
        self._busy(self.tr("Looking at what was changed since"))

        def work(progress: Progress) -> UndoPlan:
            with Records.open(folder, writer=False) as records:
                return ledger_undo.undo_plan(records, rec, progress)

        self.workspace.jobs.run(
            "work", work, self._undo_planned, self._failed, self._count
        )

    def undo(self) -> None:
        """Undo what was planned."""
        planned, folder = self._undo_plan, self.workspace.folder
        if planned is None:
            return
        author = self.workspace.profile.staff_id
        self._busy(self.tr("Undoing {file}").format(file=planned.source))

        def work(progress: Progress) -> UndoPlan:
            progress(0, 0)
            with Records.open(folder) as records:
                ledger_undo.undo(records, planned, author)
            return planned

        self.workspace.jobs.run(
            "work", work, self._undone, self._failed, self._count, writes=True
        )

    def _undo_planned(self, planned: UndoPlan) -> None:
        self._ready()
        self._undo_plan = planned
        self.undo_review.show_rows(undo_rows(planned, self.workspace.language))
        self.head.note.set_text(planned.source)
        self.told.show_text(
            self.tr("Nothing is written yet. What was worked on since stays as it is."),
            "warn" if planned.counts["kept"] or planned.counts["partly"] else "primary",
        )
        self.stack.setCurrentWidget(self._undo_page)
        self.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undone(self, planned: UndoPlan) -> None:
        self._ready()
        self.show_start()
        counts = planned.counts
        told = self.tr("Undone: {hide} taken out, {restore} put back")
        text = told.format(hide=counts["hide"], restore=counts["restore"])
        kept = counts["kept"] + counts["partly"]
        if kept:
            text += "\n" + self.tr("%n stay(s) as worked on since", "", kept)
        self.told.show_text(text, "warn" if kept else "ok")
        self.changed.emit()

    # Taking out.

    def _export_asked(self, list_name: str, reason: str) -> None:
        name = f"{list_title(list_name)}-{self.workspace.today:%Y%m%d}.xlsx"
        title = self.tr("Save as .xlsx")
        if file := ask_file(self, title, name, "Excel (*.xlsx)"):
            self.export_to(file, list_name, reason)

    def export_to(self, file: Path, list_name: str, reason: str) -> None:
        """Write a list as a workbook; the log keeps who did and why."""
        space = self.workspace
        folder, language = space.folder, space.language
        author = space.profile.staff_id
        self._busy(self.tr("Writing {file}").format(file=file.name))

        def work(progress: Progress) -> Path:
            progress(0, 0)
            with Records.open(folder) as records:
                data = export_list(
                    records, list_name,
                    reason=reason, author=author, language=language,
                )  # fmt: skip
            write_file(file, data)
            return file

        self.workspace.jobs.run(
            "work", work, self._exported, self._failed, self._count, writes=True
        )

    def _exported(self, file: Path) -> None:
        self._ready()
        self.start.reason.clear()
        told = self.tr("{file} is written. It names people: pass it on with care.")
        self.told.show_text(told.format(file=file.name), "ok")
        self.changed.emit()

    # Inside.

    def _lay_out(self) -> None:
        self.stack.addWidget(self.start)
        cancel = self.tr("Back, change nothing")
        columns = button(self.tr("Columns"), self.show_columns, icon="settings")
        self.go = button("", self.bring_in, kind="primary", icon="check")
        self._review_page = with_foot(
            self.review, button(cancel, self.show_start, icon="back"), columns, self.go
        )
        again = button(
            self.tr("Compare again"), self.take_columns, kind="primary", icon="refresh"
        )
        self._match_page = with_foot(
            self.match, button(cancel, self.show_start, icon="back"), again
        )
        self.undo_button = button(
            self.tr("Undo this import"), self.undo, kind="danger", icon="history"
        )
        self._undo_page = with_foot(
            self.undo_review,
            button(cancel, self.show_start, icon="back"),
            self.undo_button,
        )
        for page in (self._review_page, self._match_page, self._undo_page):
            self.stack.addWidget(page)

    def _chips(self) -> list[tuple[str, str]]:
        return [
            (ALL, self.tr("All")),
            ("create", self.tr("New")),
            ("update", self.tr("Changed")),
            ("doubtful", self.tr("To look at")),
            ("refused", self.tr("Not brought in")),
            ("same", self.tr("Unchanged")),
        ]

    def _undo_chips(self) -> list[tuple[str, str]]:
        return [
            (ALL, self.tr("All")),
            ("hide", self.tr("Taken out")),
            ("restore", self.tr("Put back")),
            ("kept", self.tr("Stays")),
        ]

    def _tell_start(self) -> None:
        self.head.note.set_text(
            self.tr("Tables of the office come in here, and go out as workbooks")
        )
        self.told.hide()

    def _busy(self, text: str) -> None:
        self.told.show_text(text, "idle")
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stack.setEnabled(False)

    def _ready(self) -> None:
        self.bar.hide()
        self.told.hide()
        self.stack.setEnabled(True)

    def _count(self, done: int, of: int, what: str) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _failed(self, error: KnownError) -> None:
        self._ready()
        self.told.show_text(sentence(error, self.workspace.language), "bad")
