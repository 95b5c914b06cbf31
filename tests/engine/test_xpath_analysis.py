"""What an expression depends on, told without evaluating it."""

import pytest

from forms.engine.xpath.compile import compile_expression


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("/data/a + ../b", {"/data/a", "/data/rep/b"}),
        (".", {"/data/rep/n"}),
        ("../../a", {"/data/a"}),
        ("current()/../b", {"/data/rep/b"}),
        ("sum(/data/rep[m = ../a]/n)", {"/data/rep/n", "/data/rep/m", "/data/a"}),
        ("/data/@id", {"/data/@id"}),
        ("count(../*)", {"/data/rep/*"}),
        ("//n", {"//n"}),
        ("position(..)", {"/data/rep"}),
        ("string-length()", {"/data/rep/n"}),
        ("if(/data/a = '', /data/b, 1)", {"/data/a", "/data/b"}),
        ("(/data/a | /data/b)[1]", {"/data/a", "/data/b"}),
        (
            "indexed-repeat(/data/rep/m, /data/rep, position(..) - 1)",
            {"/data/rep/m", "/data/rep"},
        ),
        ("instance('l')/root/item[name = current()/../b]/label", {"/data/rep/b"}),
        ("instance('l')/root/item[name = /data/a]", {"/data/a"}),
        ("'no reference'", set()),
    ],
)
def test_references_are_told_as_absolute_paths(text: str, reads: set[str]):
    assert compile_expression(text).analysis("/data/rep/n").nodesets == reads


def test_lists_functions_time_and_chance_are_told():
    text = (
        "concat(instance('a')/root/item[1]/x, pulldata('b', 'x', 'y', 'z'),"
        " today(), once(uuid()), jr:itext('hello'), jr:choice-name('1', ' /data/a '))"
    )
    found = compile_expression(text).analysis("/data/n")
    assert found.instances == {"a", "b"}
    assert found.itext == {"hello"}
    assert found.choice_names == {"/data/a"}
    assert found.time
    assert found.chance
    assert not found.position
    assert {"concat", "today", "once", "uuid"} <= found.functions


def test_position_is_told():
    assert compile_expression("position(..)").analysis("/data/rep/n").position
    assert compile_expression("instance(/data/a)/x").analysis("/data/n").instances == {
        "*"
    }
