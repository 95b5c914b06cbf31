"""What the compiler or the engine still refuses, told in our sentences with its row."""

import re
from pathlib import Path
from typing import Final

from forms.engine.definition.check.finding import Place, Report
from forms.engine.definition.check.sheets import Book
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_with_warnings
from forms.errors import KnownError

_ROW: Final = re.compile(r"\[row ?: ?(\d+)\]\s*|\brow (\d+)\b", re.IGNORECASE)
_SHEET: Final = re.compile(r"'(survey|choices|settings|entities)' sheet")
_COLUMN: Final = re.compile(r"the '([\w-]+)' value")
# What the compiler says of faults that no rule of ours finds first, and our sentence.
_MEANT: Final = {
    r"the parameter '\w+' must be a number": "CHECK-RANGE-NUMBER",
    r"must not be '0'": "CHECK-RANGE-ZERO",
    r"must not be larger than the range": "CHECK-RANGE-WIDE",
    r"must be a multiple of": "CHECK-RANGE-STEP",
    r"must be between the 'start' and 'end'": "CHECK-RANGE-OUTSIDE",
    r"there are no valid containers": "CHECK-ENTITY-PLACE",
    r"has a reference in container scope": "CHECK-ENTITY-SCOPE",
    r"must not be the same as the survey root": "CHECK-NAME-ROOT",
    r"Repeat names must unique": "CHECK-NAME-REPEAT",
    r"is not user-visible": "CHECK-TRIGGER-HIDDEN",
    r"to use a seed": "CHECK-SEED-ALONE",
    r"seed value must be": "CHECK-SEED-FORM",
    r"Instance names must be unique|same instance id will be": "CHECK-FILE-TWICE",
    r"not supported with or_other": "CHECK-OTHER-FILTER",
    r"must be set to true or false|either 'true' or 'false'": "CHECK-PARAMETER-TRUTH",
    r"must have an? (?:integer|numeric) value": "CHECK-PARAMETER-NUMBER",
    r"has no label or hint": "CHECK-LABEL-NONE",
}


def check_compiles(source: Path, book: Book, report: Report) -> None:
    """Compile the sheets and read the result; tell what is refused."""
    try:
        xform, warnings = compile_with_warnings(source)
    except KnownError as error:
        if error.code == "FORM-SHEETS":
            _refused(error, book, report)
        else:
            report.failed(error, Place())
        return
    check_reads(xform, report)
    for warning in warnings:
        if "unresolved" in warning.lower():
            report.hint("CHECK-COMPILER", _place(warning, book), reason=warning)


def check_reads(xform: bytes, report: Report) -> None:
    """Read an XForm as the program will; tell what is refused."""
    try:
        parse_xform(xform)
    except KnownError as error:
        report.failed(error, Place())


def _refused(error: KnownError, book: Book, report: Report) -> None:
    reason = str(error.fields["reason"])
    told = _ROW.sub("", reason).strip()
    code = next(
        (c for p, c in _MEANT.items() if re.search(p, reason)), "CHECK-COMPILER"
    )
    report.error(code, _place(reason, book), reason=told)


def _place(reason: str, book: Book) -> Place:
    row = _ROW.search(reason)
    number = int(row[1] or row[2]) if row else 0
    sheet = _SHEET.search(reason)
    name = sheet[1] if sheet else ("survey" if number else "")
    column = _COLUMN.search(reason)
    if not name:
        return Place()
    return book.get(name).place(number, column[1] if column else "")
