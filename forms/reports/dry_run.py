"""Dry run: what bringing in a ledger would do, row by row, as a workbook."""

from collections.abc import Iterator

import resources
from forms.records.ledger import LedgerPlan, PlanRow
from forms.records.ledger_columns import columns, words
from forms.reports import masks
from forms.reports.words import listed
from forms.reports.workbook import text_book


def plan_book(planned: LedgerPlan, language: str) -> bytes:
    """Return a workbook: a line for each change, doubt and cell that stays.

    Identity and telephone numbers are masked: the list is to be talked about at a
    table, and who needs the numbers has the ledger.

    Args:
        planned: What would be done.
        language: "zh_CN" or "en".
    """
    heads = resources.sentence("PLAN-HEADS", language).split("|")
    lines = (line for row in planned.rows for line in _lines(planned, row, language))
    return text_book(planned.list_name, heads, lines)


def _lines(planned: LedgerPlan, row: PlanRow, language: str) -> Iterator[list[str]]:
    """Go through the lines of one row; a row of which nothing is to tell has one."""
    name = planned.list_name
    start = [
        str(row.row),
        resources.sentence(f"PLAN-{row.action}", language),
        row.label,
    ]
    said: list[list[str]] = []
    if row.action == "update":
        for prop, (old, new) in row.changes.items():
            if _is_link(name, prop):
                continue
            told = [_value(name, prop, one, language) for one in (old, new)]
            said.append([_name(name, prop, language), *told, ""])
    for kept in row.kept:
        told = [
            _value(name, kept.property, one, language) for one in (kept.now, kept.said)
        ]
        why = resources.sentence(kept.code, language, day=kept.day)
        said.append([_name(name, kept.property, language), *told, why])
    for doubt in row.doubts:
        heading = _heading(name, doubt.heading, language)
        why = resources.sentence(doubt.code, language, row=doubt.row, column=heading)
        said.append([heading, "", "", why])
    for like in row.likes:
        code = "PLAN-LIKE-ROW" if like.row else "PLAN-LIKE"
        why = resources.sentence(code, language, row=like.row, label=like.label)
        said.append(["", "", "", why])
    for line in said or [["", "", "", ""]]:
        yield [masks.told(text) for text in (*start, *line)]


def _is_link(list_name: str, prop: str) -> bool:
    """Tell whether a property is the id of another entry: it says nothing on paper."""
    column = columns(list_name).get(prop)
    return column is not None and column.kind.startswith("link:")


def _name(list_name: str, prop: str, language: str) -> str:
    column = columns(list_name).get(prop)
    if column is None:
        return prop
    return column.zh if language == "zh_CN" else column.en


def _heading(list_name: str, chinese: str, language: str) -> str:
    """Return a column's heading in the language; doubts name it in Chinese."""
    found = (one.en for one in columns(list_name).values() if one.zh == chinese)
    return chinese if language == "zh_CN" else next(found, chinese)


def _value(list_name: str, prop: str, value: str, language: str) -> str:
    column = columns(list_name).get(prop)
    kind, _, choices = (column.kind if column else "").partition(":")
    if kind in ("code", "codes"):
        return listed(value.split(), words(choices, language), language)
    if kind == "idcard":
        return masks.id_number(value, "worker")
    return masks.phone(value, "worker") if kind == "phone" else value
