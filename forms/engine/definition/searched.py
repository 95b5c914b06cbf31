"""search('fruits', ...) in an appearance: choices from a CSV file by words.

Source: xlsform.org, "Dynamic selects from pre-loaded data". The call becomes an itemset
over the file, so that dependencies, indexes and checks see nothing special.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from forms.engine.definition.model import Itemset
from forms.engine.definition.scope import Scope
from forms.engine.xpath.ast import Ast, Call, Chain, Filter, Literal, Negate, Path
from forms.engine.xpath.printing import written
from forms.errors import KnownError

# As ODK Collect finds it: from the first "search(" to the last ")".
_CALL: Final = re.compile(r"search\s*\(.+\)", re.DOTALL)
_NAME: Final = re.compile(r"[^\W\d][\w.\-]*")
_TESTS: Final = {
    "contains": "contains({column}, {text})",
    "matches": "{column} = {text}",
    "startswith": "starts-with({column}, {text})",
    "endswith": "ends-with({column}, {text})",
}
# SQLite's LIKE, which Collect asks, folds just these.
_FOLD: Final = (
    "translate({0}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
)


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search() asks.

    Args:
        src: The file, also the id of its instance.
        itemset: The rows it leaves; its value is the whole item.
    """

    src: str
    itemset: Itemset


def without_search(appearance: str) -> str:
    """Return an appearance without its search(...)."""
    return _CALL.sub(" ", appearance) if "search" in appearance else appearance


def read_search(appearance: str, scope: Scope, nodeset: str) -> Searched | None:
    """Return the search() of an appearance, None where it has none.

    Raises:
        KnownError: FORM-EXPRESSION (place, expression, reason) if it cannot be read,
            FORM-SEARCH (ref) if it has not 1, 4 or 6 arguments or its file or its
            columns are no literals.
    """
    found = _CALL.search(appearance)
    if found is None:
        return None
    place = f"appearance {nodeset}"
    # An unknown function to XPath, so it is read by the name of a known one.
    text = "concat" + found[0].removeprefix("search").lstrip()
    call = scope.expression(text, place).ast
    if not isinstance(call, Call) or len(call.arguments) not in (1, 4, 6):
        raise KnownError("FORM-SEARCH", ref=nodeset)
    arguments = call.arguments
    name = _literal(arguments[0], nodeset).strip().removesuffix(".csv")
    src = f"jr://file-csv/{name}.csv"
    rows = f"instance('{src}')/root/item{_filter(arguments, nodeset)}"
    rows += _words(arguments, nodeset)
    itemset = Itemset(scope.expression(rows, place), scope.expression(".", place), None)
    return Searched(src, itemset)


def columns_of(text: str) -> list[str]:
    """Return the columns that a text names, parted by commas, else by spaces."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return parts[0].split() if len(parts) == 1 else parts


def _words(arguments: tuple[Ast, ...], nodeset: str) -> str:
    if len(arguments) < 4:
        return ""
    kind = arguments[1].text if isinstance(arguments[1], Literal) else ""
    test = _TESTS.get(kind.strip().lower(), _TESTS["contains"])
    columns = columns_of(_literal(arguments[2], nodeset))
    text = _FOLD.format(f"string({_seen_from_question(arguments[3])})")
    tests = (test.format(column=_FOLD.format(_child(c)), text=text) for c in columns)
    return f"[{' or '.join(tests)}]" if columns else ""


def _filter(arguments: tuple[Ast, ...], nodeset: str) -> str:
    if len(arguments) < 6:
        return ""
    column = _child(_literal(arguments[4], nodeset).strip())
    return f"[{column} = string({_seen_from_question(arguments[5])})]"


def _child(column: str) -> str:
    quote = '"' if "'" in column else "'"
    named = _NAME.fullmatch(column) is not None
    return column if named else f"*[name() = {quote}{column}{quote}]"


def _literal(part: Ast, nodeset: str) -> str:
    if not isinstance(part, Literal):
        raise KnownError("FORM-SEARCH", ref=nodeset)
    return part.text


def _seen_from_question(part: Ast) -> str:
    return written(_moved(part))


def _moved(part: Ast) -> Ast:
    # Within a predicate a relative path would start at the row.
    match part:
        case Path(origin=""):
            return replace(part, origin=Call("current", ()))
        case Call():
            return replace(part, arguments=tuple(map(_moved, part.arguments)))
        case Negate():
            return replace(part, operand=_moved(part.operand))
        case Filter():
            return replace(part, primary=_moved(part.primary))
        case Chain():
            rest = tuple((sign, _moved(operand)) for sign, operand in part.rest)
            return replace(part, first=_moved(part.first), rest=rest)
    return part
