"""What one event changed, told by the nodes whose state is to be read again."""

from forms.engine.definition.graph import Graph
from forms.engine.definition.model import BodyItem, FormDefinition, QuestionDefinition
from forms.engine.instance.recompute import Delta, below
from forms.engine.instance.states import States
from forms.engine.instance.tree import Tree, cell
from forms.engine.instance.view import Changes
from forms.engine.refs import NodeRef
from forms.engine.xpath.nodes import Node


def changes_of(
    delta: Delta,
    states: States,
    graph: Graph,
    tree: Tree,
    added: tuple[NodeRef, ...],
    removed: tuple[NodeRef, ...],
) -> Changes:
    """Return the changes of `delta`.

    A node whose state merely may have changed is read again here and told only if it
    did; one whose state nobody has read since is shown nowhere and not told.
    """
    shown = body_nodesets(tree.definition)
    nodes: set[NodeRef] = set()
    for node in delta.shown:
        kept = cell(node)
        kept.state = None
        if kept.definition.nodeset in shown:
            nodes.add(kept.ref)
    for node in _doubtful(delta, graph):
        kept = cell(node)
        before, kept.state = kept.state, None
        if before is None:
            continue
        if states.of(node) == before:
            # The page may hold parts of the old one; keep it while it is right.
            kept.state = before
        elif kept.definition.nodeset in shown:
            nodes.add(kept.ref)
    nodes.update(states.changed_parts(tree.find))
    return Changes(
        nodes=frozenset(nodes),
        values={cell(node).ref: node.string_value for node in delta.values},
        added=added,
        removed=removed,
    )


def _doubtful(delta: Delta, graph: Graph) -> dict[Node, None]:
    found: dict[Node, None] = {}
    for node in delta.doubtful:
        if cell(node).definition.nodeset in graph.readonly_groups:
            # What is inside a group inherits its readonly.
            found |= dict.fromkeys(below(node))
        else:
            found[node] = None
    return {node: None for node in found if node not in delta.shown}


def body_nodesets(definition: FormDefinition) -> frozenset[str]:
    """Return the nodesets that the body shows: questions, groups, repeats."""
    kept = definition.caches.get("shown")
    if not isinstance(kept, frozenset):
        kept = definition.caches["shown"] = frozenset(_nodesets(definition.body))
    return kept


def _nodesets(items: tuple[BodyItem, ...]) -> list[str]:
    found: list[str] = []
    for item in items:
        found.append(item.nodeset)
        if not isinstance(item, QuestionDefinition):
            found += _nodesets(item.items)
    return found
