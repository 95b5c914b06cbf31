"""The primary instance: nodes with their state, found by nodeset and by ref."""

from collections.abc import Iterator

from forms.engine.definition.graph import Rule
from forms.engine.definition.model import FormDefinition, NodeDefinition
from forms.engine.instance.view import NodeState
from forms.engine.refs import NodeRef, Step
from forms.engine.xpath.nodes import ELEMENT, Node


class Scope:
    """The nodes of the form, or of one repeat instance, outside repeats inside it.

    Args:
        node: The root element, or the repeat instance.
        around: The scope that this instance is part of, None for the form's.

    Attributes:
        nodes: By nodeset.
        ranges: Repeat instances right inside, by the repeat's nodeset.
        parked: Instances that a jr:count took out, by nodeset, the first last: they
            come back with their answers when it rises again.
    """

    __slots__ = ("around", "level", "node", "nodes", "parked", "ranges")

    def __init__(self, node: Node, around: "Scope | None") -> None:
        self.node = node
        self.around = around
        self.level: int = 0 if around is None else around.level + 1
        self.nodes: dict[str, Node] = {}
        self.ranges: dict[str, list[Node]] = {}
        self.parked: dict[str, list[Node]] = {}

    def at_level(self, level: int) -> "Scope":
        """Return the scope around this one that `level` repeats are around."""
        scope = self
        while scope.level > level and scope.around is not None:
            scope = scope.around
        return scope


class Job:
    """One rule of the form at one node.

    Attributes:
        waiting: It is in line to run.
    """

    __slots__ = ("node", "rule", "state", "waiting")

    def __init__(self, rule: Rule, node: Node, state: "Cell") -> None:
        self.rule = rule
        self.node = node
        self.state = state
        self.waiting = False


class Cell:
    """The state of one node, hung on its `tag`.

    Attributes:
        definition: What the form says of its nodeset.
        scope: Where it is listed; of a repeat instance, its own.
        own_relevant: Its own condition, without those around it.
        stale: It was not relevant when its calculate had to run.
        typed: What a person typed that its data type cannot read, None for none.
        state: Its state as last read, None if something it reads has changed.
        jobs: Of its rules that ever ran here, by their order.
    """

    __slots__ = (
        "_ref",
        "definition",
        "jobs",
        "node",
        "own_relevant",
        "scope",
        "stale",
        "state",
        "typed",
    )

    def __init__(self, node: Node, definition: NodeDefinition, scope: Scope) -> None:
        self.node = node
        self.definition = definition
        self.scope = scope
        self.own_relevant = True
        self.stale = False
        self.typed: str | None = None
        self.state: NodeState | None = None
        self.jobs: dict[int, Job] | None = None
        self._ref: NodeRef | None = None

    @property
    def ref(self) -> NodeRef:
        """The node's ref."""
        if self._ref is None:
            step = Step(self.definition.name, self.node.uid)
            parent = self.node.parent
            above = () if parent is None else steps_of(parent)
            self._ref = NodeRef((*above, step))
        return self._ref


def cell(node: Node) -> Cell:
    """Return the state hung on a node of the primary instance."""
    found: Cell = node.tag  # type: ignore[assignment]  # The tree hangs one on each.
    return found


def steps_of(node: Node) -> tuple[Step, ...]:
    """Return the steps of a node's ref; none for the document."""
    return cell(node).ref.steps if isinstance(node.tag, Cell) else ()


class Tree:
    """The primary instance of one session.

    Args:
        definition: The form.
        document: Owned by the tree; each repeat instance has its uid.

    Attributes:
        size: How many nodes there ever were.
    """

    def __init__(self, definition: FormDefinition, document: Node) -> None:
        self.definition = definition
        self.document = document
        self.root = next(document.elements())
        self.scope = Scope(self.root, None)
        self.size = 0
        self._list(self.root, "", self.scope)

    def adopt(self, instance: Node, nodeset: str, around: Scope) -> None:
        """List a repeat instance that has just been put into the tree."""
        self._list(instance, nodeset.rpartition("/")[0], around)

    def drop(self, instance: Node, nodeset: str, around: Scope) -> None:
        """Take a repeat instance out of the tree."""
        around.ranges[nodeset].remove(instance)
        parent = instance.parent
        if parent is not None:
            parent.remove(instance)

    def park(self, instance: Node) -> None:
        """Take a repeat instance out and keep it for later."""
        kept = cell(instance)
        around = kept.scope.around
        assert around is not None  # noqa: S101  (an instance is inside something)
        nodeset = kept.definition.nodeset
        assert kept.ref is not None  # noqa: S101  (known while it has a parent)
        self.drop(instance, nodeset, around)
        around.parked.setdefault(nodeset, []).append(instance)

    def unpark(self, nodeset: str, around: Scope) -> Node | None:
        """List the first parked instance again and return it, None without one."""
        parked = around.parked.get(nodeset)
        if not parked:
            return None
        instance = parked.pop()
        around.ranges.setdefault(nodeset, []).append(instance)
        return instance

    def nodes(
        self, nodeset: str, scope: Scope, repeats: tuple[str, ...]
    ) -> Iterator[Node]:
        """Go through the nodes of `nodeset` within `scope`, in document order.

        Args:
            nodeset: As "/data/av/a_item".
            scope: Where to look.
            repeats: The repeats around `nodeset`, outermost first.
        """
        if len(repeats) <= scope.level:
            node = scope.nodes.get(nodeset)
            if node is not None:
                yield node
            return
        for instance in tuple(scope.ranges.get(repeats[scope.level], ())):
            yield from self.nodes(nodeset, cell(instance).scope, repeats)

    def find(self, ref: NodeRef) -> Node | None:
        """Return the node of `ref`, None where there is none."""
        scope, nodeset = self.scope, ""
        for step in ref.steps:
            nodeset = f"{nodeset}/{step.name}"
            if step.uid is None:
                continue
            for instance in scope.ranges.get(nodeset, ()):
                if instance.uid == step.uid:
                    scope = cell(instance).scope
                    break
            else:
                return None
        return scope.nodes.get(nodeset)

    def _list(self, node: Node, above: str, scope: Scope) -> None:
        nodeset = f"{above}/{node.qualified_name}"
        definition = self.definition.nodes[nodeset]
        if definition.repeat:
            inner = Scope(node, scope)
            scope.ranges.setdefault(nodeset, []).append(node)
            scope = inner
        scope.nodes[nodeset] = node
        node.tag = Cell(node, definition, scope)
        self.size += 1
        for attribute in node.attributes:
            path = f"{nodeset}/@{attribute.qualified_name}"
            found = self.definition.nodes.get(path)
            if found is not None:
                scope.nodes[path] = attribute
                attribute.tag = Cell(attribute, found, scope)
        for child in node.children:
            if child.kind == ELEMENT:
                self._list(child, nodeset, scope)
