"""Ledger import on screen: the dry run, what is decided, the columns, the yes."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records import ledger, ledger_decided, ledger_match
from forms.records.backup import make_before_import
from forms.records.ledger import Decision, LedgerPlan
from forms.records.ledger_columns import NOTHING
from forms.records.ledger_draft import HEADING_LINES
from forms.records.ledger_files import Book, read_book
from forms.records.ledger_match import Heading
from forms.records.store import Records
from forms.records.types import ImportReport
from forms.records.vault import write_file
from forms.reports.dry_run import plan_book
from ui.context import Workspace
from ui.jobs import Progress
from ui.parts.cards import button
from ui.problems import sentence
from ui.saving import ask_file
from ui.words import listed
from ui.work.foot import with_foot
from ui.work.heading_match import HeadingMatch
from ui.work.ledger_bar import LedgerBar
from ui.work.ledger_told import decision_of, list_title, planned_row
from ui.work.review import ALL, Review
from ui.work.working import Working


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


class LedgerImport(QWidget):
    """A ledger before it is brought in.

    Signals:
        shown: There is something to see.
        back_asked: A person would rather not.
        brought: It was brought in; with the report.
    """

    shown = Signal()
    back_asked = Signal()
    brought = Signal(object)

    def __init__(self, workspace: Workspace, working: Working) -> None:
        super().__init__()
        self._workspace, self._working = workspace, working
        self._file, self._list = Path(), ""
        self._book: Book | None = None
        self.planned: LedgerPlan | None = None
        self._headings: tuple[Heading, ...] = ()
        self._decided: dict[str, Decision] = {}
        self._heading_row = 0
        self._moved = False
        self.bar = LedgerBar()
        self.bar.changed.connect(self._bar_changed)
        self.stack = QStackedWidget()
        self.review = Review(self._chips())
        self.review.decided.connect(self.decide)
        self.match = HeadingMatch(workspace.language)
        self.match.row_chosen.connect(self._row_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self._lay_out()

    @property
    def title(self) -> str:
        """Which file goes into which list."""
        return f"{self._file.name}  →  {list_title(self._list)}"

    def forget(self) -> None:
        """Forget what was planned."""
        self.planned = self._book = None

    def look_at(self, file: str, list_name: str) -> None:
        """Read a file and tell what bringing it into a list would do."""
        self._file, self._list = Path(file), list_name
        self._book, self.planned, self._heading_row = None, None, 0
        self._moved = False
        self._decided = ledger_decided.recall(self._workspace.journal, list_name)
        self._compare("")

    def show_columns(self) -> None:
        """Show what each column becomes."""
        self.match.show_headings(self._list, self._headings)
        self.stack.setCurrentWidget(self.match_page)
        for box in list(self.match.boxes.values())[:1]:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_columns(self) -> None:
        """Keep what was said of the columns and compare again."""
        ledger_match.remember(self._workspace.journal, self._list, self.match.said)
        self._again()

    def decide(self, place: int, code: str) -> None:
        """Take what a person says of one row; what it does is told at once."""
        if self.planned is None:
            return
        planned = self.planned
        row = planned.rows[place].row
        planned.decide(self._workspace.records, row, decision_of(code))
        self._show_plan(place)

    def decide_all(self, code: str) -> None:
        """Say the same of every row that waits: "same" as the likeliest, new, out."""
        planned, folder = self.planned, self._workspace.folder
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

        told = self.tr("Comparing again")
        self._working.run(work, lambda _: self._show_plan(0), told)

    def _ask_all(self) -> None:
        above = self.all_waiting.mapToGlobal(QPoint(0, 0))
        self._all_menu.popup(above - QPoint(0, self._all_menu.sizeHint().height() + 4))

    def bring_in(self) -> None:
        """Write what was planned."""
        planned, folder = self.planned, self._workspace.folder
        if planned is None:
            return
        author = self._workspace.profile.staff_id

        def work(progress: Progress) -> ImportReport | None:
            progress(0, 0)
            with Records.open(folder) as records:
                make_before_import(folder, records.now)
                try:
                    return ledger.apply(records, planned, author, progress)
                except KnownError as error:
                    if error.code == "LEDGER-MOVED":
                        return None
                    raise

        told = self.tr("Bringing in {file}").format(file=planned.file)
        self._working.run(work, self._brought, told, writes=True)

    def save_plan(self) -> None:
        """Ask where the list of what would be done shall go, and write it."""
        name = f"{self._file.stem}-{self.tr('dry run')}.xlsx"
        title = self.tr("Save as .xlsx")
        if file := ask_file(self, title, name, "Excel (*.xlsx)"):
            self.save_plan_to(file)

    def save_plan_to(self, file: Path) -> None:
        """Write the list of what would be done, row by row."""
        planned, language = self.planned, self._workspace.language
        if planned is None:
            return

        def work(progress: Progress) -> Path:
            progress(0, 0)
            write_file(file, plan_book(planned, language))
            return file

        def done(file: Path) -> None:
            told = self.tr("{file} is written. It names people: pass it on with care.")
            self._working.tell(told.format(file=file.name), "ok")

        self._working.run(work, done, self.tr("Writing {file}").format(file=file.name))

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
        if self.planned is not None:
            self._decided |= self.planned.decided
        self._compare(sheet, columns=columns)

    def _compare(self, sheet: str | None, *, columns: bool = False) -> None:
        """Read a sheet, the one that was read where none is named, and compare it."""
        file, list_name, folder = self._file, self._list, self._workspace.folder
        journal, known = self._workspace.journal, self._book
        grid, row, decided = (
            self._workspace.profile.grid_code, self._heading_row, dict(self._decided),
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

        def done(came: Read) -> None:
            self._was_read(came, columns=columns)

        self._working.run(work, done, told)

    def _was_read(self, came: Read, *, columns: bool) -> None:
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
        if isinstance(planned, KnownError):
            self.planned = None
            self._working.tell(sentence(planned, self._workspace.language), "bad")
            if self._headings:
                self.show_columns()
                self.shown.emit()
            return
        self.planned = planned
        self._show_review(planned)
        self.shown.emit()
        if columns:
            self.show_columns()
            return
        self.stack.setCurrentWidget(self.review_page)
        focus = self.go if self.go.isEnabled() else self.review.list
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_review(self, planned: LedgerPlan) -> None:
        language, records = self._workspace.language, self._workspace.records
        self.review.show_rows(
            [row.kinds for row in planned.rows],
            lambda at: planned_row(planned, at, language, records),
            "wait" if planned.counts["wait"] else ALL,
        )  # fmt: skip
        self._tell_plan()

    def _show_plan(self, place: int) -> None:
        """Show a plan of which some rows were decided."""
        if self.planned is not None:
            self.review.renew([row.kinds for row in self.planned.rows], place)
            self._tell_plan()

    def _tell_plan(self) -> None:
        if self.planned is None:
            return
        counts = self.planned.counts
        writes = counts["create"] + counts["update"]
        self.go.setText(self.tr("Bring in %n row(s)", "", writes))
        self.go.setEnabled(writes > 0)
        self.all_waiting.setVisible(counts["wait"] > 0)
        self._working.tell(*self._verdict(self.planned, writes))

    def _verdict(self, planned: LedgerPlan, writes: int) -> tuple[str, str]:
        told = self.tr("Nothing is written yet. ")
        if self._moved:
            told += self.tr(
                "The register changed meanwhile, so it was compared again: look once "
                "more. "
            )
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
        if counts["doubtful"]:
            told += self.tr(
                "%n row(s) come in although something in them is doubtful: the reasons "
                "stand beside them. ",
                "",
                counts["doubtful"],
            )
            tone = "warn"
        if planned.ignored:
            names = listed(planned.ignored, self._workspace.language)
            told += self.tr("Columns left out: {names}").format(names=names)
        return told.strip(), tone

    def _brought(self, report: ImportReport | None) -> None:
        self._moved = report is None
        if report is None:
            # Visits came meanwhile: what is done with them a person sees first.
            self._again()
            return
        if self.planned is not None:
            ledger_decided.remember(
                self._workspace.journal, self._list, self.planned.decided
            )
        self.brought.emit(report)

    # Inside.

    def _lay_out(self) -> None:
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
        self.review_page = with_foot(
            self.review,
            button(cancel, self.back_asked.emit, icon="back"),
            save,
            columns,
            self.all_waiting,
            self.go,
        )
        again = button(
            self.tr("Compare again"), self.take_columns, kind="primary", icon="refresh"
        )
        self.match_page = with_foot(
            self.match, button(cancel, self.back_asked.emit, icon="back"), again
        )
        for page in (self.review_page, self.match_page):
            self.stack.addWidget(page)

    def _chips(self) -> list[tuple[str, str]]:
        return [
            (ALL, self.tr("All")),
            ("wait", self.tr("To decide")),
            ("create", self.tr("New")),
            ("update", self.tr("Changed")),
            ("doubtful", self.tr("Come in, to look at")),
            ("refused", self.tr("Not brought in")),
            ("out", self.tr("Left out")),
            ("same", self.tr("Unchanged")),
        ]
