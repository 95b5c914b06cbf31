"""Runs recorded XPath evaluations: what our engine gives against what was expected."""

import math
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from forms.engine.xpath.compile import compile_expression
from forms.engine.xpath.context import Chance, Context, Environment
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.nodes import Node
from tests.conformance.cases import Case, Outcome, read_cases, run_safely
from tests.conformance.documents import locate, parse


def run_file(path: Path) -> list[Outcome]:
    """Run every case whose own suite does not expect it to fail."""
    documents: dict[str, Node] = {}
    return [
        run_safely(case, lambda one: run_case(one, documents))
        for case in read_cases(path)
    ]


def run_case(case: Case, documents: dict[str, Node]) -> str:
    """Return "" where the case passes, else what came instead."""
    xml = case["xml"]
    if xml not in documents:
        documents[xml] = parse(xml)
    document = documents[xml]
    try:
        given = _evaluate(case, document)
    except XPathError as error:
        return "" if "error" in case else f"raised {error}"
    if "error" in case:
        return f"gave {given!r} instead of an error"
    return _fault(case, given, document)


def _evaluate(case: Case, document: Node) -> object:
    namespaces = {prefix: uri for prefix, uri in case["ns"].items() if uri}
    expression = compile_expression(case["expr"], namespaces)
    context = _context(case, document)
    match case["rt"]:
        case 0:
            return expression.value(context)
        case 1:
            return expression.number(context)
        case 2:
            return expression.string(context)
        case 3:
            return expression.boolean(context)
    nodes = expression.nodes(context)
    return nodes[:1] if case["rt"] in (8, 9) else nodes


def _context(case: Case, document: Node) -> Context:
    root = document if case["root"] is None else locate(document, case["root"])
    form = _Form(document, case["lang"])
    now = datetime.fromtimestamp(case["now"] / 1000, UTC)
    env = Environment(
        root,
        instance=form.instance,
        itext=form.itext,
        now=now.astimezone(ZoneInfo(case["tz"])),
        chance=Chance(case["id"]),
        language=case["lang"] or "",
    )
    return env.at(locate(document, case["ctx"]))


class _Form:
    """What a session gives: instances and itext, read straight from the document."""

    def __init__(self, document: Node, language: str | None) -> None:
        self._document = document
        self._language = language

    def instance(self, instance_id: str) -> Node | None:
        for node in self._document.descendants():
            own = node.attribute("id") if node.name == "instance" else None
            if own is not None and own.value == instance_id:
                return node
        return None

    def itext(self, text_id: str, _context: Context) -> list[Node]:
        found = [n for n in self._document.descendants() if n.name == "translation"]
        chosen = [n for n in found if _value(n, "lang") == self._language]
        default = [n for n in found if n.attribute("default")] or found
        for translation in (chosen or default)[:1]:
            for text in translation.elements("text"):
                if _value(text, "id") == text_id:
                    plain = [v for v in text.elements("value") if not v.attributes]
                    return plain or list(text.elements("value"))
        return []


def _value(node: Node, name: str) -> str:
    found = node.attribute(name)
    return "" if found is None else found.value


def _fault(case: Case, given: object, document: Node) -> str:
    told = case.get("assertion")
    if told is None:
        return _against_recorded(case, given, document)
    expected = told["expected"]
    if told["kind"] in ("NodeSet", "UnorderedNodeSet"):
        return _nodes_fault(expected["nodes"], given, document, told["kind"])
    match told["kind"]:
        case "NumberRounded":
            # The suite multiplies by the factor and rounds both.
            factor = told["factor"]
            good = round(float(str(given)) * factor) == round(expected * factor)
        case "StringMatches":
            good = re.search(expected["re"], str(given)) is not None
        case "StringLength":
            good = len(str(given)) == expected
        case "NumberValue":
            good = _same_number(float(str(given)), expected)
        case "BooleanValue" | "StringValue":
            good = given == expected
        case kind:
            return f"the kind of assertion {kind!r} is not known"
    return "" if good else f"gave {given!r}, expected {expected!r}"


def _against_recorded(case: Case, given: object, document: Node) -> str:
    """Cases that assert only afterwards: hold to what the reference engine gave."""
    actual = case["actual"]
    if "randomize" in case["expr"] and "," not in case["expr"]:
        nodes = [locate(document, one) for one in actual["nodes"]]
        same = {id(n) for n in nodes} == {id(n) for n in given}  # type: ignore[attr-defined]
        return "" if same else "gave other nodes"
    if "nodes" in actual:
        return _nodes_fault(actual["nodes"], given, document, "NodeSet")
    if case["expr"] == "random()":
        return "" if isinstance(given, float) and 0 <= given < 1 else f"gave {given!r}"
    value = actual["value"]
    good = (
        _same_number(float(str(given)), value)
        if actual["type"] == 1
        else given == value
    )
    return "" if good else f"gave {given!r}, recorded {value!r}"


def _nodes_fault(
    expected: list[list[list[object]]], given: object, document: Node, kind: str
) -> str:
    if not isinstance(given, list):
        return f"gave {given!r} instead of nodes"
    wanted = [locate(document, one) for one in expected]
    ids = [id(node) for node in given], [id(node) for node in wanted]
    same = ids[0] == ids[1] if kind == "NodeSet" else sorted(ids[0]) == sorted(ids[1])
    return "" if same else f"gave {given!r}, expected {wanted!r}"


def _same_number(given: float, expected: object) -> bool:
    wanted = float(str(expected)) if expected is not None else math.nan
    if math.isnan(wanted) or math.isnan(given):
        return math.isnan(wanted) and math.isnan(given)
    return given == wanted


def main(path: Path) -> int:
    """Print what fails in `path`, then the count; return 1 where anything fails."""
    outcomes = run_file(path)
    failed = [outcome for outcome in outcomes if outcome.fault]
    for outcome in failed:
        case = outcome.case
        print(f"{case.get('id', '?')} {case.get('expr', '')}: {outcome.fault}")
    print(f"{len(outcomes) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0
