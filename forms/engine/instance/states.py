"""The state of a node as it is shown: read when asked, kept until it changes."""

from collections.abc import Callable, Iterator

from forms.engine.definition.model import (
    BodyItem,
    FormDefinition,
    GroupDefinition,
    QuestionDefinition,
    RepeatDefinition,
    Text,
)
from forms.engine.instance.offer import Offer
from forms.engine.instance.outline import labelled
from forms.engine.instance.texts import Texts
from forms.engine.instance.tree import Cell, cell
from forms.engine.instance.view import Choices, NodeState, Violation
from forms.engine.refs import NodeRef
from forms.engine.xpath.compile import Expression
from forms.engine.xpath.context import MAX_PATIENCE_S, Chance, Environment
from forms.engine.xpath.nodes import ELEMENT, Node


class States:
    """Reads states of one session's nodes.

    Args:
        definition: The form.
        env: For evaluation.
        texts: For labels.
        offer: For choices.
        seed: What random() in a label or a list's order draws from, with the node.
    """

    def __init__(
        self,
        definition: FormDefinition,
        env: Environment,
        texts: Texts,
        offer: Offer,
        seed: str,
    ) -> None:
        self._definition = definition
        self._offer = offer
        self._env = env
        self._texts = texts
        self._seed = seed
        self._told: dict[NodeRef, NodeState] = {}

    @property
    def _known(self) -> "_Known":
        known = self._definition.caches.get("shown parts")
        if not isinstance(known, _Known):
            known = self._definition.caches["shown parts"] = _Known(
                self._definition.body
            )
        return known

    def of(self, node: Node) -> NodeState:
        """Return the node's state."""
        kept = cell(node)
        if kept.state is None:
            with_chance = self._env.chance
            # What is only read must not shift what the next event draws.
            self._env.chance = Chance(f"{self._seed}:{kept.ref}")
            self._env.patience = MAX_PATIENCE_S
            try:
                kept.state = self._read(node, kept)
            finally:
                self._env.chance = with_chance
        return kept.state

    def violation(self, node: Node) -> Violation | None:
        """Return the rule that the node's value breaks, None where it breaks none.

        Not relevant, nothing broken; blank breaks no constraint; the data type comes
        before the constraint.
        """
        if not node.relevant:
            return None
        kept = cell(node)
        bind = kept.definition.bind
        if kept.typed is not None:
            return Violation(kept.ref, "type", "")
        if not node.value:
            if self._true(bind.required, node, default=False):
                message = self._texts.plain(bind.required_message, node)
                return Violation(kept.ref, "required", message)
            return None
        if self._true(bind.constraint, node, default=True):
            return None
        message = self._texts.plain(bind.constraint_message, node)
        return Violation(kept.ref, "constraint", message)

    def readonly(self, node: Node) -> bool:
        """Tell whether the node or a group around it is read only."""
        step: Node | None = node
        while step is not None and isinstance(step.tag, Cell):
            if self._true(step.tag.definition.bind.readonly, step, default=False):
                return True
            step = step.parent
        return False

    def required(self, node: Node) -> bool:
        """Tell whether the node must be answered."""
        bind = cell(node).definition.bind
        return self._true(bind.required, node, default=False)

    def choices(self, node: Node) -> Choices | None:
        """Return what a select at the node offers now, None where it is no select."""
        return self._offer.choices(node)

    def of_part(self, ref: NodeRef, parent: Node) -> NodeState:
        """Return the state of a repeat as a whole, or of a group without a node.

        Args:
            ref: Of the part: its last step a repeat without uid, or "#1".
            parent: The node around it.

        Raises:
            KeyError: The body has no such part.
        """
        parts = self._known.parts
        item = parts.get(ref.name) or parts[ref.nodeset]
        state = self._told[ref] = self._part(item, ref, parent)
        return state

    def changed_parts(
        self, find: Callable[[NodeRef], Node | None]
    ) -> Iterator[NodeRef]:
        """Go through the parts whose state is not what was last read of them.

        Args:
            find: Gives a node of the tree by ref, None where it is gone.
        """
        for ref, before in list(self._told.items()):
            parent = find(around_part(ref))
            if parent is None:
                del self._told[ref]
                continue
            if self.of_part(ref, parent) != before:
                yield ref

    def _part(
        self, item: GroupDefinition | RepeatDefinition, ref: NodeRef, parent: Node
    ) -> NodeState:
        hint = item.hint if isinstance(item, GroupDefinition) else Text()
        with_chance = self._env.chance
        self._env.chance = Chance(f"{self._seed}:{ref}")
        try:
            return NodeState(
                value="",
                relevant=self._part_relevant(item, parent),
                readonly=False,
                required=False,
                violation=None,
                label=self._texts.label(item.label, parent),
                hint=self._texts.label(hint, parent),
                choices=None,
            )
        finally:
            self._env.chance = with_chance

    def _part_relevant(
        self, item: GroupDefinition | RepeatDefinition, parent: Node
    ) -> bool:
        if not parent.relevant or isinstance(item, GroupDefinition):
            return parent.relevant
        instances = cell(parent).scope.ranges.get(item.nodeset)
        if instances:
            return any(instance.relevant for instance in instances)
        # The condition is seen from an instance; a stand-in where there is none.
        stand_in = Node(ELEMENT, "")
        stand_in.parent = parent
        relevant = self._definition.nodes[item.nodeset].bind.relevant
        return self._true(relevant, stand_in, default=True)

    def _read(self, node: Node, kept: Cell) -> NodeState:
        shown = self._known.shown.get(kept.definition.nodeset)
        hint = getattr(shown, "hint", None)
        return NodeState(
            value=node.value if kept.typed is None else kept.typed,
            relevant=node.relevant,
            readonly=self.readonly(node),
            required=self.required(node),
            violation=self.violation(node) if kept.definition.leaf else None,
            label=self._texts.label(Text() if shown is None else shown.label, node),
            hint=self._texts.label(hint or Text(), node),
            choices=self._offer.shown(node),
        )

    def _true(
        self, expression: Expression | None, node: Node, *, default: bool
    ) -> bool:
        if expression is None:
            return default
        return expression.boolean(self._env.at(node))


def around_part(ref: NodeRef) -> NodeRef:
    """Return the ref of the node around a part: groups without a node have none."""
    above = ref.parent
    while above is not None and above.name.startswith("#"):
        above = above.parent
    return above or ref


class _Known:
    """What the body shows, found by nodeset; the same for all sessions of a form.

    Attributes:
        shown: By nodeset: the first control of a node, else its group or repeat.
        parts: Groups and repeats by nodeset, groups without a node by key.
    """

    __slots__ = ("parts", "shown")

    def __init__(self, body: tuple[BodyItem, ...]) -> None:
        self.shown: dict[str, BodyItem] = {}
        self.parts: dict[str, GroupDefinition | RepeatDefinition] = {}
        for item in labelled(body):
            key = item.key if isinstance(item, GroupDefinition) else ""
            self.parts.setdefault(key or item.nodeset, item)
        self._read(body)

    def _read(self, items: tuple[BodyItem, ...]) -> None:
        for item in items:
            if not (isinstance(item, GroupDefinition) and item.key):
                self.shown.setdefault(item.nodeset, item)
            if not isinstance(item, QuestionDefinition):
                self._read(item.items)
