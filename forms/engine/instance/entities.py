"""What a submission writes to entities."""

from collections.abc import Iterator

from forms.engine.definition.model import EntityDefinition, FormDefinition
from forms.engine.instance.host import Host
from forms.engine.instance.tree import Tree, cell
from forms.engine.instance.view import EntityWrite
from forms.engine.xpath.nodes import Node

_YES = ("1", "true")


def entity_writes(
    definition: FormDefinition, tree: Tree, host: Host
) -> Iterator[EntityWrite]:
    """Go through the writes of all entity blocks that are relevant and switched on.

    Source: ODK Entities 2025.1, which reads blocks since 2022.1 alike.
    """
    for entity in definition.entities:
        repeats = _repeats(definition, entity.nodeset)
        for node in tree.nodes(entity.nodeset, tree.scope, repeats):
            written = _write(entity, node, tree, host)
            if written is not None:
                yield written


def _write(
    entity: EntityDefinition, node: Node, tree: Tree, host: Host
) -> EntityWrite | None:
    entity_id = _attribute(node, "id").removeprefix("uuid:")
    create = _attribute(node, "create") in _YES
    update = _attribute(node, "update") in _YES
    if not node.relevant or not entity_id or not (create or update):
        return None
    known = create and update and host.entity_exists(entity.list_name, entity_id)
    creates = create and not known
    scope = cell(node).scope
    label = next((c for c in node.elements("label") if c.relevant), None)
    return EntityWrite(
        list_name=entity.list_name,
        action="create" if creates else "update",
        id=entity_id,
        base_version="" if creates else _attribute(node, "baseVersion"),
        label=None if label is None or not label.value else label.value,
        properties={
            name: found.value
            for nodeset, name in entity.saves.items()
            for found in [scope.nodes.get(nodeset)]
            if found is not None and found.relevant
        },
        container=cell(scope.nodes[entity.container]).ref,
    )


def _attribute(node: Node, name: str) -> str:
    found = node.attribute(name)
    return "" if found is None else found.string_value.strip()


def _repeats(definition: FormDefinition, nodeset: str) -> tuple[str, ...]:
    found: list[str] = []
    while nodeset:
        if definition.nodes[nodeset].repeat:
            found.insert(0, nodeset)
        nodeset = nodeset.rpartition("/")[0]
    return tuple(found)
