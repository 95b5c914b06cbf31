"""Conditions that are the same whatever is answered: never true, or always."""

from typing import Final

from forms.engine.definition.check.finding import Report, short
from forms.engine.definition.check.reading import Reading
from forms.engine.xpath.ast import Ast, Call, Chain, Literal, Negate, Number

Value = str | float | bool
_NEVER: Final = {
    "relevant": "CHECK-RELEVANT-NEVER",
    "constraint": "CHECK-CONSTRAINT-NEVER",
    "choice_filter": "CHECK-FILTER-NEVER",
}


def check_never(reading: Reading, report: Report) -> None:
    """Tell of a condition that no answer can make true."""
    code = _NEVER.get(reading.formula.role)
    if code is None:
        return
    place = reading.formula.place
    # A sheet may say "no" for false().
    plain = reading.formula.text.strip().lower() in ("no", "false")
    if plain or truth(reading.ast) is False:
        report.warn(code, place, text=short(reading.formula.written or "false()"))
        return
    both = _contradiction(reading.ast, reading)
    if both is not None:
        name, one, other = both
        report.warn(
            "CHECK-NEVER-BOTH", place, name=name, one=short(one), other=short(other)
        )


def truth(part: Ast) -> bool | None:
    """Return what a condition of constants is, None where answers decide."""
    value = _constant(part)
    if value is None and isinstance(part, Chain):
        return _joined(part)
    return None if value is None else _bool(value)


def _joined(part: Chain) -> bool | None:
    """Return an `and` of which one side is false, an `or` of which one is true."""
    truths = [truth(one) for one in (part.first, *(o for _, o in part.rest))]
    joins = {operator for operator, _ in part.rest}
    if joins == {"and"}:
        return False if False in truths else True if set(truths) == {True} else None
    if joins == {"or"}:
        return True if True in truths else False if set(truths) == {False} else None
    return None


def _constant(part: Ast) -> Value | None:
    match part:
        case Literal():
            return part.text
        case Number():
            return float(part.text)
        case Negate():
            inside = _constant(part.operand)
            return None if inside is None else -_number(inside)
        case Call(name="true", arguments=()):
            return True
        case Call(name="false", arguments=()):
            return False
        case Call(name="not", arguments=(one,)):
            inside = truth(one)
            return None if inside is None else not inside
        case Chain():
            return _compared(part)
    return None


def _compared(part: Chain) -> bool | None:
    if len(part.rest) != 1:
        return None
    operator, other = part.rest[0]
    left, right = _constant(part.first), _constant(other)
    if left is None or right is None:
        return None
    if operator in ("=", "!="):
        same = _same(left, right)
        return same if operator == "=" else not same
    one, two = _number(left), _number(right)
    found = {"<": one < two, "<=": one <= two, ">": one > two, ">=": one >= two}
    return found.get(operator)


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return _bool(left) == _bool(right)
    if isinstance(left, float) or isinstance(right, float):
        return _number(left) == _number(right)
    return left == right


def _bool(value: Value) -> bool:
    # A number that is none is false, as zero is.
    return value == value and bool(value)


def _number(value: Value) -> float:
    try:
        return float(value)
    except ValueError:
        return float("nan")


def _contradiction(part: Ast, reading: Reading) -> tuple[str, str, str] | None:
    """Return a field that one `and` wants to be two values at once."""
    if not isinstance(part, Chain) or {o for o, _ in part.rest} != {"and"}:
        return None
    wanted: dict[str, tuple[Value, str]] = {}
    for one in (part.first, *(operand for _, operand in part.rest)):
        if not isinstance(one, Chain) or [o for o, _ in one.rest] != ["="]:
            continue
        field, value = reading.field(one.first), one.rest[0][1]
        if field is None or not isinstance(value, Literal | Number):
            continue
        # A question in a repeat may be another instance's each time.
        if field.kind == "select_multiple" or field.repeats:
            continue
        told = value.text
        meant = _number(told) if reading.kind(one.first) == "number" else told
        before, written = wanted.setdefault(field.nodeset, (meant, told))
        if not _same(before, meant):
            return field.name, written, told
    return None
