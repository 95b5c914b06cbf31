"""Paths over rows: `instance('x')/root/item[...]` asked of an index, not walked."""

# Annotations of inner functions would be built anew for each closure.
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from forms.engine.xpath.ast import Ast, Call, Chain, Filter, Path, Step, children
from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import Value
from forms.engine.xpath.nodes import Node, RowSource, row_node
from forms.engine.xpath.selection import Row, RowSelection
from forms.engine.xpath.steps import Predicate, plain_name
from forms.engine.xpath.thunk import NodesThunk, Thunk

# These read the item, or differ from row to row, though no path in them says so.
_ITEM_FUNCTIONS = frozenset({"last", "lang", "once", "random", "uuid"})
_DEFAULT_TO_ITEM = frozenset(
    "local-name name namespace-uri normalize-space number position string"
    " string-length".split()
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to ask a RowSource for what a path means.

    Args:
        equalities: Column, value free of the item, and the whole comparison.
        tests: What is left, applied row by row in order.
        column: The child at the end, "" for the item itself.
        counts: A test may depend on the position of an item.
    """

    item: str
    equalities: tuple[tuple[str, Ast, Ast], ...]
    tests: tuple[Ast, ...]
    column: str
    counts: bool


def plan_of(steps: Sequence[Step]) -> Plan | None:
    """Return the plan of `/root/item[...]/column`, None for another shape."""
    if len(steps) not in (2, 3) or plain_name(steps[0]) is None:
        return None
    item = plain_name(Step(steps[1].axis, steps[1].test))
    column = plain_name(steps[2]) if len(steps) == 3 else ""
    if item is None or column is None:
        return None
    equalities: list[tuple[str, Ast, Ast]] = []
    tests: list[Ast] = []
    for predicate in steps[1].predicates:
        # Past a test that may count positions nothing may be taken out any more.
        if any(_may_count(test) for test in tests):
            tests.append(predicate)
            continue
        for conjunct in _conjuncts(predicate):
            found = _equality(conjunct)
            if found is None:
                tests.append(conjunct)
            else:
                equalities.append((*found, conjunct))
    counts = any(_may_count(test) for test in tests)
    return Plan(item, tuple(equalities), tuple(tests), column, counts)


def _conjuncts(part: Ast) -> list[Ast]:
    if not isinstance(part, Chain) or part.rest[0][0] != "and":
        return [part]
    parts = [part.first, *(operand for _, operand in part.rest)]
    # `[a = 1 and position() = 2]` counts among all rows, not among those of a = 1.
    if any(_may_count(one) for one in parts):
        return [part]
    return [deeper for one in parts for deeper in _conjuncts(one)]


def _equality(part: Ast) -> tuple[str, Ast] | None:
    if not isinstance(part, Chain) or len(part.rest) != 1 or part.rest[0][0] != "=":
        return None
    right = part.rest[0][1]
    for column, value in ((part.first, right), (right, part.first)):
        name = _column(column)
        if name is not None and is_free(value):
            return name, value
    return None


def _column(part: Ast) -> str | None:
    if isinstance(part, Path) and part.origin == "" and len(part.steps) == 1:
        return plain_name(part.steps[0])
    return None


def is_free(part: Ast) -> bool:
    """Tell whether `part` has the same value for every item."""
    if isinstance(part, Path):
        if isinstance(part.origin, str):
            return part.origin == "/"
        return is_free(part.origin)
    if isinstance(part, Filter):
        return is_free(part.primary)
    if isinstance(part, Call):
        if part.name in _ITEM_FUNCTIONS:
            return False
        if part.name in _DEFAULT_TO_ITEM and not part.arguments:
            return False
    return all(is_free(inside) for inside in children(part))


def _may_count(part: Ast) -> bool:
    """Tell whether the predicate `part` may depend on an item's position."""
    if isinstance(part, Chain):
        if part.rest[0][0] in ("+", "-", "*", "div", "mod"):
            return True
        return any(_reads_position(inside) for inside in children(part))
    if isinstance(part, Call) and part.name in _TRUTHS:
        return any(_reads_position(inside) for inside in part.arguments)
    return not isinstance(part, Path)


_TRUTHS = frozenset(
    "boolean boolean-from-string checklist contains ends-with false geofence"
    " intersects is-selected not regex selected starts-with true"
    " weighted-checklist".split()
)


def _reads_position(part: Ast) -> bool:
    if isinstance(part, Call) and part.name in ("position", "last"):
        return not part.arguments
    if isinstance(part, Path):
        return isinstance(part.origin, Ast) and _reads_position(part.origin)
    return any(_reads_position(inside) for inside in children(part))


def row_path(
    name: Callable[[Context], str],
    plan: Plan,
    values: Sequence[Thunk],
    spare: Sequence[Predicate],
    tests: Sequence[Predicate],
    along: NodesThunk,
    text: str,
) -> Thunk:
    """Return the path over rows where the instance has rows, else over nodes.

    Args:
        name: The instance's id.
        plan: How to ask the rows.
        values: Of `plan.equalities`.
        spare: The same comparisons as predicates, for values no index can answer.
        tests: Of `plan.tests`.
        along: The path over nodes.
        text: The whole expression, for an error.
    """
    columns = [column for column, _, _ in plan.equalities]

    def run(context: Context) -> Value:
        source = context.env.instance(name(context))
        if source is None or isinstance(source, Node):
            return along(context)
        if plan.column and plan.column not in source.columns:
            return []
        equal: dict[str, str] = {}
        left = list(tests)
        for column, value, test in zip(columns, values, spare, strict=True):
            wanted = _index_text(value(context))
            if wanted is None:
                left.insert(0, test)
            elif wanted is _NOTHING or column not in source.columns:
                return []
            elif equal.setdefault(column, str(wanted)) != wanted:
                return []
        return _selection(source, plan, equal, left, context, text)

    return run


class _Nothing:
    """What no row equals: an empty node-set."""


_NOTHING = _Nothing()


def _index_text(value: Value) -> str | _Nothing | None:
    """Return the text to look up, _NOTHING, or None where an index cannot tell."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and len(value) < 2:
        return value[0].string_value if value else _NOTHING
    if isinstance(value, RowSelection) and value.column:
        texts = list(value.strings())
        if len(texts) < 2:
            return texts[0] if texts else _NOTHING
    return None


def _selection(
    source: RowSource,
    plan: Plan,
    equal: Row,
    tests: Sequence[Predicate],
    context: Context,
    text: str,
) -> RowSelection:
    if not tests:
        return RowSelection(source, equal, column=plan.column, item=plan.item)
    # A copy: predicates around this path move their context on before rows are read.
    kept = Context(
        context.env, context.node, context.position, context.size, context.current
    )

    def test(rows: Sequence[Row]) -> list[Row]:
        kept.env.spend(len(rows), text)
        nodes = [row_node(row, plan.item) for row in rows]
        for predicate in tests:
            nodes = predicate(kept, nodes)
        return [node.row for node in nodes if node.row is not None]

    return RowSelection(
        source, equal, test, counts=plan.counts, column=plan.column, item=plan.item
    )
