"""The primary instance as the form gives it: templates taken out, nodesets listed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC

from forms.engine.definition.model import (
    JAVAROSA,
    OPENROSA,
    Bind,
    BodyItem,
    NodeDefinition,
    QuestionDefinition,
    RepeatDefinition,
)
from forms.engine.values import canonical
from forms.engine.xpath.nodes import ELEMENT, Node
from forms.errors import KnownError

# A uid that is made only where the form brings none: what its bind does not ask for.
IF_BLANK = "if-blank"


@dataclass
class Primary:
    """What the primary instance of a form holds."""

    document: Node
    templates: dict[str, Node] = field(default_factory=dict)
    nodes: dict[str, NodeDefinition] = field(default_factory=dict)

    @property
    def root(self) -> Node:
        """The root element."""
        return next(self.document.elements())


def read_primary(
    document: Node,
    binds: Mapping[str, Bind],
    body: tuple[BodyItem, ...],
    namespaces: Mapping[str, str],
) -> Primary:
    """Return the nodesets and templates of `document`, which loses its templates.

    Args:
        document: Above the root element.
        binds: By nodeset.
        body: Of the form.
        namespaces: Prefixes of the form.

    Raises:
        KnownError: FORM-REF (ref) if the body names a node that is not there.
    """
    primary = Primary(document)
    root = primary.root
    ensure_instance_id(root, namespaces)
    repeats = {r.nodeset for r in repeats_of(body)}
    questions = dict(_questions(body))
    _list(root, f"/{root.qualified_name}", primary, _Known(binds, repeats, questions))
    for nodeset in (*questions, *repeats):
        if nodeset not in primary.nodes:
            raise KnownError("FORM-REF", ref=nodeset)
    if repeats:
        _take_templates(root, "", primary, repeats)
    return primary


def repeats_of(items: tuple[BodyItem, ...]) -> Iterator[RepeatDefinition]:
    """Go through the repeats of the body, outer ones first."""
    for item in items:
        if isinstance(item, RepeatDefinition):
            yield item
        if not isinstance(item, QuestionDefinition):
            yield from repeats_of(item.items)


def _questions(
    items: tuple[BodyItem, ...],
) -> Iterator[tuple[str, QuestionDefinition]]:
    for item in items:
        if isinstance(item, QuestionDefinition):
            yield item.nodeset, item
        else:
            yield from _questions(item.items)


def find_meta(root: Node, name: str) -> Node | None:
    """Return the element `name` ("instanceID") of the root's meta, None without."""
    for meta in root.elements("meta"):
        for element in meta.elements(name):
            return element
    return None


def ensure_instance_id(root: Node, namespaces: Mapping[str, str]) -> None:
    """Give the root a meta with an instanceID: every submission must carry one."""
    if find_meta(root, "instanceID") is not None:
        return
    meta = next(root.elements("meta"), None)
    if meta is None:
        prefix = next((p for p, uri in namespaces.items() if uri == OPENROSA), "")
        space = OPENROSA if prefix else ""
        meta = root.append(Node(ELEMENT, "meta", namespace=space, prefix=prefix))
    meta.append(
        Node(ELEMENT, "instanceID", namespace=meta.namespace, prefix=meta.prefix)
    )


@dataclass(frozen=True)
class _Known:
    binds: Mapping[str, Bind]
    repeats: set[str]
    questions: Mapping[str, QuestionDefinition]


def _list(node: Node, nodeset: str, primary: Primary, known: _Known) -> None:
    children = [c for c in node.children if c.kind == ELEMENT]
    before = primary.nodes.get(nodeset)
    if before is None or (before.leaf and children):
        before = _definition(nodeset, not children, primary, known, before)
        primary.nodes[nodeset] = before
    if node.value and not node.children:
        read = canonical(before.bind.type, node.value, UTC)
        node.value = node.value if read is None else read
    for attribute in node.attributes:
        path = f"{nodeset}/@{attribute.qualified_name}"
        if attribute.namespace != JAVAROSA and path not in primary.nodes:
            primary.nodes[path] = _definition(path, True, primary, known, None)
    if children:
        _list_children(node, nodeset, children, primary, known)


def _list_children(
    node: Node, nodeset: str, children: list[Node], primary: Primary, known: _Known
) -> None:
    names = Counter([c.qualified_name for c in children if not _is_template(c)])
    if len(names) < len(children):
        # Instances of one repeat stand together, whatever stood between them.
        places = {name: place for place, name in enumerate(names)}
        node.arrange(lambda child: places.get(child.qualified_name, -1))
    for child in children:
        name = child.qualified_name
        path = f"{nodeset}/{name}"
        if names[name] > 1 and path not in known.repeats:
            # Repeated in the instance though the body has no repeat of it.
            known.repeats.add(path)
        _list(child, path, primary, known)


def _definition(
    nodeset: str,
    leaf: bool,
    primary: Primary,
    known: _Known,
    before: NodeDefinition | None,
) -> NodeDefinition:
    bind = known.binds.get(nodeset) or Bind(nodeset)
    computed = bind.calculate is not None or bind.preload is not None
    if nodeset.endswith("instanceID") and not computed:
        bind = replace(bind, preload=("uid", IF_BLANK))
    return NodeDefinition(
        nodeset,
        nodeset.rpartition("/")[2],
        order=len(primary.nodes) if before is None else before.order,
        depth=nodeset.count("/"),
        leaf=leaf,
        repeat=nodeset in known.repeats,
        bind=bind,
        question=known.questions.get(nodeset),
    )


def _is_template(node: Node) -> bool:
    if not node.attributes:
        return False
    return node.attribute("template", JAVAROSA) is not None


def _take_templates(
    node: Node, above: str, primary: Primary, repeats: set[str]
) -> None:
    # Depth first: what is inside a template or an instance loses its own first.
    nodeset = f"{above}/{node.qualified_name}"
    instances: dict[str, Node] = {}
    for child in list(node.elements()):
        _take_templates(child, nodeset, primary, repeats)
        path = f"{nodeset}/{child.qualified_name}"
        if path not in repeats:
            continue
        if _is_template(child):
            node.remove(child)
            child.attributes = [a for a in child.attributes if a.namespace != JAVAROSA]
            primary.templates.setdefault(path, child)
        else:
            instances.setdefault(path, child)
    for path, instance in instances.items():
        if path not in primary.templates:
            # What stands in it is of that instance alone: ODK XForms, "Default Values
            # in Repeats".
            primary.templates[path] = _blank(instance.copy())


def _blank(node: Node) -> Node:
    node.value = ""
    for child in list(node.children):
        if child.kind == ELEMENT:
            _blank(child)
        else:
            node.remove(child)
    return node
