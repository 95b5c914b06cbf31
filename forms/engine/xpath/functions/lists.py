"""Functions on instances and repeats: instance, pulldata, indexed-repeat, chance."""

import hashlib
import math
from collections.abc import Iterator
from typing import Any

from forms.engine.xpath.ast import Ast
from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import (
    Value,
    parse_moment,
    to_number,
    to_string,
    zone,
)
from forms.engine.xpath.functions.signature import Function
from forms.engine.xpath.nodes import Node
from forms.engine.xpath.paths import descend, resolve_names
from forms.engine.xpath.rows import document_of
from forms.engine.xpath.selection import RowSelection
from forms.engine.xpath.thunk import Thunk

MAX_UUID = 1_000
_MODULUS = 2**31 - 1
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _instance(context: Context, instance_id: str) -> list[Node]:
    found = context.env.instance(instance_id)
    if found is None:
        return []
    return [found] if isinstance(found, Node) else [document_of(found, context)]


def _pulldata(context: Context, name: str, column: str, key: str, value: str) -> str:
    source = context.env.instance(name)
    if source is None:
        return ""
    if isinstance(source, Node):
        return _pull_nodes(source, column, key, value)
    if key not in source.columns:
        return ""
    rows = source.find({key: value})
    return rows[0].get(column, "") if rows else ""


def _pull_nodes(document: Node, column: str, key: str, value: str) -> str:
    for root in document.elements():
        for item in root.elements():
            if any(text == value for text in _cells(item, key)):
                return next(_cells(item, column), "")
    return ""


def _cells(item: Node, name: str) -> Iterator[str]:
    """Go through the texts of a child, or of an attribute written "@name"."""
    if name.startswith("@"):
        return (a.value for a in item.attributes if a.name == name[1:])
    return (child.string_value for child in item.elements(name))


def _indexed_repeat(
    context: Context,
    target: Ast,
    *pairs: Any,  # noqa: ANN401 -- a group's AST and its index, by turns
) -> list[Node]:
    """Give the target inside the picked instances, outermost first.

    Source: ODK XForms, indexed-repeat(): the picked repeats stand for their place in
    the target's path; repeats that are not named are those the context is in.
    """
    base = context.env.root
    groups = [resolve_names(group, context) for group in pairs[::2]]
    # Written in any order; a group inside another is picked after it.
    picks = sorted(
        zip(groups, pairs[1::2], strict=False), key=lambda pick: len(pick[0])
    )
    for names, index in picks:
        number = to_number(index(context), context)
        found = descend(base, names, context)
        place = 0 if math.isnan(number) or math.isinf(number) else int(number)
        if not 1 <= place <= len(found):
            return []
        base = found[place - 1]
    return descend(base, resolve_names(target, context), context)


def _randomize(
    context: Context, nodes: list[Node] | RowSelection, seed: Thunk | None = None
) -> list[Node]:
    """Shuffle as JavaRosa: Park-Miller numbers, each node put in as it comes."""
    given = nodes.nodes() if isinstance(nodes, RowSelection) else nodes
    if seed is None:
        state = int(context.env.chance.random() * _MODULUS)
    else:
        state = _seed(seed(context), context)
    state = _rest(state)
    if state <= 0:
        state += _MODULUS - 1
    shuffled: list[Node] = []
    for place, node in enumerate(given):
        state = state * 16807 % _MODULUS
        other = int((state - 1) / (_MODULUS - 1) * (place + 1))
        shuffled.append(node)
        shuffled[place], shuffled[other] = shuffled[other], node
    return shuffled


def _rest(state: int) -> int:
    """Return the remainder with the sign of `state`, as Java's %."""
    return abs(state) % _MODULUS * (1 if state > 0 else -1)


def _seed(value: Value, context: Context) -> int:
    """Return a seed as a Java long; text that is no number is hashed (JavaRosa 801)."""
    text = to_string(value, context)
    number = to_number(value, context)
    if math.isnan(number) or parse_moment(text, zone(context)) is not None:
        if isinstance(value, float) or not text:
            return 0
        made = hashlib.sha256(text.encode()).digest()
        return int.from_bytes(made[:8], "big", signed=True)
    if math.isinf(number):
        return 2**63 - 1 if number > 0 else -(2**63)
    return int(number)


def _random(context: Context) -> float:
    return context.env.chance.random()


def _uuid(context: Context, length: float | None = None) -> str:
    chance = context.env.chance
    if length is None:
        return chance.uuid()
    if math.isnan(length) or length < 1:
        return ""
    count = int(min(length, MAX_UUID))
    return "".join(_LETTERS[int(chance.random() * 36)] for _ in range(count))


FUNCTIONS = {
    "instance": Function(_instance, "s", "nodes"),
    "pulldata": Function(_pulldata, "ssss", "string"),
    "indexed-repeat": Function(_indexed_repeat, "AAL*AL", "nodes"),
    "randomize": Function(_randomize, "N?L", "nodes"),
    "random": Function(_random, "", "number"),
    "uuid": Function(_uuid, "?n", "string"),
}
