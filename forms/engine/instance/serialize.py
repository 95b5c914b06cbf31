"""An instance as XML: the submission that others read, the snapshot that we resume."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from forms.engine.definition.document import namespace, read_xml, to_document
from forms.engine.definition.model import UID_NAMESPACE, XFORMS, FormDefinition
from forms.engine.definition.primary import find_meta
from forms.engine.instance.tree import Cell, Tree, cell
from forms.engine.xpath.nodes import ELEMENT, Node
from forms.errors import KnownError

_PREFIX = "gv"
_TYPED, _STALE, _PARKED = "typed", "stale", "parked"


def submission(tree: Tree, deprecated_id: str) -> bytes:
    """Return what is sent and kept: what is relevant, repeat instances with uids."""
    return _write(tree, deprecated_id, lambda node: node.relevant, _uid_only, {})


def snapshot(tree: Tree, deprecated_id: str, session: dict[str, str]) -> bytes:
    """Return everything, also what is not relevant, so that work can go on.

    Args:
        tree: The instance.
        deprecated_id: Of the submission that is edited, blank for none.
        session: Further facts, written on the root in our namespace.
    """
    return _write(tree, deprecated_id, lambda _node: True, _all_marks, session)


def _uid_only(node: Node) -> Iterator[tuple[str, str]]:
    if node.uid is not None:
        yield "uid", node.uid


def _all_marks(node: Node) -> Iterator[tuple[str, str]]:
    yield from _uid_only(node)
    if node.parent is None:
        yield _PARKED, "1"
    if isinstance(node.tag, Cell):
        if node.tag.typed is not None:
            yield _TYPED, node.tag.typed
    # An attribute bears no attribute: its element tells for it.
    stale = [n.qualified_name for n in node.attributes if _is_stale(n)]
    if _is_stale(node) or stale:
        yield _STALE, " ".join(["."] * _is_stale(node) + stale)


def _is_stale(node: Node) -> bool:
    return isinstance(node.tag, Cell) and node.tag.stale


def _write(
    tree: Tree,
    deprecated_id: str,
    wanted: Callable[[Node], bool],
    marks: Callable[[Node], Iterator[tuple[str, str]]],
    session: dict[str, str],
) -> bytes:
    parts: list[str] = []
    with_parked = bool(session)
    root, definition = tree.root, tree.definition
    spaces = {_PREFIX: UID_NAMESPACE} | _namespaces(root)
    declared = [f" xmlns:{p}={quoteattr(u)}" for p, u in sorted(spaces.items()) if u]
    if definition.instance_xmlns:
        declared.insert(0, f" xmlns={quoteattr(definition.instance_xmlns)}")
    declared += [f" {_PREFIX}:{n}={_quoted(t)}" for n, t in session.items()]
    instance_id = find_meta(root, "instanceID") if deprecated_id else None
    written = find_meta(root, "deprecatedID") is not None

    def element(node: Node, first: str) -> None:
        name = node.qualified_name
        parts.append(f"<{name}{first}")
        for attribute in node.attributes:
            if wanted(attribute):
                value = _quoted(attribute.value)
                parts.append(f" {attribute.qualified_name}={value}")
        parts.extend(f" {_PREFIX}:{n}={_quoted(t)}" for n, t in marks(node))
        inside = [c for c in node.children if c.kind != ELEMENT or wanted(c)]
        if with_parked and isinstance(node.tag, Cell):
            inside = _with_parked(node, inside)
        if not inside and not node.value:
            parts.append("/>")
        else:
            parts.append(f">{_escaped(node.value) if not node.children else ''}")
            for child in inside:
                if child.kind == ELEMENT:
                    element(child, "")
                else:
                    parts.append(_escaped(child.value))
            parts.append(f"</{name}>")
        if node is instance_id and not written:
            prefix = f"{node.prefix}:" if node.prefix else ""
            tag = f"{prefix}deprecatedID"
            parts.append(f"<{tag}>{_escaped(deprecated_id)}</{tag}>")

    element(root, "".join(declared))
    return "".join(parts).encode()


def _with_parked(node: Node, inside: list[Node]) -> list[Node]:
    # After the instances of their repeat, the first one first.
    scope = cell(node).scope
    nodeset = cell(node).definition.nodeset
    for path, parked in scope.parked.items():
        if path.rpartition("/")[0] != nodeset or not parked:
            continue
        order = cell(parked[0]).definition.order
        index = sum(
            1
            for child in inside
            if isinstance(child.tag, Cell) and child.tag.definition.order <= order
        )
        inside[index:index] = reversed(parked)
    return inside


def _escaped(text: str) -> str:
    # A bare carriage return would come back as a line feed.
    return escape(text, {"\r": "&#13;"})


def _quoted(text: str) -> str:
    return quoteattr(text, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _namespaces(node: Node) -> dict[str, str]:
    found = {node.prefix: node.namespace} if node.prefix else {}
    for attribute in node.attributes:
        if attribute.prefix:
            found[attribute.prefix] = attribute.namespace
    for child in node.children:
        if child.kind == ELEMENT:
            found |= _namespaces(child)
    return found


def read_instance(data: bytes, definition: FormDefinition) -> Node:
    """Return the root element of a submission or snapshot of the form.

    Raises:
        KnownError: XML-..., INSTANCE-OTHER-FORM (form, found) if it is of another one.
    """
    element = read_xml(data)
    plain = frozenset({XFORMS, namespace(element), definition.instance_xmlns})
    root = next(to_document(element, plain=plain).elements())
    ours = next(definition.primary.elements())
    form_id = root.attribute("id")
    other = form_id is not None and form_id.value != definition.form_id
    if root.name != ours.name or other:
        found = root.name if form_id is None else form_id.value
        raise KnownError("INSTANCE-OTHER-FORM", form=definition.form_id, found=found)
    return root


def take_mark(node: Node, name: str) -> str | None:
    """Return what our namespace says of a node, taking it off the node."""
    mark = node.attribute(name, UID_NAMESPACE)
    if mark is None:
        return None
    node.attributes = [one for one in node.attributes if one is not mark]
    return mark.value


@dataclass(frozen=True, slots=True)
class Marks:
    """What a snapshot says of a node besides its value.

    Args:
        typed: Text that its data type cannot read, None for none.
        stale: "." for the node, names of attributes: their calculates have to run.
        parked: It is a repeat instance that a count took out.
    """

    typed: str | None
    stale: tuple[str, ...]
    parked: bool

    def __bool__(self) -> bool:
        return self.typed is not None or bool(self.stale)


def take_marks(node: Node) -> Marks:
    """Return the marks of one node of a snapshot, taking them off."""
    typed, stale = take_mark(node, _TYPED), take_mark(node, _STALE)
    parked = take_mark(node, _PARKED) is not None
    return Marks(typed, tuple((stale or "").split()), parked)


def restore_marks(marks: Mapping[Node, Marks]) -> None:
    """Give the nodes of a new tree what a snapshot said of them."""
    for node, mark in marks.items():
        kept = cell(node)
        kept.typed = mark.typed
        kept.stale = "." in mark.stale
        for attribute in node.attributes:
            if isinstance(attribute.tag, Cell):
                attribute.tag.stale = attribute.qualified_name in mark.stale
