"""XPath comparison: `=`, `!=`, `<` and their kin over values of any two types."""

import operator
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeGuard

from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import (
    Value,
    to_boolean,
    to_number,
)
from forms.engine.xpath.selection import NODE_SETS, RowSelection

TESTS: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compare(sign: str, left: Value, right: Value, context: Context) -> bool:
    """Return whether `left sign right` holds (XPath 1.0, 3.4).

    A node-set holds if one of its nodes does. A date against text or a date compares
    as days, where the text is a date too.
    """
    if isinstance(left, NODE_SETS) or isinstance(right, NODE_SETS):
        return _compare_sets(sign, left, right, context)
    return _compare_plain(sign, left, right, context)


def _compare_sets(sign: str, left: Value, right: Value, context: Context) -> bool:
    if sign in ("=", "!=") and (isinstance(left, bool) or isinstance(right, bool)):
        truth = float(to_boolean(left, context)), float(to_boolean(right, context))
        return TESTS[sign](*truth)
    rights = _spread(right)
    if len(rights) > 8 and sign == "=":
        strings = {x for x in rights if isinstance(x, str)}
        if len(strings) == len(rights):
            return any(x in strings for x in _spread(left))
    return any(
        _compare_plain(sign, one, other, context)
        for one in _spread(left)
        for other in rights
    )


def _spread(value: Value) -> list[str | float | bool | date]:
    if isinstance(value, list):
        return [node.string_value for node in value]
    if isinstance(value, RowSelection):
        if value.column:
            return list(value.strings())
        return ["".join(row.values()) for row in value.rows()]
    return [value]


def _compare_plain(
    sign: str,
    left: str | float | bool | date,
    right: str | float | bool | date,
    context: Context,
) -> bool:
    test = TESTS[sign]
    if _is_day(left) and _is_day(right):
        # The same day is equal, whatever time of day it came from.
        if left == right:
            return sign in ("=", "<=", ">=")
    if sign not in ("=", "!="):
        return test(to_number(left, context), to_number(right, context))
    if isinstance(left, str) and isinstance(right, str):
        return (left == right) == (sign == "=")
    if isinstance(left, bool) or isinstance(right, bool):
        truth = float(to_boolean(left, context)), float(to_boolean(right, context))
        return test(*truth)
    first, second = to_number(left, context), to_number(right, context)
    return test(first, second)


def _is_day(value: str | float | bool | date) -> TypeGuard[date]:
    return isinstance(value, date) and not isinstance(value, datetime)
