"""The steps of a location path, compiled to walk from nodes to nodes."""

# Annotations of inner functions would be built anew for each closure.
from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence

from forms.engine.xpath.ast import KindTest, NameTest, Step
from forms.engine.xpath.axes import REVERSE, axis, in_document_order, node_test
from forms.engine.xpath.context import Context
from forms.engine.xpath.nodes import Node
from forms.engine.xpath.thunk import Thunk

Predicate = Callable[[Context, list[Node]], list[Node]]
Walk = Callable[[Context, list[Node]], list[Node]]
# When the result of a step must be put in document order.
NEVER, IF_SEVERAL, ALWAYS = range(3)


def plain_name(step: Step) -> str | None:
    """Return the name of `child::name` without prefix or predicate, else None."""
    test = step.test
    if step.axis != "child" or step.predicates or not isinstance(test, NameTest):
        return None
    return None if test.prefix or test.name == "*" else test.name


def stride(
    step: Step,
    predicates: Sequence[Predicate],
    namespaces: Mapping[str, str],
    text: str,
) -> Walk:
    """Return the walk of one step.

    Args:
        step: The step.
        predicates: Its predicates compiled.
        namespaces: Prefix to URI.
        text: The whole expression, for an error.
    """
    found = _finder(step, namespaces)

    def walk(context: Context, nodes: list[Node]) -> list[Node]:
        gathered: list[Node] = []
        env = context.env
        for node in nodes:
            here = found(node)
            env.spend(len(here) + 1, text)
            for predicate in predicates:
                here = predicate(context, here)
            gathered += here
        return gathered

    return walk


def _finder(step: Step, namespaces: Mapping[str, str]) -> Callable[[Node], list[Node]]:
    matches = node_test(step.test, step.axis, namespaces)
    if step.axis == "child" and isinstance(step.test, NameTest):
        # Elements only: a leaf's text need not become a node.
        return lambda node: [child for child in node.children if matches(child)]
    along = axis(step.axis)
    return lambda node: [other for other in along(node) if matches(other)]


def journey(steps: Sequence[Step], walks: Sequence[Walk]) -> Walk:
    """Return the walks one after the other, each result in document order."""
    orders = _orders(steps)
    if len(walks) == 1 and orders[0] == NEVER:
        return walks[0]
    pairs = list(zip(walks, orders, strict=True))

    def walk(context: Context, nodes: list[Node]) -> list[Node]:
        for one, order in pairs:
            several = len(nodes) > 1
            nodes = one(context, nodes)
            if several and order != NEVER:
                nodes = in_document_order(nodes)
            elif order == ALWAYS:
                # From one node it came in just the reverse order.
                nodes.reverse()
        return nodes

    return walk


def _orders(steps: Sequence[Step]) -> list[int]:
    """Tell for each step when to sort.

    Child steps keep order as long as no node lies inside another.
    """
    found: list[int] = []
    flat = True
    for step in steps:
        if step.axis in ("child", "attribute", "self", "namespace"):
            found.append(NEVER if flat or step.axis != "child" else IF_SEVERAL)
        else:
            found.append(ALWAYS if step.axis in REVERSE else IF_SEVERAL)
            flat = False
    return found


def merged(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps with `//name` as one descendant step where that is the same."""
    found: list[Step] = []
    for step in steps:
        if found and _is_anywhere(found[-1]) and _takes_descendant(step):
            found[-1] = Step("descendant", step.test, start=step.start)
        else:
            found.append(step)
    return tuple(found)


def _is_anywhere(step: Step) -> bool:
    anywhere = step.axis == "descendant-or-self" and step.test == KindTest("node")
    return anywhere and not step.predicates


def _takes_descendant(step: Step) -> bool:
    return step.axis == "child" and not step.predicates


def by_number(number: float) -> Predicate:
    """Return the predicate `[number]`."""
    place = int(number) if number.is_integer() else 0

    def predicate(_context: Context, nodes: list[Node]) -> list[Node]:
        return nodes[place - 1 : place] if place > 0 else []

    return predicate


def by_place(sign: str, number: Callable[[Context], float]) -> Predicate:
    """Return the predicate `[position() <= number]`, the number that of all nodes."""

    def predicate(context: Context, nodes: list[Node]) -> list[Node]:
        return nodes[slice(*places(sign, number(context)))] if nodes else nodes

    return predicate


def places(sign: str, number: float) -> tuple[int, int]:
    """Return where the positions for which `position() sign number` start and end."""
    if math.isnan(number):
        return 0, 0
    bounded = max(-1.0, min(number, float(sys.maxsize // 2)))
    whole, above = math.floor(bounded), math.ceil(bounded)
    if sign == "=":
        return (whole - 1, whole) if whole == above and whole > 0 else (0, 0)
    if sign in ("<", "<="):
        return 0, max(0, whole if sign == "<=" else above - 1)
    return max(0, whole if sign == ">" else above - 1), sys.maxsize


def by_test(test: Callable[[Context], bool]) -> Predicate:
    """Return a predicate that a truth decides."""

    def predicate(context: Context, nodes: list[Node]) -> list[Node]:
        inner = Context(context.env, context.node, 1, len(nodes), context.current)
        found: list[Node] = []
        for place, node in enumerate(nodes, 1):
            inner.position, inner.node = place, node
            if test(inner):
                found.append(node)
        return found

    return predicate


def by_value(value: Thunk) -> Predicate:
    """Return a predicate whose value is a place where it is a number, else a truth."""

    def test(context: Context) -> bool:
        told = value(context)
        if isinstance(told, float):
            return told == context.position
        return bool(told)

    return by_test(test)
