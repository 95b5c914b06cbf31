"""Printing: the pages of a PDF on the printer that a person chooses."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

DPI = 300
POINTS = 72
PICTURE_MM = 110
LARGE_LINES = 2
LARGE_POINTS, SMALL_POINTS = 22, 12


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
            # A photo's compression smears small characters.
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        else:
            printer.newPage()
        pixels = QSize(
            round(size.width() * DPI / POINTS), round(size.height() * DPI / POINTS)
        )
        painter.drawImage(0, 0, _on_paper(document.render(page, pixels)))
    painter.end()


def _on_paper(page: QImage) -> QImage:
    """Return a page on white: a printer puts dark edges where a picture has holes."""
    paper = QImage(page.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, page)
    painter.end()
    return paper


def print_picture(image: QImage, lines: Sequence[str], parent: QWidget) -> bool:
    """Ask for a printer and print a picture under its lines; False where not."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    draw_picture(image, lines, printer)
    return True


def draw_picture(image: QImage, lines: Sequence[str], printer: "QPrinter") -> None:
    """Draw `lines`, the first two large, and a picture `PICTURE_MM` wide below."""
    from PySide6.QtGui import QPageSize

    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(printer)
    across, mm = painter.viewport().width(), DPI / 25.4
    top = 0
    for at, line in enumerate(lines):
        face = QFont(painter.font())
        face.setPointSize(LARGE_POINTS if at < LARGE_LINES else SMALL_POINTS)
        painter.setFont(face)
        room = QRect(0, top, across, painter.viewport().height() - top)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        top += painter.boundingRect(room, flags, line).height()
        painter.drawText(room, flags, line)
        top += round(3 * mm)
    side = round(PICTURE_MM * mm)
    painter.drawImage(QRect(0, top, side, side), image)
    painter.end()
