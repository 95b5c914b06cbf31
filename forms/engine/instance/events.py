"""What a form does by itself: preloads, and actions on events."""

from collections.abc import Iterator
from datetime import datetime

from forms.engine.definition.actions import (
    FIRST_LOAD,
    LOAD,
    NEW_REPEAT,
    VALUE_CHANGED,
)
from forms.engine.definition.graph import Graph
from forms.engine.definition.model import Action, FormDefinition
from forms.engine.definition.primary import IF_BLANK
from forms.engine.definition.reads import reads_of
from forms.engine.instance.host import Host
from forms.engine.instance.tree import Cell, Scope, Tree, cell
from forms.engine.xpath.context import Environment
from forms.engine.xpath.nodes import Node

# A chain of triggers that sets each other off must end somewhere.
MOST_CHAINED = 200


def timestamp(at: datetime) -> str:
    """Return an instant as XForms text: milliseconds and offset."""
    return at.isoformat(timespec="milliseconds")


def preloads(tree: Tree, env: Environment, host: Host) -> Iterator[tuple[Node, str]]:
    """Go through the nodes that a new instance fills in itself, with the text."""
    for node, preload in _preloaded(tree):
        text = _preload(*preload, env, host)
        if text is not None and not (preload[1] == IF_BLANK and node.value):
            yield node, text


def end_nodes(tree: Tree) -> Iterator[Node]:
    """Go through the nodes that say when the form was finished."""
    for node, preload in _preloaded(tree):
        if preload == ("timestamp", "end"):
            yield node


def _preloaded(tree: Tree) -> Iterator[tuple[Node, tuple[str, str]]]:
    for nodeset, definition in tree.definition.nodes.items():
        preload = definition.bind.preload
        node = tree.scope.nodes.get(nodeset)
        if preload is not None and node is not None:
            yield node, preload


def _preload(kind: str, what: str, env: Environment, host: Host) -> str | None:
    if kind == "uid":
        return f"uuid:{env.chance.uuid()}"
    if kind == "timestamp" and what == "start":
        return timestamp(env.now)
    if kind == "date" and what == "today":
        return env.now.date().isoformat()
    if kind == "property":
        return host.property(what)
    return None


class Actions:
    """The actions of a form, found by event."""

    def __init__(
        self,
        definition: FormDefinition,
        graph: Graph,
        tree: Tree,
        env: Environment,
        host: Host,
    ) -> None:
        self._host = host
        self._definition = definition
        self._graph = graph
        self._tree = tree
        self._env = env
        self._by_trigger: dict[str, list[Action]] = {}
        for action in definition.actions:
            if VALUE_CHANGED in action.events and action.trigger:
                self._by_trigger.setdefault(action.trigger, []).append(action)

    def on_load(self, *, first: bool) -> Iterator[tuple[Action, Node]]:
        """Go through the actions of a load with each node they set, in order.

        An action of both events runs at each: a first load is told before the load.
        """
        for event in (FIRST_LOAD, LOAD) if first else (LOAD,):
            yield from self.on_event(event)

    def waits(self, action: Action) -> bool:
        """Tell whether the action reads what rules compute, so must run after them.

        All others run before: a calculate with once() must see the defaults.
        """
        if action.value is None:
            return False
        nodesets = self._graph.nodesets
        reads = reads_of(action.value.ast, action.target_nodeset, nodesets).reads
        return any(self._is_computed(read.nodeset) for read in reads)

    def _is_computed(self, nodeset: str) -> bool:
        rules = self._graph.of
        if any(rule.aspect == "calculate" for rule in rules.get(nodeset, ())):
            return True
        while nodeset:
            if any(rule.aspect != "calculate" for rule in rules.get(nodeset, ())):
                return True
            nodeset = nodeset.rpartition("/")[0]
        return False

    def on_event(self, event: str) -> Iterator[tuple[Action, Node]]:
        """Go through the actions of an event of the whole form."""
        for action in self._definition.actions:
            if event in action.events:
                for node in self._everywhere(action):
                    yield action, node

    def on_new_repeat(self, instance: Node) -> Iterator[tuple[Action, Node]]:
        """Go through the actions of a new instance of a repeat."""
        kept = cell(instance)
        nodeset = kept.definition.nodeset
        for action in self._definition.actions:
            if NEW_REPEAT not in action.events or action.scope != nodeset:
                continue
            own = kept.scope.nodes.get(action.target_nodeset)
            targets = [own] if own is not None else self._seen_from(action, instance)
            for node in targets:
                yield action, node

    def on_change(self, node: Node) -> Iterator[tuple[Action, Node]]:
        """Go through the actions that a change of the value of `node` sets off."""
        kept = cell(node)
        for action in self._by_trigger.get(kept.definition.nodeset, ()):
            for target in self._seen_from(action, node):
                yield action, target

    @property
    def triggered(self) -> bool:
        """Whether any change sets anything off."""
        return bool(self._by_trigger)

    def value(self, action: Action, node: Node) -> str | None:
        """Return what the action gives the node, None for nothing.

        The node is the context of its expression.
        """
        if action.kind == "setgeopoint":
            # Blank where the laptop does not know: an answer typed before stays.
            return self._host.location() or None
        if action.value is None:
            return action.text
        text = action.value.string(self._env.at(node))
        return "" if text == "NaN" else text

    def _seen_from(self, action: Action, node: Node) -> list[Node]:
        found = action.target.nodes(self._env.at(node))
        return [n for n in found if isinstance(n.tag, Cell)]

    def _everywhere(self, action: Action) -> list[Node]:
        nodeset = action.target_nodeset
        return list(self._all(nodeset, self._tree.scope))

    def _all(self, nodeset: str, scope: Scope) -> Iterator[Node]:
        node = scope.nodes.get(nodeset)
        if node is not None:
            yield node
            return
        for repeat, instances in scope.ranges.items():
            if nodeset.startswith(f"{repeat}/"):
                for instance in tuple(instances):
                    yield from self._all(nodeset, cell(instance).scope)
