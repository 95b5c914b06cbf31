"""The choices of a select: <itemset> and <item>."""

import re

from lxml import etree

from forms.engine.definition.document import attribute, first, local
from forms.engine.definition.model import Itemset, StaticItem
from forms.engine.definition.scope import Scope
from forms.engine.definition.texts import is_name, itext_argument, read_text

_NUMBERED = re.compile(r"(?<=\[|\s)(\d\w*[^\W\d]\w*)(\s*=)")


def read_itemset(control: etree._Element, scope: Scope, nodeset: str) -> Itemset | None:
    """Return the control's itemset, None where it has none."""
    element = first(control, "itemset")
    if element is None:
        return None
    value = first(element, "value")
    label = first(element, "label")
    value_ref = None if value is None else attribute(value, "ref")
    label_ref = None if label is None else attribute(label, "ref")
    place = f"choices {nodeset}"
    argument = None if label_ref is None else itext_argument(label_ref)
    column = argument.strip() if argument is not None and is_name(argument) else ""
    whole = argument is not None and not column
    plain = label_ref if argument is None else None
    return Itemset(
        nodeset=scope.expression(attribute(element, "nodeset") or "", place),
        value=scope.expression(value_ref or "name", place),
        label=scope.optional(plain, place),
        label_itext=column,
        itext=scope.optional(argument, place) if whole else None,
    )


def read_query(control: etree._Element, scope: Scope) -> Itemset:
    """Return the itemset of a select_one_external, an <input query="...">."""
    query = attribute(control, "query") or ""
    # Collect asks SQLite, which has columns such as "1a"; in XPath no name begins so.
    query = _NUMBERED.sub(r"*[name() = '\1']\2", query)
    rows = scope.expression(query, "query")
    return Itemset(rows, scope.expression("name"), scope.expression("label"))


def read_items(control: etree._Element, scope: Scope) -> tuple[StaticItem, ...]:
    """Return the control's <item>s in order."""
    found = []
    for item in control:
        if local(item) == "item":
            value = first(item, "value")
            text = "" if value is None else (value.text or "").strip()
            found.append(StaticItem(text, read_text(first(item, "label"), scope)))
    return tuple(found)
