"""The document of an instance: a new one, or one read back into the form's shape."""

from collections.abc import Callable
from dataclasses import dataclass, field

from forms.engine.definition.graph import Graph
from forms.engine.definition.model import FormDefinition, RepeatDefinition
from forms.engine.definition.primary import repeats_of
from forms.engine.instance.outline import is_fixed
from forms.engine.instance.serialize import Marks, take_mark, take_marks
from forms.engine.xpath.nodes import DOCUMENT, ELEMENT, Node

NewUid = Callable[[], str]


@dataclass
class Built:
    """A document, and what a snapshot knows of its nodes besides their values.

    Args:
        parked: Repeat instances in the document that a count had taken out.
    """

    document: Node
    marks: dict[Node, Marks] = field(default_factory=dict)
    parked: list[Node] = field(default_factory=list)


def new_document(definition: FormDefinition, graph: Graph, new_uid: NewUid) -> Node:
    """Return a copy of the form's primary instance, its repeat instances named."""
    document = definition.primary.copy()
    for repeat in repeats_of(definition.body):
        if repeat.count is None and is_fixed(repeat):
            _ensure_one(document, repeat, definition)
    if graph.nodesets.repeating:
        name_instances(document, "", graph, new_uid)
    return document


def _ensure_one(
    document: Node, repeat: RepeatDefinition, definition: FormDefinition
) -> None:
    # Nobody can add an instance of it, so the template stands for the only one.
    above, _, name = repeat.nodeset.rpartition("/")
    for parent in list(_at(document, above)):
        if not any(c.qualified_name == name for c in parent.elements()):
            made = definition.templates[repeat.nodeset].copy()
            place_instance(parent, made, repeat.nodeset, definition)


def _at(node: Node, nodeset: str) -> list[Node]:
    found = [node]
    for name in nodeset.strip("/").split("/"):
        found = [c for n in found for c in n.elements() if c.qualified_name == name]
    return found


def name_instances(node: Node, above: str, graph: Graph, new_uid: NewUid) -> None:
    """Give each repeat instance at and below `node` a uid where it has none."""
    nodeset = "" if node.kind == DOCUMENT else f"{above}/{node.qualified_name}"
    repeats = graph.nodesets.repeats.get(nodeset, ())
    if repeats and repeats[-1] == nodeset and node.uid is None:
        node.uid = new_uid()
    for child in node.children:
        if child.kind == ELEMENT:
            name_instances(child, nodeset, graph, new_uid)


def place_instance(
    parent: Node, instance: Node, nodeset: str, definition: FormDefinition
) -> None:
    """Put a new repeat instance after the last one, or where the form has them."""
    order = definition.nodes[nodeset].order
    above = nodeset.rpartition("/")[0]
    children = parent.children
    index = len(children)
    # From the end: the thousandth instance is placed as fast as the first.
    while index:
        child = children[index - 1]
        found = definition.nodes.get(f"{above}/{child.qualified_name}")
        if child.kind == ELEMENT and found is not None and found.order <= order:
            break
        index -= 1
    parent.insert(index, instance)


class Merge:
    """Reads an instance back into the shape its form has: nothing unknown, all there.

    Args:
        fresh: Repeat instances that the form fixes come back where they are missing.
    """

    def __init__(
        self, definition: FormDefinition, graph: Graph, new_uid: NewUid, *, fresh: bool
    ) -> None:
        self._definition = definition
        self._graph = graph
        self._new_uid = new_uid
        self._fresh = fresh
        self._fixed = {r.nodeset for r in repeats_of(definition.body) if is_fixed(r)}
        self._built = Built(Node(DOCUMENT))

    def build(self, root: Node) -> Built:
        """Return the document for the root element of a submission or snapshot."""
        prototype = next(self._definition.primary.elements())
        made = self._merge(root, prototype, f"/{prototype.qualified_name}")
        self._built.document.append(made)
        name_instances(self._built.document, "", self._graph, self._new_uid)
        return self._built

    def _merge(self, given: Node, prototype: Node, nodeset: str) -> Node:
        made = Node(
            ELEMENT,
            prototype.name,
            namespace=prototype.namespace,
            prefix=prototype.prefix,
        )
        made.uid = take_mark(given, "uid")
        marks = take_marks(given)
        if marks:
            self._built.marks[made] = marks
        if marks.parked:
            self._built.parked.append(made)
        self._attributes(made, given, prototype, nodeset)
        if self._definition.nodes[nodeset].leaf:
            made.value = given.string_value
            return made
        for path in self._graph.nodesets.children.get(nodeset, ()):
            if "/@" not in path:
                self._children(made, given, prototype, path)
        return made

    def _attributes(
        self, made: Node, given: Node, prototype: Node, nodeset: str
    ) -> None:
        known = self._definition.nodes
        root = nodeset.count("/") == 1
        for attribute in (*prototype.attributes, *given.attributes):
            path = f"{nodeset}/@{attribute.qualified_name}"
            name, space = attribute.name, attribute.namespace
            if path not in known or made.attribute(name, space) is not None:
                continue
            found = given.attribute(name, space)
            # The root's id and version are the form's, whatever was sent.
            made.add_attribute((attribute if root or found is None else found).copy())

    def _children(self, made: Node, given: Node, prototype: Node, path: str) -> None:
        name = path.rpartition("/")[2].rpartition(":")[2]
        ours = [c for c in prototype.elements(name)]
        sent = list(given.elements(name))
        if not self._definition.nodes[path].repeat:
            if sent:
                made.append(self._merge(sent[0], ours[0], path))
            elif ours:
                made.append(ours[0].copy())
            return
        template = self._definition.templates.get(path) or ours[0]
        for instance in sent:
            if instance.attribute("template") is None:
                made.append(self._merge(instance, template, path))
        if path in self._fixed and self._fresh:
            for missing in (ours or [template])[len(sent) :]:
                made.append(missing.copy())
