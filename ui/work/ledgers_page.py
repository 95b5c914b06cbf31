"""Office ledgers: brought in after a dry run, undone as a whole, lists taken out."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from forms.records import ledger_undo
from forms.records.ledger_files import SUFFIXES
from forms.records.ledger_undo import ImportDone, UndoPlan
from forms.records.store import Records
from forms.records.types import ImportReport
from forms.records.vault import write_file
from forms.reports.workbook import export_list
from ui.context import Workspace
from ui.jobs import Progress
from ui.parts.page import Page
from ui.saving import ask_file
from ui.subjects import staff_name
from ui.work.drops import dropped
from ui.work.ledger_import import LedgerImport
from ui.work.ledger_start import LedgerStart
from ui.work.ledger_told import list_title
from ui.work.ledger_undoing import LedgerUndoing
from ui.work.working import Working


class LedgersPage(Page):
    """The start; behind it a ledger being brought in, and an import being undone."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Office ledgers"))
        self.setAcceptDrops(True)
        self.stack = QStackedWidget()
        self.working = Working(workspace, self._word, self.stack)
        self.told = self.working.told
        self.body.addWidget(self.working)
        self.body.addWidget(self.stack, 1)
        self.start = LedgerStart()
        self.importing = LedgerImport(workspace, self.working)
        self.undoing = LedgerUndoing(workspace, self.working)
        for each in (self.start, self.importing, self.undoing):
            self.stack.addWidget(each)
        self.start.look_asked.connect(self.look_at)
        self.start.undo_asked.connect(self.undoing.plan)
        self.start.export_asked.connect(self._export_asked)
        self.importing.shown.connect(self._show_import)
        self.importing.back_asked.connect(self.show_start)
        self.importing.brought.connect(self._brought)
        self.undoing.shown.connect(self._show_undoing)
        self.undoing.back_asked.connect(self.show_start)
        self.undoing.undone.connect(self._undone)
        back = QShortcut(QKeySequence("Esc"), self, self.show_start)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._tell_start()

    def refresh(self) -> None:
        """Read the imports anew, beside: a long log takes its time."""
        folder = self.workspace.folder

        def work(progress: Progress) -> list[ImportDone]:
            with Records.open(folder, writer=False) as records:
                return ledger_undo.imports(records)

        self.workspace.jobs.run("work", work, self._imports_read, self.working.failed)

    def _imports_read(self, done: list[ImportDone]) -> None:
        named = [
            replace(one, author=staff_name(self.workspace, one.author)) for one in done
        ]
        self.start.show_imports(named, self.workspace.clock().tzinfo)

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
        if file is not None and not self.working.runs:
            event.acceptProposedAction()
            self.start.file.setText(str(file))
            self.look_at(str(file), str(self.start.lists.currentData()))

    def look_at(self, file: str, list_name: str) -> None:
        """Read a file and tell what bringing it into a list would do."""
        self.importing.look_at(file, list_name)

    def show_columns(self) -> None:
        """Show what each column of the ledger becomes."""
        self.importing.show_columns()

    def show_start(self) -> None:
        """Go back to the start; what was planned is forgotten."""
        if not self.working.runs:
            self.importing.forget()
            self.undoing.forget()
            self.stack.setCurrentWidget(self.start)
            self._tell_start()

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
        self.working.run(work, self._exported, told, writes=True)

    # Inside.

    def _show_import(self) -> None:
        self.head.note.set_text(self.importing.title)
        self.stack.setCurrentWidget(self.importing)

    def _show_undoing(self) -> None:
        if self.undoing.planned is not None:
            self.head.note.set_text(self.undoing.planned.source)
            self.stack.setCurrentWidget(self.undoing)

    def _brought(self, report: ImportReport) -> None:
        self.show_start()
        told = self.tr("Brought in: {created} new, {updated} changed, {same} unchanged")
        text = told.format(
            created=report.created, updated=report.updated, same=report.same
        )
        self.working.tell(text, "ok")
        self.start.file.clear()
        self.changed.emit()

    def _undone(self, planned: UndoPlan) -> None:
        self.show_start()
        counts = planned.counts
        told = self.tr("Undone: {hide} taken out, {restore} put back")
        text = told.format(hide=counts["hide"], restore=counts["restore"])
        kept = counts["kept"] + counts["partly"]
        if kept:
            text += "\n" + self.tr("%n stay(s) as worked on since", "", kept)
        self.working.tell(text, "warn" if kept else "ok")
        self.changed.emit()

    def _export_asked(self, list_name: str, reason: str) -> None:
        name = f"{list_title(list_name)}-{self.workspace.today:%Y%m%d}.xlsx"
        title = self.tr("Save as .xlsx")
        if file := ask_file(self, title, name, "Excel (*.xlsx)"):
            self.export_to(file, list_name, reason)

    def _exported(self, file: Path) -> None:
        self.start.reason.clear()
        told = self.tr("{file} is written. It names people: pass it on with care.")
        self.working.tell(told.format(file=file.name), "ok")
        self.changed.emit()

    def _tell_start(self) -> None:
        self.head.note.set_text(
            self.tr("Tables of the office come in here, and go out as workbooks")
        )
        self.working.tell("", "idle")

    def _word(self, what: str) -> str:
        return {
            "read": self.tr("Reading"),
            "match": self.tr("Understanding"),
            "compare": self.tr("Comparing"),
            "write": self.tr("Writing"),
        }.get(what, "")
