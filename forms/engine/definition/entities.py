"""Entity declarations: which blocks a form has and what it saves into them."""

from collections.abc import Mapping

from forms.engine.definition.model import EntityDefinition, NodeDefinition
from forms.engine.xpath.nodes import Node


def read_entities(
    root: Node, templates: Mapping[str, Node], nodes: Mapping[str, NodeDefinition]
) -> tuple[EntityDefinition, ...]:
    """Return the entity blocks in document order, each with its properties.

    A property belongs to the block of the nearest container around its node
    (ODK Entities 2025.1).
    """
    if not any(nodeset.endswith("entity") for nodeset in nodes):
        return ()
    lists: dict[str, str] = {}
    _search(root, "", lists)
    for nodeset, template in templates.items():
        _search(template, nodeset.rpartition("/")[0], lists)
    containers = {
        nodeset.rpartition("/")[0].rpartition("/")[0]: nodeset for nodeset in lists
    }
    saves: dict[str, dict[str, str]] = {nodeset: {} for nodeset in lists}
    for node in nodes.values():
        if node.bind.save_to:
            container = _nearest(node.nodeset, containers)
            if container is not None:
                saves[containers[container]][node.nodeset] = node.bind.save_to
    return tuple(
        EntityDefinition(lists[nodeset], nodeset, container, saves[nodeset])
        for container, nodeset in sorted(
            containers.items(), key=lambda pair: nodes[pair[1]].order
        )
    )


def _search(node: Node, above: str, lists: dict[str, str]) -> None:
    nodeset = f"{above}/{node.qualified_name}"
    for child in node.elements():
        if node.name == "meta" and child.name == "entity":
            dataset = child.attribute("dataset")
            if dataset is not None:
                lists[f"{nodeset}/{child.qualified_name}"] = dataset.value
        _search(child, nodeset, lists)


def _nearest(nodeset: str, containers: Mapping[str, str]) -> str | None:
    while nodeset:
        if nodeset in containers:
            return nodeset
        nodeset = nodeset.rpartition("/")[0]
    return None
