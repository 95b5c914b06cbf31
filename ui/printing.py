"""Printing: the pages of a PDF on the printer that a person chooses."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

DPI = 300
POINTS = 72


def print_document(document: "QPdfDocument", parent: QWidget) -> bool:
    """Ask for a printer and print every page; False where the person did not."""
    # Loaded on use: looking for printers takes its time and most days none is asked.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    draw_pages(document, printer)
    return True


def draw_pages(document: "QPdfDocument", printer: "QPrinter") -> None:
    """Draw every page of `document` on `printer` at its true size."""
    from PySide6.QtGui import QPageLayout, QPageSize

    painter = QPainter()
    for page in range(document.pageCount()):
        size = document.pagePointSize(page)
        wide = size.width() > size.height()
        layout = QPageLayout.Orientation
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(layout.Landscape if wide else layout.Portrait)
        if page == 0:
            painter.begin(printer)
        else:
            printer.newPage()
        pixels = QSize(
            round(size.width() * DPI / POINTS), round(size.height() * DPI / POINTS)
        )
        painter.drawImage(0, 0, document.render(page, pixels))
    painter.end()
