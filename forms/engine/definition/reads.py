"""Which nodesets an expression reads, and across how many repeats at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from forms.engine.frozen import frozen
from forms.engine.xpath.ast import (
    Ast,
    Call,
    Chain,
    KindTest,
    Literal,
    NameTest,
    Path,
    Step,
)
from forms.engine.xpath.ast import children as inside
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.printing import written

_MOST_PLACES: Final = 5_000
# Some hundred times what a form of a thousand questions does; reached within a second.
MOST_WALKED: Final = 400_000


@frozen
class Read:
    """An expression at some node reads the nodes of `nodeset`.

    Args:
        levels: How many repeats around the reader it stays in the instance of: 0 is
            "of every instance", 1 "of the same outermost instance", and so on.
    """

    nodeset: str
    levels: int


@dataclass(slots=True)
class Reads:
    """What one expression reads.

    Args:
        language: It names choices, in the language shown. A jr:itext() keeps the text
            of its time, as in both reference engines.
        choice_names: Nodesets whose choices it names.
        itext: Ids it asks for, where the expression says them.
    """

    reads: set[Read] = field(default_factory=set)
    language: bool = False
    choice_names: set[str] = field(default_factory=set)
    itext: set[str] = field(default_factory=set)


class Nodesets:
    """The nodesets of a form, their children and the repeats around each.

    Args:
        repeats: By nodeset: the repeats around it, outermost first, itself included
            where it is one.

    Attributes:
        repeating: There are any.
        walked: Nodesets looked at by steps that are no plain names.
    """

    def __init__(self, repeats: Mapping[str, tuple[str, ...]]) -> None:
        self.repeats = repeats
        self.repeating = any(repeats.values())
        self.walked = 0
        self.children: dict[str, list[str]] = {}
        for nodeset in repeats:
            self.children.setdefault(nodeset.rpartition("/")[0], []).append(nodeset)

    def levels(self, one: str, other: str) -> int:
        """Return how many repeats are around both."""
        count = 0
        for a, b in zip(
            self.repeats.get(one, ()), self.repeats.get(other, ()), strict=False
        ):
            if a != b:
                break
            count += 1
        return count

    def below(self, nodeset: str) -> Iterator[str]:
        """Go through the nodesets under `nodeset`, itself not among them."""
        for child in self.children.get(nodeset, ()):
            yield child
            yield from self.below(child)


def reads_of(ast: Ast, nodeset: str, nodesets: Nodesets) -> Reads:
    """Return what the expression reads when evaluated at `nodeset`.

    Raises:
        XPathError: XPATH-WORK if that takes more than any form needs.
    """
    start = Read(nodeset, len(nodesets.repeats.get(nodeset, ())))
    walk = _Walk(start, nodesets)
    walk.part(ast, (start,))
    if nodesets.walked > MOST_WALKED:
        raise XPathError("XPATH-WORK", written(ast), 0, limit=MOST_WALKED)
    return walk.found


class _Walk:
    """Follows one expression.

    Its parts are seen from all places at once where they may be evaluated: one by one,
    predicates in predicates would take the product of their numbers. `None` as context
    is an item of a foreign list.
    """

    def __init__(self, start: Read, nodesets: Nodesets) -> None:
        self.found = Reads()
        self._start = start
        self._nodesets = nodesets

    def part(self, ast: Ast, context: Sequence[Read] | None) -> None:
        if isinstance(ast, Path):
            self._path(ast, context)
        elif isinstance(ast, Chain):
            self.part(ast.first, context)
            for _, operand in ast.rest:
                self.part(operand, context)
        elif isinstance(ast, Call):
            self._call(ast, context)
        else:
            for child in inside(ast):
                self.part(child, context)

    def _call(self, call: Call, context: Sequence[Read] | None) -> None:
        name = call.name.rpartition(":")[2]
        if name == "choice-name":
            self.found.language = True
        first = call.arguments[0] if call.arguments else None
        if name == "itext" and isinstance(first, Literal):
            self.found.itext.add(first.text)
        if name == "choice-name" and len(call.arguments) > 1:
            self._choice_name(call.arguments[1])
        if name == "current":
            self._add(self._start)
        for argument in call.arguments:
            self.part(argument, context)
        if name == "indexed-repeat":
            self._widen(call, context)

    def _choice_name(self, argument: Ast) -> None:
        if isinstance(argument, Literal):
            steps = argument.text.replace(" ", "")
            self.found.choice_names.add(_join(self._start.nodeset, steps))

    def _widen(self, call: Call, context: Sequence[Read] | None) -> None:
        # Which instance it reads is known at run time only: depend on each.
        walk = _Walk(self._start, self._nodesets)
        for argument in call.arguments[:1]:
            walk.part(argument, context)
        self.found.reads |= {Read(read.nodeset, 0) for read in walk.found.reads}

    def _path(self, path: Path, context: Sequence[Read] | None) -> None:
        if path.plain and path.origin == "/":
            if path.plain in self._nodesets.repeats:
                self._add(self._contextual(Read(path.plain, 0)))
            return
        if path.plain and path.origin == "" and context is not None:
            for place in context:
                self._walk_plain(path.plain, place)
            return
        places = self._origin(path, context)
        absolute = path.origin == "/"
        if absolute and not any(step.predicates for step in path.steps):
            for place in self._follow(path.steps, places):
                self._add(self._contextual(place))
            return
        for place in self._follow(path.steps, places):
            self._add(place)
        if absolute or places:
            return
        # In a foreign instance only the predicates can name our nodes.
        for step in path.steps:
            for predicate in step.predicates:
                self.part(predicate, None)

    def _walk_plain(self, plain: str, context: Read) -> None:
        """Follow names, `.` and `..`, which lead to one nodeset or to none."""
        nodeset, levels = context.nodeset, context.levels
        repeats = self._nodesets.repeats
        for name in plain.split("/"):
            if name == "..":
                nodeset = nodeset.rpartition("/")[0]
                levels = min(levels, len(repeats.get(nodeset, ())))
            elif name != ".":
                nodeset = f"{nodeset}/{name}"
        if nodeset in repeats:
            self._add(Read(nodeset, levels))

    def _origin(self, path: Path, context: Sequence[Read] | None) -> list[Read]:
        if path.origin == "/":
            return [Read("", 0)]
        if path.origin == "":
            return [] if context is None else list(context)
        if isinstance(path.origin, Call) and path.origin.name == "current":
            return [self._start]
        if isinstance(path.origin, Ast):
            self.part(path.origin, context)
        return []

    def _contextual(self, place: Read) -> Read:
        # An absolute path means the repeat instances it is used in; a path that ends
        # in a repeat means all its instances.
        repeats = self._nodesets.repeats.get(place.nodeset, ())
        if not repeats:
            return place
        ends = bool(repeats) and repeats[-1] == place.nodeset
        levels = self._nodesets.levels(place.nodeset, self._start.nodeset)
        return Read(place.nodeset, min(levels, len(repeats) - ends))

    def _follow(self, steps: Sequence[Step], places: list[Read]) -> list[Read]:
        for step in steps:
            places = self._step(step, places)
            for predicate in step.predicates:
                if places:
                    self.part(predicate, places)
            if step.predicates:
                # The predicate picks among the instances: depend on their number.
                for place in places:
                    self._add(place)
        return places

    def _step(self, step: Step, places: list[Read]) -> list[Read]:
        found: dict[Read, None] = {}
        for place in places:
            if self._nodesets.walked > MOST_WALKED:
                return []
            candidates = self._candidates(step, place.nodeset)
            self._nodesets.walked += len(candidates)
            for nodeset in candidates:
                if _matches(step, nodeset):
                    around = self._around(step.axis, nodeset)
                    found[Read(nodeset, min(place.levels, around))] = None
        return list(found)[:_MOST_PLACES]

    def _around(self, axis: str, nodeset: str) -> int:
        """Return how many repeats around `nodeset` a step may stay in the same of."""
        if axis in ("following", "preceding"):
            return 0
        repeats = self._nodesets.repeats.get(nodeset, ())
        # A sibling of a repeat's instance is another instance of it.
        beside = axis in ("following-sibling", "preceding-sibling")
        return len(repeats) - (beside and repeats[-1:] == (nodeset,))

    def _candidates(self, step: Step, nodeset: str) -> Sequence[str]:
        # A name among a thousand children is looked up, not searched for.
        test = step.test
        if (
            step.axis == "child"
            and isinstance(test, NameTest)
            and "*" not in (test.name, test.prefix)
        ):
            name = f"{test.prefix}:{test.name}" if test.prefix else test.name
            named = f"{nodeset}/{name}"
            return (named,) if named in self._nodesets.repeats else ()
        return self._axis(step.axis, nodeset)

    def _axis(self, axis: str, nodeset: str) -> list[str]:
        children = self._nodesets.children
        parent = nodeset.rpartition("/")[0]
        if axis in ("child", "attribute"):
            mark = "/@" if axis == "attribute" else "/"
            return [
                c
                for c in children.get(nodeset, ())
                if c.startswith(nodeset + mark) and ("/@" in c) == (axis != "child")
            ]
        if axis == "parent":
            return [parent]
        if axis == "self":
            return [nodeset]
        if axis in ("descendant", "descendant-or-self"):
            own = [nodeset] if axis == "descendant-or-self" else []
            return [*own, *self._nodesets.below(nodeset)]
        if axis in ("ancestor", "ancestor-or-self"):
            found = [nodeset] if axis == "ancestor-or-self" else []
            while nodeset := nodeset.rpartition("/")[0]:
                found.append(nodeset)
            return found
        if axis in ("following-sibling", "preceding-sibling"):
            return list(children.get(parent, ()))
        return list(self._nodesets.below(""))

    def _add(self, read: Read) -> None:
        if read.nodeset:
            self.found.reads.add(read)


def _matches(step: Step, nodeset: str) -> bool:
    if isinstance(step.test, KindTest):
        return step.test.kind in ("node", "text")
    name = nodeset.rpartition("/")[2].removeprefix("@")
    prefix, _, last = name.rpartition(":")
    if step.test.name == "*":
        return step.test.prefix in ("", "*", prefix)
    return last == step.test.name and step.test.prefix in ("*", prefix)


def _join(base: str, path: str) -> str:
    if path.startswith("/"):
        return path
    steps = base.split("/")
    for step in path.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in (".", ""):
            steps.append(step)
    return "/".join(steps)
