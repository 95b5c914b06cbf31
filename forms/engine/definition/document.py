"""XML from outside, read without trust: no entities, no network, bounded."""

import re
from typing import Final

from lxml import etree

from forms.engine.xpath.nodes import DOCUMENT, ELEMENT, TEXT, Node
from forms.errors import KnownError

MOST_BYTES: Final = 64 * 1024 * 1024
_MOST_DEPTH: Final = 200
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_DOCTYPE = "<!DOCTYPE".encode("utf-16-le")


def read_xml(data: bytes) -> etree._Element:
    """Return the root element of `data`; comments and instructions are dropped.

    Raises:
        KnownError: XML-TOO-BIG, XML-DOCTYPE if it declares a document type (the way
            to entity bombs and to other files), XML-BROKEN (line, reason).
    """
    if len(data) > MOST_BYTES:
        raise KnownError("XML-TOO-BIG", bytes=len(data))
    if _DOCTYPE.search(data) or _WIDE_DOCTYPE in data.replace(b"\0<", b"<"):
        raise KnownError("XML-DOCTYPE")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise KnownError("XML-BROKEN", line=line, reason=error.msg) from error
    if root is None or root.getroottree().docinfo.doctype:
        raise KnownError("XML-DOCTYPE")
    return root


def local(element: etree._Element) -> str:
    """Return the element's name without namespace."""
    return str(etree.QName(element).localname)


def namespace(element: etree._Element) -> str:
    """Return the element's namespace, blank for none."""
    return etree.QName(element).namespace or ""


def attribute(element: etree._Element, name: str, space: str = "") -> str | None:
    """Return an attribute's text, None where it is absent."""
    found = element.get(f"{{{space}}}{name}" if space else name)
    return None if found is None else str(found)


def to_document(root: etree._Element, *, plain: frozenset[str]) -> Node:
    """Return `root` under a document node.

    Args:
        root: An element, with all in it.
        plain: Namespaces whose elements get none: those that a form's expressions
            name without a prefix.

    Raises:
        KnownError: XML-DEEP if it is nested deeper than any form.
    """
    document = Node(DOCUMENT)
    _copy(root, document, plain, 0)
    return document


def _copy(
    element: etree._Element, parent: Node, plain: frozenset[str], depth: int
) -> None:
    if depth > _MOST_DEPTH:
        raise KnownError("XML-DEEP", depth=_MOST_DEPTH)
    name = etree.QName(element)
    space = name.namespace or ""
    node = Node(ELEMENT, name.localname)
    if space and space not in plain:
        node.namespace, node.prefix = space, element.prefix or ""
    for key, text in element.attrib.items():
        _copy_attribute(element, node, str(key), str(text))
    node.parent = parent
    parent.children.append(node)
    first = element.text or ""
    if not len(element):
        node.value = first
        return
    _text(node, first)
    for child in element:
        _copy(child, node, plain, depth + 1)
        _text(node, child.tail or "")


def _text(node: Node, text: str) -> None:
    # Blank text between elements is layout; only mixed content keeps its text.
    if text and not text.isspace():
        made = Node(TEXT, value=text)
        made.parent = node
        node.children.append(made)


def _copy_attribute(element: etree._Element, node: Node, key: str, text: str) -> None:
    name = etree.QName(key)
    space = name.namespace or ""
    prefix = next((p for p, u in element.nsmap.items() if p and u == space), "")
    node.set_attribute(
        name.localname, text, namespace=space, prefix=prefix if space else ""
    )
