"""Parsing: precedence, places of faults, and text that parses to itself."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from forms.engine.xpath.ast import (
    AXES,
    Ast,
    Call,
    Chain,
    Filter,
    KindTest,
    Literal,
    NameTest,
    Negate,
    Number,
    Path,
    Step,
)
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.printing import written
from forms.engine.xpath.syntax import MAX_DEPTH, parse

NAMES = st.sampled_from(
    ["a", "b1", "name-with.dots", "div", "and", "mod", "or", "text", "名字", "self"]
)
TESTS = st.one_of(
    st.builds(NameTest, st.sampled_from(["", "jr"]), NAMES),
    st.just(NameTest("", "*")),
    st.builds(KindTest, st.sampled_from(["node", "text", "comment"])),
    st.just(KindTest("processing-instruction", "x")),
)
SAME = [("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-")]
SAME += [("*", "div", "mod"), ("|",)]
LEAVES = st.one_of(
    st.builds(Number, st.sampled_from(["0", "1", "2.5", ".5", "3."])),
    st.builds(
        Literal,
        st.text(st.characters(exclude_characters="'\"", codec="utf-8"), max_size=5),
    ),
    st.just(Literal('it"s')),
    st.just(Literal("it's")),
    st.just(Path("/", ())),
)


def steps(inner: st.SearchStrategy[Ast]) -> st.SearchStrategy[tuple[Step, ...]]:
    few = st.lists(inner, max_size=2).map(tuple)
    one = st.builds(Step, st.sampled_from(sorted(AXES)), TESTS, few)
    return st.lists(one, min_size=1, max_size=3).map(tuple)


def deeper(inner: st.SearchStrategy[Ast]) -> st.SearchStrategy[Ast]:
    chains = st.sampled_from(SAME).flatmap(
        lambda signs: st.builds(
            Chain,
            inner,
            st.lists(
                st.tuples(st.sampled_from(signs), inner), min_size=1, max_size=3
            ).map(tuple),
        )
    )
    some = st.lists(inner, min_size=1, max_size=2).map(tuple)
    calls = st.builds(
        Call,
        st.sampled_from(["concat", "jr:itext", "count", "div", "unknown"]),
        st.lists(inner, max_size=3).map(tuple),
    )
    return st.one_of(
        chains,
        calls,
        st.builds(Negate, inner),
        st.builds(Filter, inner, some),
        st.builds(Path, st.sampled_from(["/", ""]), steps(inner)),
        st.builds(Path, inner, steps(inner)),
    )


@settings(max_examples=200, deadline=None)
@given(st.recursive(LEAVES, deeper, max_leaves=12))
def test_what_is_written_parses_to_the_same(part: Ast):
    text = written(part)
    once = parse(text)
    # Two or more signs fold, and nothing else changes, so a second turn is stable.
    assert parse(written(once)) == once
    if "--" not in text and "-(-" not in text:
        assert once == part


@settings(max_examples=400, deadline=None)
@given(st.text("()[]/@.*+-=<>!|,'\"$: \nab1divormodand名", max_size=30))
def test_any_text_parses_or_says_where_it_fails(text: str):
    with suppress(XPathError):
        written(parse(text))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("1 + 2 * 3", "1 + (2 * 3)"),
        ("1 - 2 - 3", "(1 - 2) - 3"),
        ("a or b and c = d", "a or (b and (c = d))"),
        ("-a | b", "-(a | b)"),
        ("- 2 * 3", "(-2) * 3"),
        ("1 < 2 = 3 > 4", "(1 < 2) = (3 > 4)"),
        ("a[1]/b//c", "a[1]/b/descendant-or-self::node()/c"),
        ("1 mod2", "1 mod 2"),
        ("6 div-2", "6 div -2"),
        ("* * *", "(*) * (*)"),
        ("div div div", "(div) div (div)"),
        ("../a/@id", "parent::node()/child::a/attribute::id"),
    ],
)
def test_operators_bind_as_xpath_says(text: str, same: str):
    def value(part: Ast) -> str:
        return written(part).replace("(", "").replace(")", "").replace(" ", "")

    assert value(parse(text)) == value(parse(same))


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "XPATH-BLANK", 0),
        ("1 +", "XPATH-SYNTAX", 3),
        ("if(1, 2", "XPATH-SYNTAX", 7),
        ("a b", "XPATH-SYNTAX", 2),
        ("1 And 1", "XPATH-SYNTAX", 2),
        ("a = ‘b’", "XPATH-CHARACTER", 4),
        ("'open", "XPATH-CHARACTER", 0),
        ("a == b", "XPATH-SYNTAX", 3),
        ("$a", "XPATH-SYNTAX", 0),
        ("sideways::a", "XPATH-AXIS", 0),
        ("a[", "XPATH-SYNTAX", 2),
        ("${a}", "XPATH-CHARACTER", 1),
    ],
)
def test_a_fault_tells_its_place(text: str, code: str, position: int):
    with pytest.raises(XPathError) as caught:
        parse(text)
    error = caught.value
    assert (error.code, error.position) == (code, position)
    for language in resources.LANGUAGES:
        told = resources.sentence(code, language, **error.fields)
        assert code == "XPATH-BLANK" or text in told


def test_parts_know_where_they_stand():
    part = parse("1 + concat('x', /data/a)")
    assert isinstance(part, Chain)
    call = part.rest[0][1]
    assert isinstance(call, Call)
    assert call.start == 4
    assert [argument.start for argument in call.arguments] == [11, 16]


def test_a_thousand_conditions_in_a_row_are_flat():
    part = parse(" or ".join(["a = 1"] * 5000))
    assert isinstance(part, Chain)
    assert len(part.rest) == 4999


def test_nesting_ends_with_a_sentence():
    assert parse("(" * (MAX_DEPTH - 1) + "1" + ")" * (MAX_DEPTH - 1)) == Number("1")
    with pytest.raises(XPathError) as caught:
        parse("(" * 5000 + "1" + ")" * 5000)
    assert caught.value.code == "XPATH-DEEP"
