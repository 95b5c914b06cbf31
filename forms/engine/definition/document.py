"""XML from outside, read without trust: no entities, no network, bounded."""

import re
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from lxml import etree

from forms.engine.xpath.nodes import ATTRIBUTE, DOCUMENT, ELEMENT, TEXT, Node
from forms.errors import KnownError

MOST_BYTES: Final = 64 * 1024 * 1024
_MOST_DEPTH: Final = 200
_MOST_ATTRIBUTES: Final = 1000
# A tag shorter than this holds too few attributes to be slow.
_LONG_TAG: Final = 16 * 1024
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_DOCTYPE = "<!DOCTYPE".encode("utf-16-le")


def read_xml(data: bytes) -> etree._Element:
    """Return the root element of `data`; comments and instructions are dropped.

    Raises:
        KnownError: XML-TOO-BIG, XML-DOCTYPE if it declares a document type (the way
            to entity bombs and to other files), XML-WIDE (most), XML-BROKEN (line,
            reason).
    """
    if len(data) > MOST_BYTES:
        raise KnownError("XML-TOO-BIG", bytes=len(data))
    if b"<!" in data and _DOCTYPE.search(data):
        raise KnownError("XML-DOCTYPE")
    if b"\0" in data and _WIDE_DOCTYPE in data.replace(b"\0<", b"<"):
        raise KnownError("XML-DOCTYPE")
    _refuse_wide(data)
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


def _refuse_wide(data: bytes) -> None:
    """Refuse an element of very many attributes: lxml compares each with each.

    Expat does not, but reading everything twice would cost where nothing is amiss: it
    looks only where a tag is long and holds many signs of equality.
    """
    longest = (part for part in data.split(b"<") if len(part) > _LONG_TAG)
    if all(part.count(b"=") <= _MOST_ATTRIBUTES for part in longest):
        return

    def begin(_: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > _MOST_ATTRIBUTES:
            raise KnownError("XML-WIDE", most=_MOST_ATTRIBUTES)

    looker = expat.ParserCreate()
    looker.StartElementHandler = begin
    try:
        looker.Parse(data, True)
    except expat.ExpatError:
        return  # lxml says where it is broken


def local(element: etree._Element) -> str:
    """Return the element's name without namespace."""
    tag: str = element.tag
    return tag.rpartition("}")[2]


def namespace(element: etree._Element) -> str:
    """Return the element's namespace, blank for none."""
    tag: str = element.tag
    return tag.rpartition("}")[0][1:]


def attribute(element: etree._Element, name: str, space: str = "") -> str | None:
    """Return an attribute's text, None where it is absent."""
    found: str | None = element.get(f"{{{space}}}{name}" if space else name)
    return found


def first(parent: etree._Element, name: str) -> etree._Element | None:
    """Return the first child element of a local name, None without one."""
    for child in parent:
        if local(child) == name:
            return child
    return None


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
    space, _, name = element.tag.rpartition("}")
    node = Node(ELEMENT, name)
    if space and space[1:] not in plain:
        node.namespace, node.prefix = space[1:], element.prefix or ""
    if element.attrib:
        node.attributes = _attributes(element, node)
    parent.append(node)
    before: str = element.text or ""
    if not len(element):
        node.value = before
        return
    _text(node, before)
    for child in element:
        _copy(child, node, plain, depth + 1)
        after: str | None = child.tail
        if after:
            _text(node, after)


def _text(node: Node, text: str) -> None:
    # Blank text between elements is layout; only mixed content keeps its text.
    if text and not text.isspace():
        node.append(Node(TEXT, value=text))


def _attributes(element: etree._Element, node: Node) -> list[Node]:
    found: list[Node] = []
    # The first prefix of a namespace, where it has several.
    declared = reversed(element.nsmap.items())
    prefixes = {space: prefix for prefix, space in declared if prefix}
    for key, text in element.items():
        space, _, name = key.rpartition("}")
        space = space[1:]
        made = Node(
            ATTRIBUTE, name, text, namespace=space, prefix=prefixes.get(space, "")
        )
        made.parent = node
        found.append(made)
    return found
