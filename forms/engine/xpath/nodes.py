"""The tree that XPath walks: slotted nodes, and rows that never become nodes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, Protocol

DOCUMENT: Final = 0
ELEMENT: Final = 1
ATTRIBUTE: Final = 2
TEXT: Final = 3
COMMENT: Final = 4
INSTRUCTION: Final = 5
NAMESPACE: Final = 6


class RowSource(Protocol):
    """A choice list, CSV file or entity list: rows by column, never nodes.

    In XPath it is `<root><item><column>value</column>...</item>...</root>`.
    """

    @property
    def columns(self) -> Sequence[str]:
        """The names that a row can have."""
        ...

    @property
    def version(self) -> object:
        """Changes when the rows change."""
        ...

    def __len__(self) -> int: ...

    def row(self, index: int) -> Mapping[str, str]:
        """Return the row at `index`, from 0."""
        ...

    def rows(self) -> Iterator[Mapping[str, str]]:
        """Go through all rows in order."""
        ...

    def find(self, equal: Mapping[str, str]) -> Sequence[Mapping[str, str]]:
        """Return the rows, in order, where every column of `equal` has its text."""
        ...

    def search(
        self, text: str, equal: Mapping[str, str], limit: int
    ) -> Sequence[Mapping[str, str]]:
        """Return up to `limit` rows of `equal` that match the typed `text`."""
        ...


class Node:
    """A node of a parsed document, of the primary instance, or a row seen as one.

    An element without children keeps its text in `value`; only mixed content has
    TEXT children. The session writes `value`, `relevant` and `uid` directly and
    calls `append`, `insert` and `remove` to change the tree.

    Attributes:
        kind: DOCUMENT, ELEMENT, ATTRIBUTE, TEXT, COMMENT, INSTRUCTION, NAMESPACE.
        name: The local name; a processing instruction's target; "" for others.
        namespace: Its URI, "" for none.
        prefix: As written in the document, "" for none.
        value: Text of a leaf element, an attribute, a text, a comment.
        relevant: Effective relevance (ancestors counted): False reads as blank.
        uid: Names a repeat instance and marks it as one, so that absolute paths mean
            the instance they are used in; None on other nodes.
        row: The row behind an item of a RowSource, its children not yet built.
        tag: Free for the owner of the tree (the session hangs its state here).
    """

    __slots__ = (
        "_children",
        "_namespaces",
        "_text",
        "attributes",
        "kind",
        "name",
        "namespace",
        "parent",
        "prefix",
        "relevant",
        "row",
        "tag",
        "uid",
        "value",
    )

    def __init__(
        self,
        kind: int,
        name: str = "",
        value: str = "",
        *,
        namespace: str = "",
        prefix: str = "",
    ) -> None:
        self.kind = kind
        self.name = name
        self.namespace = namespace
        self.prefix = prefix
        self.value = value
        self.parent: Node | None = None
        # Most nodes are leaves: an empty list each would be half of a form's objects.
        self._children: list[Node] | tuple[()] = ()
        self.attributes: list[Node] | tuple[()] = ()
        self.relevant = True
        self.uid: str | None = None
        self.row: Mapping[str, str] | None = None
        self.tag: object = None
        self._text: Node | None = None
        self._namespaces: dict[str, Node] | None = None

    def __repr__(self) -> str:
        return f"<Node {self.kind} {self.qualified_name or '#'} {self.value!r:.40}>"

    @property
    def qualified_name(self) -> str:
        """The name as written: "orx:meta"; an attribute without its @."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name

    @property
    def children(self) -> Sequence["Node"]:
        """The child nodes in order; those of a row are built when first asked."""
        if self.row is not None and not self._children:
            built: list[Node] = []
            for column, text in self.row.items():
                child = Node(ELEMENT, column, text)
                child.parent = self
                built.append(child)
            self._children = built
        return self._children

    @property
    def string_value(self) -> str:
        """The XPath string-value; blank for what is not relevant."""
        if not self.relevant:
            return ""
        if self.kind == ELEMENT and self.row is None and not self._children:
            return self.value
        if self.kind == TEXT and self.parent is not None:
            if self.parent._text is self:
                return self.parent.string_value
            return self.value
        if self.kind > ELEMENT:
            return self.value
        children = self.children
        if not children:
            return self.value
        return "".join(
            c.string_value for c in children if c.kind in (ELEMENT, TEXT, DOCUMENT)
        )

    @property
    def root(self) -> "Node":
        """The topmost node: the document."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    @property
    def path(self) -> str:
        """The nodeset of the definition: "/data/group/@id", without positions."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None and node.kind != DOCUMENT:
            mark = "@" if node.kind == ATTRIBUTE else ""
            steps.append(f"/{mark}{node.qualified_name}")
            node = node.parent
        return "".join(reversed(steps))

    def append(self, child: "Node") -> "Node":
        """Put `child` last and return it."""
        if self.value or self.row is not None:
            return self.insert(len(self.children), child)
        child.parent = self
        if self._children:
            self._children.append(child)
        else:
            self._children = [child]
        return child

    def insert(self, index: int, child: "Node") -> "Node":
        """Put `child` before the child at `index` and return it.

        Text of this node that stood in `value` becomes a TEXT child first.
        """
        children = [*self.children]
        if self.value and self.kind == ELEMENT:
            text, self.value = Node(TEXT, value=self.value), ""
            text.parent = self
            children.insert(0, text)
            index += 1
        child.parent = self
        children.insert(index, child)
        self._children = children
        return child

    def remove(self, child: "Node") -> None:
        """Take `child` out of this node."""
        self._children = [one for one in self._children if one is not child]
        child.parent = None

    def arrange(self, place: Callable[["Node"], int]) -> None:
        """Order the child nodes by the place that each is given."""
        self._children = sorted(self._children, key=place)

    def copy(self) -> "Node":
        """Return a copy of the node and everything below it, without a parent."""
        made = Node(
            self.kind,
            self.name,
            self.value,
            namespace=self.namespace,
            prefix=self.prefix,
        )
        made.uid = self.uid
        if self.attributes:
            made.attributes = [attribute.copy() for attribute in self.attributes]
            for attribute in made.attributes:
                attribute.parent = made
        if self._children or self.row is not None:
            copied = made._children = [child.copy() for child in self.children]
            for child in copied:
                child.parent = made
        return made

    def set_attribute(
        self, name: str, value: str, *, namespace: str = "", prefix: str = ""
    ) -> "Node":
        """Set an attribute, new or present, and return its node."""
        found = self.attribute(name, namespace)
        if found is not None:
            found.value = value
            return found
        made = Node(ATTRIBUTE, name, value, namespace=namespace, prefix=prefix)
        return self.add_attribute(made)

    def add_attribute(self, attribute: "Node") -> "Node":
        """Put an attribute node last and return it."""
        attribute.parent = self
        self.attributes = [*self.attributes, attribute]
        return attribute

    def attribute(self, name: str, namespace: str = "") -> "Node | None":
        """Return the attribute node of that name, None where there is none."""
        for node in self.attributes:
            if node.name == name and node.namespace == namespace:
                return node
        return None

    def elements(self, name: str | None = None) -> Iterator["Node"]:
        """Go through the child elements, those of a local `name` only if given."""
        for child in self.children:
            if child.kind == ELEMENT and (name is None or child.name == name):
                yield child

    def text_nodes(self) -> Sequence["Node"]:
        """Return the children as XPath sees them, a leaf's text as a TEXT node."""
        children = self.children
        if children or not self.value or self.kind != ELEMENT:
            return children
        if self._text is None:
            self._text = Node(TEXT)
            self._text.parent = self
        return [self._text]

    def namespaces(self) -> list["Node"]:
        """Return the namespace nodes that this element declares, made once."""
        return list((self._namespaces or {}).values())

    def declare(self, prefix: str, uri: str) -> None:
        """Keep that this element declares `prefix` (xmlns:prefix)."""
        made = Node(NAMESPACE, prefix, uri)
        made.parent = self
        self._namespaces = {**(self._namespaces or {}), prefix: made}

    def ancestors(self) -> Iterator["Node"]:
        """Go through the parents, nearest first, the document last."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def descendants(self) -> Iterator["Node"]:
        """Go through the nodes below in document order, without attributes."""
        stack = list(reversed(self.text_nodes()))
        while stack:
            node = stack.pop()
            yield node
            if node.kind == ELEMENT:
                stack.extend(reversed(node.text_nodes()))


def row_node(row: Mapping[str, str], name: str = "item") -> Node:
    """Return `row` as an element whose children are built only when walked."""
    node = Node(ELEMENT, name)
    node.row = row
    return node
