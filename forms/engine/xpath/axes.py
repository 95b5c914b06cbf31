"""The thirteen axes, node tests, and document order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from forms.engine.xpath.ast import KindTest, NameTest
from forms.engine.xpath.nodes import (
    ATTRIBUTE,
    COMMENT,
    ELEMENT,
    INSTRUCTION,
    NAMESPACE,
    TEXT,
    Node,
)

Matches = Callable[[Node], bool]
XFORMS = "http://www.w3.org/2002/xforms"
XML = "http://www.w3.org/XML/1998/namespace"
REVERSE = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling"})
_KINDS = {"text": TEXT, "comment": COMMENT, "processing-instruction": INSTRUCTION}


def node_test(
    test: NameTest | KindTest, axis: str, namespaces: Mapping[str, str]
) -> Matches:
    """Return what tells whether a node passes `test` on `axis`."""
    if isinstance(test, KindTest):
        return _kind_test(test)
    principal = {"attribute": ATTRIBUTE, "namespace": NAMESPACE}.get(axis, ELEMENT)
    name = test.name
    if name == "*" and not test.prefix:
        return lambda node: node.kind == principal
    if test.prefix:
        return _prefixed(test, principal, namespaces)
    if namespaces.get("") == XFORMS:
        # In a form a bare name means the node written without prefix, whatever
        # default namespace its instance declares: so JavaRosa, so authors.
        return lambda node: (
            node.name == name and node.kind == principal and not node.prefix
        )
    return lambda node: (
        node.name == name and node.kind == principal and not node.namespace
    )


def _kind_test(test: KindTest) -> Matches:
    if test.kind == "node":
        return lambda _node: True
    kind, target = _KINDS[test.kind], test.target
    if target is None:
        return lambda node: node.kind == kind
    return lambda node: node.kind == kind and node.name == target


def _prefixed(test: NameTest, principal: int, namespaces: Mapping[str, str]) -> Matches:
    name, prefix = test.name, test.prefix
    uri = XML if prefix == "xml" else namespaces.get(prefix)
    return lambda node: (
        node.kind == principal
        and (name in ("*", node.name))
        and (node.namespace == uri if uri is not None else node.prefix == prefix)
    )


def axis(name: str) -> Callable[[Node], Iterable[Node]]:
    """Return the function that walks the axis `name` from a node, nearest first."""
    return _AXES[name]


def _child(node: Node) -> Sequence[Node]:
    return node.text_nodes()


def _descendant(node: Node) -> Iterator[Node]:
    return node.descendants()


def _descendant_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from node.descendants()


def _parent(node: Node) -> tuple[Node, ...]:
    return () if node.parent is None else (node.parent,)


def _ancestor_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from node.ancestors()


def _siblings(node: Node) -> tuple[Sequence[Node], int]:
    if node.parent is None or node.kind in (ATTRIBUTE, NAMESPACE):
        return [], 0
    siblings = node.parent.text_nodes()
    for place, sibling in enumerate(siblings):
        if sibling is node:
            return siblings, place
    return [], 0


def _following_sibling(node: Node) -> Sequence[Node]:
    siblings, place = _siblings(node)
    return siblings[place + 1 :]


def _preceding_sibling(node: Node) -> Sequence[Node]:
    siblings, place = _siblings(node)
    return siblings[:place][::-1]


def _following(node: Node) -> Iterator[Node]:
    step: Node | None = node
    if node.kind in (ATTRIBUTE, NAMESPACE) and node.parent is not None:
        yield from node.parent.descendants()
        step = node.parent
    while step is not None:
        for sibling in _following_sibling(step):
            yield sibling
            yield from sibling.descendants()
        step = step.parent


def _preceding(node: Node) -> Iterator[Node]:
    step: Node | None = node
    if node.kind in (ATTRIBUTE, NAMESPACE):
        step = node.parent
    while step is not None:
        for sibling in _preceding_sibling(step):
            yield from reversed(list(_descendant_or_self(sibling)))
        step = step.parent


def _attribute(node: Node) -> Sequence[Node]:
    return node.attributes


def _self(node: Node) -> tuple[Node]:
    return (node,)


_AXES: dict[str, Callable[[Node], Iterable[Node]]] = {
    "ancestor": Node.ancestors,
    "ancestor-or-self": _ancestor_or_self,
    "attribute": _attribute,
    "child": _child,
    "descendant": _descendant,
    "descendant-or-self": _descendant_or_self,
    "following": _following,
    "following-sibling": _following_sibling,
    "namespace": Node.namespaces,
    "parent": _parent,
    "preceding": _preceding,
    "preceding-sibling": _preceding_sibling,
    "self": _self,
}


def in_document_order(nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes in document order, each once."""
    unique = list({id(node): node for node in nodes}.values())
    if len(unique) < 2:
        return unique
    places: dict[int, dict[int, int]] = {}
    return sorted(unique, key=lambda node: _place(node, places))


def _place(node: Node, places: dict[int, dict[int, int]]) -> list[int]:
    found: list[int] = []
    while node.parent is not None:
        parent = node.parent
        own = places.get(id(parent))
        if own is None:
            inside = [*parent.namespaces(), *parent.attributes]
            inside += parent.text_nodes()
            own = {id(child): place for place, child in enumerate(inside)}
            places[id(parent)] = own
        found.append(own.get(id(node), len(own)))
        node = parent
    found.append(id(node))
    found.reverse()
    return found
