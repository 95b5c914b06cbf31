"""Keeps an instance consistent: after a change, runs just the rules it touches."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from forms.engine.definition.graph import Graph, Rule
from forms.engine.instance.tree import Cell, Job, Scope, Tree, cell
from forms.engine.values import canonical
from forms.engine.xpath.context import Context, Environment
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.nodes import ELEMENT, Node
from forms.errors import KnownError

# More instances of a repeat than any page shows: the count was typed wrong.
MOST_INSTANCES: Final = 2_000
# Nodes that all rules of one event may walk, each of them within MAX_WORK: seconds.
_MOST_WALKED: Final = 5_000_000
# A day's track of positions is a tenth of it.
MOST_CHARACTERS: Final = 1_000_000
# An event that runs more rules than this is watched for two that set each other off.
_MANY_RUNS: Final = 20_000
_MOST_RUNS_A_NODE: Final = 1_000


@dataclass
class Delta:
    """What one event has changed so far.

    Args:
        values: Nodes whose value changed.
        shown: Nodes whose relevance or value changed: to be read again for certain.
        doubtful: Nodes whose state reads something that changed.
    """

    values: dict[Node, None] = field(default_factory=dict)
    shown: dict[Node, None] = field(default_factory=dict)
    doubtful: dict[Node, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Fan:
    """What reads a nodeset.

    Args:
        jobs: Outside repeats, where each rule has its one node.
        rules: In repeats, each with the number of repeats in whose instance it stays.
        watching: Outside repeats: nodes whose state reads it.
        watchers: The nodesets of those in repeats, as `rules`.
    """

    jobs: list[Job] = field(default_factory=list)
    rules: list[tuple[Rule, int]] = field(default_factory=list)
    watching: dict[Node, None] = field(default_factory=dict)
    watchers: list[tuple[str, int]] = field(default_factory=list)


_NO_FAN: Final = _Fan()


class Recompute:
    """The rules of one form at work on one instance.

    Args:
        resize: Brings a repeat to a count: (nodeset, parent, scope, count).
        keep: Drops from a select's answer what is not offered: (node) -> new text.
    """

    def __init__(
        self,
        graph: Graph,
        tree: Tree,
        env: Environment,
        *,
        resize: Callable[[str, Node, int], None],
        keep: Callable[[Node], str],
    ) -> None:
        self.delta = Delta()
        self._graph = graph
        self._repeats = graph.nodesets.repeats
        self._tree = tree
        self._env = env
        self._resize = resize
        self._keep = keep
        self._heap: list[tuple[int, int, Job]] = []
        self._fans: dict[str, _Fan] = {}
        self._pushed = 0
        self._ran = 0
        self._walked = 0
        self._left = False
        self._runs: dict[Job, int] = {}
        self._fresh: list[Node] = []

    def take(self) -> Delta:
        """Return what changed since last asked, and begin anew."""
        delta, self.delta = self.delta, Delta()
        self._ran = 0
        self._walked = 0
        self._runs.clear()
        self._fresh.clear()
        if self._left:
            self._left = False
            for nodes in (delta.values, delta.shown, delta.doubtful):
                for node in [n for n in nodes if n.root is not self._tree.document]:
                    del nodes[node]
        return delta

    def fresh(self) -> list[Node]:
        """Return the nodes written since last asked, in order."""
        written, self._fresh = self._fresh, []
        return written

    def write(self, node: Node, text: str) -> bool:
        """Give the node a canonical value; tell whether it is another one."""
        if node.value == text:
            return False
        node.value = text
        self._env.changed(node.name)
        self._fresh.append(node)
        self.delta.values[node] = None
        self.delta.shown[node] = None
        if node.relevant:
            state = cell(node)
            self.signal(state.definition.nodeset, state.scope)
        return True

    def signal(self, nodeset: str, scope: Scope, *, wide: bool = False) -> None:
        """Queue what reads `nodeset` in `scope`.

        Args:
            nodeset: Whose value, relevance or number of instances is another.
            scope: Where.
            wide: The number of instances changed: also those that stay in their own
                instance of the repeat read it.
        """
        fan = self._fans.get(nodeset) or self._fan(nodeset)
        if fan is _NO_FAN:
            return
        for job in fan.jobs:
            if not job.waiting:
                self._put(job)
        for rule, levels in fan.rules:
            if levels <= scope.level or wide:
                for node in self._targets(rule, scope.at_level(levels)):
                    self.push(rule, node)
        self.delta.doubtful.update(fan.watching)
        for target, levels in fan.watchers:
            if levels <= scope.level or wide:
                within = scope.at_level(levels)
                repeats = self._repeats[target]
                for node in self._tree.nodes(target, within, repeats):
                    self.delta.doubtful[node] = None

    def _fan(self, nodeset: str) -> "_Fan":
        dependents = self._graph.dependents.get(nodeset, ())
        watchers = self._graph.watchers.get(nodeset, ())
        if not dependents and not watchers:
            self._fans[nodeset] = _NO_FAN
            return _NO_FAN
        fan, top = _Fan(), self._tree.scope
        self._fans[nodeset] = fan
        for rule, levels in dependents:
            if self._repeats[self._asked(rule)]:
                fan.rules.append((rule, levels))
            else:
                fan.jobs += [self._job(rule, n) for n in self._targets(rule, top)]
        for target, levels in watchers:
            if self._repeats[target]:
                fan.watchers.append((target, levels))
            elif target in top.nodes:
                fan.watching[top.nodes[target]] = None
        return fan

    def push(self, rule: Rule, node: Node) -> None:
        """Queue one rule at one node."""
        job = self._job(rule, node)
        if not job.waiting:
            self._put(job)

    def _job(self, rule: Rule, node: Node) -> Job:
        state = cell(node)
        if state.jobs is None:
            state.jobs = {}
        job = state.jobs.get(rule.order)
        if job is None:
            job = state.jobs[rule.order] = Job(rule, node, state)
        return job

    def _put(self, job: Job) -> None:
        job.waiting = True
        self._pushed += 1
        heapq.heappush(self._heap, (job.rule.order, self._pushed, job))

    def push_all(self, *, choices: bool) -> None:
        """Queue every rule at every node.

        Args:
            choices: Also those that drop answers which their list does not offer.
        """
        for rule in self._graph.rules:
            if choices or rule.aspect != "choices":
                self.push_rule(rule)

    def push_rule(self, rule: Rule) -> None:
        """Queue one rule at every node."""
        for node in self._targets(rule, self._tree.scope):
            self.push(rule, node)

    def push_new(self, instance: Node) -> None:
        """Queue the rules of a new repeat instance, and what reads its nodes."""
        for node in below(instance):
            state = cell(node)
            nodeset = state.definition.nodeset
            for rule in self._graph.of.get(nodeset, ()):
                if rule.aspect != "count":
                    self.push(rule, node)
            self._push_counts(node, nodeset)
            self.signal(nodeset, state.scope)

    def gone(self, instance: Node, around: Scope, *, renumbers: bool) -> None:
        """Queue what reads the nodes of a repeat instance that has just left.

        Args:
            instance: Already out of the tree.
            around: Where it was.
            renumbers: Others came after it and have another position now.
        """
        self._left = True
        for node in below(instance):
            self.signal(cell(node).definition.nodeset, around)
        self.signal(cell(instance).definition.nodeset, around, wide=renumbers)

    def run(self) -> None:
        """Run what is queued until nothing is."""
        heap = self._heap
        while heap:
            job = heapq.heappop(heap)[2]
            job.waiting = False
            self._ran += 1
            if self._ran > _MANY_RUNS and self._is_endless(job):
                continue
            state, aspect = job.state, job.rule.aspect
            if state.scope.node.parent is None:
                continue  # Its repeat instance was removed meanwhile.
            if aspect == "calculate":
                self._calculate(job.rule, job.node, state)
            elif aspect == "relevant":
                self._relevance(job.rule, job.node, state)
            elif aspect == "count":
                self._count(job.rule, job.node)
            elif job.node.value or state.typed is not None:
                self.write(job.node, self._keep(job.node))
            self._walked += self._env.work
            if self._walked > _MOST_WALKED:
                text = job.rule.expression.text
                raise XPathError("XPATH-WORK", text, 0, limit=_MOST_WALKED)

    def _is_endless(self, job: Job) -> bool:
        runs = self._runs[job] = self._runs.get(job, 0) + 1
        return runs > _MOST_RUNS_A_NODE and job.rule.aspect != "count"

    def run_relevance(self) -> None:
        """Run every relevance rule and the counts, and nothing else: for a restore."""
        for rule in self._graph.rules:
            if rule.aspect == "relevant":
                for node in self._targets(rule, self._tree.scope):
                    self._relevance(rule, node, cell(node))
        for _, _, job in self._heap:
            job.waiting = False
        self._heap.clear()

    def _targets(self, rule: Rule, scope: Scope) -> Iterable[Node]:
        nodeset = self._asked(rule)
        repeats = self._repeats[nodeset]
        if len(repeats) > scope.level:
            return self._tree.nodes(nodeset, scope, repeats)
        node = scope.nodes.get(nodeset)
        return () if node is None else (node,)

    def _asked(self, rule: Rule) -> str:
        if rule.aspect != "count":
            return rule.nodeset
        # It is asked of what holds the instances: there may be none of them.
        return rule.nodeset.rpartition("/")[0]

    def _relevance(self, rule: Rule, node: Node, state: Cell) -> None:
        own = state.own_relevant = rule.expression.boolean(Context(self._env, node))
        parent = node.parent
        # Effective relevance follows at and below the node.
        relevant = own and (parent is None or parent.relevant)
        if relevant != node.relevant:
            self._turn(node, relevant)

    def _turn(self, node: Node, relevant: bool) -> None:
        node.relevant = relevant
        self._env.changed(node.name)
        state = cell(node)
        nodeset = state.definition.nodeset
        self.delta.shown[node] = None
        self.signal(nodeset, state.scope)
        if state.definition.repeat and state.scope.around is not None:
            self.signal(nodeset, state.scope.around, wide=True)
        if relevant:
            self._woken(node, state, nodeset)
        for child in (*node.attributes, *node.children):
            if not isinstance(child.tag, Cell):
                continue
            now = relevant and child.tag.own_relevant
            if now != child.relevant:
                self._turn(child, now)

    def _woken(self, node: Node, state: Cell, nodeset: str) -> None:
        if state.stale:
            for rule in self._graph.of.get(nodeset, ()):
                if rule.aspect == "calculate":
                    self.push(rule, node)
        if not state.definition.leaf:
            self._push_counts(node, nodeset)

    def _push_counts(self, node: Node, nodeset: str) -> None:
        for rule in self._graph.counts.get(nodeset, ()):
            self.push(rule, node)

    def _calculate(self, rule: Rule, node: Node, state: Cell) -> None:
        state.stale = not node.relevant
        if state.stale:
            return
        text = rule.expression.string(Context(self._env, node))
        if text == "NaN":
            text = ""
        if len(text) > MOST_CHARACTERS:
            # What doubles from question to question would soon fill the memory.
            raise KnownError(
                "FORM-TEXT-LONG",
                ref=state.ref,
                length=len(text),
                limit=MOST_CHARACTERS,
            )
        zone = self._env.now.tzinfo
        assert zone is not None  # noqa: S101  (a Moment is aware)
        read = canonical(state.definition.bind.type, text, zone)
        state.typed = None
        self.write(node, text if read is None else read)

    def _count(self, rule: Rule, parent: Node) -> None:
        if not parent.relevant:
            return
        # The expression is seen from an instance; a stand-in where there is none.
        stand_in = Node(ELEMENT, "")
        stand_in.parent = parent
        number = rule.expression.number(self._env.at(stand_in))
        # NaN compares false: no number counts as none.
        count = int(min(number, MOST_INSTANCES + 1)) if number > 0 else 0
        self._resize(rule.nodeset, parent, count)


def below(node: Node) -> Iterator[Node]:
    """Go through a node of the primary instance and all under it, attributes too."""
    if isinstance(node.tag, Cell):
        yield node
    for attribute in node.attributes:
        if isinstance(attribute.tag, Cell):
            yield attribute
    for child in node.children:
        if child.kind == ELEMENT:
            yield from below(child)
