"""What a select offers, and which answers it takes."""

from collections.abc import Mapping

from forms.engine.definition.model import QuestionDefinition
from forms.engine.instance.choices import (
    ListedChoices,
    RowChoices,
    itemset_choices,
    searched_choices,
    static_choices,
)
from forms.engine.instance.lists import Lists
from forms.engine.instance.texts import Texts
from forms.engine.instance.tree import Cell, cell
from forms.engine.xpath.ast import Call, Literal, walk
from forms.engine.xpath.compile import compile_expression
from forms.engine.xpath.context import Context, Environment
from forms.engine.xpath.nodes import Node


class Offer:
    """The choices of a session's selects."""

    def __init__(
        self,
        env: Environment,
        texts: Texts,
        lists: Lists,
        namespaces: Mapping[str, str],
    ) -> None:
        self._env = env
        self._texts = texts
        self._lists = lists
        self._namespaces = namespaces

    def choices(self, node: Node) -> ListedChoices | RowChoices | None:
        """Return what a select at the node offers now, None where it is no select."""
        question = cell(node).definition.question
        if question is None or not question.is_select:
            return None
        return self.shown(node)

    def shown(self, node: Node) -> ListedChoices | RowChoices | None:
        """Return what a page shows: as `choices`, and the words along a range.

        The words of a range (tick_labelset) name some of its numbers; they are no
        choices, for any number may be answered.
        """
        question = cell(node).definition.question
        if question is None:
            return None
        worded = question.kind == "range" and (question.itemset or question.items)
        if not (question.is_select or worded):
            return None
        if question.searched:
            return searched_choices(question, node, self._env, self._texts)
        if question.itemset is not None:
            return itemset_choices(question.itemset, node, self._env, self._texts)
        return static_choices(question.items, node, self._texts)

    def picked(self, node: Node, text: str) -> str | None:
        """Return an answer's values as they are kept.

        None for no select, for a value that is not offered, and for a rank that
        leaves a choice out.
        """
        question = cell(node).definition.question
        choices = self.choices(node)
        if choices is None or question is None:
            return None
        values = [text] if question.kind == "select1" else text.split()
        values = [value for value in dict.fromkeys(values) if value]
        if any(choices.get(value) is None for value in values):
            return None
        if question.kind == "rank" and values and len(values) < len(choices):
            return None
        return " ".join(values)

    def offered_part(self, node: Node) -> str:
        """Return the node's answer without what is offered no longer.

        Where the list's file is not to be had, the answer stays: nobody took it back.
        """
        question = cell(node).definition.question
        choices = self.choices(node)
        if choices is None or question is None or self._is_missing(question):
            return node.value
        if question.kind == "select1":
            return node.value if choices.get(node.value) is not None else ""
        values = node.value.split()
        return " ".join(v for v in values if choices.get(v) is not None)

    def choice_name(self, value: str, path: str, context: Context) -> str:
        """Return what jr:choice-name gives: the label of a choice of `path`."""
        expression = compile_expression(path, self._namespaces)
        for node in expression.nodes(self._env.at(context.current)):
            if isinstance(node.tag, Cell):
                choices = self.choices(node)
                choice = None if choices is None else choices.get(value)
                return "" if choice is None else choice.label
        return ""

    def _is_missing(self, question: QuestionDefinition) -> bool:
        if question.itemset is None:
            return False
        return any(
            isinstance(part, Call)
            and part.name == "instance"
            and isinstance(part.arguments[0], Literal)
            and self._lists.missing(part.arguments[0].text)
            for part in walk(question.itemset.nodeset.ast)
        )
