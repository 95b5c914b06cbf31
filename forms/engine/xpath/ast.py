"""The parts an XPath expression is made of, each with its place in the text."""

from dataclasses import field

from forms.engine.frozen import frozen


@frozen
class Ast:
    """A part of an expression.

    Args:
        start: Where it starts in the text; two parts are equal wherever they stand.
    """

    start: int = field(default=0, compare=False, kw_only=True)


@frozen
class Number(Ast):
    """A number as written: "1", ".5", "3."."""

    text: str


@frozen
class Literal(Ast):
    """A quoted string."""

    text: str


@frozen
class Call(Ast):
    """A call of a function, its name as written ("jr:itext")."""

    name: str
    arguments: tuple[Ast, ...]


@frozen
class Negate(Ast):
    """Unary minus."""

    operand: Ast


@frozen
class Chain(Ast):
    """Operands joined by operators of one precedence, from left to right.

    Flat however long, so a thousand `or` need no deep recursion.

    Args:
        rest: Pairs of an operator and the operand on its right.
    """

    first: Ast
    rest: tuple[tuple[str, Ast], ...]


@frozen
class NameTest(Ast):
    """A name in a step; prefix or name may be "*" ("*" alone has no prefix)."""

    prefix: str
    name: str


@frozen
class KindTest(Ast):
    """`node()`, `text()`, `comment()`, `processing-instruction('target')`."""

    kind: str
    target: str | None = None


@frozen
class Step(Ast):
    """One step of a path."""

    axis: str
    test: NameTest | KindTest
    predicates: tuple[Ast, ...] = ()


@frozen
class Filter(Ast):
    """A primary expression with predicates: `instance('x')[1]`, `(a | b)[2]`."""

    primary: Ast
    predicates: tuple[Ast, ...]


@frozen
class Path(Ast):
    """A location path.

    Args:
        origin: "/" for absolute, "" for relative, or the expression it starts from.
        plain: The path as written where it is names, `.` and `..` and no more
            ("/data/a", "../b"), so that nobody need look at its steps; else blank.
    """

    origin: "Ast | str"
    steps: tuple[Step, ...]
    plain: str = field(default="", compare=False, kw_only=True)


AXES = frozenset(
    {
        "ancestor",
        "ancestor-or-self",
        "attribute",
        "child",
        "descendant",
        "descendant-or-self",
        "following",
        "following-sibling",
        "namespace",
        "parent",
        "preceding",
        "preceding-sibling",
        "self",
    }
)
KINDS = frozenset({"node", "text", "comment", "processing-instruction"})
PRECEDENCE = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
    "|": 8,
}
UNARY = 7


def children(part: Ast) -> tuple[Ast, ...]:
    """Return the parts directly inside `part`, in reading order."""
    match part:
        case Call():
            return part.arguments
        case Negate():
            return (part.operand,)
        case Chain():
            return (part.first, *(operand for _, operand in part.rest))
        case Filter():
            return (part.primary, *part.predicates)
        case Step():
            return (part.test, *part.predicates)
        case Path():
            start = (part.origin,) if isinstance(part.origin, Ast) else ()
            return (*start, *part.steps)
    return ()


def walk(part: Ast) -> list[Ast]:
    """Return `part` and everything inside it, in reading order."""
    found: list[Ast] = []
    stack = [part]
    while stack:
        found.append(stack.pop())
        stack.extend(reversed(children(found[-1])))
    return found
