"""Rows as a document: for paths over a list that no index can answer."""

from forms.engine.xpath.context import Context
from forms.engine.xpath.nodes import DOCUMENT, ELEMENT, Node, RowSource, row_node


def document_of(source: RowSource, context: Context) -> Node:
    """Return `source` as a document of `<root><item>...`, kept until its rows change.

    Costs a node a row: the usual paths never come here (see steps.py).
    """
    key = (id(source), "document")
    held = context.env.memo.get(key)
    if isinstance(held, tuple) and held[0] == source.version and held[2] is source:
        document: Node = held[1]
        return document
    made = Node(DOCUMENT)
    root = made.append(Node(ELEMENT, "root"))
    for row in source.rows():
        root.append(row_node(row))
    context.env.memo[key] = (source.version, made, source)
    return made
