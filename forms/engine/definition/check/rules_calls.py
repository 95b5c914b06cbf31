"""Calls: unknown functions, wrong arguments, once(), lists and files they name."""

from typing import Final

from forms.engine.definition.check.finding import Report, near
from forms.engine.definition.check.lists import Media, file_columns
from forms.engine.definition.check.outline import Rows
from forms.engine.definition.check.reading import Inner, Reading, list_path
from forms.engine.definition.check.references import NAME
from forms.engine.xpath.ast import (
    Ast,
    Call,
    Literal,
    NameTest,
    Path,
    Step,
    children,
)
from forms.engine.xpath.functions.library import LIBRARY, find

# What people who know spreadsheets or other programs write.
_MEANT: Final = {
    "len": "string-length",
    "length": "string-length",
    "left": "substr",
    "right": "substr",
    "mid": "substr",
    "iif": "if",
    "ifs": "if",
    "isblank": "string-length",
    "avg": "sum",
    "average": "sum",
    "concatenate": "concat",
    "year": "format-date",
    "month": "format-date",
    "day": "format-date",
    "datedif": "decimal-date-time",
    "date-diff": "decimal-date-time",
    "trim": "normalize-space",
    "choice-name": "jr:choice-name",
    "choice-label": "jr:choice-name",
    "itext": "jr:itext",
    "vlookup": "instance",
    "switch": "if",
    "match": "regex",
    "countif": "count",
    "sumif": "sum",
    "mean": "sum",
    "rand": "random",
    "in": "selected",
    "find": "contains",
    "power": "pow",
}
_INSTANCES: Final = frozenset({"last-saved", "__last-saved"})


def check_calls(reading: Reading, media: Media, report: Report) -> None:
    """Check each call of a formula."""
    for inner in reading.parts:
        if isinstance(inner.part, Call):
            _call(inner.part, inner, reading, media, report)
        elif isinstance(inner.part, Path):
            _columns(inner.part, reading, report)


def _call(
    call: Call, inner: Inner, reading: Reading, media: Media, report: Report
) -> None:
    place = reading.formula.place
    position = call.start + 1
    function = find(call.name, dict(reading.outline.namespaces))
    count = len(call.arguments)
    if function is None:
        meant = _MEANT.get(call.name.lower())
        found = (meant,) if meant else near(call.name, LIBRARY)
        report.error(
            "CHECK-FUNCTION", place, function=call.name, position=position, near=found
        )
    elif count < function.least or (
        function.most is not None and count > function.most
    ):
        least, most = function.least, function.most
        code = "CHECK-ARITY" if most == least else "CHECK-ARITY-RANGE"
        code = "CHECK-ARITY-LEAST" if most is None else code
        report.error(
            code,
            place,
            function=call.name,
            count=count,
            least=least,
            most=most,
            position=position,
        )
    elif call.name == "once":
        _once(call, inner, reading, report)
    elif call.name == "instance":
        _instance(call, reading, report)
    elif call.name == "pulldata":
        _pulldata(call, reading, media, report)


def _once(call: Call, inner: Inner, reading: Reading, report: Report) -> None:
    # once() gives back the whole value of the question, whatever is around it.
    mixed = [one for one in inner.calls if one.name not in ("if", "coalesce")]
    if mixed and reading.formula.role in ("calculation", "default"):
        report.warn(
            "CHECK-ONCE",
            reading.formula.place,
            function=mixed[0].name,
            position=call.start + 1,
        )


def _instance(call: Call, reading: Reading, report: Report) -> None:
    first = call.arguments[0]
    known = reading.outline.lists
    if not isinstance(first, Literal) or first.text in known:
        return
    if first.text not in _INSTANCES:
        found = near(first.text, known)
        place, position = reading.formula.place, call.start + 1
        report.error(
            "CHECK-INSTANCE", place, list=first.text, position=position, near=found
        )


def _pulldata(call: Call, reading: Reading, media: Media, report: Report) -> None:
    file, column, key = (a for a in call.arguments[:3])
    if not isinstance(file, Literal):
        return
    place = reading.formula.place
    rows = reading.outline.lists.get(file.text)
    if rows is None:
        name = file.text if "." in file.text else f"{file.text}.csv"
        rows = Rows(file_columns(name, place, media, report))
        reading.outline.lists[file.text] = rows
    for argument in (column, key):
        if isinstance(argument, Literal):
            _column(argument.text, argument, file.text, rows, reading, report)


def _column(
    name: str, at: Ast, list_name: str, rows: Rows, reading: Reading, report: Report
) -> None:
    if rows.columns is None or name in rows.columns:
        return
    # An entity list has columns of its own: __version, __trunkVersion, __branchId.
    if name.startswith("__"):
        return
    if not NAME.fullmatch(name):
        return
    report.error(
        "CHECK-LIST-COLUMN",
        reading.formula.place,
        column=name,
        list=list_name,
        position=at.start + 1,
        near=near(name, rows.columns),
        columns=", ".join(list(rows.columns)[:12]),
    )


def _columns(path: Path, reading: Reading, report: Report) -> None:
    """Check the columns that instance('list')/root/item[...]/column names."""
    found = list_path(path)
    if found is None:
        return
    list_name, _ = found
    rows = reading.outline.lists.get(list_name)
    if rows is None or rows.columns is None:
        return
    for number, step in enumerate(path.steps):
        name = _plain(step)
        if number == 2 and name:
            _column(name, step, list_name, rows, reading, report)
        for predicate in step.predicates:
            check_item(predicate, list_name, rows, reading, report)


def check_item(
    part: Ast, list_name: str, rows: Rows, reading: Reading, report: Report
) -> None:
    """Check the names that a condition on the items of a list uses."""
    for name, step in item_names(part):
        _column(name, step, list_name, rows, reading, report)


def item_names(part: Ast) -> list[tuple[str, Step]]:
    """Return the plain names in a condition that are children of the item."""
    found: list[tuple[str, Step]] = []
    stack = [part]
    while stack:
        one = stack.pop()
        if isinstance(one, Path):
            # What a path is led through belongs to whatever it starts from.
            if one.origin == "" and _plain(one.steps[0]):
                found.append((_plain(one.steps[0]), one.steps[0]))
            continue
        stack.extend(children(one))
    return found


def _plain(step: Step) -> str:
    test = step.test
    if step.axis == "child" and isinstance(test, NameTest) and not test.prefix:
        return "" if test.name == "*" else test.name
    return ""
