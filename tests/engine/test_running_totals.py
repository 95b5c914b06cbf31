"""Totals over repeats: right after every answer, and quick in a large repeat."""

import time
from datetime import UTC, datetime

import pytest

from forms.engine.definition.xform import parse_xform
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Moment
from forms.engine.refs import NodeRef
from tests.bench.bench_forms import BenchHost, _form

AT = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)
TOTALS = {
    "indexed": "../x + coalesce(indexed-repeat(/data/r/c, /data/r, position(..)-1), 0)",
    "siblings": "../x + sum(../preceding-sibling::r/x)",
    "current": "../x + sum(current()/../preceding-sibling::r/x)",
    "up to": "sum(/data/r[position() &lt;= position(current()/..)]/x)",
    "before": "../x + sum(/data/r[position(current()/..) &gt; position()]/x)",
    "one before": "../x + coalesce(/data/r[position(current()/..) - 1]/c, 0)",
    "equal": "../x + coalesce(/data/r[position() = position(current()/..) - 1]/c, 0)",
    "nearest": "../x + coalesce(../preceding-sibling::r[1]/c, 0)",
}


def session_of(calculate: str, instances: int, tmp_path) -> FormSession:
    form = _form(
        f'<n>{instances}</n><r jr:template=""><x/><c/></r>',
        '<bind nodeset="/data/n" type="int"/><bind nodeset="/data/r/x" type="int"/>'
        f'<bind nodeset="/data/r/c" type="int" calculate="{calculate}"/>',
        '<input ref="/data/n"><label>N</label></input><group ref="/data/r"><label>R'
        '</label><repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/x">'
        "<label>X</label></input></repeat></group>",
        "",
    )
    host = BenchHost(tmp_path)
    return FormSession.new(parse_xform(form), host, Moment(AT, "1"))


def instances_of(session: FormSession) -> list:
    return session._core.tree.scope.ranges.get("/data/r", [])


def answer(session: FormSession, place: int, text: str) -> None:
    uid = instances_of(session)[place].uid
    ref = NodeRef.parse(f"/data/r[{uid}]/x")
    session.set_value(ref, text, Moment(AT, f"{place}{text}"))


def values(session: FormSession, name: str) -> list[str]:
    found = instances_of(session)
    return [child.value for one in found for child in one.elements(name)]


@pytest.mark.parametrize("calculate", TOTALS.values(), ids=TOTALS)
@pytest.mark.parametrize("instances", [5, 40])
def test_a_running_total_follows_every_answer(calculate, instances, tmp_path):
    session = session_of(calculate, instances, tmp_path)
    wanted = [0] * instances
    for place in range(instances):
        answer(session, place, "0")
    for place, number in ((0, 3), (instances - 1, 5), (1, 7), (0, 0), (2, 11)):
        wanted[place] = number
        answer(session, place, str(number))
        sums = [str(sum(wanted[: end + 1])) for end in range(instances)]
        assert values(session, "c") == sums
    session.set_value(NodeRef.parse("/data/n"), "3", Moment(AT, "less"))
    assert values(session, "c") == [str(sum(wanted[: end + 1])) for end in range(3)]


def test_a_share_of_all_follows_every_answer(tmp_path):
    session = session_of("../x * 100 div sum(../../r/x)", 40, tmp_path)
    for place in range(40):
        answer(session, place, "1")
    answer(session, 7, "41")
    assert values(session, "c") == ["51" if n == 7 else "1" for n in range(40)]


@pytest.mark.parametrize("calculate", TOTALS.values(), ids=TOTALS)
def test_an_answer_in_a_large_repeat_costs_what_its_size_does(calculate, tmp_path):
    small, large = (least_s(calculate, size, tmp_path) for size in (50, 400))
    # Eight times as many; added up anew in each, it took several hundred times as long.
    assert large < 50 * small


def least_s(calculate: str, instances: int, tmp_path) -> float:
    """Return the least processor time of one answer out of some."""
    session, found = session_of(calculate, instances, tmp_path), []
    for number in range(6):
        begun = time.process_time()
        answer(session, 4, str(number))
        found.append(time.process_time() - begun)
    return min(found)
