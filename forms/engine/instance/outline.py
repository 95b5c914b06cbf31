"""The body as items with the repeat instances that exist now."""

from collections.abc import Iterator

from forms.engine.definition.model import (
    BodyItem,
    FormDefinition,
    GroupDefinition,
    QuestionDefinition,
    RepeatDefinition,
)
from forms.engine.instance.tree import Scope, Tree, cell
from forms.engine.instance.view import Group, Item, Question, Repeat
from forms.engine.refs import NodeRef
from forms.engine.xpath.nodes import Node


def outline(definition: FormDefinition, tree: Tree) -> Group:
    """Return the whole body under the root element's ref."""
    root = cell(tree.root).ref
    return Group(root, (), tuple(_items(definition.body, tree.scope, root)))


def _items(
    items: tuple[BodyItem, ...], scope: Scope, around: NodeRef
) -> Iterator[Item]:
    for item in items:
        if isinstance(item, RepeatDefinition):
            yield _repeat(item, scope)
            continue
        node = scope.nodes.get(item.nodeset)
        if node is None:
            continue  # A control outside the repeat that it names: shown nowhere.
        ref = cell(node).ref
        if isinstance(item, QuestionDefinition):
            yield question_at(item, node)
            continue
        if item.key:
            ref = around.child(item.key)
        inside = tuple(_items(item.items, scope, ref))
        yield Group(ref, item.appearance, inside)


def _repeat(item: RepeatDefinition, scope: Scope) -> Repeat:
    parent = scope.nodes[item.nodeset.rpartition("/")[0]]
    instances = tuple(
        Group(
            cell(instance).ref,
            item.appearance,
            tuple(_items(item.items, cell(instance).scope, cell(instance).ref)),
        )
        for instance in scope.ranges.get(item.nodeset, ())
    )
    return Repeat(
        cell(parent).ref.child(item.nodeset.rpartition("/")[2]),
        item.appearance,
        instances,
        item.count is not None or is_fixed(item),
    )


def is_fixed(item: RepeatDefinition) -> bool:
    """Tell whether jr:noAddRemove forbids to add and remove."""
    return item.fixed is not None and item.fixed.text.strip() in ("true()", "1")


def question_at(item: QuestionDefinition, node: Node) -> Question:
    """Return a control of the body at its node."""
    kept = cell(node)
    bind = kept.definition.bind
    readonly = bind.readonly is not None and bind.readonly.text.strip() == "true()"
    kind = "note" if item.kind == "input" and readonly else item.kind
    return Question(
        ref=kept.ref,
        kind=kind,
        type=bind.type,
        appearance=item.appearance,
        mediatype=item.mediatype,
        parameters={**bind.extra, **item.parameters},
    )


def questions_in(group: Group) -> Iterator[Question]:
    """Go through the questions of a group and all in it, in order."""
    for item in group.items:
        if isinstance(item, Question):
            yield item
        elif isinstance(item, Group):
            yield from questions_in(item)
        else:
            for instance in item.instances:
                yield from questions_in(instance)


def labelled(
    items: tuple[BodyItem, ...],
) -> Iterator[GroupDefinition | RepeatDefinition]:
    """Go through the groups and repeats of the body."""
    for item in items:
        if not isinstance(item, QuestionDefinition):
            yield item
            yield from labelled(item.items)
