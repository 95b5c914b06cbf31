"""Forms made to hang or to fill the memory end with a sentence within a second."""

import time
from datetime import UTC, datetime

import pytest

import resources
from forms.engine.definition.xform import parse_xform
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import Moment
from forms.engine.refs import NodeRef
from forms.errors import KnownError
from tests.bench.bench_forms import BenchHost, _form

AT = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)


def questions(count: int, rules: int, calculate: str) -> bytes:
    """Return a form of questions, the first `rules` of them computed alike."""
    nodes = "".join(f"<q{n}/>" for n in range(count))
    binds = "".join(
        f'<bind nodeset="/data/q{n}" calculate="{calculate}"/>' for n in range(rules)
    )
    body = '<input ref="/data/q0"><label>Q</label></input>'
    return _form(nodes, binds, body, "")


def doubling() -> bytes:
    """Return a form in which each question holds the one before twice."""
    binds = "".join(
        f'<bind nodeset="/data/q{n}" calculate="concat(/data/q{n - 1},'
        f"/data/q{n - 1},'xxxxxxxxxx')\"/>"
        for n in range(1, 60)
    )
    nodes = "".join(f"<q{n}/>" for n in range(60))
    return _form(nodes, binds, '<input ref="/data/q0"><label>Q</label></input>', "")


def repeat(count: int, inside: str) -> bytes:
    body = (
        '<group ref="/data/r"><label>R</label><repeat nodeset="/data/r" '
        'jr:count="/data/n"><input ref="/data/r/x"><label>X</label></input>'
        "</repeat></group>"
    )
    nodes = f'<n>{count}</n><r jr:template=""><x/>{inside}</r>'
    return _form(nodes, "", body, "")


def counted_in_each_other(count: int, deep: int) -> bytes:
    """Return a form whose repeats stand in each other, all of one count."""
    paths = ["/data" + "/r" * (n + 1) for n in range(deep)]
    open_ = "".join(
        f'<group ref="{path}"><label>R</label><repeat nodeset="{path}" '
        'jr:count="/data/n">'
        for path in paths
    )
    asked = f'<input ref="{paths[-1]}/x"><label>X</label></input>'
    inside = '<r jr:template="">' * deep + "<x/>" + "</r>" * deep
    body = open_ + asked + "</repeat></group>" * deep
    return _form(f"<n>{count}</n>{inside}", "", body, "")


SLOW = f"regex('{'a' * 5000}b', '(a+)+$')"
BOMBS = {
    "deep nesting": ("XML-BROKEN", _form("<a>" * 9000 + "</a>" * 9000, "", "", "")),
    "entities": (
        "XML-DOCTYPE",
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + questions(1, 0, ""),
    ),
    "a regex of 10 MB": (
        "XML-BROKEN",
        questions(3, 1, f"regex('a', '{'(a+)+' * 2_000_000}')"),
    ),
    "many slow patterns": ("XPATH-REGEX-SLOW", questions(300, 300, SLOW)),
    "a thousand million entries": ("FORM-TOO-MANY", repeat(1_000_000_000, "")),
    "entries of many questions": (
        "FORM-TOO-MANY",
        repeat(2000, "".join(f"<x{n}/>" for n in range(500))),
    ),
    "entries in entries in entries": (
        "FORM-TOO-MANY",
        counted_in_each_other(300, 3),
    ),
    "predicates in predicates": (
        "XPATH-WORK",
        questions(1000, 1, "count(//*[count(//*[count(//*) &gt; 0]) &gt; 0])"),
    ),
    "much in each of many": (
        "XPATH-WORK",
        questions(800, 200, "count(//*[count(//*) &gt; 0])"),
    ),
    "up and down": ("XPATH-WORK", questions(1000, 1, "//*" + "/..//*" * 500)),
    "attributes": (
        "XML-WIDE",
        b"<x " + b" ".join(b'a%d=""' % n for n in range(200_000)) + b"/>",
    ),
    "texts that double": ("FORM-TEXT-LONG", doubling()),
}


@pytest.mark.parametrize(("code", "form"), BOMBS.values(), ids=BOMBS)
def test_a_form_bomb_ends_with_a_sentence(code, form, tmp_path):
    begun = time.process_time()
    with pytest.raises(KnownError) as caught:
        FormSession.new(parse_xform(form), BenchHost(tmp_path), Moment(AT, "1"))
    taken = time.process_time() - begun
    error = caught.value
    assert error.code == code
    for language in resources.LANGUAGES:
        assert len(resources.sentence(code, language, **error.fields)) < 600
    # A second, on a machine that may be half as fast as it is when alone.
    assert taken < 2


def quoting(outputs: list[str]) -> bytes:
    """Return a form in which text `t<n>` quotes what its outputs name."""
    texts = "".join(
        f'<text id="t{n}"><value>w {output}</value></text>'
        for n, output in enumerate(outputs)
    )
    body = '<input ref="/data/a"><label ref="jr:itext(\'t0\')"/></input>'
    bind = '<bind nodeset="/data/b" calculate="jr:itext(\'t0\')"/>'
    itext = f'<itext><translation lang="en">{texts}</translation></itext>'
    return _form("<a/><b/>", itext + bind, body, "")


def test_texts_that_quote_each_other_in_a_circle_are_refused_with_their_path():
    form = quoting(
        [f"<output value=\"jr:itext('t{n}')\"/>" for n in (1, 2, 0)],
    )
    with pytest.raises(KnownError) as caught:
        parse_xform(form)
    assert caught.value.code == "FORM-CYCLE"
    assert "jr:itext('t1') → jr:itext(" in caught.value.fields["path"]


@pytest.mark.parametrize(
    "outputs",
    [
        ["<output value=\"jr:itext(concat('t', 0))\"/>"],
        ["<output value=\"jr:itext(concat('t', 0))\"/>" * 3],
        [f"<output value=\"jr:itext('t{n + 1}')\"/>" * 2 for n in range(60)],
        [f"<output value=\"jr:itext('t{n + 1}')\"/>" for n in range(3000)],
    ],
    ids=["itself", "itself thrice", "doubling", "a long chain"],
)
def test_texts_that_quote_without_end_are_cut_off(outputs, tmp_path):
    begun = time.process_time()
    definition = parse_xform(quoting(outputs))
    session = FormSession.new(definition, BenchHost(tmp_path), Moment(AT, "1"))
    label = session.state(NodeRef.parse("/data/a")).label
    assert label is not None
    assert label.text.startswith("w w w")
    assert time.process_time() - begun < 2
