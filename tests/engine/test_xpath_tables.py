"""The tables of functions and of contested points are held to the code."""

import csv
import io

import pytest

import resources
from forms.engine.xpath.compile import compile_expression
from forms.engine.xpath.functions.library import LIBRARY
from tests.engine.xpath_world import World


def read(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(resources.text(f"tables/{name}"))))


FUNCTIONS = {row["function"]: row for row in read("xpath_functions.csv")}
CONTESTED = read("contested.csv")


def test_the_table_names_every_function_and_no_other():
    assert set(FUNCTIONS) == set(LIBRARY)


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_the_table_tells_what_a_function_takes_and_gives(name: str):
    row, function = FUNCTIONS[name], LIBRARY[name]
    most = "" if function.most is None else str(function.most)
    told = row["least"], row["most"], row["gives"]
    assert told == (str(function.least), most, function.gives)
    assert row["clause"]
    assert row["en"]
    assert row["zh"]
    # A help line is one line, shown beside the formula.
    assert len(row["en"]) <= 90
    assert len(row["zh"]) <= 60


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_too_few_and_too_many_arguments_are_told(name: str):
    function = LIBRARY[name]
    if function.least:
        few = ", ".join(["/data/a"] * (function.least - 1))
        assert [f.code for f in compile_expression(f"{name}({few})").faults] == [
            "XPATH-ARITY"
        ]
    if function.most is not None:
        many = ", ".join(["/data/a"] * (function.most + 1))
        assert [f.code for f in compile_expression(f"{name}({many})").faults] == [
            "XPATH-ARITY"
        ]


@pytest.mark.parametrize("row", CONTESTED, ids=[row["point"] for row in CONTESTED])
def test_a_contested_point_is_as_the_table_says(row: dict[str, str]):
    assert row["choice"] in (
        "JavaRosa",
        "Web Forms",
        "specification",
        "both",
        "neither",
    )
    assert row["reason"]
    if row["example"]:
        assert World().string(row["example"], "/data/b") == row["ours"]
