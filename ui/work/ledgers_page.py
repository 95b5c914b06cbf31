"""Office ledgers: brought in after a dry run, undone as a whole, lists taken out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget

from forms.errors import KnownError
from forms.records import ledger, ledger_decided, ledger_match, ledger_undo
from forms.records.backup import make_before_import
from forms.records.ledger import Decision, LedgerPlan
from forms.records.ledger_columns import NOTHING
from forms.records.ledger_draft import HEADING_LINES
from forms.records.ledger_files import SUFFIXES, Book, read_book
from forms.records.ledger_match import Heading
from forms.records.ledger_undo import ImportDone, UndoPlan
from forms.records.store import Records
from forms.records.types import ImportReport
from forms.records.vault import write_file
from forms.reports.dry_run import plan_book
from forms.reports.workbook import export_list
from ui.context import Workspace
from ui.jobs import Progress
from ui.parts.busy_bar import BusyBar
from ui.parts.cards import Band, button
from ui.parts.page import Page
from ui.problems import sentence
from ui.saving import ask_file
from ui.words import listed
from ui.work.drops import dropped
from ui.work.foot import with_foot
from ui.work.heading_match import HeadingMatch
from ui.work.ledger_bar import LedgerBar
from ui.work.ledger_start import LedgerStart
from ui.work.ledger_told import (
    decision_of,
    list_title,
    planned_row,
    undo_kinds,
    undo_row,
)
from ui.work.review import ALL, Review


@dataclass(frozen=True, slots=True)
class Read:
    """What a job made of a ledger's file.

    Args:
        row: Of the sheet, where the headings were found.
        planned: Or why it could not be compared; its columns may still be matched.
    """

    book: Book
    headings: tuple[Heading, ...]
    row: int
    planned: LedgerPlan | KnownError


class LedgersPage(Page):
    """The start; behind it the dry run, the columns, and what an undo would do."""

    # Longer than 200 lines: one straight story of a table from its file to its undo.

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Office ledgers"))
        self.setAcceptDrops(True)
        self._file, self._list = Path(), ""
        self._book: Book | None = None
        self._plan: LedgerPlan | None = None
        self._undo_plan: UndoPlan | None = None
        self._headings: tuple[Heading, ...] = ()
        self._decided: dict[str, Decision] = {}
        self._heading_row = 0
        self.told = Band()
        self.told.hide()
        self.body.addWidget(self.told)
        self.busy = BusyBar()
        self.body.addWidget(self.busy)
        self.bar = LedgerBar()
        self.bar.changed.connect(self._bar_changed)
        self.body.addWidget(self.bar)
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        self.start = LedgerStart()
        self.review, self.undo_review = (
            Review(self._chips()),
            Review(self._undo_chips()),
        )
        self.review.decided.connect(self.decide)
        self.match = HeadingMatch(workspace.language)
        self.match.row_chosen.connect(self._row_chosen)
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
        self._book, self._plan, self._heading_row = None, None, 0
        self._decided = ledger_decided.recall(self.workspace.journal, list_name)
        self._compare("")

    def show_start(self) -> None:
        """Go back to the start; what was planned is forgotten."""
        if self.busy.isHidden():
            self._plan = self._undo_plan = self._book = None
            self.bar.hide()
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
        self._again()

    def decide(self, place: int, code: str) -> None:
        """Take what a person says of one row; what it does is told at once."""
        if self._plan is None:
            return
        planned = self._plan
        row = planned.rows[place].row
        planned.decide(self.workspace.records, row, decision_of(code))
        self._show_plan(place)

    def decide_all(self, code: str) -> None:
        """Say the same of every row that waits: "same" as the likeliest, new, out."""
        planned, folder = self._plan, self.workspace.folder
        if planned is None:
            return
        said: dict[int, Decision | None] = {
            one.row: decision_of(f"same {one.likes[0].id}" if code == "same" else code)
            for one in planned.rows
            if one.action == "wait"
        }

        def work(progress: Progress) -> int:
            with Records.open(folder, writer=False) as records:
                planned.decide_many(records, said, progress)
            return len(said)

        self._run(work, lambda _: self._decided_all(), self.tr("Comparing again"))

    def _ask_all(self) -> None:
        above = self.all_waiting.mapToGlobal(QPoint(0, 0))
        self._all_menu.popup(above - QPoint(0, self._all_menu.sizeHint().height() + 4))

    def _decided_all(self) -> None:
        self._ready()
        self._show_plan(0)

    def bring_in(self) -> None:
        """Write what was planned."""
        planned, folder = self._plan, self.workspace.folder
        if planned is None:
            return
        author = self.workspace.profile.staff_id

        def work(progress: Progress) -> ImportReport:
            progress(0, 0)
            with Records.open(folder) as records:
                make_before_import(folder, records.now)
                return ledger.apply(records, planned, author, progress)

        told = self.tr("Bringing in {file}").format(file=planned.file)
        self._run(work, self._brought, told, writes=True)

    def save_plan(self) -> None:
        """Ask where the list of what would be done shall go, and write it."""
        name = f"{self._file.stem}-{self.tr('dry run')}.xlsx"
        title = self.tr("Save as .xlsx")
        if file := ask_file(self, title, name, "Excel (*.xlsx)"):
            self.save_plan_to(file)

    def save_plan_to(self, file: Path) -> None:
        """Write the list of what would be done, row by row."""
        planned, language = self._plan, self.workspace.language
        if planned is None:
            return

        def work(progress: Progress) -> Path:
            progress(0, 0)
            write_file(file, plan_book(planned, language))
            return file

        def done(file: Path) -> None:
            self._ready()
            told = self.tr("{file} is written. It names people: pass it on with care.")
            self.told.show_text(told.format(file=file.name), "ok")

        self._run(work, done, self.tr("Writing {file}").format(file=file.name))

    def _bar_changed(self) -> None:
        same = self._book is not None and self._book.sheet == self.bar.sheet
        if not same:
            self._heading_row = 0
        self._again(None if same else self.bar.sheet)

    def _row_chosen(self) -> None:
        self._heading_row = self.match.heading_row
        self._again(columns=True)

    def _again(self, sheet: str | None = None, *, columns: bool = False) -> None:
        """Compare again: with other columns, another sheet, another day."""
        if self._plan is not None:
            self._decided |= self._plan.decided
        self._compare(sheet, columns=columns)

    def _compare(self, sheet: str | None, *, columns: bool = False) -> None:
        """Read a sheet, the one that was read where none is named, and compare it."""
        file, list_name, folder = self._file, self._list, self.workspace.folder
        journal, known = self.workspace.journal, self._book
        grid, row, decided = (
            self.workspace.profile.grid_code, self._heading_row, dict(self._decided),
        )  # fmt: skip
        day = self.bar.day if known is not None else None
        # Read here: the journal belongs to this thread.
        recall = ledger_match.recalling(journal, list_name)

        def work(progress: Progress) -> Read:
            progress(0, 0)
            book = known
            if book is None or sheet is not None:
                book = read_book(
                    file, sheet or "", lambda done, of: progress(done, of, "read")
                )
            found = ledger_match.headings(book, list_name, NOTHING, row)
            chosen = recall([one.text for one in found])
            found = ledger_match.headings(book, list_name, chosen, row)
            at = ledger_match.heading_at(book.lines, list_name, chosen, row)
            number = book.lines[at][0] if book.lines else 0
            with Records.open(folder, writer=False) as records:
                try:
                    planned = ledger.plan(
                        records, book, list_name, grid, chosen, day=day,
                        decided=decided, heading_row=row, count=progress,
                    )  # fmt: skip
                    return Read(book, found, number, planned)
                except KnownError as error:
                    return Read(book, found, number, error)

        told = self.tr("Comparing {file} with the register").format(file=file.name)
        self._run(work, lambda came: self._was_read(came, columns=columns), told)

    def _was_read(self, came: Read, *, columns: bool) -> None:
        self._ready()
        self._headings, self._book = came.headings, came.book
        planned = came.planned
        day = came.book.day if isinstance(planned, KnownError) else planned.day
        self.bar.show_book(came.book.sheets, came.book.sheet, day)
        self.match.show_rows(
            [
                (number, "  ".join(filter(None, cells))[:120])
                for number, cells in came.book.lines[:HEADING_LINES]
            ],
            came.row,
        )
        self.head.note.set_text(f"{self._file.name}  →  {list_title(self._list)}")
        if isinstance(planned, KnownError):
            self._plan = None
            self.told.show_text(sentence(planned, self.workspace.language), "bad")
            if self._headings:
                self.show_columns()
            return
        self._plan = planned
        language, records = self.workspace.language, self.workspace.records
        self.review.show_rows(
            [row.kinds for row in planned.rows],
            lambda at: planned_row(
                planned, at, language,
                lambda entry: records.entity(planned.list_name, entry),
            ),
            "wait" if planned.counts["wait"] else ALL,
        )  # fmt: skip
        self._tell_plan()
        if columns:
            self.show_columns()
            return
        self.stack.setCurrentWidget(self._review_page)
        focus = self.go if self.go.isEnabled() else self.review.list
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_plan(self, place: int) -> None:
        """Show a plan of which some rows were decided."""
        if self._plan is not None:
            self.review.renew([row.kinds for row in self._plan.rows], place)
            self._tell_plan()

    def _tell_plan(self) -> None:
        if self._plan is None:
            return
        counts = self._plan.counts
        writes = counts["create"] + counts["update"]
        self.go.setText(self.tr("Bring in %n row(s)", "", writes))
        self.go.setEnabled(writes > 0)
        self.all_waiting.setVisible(counts["wait"] > 0)
        self.told.show_text(*self._verdict(self._plan, writes))

    def _verdict(self, planned: LedgerPlan, writes: int) -> tuple[str, str]:
        told = self.tr("Nothing is written yet. ")
        tone = "primary"
        counts = planned.counts
        waiting = counts["wait"]
        if not writes and not waiting:
            told, tone = self.tr("The register says all this already. "), "ok"
        if waiting:
            told += self.tr(
                "%n row(s) may be known already: say which, or they stay out. ",
                "",
                waiting,
            )
            tone = "warn"
        if doubtful := counts["doubtful"] - waiting:
            told += self.tr(
                "%n row(s) to look at: their reasons stand beside them. ", "", doubtful
            )
            tone = "warn"
        if planned.ignored:
            names = listed(planned.ignored, self.workspace.language)
            told += self.tr("Columns left out: {names}").format(names=names)
        return told.strip(), tone

    def _brought(self, report: ImportReport) -> None:
        if self._plan is not None:
            ledger_decided.remember(
                self.workspace.journal, self._list, self._plan.decided
            )
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

        def work(progress: Progress) -> UndoPlan:
            with Records.open(folder, writer=False) as records:
                return ledger_undo.undo_plan(
                    records, rec, lambda done, of: progress(done, of, "compare")
                )

        told = self.tr("Looking at what was changed since")
        self._run(work, self._undo_planned, told)

    def undo(self) -> None:
        """Undo what was planned."""
        planned, folder = self._undo_plan, self.workspace.folder
        if planned is None:
            return
        author = self.workspace.profile.staff_id

        def work(progress: Progress) -> UndoPlan:
            progress(0, 0)
            with Records.open(folder) as records:
                ledger_undo.undo(
                    records, planned, author,
                    lambda done, of: progress(done, of, "write"),
                )  # fmt: skip
            return planned

        told = self.tr("Undoing {file}").format(file=planned.source)
        self._run(work, self._undone, told, writes=True)

    def _undo_planned(self, planned: UndoPlan) -> None:
        self._ready()
        self._undo_plan = planned
        language = self.workspace.language
        self.undo_review.show_rows(
            [undo_kinds(row) for row in planned.rows],
            lambda at: undo_row(planned, at, language),
        )
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

        def work(progress: Progress) -> Path:
            progress(0, 0)
            with Records.open(folder) as records:
                data = export_list(
                    records, list_name,
                    reason=reason, author=author, language=language,
                )  # fmt: skip
            write_file(file, data)
            return file

        told = self.tr("Writing {file}").format(file=file.name)
        self._run(work, self._exported, told, writes=True)

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
        save = button(self.tr("Save this list"), self.save_plan, icon="save")
        self.all_waiting = button(
            self.tr("All to decide"), self._ask_all, icon="people"
        )
        self._all_menu = menu = QMenu(self.all_waiting)
        for code, text in (
            ("same", self.tr("The same as the likeliest")),
            ("new", self.tr("All are new")),
            ("out", self.tr("Leave all out")),
        ):
            menu.addAction(text, lambda code=code: self.decide_all(code))
        self.go = button("", self.bring_in, kind="primary", icon="check")
        self._review_page = with_foot(
            self.review,
            button(cancel, self.show_start, icon="back"),
            save,
            columns,
            self.all_waiting,
            self.go,
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
            ("wait", self.tr("To decide")),
            ("create", self.tr("New")),
            ("update", self.tr("Changed")),
            ("doubtful", self.tr("To look at")),
            ("refused", self.tr("Not brought in")),
            ("out", self.tr("Left out")),
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

    def _run(
        self,
        work: Callable[[Progress], object],
        done: Callable[..., None],
        told: str,
        *,
        writes: bool = False,
    ) -> None:
        """Run long work: the bar counts it, and it can be stopped."""
        self.told.show_text(told, "idle")
        self.busy.begin(self._word)
        self.stack.setEnabled(False)
        self.bar.setEnabled(False)
        job = self.workspace.jobs.run(
            "work", work, done, self._failed, self.busy.count,
            on_stopped=self._stopped, writes=writes,
        )  # fmt: skip
        self.busy.follow(job)

    def _word(self, what: str) -> str:
        return {
            "read": self.tr("Reading"),
            "match": self.tr("Understanding"),
            "compare": self.tr("Comparing"),
            "write": self.tr("Writing"),
        }.get(what, "")

    def _ready(self) -> None:
        self.busy.end()
        self.told.hide()
        self.stack.setEnabled(True)
        self.bar.setEnabled(True)

    def _stopped(self) -> None:
        self._ready()
        self.told.show_text(self.tr("Stopped. Nothing was changed."), "warn")

    def _failed(self, error: KnownError) -> None:
        self._ready()
        self.told.show_text(sentence(error, self.workspace.language), "bad")
