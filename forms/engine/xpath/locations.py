"""Paths by where they start: absolute and cached, from parents, from a value."""

# Annotations of inner functions would be built anew for each closure.
from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from forms.engine.xpath.ast import KindTest, NameTest, Step
from forms.engine.xpath.context import Context, Environment
from forms.engine.xpath.nodes import Node
from forms.engine.xpath.paths import base_of, repeat_of
from forms.engine.xpath.steps import Walk, journey, plain_name
from forms.engine.xpath.thunk import NodesThunk, Thunk

_NUMBERS = count(1)


def named(names: Sequence[str], lenient: bool, text: str) -> Thunk:
    """Return `/data/group/question`, the commonest path, found by name.

    In a repeat instance `/data/rep/n` is that instance's, but `/data/rep` all of them.

    Args:
        names: Of its steps.
        lenient: A bare name means the node without prefix (axes.node_test).
        text: The whole expression, for an error.
    """
    path = tuple(names)

    def find(env: Environment, repeat: Node | None) -> list[Node]:
        base, depth = base_of(path, repeat, env.root)
        found = [base]
        for name in path[depth:]:
            found = children_at(env, found, name, lenient)
        return found

    return _cached(find, text, f"{'' if lenient else '{}'}/{'/'.join(path)}")


def absolute(steps: Sequence[Step], walks: Sequence[Walk], text: str) -> Thunk:
    """Return any other absolute path; without predicates its nodes are kept.

    Inside a repeat instance that lies on the path, it starts there (paths.base_of).
    A predicate on the repeat asks all its instances instead.
    """
    names = _leading_names(steps)
    # A name that no element has: a base must lie strictly above the path's end.
    reach = names if len(names) == len(steps) else (*names, "")
    journeys: dict[int, Walk] = {}

    def find(env: Environment, repeat: Node | None, context: Context) -> list[Node]:
        base, depth = base_of(reach, repeat, env.root)
        if depth not in journeys:
            journeys[depth] = journey(steps[depth:], walks[depth:])
        return journeys[depth](context, [base])

    if _cacheable(steps):
        plain = lambda env, repeat: find(env, repeat, env.at(env.root))  # noqa: E731
        return _cached(plain, text, next(_NUMBERS))

    def fresh(context: Context) -> list[Node]:
        inside = context.current if context.env.contextual else None
        return find(context.env, repeat_of(inside), context)

    return fresh


def _cached(
    find: Callable[[Environment, Node | None], list[Node]], text: str, key: object
) -> Thunk:
    """Return `find` with its nodes kept by the environment until Environment.moved.

    Args:
        find: Gives the nodes, seen from within a repeat instance or from outside.
        text: The whole expression, for an error.
        key: Paths of the same key have the same nodes; text where these are all of
            one nodeset.
    """

    def cached(context: Context) -> list[Node]:
        env = context.env
        found = env.paths.get(key)
        if found is None:
            found = seen_from_repeat(context)
        if len(found) > 1:
            # What reads them costs as much as walking to them would.
            env.spend(len(found), text)
        return found

    def seen_from_repeat(context: Context) -> list[Node]:
        env = context.env
        repeat = repeat_of(context.current) if env.contextual else None
        found = env.paths.get((key, id(repeat)))
        if found is None:
            found = find(env, repeat)
            alike = len(found) == 1 or (isinstance(key, str) and found)
            if alike and repeat_of(found[0].parent) is None:
                # No repeat lies on the way, so it is the same wherever one is.
                env.paths[key] = found
            else:
                env.paths[key, id(repeat)] = found
        return found

    return cached


def _leading_names(steps: Sequence[Step]) -> tuple[str, ...]:
    found: list[str] = []
    for step in steps:
        if step.predicates or not isinstance(step.test, NameTest):
            break
        if step.axis not in ("child", "attribute") or step.test.name == "*":
            break
        mark = "@" if step.axis == "attribute" else ""
        found.append(mark + step.test.name)
    return tuple(found)


def _cacheable(steps: Sequence[Step]) -> bool:
    """Tell whether only elements coming and going can change the path's nodes."""
    if not steps:
        return True
    if any(step.predicates for step in steps) or isinstance(steps[-1].test, KindTest):
        return False
    return all(
        isinstance(step.test, NameTest) or step.test.kind == "node" for step in steps
    )


def parents(steps: Sequence[Step], lenient: bool) -> Thunk | None:
    """Return `.`, `..`, `../../a`, `a/b` without prefix or predicate; else None.

    Args:
        steps: Of a relative path.
        lenient: A bare name means the node written without prefix (axes.node_test).
    """
    up = 0
    while up < len(steps) and _is_node(steps[up], "parent"):
        up += 1
    rest = [step for step in steps[up:] if not _is_node(step, "self")]
    names = [plain_name(step) for step in rest]
    if None in names:
        return None
    return _climb(up, [name for name in names if name is not None], lenient)


def _is_node(step: Step, axis: str) -> bool:
    return step.axis == axis and step.test == KindTest("node") and not step.predicates


def _climb(up: int, names: Sequence[str], lenient: bool) -> NodesThunk:
    def run(context: Context) -> list[Node]:
        node: Node | None = context.node
        for _ in range(up):
            if node is None:
                return []
            node = node.parent
        if node is None:
            return []
        found = [node]
        for name in names:
            found = children_at(context.env, found, name, lenient)
        return found

    return run


def children_at(
    env: Environment, nodes: Sequence[Node], name: str, lenient: bool
) -> list[Node]:
    """Return the child elements of a name of all `nodes`.

    Args:
        env: Knows the children of a node by name.
        nodes: In document order.
        name: Without prefix.
        lenient: It means the node without prefix (axes.node_test).
    """
    return [
        child
        for node in nodes
        for child in env.children_named(node, name)
        if not (child.prefix if lenient else child.namespace)
    ]


def started(start: Callable[[Context], list[Node]], along: Walk) -> NodesThunk:
    """Return a path that starts from the nodes of an expression."""
    return lambda context: along(context, start(context))
