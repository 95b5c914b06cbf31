"""Recorded cases: all the agreed ones pass, the rest fail as listed and no more."""

import csv
import json
from pathlib import Path

import pytest

from tests.conformance.xpath import run_file

SHARED = Path(__file__).parents[3] / "shared" / "conformance"
CASES = SHARED / "xpath.jsonl.gz"
LISTED = Path(__file__).parents[1] / "conformance" / "xpath_expected_failures.csv"

pytestmark = pytest.mark.skipif(
    not CASES.exists(), reason="the recorded cases lie in ../shared/conformance"
)


@pytest.fixture(scope="module")
def failed() -> set[str]:
    return {outcome.case["id"] for outcome in run_file(CASES) if outcome.fault}


def test_every_case_that_both_reference_engines_agree_on_passes(failed: set[str]):
    agreed = json.loads((SHARED / "xpath_agreed_ids.json").read_text("utf-8"))
    assert len(agreed) == 786
    assert failed & set(agreed) == set()


def test_exactly_the_listed_cases_fail(failed: set[str]):
    with LISTED.open(encoding="utf-8", newline="") as file:
        listed = {row["id"]: row["reason"] for row in csv.DictReader(file)}
    assert failed == set(listed)
    assert all(listed.values())


def test_at_least_98_in_100_pass(failed: set[str]):
    assert len(failed) / 2686 <= 0.02
