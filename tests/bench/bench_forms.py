"""How fast the engine loads, begins and answers big forms, beside both peers.

Told in processor time of the whole process, collecting garbage and compiling included:
what else the machine does does not count. Each form is measured in several turns, ours
and JavaRosa's by turns; the median of the turns counts.
"""

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import process_time

from forms.engine.definition.xform import parse_xform
from forms.engine.instance.positions import ref_at
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Moment
from forms.engine.xpath import compile as xpath
from tests.bench import peers
from tests.bench.figure import Figure
from tools import ROOT

AT = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)
TURNS = 3
# JavaRosa gets faster as it goes: it is told as it is after three openings, as a person
# meets it, and after thirty, when its compiler has done all it can. The limits are
# taken against the latter.
WARM, HOT = 3, 30
SOON, LATE = f"JavaRosa after {WARM} openings", f"JavaRosa after {HOT}"


class BenchHost:
    """A world whose files are those of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def now(self) -> datetime:
        return AT

    def external(self, src: str) -> bytes | None:
        file = self._folder / src.rpartition("/")[2]
        return file.read_bytes() if file.is_file() else None

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
    """Return a form with a repeat of ten questions, half of them computed."""
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
        f'<n>100</n><total/><r jr:template="">{inside}</r>',
        binds,
        '<group ref="/data/r"><label>R</label><repeat nodeset="/data/r" '
        f'jr:count="/data/n">{body}</repeat></group>',
        "",
    )


def choice_form() -> bytes:
    """Return a form whose second question offers a filtered list."""
    return _form(
        "<group/><pick/>",
        '<bind nodeset="/data/group" type="string"/>'
        '<bind nodeset="/data/pick" type="string"/>',
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


def choice_list(size: int) -> str:
    """Return the CSV of a list, a tenth of it in each group."""
    rows = (f"c{i},Choice {i},g{i % 10}\n" for i in range(size))
    return "name,label,group\n" + "".join(rows)


FAN = [("/data/root_q", str(value)) for value in range(1, 21)]
INSIDE = [("/data/r[50]/q0", str(value)) for value in range(1, 21)]
PICK = [
    ("/data/group", f"g{value}", "/data/pick") for value in (*range(10), *range(10))
]
Times = Mapping[str, float]


def measure() -> list[Figure]:
    """Measure forms of 1,000 questions, of 100 repeats, of 10,000 and more choices."""
    return [
        *_scenario(
            "1,000 questions", flat_form(), 0, FAN,
            {"load": 0.5, "answer at a fan-out of 349": 0.3},
        ),
        *_scenario(
            "a 100 x 10 repeat", repeat_form(), 0, INSIDE, {"answer inside": 1.0}
        ),
        *_scenario(
            "10,000 choices", choice_form(), 10_000, PICK, {"refilter": 0.1}
        ),
        *_alone(),
        _memory(),
    ]  # fmt: skip


def _scenario(
    name: str,
    form: bytes,
    choices: int,
    steps: Sequence[peers.Step],
    wanted: Mapping[str, float | None],
) -> list[Figure]:
    turns: dict[str, list[Times | str]] = {
        peer: [] for peer in ("", LATE, SOON, "xforms-engine")
    }
    with tempfile.TemporaryDirectory() as folder:
        lists = Path(folder)
        file = lists / "form.xml"
        file.write_bytes(form)
        (lists / "list.csv").write_text(choice_list(choices), encoding="utf-8")
        # Far behind, and slow to tell: once.
        its = peers.xforms_engine(file, lists, steps[:4], warm=1, rounds=1)
        turns["xforms-engine"].append(its)
        for _ in range(TURNS):
            turns[""].append(_ours(form, lists, steps))
            for peer, warm, rounds in ((LATE, HOT, 20), (SOON, WARM, 5)):
                its = peers.javarosa(file, lists, steps, warm=warm, rounds=rounds)
                turns[peer].append(its)
    middle = {peer: _middle(found) for peer, found in turns.items()}
    ours = middle.pop("")
    assert not isinstance(ours, str)
    found = [Figure(f"engine: new instance of {name}", ours["begin"], limit=20)]
    for what, limit in wanted.items():
        for peer, times in middle.items():
            value = _told(ours, what)
            found.append(
                Figure(
                    f"engine: {what}, {name}",
                    value,
                    peer=peer,
                    beside=None if isinstance(times, str) else _told(times, what),
                    ratio_limit=limit if peer == LATE else None,
                    note=times if isinstance(times, str) else "",
                )
            )
    return found


def _alone() -> list[Figure]:
    form, what = choice_form(), "100,000 choices"
    with tempfile.TemporaryDirectory() as folder:
        lists = Path(folder)
        (lists / "list.csv").write_text(choice_list(100_000), encoding="utf-8")
        ours = _ours(form, lists, PICK)
    return [
        Figure(f"engine: new instance of {what}", ours["begin"], limit=20),
        Figure(f"engine: refilter, {what}", ours["refilter"], limit=100),
    ]


def _told(times: Times, what: str) -> float:
    if what == "load":
        return times["parse"] + times["begin"]
    return times["refilter" if what == "refilter" else "answer"]


def _middle(turns: Sequence[Times | str]) -> Times | str:
    told = [times for times in turns if not isinstance(times, str)]
    if not told:
        return str(turns[0])
    return {key: median(times[key] for times in told) for key in told[0]}


def _ours(form: bytes, lists: Path, steps: Sequence[peers.Step]) -> Times:
    host = BenchHost(lists)
    found: dict[str, list[float]] = {
        key: [] for key in ("parse", "begin", "answer", "refilter")
    }
    for turn in range(7):
        xpath.compiled.cache_clear()  # A form is loaded by a program just started.
        begun = process_time()
        definition = parse_xform(form)
        parsed = process_time()
        session = FormSession.new(definition, host, Moment(AT, str(turn)))
        made = process_time()
        for number, (path, value, *pick) in enumerate(steps):
            ref = ref_at(session.root, path)
            shown = ref_at(session.root, pick[0]) if pick else ref
            moment = Moment(AT, f"{turn} {number}")
            before = process_time()
            session.set_value(ref, value, moment)
            if pick:
                choices = session.state(shown).choices
                assert choices is not None
                assert len(choices)
            key = "refilter" if pick else "answer"
            if turn or number:  # the first reads the file of the list
                found[key].append((process_time() - before) * 1000)
        found["parse"].append((parsed - begun) * 1000)
        found["begin"].append((made - parsed) * 1000)
    # JavaRosa's clock has steps of 10 ms, so that its mean counts; ours is a median.
    return {key: median(each) if each else 0.0 for key, each in found.items()}


# What the process holds more than before, once a form and its list are open.
_HELD = """
import gc, os, sys
from pathlib import Path
from forms.engine.definition.xform import parse_xform
from forms.engine.instance.positions import ref_at
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Moment
from tests.bench.bench_forms import AT, PICK, BenchHost

def used():
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1048576

folder = Path(sys.argv[1])
before = used()
definition = parse_xform((folder / "form.xml").read_bytes())
session = FormSession.new(definition, BenchHost(folder), Moment(AT, "m"))
for number, (path, value, pick) in enumerate(PICK):
    session.set_value(ref_at(session.root, path), value, Moment(AT, str(number)))
    assert len(session.state(ref_at(session.root, pick)).choices)
print(used() - before)
"""


def _memory() -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        lists = Path(folder)
        file = lists / "form.xml"
        file.write_bytes(choice_form())
        (lists / "list.csv").write_text(choice_list(50_000), encoding="utf-8")
        command = [sys.executable, "-c", _HELD, folder]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        its = peers.xforms_engine(file, lists, PICK, warm=0, rounds=1)
    what, value = "engine: memory of a form with 50,000 choices", float(told.stdout)
    if isinstance(its, str):
        return Figure(what, value, "MB", "xforms-engine", note=its)
    return Figure(what, value, "MB", "xforms-engine", its["memory"], ratio_limit=0.2)
