"""AST to closures: each part compiled once to a function of the context."""

# Annotations of inner functions would be built anew for each closure.
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from forms.engine.xpath import operators
from forms.engine.xpath.ast import (
    Ast,
    Call,
    Chain,
    Filter,
    Literal,
    Negate,
    Number,
    Path,
    Step,
)
from forms.engine.xpath.axes import XFORMS
from forms.engine.xpath.code import (
    Code,
    as_boolean,
    as_number,
    as_string,
    call_fault,
    constant,
    failing,
    invocation,
)
from forms.engine.xpath.context import Context
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.functions.library import find
from forms.engine.xpath.functions.signature import KINDS
from forms.engine.xpath.itemsets import is_free, plan_of, row_path
from forms.engine.xpath.locations import absolute, named, parents, started
from forms.engine.xpath.nodes import Node
from forms.engine.xpath.running import (
    Numbers,
    Shape,
    Share,
    everywhere,
    first_ones,
    preceding,
    running_sum,
    shape_of,
)
from forms.engine.xpath.selection import NODE_SETS, RowSelection
from forms.engine.xpath.steps import (
    Predicate,
    Walk,
    by_number,
    by_place,
    by_test,
    by_value,
    journey,
    merged,
    places,
    plain_name,
    stride,
)
from forms.engine.xpath.thunk import NodesThunk, Thunk

_POSITION = Call("position", ())


