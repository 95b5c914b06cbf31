"""Sheets: what goes on paper, a visit's sheet or a report, drawn; knows no Qt."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forms.entry.shown import ShownVisit, show_visit
from forms.records.store import Records
from forms.reports import sheet as paper
from forms.reports.order import ReportOrder, report_sheet
from forms.reports.visit import sheet_of


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet as it will lie on paper.

    Args:
        name: What it was asked by.
        number: The visit's printed number, or what a file of the report is called.
        holes: Characters that the font lacks.
    """

    name: str
    number: str
    title: str
    pdf: bytes
    holes: tuple[str, ...]


def draw(folder: Path, name: str, language: str) -> Drawn:
    """Draw the sheet of a visit, or of one of its versions.

    Args:
        folder: The workspace.
        name: A record id, an instanceID or a printed number.
        language: "zh_CN" or "en".

    Raises:
        KnownError: VISIT-UNKNOWN, SHELF-NOT-HERE, what the disk says.
    """
    # reportlab comes with it: half the time of the first paint, and most days no
    # sheet is asked for in the first seconds.
    from forms.reports import pdf

    with Records.open(folder, writer=False) as records:
        shown, sheet = compose(records, name, language)
        data = pdf.draw([sheet], demo=records.demo)
        return Drawn(name, shown.visit.number, sheet.title, data, pdf.holes([sheet]))


def draw_report(folder: Path, order: ReportOrder) -> Drawn:
    """Draw a ledger or the report of a day or a period.

    Args:
        folder: The workspace.
        order: What is wanted.

    Raises:
        KnownError: REPORT-UNKNOWN, what the disk says.
    """
    from forms.reports import pdf  # as in `draw`

    with Records.open(folder, writer=False) as records:
        sheet = report_sheet(records, order)
        data = pdf.draw([sheet], demo=records.demo)
        name = f"{sheet.title}-{order.on:%Y%m%d}"
        return Drawn(order.name, name, sheet.title, data, pdf.holes([sheet]))


def compose(
    records: Records, name: str, language: str
) -> tuple[ShownVisit, paper.Sheet]:
    """Return a visit and its sheet.

    Raises:
        KnownError: VISIT-UNKNOWN, SHELF-NOT-HERE.
    """
    shown = show_visit(records, name, clock=_now, language=language)
    return shown, sheet_of(records, shown, language=language)


def _now() -> datetime:
    return datetime.now().astimezone()
