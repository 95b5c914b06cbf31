"""The dependency graph of a form: what to recompute, in which order, after what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from forms.engine.definition.model import (
    NO_TEXT,
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
_SOFT: Final = frozenset({"count", "choices"})
_STRUCTURE: Final = frozenset({"relevant", "count"})


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
        return self.aspect in _SOFT


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


@dataclass(slots=True, eq=False)
class _Draft:
    nodeset: str
    aspect: Aspect
    expression: Expression
    reads: set[Read]
    order: int = -1

    @property
    def soft(self) -> bool:
        return self.aspect in _SOFT


@dataclass
class _Builder:
    definition: FormDefinition
    drafts: list[_Draft] = field(default_factory=list)
    providers: dict[str, list[_Draft]] = field(default_factory=dict)
    watches: dict[str, dict[tuple[str, int], None]] = field(default_factory=dict)
    language: list[_Draft] = field(default_factory=list)
    structure: dict[str, tuple[_Draft, ...]] = field(default_factory=dict)

    def build(self) -> Graph:
        self.nodesets = Nodesets(_repeats(self.definition))
        self.telling = _telling(self.definition)
        self._bind_rules()
        self._body(self.definition.body)
        ordered = self._sort()
        rules: list[Rule] = []
        of: dict[str, list[Rule]] = {}
        for order, draft in enumerate(ordered):
            draft.order = order
            rule = Rule(draft.nodeset, draft.aspect, draft.expression, order)
            rules.append(rule)
            of.setdefault(rule.nodeset, []).append(rule)
        return Graph(
            nodesets=self.nodesets,
            rules=tuple(rules),
            of={nodeset: tuple(found) for nodeset, found in of.items()},
            dependents=self._dependents(ordered, rules),
            watchers={n: tuple(found) for n, found in self.watches.items()},
            readonly_groups=frozenset(
                n.nodeset
                for n in self.definition.nodes.values()
                if n.bind.readonly is not None and not n.leaf
            ),
            language=tuple(rules[draft.order] for draft in self.language),
            counts=_counts(rules),
        )

    def _dependents(
        self, ordered: list[_Draft], rules: list[Rule]
    ) -> dict[str, tuple[tuple[Rule, int], ...]]:
        found: dict[str, dict[tuple[Rule, int], None]] = {}
        repeats = self.nodesets.repeats
        for draft, rule in zip(ordered, rules, strict=True):
            for read in draft.reads:
                # A calculate that reads its own node (once) does not set itself off.
                own = read.nodeset == rule.nodeset
                if own and read.levels >= len(repeats[rule.nodeset]):
                    if rule.aspect == "calculate":
                        continue
                found.setdefault(read.nodeset, {})[rule, read.levels] = None
        return {nodeset: tuple(entries) for nodeset, entries in found.items()}

    def _reads(self, expression: Expression, nodeset: str) -> Reads:
        found = reads_of(expression.ast, nodeset, self.nodesets)
        for text_id in found.itext:
            found.reads |= self._itext_reads(text_id, nodeset)
        for named in found.choice_names:
            found.reads |= self._choices_reads(named)
        return found

    def _itext_reads(self, text_id: str, nodeset: str) -> set[Read]:
        found: set[Read] = set()
        for expression in self.telling.get(text_id, ()):
            found |= reads_of(expression.ast, nodeset, self.nodesets).reads
        return found

    def _choices_reads(self, nodeset: str) -> set[Read]:
        node = self.definition.nodes.get(nodeset)
        if node is None or node.question is None or node.question.itemset is None:
            return set()
        ast = node.question.itemset.nodeset.ast
        return reads_of(ast, nodeset, self.nodesets).reads

    def _watch_text(self, text: Text, nodeset: str) -> None:
        if text.itext in self.telling:
            self._watch(nodeset, self._itext_reads(text.itext, nodeset))
        if text.itext:
            return
        for expression in text.expressions:
            self._watch(nodeset, self._reads(expression, nodeset).reads)

    def _rule(self, nodeset: str, aspect: Aspect, expression: Expression) -> None:
        reads = self._reads(expression, nodeset)
        draft = _Draft(nodeset, aspect, expression, reads.reads)
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
                if text is not NO_TEXT:
                    self._watch_text(text, node.nodeset)

    def _body(self, items: tuple[BodyItem, ...]) -> None:
        for item in items:
            self._watch_text(item.label, item.nodeset)
            if isinstance(item, QuestionDefinition):
                self._question(item)
                continue
            if isinstance(item, GroupDefinition):
                self._watch_text(item.hint, item.nodeset)
            elif isinstance(item, RepeatDefinition) and item.count is not None:
                self._rule(item.nodeset, "count", item.count)
            self._body(item.items)

    def _question(self, item: QuestionDefinition) -> None:
        nodeset = item.nodeset
        if item.hint is not NO_TEXT:
            self._watch_text(item.hint, nodeset)
        for choice in item.items:
            self._watch_text(choice.label, nodeset)
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
        done: dict[_Draft, bool] = {}
        ordered: list[_Draft] = []
        for draft in self.drafts:
            if draft not in done:
                self._visit(draft, done, ordered)
        return ordered

    def _visit(
        self, start: _Draft, done: dict[_Draft, bool], ordered: list[_Draft]
    ) -> None:
        # Depth first without recursion; `done` is False while on the way.
        done[start] = False
        way = [(start, iter(self._needs(start)))]
        while way:
            draft, needs = way[-1]
            for needed, hard in needs:
                state = done.get(needed)
                if state is None:
                    done[needed] = False
                    way.append((needed, iter(self._needs(needed))))
                    break
                if state is False and hard:
                    self._refuse([d for d, _ in way], needed)
            else:
                done[draft] = True
                ordered.append(draft)
                way.pop()

    def _refuse(self, way: list[_Draft], needed: _Draft) -> None:
        loop = way[way.index(needed) :]
        if any(draft.soft for draft in loop):
            return
        path = [draft.nodeset for draft in loop]
        raise KnownError("FORM-CYCLE", path=" → ".join([*path, path[0]]))

    def _needs(self, draft: _Draft) -> list[tuple[_Draft, bool]]:
        found: list[tuple[_Draft, bool]] = []
        around = len(self.nodesets.repeats.get(draft.nodeset, ()))
        if draft.aspect != "relevant":
            above = self._structure(draft.nodeset)
            found += [(d, False) for d in above if d is not draft]
        for read in sorted(draft.reads, key=_by_place):
            # A read of other instances of the same repeat is no loop by itself.
            shared = self.nodesets.levels(read.nodeset, draft.nodeset)
            hard = read.levels >= min(shared, around) and not draft.soft
            for provider in self.providers.get(read.nodeset, ()):
                own = provider is draft and draft.aspect != "relevant"
                if not own:
                    found.append((provider, hard))
            found += [(d, hard) for d in self._structure(read.nodeset)]
        return found

    def _structure(self, nodeset: str) -> tuple[_Draft, ...]:
        """Return what decides whether a node is there: at it, then above it."""
        # Relevance and number of what is around a node decide how it reads.
        if not nodeset:
            return ()
        found = self.structure.get(nodeset)
        if found is None:
            found = self._structure(nodeset.rpartition("/")[0])
            own = [d for d in self.providers.get(nodeset, ()) if d.aspect in _STRUCTURE]
            if own:
                found = (*own, *found)
            self.structure[nodeset] = found
        return found


def _by_place(read: Read) -> tuple[str, int]:
    return read.nodeset, read.levels


def _telling(definition: FormDefinition) -> dict[str, list[Expression]]:
    """Return the expressions in the texts of itext, by id, where there are any."""
    found: dict[str, list[Expression]] = {}
    for texts in definition.itext.values():
        for text_id, forms in texts.items():
            for text in forms.values():
                for part in text.parts:
                    if type(part) is not str:
                        found.setdefault(text_id, []).extend(text.expressions)
                        break
    return found


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
