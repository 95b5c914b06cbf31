"""References: into repeats from outside, to nothing, and round in a circle."""

from collections.abc import Iterator
from typing import Final

from forms.engine.definition.check.finding import Report, near
from forms.engine.definition.check.outline import Field, Outline
from forms.engine.definition.check.reading import Inner, Reading
from forms.engine.xpath.ast import Call, Chain, Filter, NameTest, Path
from forms.engine.xpath.functions.library import find

_MANY: Final = frozenset(
    "sum count min max join concat count-non-empty indexed-repeat position randomize"
    " coalesce checklist weighted-checklist boolean not jr:choice-name"
    " area enclosed-area distance geofence intersects".split()
)
_RULES: Final = ("calculation", "relevant")
_LOOSE: Final = frozenset({"once", "indexed-repeat", "count", "position"})


def check_scope(reading: Reading, report: Report) -> None:
    """Check where each path of a formula leads."""
    for inner in reading.parts:
        part = inner.part
        if not isinstance(part, Path):
            continue
        field = reading.field(part)
        if field is not None:
            _into_repeat(field, part, inner, reading, report)
        elif part.origin == "/":
            _unknown(part, reading, report)


def _into_repeat(
    field: Field, path: Path, inner: Inner, reading: Reading, report: Report
) -> None:
    formula = reading.formula
    if formula.role in ("entity", "instance_name") and not field.repeats:
        return
    if formula.role in ("entity",) or field.kind == "repeat":
        return
    mine = formula.owner.repeats if formula.owner else ()
    if formula.role == "repeat_count" and formula.owner is not None:
        mine = mine[:-1]
    # Nothing around it, or nothing that is not around this formula as well.
    if field.repeats == mine[: len(field.repeats)]:
        return
    if formula.owner is None and formula.role == "text":
        # A choice's label is shown wherever its list is used.
        return
    if formula.role == "choice_filter" and formula.owner is not None:
        # The choices are the instances of that repeat themselves.
        if formula.owner.list_name.startswith("${"):
            return
    if any(isinstance(one, Filter | Path) for one in inner.around):
        return
    call = inner.calls[-1] if inner.calls else None
    if call is not None and _takes_many(call, inner, reading):
        return
    repeat = next(r for r in field.repeats if r not in mine)
    report.error(
        "CHECK-REPEAT-SCALAR",
        formula.place,
        name=field.name,
        repeat=repeat.rpartition("/")[2],
        position=path.start + 1,
    )


def _takes_many(call: Call, inner: Inner, reading: Reading) -> bool:
    if call.name in _MANY:
        return True
    function = find(call.name, dict(reading.outline.namespaces))
    if function is None:
        return True
    below = inner.around[inner.around.index(call) + 1 :]
    argument = below[0] if below else inner.part
    index = next((i for i, a in enumerate(call.arguments) if a is argument), 0)
    return not isinstance(argument, Chain) and function.letter(index) == "N"


def _unknown(path: Path, reading: Reading, report: Report) -> None:
    """Tell of an absolute path that names no field, where it can be followed."""
    outline = reading.outline
    tests = [s.test for s in path.steps if isinstance(s.test, NameTest)]
    plain = len(tests) == len(path.steps) and all(s.axis == "child" for s in path.steps)
    names = [f"{t.prefix}:{t.name}" if t.prefix else t.name for t in tests]
    if not plain or "*" in names or len(names) < 2:
        return
    if outline.short and names[0] in (outline.short, "l"):
        # A ${name} has been told of already, and the last visit is another form's.
        return
    nodeset = "/" + "/".join(names)
    if nodeset in outline.by_nodeset or "meta" in names:
        return
    known = [one.nodeset for one in outline.fields]
    report.error(
        "CHECK-PATH",
        reading.formula.place,
        path=nodeset,
        position=path.start + 1,
        near=near(nodeset, known, 1),
    )


def check_cycles(readings: list[Reading], outline: Outline, report: Report) -> None:
    """Tell of values and relevance that depend on themselves, with the way round."""
    edges: dict[str, dict[str, Reading | None]] = {}
    for reading in readings:
        owner = reading.owner
        if owner is None or reading.formula.role not in _RULES:
            continue
        if reading.formula.role == "calculation" and owner.triggered:
            continue
        for field in _reads(reading):
            edges.setdefault(owner.nodeset, {}).setdefault(field.nodeset, reading)
    for field in outline.fields:
        # A question inside a hidden group is hidden with it.
        above = field.nodeset.rpartition("/")[0]
        if above in outline.by_nodeset:
            edges.setdefault(field.nodeset, {}).setdefault(above, None)
    for way in _circles(edges):
        _tell(way, edges, outline, report)


def _reads(reading: Reading) -> Iterator[Field]:
    for inner in reading.parts:
        if not isinstance(inner.part, Path):
            continue
        field = reading.field(inner.part)
        if field is None or {call.name for call in inner.calls} & _LOOSE:
            continue
        if any(isinstance(one, Filter) for one in inner.around):
            continue
        if field is reading.owner and reading.formula.role == "calculation":
            # `if(. = '', uuid(), .)` keeps its own value, which engines allow.
            if all(step.axis == "self" for step in inner.part.steps):
                continue
        yield field


def _circles(edges: dict[str, dict[str, Reading | None]]) -> list[list[str]]:
    """Return each circle once; depth first without recursion."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in edges:
        if start in done:
            continue
        way = [start]
        at = {start: 0}
        rest = [iter(edges.get(start, ()))]
        while rest:
            following = next(rest[-1], None)
            if following is None:
                done.add(way[-1])
                del at[way.pop()]
                rest.pop()
            elif following in at:
                found.append(way[at[following] :])
            elif following not in done:
                at[following] = len(way)
                way.append(following)
                rest.append(iter(edges.get(following, ())))
    return found


def _tell(
    way: list[str],
    edges: dict[str, dict[str, Reading | None]],
    outline: Outline,
    report: Report,
) -> None:
    names = [node.rpartition("/")[2] for node in way]
    told = " → ".join([*names, names[0]])
    for node, after in zip(way, [*way[1:], way[0]], strict=True):
        reading = edges[node].get(after)
        if reading is not None:
            code = "CHECK-CYCLE" if len(way) > 1 else "CHECK-CYCLE-SELF"
            report.error(code, reading.formula.place, path=told, name=names[0])
            return
