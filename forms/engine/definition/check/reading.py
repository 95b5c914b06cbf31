"""What the parts of a formula stand for: fields, kinds of value, places in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from forms.engine.definition.check.outline import DATES, NUMBERS, Field, Outline
from forms.engine.definition.check.syntax import Parsed
from forms.engine.xpath.ast import (
    Ast,
    Call,
    Chain,
    Filter,
    KindTest,
    Literal,
    NameTest,
    Negate,
    Number,
    Path,
    Step,
    children,
)
from forms.engine.xpath.functions.library import find

DAY: Final = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_DAYS: Final = frozenset({"today", "now", "date", "date-time"})
_NUMERIC: Final = frozenset({"+", "-", "*", "div", "mod"})


@dataclass(frozen=True, slots=True)
class Inner:
    """A part of a formula and what is around it.

    Args:
        around: From the whole formula inwards, the part itself not among them.
    """

    part: Ast
    around: tuple[Ast, ...]

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls around it, outermost first."""
        return tuple(one for one in self.around if isinstance(one, Call))


class Reading:
    """One formula and the form it stands in."""

    def __init__(self, parsed: Parsed, outline: Outline) -> None:
        self.formula = parsed.formula
        self.ast = parsed.ast
        self.outline = outline
        self.parts = list(_inner(parsed.ast))

    @property
    def owner(self) -> Field | None:
        """The field that the formula belongs to."""
        return self.formula.owner

    def function(self, call: Call) -> str:
        """Return the name of a call, prefixes of OpenRosa as "jr:"."""
        return call.name

    def field(self, part: Ast) -> Field | None:
        """Return the field that a path without conditions names, None otherwise."""
        if not isinstance(part, Path) or any(s.predicates for s in part.steps):
            return None
        return self.target(part)

    def target(self, part: Path) -> Field | None:
        """Return the field that a path leads to, None where that is not clear."""
        steps = list(part.steps)
        if part.origin == "/":
            first = _name(steps[0]) if steps else ""
            if self.outline.short and first == self.outline.short and len(steps) > 1:
                known = self.outline.by_name.get(_name(steps[1]))
                if not known:
                    return None
                place, steps = known[0].nodeset, steps[2:]
            else:
                place = ""
        elif part.origin == "" or _is_current(part.origin):
            if self.owner is None:
                return None
            place = self.owner.nodeset
        else:
            return None
        found = _walk(place, steps)
        return None if found is None else self.outline.by_nodeset.get(found)

    def kind(self, part: Ast) -> str:
        """Return what kind of value a part gives.

        "number", "text", "boolean", "date", "day" (text that looks like a date),
        "many" (a select_multiple), "one" (a select_one), or "" where unknown.
        """
        match part:
            case Literal():
                return "day" if DAY.fullmatch(part.text.strip()[:10]) else "text"
            case Number() | Negate():
                return "number"
            case Path():
                return _field_kind(self.field(part))
            case Call():
                return self._call_kind(part)
            case Chain():
                operator = part.rest[0][0]
                if operator == "|":
                    return ""
                return "number" if operator in _NUMERIC else "boolean"
        return ""

    def _call_kind(self, call: Call) -> str:
        name = call.name
        if name in _DAYS:
            return "date"
        if name in ("format-date", "format-date-time"):
            return "day"
        if name == "if" and len(call.arguments) == 3:
            kinds = {self.kind(argument) for argument in call.arguments[1:]}
            return kinds.pop() if len(kinds) == 1 else ""
        function = find(name, dict(self.outline.namespaces))
        gives = function.gives if function else "any"
        return {"string": "", "number": "number", "boolean": "boolean"}.get(gives, "")


def _field_kind(field: Field | None) -> str:
    if field is None:
        return ""
    if field.kind in NUMBERS:
        return "number"
    if field.kind in DATES:
        return "date"
    return {"select_multiple": "many", "select_one": "one"}.get(field.kind, "")


def _inner(whole: Ast) -> Iterator[Inner]:
    stack = [Inner(whole, ())]
    while stack:
        found = stack.pop()
        yield found
        around = (*found.around, found.part)
        stack.extend(Inner(c, around) for c in reversed(children(found.part)))


def _is_current(origin: Ast | str) -> bool:
    return isinstance(origin, Call) and origin.name == "current"


def _name(step: Step) -> str:
    test = step.test
    if step.axis != "child" or not isinstance(test, NameTest):
        return ""
    return f"{test.prefix}:{test.name}" if test.prefix else test.name


def _walk(place: str, steps: list[Step]) -> str | None:
    for step in steps:
        if step.axis == "parent":
            place = place.rpartition("/")[0]
        elif step.axis == "self" and isinstance(step.test, KindTest):
            continue
        elif name := _name(step):
            place = f"{place}/{name}"
        else:
            return None
    return place


def list_path(part: Ast) -> tuple[str, Path] | None:
    """Return the id and the path of `instance('id')/root/item...`, None otherwise."""
    if not isinstance(part, Path):
        return None
    origin = part.origin.primary if isinstance(part.origin, Filter) else part.origin
    if not isinstance(origin, Call) or origin.name != "instance":
        return None
    first = origin.arguments[0] if origin.arguments else None
    return (first.text, part) if isinstance(first, Literal) else None
