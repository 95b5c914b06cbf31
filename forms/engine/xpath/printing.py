"""AST to text that parses to an equal AST: for messages, checks and rewriting."""

from forms.engine.xpath.ast import (
    PRECEDENCE,
    UNARY,
    Ast,
    Call,
    Chain,
    Filter,
    KindTest,
    Literal,
    Negate,
    Number,
    Path,
    Step,
)


def written(part: Ast) -> str:
    """Return `part` as XPath text that parses to an equal AST."""
    match part:
        case Number():
            return part.text
        case Literal():
            quote = "'" if '"' in part.text else '"'
            return f"{quote}{part.text}{quote}"
        case Call():
            return f"{part.name}({', '.join(map(written, part.arguments))})"
        case Negate():
            return f"-{_inside(part.operand, UNARY)}"
        case Chain():
            level = PRECEDENCE[part.rest[0][0]]
            # A Chain of the same level on the left would melt into this one.
            words = [_inside(part.first, level + 1)]
            for operator, operand in part.rest:
                words += [operator, _inside(operand, level + 1)]
            return " ".join(words)
        case Filter():
            return _primary(part.primary) + _bracketed(part.predicates)
        case Path():
            return _written_path(part)
        case Step():
            return _written_step(part)
    raise TypeError(part)


def _inside(part: Ast, level: int) -> str:
    own = 9
    if isinstance(part, Chain):
        own = PRECEDENCE[part.rest[0][0]]
    elif isinstance(part, Negate):
        own = UNARY
    elif part == Path("/", ()):
        # A word after a bare slash would be read as its first step.
        own = 0
    return written(part) if own >= level else f"({written(part)})"


def _primary(part: Ast) -> str:
    simple = isinstance(part, Number | Literal | Call)
    return written(part) if simple else f"({written(part)})"


def _bracketed(predicates: tuple[Ast, ...]) -> str:
    return "".join(f"[{written(p)}]" for p in predicates)


def _written_path(path: Path) -> str:
    steps = "/".join(map(_written_step, path.steps))
    if isinstance(path.origin, str):
        return path.origin + steps
    origin = path.origin
    start = written(origin) if isinstance(origin, Filter) else _primary(origin)
    return f"{start}/{steps}"


def _written_step(step: Step) -> str:
    predicates = _bracketed(step.predicates)
    if isinstance(step.test, KindTest):
        short = {"self": ".", "parent": ".."}.get(step.axis)
        if short and step.test.kind == "node":
            return short + predicates
        target = step.test.target
        inside = "" if target is None else written(Literal(target))
        return f"{step.axis}::{step.test.kind}({inside}){predicates}"
    prefix = f"{step.test.prefix}:" if step.test.prefix else ""
    axis = {"child": "", "attribute": "@"}.get(step.axis, f"{step.axis}::")
    return f"{axis}{prefix}{step.test.name}{predicates}"
