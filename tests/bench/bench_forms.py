"""How fast the engine loads, begins and answers: big forms made for it."""

from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from forms.engine.definition.choices import MemoryRows
from forms.engine.definition.graph import graph_of
from forms.engine.definition.model import FormDefinition
from forms.engine.definition.xform import parse_xform
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Moment
from forms.engine.refs import NodeRef
from forms.engine.xpath import compile as xpath
from tests.bench.figure import Figure

AT = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)


class BenchHost:
    """A world with one list of any size."""

    def __init__(self, size: int = 0) -> None:
        rows = [
            {"name": f"c{i}", "label": f"Choice {i}", "group": f"g{i % 100}"}
            for i in range(size)
        ]
        self.rows = MemoryRows(("name", "label", "group"), rows)

    def now(self) -> datetime:
        return AT

    def external(self, src: str) -> MemoryRows:
        return self.rows

    def property(self, name: str) -> str:
        return ""

    def location(self) -> str:
        return ""

    def entity_exists(self, list_name: str, entity_id: str) -> bool:
        return False


def flat_form(questions: int = 1000) -> bytes:
    """Return a form whose first question 349 expressions in a thousand read."""
    nodes, binds, body = (
        ["<root_q/>"],
        ['<bind nodeset="/data/root_q" type="int"/>'],
        [],
    )
    body.append('<input ref="/data/root_q"><label>Root</label></input>')
    for i in range(1, questions):
        nodes.append(f"<q{i}/>")
        extra = ""
        if i % 1000 < 349:
            extra = (
                f' relevant="/data/root_q &gt; {i}"'
                if i % 2
                else f' calculate="/data/root_q * {i} + 1"'
            )
        elif i % 5 == 0:
            extra = f' constraint=". &gt; {i}" jr:constraintMsg="More than {i}"'
        binds.append(f'<bind nodeset="/data/q{i}" type="int"{extra}/>')
        if "calculate" not in extra:
            body.append(
                f'<input ref="/data/q{i}"><label ref="jr:itext(\'q{i}\')"/></input>'
            )
    texts = "".join(
        f'<text id="q{i}"><value>Question {i}</value></text>' for i in range(questions)
    )
    itext = (
        f'<itext><translation lang="en" default="true()">{texts}</translation></itext>'
    )
    return _form("".join(nodes), "".join(binds), "".join(body), itext)


def repeat_form() -> bytes:
    """Return a form with a repeat of ten questions, five of them computed."""
    inside = "".join(f"<q{i}/>" for i in range(10))
    binds = "".join(
        f'<bind nodeset="/data/r/q{i}" type="int" calculate="../q0 * {i}"/>'
        for i in range(5, 10)
    )
    binds += '<bind nodeset="/data/total" calculate="sum(/data/r/q5)"/>'
    body = "".join(
        f'<input ref="/data/r/q{i}"><label>Q{i}</label></input>' for i in range(5)
    )
    return _form(
        f'<total/><r jr:template="">{inside}</r>',
        binds,
        f'<group ref="/data/r"><label>R</label><repeat nodeset="/data/r">{body}'
        "</repeat></group>",
        "",
    )


def choice_form() -> bytes:
    """Return a form whose second question offers a filtered list."""
    return _form(
        "<group/><pick/>",
        '<bind nodeset="/data/group"/><bind nodeset="/data/pick"/>',
        '<input ref="/data/group"><label>G</label></input>'
        '<select1 ref="/data/pick"><label>P</label><itemset nodeset="instance('
        '\'list\')/root/item[group = /data/group]"><value ref="name"/>'
        '<label ref="label"/></itemset></select1>',
        '<instance id="list" src="jr://file-csv/list.csv"/>',
    )


