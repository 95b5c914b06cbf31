"""Compiled code with its kind, turned to text, number or truth; calls and faults."""

# Annotations of inner functions would be built anew for each closure.
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from forms.engine.xpath.ast import Call
from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import (
    Value,
    format_number,
    number_of_text,
    to_boolean,
    to_number,
    to_string,
)
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.functions.signature import Function, Kind
from forms.engine.xpath.thunk import Thunk


@dataclass(frozen=True, slots=True)
class Code:
    """Compiled code with the kind of value that it is known to give."""

    kind: Kind
    run: Thunk


def call_fault(part: Call, function: Function | None, text: str) -> XPathError | None:
    """Return what is wrong with a call: unknown, or too few or many arguments."""
    if function is None:
        return XPathError("XPATH-FUNCTION", text, part.start, function=part.name)
    count = len(part.arguments)
    if count < function.least or (function.most is not None and count > function.most):
        return XPathError(
            "XPATH-ARITY",
            text,
            part.start,
            function=part.name,
            count=count,
            least=function.least,
            most="∞" if function.most is None else function.most,
        )
    return None


def failing(fault: XPathError | None) -> Thunk:
    """Return code that raises `fault` when it is evaluated."""

    def run(_context: Context) -> Value:
        if fault is None:
            return ""
        # A fresh one each time: an exception keeps the traceback of its last raise.
        fields = {k: v for k, v in fault.fields.items() if k not in _OWN_FIELDS}
        expression = str(fault.fields["expression"])
        raise XPathError(fault.code, expression, fault.position, **fields)

    return run


_OWN_FIELDS = frozenset({"expression", "position"})


def constant(kind: Kind, value: str | float) -> Code:
    """Return code that always gives `value`."""
    return Code(kind, lambda _context: value)


def invocation(
    call: Callable[..., object], arguments: list[Callable[[Context], object]]
) -> Thunk:
    """Return the call of a function on arguments evaluated each time."""
    # Each function gives what its signature says; the table's test holds it to that.
    return cast("Thunk", _applied(call, arguments))


def _applied(
    call: Callable[..., object], arguments: list[Callable[[Context], object]]
) -> Callable[[Context], object]:
    if not arguments:
        return call
    if len(arguments) == 1:
        only = arguments[0]
        return lambda context: call(context, only(context))
    if len(arguments) == 2:
        one, two = arguments
        return lambda context: call(context, one(context), two(context))
    return lambda context: call(context, *[part(context) for part in arguments])


def as_string(code: Code) -> Callable[[Context], str]:
    """Return `code` giving text."""
    run = code.run
    if code.kind == "string":
        return cast("Callable[[Context], str]", run)
    if code.kind == "number":
        number = cast("Callable[[Context], float]", run)
        return lambda context: format_number(number(context))

    def string(context: Context) -> str:
        value = run(context)
        if isinstance(value, list):
            return value[0].string_value if value else ""
        return to_string(value, context)

    return string


def as_number(code: Code) -> Callable[[Context], float]:
    """Return `code` giving a number."""
    run = code.run
    if code.kind == "number":
        return cast("Callable[[Context], float]", run)

    def number(context: Context) -> float:
        value = run(context)
        if isinstance(value, list):
            return number_of_text(value[0].string_value if value else "", context)
        return to_number(value, context)

    return number


def as_boolean(code: Code) -> Callable[[Context], bool]:
    """Return `code` giving a truth."""
    run = code.run
    if code.kind == "boolean":
        return cast("Callable[[Context], bool]", run)
    return lambda context: to_boolean(run(context), context)
