"""Sheet preview: the very PDF, to be printed, saved, opened."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUrl
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from forms.errors import KnownError
from forms.records.vault import write_file
from forms.reports.order import ReportOrder, report_title
from sync.exchange import custody
from ui.context import Workspace
from ui.parts.cards import Band, Card, Empty
from ui.parts.page import Page
from ui.printing import print_document
from ui.safe.notes import told_outside
from ui.safe.outside import put_outside
from ui.saving import ask_file
from ui.sheets import Drawn, draw, draw_report

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument


WIDEST = 980
"""A sheet wider than this on screen shows less of itself, not more."""


class SheetPage(Page):
    """A visit's inspection sheet, or a report, as it will lie on paper."""

    def __init__(self, workspace: Workspace, back: Callable[[], None]) -> None:
        super().__init__(workspace, self.tr("Inspection sheet"))
        self._drawn: Drawn | None = None
        self._asked = 0
        self._visit = ""
        self._buffer = QBuffer(self)
        self.document: QPdfDocument | None = None
        self._view: QWidget | None = None
        self.head.lead(self.tr("Back"), back)
        self.head.search.hide()
        self.open_button = self.head.add(self.tr("Open"), self._open, icon="open")
        self.save_button = self.head.add(self.tr("Save as"), self._save, icon="save")
        self.print_button = self.head.add(
            self.tr("Print"), self._print, kind="primary", icon="printer"
        )
        self._tell = Band()
        self._tell.hide()
        self.body.addWidget(self._tell)
        self._card = Card(margin=1, spacing=0)
        self._waiting = Empty("file", self.tr("Drawing the sheet"))
        self._card.body.addWidget(self._waiting, 1)
        self._card.setMaximumWidth(WIDEST)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card, 100)
        across.addStretch(1)
        self.body.addLayout(across, 1)

    def show_visit(self, name: str) -> None:
        """Draw and show the sheet of a visit, or of one of its versions.

        Args:
            name: A record id, an instanceID or a printed number.
        """
        folder, language = self.workspace.folder, self.workspace.language
        self._visit = name
        self.head.show_title(self.tr("Inspection sheet"))
        self._begin(lambda: draw(folder, name, language))

    def show_report(self, order: ReportOrder) -> None:
        """Draw and show a ledger, or the report of a day or a period."""
        folder, self._visit = self.workspace.folder, ""
        self.head.show_title(report_title(order.name, self.workspace.language))
        self._begin(lambda: draw_report(folder, order))

    def _begin(self, work: Callable[[], Drawn]) -> None:
        self._asked += 1
        asked, self._drawn = self._asked, None
        self.head.note.set_text("")
        self._ready(False)

        self.workspace.jobs.run(
            "work", lambda _progress: (asked, work()), self._came, self.problem.emit
        )

    def _came(self, came: tuple[int, Drawn]) -> None:
        asked, drawn = came
        # Meanwhile somebody may have asked for another.
        if asked == self._asked:
            self._show(drawn)

    def _show(self, drawn: Drawn) -> None:
        # QtPdf comes after first paint: it takes 30 MB and 40 ms to load.
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        self._drawn = drawn
        if self.document is None or not isinstance(self._view, QPdfView):
            self.document = QPdfDocument(self)
            view = QPdfView(self)
            view.setPageMode(QPdfView.PageMode.MultiPage)
            view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            dark = view.palette()
            dark.setColor(QPalette.ColorRole.Dark, dark.color(QPalette.ColorRole.Mid))
            view.setPalette(dark)
            view.setDocument(self.document)
            view.setFrameShape(QPdfView.Shape.NoFrame)
            self._view = view
            self._card.body.addWidget(view, 1)
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(drawn.pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.head.note.set_text(f"{drawn.title}    {drawn.number}")
        if drawn.holes:
            told = self.tr("The font lacks {signs}: write them by hand on the paper")
            self._tell.show_text(told.format(signs=" ".join(drawn.holes)), "warn")
        self._ready(True)

    def _ready(self, ready: bool) -> None:
        self._waiting.setVisible(not ready)
        if self._view is not None:
            self._view.setVisible(ready)
        if not ready:
            self._tell.hide()
        for each in (self.open_button, self.save_button, self.print_button):
            each.setEnabled(ready)

    def _print(self) -> None:
        if self.document is not None and print_document(self.document, self):
            self.note_printed()

    def note_printed(self) -> None:
        """Have the register know that the visit's sheet was printed."""
        if not self._visit:
            return
        space = self.workspace
        try:
            record_id = space.records.visit(self._visit).record_id
            custody.printed(space.records, record_id, space.profile.staff_id)
        except KnownError as error:
            self.problem.emit(error)
            return
        self.changed.emit()

    def _save(self) -> None:
        if self._drawn is None:
            return
        name = f"{self._drawn.number}.pdf"
        if file := ask_file(self, self.tr("Save as"), name, "PDF (*.pdf)"):
            self.save_to(file)

    def save_to(self, file: Path) -> None:
        """Write the PDF to `file`."""
        if self._drawn is not None:
            write_file(file, self._drawn.pdf)

    def _open(self) -> None:
        if self._drawn is None:
            return
        # A sheet names people, so the copy goes when the window locks or closes.
        file = put_outside(f"{self._drawn.number}.pdf", self._drawn.pdf)
        self._tell.show_text(told_outside(), "warn")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
