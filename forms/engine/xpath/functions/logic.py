"""Functions that choose: if, coalesce, once, checklists, selections."""

import math

from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import (
    Value,
    number_of_text,
    texts,
    to_boolean,
    to_number,
    to_string,
)
from forms.engine.xpath.functions.signature import Function
from forms.engine.xpath.nodes import Node
from forms.engine.xpath.thunk import Thunk


def _if(context: Context, test: bool, then: Thunk, other: Thunk) -> Value:
    return then(context) if test else other(context)


def _coalesce(context: Context, *values: Thunk) -> str:
    for value in values:
        text = _blank_nan(value(context), context)
        if text:
            return text
    return ""


def _once(context: Context, value: Thunk) -> str:
    """Keep what the node holds; the first time, give the value."""
    held = context.node.value or context.node.string_value
    return held or _blank_nan(value(context), context)


def _blank_nan(value: Value, context: Context) -> str:
    text = to_string(value, context)
    return "" if text == "NaN" else text


def _marks(values: tuple[Value, ...], context: Context) -> list[bool]:
    """Spread node-sets; of a node the text "yes" (or a truth) counts."""
    found: list[bool] = []
    for value in values:
        if isinstance(value, list):
            found += [bool(text) for text in texts(value, context)]
        else:
            found.append(to_boolean(value, context))
    return found


def _within(total: float, least: float, most: float) -> bool:
    return (least < 0 or total >= least) and (most < 0 or total <= most)


def _checklist(context: Context, least: float, most: float, *values: Value) -> bool:
    return _within(float(sum(_marks(values, context))), least, most)


def _weighted_checklist(
    context: Context, least: float, most: float, *pairs: Value
) -> bool:
    total = 0.0
    for mark, weight in zip(pairs[::2], pairs[1::2], strict=False):
        marks = _marks((mark,), context)
        if isinstance(weight, list):
            weights = [number_of_text(text, context) for text in texts(weight, context)]
        else:
            weights = [to_number(weight, context)]
        for one, own in zip(marks, weights, strict=False):
            if one and not math.isnan(own):
                total += own
    return _within(total, least, most)


def _selected(_context: Context, values: str, wanted: str) -> bool:
    # As Collect asks it, so that selected('', '') holds.
    return f" {wanted.strip()} " in f" {values} "


def _selected_at(_context: Context, values: str, index: float) -> str:
    found = values.split()
    return found[int(index)] if 0 <= index < len(found) else ""


def _count_selected(_context: Context, values: str) -> float:
    return float(len(values.split()))


def _choice_name(context: Context, value: str, path: str) -> str:
    return context.env.choice_name(value, path, context)


def _itext(context: Context, text_id: str) -> str | list[Node]:
    return context.env.itext(text_id, context)


def _version(context: Context) -> str:
    return context.env.version


def _property(context: Context, name: str) -> str:
    return context.env.property(name)


FUNCTIONS = {
    "if": Function(_if, "bLL", "any"),
    "coalesce": Function(_coalesce, "LL*L", "string"),
    "once": Function(_once, "L", "string"),
    "checklist": Function(_checklist, "nn*v", "boolean"),
    "weighted-checklist": Function(_weighted_checklist, "nn*vv", "boolean"),
    "selected": Function(_selected, "ss", "boolean"),
    "is-selected": Function(_selected, "ss", "boolean"),
    "selected-at": Function(_selected_at, "sn", "string"),
    "count-selected": Function(_count_selected, "s", "number"),
    "jr:choice-name": Function(_choice_name, "ss", "string"),
    "jr:itext": Function(_itext, "s", "any"),
    "version": Function(_version, "", "string"),
    "property": Function(_property, "s", "string"),
}
