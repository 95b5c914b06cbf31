"""The map in README.md, the floors and the names are as we say they are."""

import ast
import importlib.metadata
import importlib.util
import re

import pytest

from tools import ROOT, readme

LONG = re.compile(r"#.*\blong(er)?\b", re.IGNORECASE)
MODULES = sorted(p for floor in readme.FLOORS for p in (ROOT / floor).rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_map_has_module_with_its_first_docstring_line(path):
    line = readme.line_of(path)
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


def test_map_has_nothing_that_is_gone():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    inside = text.partition(readme.BEGIN)[2].partition(readme.END)[0]
    told = [line for line in inside.splitlines() if line.strip()]
    assert told == readme.map_lines()


@pytest.mark.parametrize("floor", readme.FLOORS)
def test_floor_is_ours_and_only_ours(floor):
    spec = importlib.util.find_spec(floor)
    owners = set(importlib.metadata.packages_distributions().get(floor, []))
    assert spec
    assert spec.origin
    assert (ROOT / floor).samefile(spec.origin.removesuffix("__init__.py"))
    assert owners <= {"gridvisit"}


def test_no_test_folder_can_shadow_a_floor():
    packages = [p.parent.name for p in (ROOT / "tests").rglob("__init__.py")]
    assert packages == ["tests"]


def test_test_modules_have_names_of_their_own():
    names = [p.name for p in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_file_over_400_lines_or_function_over_60_gives_its_reason(path):
    """The reason is a comment with the word "long" or "longer" in it."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    reasons = [n for n, line in enumerate(lines) if LONG.search(line)]
    assert len(lines) <= 400 or reasons
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            last = node.end_lineno or node.lineno
            size = last - node.lineno + 1
            beside = any(node.lineno - 6 <= n <= last for n in reasons)
            assert size <= 60 or beside, node.name
