"""The body: controls, groups, repeats, and the actions among them."""

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from forms.engine.definition.actions import ACTIONS, read_action
from forms.engine.definition.binds import absolute, foreign_attributes
from forms.engine.definition.document import attribute, first, local
from forms.engine.definition.itemsets import read_items, read_itemset, read_query
from forms.engine.definition.model import (
    JAVAROSA,
    NO_EXTRA,
    NO_TEXT,
    Action,
    BodyItem,
    ControlKind,
    GroupDefinition,
    QuestionDefinition,
    RepeatDefinition,
    Text,
)
from forms.engine.definition.scope import Scope
from forms.engine.definition.searched import read_search, without_search
from forms.engine.definition.texts import read_text
from forms.engine.values import number
from forms.errors import KnownError

_CONTROLS: dict[str, ControlKind] = {
    "input": "input",
    "secret": "input",
    "textarea": "input",
    "select1": "select1",
    "select": "select",
    "rank": "rank",
    "range": "range",
    "upload": "upload",
    "trigger": "trigger",
}
_MOST_DEPTH = 60


class BodyReader:
    """Reads one body; collects its actions, and the files of search(), on the way.

    Args:
        root: The root element's nodeset.
        scope: Compiles the expressions.
    """

    def __init__(self, root: str, scope: Scope) -> None:
        self.actions: list[Action] = []
        self.searched: list[str] = []
        self._root = root
        self._scope = scope
        self._unnamed = 0
        self._repeats: list[str] = []

    def read(self, body: etree._Element) -> tuple[BodyItem, ...]:
        """Return what the body holds, in order."""
        return self._items(body, self._root, 0)

    def _items(
        self, parent: etree._Element, base: str, depth: int
    ) -> tuple[BodyItem, ...]:
        if depth > _MOST_DEPTH:
            raise KnownError("XML-DEEP", depth=_MOST_DEPTH)
        found: list[BodyItem] = []
        for element in parent:
            name = local(element)
            if name == "group":
                found.append(self._group(element, base, depth))
            elif name == "repeat":
                found.append(self._repeat(element, base, NO_TEXT, depth))
            elif name in _CONTROLS:
                found.append(self._control(element, _CONTROLS[name], base))
            elif name in ACTIONS:
                self._action(element, base, "")
        return tuple(found)

    def _group(
        self, element: etree._Element, base: str, depth: int
    ) -> GroupDefinition | RepeatDefinition:
        ref = attribute(element, "ref") or attribute(element, "nodeset")
        nodeset = absolute(ref, base) if ref else base
        label = read_text(first(element, "label"), self._scope)
        wrapped = self._wrapped_repeat(element, nodeset, base, bool(ref))
        if wrapped is not None:
            repeat = self._repeat(wrapped, nodeset, label, depth + 1)
            return replace(repeat, appearance=appearance(element) + repeat.appearance)
        key = ""
        if not ref:
            self._unnamed += 1
            key = f"#{self._unnamed}"
        return GroupDefinition(
            nodeset=nodeset,
            key=key,
            appearance=appearance(element),
            label=label,
            items=self._items(element, nodeset, depth + 1),
            hint=read_text(first(element, "hint"), self._scope),
        )

    def _wrapped_repeat(
        self, element: etree._Element, nodeset: str, base: str, named: bool
    ) -> etree._Element | None:
        # <group ref="/data/r"><label/><repeat nodeset="/data/r">: one thing, not two.
        inside = [c for c in element if local(c) not in ("label", "hint")]
        if len(inside) != 1 or local(inside[0]) != "repeat":
            return None
        of = absolute(_nodeset(inside[0]), nodeset)
        return inside[0] if of == nodeset or not named else None

    def _repeat(
        self, element: etree._Element, base: str, label: Text, depth: int
    ) -> RepeatDefinition:
        nodeset = absolute(_nodeset(element), base)
        own = read_text(first(element, "label"), self._scope)
        place = f"count {nodeset}"
        self._repeats.append(nodeset)
        items = self._items(element, nodeset, depth + 1)
        self._repeats.pop()
        return RepeatDefinition(
            nodeset=nodeset,
            appearance=appearance(element),
            label=own or label,
            items=items,
            count=self._scope.optional(attribute(element, "count", JAVAROSA), place),
            fixed=self._scope.optional(
                attribute(element, "noAddRemove", JAVAROSA), place
            ),
        )

    def _control(
        self, element: etree._Element, kind: ControlKind, base: str
    ) -> QuestionDefinition:
        given = dict(element.items())
        nodeset = absolute(given.get("ref") or given.get("nodeset") or "", base)
        label, hint = NO_TEXT, NO_TEXT
        # From the last: of two labels the first one counts.
        for child in reversed(element):
            name = local(child)
            if name == "label":
                label = read_text(child, self._scope)
            elif name == "hint":
                hint = read_text(child, self._scope)
        question = QuestionDefinition(
            nodeset,
            kind,
            _words(given.get("appearance")),
            label,
            hint,
            given.get("mediatype", ""),
            _parameters(given, local(element)),
        )
        more = len(element) - (label is not NO_TEXT) - (hint is not NO_TEXT)
        if not more and not question.is_select and "query" not in given:
            return question
        for child in element:
            if local(child) in ACTIONS:
                self._action(child, nodeset, nodeset)
        return self._offering(element, question)

    def _offering(
        self, element: etree._Element, question: QuestionDefinition
    ) -> QuestionDefinition:
        """Return the question with its choices."""
        nodeset, kind, searched = question.nodeset, question.kind, None
        itemset = read_itemset(element, self._scope, nodeset)
        if itemset is None and attribute(element, "query") is not None:
            itemset, kind = read_query(element, self._scope), "select1"
        if itemset is None and kind in ("select1", "select"):
            words = attribute(element, "appearance") or ""
            searched = read_search(words, self._scope, nodeset)
        if searched is not None:
            itemset = searched.itemset
            self.searched.append(searched.src)
        return replace(
            question,
            kind=kind,
            itemset=itemset,
            items=read_items(element, self._scope),
            searched=searched is not None,
        )

    def _action(self, element: etree._Element, base: str, trigger: str) -> None:
        scope = self._repeats[-1] if self._repeats else ""
        self.actions.append(read_action(element, base, trigger, scope, self._scope))


def appearance(element: etree._Element) -> tuple[str, ...]:
    """Return the tokens of its appearance."""
    return _words(attribute(element, "appearance"))


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(without_search(text).split()) if text else ()


def _nodeset(element: etree._Element) -> str:
    return attribute(element, "nodeset") or attribute(element, "ref") or ""


_OWN = frozenset(("ref", "nodeset", "appearance", "mediatype", "class", "query"))


def _parameters(given: Mapping[str, str], name: str) -> Mapping[str, str]:
    plain = {
        key: text for key, text in given.items() if key not in _OWN and key[0] != "{"
    }
    if name == "range":
        # An end that is no number is as good as none: the page has its own.
        for end in ("start", "end", "step"):
            if end in plain and number(plain[end]) is None:
                del plain[end]
    foreign = foreign_attributes(given)
    return {**plain, **foreign} if plain or foreign else NO_EXTRA
