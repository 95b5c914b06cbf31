"""Operators compiled: arithmetic, comparison, and, or, union."""

# Annotations of inner functions would be built anew for each closure.
from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence

from forms.engine.xpath.axes import in_document_order
from forms.engine.xpath.compare import TESTS, compare
from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import Value, number_of_text
from forms.engine.xpath.nodes import Node
from forms.engine.xpath.thunk import Thunk

Numbers = Callable[[Context], float]
Truth = Callable[[Context], bool]


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    if not left or left != left or right != right:
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _modulo(left: float, right: float) -> float:
    if not right or math.isinf(left) or left != left or right != right:
        return math.nan
    return math.fmod(left, right)


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": _divide,
    "mod": _modulo,
}


def arithmetic(first: Numbers, rest: Sequence[tuple[str, Numbers]]) -> Numbers:
    """Return the sum, difference, product ... from left to right."""
    if len(rest) == 1:
        work, second = ARITHMETIC[rest[0][0]], rest[0][1]
        return lambda context: work(first(context), second(context))
    pairs = [(ARITHMETIC[sign], operand) for sign, operand in rest]

    def run(context: Context) -> float:
        total = first(context)
        for work, operand in pairs:
            total = work(total, operand(context))
        return total

    return run


def any_of(operands: Sequence[Truth]) -> Truth:
    """Return `or`, which asks no further than it must."""
    if len(operands) == 2:
        first, second = operands
        return lambda context: first(context) or second(context)

    def run(context: Context) -> bool:
        for operand in operands:
            if operand(context):
                return True
        return False

    return run


def all_of(operands: Sequence[Truth]) -> Truth:
    """Return `and`, which asks no further than it must."""
    if len(operands) == 2:
        first, second = operands
        return lambda context: first(context) and second(context)

    def run(context: Context) -> bool:
        for operand in operands:
            if not operand(context):
                return False
        return True

    return run


def comparison(first: Thunk, rest: Sequence[tuple[str, Thunk]]) -> Truth:
    """Return comparisons from left to right: `1 < 2 < 3` compares a truth with 3."""
    if len(rest) == 1:
        sign, second = rest[0]
        return lambda context: compare(sign, first(context), second(context), context)

    def run(context: Context) -> bool:
        told: Value = first(context)
        for sign, operand in rest:
            told = compare(sign, told, operand(context), context)
        return bool(told)

    return run


def nodes_with_text(nodes: Thunk, sign: str, text: str) -> Truth:
    """Return `path = 'text'` or `path != 'text'`, the commonest condition."""
    wanted = sign == "="

    def run(context: Context) -> bool:
        found = nodes(context)
        if not isinstance(found, list):
            return compare(sign, found, text, context)
        for node in found:
            if (node.string_value == text) is wanted:
                return True
        return False

    return run


def nodes_with_number(nodes: Thunk, sign: str, number: float) -> Truth:
    """Return `path > 5` and its kin."""
    test = TESTS[sign]

    def run(context: Context) -> bool:
        found = nodes(context)
        if not isinstance(found, list):
            return compare(sign, found, number, context)
        for node in found:
            if test(number_of_text(node.string_value, context), number):
                return True
        return False

    return run


def union(operands: Sequence[Callable[[Context], list[Node]]]) -> Thunk:
    """Return the nodes of all operands in document order, each once."""
    return lambda context: in_document_order(
        node for operand in operands for node in operand(context)
    )


MIRRORED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
