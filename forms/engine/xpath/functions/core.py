"""Functions of XPath 1.0 on nodes and truth, with position() of a reference."""

from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import Value, texts, to_boolean
from forms.engine.xpath.functions.signature import Function
from forms.engine.xpath.nodes import DOCUMENT, ELEMENT, INSTRUCTION, NAMESPACE, Node
from forms.engine.xpath.selection import RowSelection

NodeSet = list[Node] | RowSelection


def _last(context: Context) -> float:
    return float(context.size)


def _position(context: Context, nodes: NodeSet | None = None) -> float:
    """Without argument XPath's; with one, OpenRosa's place among its namesakes.

    position(/data/rep) inside the repeat is the instance's, as pyxform writes
    position(${rep}).
    """
    if nodes is None:
        return float(context.position)
    node = _first(context, nodes)
    if node is None:
        return 0.0
    if isinstance(nodes, list) and len(nodes) > 1:
        around = (context.current, *context.current.ancestors())
        node = next((n for n in around if n in nodes), node)
    if node.parent is None or node.kind != ELEMENT:
        return 1.0
    return 1.0 + context.env.children_named(node.parent, node.name).index(node)


def _count(_context: Context, nodes: NodeSet) -> float:
    if isinstance(nodes, RowSelection):
        return float(len(nodes))
    return float(sum(1 for node in nodes if node.relevant))


def _count_non_empty(context: Context, nodes: NodeSet) -> float:
    return float(sum(1 for text in texts(nodes, context) if text))


def _id(context: Context, value: Value) -> list[Node]:
    wanted = set(" ".join(texts(value, context)).split())
    found: list[Node] = []
    for node in context.env.root.root.descendants():
        if node.kind != ELEMENT:
            continue
        own = node.attribute("id") or node.attribute(
            "id", "http://www.w3.org/XML/1998/namespace"
        )
        if own is not None and own.value in wanted:
            wanted.discard(own.value)
            found.append(node)
    return found


def _first(context: Context, nodes: NodeSet | None) -> Node | None:
    if nodes is None:
        return context.node
    found = nodes.nodes() if isinstance(nodes, RowSelection) else nodes
    return found[0] if found else None


def _local_name(context: Context, nodes: NodeSet | None = None) -> str:
    node = _first(context, nodes)
    return "" if node is None else node.name


def _name(context: Context, nodes: NodeSet | None = None) -> str:
    node = _first(context, nodes)
    if node is None or node.kind == DOCUMENT:
        return ""
    return node.name if node.kind == NAMESPACE else node.qualified_name


def _namespace_uri(context: Context, nodes: NodeSet | None = None) -> str:
    node = _first(context, nodes)
    if node is None or node.kind in (INSTRUCTION, NAMESPACE):
        return ""
    return node.namespace


def _lang(context: Context, wanted: str) -> bool:
    node: Node | None = context.node
    while node is not None:
        told = node.attribute("lang", "http://www.w3.org/XML/1998/namespace")
        if told is not None:
            own = told.value.lower()
            return own == wanted.lower() or own.startswith(f"{wanted.lower()}-")
        node = node.parent
    return False


def _current(context: Context) -> list[Node]:
    return [context.current]


def _boolean(context: Context, value: Value) -> bool:
    return to_boolean(value, context)


def _not(_context: Context, value: bool) -> bool:
    return not value


def _true(_context: Context) -> bool:
    return True


def _false(_context: Context) -> bool:
    return False


FUNCTIONS = {
    "last": Function(_last, "", "number"),
    "position": Function(_position, "?N", "number"),
    "count": Function(_count, "N", "number"),
    "count-non-empty": Function(_count_non_empty, "N", "number"),
    "id": Function(_id, "v", "nodes"),
    "local-name": Function(_local_name, "?N", "string"),
    "name": Function(_name, "?N", "string"),
    "namespace-uri": Function(_namespace_uri, "?N", "string"),
    "lang": Function(_lang, "s", "boolean"),
    "current": Function(_current, "", "nodes"),
    "boolean": Function(_boolean, "v", "boolean"),
    "not": Function(_not, "b", "boolean"),
    "true": Function(_true, "", "boolean"),
    "false": Function(_false, "", "boolean"),
}
