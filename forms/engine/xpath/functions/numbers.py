"""Functions on numbers: rounding, trigonometry, extremes, sums."""

import math
from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal

from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import (
    Value,
    number_of_text,
    numbers,
    to_number,
)
from forms.engine.xpath.functions.signature import Function
from forms.engine.xpath.nodes import Node
from forms.engine.xpath.running import total
from forms.engine.xpath.selection import RowSelection


def _number(context: Context, value: Value | None = None) -> float:
    if value is None:
        return number_of_text(context.node.string_value, context)
    return to_number(value, context)


def _int(_context: Context, number: float) -> float:
    return float(math.trunc(number)) if math.isfinite(number) else float(number)


def _round(_context: Context, number: float, places: float = 0.0) -> float:
    """Round half up towards positive infinity (XPath 1.0, 4.4), at `places`."""
    if not math.isfinite(number) or not math.isfinite(places):
        return float(number)
    # By decimals as written: 2.675 is not the binary 2.67499... to its author.
    scale = Decimal(1).scaleb(int(-places)) if abs(places) <= 300 else None
    if scale is None:
        return float(number) if places > 0 else 0.0
    units = Decimal(repr(float(number))) / scale + Decimal("0.5")
    return float(units.to_integral_value(ROUND_FLOOR) * scale)


def _floor(_context: Context, number: float) -> float:
    return float(math.floor(number)) if math.isfinite(number) else float(number)


def _ceiling(_context: Context, number: float) -> float:
    return float(math.ceil(number)) if math.isfinite(number) else float(number)


def _abs(_context: Context, number: float) -> float:
    return abs(number)


def _sum(context: Context, nodes: list[Node] | RowSelection) -> float:
    """Add up; unanswered questions do not spoil the sum, as in Collect."""
    return total(numbers((nodes,), context))


def _max(context: Context, *values: Value) -> float:
    found = numbers(values, context)
    return math.nan if any(map(math.isnan, found)) else max(found, default=math.nan)


def _min(context: Context, *values: Value) -> float:
    found = numbers(values, context)
    return math.nan if any(map(math.isnan, found)) else min(found, default=math.nan)


def _pow(_context: Context, base: float, power: float) -> float:
    try:
        return math.pow(base, power)
    except OverflowError:
        odd = power == math.floor(power) and power % 2 == 1
        return -math.inf if base < 0 and odd else math.inf
    except ValueError:
        return math.inf if base == 0 and power < 0 else math.nan


def _log(_context: Context, number: float) -> float:
    return -math.inf if number == 0 else _quiet(math.log)(_context, number)


def _log10(_context: Context, number: float) -> float:
    return -math.inf if number == 0 else _quiet(math.log10)(_context, number)


def _quiet(function: Callable[[float], float]) -> Callable[[Context, float], float]:
    def call(_context: Context, number: float) -> float:
        try:
            return function(number)
        except OverflowError:
            return math.inf
        except ValueError:
            return math.nan

    return call


def _exp10(context: Context, number: float) -> float:
    return _pow(context, 10.0, number)


def _atan2(_context: Context, y: float, x: float) -> float:
    return math.atan2(y, x)


def _pi(_context: Context) -> float:
    return math.pi


FUNCTIONS = {
    "number": Function(_number, "?v", "number"),
    "int": Function(_int, "n", "number"),
    "round": Function(_round, "n?n", "number"),
    "floor": Function(_floor, "n", "number"),
    "ceiling": Function(_ceiling, "n", "number"),
    "abs": Function(_abs, "n", "number"),
    "sum": Function(_sum, "N", "number"),
    "max": Function(_max, "v*v", "number"),
    "min": Function(_min, "v*v", "number"),
    "pow": Function(_pow, "nn", "number"),
    "log": Function(_log, "n", "number"),
    "log10": Function(_log10, "n", "number"),
    "exp": Function(_quiet(math.exp), "n", "number"),
    "exp10": Function(_exp10, "n", "number"),
    "sqrt": Function(_quiet(math.sqrt), "n", "number"),
    "sin": Function(_quiet(math.sin), "n", "number"),
    "cos": Function(_quiet(math.cos), "n", "number"),
    "tan": Function(_quiet(math.tan), "n", "number"),
    "asin": Function(_quiet(math.asin), "n", "number"),
    "acos": Function(_quiet(math.acos), "n", "number"),
    "atan": Function(_quiet(math.atan), "n", "number"),
    "atan2": Function(_atan2, "nn", "number"),
    "pi": Function(_pi, "", "number"),
}
