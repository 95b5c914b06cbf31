"""The public face of XPath: text in, an expression that evaluates out."""

from collections.abc import Mapping
from functools import lru_cache

from forms.engine.xpath.analysis import Analysis, analyse
from forms.engine.xpath.ast import Ast, Call, walk
from forms.engine.xpath.closures import Compiler
from forms.engine.xpath.code import as_boolean, as_number, as_string, call_fault
from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import Value
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.functions.library import find
from forms.engine.xpath.nodes import Node
from forms.engine.xpath.selection import RowSelection
from forms.engine.xpath.syntax import parse
from forms.engine.xpath.thunk import Thunk


class Expression:
    """An expression: parsed once, compiled when first evaluated, evaluated often.

    Every evaluation may raise XPathError (a KnownError with a code "XPATH-..."):
    a regex that would not end, a function that the values do not allow.

    Attributes:
        text: As it was written.
        ast: As parsed, with positions.
    """

    __slots__ = (
        "_boolean",
        "_number",
        "_run",
        "_string",
        "ast",
        "namespaces",
        "text",
    )

    def __init__(self, text: str, namespaces: Mapping[str, str]) -> None:
        self.text = text
        self.namespaces = namespaces
        self.ast: Ast = parse(text)
        self._run: Thunk | None = None

    def _compile(self) -> Thunk:
        # Half of a form's expressions, its constraints, are asked long after it opens.
        code = Compiler(self.ast, self.text, self.namespaces).whole
        self._run = code.run
        self._string = as_string(code)
        self._number = as_number(code)
        self._boolean = as_boolean(code)
        return code.run

    def string(self, context: Context) -> str:
        """Return the value as text; a number without exponent or needless zeros."""
        context.env.work = 0
        if self._run is None:
            self._compile()
        return self._string(context)

    def number(self, context: Context) -> float:
        """Return the value as a number, NaN where it is none."""
        context.env.work = 0
        if self._run is None:
            self._compile()
        return self._number(context)

    def boolean(self, context: Context) -> bool:
        """Return the value as true or false."""
        context.env.work = 0
        if self._run is None:
            self._compile()
        return self._boolean(context)

    def value(self, context: Context) -> Value:
        """Return the value as it is."""
        context.env.work = 0
        run = self._run or self._compile()
        return run(context)

    def select(self, context: Context) -> RowSelection | list[Node]:
        """Return what an itemset offers: a selection of rows, or relevant nodes.

        `instance('x')/root/item[...]` over a RowSource gives a RowSelection, which
        holds no row until it is asked for one.

        Raises:
            XPathError: XPATH-NODES if the value is no node-set.
        """
        value = self.value(context)
        if isinstance(value, RowSelection):
            return value
        if not isinstance(value, list):
            raise XPathError("XPATH-NODES", self.text, self.ast.start)
        return [node for node in value if node.relevant]

    def nodes(self, context: Context) -> list[Node]:
        """Return the node-set in document order; rows become nodes, so not for lists.

        The list may be the one kept for the next time: do not change it.

        Raises:
            XPathError: XPATH-NODES if the value is no node-set.
        """
        value = self.value(context)
        if isinstance(value, RowSelection):
            return value.nodes()
        if not isinstance(value, list):
            raise XPathError("XPATH-NODES", self.text, self.ast.start)
        return value

    @property
    def faults(self) -> tuple[XPathError, ...]:
        """Calls that will fail: unknown functions, wrong numbers of arguments."""
        if "(" not in self.text:
            return ()
        found = (
            call_fault(part, find(part.name, dict(self.namespaces)), self.text)
            for part in walk(self.ast)
            if isinstance(part, Call)
        )
        return tuple(fault for fault in found if fault is not None)

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
        XPathError: XPATH-SYNTAX, XPATH-DEEP ..., each with `position` (from 0) and
            `expression`. Unknown functions are told by `faults` and when evaluated.
    """
    return compiled(text, tuple(sorted((namespaces or {}).items())))


@lru_cache(maxsize=20_000)
def compiled(text: str, namespaces: tuple[tuple[str, str], ...]) -> Expression:
    """Return what `compile_expression` does, the namespaces as sorted pairs."""
    return Expression(text, dict(namespaces))
