"""Workbook: a list as .xlsx for people, every cell text, its export in the log."""

import io
from collections.abc import Iterable, Mapping, Sequence

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
    if not reason.strip():
        raise KnownError("EXPORT-REASON")
    used = [c for c in columns(list_name).values() if c.kind != SKIP]
    where = {"grid_code": grid_code} if grid_code else None
    found = records.entities(list_name, where, limit=_ALL)
    heads = [column.zh if language == "zh_CN" else column.en for column in used]
    data = text_book(
        list_name,
        heads,
        (
            [
                _said(column, {**one.properties, "name": one.id, "label": one.label},
                      language)
                for column in used
            ]
            for one in found
        ),
    )  # fmt: skip
    body = {"list": list_name, "rows": len(found), "reason": reason.strip()}
    records.append("export", uuid7(records.now), author, body)
    return data


def text_book(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook of one sheet whose cells are all text.

    Args:
        title: Of the sheet.
        heads: Of the columns.
        rows: As many texts each as there are heads.
    """
    import openpyxl  # heavy, and wanted only here
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for at, head in enumerate(heads):
        letter = get_column_letter(at + 1)
        sheet.column_dimensions[letter].width = min(10 + len(head) * 2, _WIDEST)
    for texts in (heads, *rows):
        cells = [WriteOnlyCell(sheet, text) for text in texts]
        for cell in cells:
            # A text that begins with = is a text, no formula.
            cell.data_type, cell.number_format = "s", _TEXT
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _said(column: Column, known: Mapping[str, str], language: str) -> str:
    value = known.get(column.property, "")
    kind, _, choices = column.kind.partition(":")
    if kind == "code":
        return words(choices, language).get(value, value)
    if kind == "codes":
        return listed(value.split(), words(choices, language), language)
    return value