def _form(nodes: str, binds: str, body: str, more: str) -> bytes:
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" '
        'xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>Bench</h:title>'
        f'<model><instance><data id="bench">{nodes}<meta><instanceID/></meta></data>'
        f"</instance>{more}{binds}"
        '<bind nodeset="/data/meta/instanceID" jr:preload="uid"/></model></h:head>'
        f"<h:body>{body}</h:body></h:html>"
    ).encode()


def timed(action: Callable[[int], object], times: int) -> float:
    """Return the median time of `action` in ms; it is given the run's number."""
    taken = []
    for run in range(times):
        start = perf_counter()
        action(run)
        taken.append(perf_counter() - start)
    return median(taken) * 1000


# In ms: what the issue of the form engine asks, measured on this kind of machine.
LIMITS = {
    "load 1,000 questions": 125.0,
    "new instance of 1,000 questions": 20.0,
    "answer at the root of a fan-out of 349": 2.0,
    "answer in a 100 x 10 repeat": 0.4,
    "new instance over 10,000 choices": 20.0,
    "refilter 10,000 choices": 0.1,
    "new instance over 100,000 choices": 20.0,
    "refilter 100,000 choices": 100.0,
}


def measure() -> list[Figure]:
    """Measure forms of 1,000 questions, of 100 repeats, of 100,000 choices."""
    taken = _flat() | _repeats() | _choices()
    return [
        Figure(f"engine: {what}", value, limit=LIMITS.get(what))
        for what, value in taken.items()
    ]


def _flat() -> dict[str, float]:
    found: dict[str, float] = {}
    flat = flat_form()

    def load(_run: int) -> None:
        xpath._compiled.cache_clear()  # A form is loaded by a program just started.
        graph_of(parse_xform(flat))

    found["load 1,000 questions"] = timed(load, 7)
    definition = parse_xform(flat)
    graph_of(definition)
    host = BenchHost()
    found["new instance of 1,000 questions"] = timed(
        lambda run: FormSession.new(definition, host, Moment(AT, str(run))), 7
    )
    session = FormSession.new(definition, host, Moment(AT, "s"))
    root = NodeRef.parse("/data/root_q")
    found["answer at the root of a fan-out of 349"] = timed(
        lambda run: session.set_value(root, str(run), Moment(AT, f"a{run}")), 51
    )
    for question in session.root.items:
        session.state(question.ref)
    found["the same, all states shown"] = timed(
        lambda run: session.set_value(root, str(run + 99), Moment(AT, f"a{run}")), 51
    )
    return found


def _repeats() -> dict[str, float]:
    definition = parse_xform(repeat_form())
    session = FormSession.new(definition, BenchHost(), Moment(AT, "s"))
    repeat = NodeRef.parse("/data/r")
    added = timed(
        lambda run: session.add_repeat(repeat, f"u{run}", Moment(AT, f"r{run}")), 100
    )
    inside = NodeRef.parse("/data/r[u50]/q0")
    answer = timed(
        lambda run: session.set_value(inside, str(run), Moment(AT, f"i{run}")), 101
    )
    return {
        "add one of 100 repeats of 10": added,
        "answer in a 100 x 10 repeat": answer,
    }


def _choices() -> dict[str, float]:
    definition = parse_xform(choice_form())
    return _choices_of(10_000, definition) | _choices_of(100_000, definition)


def _choices_of(size: int, definition: FormDefinition) -> dict[str, float]:
    host = BenchHost(size)
    session = FormSession.new(definition, host, Moment(AT, "s"))
    group, pick = NodeRef.parse("/data/group"), NodeRef.parse("/data/pick")

    def refilter(run: int) -> None:
        session.set_value(group, f"g{run}", Moment(AT, f"g{run}"))
        choices = session.state(pick).choices
        assert choices is not None
        assert len(choices) == size // 100

    began = timed(lambda run: FormSession.new(definition, host, Moment(AT, "n")), 7)
    refilter(99)
    return {
        f"new instance over {size:,} choices": began,
        f"refilter {size:,} choices": timed(refilter, 21),
    }
