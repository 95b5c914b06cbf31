"""Sheets: the inspection sheet of a visit, composed and drawn; knows no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from forms.entry.shown import ShownVisit, show_visit
from forms.records.store import Records
from forms.reports import sheet as paper
from forms.reports.compose import visit_sheet
from forms.reports.reading import About


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet as it will lie on paper.

    Args:
        name: What it was asked by.
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


def compose(
    records: Records, name: str, language: str
) -> tuple[ShownVisit, paper.Sheet]:
    """Return a visit and its sheet.

    Raises:
        KnownError: VISIT-UNKNOWN, SHELF-NOT-HERE.
    """
    shown = show_visit(records, name, clock=_now, language=language)
    files = shown.revision.attachments

    def attachment(file: str) -> bytes | None:
        sha = files.get(file, "")
        return records.blob(sha) if records.has_blob(sha) else None

    def lookup(list_name: str, entity_id: str) -> Mapping[str, str] | None:
        found = records.entity(list_name, entity_id)
        return None if found is None else {"label": found.label, **found.properties}

    about = About(
        record_id=shown.visit.record_id,
        number=shown.visit.number,
        started_at=shown.visit.row.started_at,
        author=shown.revision.author,
        revision=shown.number,
        language=language,
        attachment=attachment,
        lookup=lookup,
    )
    return shown, visit_sheet(shown.session, about)


def _now() -> datetime:
    return datetime.now().astimezone()