class Compiler:
    """Compiles the parts of one expression.

    Args:
        part: The whole expression.
        text: As written, for errors.
        namespaces: Prefix to URI.
    """

    def __init__(self, part: Ast, text: str, namespaces: Mapping[str, str]) -> None:
        self.text = text
        self.namespaces = dict(namespaces)
        self.whole = self.code(part)

    def code(self, part: Ast) -> Code:
        """Return `part` compiled."""
        match part:
            case Literal():
                return constant("string", part.text)
            case Number():
                return constant("number", float(part.text))
            case Chain():
                return self._chain(part)
            case Call():
                return self._call(part)
            case Path():
                return Code("nodes", self._path(part))
            case Negate():
                operand = self.numbers(part.operand)
                return Code("number", lambda context: -operand(context))
            case Filter():
                return Code("nodes", self._filter(part))
        raise TypeError(part)

    def strings(self, part: Ast) -> Callable[[Context], str]:
        """Return `part` compiled to give text."""
        name = self._row_name(part)
        run = as_string(self.code(part))
        if name is None:
            return run

        def column(context: Context) -> str:
            row = context.node.row
            return run(context) if row is None else row.get(name, "")

        return column

    def numbers(self, part: Ast) -> Callable[[Context], float]:
        """Return `part` compiled to give a number."""
        return as_number(self.code(part))

    def truths(self, part: Ast) -> Callable[[Context], bool]:
        """Return `part` compiled to give a truth."""
        return as_boolean(self.code(part))

    def nodes(self, part: Ast) -> Callable[[Context], list[Node]]:
        """Return `part` compiled to give nodes, rows made nodes."""
        run = self.node_set(part)

        def nodes(context: Context) -> list[Node]:
            found = run(context)
            return found.nodes() if isinstance(found, RowSelection) else found

        return nodes

    def node_set(self, part: Ast) -> Callable[[Context], list[Node] | RowSelection]:
        """Return `part` compiled to give nodes or rows.

        The code raises XPathError XPATH-NODES where the value is neither.
        """
        run = self.code(part).run

        def node_set(context: Context) -> list[Node] | RowSelection:
            found = run(context)
            if isinstance(found, NODE_SETS):
                return found
            raise XPathError("XPATH-NODES", self.text, part.start)

        return node_set

    def _row_name(self, part: Ast) -> str | None:
        if isinstance(part, Path) and part.origin == "" and len(part.steps) == 1:
            return plain_name(part.steps[0])
        return None

    def _chain(self, part: Chain) -> Code:
        sign = part.rest[0][0]
        operands = [part.first, *(operand for _, operand in part.rest)]
        if sign == "or":
            return Code("boolean", operators.any_of([*map(self.truths, operands)]))
        if sign == "and":
            return Code("boolean", operators.all_of([*map(self.truths, operands)]))
        if sign == "|":
            return Code("nodes", operators.union([*map(self.nodes, operands)]))
        if sign in operators.ARITHMETIC:
            rest = [(one, self.numbers(operand)) for one, operand in part.rest]
            return Code("number", operators.arithmetic(self.numbers(part.first), rest))
        return Code("boolean", self._comparison(part))

    def _comparison(self, part: Chain) -> Callable[[Context], bool]:
        if len(part.rest) == 1:
            sign, right = part.rest[0]
            for one, other, way in (
                (part.first, right, sign),
                (right, part.first, operators.MIRRORED[sign]),
            ):
                fast = self._against_constant(one, way, other)
                if fast is not None:
                    return fast
        rest = [(sign, self.code(operand).run) for sign, operand in part.rest]
        return operators.comparison(self.code(part.first).run, rest)

    def _against_constant(
        self, part: Ast, sign: str, constant: Ast
    ) -> Callable[[Context], bool] | None:
        if not isinstance(part, Path):
            return None
        run = self.code(part).run
        if isinstance(constant, Number):
            return operators.nodes_with_number(run, sign, float(constant.text))
        if not isinstance(constant, Literal) or sign not in ("=", "!="):
            return None
        test = operators.nodes_with_text(run, sign, constant.text)
        name, text, equal = self._row_name(part), constant.text, sign == "="
        if name is None:
            return test

        def column(context: Context) -> bool:
            row = context.node.row
            if row is None:
                return test(context)
            return name in row and (row[name] == text) is equal

        return column

    def _call(self, part: Call) -> Code:
        function = find(part.name, self.namespaces)
        fault = call_fault(part, function, self.text)
        if function is None or fault is not None:
            # Told when evaluated: `false() and explode()` is a good expression.
            return Code("any", failing(fault))
        arguments = [
            self._argument(argument, function.letter(place))
            for place, argument in enumerate(part.arguments)
        ]
        run = invocation(function.call, arguments)
        if part.name == "sum" and isinstance(part.arguments[0], Path):
            run = self._sum(part.arguments[0], run)
        return Code(function.gives, run)

    def _sum(self, path: Path, plain: Thunk) -> Thunk:
        """Return the sum of a path, its totals kept where it is a share of a repeat."""
        shape, lenient = shape_of(path), self.namespaces.get("") == XFORMS
        if shape is None:
            return plain
        share = (
            preceding(path, shape, lenient)
            or everywhere(path, shape, lenient)
            or self._first_ones(path, shape)
        )
        if share is None:
            return plain
        return running_sum(share, lenient, cast("Numbers", plain), self.text)

    def _first_ones(self, path: Path, shape: Shape) -> Share | None:
        last = shape.head[-1]
        if path.origin != "/" or len(last.predicates) != 1:
            return None
        bare = (*shape.head[:-1], Step(last.axis, last.test))
        placed = self._placed(last.predicates[0])
        if placed is None or not all(map(plain_name, bare)):
            return None
        sign, number = placed
        if sign not in ("<", "<="):
            return None
        return first_ones(
            cast("NodesThunk", self._path(Path("/", bare))),
            lambda context: places(sign, number(context))[1],
            shape.below,
        )

    def _argument(self, part: Ast, letter: str) -> Callable[[Context], object]:
        match KINDS.get(letter):
            case "string":
                return self.strings(part)
            case "number":
                return self.numbers(part)
            case "boolean":
                return self.truths(part)
            case "nodes":
                return self.node_set(part)
            case "any":
                return self.code(part).run
        if letter == "L":
            run = self.code(part).run
            return lambda _context: run
        return lambda _context: part

    def _predicate(self, part: Ast) -> Predicate:
        if isinstance(part, Number):
            return by_number(float(part.text))
        placed = self._placed(part)
        if placed is not None:
            return by_place(*placed)
        code = self.code(part)
        if code.kind == "number" and is_free(part):
            return by_place("=", as_number(code))
        if code.kind in ("number", "any"):
            return by_value(code.run)
        return by_test(as_boolean(code))

    def _placed(self, part: Ast) -> tuple[str, Callable[[Context], float]] | None:
        """Return the sign and number of `position() <= number`, one for all nodes."""
        if not isinstance(part, Chain) or len(part.rest) != 1:
            return None
        sign, right = part.rest[0]
        if sign not in operators.MIRRORED or sign == "!=":
            return None
        for one, other, way in (
            (part.first, right, sign),
            (right, part.first, operators.MIRRORED[sign]),
        ):
            if one == _POSITION and is_free(other):
                code = self.code(other)
                return (way, as_number(code)) if code.kind == "number" else None
        return None

    def _filter(self, part: Filter) -> Thunk:
        primary = self.nodes(part.primary)
        predicates = [*map(self._predicate, part.predicates)]

        def run(context: Context) -> list[Node]:
            found = primary(context)
            for predicate in predicates:
                found = predicate(context, found)
            return found

        return run

    def walks(self, steps: tuple[Step, ...]) -> list[Walk]:
        """Return each step compiled."""
        return [
            stride(
                step,
                [*map(self._predicate, step.predicates)],
                self.namespaces,
                self.text,
            )
            for step in steps
        ]

    def _path(self, path: Path) -> Thunk:
        lenient = self.namespaces.get("") == XFORMS
        if path.origin == "/" and path.plain and ":" not in path.plain:
            return named(path.plain[1:].split("/"), lenient, self.text)
        steps = merged(path.steps)
        if path.origin == "/":
            names = [name for step in steps if (name := plain_name(step))]
            if names and len(names) == len(steps):
                return named(names, lenient, self.text)
            return absolute(steps, self.walks(steps), self.text)
        if isinstance(path.origin, Call) and path.origin.name == "instance":
            return self._instance_path(path, path.origin)
        if isinstance(path.origin, Ast):
            return started(self.nodes(path.origin), journey(steps, self.walks(steps)))
        fast = parents(steps, lenient)
        if fast is not None:
            return fast
        along = journey(steps, self.walks(steps))
        return lambda context: along(context, [context.node])

    def _instance_path(self, path: Path, origin: Call) -> Thunk:
        steps = merged(path.steps)
        along = started(self.nodes(origin), journey(steps, self.walks(steps)))
        plan = plan_of(path.steps)
        if plan is None or len(origin.arguments) != 1:
            return along
        tests = [self._predicate(test) for test in plan.tests]
        values = [self.code(value).run for _, value, _ in plan.equalities]
        spare = [self._predicate(whole) for _, _, whole in plan.equalities]
        name = self.strings(origin.arguments[0])
        return row_path(name, plan, values, spare, tests, along, self.text)
