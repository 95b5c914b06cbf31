"""check_form: a form of any kind in, everything that is wrong with it out."""

from pathlib import Path

from forms.engine.definition.check.compiler import check_compiles, check_reads
from forms.engine.definition.check.finding import Finding, Place, Report
from forms.engine.definition.check.formulas import read_formulas
from forms.engine.definition.check.headings import check_headings, check_translations
from forms.engine.definition.check.lists import (
    Media,
    check_lists,
    check_media,
    read_choices,
)
from forms.engine.definition.check.outline import Field, Outline
from forms.engine.definition.check.rows import check_rows
from forms.engine.definition.check.rows_fit import check_fits
from forms.engine.definition.check.rules import check_formulas
from forms.engine.definition.check.settings import (
    check_entities,
    check_settings,
    settings_of,
)
from forms.engine.definition.check.sheets import Book, read_book
from forms.engine.definition.check.survey import read_survey
from forms.engine.definition.check.xform import read_xform
from forms.engine.definition.document import read_xml
from forms.engine.definition.form_file import read_bytes
from forms.errors import KnownError

__all__ = ["Finding", "Media", "check_form"]
NO_MEDIA = Media()


def check_form(source: Path, media: Media = NO_MEDIA) -> tuple[Finding, ...]:
    """Return everything that is wrong with a form: errors first, then by place.

    Args:
        source: An XLSForm (.xlsx, .xls, .md, .csv), a folder of TSV sheets, or an
            XForm (.xml). However broken: what cannot be read is a finding too.
        media: Files and lists beside the form. Without, missing ones are hints.
    """
    report = Report()
    try:
        if source.suffix.lower() in (".xml", ".xhtml"):
            _xform(source, media, report)
        else:
            _sheets(source, media, report)
    except KnownError as error:
        report.failed(error, Place())
    return report.findings()


def _xform(source: Path, media: Media, report: Report) -> None:
    data = read_bytes(source)
    outline = read_xform(read_xml(data), media, report)
    if outline is None:
        return
    check_formulas(outline, media, report)
    if not report.broken:
        check_reads(data, report)


def _sheets(source: Path, media: Media, report: Report) -> None:
    book = read_book(source)
    if not book.get("survey").rows:
        report.error("CHECK-NO-SURVEY", Place("survey"))
        check_headings(book, report)
        return
    check_headings(book, report)
    languages = check_translations(book, report)
    check_settings(book.get("settings"), languages, report)
    _survey(book, source.is_dir(), media, report)
    # The compiler stops at its first fault and knows less of ours: it comes last.
    if not report.broken:
        check_compiles(source, book, report)


def _survey(book: Book, folder: bool, media: Media, report: Report) -> None:
    survey, choices = book.get("survey"), book.get("choices")
    settings = settings_of(book.get("settings"))
    # As compile_sheets names the root element.
    root = settings.get("name") or (folder and settings.get("form_id")) or "data"
    outline = Outline(root=root)
    twins = settings.get("allow_choice_duplicates", "").lower() in ("yes", "true")
    # The compiler adds these two to every form.
    for name in ("instanceID", "instanceName"):
        outline.add(Field(name, f"/{root}/meta/{name}", "calculate", (), Place()))
    read_choices(choices, outline, report, twins=twins)
    lines = read_survey(survey, outline, report)
    check_rows(lines, survey, outline, report)
    check_fits(lines, survey, outline, report)
    check_lists(lines, survey, choices, outline, media, report)
    check_media((survey, choices), media, report)
    check_entities(lines, survey, book.get("entities"), report)
    read_formulas(lines, book, outline, report)
    check_formulas(outline, media, report)
