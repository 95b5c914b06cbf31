"""Columns that nobody reads, stand twice, or lack a translation."""

from collections.abc import Iterable
from typing import Final

from forms.engine.definition.check.columns import (
    CHOICES,
    ENTITIES,
    SETTINGS,
    SURVEY,
    TRANSLATED,
    Heading,
    heading,
)
from forms.engine.definition.check.features import check_column
from forms.engine.definition.check.finding import Place, Report, near
from forms.engine.definition.check.references import NAME
from forms.engine.definition.check.sheets import SHEETS, Book, Row, Sheet

_KNOWN: Final = {"survey": SURVEY, "settings": SETTINGS, "entities": ENTITIES}
# Columns of notes to oneself, which no tool reads and nobody minds.
_NOTES: Final = frozenset(
    "note notes comment comments remark remarks 备注 说明".split()
)

# Answers by text message, which no tool of today sends.
_OF_OTHERS: Final = "sms_"


def check_headings(book: Book, report: Report) -> None:
    """Tell of sheets and columns whose name is nearly right, and of twins."""
    for other in book.others:
        found = near(other, [s for s in SHEETS if s not in book.sheets], 1)
        if found:
            report.warn("CHECK-SHEET-UNKNOWN", Place(other), name=other, near=found)
    for name, sheet in book.sheets.items():
        for column in sheet.twice:
            place = sheet.place(sheet.head, column)
            report.error("CHECK-COLUMN-TWICE", place, name=column)
        if name == "choices":
            _choice_columns(sheet, report)
        elif name in _KNOWN:
            _columns(sheet, _KNOWN[name], report)


def _columns(sheet: Sheet, known: frozenset[str], report: Report) -> None:
    seen: dict[Heading, str] = {}
    for column in sheet.columns:
        one = heading(column)
        place = sheet.place(sheet.head, column)
        if one in seen and not one.free:
            report.error("CHECK-COLUMN-SAME", place, name=column, other=seen[one])
        seen.setdefault(one, column)
        told = one.base.startswith(_OF_OTHERS) or one.base.lower() in _NOTES
        if one.base in known and any(column in row.cells for row in sheet.rows):
            check_column(one.base, column, place, report)
        if one.free or one.base in known or told:
            continue
        base = column.split(":")[0]
        # The compiler refuses a column of entities that it does not know.
        tell = report.error if known is ENTITIES else report.warn
        tell("CHECK-COLUMN-UNKNOWN", place, name=column, near=near(base, known, 1))


def _choice_columns(sheet: Sheet, report: Report) -> None:
    # Any further column is data of the choices; only a near miss is a slip.
    for column in sheet.columns:
        one = heading(column)
        place = sheet.place(sheet.head, column)
        if one.base in CHOICES:
            check_column(one.base, column, place, report)
            continue
        if column.startswith("__"):
            report.warn("CHECK-COLUMN-RESERVED", place, name=column)
        elif not NAME.fullmatch(column) and ":" not in column:
            report.warn("CHECK-COLUMN-SPACE", place, name=column)
        base = column.split(":")[0]
        close = [n for n in near(base, CHOICES, 1) if abs(len(n) - len(base)) < 3]
        missing = [n for n in close if n not in _bases(sheet)]
        if missing or (close and ":" in column):
            report.warn("CHECK-COLUMN-UNKNOWN", place, name=column, near=tuple(close))


def _bases(sheet: Sheet) -> set[str]:
    return {heading(column).base for column in sheet.columns}


def check_translations(book: Book, report: Report) -> tuple[str, ...]:
    """Tell of texts that one language has and another lacks; return the languages."""
    sheets = [book.get(name) for name in ("survey", "choices")]
    languages = tuple(
        dict.fromkeys(
            one.language
            for sheet in sheets
            for one in map(heading, sheet.columns)
            if one.language and one.base in TRANSLATED
        )
    )
    if not languages:
        return ()
    for sheet in sheets:
        groups: dict[str, dict[str, str]] = {}
        for column in sheet.columns:
            one = heading(column)
            if one.base in TRANSLATED:
                groups.setdefault(one.base, {})[one.language] = column
        for base, columns in groups.items():
            _missing_columns(sheet, base, columns, languages, report)
            _blank_cells(sheet, columns, report)
    return languages


def _missing_columns(
    sheet: Sheet,
    base: str,
    columns: dict[str, str],
    languages: Iterable[str],
    report: Report,
) -> None:
    first = next(iter(columns.values()))
    place = sheet.place(sheet.head, first)
    if "" in columns:
        told = ", ".join(languages)
        place = sheet.place(sheet.head, columns[""])
        report.warn("CHECK-LANGUAGE-MIXED", place, name=base, languages=told)
        return
    for language in languages:
        if language not in columns:
            report.warn("CHECK-TRANSLATION-COLUMN", place, name=base, tongue=language)


def _blank_cells(sheet: Sheet, columns: dict[str, str], report: Report) -> None:
    if len(columns) < 2:
        return
    for row in sheet.rows:
        said = [language for language, column in columns.items() if column in row.cells]
        for language, column in columns.items():
            if said and language not in said:
                place = sheet.place(row.number, column)
                report.warn("CHECK-TRANSLATION-BLANK", place, **_of(row, language))


def _of(row: Row, language: str) -> dict[str, object]:
    return {"tongue": language, "name": row.cells.get("name", "")}
