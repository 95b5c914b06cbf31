"""The sheet external_choices kept in the XForm, so that no itemsets.csv can be lost."""

import csv
import io
import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

_NAME: Final = re.compile(r"[^\W\d][\w.\-]*")
_LIST: Final = "list_name"


def with_external_choices(xform: str, itemsets: str) -> str:
    """Return the form with each list as an instance, as other choice lists are.

    pyxform writes them to a file beside the form, itemsets.csv; select_one_external
    asks for them by `instance('list')`.

    Args:
        xform: As pyxform makes it.
        itemsets: The CSV text: list_name, name, label and further columns.
    """
    lists: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(itemsets, newline="")):
        lists.setdefault(row.get(_LIST, ""), []).append(row)
    made = "".join(
        f"<instance id={quoteattr(name)}><root>{''.join(map(_item, rows))}</root>"
        "</instance>"
        for name, rows in lists.items()
        if name and f"<instance id={quoteattr(name)}" not in xform
    )
    head, end, tail = xform.partition("</model>")
    return f"{head}{made}{end}{tail}"


def _item(row: dict[str, str]) -> str:
    cells = (
        f"<{column}>{escape(text)}</{column}>"
        for column, text in row.items()
        if column != _LIST and text and _NAME.fullmatch(column or "")
    )
    return f"<item>{''.join(cells)}</item>"
