"""Lists are rows: indexes answer equality, the rest is tested row by row."""

import time

import pytest

from forms.engine.xpath.compile import compile_expression
from forms.engine.xpath.selection import RowSelection
from tests.engine.xpath_world import Rows, World


@pytest.fixture
def world() -> World:
    return World()


def select(world: World, text: str, at: str = "/data/a") -> RowSelection:
    found = compile_expression(text).select(world.env.at(world.node(at)))
    assert isinstance(found, RowSelection)
    return found


def labels(world: World, text: str) -> list[str]:
    return [row["label"] for row in select(world, text).rows()]


def test_a_whole_list_is_not_read(world: World):
    found = select(world, "instance('cities')/root/item")
    assert len(found) == 3
    assert world.cities.asked == []


def test_equality_is_asked_of_the_index(world: World):
    world.put("state", "cn")
    assert labels(world, "instance('cities')/root/item[state = /data/state]") == [
        "北京",
        "上海",
    ]
    assert world.cities.asked == ["find"]


@pytest.mark.parametrize(
    "predicate",
    [
        "[state = 'cn' and name = '3']",
        "[state = 'cn'][name = '3']",
        "['cn' = state][name = string(3)]",
        "[state = 'cn' and name != '1']",
        "[state = 'cn'][name > 2]",
        "[name = 3]",
        "[state = 'cn'][2]",
        "[state = 'cn'][position() = 2]",
        "[state = 'cn'][last()]",
        "[position() = 3 and state = 'cn']",
        "[position() = 3][state = 'cn']",
        "[3]",
        "[selected('2 3', name) and state = 'cn']",
        "[not(name = '1') and not(state = 'fr')]",
        "[state = current()/../state][name = '3']",
        "[label = '上海']",
        "[contains(label, '上')]",
        "[name = /data/three]",
    ],
)
def test_predicates_mean_what_they_mean_over_nodes(world: World, predicate: str):
    world.put("state", "cn")
    world.put("three", "3")
    assert labels(world, f"instance('cities')/root/item{predicate}") == ["上海"]


@pytest.mark.parametrize(
    "predicate",
    ["[nothing = 'x']", "[state = /data/none]", "[name = '1' and name = '2']", "[9]"],
)
def test_what_cannot_be_found_is_an_empty_list(world: World, predicate: str):
    text = f"instance('cities')/root/item{predicate}"
    assert world.number(f"count({text})") == 0
    assert world.string(f"{text}/label") == ""


def test_a_path_to_a_column_gives_its_text(world: World):
    world.put("city", "2")
    text = "instance('cities')/root/item[name = /data/city]/label"
    assert world.string(text) == "Lyon"
    assert world.string(f"{text} = 'Lyon'") == "true"
    assert world.string(f"concat('> ', {text})") == "> Lyon"


def test_aggregates_over_rows(world: World):
    rows = "instance('cities')/root/item"
    assert world.number(f"count({rows}[state = 'cn'])") == 2
    assert world.number(f"sum({rows}/name)") == 6
    assert world.number(f"max({rows}[state = 'cn']/name)") == 3
    assert world.string(f"join(', ', {rows}/label)") == "北京, Lyon, 上海"
    assert world.string(f"boolean({rows}[state = 'de'])") == "false"
    assert world.string(f"{rows}/name = '3'") == "true"


def test_pulldata_asks_the_index(world: World):
    assert world.string("pulldata('cities', 'label', 'name', '2')") == "Lyon"
    assert world.cities.asked == ["find"]
    assert world.string("pulldata('cities', 'label', 'nothing', '2')") == ""
    assert world.string("pulldata('unknown', 'label', 'name', '2')") == ""


def test_any_path_works_over_rows(world: World):
    assert world.string("instance('cities')//item[2]/*[2]") == "Lyon"
    assert world.number("count(instance('cities')/root/item/*)") == 9
    same = "instance('cities')/root/item[name = '3']/../item[1]/label"
    assert world.string(same) == "北京"


def test_rows_shown_as_nodes_follow_their_version(world: World):
    assert world.number("count(instance('cities')//item)") == 3
    world.cities._rows.pop()
    world.cities.version = 1
    assert world.number("count(instance('cities')//item)") == 2


def test_typed_text_searches_inside_the_selection(world: World):
    found = select(world, "instance('cities')/root/item[state = 'cn']")
    assert [row["name"] for row in found.search("海", 10)] == ["3"]
    tested = select(world, "instance('cities')/root/item[name > 1]")
    assert [row["name"] for row in tested.search("海", 10)] == ["3"]


def test_a_selection_keeps_the_context_it_was_made_in(world: World):
    text = "count(/data/rep[count(instance('cities')/root/item[name < current()]) = 3])"
    assert world.number(text) == 3


def test_randomize_over_rows_keeps_every_row(world: World):
    text = "randomize(instance('cities')/root/item, 5)"
    nodes = compile_expression(text).nodes(world.env.at(world.node("/data/a")))
    assert sorted(node.elements("name").__next__().value for node in nodes) == [
        "1",
        "2",
        "3",
    ]


def test_refiltering_ten_thousand_rows_does_not_go_through_them(world: World):
    rows = Rows(
        ("name", "label", "state"),
        [(str(n), f"city {n}", str(n % 1000)) for n in range(10_000)],
    )
    world.env.instance = {"big": rows}.get
    world.put("state", "500")
    text = "instance('big')/root/item[state = /data/state]"
    expression = compile_expression(text)
    context = world.env.at(world.node("/data/a"))
    through = compile_expression(text.replace("[state", "[concat(state, '')"))
    assert len(expression.select(context)) == len(through.select(context)) == 10
    assert _least_s(expression, context) < _least_s(through, context) / 50


def _least_s(expression, context) -> float:
    found = []
    for _ in range(5):
        start = time.process_time()
        len(expression.select(context))
        found.append(time.process_time() - start)
    return min(found)
