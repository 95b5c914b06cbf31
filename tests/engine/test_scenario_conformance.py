"""Recorded scenarios: at least 257 of the 259 agreed pass, the rest as listed."""

import csv
import json
import re
from pathlib import Path

import pytest

from tests.conformance.scenario import (
    TABLE,
    case_name,
    chosen_engines,
    contested,
    main,
    run_file,
)

SHARED = Path(__file__).parents[3] / "shared" / "conformance"
CASES = SHARED / "scenario.jsonl.gz"
LISTED = TABLE.with_name("scenario_expected_failures.csv")

recorded = pytest.mark.skipif(
    not CASES.exists(), reason="the recorded scenarios lie in ../shared/conformance"
)


@pytest.fixture(scope="module")
def outcomes():
    return run_file(CASES)


@recorded
def test_at_least_257_of_the_259_agreed_scenarios_pass(outcomes):
    agreed = [o for o in outcomes if o.case["agreed"]]
    assert len(agreed) == 259
    assert sum(not o.fault for o in agreed) >= 257


@recorded
def test_at_least_95_in_100_pass(outcomes):
    assert len(outcomes) == 373
    assert sum(not o.fault for o in outcomes) / 373 >= 0.95


@recorded
def test_exactly_the_listed_scenarios_fail(outcomes):
    with LISTED.open(encoding="utf-8", newline="") as file:
        listed = {row["test"]: row["reason"] for row in csv.DictReader(file)}
    assert {case_name(o.case) for o in outcomes if o.fault} == set(listed)
    assert all(listed.values())


def test_each_contested_point_of_forms_stands_in_the_one_table():
    choices = chosen_engines()
    assert {choices[point["point"]] for point in contested()} == {
        "JavaRosa",
        "Web Forms",
    }


@recorded
def test_each_contested_scenario_belongs_to_a_point_of_the_table():
    patterns = [re.compile(point["tests"]) for point in contested()]
    differing = json.loads(
        (SHARED / "scenario_contested_javarosa.json").read_text(encoding="utf-8")
    )
    left = {
        name
        for name, _ in differing
        if not any(pattern.search(name) for pattern in patterns)
    }
    assert left == set()


def test_the_driver_ends_with_its_count(tmp_path, capsys):
    case = {
        "file": "own.test",
        "test": "a count",
        "fails": False,
        "tz": "Asia/Shanghai",
        "now": 1795415403042,
        "form": '<h:html xmlns="http://www.w3.org/2002/xforms" '
        'xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>T</h:title><model>'
        '<instance><data id="own"><a/><b/></data></instance>'
        '<bind nodeset="/data/b" calculate="/data/a * 2"/></model></h:head><h:body>'
        '<input ref="/data/a"/></h:body></h:html>',
        "resources": {},
        "agreed": True,
        "steps": [
            {"op": "answer", "ref": "/data/a", "v": "4"},
            {"op": "answerOf", "ref": "/data/b", "v": "8"},
        ],
    }
    file = tmp_path / "own.jsonl"
    wrong = {**case, "steps": [{"op": "answerOf", "ref": "/data/b", "v": "9"}]}
    file.write_text(f"{json.dumps(case)}\n{json.dumps(wrong)}\n", encoding="utf-8")
    assert main(file) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 passed, 1 failed"
