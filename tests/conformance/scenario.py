"""Runs recorded scenarios: a form filled step by step, its whole state compared."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from lxml import etree

import resources
from forms.engine.definition.model import UID_NAMESPACE, FormDefinition
from forms.engine.definition.xform import parse_xform
from forms.engine.instance.positions import ref_at
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Group, Item, Moment, Question, Repeat
from forms.engine.refs import NodeRef
from forms.errors import KnownError
from tests.conformance.cases import Case, Outcome, read_cases, run_safely

TABLE = Path(__file__).with_name("scenario_contested.json")
_UUID = re.compile(r"(uuid:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")
_EXPONENT = re.compile(r"-?\d(\.\d+)?e[+-]\d+")
# The recording ran on while its clock did.
_LATER = timedelta(minutes=10)


@dataclass
class CaseHost:
    """The world of one case."""

    case: Case
    at: datetime

    def now(self) -> datetime:
        return self.at

    def external(self, src: str) -> bytes | None:
        text = self.case["resources"].get(src)
        return None if text is None or text == "Not found" else text.encode()

    def property(self, name: str) -> str:
        if not self.case["test"].endswith("bound from given properties"):
            return ""
        return {
            "deviceid": "123456",
            "email": "my@email",
            "username": "mukesh",
            "phonenumber": "+15551234",
        }.get(name, "")

    def location(self) -> str:
        return ""

    def entity_exists(self, list_name: str, entity_id: str) -> bool:
        return False


@dataclass
class Run:
    """One case being run."""

    case: Case
    definition: FormDefinition
    session: FormSession
    at: datetime
    javarosa: dict[str, tuple[str, str]]
    events: int = 0
    faults: list[str] = field(default_factory=list)

    def moment(self) -> Moment:
        self.events += 1
        return Moment(self.at, f"case:{self.events}")


def run_case(case: Case, javarosa: dict[str, tuple[str, str]]) -> str:
    """Return "" where the case passes, else what came instead.

    Args:
        case: As recorded.
        javarosa: By path: what the recording has and what JavaRosa gives, at points
            where our table follows JavaRosa; by "" where JavaRosa refuses the form.
    """
    zone = ZoneInfo(case["tz"])
    at = datetime.fromtimestamp(case["now"] / 1000, zone)
    try:
        definition = parse_xform(case["form"].encode())
        session = FormSession.new(definition, CaseHost(case, at), Moment(at, "case:0"))
        run = Run(case, definition, session, at, javarosa)
        for number, step in enumerate(case["steps"]):
            _step(run, step)
            if run.faults:
                return f"step {number} {step['op']}: " + "; ".join(run.faults[:3])
    except KnownError as error:
        return "" if "" in javarosa else f"raised {error}"
    return ""


def _step(run: Run, step: Case) -> None:
    session = run.session
    if "error" in step:
        return  # The suite's own helper refused before the engine was asked.
    match step["op"]:
        case "answer":
            if step["ref"] is not None:
                _answer(run, step["ref"], step["v"])
        case "answerOf":
            _compare(run, step["ref"], "value", _value(run, step["ref"]), step["v"])
        case "createNewRepeat":
            argument = step["arg"]
            path = argument if isinstance(argument, str) else _asserted(argument)
            _add(run, path)
        case "removeRepeat":
            session.remove_repeat(ref_at(session.root, step["arg"]), run.moment())
        case "setLanguage":
            session.set_language(step["arg"])
        case "init":
            pass
        case other:
            run.faults.append(f"the step {other!r} is not known")
    if "state" in step:
        _compare_state(run, step["state"])
    if "xml" in step and not run.faults:
        _compare_xml(run, step["xml"])


def _asserted(argument: Case) -> str:
    return str(argument["assertCurrentReference"])


def _answer(run: Run, path: str, text: str) -> None:
    ref = ref_at(run.session.root, path)
    run.session.set_value(ref, text, run.moment())


def _add(run: Run, path: str) -> None:
    whole = re.sub(r"\[\d+\]$", "", path)
    ref = ref_at(run.session.root, whole)
    run.session.add_repeat(ref, f"u{run.events}", run.moment())


def _value(run: Run, path: str) -> str:
    return run.session.value(ref_at(run.session.root, path))


def _compare(run: Run, path: str, what: str, ours: object, theirs: object) -> None:
    if ours == theirs:
        return
    if isinstance(ours, str) and isinstance(theirs, str):
        if _same(ours, theirs):
            return
        if path in run.javarosa and ours == run.javarosa[path][1]:
            return
    run.faults.append(f"{what} of {path}: {ours!r} instead of {theirs!r}")


def _same(ours: str, theirs: str) -> bool:
    if ours == theirs:
        return True
    if _UUID.fullmatch(ours) and (not theirs or _UUID.fullmatch(theirs)):
        # Every instance of ours has an instanceID, as OpenRosa metadata demand.
        return True
    if _EXPONENT.fullmatch(theirs):
        # The same number; ours are written out.
        return float(theirs) == float(ours)
    if _INSTANT.fullmatch(ours) and _INSTANT.fullmatch(theirs):
        apart = datetime.fromisoformat(theirs) - datetime.fromisoformat(ours)
        return abs(apart) < _LATER
    return False


def _compare_state(run: Run, nodes: list[Case]) -> None:
    session = run.session
    expected = {n["ref"] for n in nodes if "/@" not in n["ref"]}
    ours = set(_paths(run))
    for path in sorted(expected - ours):
        run.faults.append(f"{path} is missing")
    for path in sorted(ours - expected):
        if not path.endswith("deprecatedID"):
            run.faults.append(f"{path} is too much")
    if run.faults:
        return
    by_chance = _by_chance(run)
    for node in nodes:
        path = node["ref"]
        is_range = node["t"].startswith("repeat-range")
        ref = _range(run, path) if is_range else ref_at(session.root, path)
        # The recording shows the file name of an upload that is not relevant.
        hidden_file = node["t"] == "upload" and not node["rel"]
        if not is_range and "v" in node and not hidden_file and path not in by_chance:
            _compare(run, path, "value", session.value(ref), node["v"])
        state = session.state(ref)
        if not is_range:
            _compare(run, path, "relevant", state.relevant, node["rel"])
        if node["t"] in ("model-value", "root") or is_range:
            continue
        if "label" in node:
            _compare(run, path, "label", state.label.text, node["label"].strip())
        if not node["rel"]:
            continue
        _compare(run, path, "readonly", state.readonly, node.get("ro", False))
        _compare(run, path, "required", state.required, node.get("req", False))
        kind = None if state.violation is None else state.violation.kind
        _compare(run, path, "violation", kind, node.get("vio"))
        if "opts" in node and state.choices is not None:
            given = [[c.value, c.label] for c in state.choices]
            _compare(run, path, "number of choices", len(given), node["n"])
            _compare(run, path, "choices", given[: len(node["opts"])], node["opts"])


def _by_chance(run: Run) -> set[str]:
    nodesets = {
        nodeset
        for nodeset, node in run.definition.nodes.items()
        if node.bind.calculate is not None and "random()" in node.bind.calculate.text
    }
    return {p for p in _paths(run) if re.sub(r"\[\d+\]", "", p) in nodesets}


def _range(run: Run, path: str) -> NodeRef:
    return ref_at(run.session.root, path)


def _paths(run: Run) -> Iterator[str]:
    document = etree.fromstring(run.session.snapshot())
    repeats = {n.nodeset for n in run.definition.nodes.values() if n.repeat}
    yield from _walk(document, "", "", repeats)


def _walk(
    element: etree._Element, above: str, nodeset: str, repeats: set[str]
) -> Iterator[str]:
    name = etree.QName(element).localname
    tag = f"{element.prefix}:{name}" if element.prefix else name
    path, own = f"{above}/{tag}", f"{nodeset}/{tag}"
    if own in repeats:
        same = [e for e in element.getparent() if e.tag == element.tag]
        path += f"[{same.index(element) + 1}]"
    yield path
    for range_of in sorted(repeats):
        if range_of.rpartition("/")[0] == own:
            yield f"{path}/{range_of.rpartition('/')[2]}"
    for child in element:
        if child.get(f"{{{UID_NAMESPACE}}}parked"):
            continue
        yield from _walk(child, path, own, repeats)


def _compare_xml(run: Run, xml: str | None) -> None:
    if not xml:
        return
    ours = etree.fromstring(run.session.submission())
    theirs = etree.fromstring(xml.encode())
    if not _by_chance(run):
        _compare_element(run, ours, theirs, "")


def _compare_element(
    run: Run, ours: etree._Element, theirs: etree._Element, above: str
) -> None:
    path = f"{above}/{etree.QName(theirs).localname}"
    names = [etree.QName(e).localname for e in ours]
    wanted = [etree.QName(e).localname for e in theirs]
    _compare(run, path, "XML children", names, wanted)
    mark = f"{{{UID_NAMESPACE}}}"
    given = {k: v for k, v in ours.attrib.items() if v and not str(k).startswith(mark)}
    # An attribute without text says nothing; the recording drops some, we keep all.
    expected = {k: v for k, v in theirs.attrib.items() if v}
    for key in sorted({*given, *expected}):
        _compare(run, f"{path}/@{key}", "XML", given.get(key), expected.get(key))
    if not len(theirs):
        _compare(run, path, "XML", ours.text or "", theirs.text or "")
    if names == wanted:
        for one, other in zip(ours, theirs, strict=True):
            _compare_element(run, one, other, path)


def contested() -> list[Case]:
    """Return the contested points of forms, each with the tests it decides."""
    return json.loads(TABLE.read_text(encoding="utf-8"))


def chosen_engines() -> dict[str, str]:
    """Return by contested point the engine that our table follows."""
    table = csv.DictReader(io.StringIO(resources.text("tables/contested.csv")))
    return {row["point"]: row["choice"] for row in table}


def javarosa_values(path: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """Return by test what JavaRosa gives where our table follows it.

    Args:
        path: The recorded scenarios; the differences lie beside them.
    """
    beside = path.with_name("scenario_contested_javarosa.json")
    if not beside.exists():
        return {}
    choices = chosen_engines()
    patterns = [
        re.compile(point["tests"])
        for point in contested()
        if choices[point["point"]] == "JavaRosa"
    ]
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for name, detail in json.loads(beside.read_text(encoding="utf-8")):
        chosen = any(pattern.search(name) for pattern in patterns)
        if chosen and detail[0] == "value":
            found.setdefault(name, {})[detail[1]] = (detail[2], detail[3])
        elif chosen and detail == "load":
            found.setdefault(name, {})[""] = ("", "")
    return found


def run_file(path: Path) -> list[Outcome]:
    """Run every case of the file."""
    javarosa = javarosa_values(path)
    return [
        run_safely(one, lambda case: run_case(case, javarosa.get(case_name(case), {})))
        for one in read_cases(path)
    ]


def case_name(case: Case) -> str:
    """Return the file and test that a case was recorded from."""
    return f"{case.get('file', '?')} > {case.get('test', '?')}"


def main(path: Path) -> int:
    """Run the file, print what failed and the count; return the exit code."""
    outcomes = run_file(path)
    failed = [outcome for outcome in outcomes if outcome.fault]
    for outcome in failed:
        mark = "agreed" if outcome.case.get("agreed") else "contested"
        sys.stdout.write(f"{mark}: {case_name(outcome.case)}\n    {outcome.fault}\n")
    passed = len(outcomes) - len(failed)
    sys.stdout.write(f"{passed} passed, {len(failed)} failed\n")
    return 1 if failed else 0


def items_of(group: Group) -> Iterator[Item]:
    """Go through everything in a group."""
    for item in group.items:
        yield item
        if isinstance(item, Question):
            continue
        inside = item.instances if isinstance(item, Repeat) else (item,)
        for part in inside:
            yield from items_of(part)
