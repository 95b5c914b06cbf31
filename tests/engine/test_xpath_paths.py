"""Paths over an instance: repeats, relevance, current(), caches, document order."""

import pytest

from forms.engine.xpath.compile import compile_expression
from forms.engine.xpath.nodes import DOCUMENT, ELEMENT, Node
from tests.engine.xpath_world import World


@pytest.fixture
def world() -> World:
    return World()


def test_an_absolute_path_in_a_repeat_means_that_instance(world: World):
    assert world.string("/data/rep/n", at="/data/rep[1]/m") == "4"
    assert world.string("/data/rep/n", at="/data/rep[3]/m") == "7"
    assert world.string("/data/rep/n", at="/data/rep[3]") == "7"


def test_an_absolute_path_outside_the_repeat_means_every_instance(world: World):
    assert world.number("sum(/data/rep/n)") == 11
    assert world.number("count(/data/rep)") == 3


def test_the_repeat_itself_means_all_instances_even_inside(world: World):
    at = "/data/rep[2]/m"
    assert world.number("count(/data/rep)", at=at) == 3
    assert world.number("count(../../rep)", at=at) == 3
    assert world.number("position(/data/rep)", at=at) == 2
    assert world.number("sum(../../rep/n)", at=at) == 11


def test_a_predicate_on_the_repeat_asks_every_instance(world: World):
    at = "/data/rep[1]/m"
    assert world.string("/data/rep[n = 7]/n", at=at) == "7"
    assert world.string("/data/rep[position() = 3]/n", at=at) == "7"
    assert world.number("count(/data/rep[position() < 3])", at=at) == 2


def test_a_nested_repeat_keeps_its_outer_instance():
    world = World()
    for repeat in list(world.data.elements("rep")):
        for number in ("1", "2"):
            inner = repeat.append(Node(ELEMENT, "inner"))
            inner.uid = number
            inner.append(Node(ELEMENT, "x", f"{repeat.children[0].value}.{number}"))
    world.env.moved()
    at = "/data/rep[3]/inner[2]/x"
    assert world.string("/data/rep/inner/x", at=at) == "7.2"
    assert world.number("count(/data/rep/inner)", at=at) == 2
    assert world.number("count(/data/rep/inner)") == 6
    assert world.string("/data/rep/n", at=at) == "7"
    text = "indexed-repeat(/data/rep/inner/x, /data/rep, 1, /data/rep/inner, 2)"
    assert world.string(text, at=at) == "4.2"
    inside = "indexed-repeat(/data/rep/inner/x, /data/rep/inner, 1)"
    assert world.string(inside, at=at) == "7.1"


def test_indexed_repeat_is_blank_past_the_end(world: World):
    text = "indexed-repeat(/data/rep/n, /data/rep, {})"
    assert world.string(text.format(3)) == "7"
    assert world.string(text.format(4)) == ""
    assert world.string(text.format("/data/b")) == ""
    assert world.string(text.format("position(..) - 1"), at="/data/rep[2]/m") == "4"


def test_position_of_a_reference_is_the_number_of_the_instance(world: World):
    assert world.number("position(..)", at="/data/rep[3]/n") == 3
    removed = world.node("/data/rep[1]")
    world.data.remove(removed)
    world.env.moved()
    assert world.number("position(..)", at="/data/rep[2]/n") == 2


def test_what_is_not_relevant_reads_as_blank(world: World):
    world.node("/data/a").relevant = False
    assert world.string("/data/a") == ""
    assert world.string("/data/a = ''") == "true"
    assert world.string("coalesce(/data/a, 'none')") == "none"
    world.node("/data/a").relevant = True
    assert world.string("/data/a") == "4"


def test_instances_that_are_not_relevant_are_not_counted(world: World):
    repeat = world.node("/data/rep[3]")
    repeat.relevant = False
    for node in repeat.children:
        node.relevant = False
    assert world.number("count(/data/rep)") == 2
    assert world.number("sum(/data/rep/n)") == 4
    assert world.number("max(/data/rep/n)") == 4
    assert world.string("join(',', /data/rep/n)") == "4,"


def test_values_change_without_flushing_and_repeats_with_it(world: World):
    total = compile_expression("sum(/data/rep/n)")
    context = world.env.at(world.data)
    assert total.number(context) == 11
    world.node("/data/rep[2]/n").value = "1"
    assert total.number(context) == 12
    before = world.env.generation
    world.add_repeat("100")
    assert world.env.generation == before + 1
    assert total.number(context) == 112


def test_the_same_text_is_compiled_once():
    assert compile_expression("1 + 1") is compile_expression("1 + 1")


def test_current_is_where_the_formula_belongs(world: World):
    text = "count(/data/rep[n = current()/../../a])"
    assert world.number(text, at="/data/rep[3]/m") == 1
    assert world.string("current()/../n", at="/data/rep[3]/m") == "7"


def test_attributes_are_contexts_and_goals(world: World):
    assert world.string("/data/@id") == "form"
    assert world.string("../a", at="/data/@id") == "4"


def test_union_and_reverse_axes_come_in_document_order(world: World):
    context = world.env.at(world.node("/data/rep[2]/n"))
    nodes = compile_expression("/data/b | /data/a | /data/b").nodes(context)
    assert [node.name for node in nodes] == ["a", "b"]
    before = compile_expression("preceding::*").nodes(context)
    assert [node.name for node in before] == ["a", "b", "rep", "n", "m"]
    nearest = compile_expression("preceding::*[1]").nodes(context)
    assert nearest[0].name == "m"
    above = compile_expression("ancestor::*").nodes(context)
    assert [node.name for node in above] == ["data", "rep"]


def test_a_leaf_shows_its_text_as_a_node(world: World):
    assert world.string("/data/a/text()") == "4"
    assert world.number("count(/data/b/text())") == 0
    world.node("/data/a").value = "5"
    assert world.string("/data/a/text()") == "5"


def test_mixed_content_keeps_its_order():
    document = Node(DOCUMENT)
    label = document.append(Node(ELEMENT, "label", "Hello "))
    label.append(Node(ELEMENT, "output", "you"))
    assert label.string_value == "Hello you"
    assert label.value == ""
    assert [child.name for child in label.children] == ["", "output"]


def test_bare_names_in_a_form_ignore_the_default_namespace():
    document = Node(DOCUMENT)
    data = document.append(Node(ELEMENT, "data", namespace="urn:mine"))
    data.append(Node(ELEMENT, "a", "1", namespace="urn:mine"))
    meta = Node(ELEMENT, "meta", namespace="urn:orx", prefix="orx")
    data.append(meta).append(
        Node(ELEMENT, "instanceID", "x", namespace="urn:orx", prefix="orx")
    )
    world = World()
    world.env.root = document
    world.env.moved()
    form = {"": "http://www.w3.org/2002/xforms", "o": "urn:orx"}
    context = world.env.at(data)

    def string(text: str, namespaces: dict[str, str]) -> str:
        return compile_expression(text, namespaces).string(context)

    assert string("/data/a", form) == "1"
    assert string("a", form) == "1"
    assert string("/data/a", {}) == ""
    assert string("/data/o:meta/o:instanceID", form) == "x"
    assert string("/data/orx:meta/orx:instanceID", {"": form[""]}) == "x"


def test_the_previous_instance_is_found_by_position(world: World):
    text = "/data/rep[position() = position(current()/..) - 1]/n"
    assert world.string(text, at="/data/rep[2]/m") == "4"
    assert world.string(text, at="/data/rep[1]/m") == ""
