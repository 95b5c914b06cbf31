"""Workbook: a list as .xlsx for people, every cell text, its export in the log."""

import io
from collections.abc import Mapping

from forms.errors import KnownError
from forms.records.ids import uuid7
from forms.records.ledger_columns import Column, columns, words
from forms.records.store import Records
from forms.reports.words import listed

SKIP = "skip"
_ALL = 1_000_000
_TEXT = "@"
_WIDEST = 40


def export_list(
    records: Records,
    list_name: str,
    *,
    reason: str,
    author: str,
    language: str = "zh_CN",
    grid_code: str = "",
) -> bytes:
    """Return a list as a workbook, and tell the log who took it out and why.

    Cells are text, so that no spreadsheet rounds an identity number or turns a door
    into a date; codes are told in words. The headings are those that an import
    recognises, so what was corrected in it can come back.

    Args:
        records: Open for writing: the export is an op of kind "export".
        list_name: As "household".
        reason: In a person's words, kept in the log.
        author: Staff id.
        language: "zh_CN" or "en".
        grid_code: One grid, blank for all.

    Raises:
        KnownError: LEDGER-LIST, EXPORT-REASON where none is given, DISK-FULL, ...
    """
    import openpyxl  # heavy, and wanted only here
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    if not reason.strip():
        raise KnownError("EXPORT-REASON")
    used = [c for c in columns(list_name).values() if c.kind != SKIP]
    where = {"grid_code": grid_code} if grid_code else None
    found = records.entities(list_name, where, limit=_ALL)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(list_name)
    for at, column in enumerate(used):
        letter = get_column_letter(at + 1)
        sheet.column_dimensions[letter].width = min(10 + len(column.zh) * 2, _WIDEST)

    def row(texts: list[str]) -> None:
        cells = [WriteOnlyCell(sheet, text) for text in texts]
        for cell in cells:
            # A text that begins with = is a text, no formula.
            cell.data_type, cell.number_format = "s", _TEXT
        sheet.append(cells)

    row([column.zh if language == "zh_CN" else column.en for column in used])
    for one in found:
        known = {**one.properties, "name": one.id, "label": one.label}
        row([_said(column, known, language) for column in used])
    out = io.BytesIO()
    book.save(out)
    body = {"list": list_name, "rows": len(found), "reason": reason.strip()}
    records.append("export", uuid7(records.now), author, body)
    return out.getvalue()


def _said(column: Column, known: Mapping[str, str], language: str) -> str:
    value = known.get(column.property, "")
    kind, _, choices = column.kind.partition(":")
    if kind == "code":
        return words(choices, language).get(value, value)
    if kind == "codes":
        return listed(value.split(), words(choices, language), language)
    return value
