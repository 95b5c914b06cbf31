"""XML to nodes with every node kind, and nodes by the locators that cases use."""

from xml.parsers import expat

from forms.engine.xpath.nodes import (
    COMMENT,
    DOCUMENT,
    ELEMENT,
    INSTRUCTION,
    TEXT,
    Node,
)

_XMLNS = "http://www.w3.org/2000/xmlns/"


class _Builder:
    """Builds a document, CDATA apart from the text beside it, as a DOM does."""

    def __init__(self) -> None:
        self.document = Node(DOCUMENT)
        self._here = self.document
        self._scopes: list[dict[str, str]] = [
            {"xml": "http://www.w3.org/XML/1998/namespace"}
        ]
        self._text: list[str] = []

    def start(self, name: str, attributes: list[str]) -> None:
        self.flush()
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        scope = dict(self._scopes[-1])
        declared: list[tuple[str, str]] = []
        for key, value in pairs:
            if key == "xmlns":
                scope[""] = value
            elif key.startswith("xmlns:"):
                scope[key[6:]] = value
                declared.append((key[6:], value))
        self._scopes.append(scope)
        prefix, _, local = name.rpartition(":")
        node = Node(ELEMENT, local, namespace=scope.get(prefix, ""), prefix=prefix)
        for key, value in declared:
            node.declare(key, value)
        for key, value in pairs:
            if key == "xmlns" or key.startswith("xmlns:"):
                continue
            prefix, _, local = key.rpartition(":")
            uri = scope.get(prefix, "") if prefix else ""
            node.set_attribute(local, value, namespace=uri, prefix=prefix)
        self._here.append(node)
        self._here = node

    def end(self, _name: str) -> None:
        self.flush()
        here = self._here
        if len(here.children) == 1 and here.children[0].kind == TEXT:
            # A leaf keeps its text itself, as the engine's own parser does.
            only = here.children[0]
            here.remove(only)
            here.value = only.value
        self._scopes.pop()
        assert here.parent is not None
        self._here = here.parent

    def text(self, data: str) -> None:
        if self._here is not self.document:
            self._text.append(data)

    def flush(self) -> None:
        if self._text:
            self._here.append(Node(TEXT, value="".join(self._text)))
            self._text = []

    def comment(self, data: str) -> None:
        self.flush()
        self._here.append(Node(COMMENT, value=data))

    def instruction(self, target: str, data: str) -> None:
        self.flush()
        self._here.append(Node(INSTRUCTION, target, data))

    def doctype(self, *_rest: object) -> None:
        # A DOM shows the document type as a child of the document; XPath does not.
        return


def parse(xml: str) -> Node:
    """Return the document of `xml`."""
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.CommentHandler = builder.comment
    parser.ProcessingInstructionHandler = builder.instruction
    parser.StartCdataSectionHandler = builder.flush
    parser.EndCdataSectionHandler = builder.flush
    parser.Parse(xml, True)
    return builder.document


def locate(document: Node, locator: list[list[object]]) -> Node:
    """Return the node at `locator`: steps ["e", n], ["t", n], ["a", uri, name]."""
    node = document
    for step in locator:
        kind = step[0]
        if kind == "a":
            node = _attribute(node, str(step[1]), str(step[2]))
            continue
        same = [c for c in node.text_nodes() if (c.kind == TEXT) == (kind == "t")]
        node = same[int(str(step[1]))]
    return node


def _attribute(node: Node, uri: str, name: str) -> Node:
    if uri == _XMLNS:
        return next(n for n in node.namespaces() if n.name == name)
    return next(a for a in node.attributes if (a.namespace, a.name) == (uri, name))
