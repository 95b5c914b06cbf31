"""The public face of XPath: text in, an expression that evaluates out."""

from collections.abc import Mapping
from functools import lru_cache

from forms.engine.xpath.analysis import Analysis, analyse
from forms.engine.xpath.closures import build
from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import to_boolean, to_nodes, to_number, to_string
from forms.engine.xpath.nodes import Node
from forms.engine.xpath.selection import RowSelection
from forms.engine.xpath.syntax import Ast, parse


class Expression:
    """A compiled expression: parsed once, evaluated often.

    Every evaluation may raise XPathError (a KnownError with a code "XPATH-..."):
    a regex that would not end, a function that the values do not allow.

    Attributes:
        text: As it was written.
        ast: As parsed, with positions.
    """

    __slots__ = ("_evaluate", "ast", "namespaces", "text")

    def __init__(self, text: str, namespaces: Mapping[str, str]) -> None:
        self.text = text
        self.namespaces = namespaces
        self.ast: Ast = parse(text)
        self._evaluate = build(self.ast, text, namespaces)

    def string(self, context: Context) -> str:
        """Return the value as text; a number without exponent or needless zeros."""
        return to_string(self._evaluate(context))

    def number(self, context: Context) -> float:
        """Return the value as a number, NaN where it is none."""
        return to_number(self._evaluate(context))

    def boolean(self, context: Context) -> bool:
        """Return the value as true or false."""
        return to_boolean(self._evaluate(context))

    def nodes(self, context: Context) -> list[Node]:
        """Return the node-set in document order; rows become nodes, so not for lists.

        Raises:
            XPathError: XPATH-NODES if the value is no node-set.
        """
        return to_nodes(self._evaluate(context))

    def select(self, context: Context) -> RowSelection | list[Node]:
        """Return what an itemset offers: a selection of rows, or nodes.

        `instance('x')/root/item[...]` over a RowSource gives a RowSelection, which
        holds no row until it is asked for one.
        """
        value = self._evaluate(context)
        return value if isinstance(value, RowSelection) else to_nodes(value)

    def analysis(self, context_nodeset: str) -> Analysis:
        """Return what the expression reads when evaluated at `context_nodeset`.

        Args:
            context_nodeset: Absolute path of the definition, as "/data/group/a".
        """
        return analyse(self.ast, context_nodeset)


def compile_expression(
    text: str, namespaces: Mapping[str, str] | None = None
) -> Expression:
    """Return `text` compiled; the same text and namespaces give the same object.

    Args:
        text: An XPath expression, without entities.
        namespaces: Prefix to URI. "" names a default namespace that unprefixed
            names match besides none at all.

    Raises:
        XPathError: XPATH-SYNTAX, XPATH-FUNCTION, XPATH-ARITY, XPATH-DEEP ..., each
            with `position` (from 0) and `expression`.
    """
    pairs = tuple(sorted((namespaces or {}).items()))
    return _compiled(text, pairs)


@lru_cache(maxsize=20_000)
def _compiled(text: str, namespaces: tuple[tuple[str, str], ...]) -> Expression:
    return Expression(text, dict(namespaces))
