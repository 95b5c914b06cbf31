"""The dependency graph of a form: what to recompute, in which order, after what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from forms.engine.definition.model import (
    BodyItem,
    FormDefinition,
    GroupDefinition,
    QuestionDefinition,
    RepeatDefinition,
    Text,
)
from forms.engine.definition.reads import Nodesets, Read, Reads, reads_of
from forms.engine.xpath.compile import Expression
from forms.errors import KnownError

Aspect = Literal["relevant", "calculate", "count", "choices"]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """An expression whose result others may read, so it is kept up to date at once.

    Args:
        order: Rules are run in this order: after what they read.
        soft: May read what it changes (a repeat's count, a filtered list's answer).
    """

    nodeset: str
    aspect: Aspect
    expression: Expression
    order: int = 0

    @property
    def soft(self) -> bool:
        """Whether a loop through it is no fault of the form."""
        return self.aspect in ("count", "choices")


@dataclass(frozen=True, slots=True)
class Graph:
    """What depends on what; shared by all sessions of a form.

    Args:
        rules: In order.
        of: The rules of each nodeset, in order.
        dependents: By nodeset read: rules to run, each with the number of repeats
            in whose same instance it stays.
        watchers: By nodeset read: nodesets whose state (label, choices, constraint,
            readonly ...) reads it.
        readonly_groups: Groups whose readonly the questions inside inherit.
        language: Rules that name choices in the language shown.
        counts: By nodeset: the count rules of the repeats right under it.
    """

    nodesets: Nodesets
    rules: tuple[Rule, ...]
    of: Mapping[str, tuple[Rule, ...]]
    dependents: Mapping[str, tuple[tuple[Rule, int], ...]]
    watchers: Mapping[str, tuple[tuple[str, int], ...]]
    readonly_groups: frozenset[str]
    language: tuple[Rule, ...]
    counts: Mapping[str, tuple[Rule, ...]]


def graph_of(definition: FormDefinition) -> Graph:
    """Return the form's graph, built once.

    Raises:
        KnownError: FORM-CYCLE (path) if values or relevance depend on themselves.
    """
    graph = definition.caches.get("graph")
    if not isinstance(graph, Graph):
        graph = definition.caches["graph"] = _Builder(definition).build()
    return graph


@dataclass(slots=True)
class _Draft:
    rule: Rule
    reads: set[Read]
    order: int = -1


@dataclass
class _Builder:
    definition: FormDefinition
    drafts: list[_Draft] = field(default_factory=list)
    providers: dict[str, list[_Draft]] = field(default_factory=dict)
    watches: dict[str, dict[tuple[str, int], None]] = field(default_factory=dict)
    language: list[_Draft] = field(default_factory=list)

    def build(self) -> Graph:
        self.nodesets = Nodesets(_repeats(self.definition))
        self._bind_rules()
        self._body(self.definition.body)
        ordered = self._sort()
        rules: dict[int, Rule] = {}
        for order, draft in enumerate(ordered):
            rule = draft.rule
            draft.order = order
            rules[order] = Rule(rule.nodeset, rule.aspect, rule.expression, order)
        of: dict[str, list[Rule]] = {}
        dependents: dict[str, dict[tuple[Rule, int], None]] = {}
        for draft in ordered:
            rule = rules[draft.order]
            of.setdefault(rule.nodeset, []).append(rule)
            for read in draft.reads:
                # A calculate that reads its own node (once) does not set itself off.
                around = len(self.nodesets.repeats[rule.nodeset])
                own = read.nodeset == rule.nodeset and read.levels >= around
                if not (own and rule.aspect == "calculate"):
                    entry = dependents.setdefault(read.nodeset, {})
                    entry[rule, read.levels] = None
        return Graph(
            nodesets=self.nodesets,
            rules=tuple(rules.values()),
            of={nodeset: tuple(found) for nodeset, found in of.items()},
            dependents={n: tuple(found) for n, found in dependents.items()},
            watchers={n: tuple(found) for n, found in self.watches.items()},
            readonly_groups=frozenset(
                n.nodeset
                for n in self.definition.nodes.values()
                if n.bind.readonly is not None and not n.leaf
            ),
            language=tuple(rules[draft.order] for draft in self.language),
            counts=_counts(rules.values()),
        )

    def _reads(self, expression: Expression, nodeset: str) -> Reads:
        found = reads_of(expression.ast, nodeset, self.nodesets)
        for text_id in found.itext:
            found.reads |= self._itext_reads(text_id, nodeset)
        for named in found.choice_names:
            found.reads |= self._choices_reads(named)
        return found

    def _itext_reads(self, text_id: str, nodeset: str) -> set[Read]:
        found: set[Read] = set()
        for texts in self.definition.itext.values():
            for text in texts.get(text_id, {}).values():
                for expression in text.expressions:
                    found |= reads_of(expression.ast, nodeset, self.nodesets).reads
        return found

    def _choices_reads(self, nodeset: str) -> set[Read]:
        node = self.definition.nodes.get(nodeset)
        if node is None or node.question is None or node.question.itemset is None:
            return set()
        ast = node.question.itemset.nodeset.ast
        return reads_of(ast, nodeset, self.nodesets).reads

    def _text_reads(self, text: Text, nodeset: str) -> set[Read]:
        found = self._itext_reads(text.itext, nodeset) if text.itext else set()
        for expression in text.expressions:
            found |= self._reads(expression, nodeset).reads
        return found

    def _rule(self, nodeset: str, aspect: Aspect, expression: Expression) -> None:
        reads = self._reads(expression, nodeset)
        draft = _Draft(Rule(nodeset, aspect, expression), reads.reads)
        self.drafts.append(draft)
        self.providers.setdefault(nodeset, []).append(draft)
        if reads.language:
            self.language.append(draft)

    def _watch(self, nodeset: str, reads: Iterable[Read]) -> None:
        for read in reads:
            self.watches.setdefault(read.nodeset, {})[nodeset, read.levels] = None

    def _bind_rules(self) -> None:
        for node in self.definition.nodes.values():
            bind = node.bind
            if bind.relevant is not None:
                self._rule(node.nodeset, "relevant", bind.relevant)
            if bind.calculate is not None and node.leaf:
                self._rule(node.nodeset, "calculate", bind.calculate)
            for expression in (bind.readonly, bind.required, bind.constraint):
                if expression is not None:
                    reads = self._reads(expression, node.nodeset).reads
                    self._watch(node.nodeset, reads)
            for text in (bind.constraint_message, bind.required_message):
                self._watch(node.nodeset, self._text_reads(text, node.nodeset))

    def _body(self, items: tuple[BodyItem, ...]) -> None:
        for item in items:
            self._watch(item.nodeset, self._text_reads(item.label, item.nodeset))
            if isinstance(item, QuestionDefinition):
                self._question(item)
                continue
            if isinstance(item, GroupDefinition):
                self._watch(item.nodeset, self._text_reads(item.hint, item.nodeset))
            elif isinstance(item, RepeatDefinition) and item.count is not None:
                self._rule(item.nodeset, "count", item.count)
            self._body(item.items)

    def _question(self, item: QuestionDefinition) -> None:
        nodeset = item.nodeset
        self._watch(nodeset, self._text_reads(item.hint, nodeset))
        for choice in item.items:
            self._watch(nodeset, self._text_reads(choice.label, nodeset))
        itemset = item.itemset
        if itemset is None:
            return
        self._rule(nodeset, "choices", itemset.nodeset)
        self._watch(nodeset, self._reads(itemset.nodeset, nodeset).reads)
        # Value and label are seen from the item: its nodeset, where it is one of ours.
        for read in reads_of(itemset.nodeset.ast, nodeset, self.nodesets).reads:
            for expression in (itemset.value, itemset.label, itemset.itext):
                if expression is not None:
                    inner = reads_of(expression.ast, read.nodeset, self.nodesets)
                    self._watch(nodeset, (Read(r.nodeset, 0) for r in inner.reads))

    def _sort(self) -> list[_Draft]:
        done: dict[int, bool] = {}
        ordered: list[_Draft] = []
        for draft in self.drafts:
            self._visit(draft, done, ordered)
        return ordered

    def _visit(
        self, start: _Draft, done: dict[int, bool], ordered: list[_Draft]
    ) -> None:
        # Depth first without recursion; `done` is False while on the way.
        if id(start) in done:
            return
        done[id(start)] = False
        way = [(start, self._needs(start))]
        while way:
            draft, needs = way[-1]
            following = next(needs, None)
            if following is None:
                done[id(draft)] = True
                ordered.append(draft)
                way.pop()
                continue
            needed, hard = following
            state = done.get(id(needed))
            if state is None:
                done[id(needed)] = False
                way.append((needed, self._needs(needed)))
            elif state is False and hard:
                self._refuse([d for d, _ in way], needed)

    def _refuse(self, way: list[_Draft], needed: _Draft) -> None:
        loop = way[way.index(needed) :]
        if any(draft.rule.soft for draft in loop):
            return
        path = [draft.rule.nodeset for draft in loop]
        raise KnownError("FORM-CYCLE", path=" → ".join([*path, path[0]]))

    def _needs(self, draft: _Draft) -> Iterator[tuple[_Draft, bool]]:
        rule = draft.rule
        around = self.nodesets.repeats.get(rule.nodeset, ())
        if rule.aspect != "relevant":
            yield from ((d, False) for d in self._above(rule.nodeset, draft))
        for read in sorted(draft.reads, key=lambda r: (r.nodeset, r.levels)):
            # A read of other instances of the same repeat is no loop by itself.
            shared = self.nodesets.levels(read.nodeset, rule.nodeset)
            hard = read.levels >= min(shared, len(around)) and not rule.soft
            for provider in self.providers.get(read.nodeset, ()):
                own = provider is draft and rule.aspect != "relevant"
                if not own:
                    yield provider, hard
            yield from ((d, hard) for d in self._above(read.nodeset, None))

    def _above(self, nodeset: str, but: _Draft | None) -> Iterator[_Draft]:
        # Relevance and number of what is around a node decide how it reads.
        inside = nodeset
        while inside:
            for draft in self.providers.get(inside, ()):
                structural = draft.rule.aspect in ("relevant", "count")
                if structural and draft is not but:
                    yield draft
            inside = inside.rpartition("/")[0]


def _counts(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        if rule.aspect == "count":
            parent = rule.nodeset.rpartition("/")[0]
            found[parent] = (*found.get(parent, ()), rule)
    return found


def _repeats(definition: FormDefinition) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {"": ()}
    for node in definition.nodes.values():
        above = found[node.nodeset.rpartition("/")[0]]
        found[node.nodeset] = (*above, node.nodeset) if node.repeat else above
    del found[""]
    return found
