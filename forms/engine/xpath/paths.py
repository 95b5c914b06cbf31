"""Where absolute paths start inside repeats, and paths as plain names."""

from forms.engine.xpath.ast import Ast, Call, KindTest, NameTest, Path, Step
from forms.engine.xpath.context import Context
from forms.engine.xpath.nodes import ATTRIBUTE, DOCUMENT, Node

Names = tuple[str, ...]


def repeat_of(node: Node | None) -> Node | None:
    """Return the innermost repeat instance that `node` is or lies in."""
    while node is not None and node.uid is None:
        node = node.parent
    return node


def names_of(node: Node, root: Node) -> list[str]:
    """Return the names down to `node`, those of the child of `root` first."""
    found: list[str] = []
    step: Node | None = node
    while step is not None and step is not root and step.kind != DOCUMENT:
        found.append(f"@{step.name}" if step.kind == ATTRIBUTE else step.name)
        step = step.parent
    found.reverse()
    return found


def base_of(names: Names, inside: Node | None, root: Node) -> tuple[Node, int]:
    """Return the node that the path `names` starts from, and how many names it spans.

    That is the innermost repeat instance around `inside` that lies on the path,
    strictly above its end: count(/data/rep) counts all even inside; else `root`.

    Source: JavaRosa, TreeReference.contextualize.
    """
    repeat = repeat_of(inside)
    while repeat is not None:
        own = names_of(repeat, root)
        if len(own) < len(names) and tuple(own) == names[: len(own)]:
            return repeat, len(own)
        repeat = repeat_of(repeat.parent)
    return root, 0


def descend(base: Node, names: Names, context: Context) -> list[Node]:
    """Return the nodes at the path `names` that lie below `base`.

    Repeats between `base` and the end that the context is in stand for themselves.
    """
    root = context.env.root
    own = names_of(base, root)
    if tuple(own) != names[: len(own)]:
        base, own = root, []
    inner, depth = base_of(names, context.current, root)
    if depth > len(own) and base in inner.ancestors():
        base, own = inner, names_of(inner, root)
    found = [base]
    for name in names[len(own) :]:
        if name.startswith("@"):
            found = [a for n in found for a in n.attributes if a.name == name[1:]]
        else:
            found = [c for n in found for c in context.env.children_named(n, name)]
    return found


def resolve_names(part: Ast, context: Context) -> Names:
    """Return the path `part` as names from the root, without its predicates.

    An expression that is no path gives no names.
    """
    if not isinstance(part, Path):
        return ()
    if part.origin == "/":
        names: list[str] = []
    elif part.origin == "" or _is_current(part.origin):
        start = context.node if part.origin == "" else context.current
        names = names_of(start, context.env.root)
    else:
        return ()
    for step in part.steps:
        if not _apply(step, names):
            return ()
    return tuple(names)


def _is_current(origin: Ast | str) -> bool:
    return isinstance(origin, Call) and origin.name == "current"


def _apply(step: Step, names: list[str]) -> bool:
    if isinstance(step.test, KindTest):
        if step.axis == "parent" and names:
            names.pop()
        return step.axis in ("self", "parent")
    return isinstance(step.test, NameTest) and _apply_name(step, step.test, names)


def _apply_name(step: Step, test: NameTest, names: list[str]) -> bool:
    if step.axis == "child":
        names.append(test.name)
    elif step.axis == "attribute":
        names.append(f"@{test.name}")
    return step.axis in ("child", "attribute")
