"""What an expression reads: nodes, lists, functions, chance, position."""

from dataclasses import dataclass, field

from forms.engine.xpath.ast import (
    Ast,
    Call,
    Filter,
    KindTest,
    Literal,
    NameTest,
    Path,
    Step,
    children,
)

_TIME = frozenset({"today", "now"})
_CHANCE = frozenset({"random", "uuid", "randomize"})
_CONTEXT_DEFAULT = frozenset(
    "local-name name namespace-uri normalize-space number string string-length".split()
)


@dataclass(frozen=True, slots=True)
class Analysis:
    """What an expression depends on, for the recompute graph and the form checker.

    Args:
        nodesets: Absolute paths it reads in the primary instance, without positions
            ("/data/rep/a", "/data/@id"), those in predicates too. A path may end in
            or contain "*"; "//" stands where any depth is meant ("/data//a").
        instances: Ids of secondary instances it reads; "*" for one computed.
        functions: Names as called.
        time: It reads now() or today().
        chance: It reads random(), uuid() or randomize().
        position: It reads position(), so that repeats moving matter.
        itext: Text ids it asks for; "*" for one computed.
        choice_names: Nodesets whose choices it names (jr:choice-name).
    """

    nodesets: frozenset[str] = frozenset()
    instances: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    time: bool = False
    chance: bool = False
    position: bool = False
    itext: frozenset[str] = frozenset()
    choice_names: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Found:
    nodesets: set[str] = field(default_factory=set)
    instances: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    itext: set[str] = field(default_factory=set)
    choice_names: set[str] = field(default_factory=set)
    current: tuple[str, ...] | None = ()


# Where a part is evaluated: names from the root, or None inside another instance.
_Place = tuple[str, ...] | None


def analyse(part: Ast, context_nodeset: str) -> Analysis:
    """Return what `part` reads when evaluated at `context_nodeset`."""
    start = tuple(name for name in context_nodeset.split("/") if name)
    found = _Found(current=start)
    _read(part, start, found)
    return Analysis(
        nodesets=frozenset(found.nodesets),
        instances=frozenset(found.instances),
        functions=frozenset(found.functions),
        time=bool(found.functions & _TIME),
        chance=bool(found.functions & _CHANCE),
        position="position" in found.functions or "last" in found.functions,
        itext=frozenset(found.itext),
        choice_names=frozenset(found.choice_names),
    )


def _read(part: Ast, place: _Place, found: _Found) -> None:
    if isinstance(part, Path):
        _note(_follow(part, place, found), found)
    elif isinstance(part, Filter):
        _note(_start(part, place, found), found)
    elif isinstance(part, Call):
        _call(part, place, found)
    else:
        for inside in children(part):
            _read(inside, place, found)


def _note(place: _Place, found: _Found) -> None:
    if place is not None:
        found.nodesets.add("/" + "/".join(place))


def _follow(path: Path, place: _Place, found: _Found) -> _Place:
    """Return where `path` leads; what its predicates read is noted on the way."""
    if path.origin == "/":
        place = ()
    elif isinstance(path.origin, Ast):
        place = _start(path.origin, place, found)
    for step in path.steps:
        place = _step(step, place)
        for predicate in step.predicates:
            _read(predicate, place, found)
    return place


def _start(part: Ast, place: _Place, found: _Found) -> _Place:
    """Return where a path leads that starts from the expression `part`."""
    if isinstance(part, Filter):
        place = _start(part.primary, place, found)
        for predicate in part.predicates:
            _read(predicate, place, found)
        return place
    if isinstance(part, Path):
        return _follow(part, place, found)
    if isinstance(part, Call) and part.name == "current":
        found.functions.add("current")
        return found.current
    if isinstance(part, Call) and part.name == "randomize" and part.arguments:
        for argument in part.arguments[1:]:
            _read(argument, place, found)
        found.functions.add("randomize")
        return _start(part.arguments[0], place, found)
    _read(part, place, found)
    return None


def _step(step: Step, place: _Place) -> _Place:
    if place is None:
        return None
    if isinstance(step.test, KindTest):
        return _kind_step(step, place)
    name = _name(step.test)
    if step.axis == "child":
        return (*place, name)
    if step.axis == "attribute":
        return (*place, f"@{name}")
    if step.axis in ("following-sibling", "preceding-sibling"):
        return (*place[:-1], name)
    if step.axis == "parent":
        return place[:-1]
    if step.axis == "self":
        return place
    # Descendants, ancestors, what precedes or follows: by name at any depth.
    return (*(place if step.axis.startswith("descendant") else ()), "", name)


def _name(test: NameTest) -> str:
    return f"{test.prefix}:{test.name}" if test.prefix else test.name


def _kind_step(step: Step, place: tuple[str, ...]) -> _Place:
    if step.axis == "parent":
        return place[:-1]
    if step.axis in ("self", "child") and step.test != KindTest("node"):
        return place
    if step.axis == "self":
        return place
    if step.axis == "child":
        return (*place, "*")
    # `//` is this step: the name that follows makes it "/data//a".
    if step.axis == "descendant-or-self":
        return (*place, "")
    return ("", "*")


def _call(part: Call, place: _Place, found: _Found) -> None:
    found.functions.add(part.name)
    name = part.name.rpartition(":")[2]
    if name in ("instance", "pulldata") and part.arguments:
        found.instances.add(_literal(part.arguments[0]))
    elif part.name.endswith(":itext") and part.arguments:
        found.itext.add(_literal(part.arguments[0]))
    elif part.name.endswith(":choice-name") and len(part.arguments) == 2:
        found.choice_names.add(_literal(part.arguments[1]).strip())
    if name == "current":
        _note(found.current, found)
    if not part.arguments and name in _CONTEXT_DEFAULT:
        _note(place, found)
    for argument in part.arguments:
        _read(argument, place, found)


def _literal(part: Ast) -> str:
    return part.text if isinstance(part, Literal) else "*"
