"""Running totals: sum() over a share of a repeat, without adding all up each time.

In a thousand instances `sum(../preceding-sibling::r/x)`, or a share of
`sum(../../r/x)`, would add up a million numbers after one answer. The numbers are read
once and kept until one of their name changes (Environment.changed).
"""

# Annotations of inner functions would be built anew for each closure.
from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final, cast

from forms.engine.xpath.ast import Call, KindTest, NameTest, Path, Step
from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import number_of_text, zone
from forms.engine.xpath.locations import children_at
from forms.engine.xpath.nodes import Node
from forms.engine.xpath.steps import plain_name

Numbers = Callable[[Context], float]
# What holds the instances: their parent, or the list of them that is kept.
Owner = Node | Sequence[Node]
# Their owner, None where the shape does not hold; how many count from the first, or
# the instance that ends them.
Asked = tuple[Owner | None, int | Node]
_ALL: Final = sys.maxsize
_FEW: Final = 16
_NUMBERS = count()
_NOTHING: Final[Mapping[object, object]] = {}


def total(numbers: Sequence[float]) -> float:
    """Return the sum, rounded once (1 + 1e16 - 1e16 is 1)."""
    return sum(numbers) if any(map(math.isinf, numbers)) else math.fsum(numbers)


class Running:
    """The totals of the first 0, 1, 2 ... instances.

    Args:
        numbers: Of each instance.
    """

    __slots__ = ("_ends", "_numbers", "_totals", "places")

    def __init__(
        self, instances: Sequence[Node], numbers: Sequence[Sequence[float]]
    ) -> None:
        self.places = {id(node): place for place, node in enumerate(instances)}
        self._numbers = [number for some in numbers for number in some]
        self._ends = [0]
        for some in numbers:
            self._ends.append(self._ends[-1] + len(some))
        self._totals = _exact_totals(self._numbers)

    def of(self, count: int) -> float:
        """Return the total of the first `count` instances."""
        end = self._ends[max(0, min(count, len(self._ends) - 1))]
        if end < len(self._totals):
            return self._totals[end]
        return total(self._numbers[:end])


def _exact_totals(numbers: Sequence[float]) -> list[float]:
    """Return the sums of the first 0, 1, 2 ... numbers, as far as all are finite.

    Source: Shewchuk, Adaptive Precision Floating-Point Arithmetic (1997): partials
    that together are the exact sum, which math.fsum rounds once.
    """
    partials: list[float] = []
    found = [0.0]
    for number in numbers:
        if not math.isfinite(number):
            break
        kept = 0
        for other in partials:
            if abs(number) < abs(other):
                number, other = other, number
            exact = number + other
            lost = other - (exact - number)
            number = exact
            if lost:
                partials[kept] = lost
                kept += 1
        partials[kept:] = [number]
        found.append(number if not kept else math.fsum(partials))
    return found


@dataclass(frozen=True, slots=True)
class Shape:
    """A path whose end is summed: instances, then names below each.

    Args:
        head: The steps to the instances.
        below: The names from an instance to what is summed.
    """

    head: tuple[Step, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What is summed.

    Args:
        ask: The owner of the instances and how many of them count.
        listed: The instances of an owner.
        below: Names from an instance to what is summed.
    """

    ask: Callable[[Context], Asked]
    listed: Callable[[Context, Owner], Sequence[Node]]
    below: tuple[str, ...]


def shape_of(path: Path) -> Shape | None:
    """Return the shape of a path that ends in names, None for another."""
    below: list[str] = []
    steps = list(path.steps)
    while steps and (name := plain_name(steps[-1])) is not None:
        below.insert(0, name)
        steps.pop()
    if not below or not steps:
        return None
    return Shape(tuple(steps), tuple(below))


def parents_before(steps: Sequence[Step]) -> int | None:
    """Return how many `..` the steps are, None if they are anything else."""
    up = 0
    for step in steps:
        if step.predicates or not isinstance(step.test, KindTest):
            return None
        if step.test.kind != "node" or step.axis not in ("parent", "self"):
            return None
        up += step.axis == "parent"
    return up


def preceding(path: Path, shape: Shape, lenient: bool) -> Share | None:
    """Return the share of `../preceding-sibling::r`, None for another shape."""
    last, up = shape.head[-1], parents_before(shape.head[:-1])
    current = isinstance(path.origin, Call) and path.origin.name == "current"
    if up is None or not (current or path.origin == ""):
        return None
    test = last.test
    if last.axis != "preceding-sibling" or last.predicates:
        return None
    if not isinstance(test, NameTest) or test.prefix or test.name == "*":
        return None
    name = test.name

    def ask(context: Context) -> Asked:
        node = _climbed(context.current if current else context.node, up)
        if node is None or node.name != name:
            return None, 0
        return node.parent, node

    return Share(ask, _named(name, lenient), shape.below)


def everywhere(path: Path, shape: Shape, lenient: bool) -> Share | None:
    """Return the whole of `../../r`, all instances; None for another shape."""
    up = parents_before(shape.head)
    if path.origin != "" or not up or len(shape.below) < 2:
        return None
    name, *below = shape.below

    def ask(context: Context) -> Asked:
        return _climbed(context.node, up), _ALL

    return Share(ask, _named(name, lenient), tuple(below))


def first_ones(
    instances: Callable[[Context], Sequence[Node]],
    count: Callable[[Context], int],
    below: tuple[str, ...],
) -> Share:
    """Return the share of `/data/r[position() <= ...]`.

    Args:
        instances: A path whose list of nodes is kept.
        count: How many of them.
        below: Names from an instance to what is summed.
    """

    def ask(context: Context) -> Asked:
        found = instances(context)
        return (found, count(context)) if found else (None, 0)

    return Share(ask, lambda context, _owner: instances(context), below)


def _named(name: str, lenient: bool) -> Callable[[Context, Owner], Sequence[Node]]:
    def listed(context: Context, owner: Owner) -> Sequence[Node]:
        return children_at(context.env, [cast("Node", owner)], name, lenient)

    return listed


def _climbed(node: Node | None, up: int) -> Node | None:
    for _ in range(up):
        if node is None:
            return None
        node = node.parent
    return node


def running_sum(share: Share, lenient: bool, plain: Numbers, text: str) -> Numbers:
    """Return the sum of a share.

    Args:
        share: What is summed.
        lenient: A bare name means the node without prefix (axes.node_test).
        plain: The sum as it is added up otherwise.
        text: The whole expression, for an error.
    """
    number = next(_NUMBERS)

    def run(context: Context) -> float:
        owner, upto = share.ask(context)
        if owner is None:
            return plain(context)
        env = context.env
        key = (number, id(owner), zone(context))
        found = env.running.get(share.below[-1], _NOTHING).get(key)
        if not isinstance(found, Running):
            instances = share.listed(context, owner)
            # Few instances are as quickly added up as looked up.
            if len(instances) < _FEW:
                return plain(context)
            numbers = [_numbers(one, share, lenient, context) for one in instances]
            env.spend(sum(map(len, numbers)), text)
            found = Running(instances, numbers)
            env.running.setdefault(share.below[-1], {})[key] = found
        count = upto if isinstance(upto, int) else found.places.get(id(upto))
        return plain(context) if count is None else found.of(count)

    return run


def _numbers(
    instance: Node, share: Share, lenient: bool, context: Context
) -> list[float]:
    nodes: Sequence[Node] = [instance]
    for name in share.below:
        nodes = children_at(context.env, nodes, name, lenient)
    texts = [node.string_value for node in nodes if node.relevant]
    return [number_of_text(text, context) for text in texts if text]
