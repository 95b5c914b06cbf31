"""What the compiler or the engine still refuses, told in our sentences with its row."""

from pathlib import Path

from forms.engine.definition.check.columns import heading
from forms.engine.definition.check.finding import Place, Report
from forms.engine.definition.check.sheets import Book, Sheet
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_with_warnings
from forms.engine.definition.xlsform_words import meaning
from forms.errors import KnownError


def check_compiles(source: Path, book: Book, report: Report) -> None:
    """Compile the sheets and read the result; tell what is refused."""
    try:
        xform, warnings = compile_with_warnings(source)
    except KnownError as error:
        reason = error.fields.get("reason")
        if isinstance(reason, KnownError):
            _refused(reason, book, report)
        else:
            report.failed(error, Place())
        return
    check_reads(xform, report)
    for warning in warnings:
        found = meaning(warning)
        if found.tell == "hint":
            about = found.fields.get("name", "")
            place = _place(found.sheet, found.row, found.column, book, about)
            report.hint(found.code, place, **found.fields)


def check_reads(xform: bytes, report: Report) -> None:
    """Read an XForm as the program will; tell what is refused."""
    try:
        parse_xform(xform)
    except KnownError as error:
        report.failed(error, Place())


def _refused(reason: KnownError, book: Book, report: Report) -> None:
    told = reason.fields.get("told")
    if isinstance(told, KnownError):
        row, column = reason.fields.get("row", 0), reason.fields.get("column", "")
        sheet, number = str(reason.fields["sheet"]), row if isinstance(row, int) else 0
        about = str(told.fields.get("name", ""))
        report.failed(told, _place(sheet, number, str(column), book, about))
    else:
        report.failed(reason, Place())


def _place(sheet: str, row: int, column: str, book: Book, about: str = "") -> Place:
    if not sheet:
        return Place()
    found = book.get(sheet)
    # The sheet may write the column's other name, or one of its languages.
    written = next((c for c in found.columns if heading(c).base == column), column)
    return found.place(row or _row(found, written, about), written)


def _row(sheet: Sheet, column: str, about: str) -> int:
    """Return the row of the question `about`, else that whose cell tells of it."""
    named = (r.number for r in sheet.rows if about and r.cells.get("name") == about)
    telling = (
        r.number for r in sheet.rows if about and about in r.cells.get(column, "")
    )
    return next(named, 0) or next(telling, 0)
