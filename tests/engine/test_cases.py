"""The eleven forms filled 84 times: values, violations, entities, snapshots, edits."""

import json
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

import resources
from desktop import demo_grid
from forms.engine.definition.choices import MemoryRows, parse_csv
from forms.engine.definition.model import FormDefinition
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_sheets
from forms.engine.instance.session import FormSession
from forms.engine.instance.view import EntityWrite
from tests.engine.filling import CHINA, Filling, World

CASES = json.loads(
    (Path(__file__).parents[1] / "data" / "cases.json").read_text(encoding="utf-8")
)["cases"]
# Late in the day: the steps tell of moments that must not lie ahead.
CLOCK = "T20:00:00"


@cache
def form(name: str) -> FormDefinition:
    return parse_xform(compile_sheets(resources.path(f"forms/{name}")))


@cache
def demo() -> dict[str, list[dict[str, str]]]:
    return {
        name: [{**row, "__version": "1"} for row in rows]
        for name, rows in demo_grid.generate(date(2026, 12, 24)).items()
    }


@cache
def files() -> dict[str, MemoryRows | bytes]:
    found: dict[str, MemoryRows | bytes] = {
        src(name): MemoryRows(tuple(rows[0]), rows) for name, rows in demo().items()
    }
    for rule in sorted(resources.path("rules").glob("*.csv")):
        found[src(rule.stem)] = parse_csv(rule.read_bytes())
    return found


@cache
def known() -> set[tuple[str, str]]:
    return {(name, row["name"]) for name, rows in demo().items() for row in rows}


def src(name: str) -> str:
    return f"jr://file-csv/{name}.csv"


def world(case: dict) -> World:
    """Return the demo grid with the case's changes, each row at version 1."""
    changed = dict(files())
    for given in case.get("given", []):
        rows = [
            {**row, **given["set"]} if row["name"] == given["name"] else row
            for row in changed[src(given["list"])].rows()
        ]
        changed[src(given["list"])] = MemoryRows(tuple(rows[0]), rows)
    at = datetime.fromisoformat(case["today"] + CLOCK).replace(tzinfo=CHINA)
    return World(changed, {"username": "w02"}, known(), at)


def same(ours: str, wanted: str) -> bool:
    """Tell whether a value is the wanted one: numbers as numbers, * for anything."""
    if ours == wanted:
        return True
    try:
        return float(ours) == float(wanted)
    except ValueError:
        pattern = re.escape(wanted).replace(r"\*", ".*")
        return "*" in wanted and re.fullmatch(pattern, ours, re.DOTALL) is not None


def writes(wanted: dict, write: EntityWrite) -> bool:
    """Tell whether an entity write is the wanted one."""
    properties = wanted["properties"]
    return (
        write.list_name == wanted["list"]
        and write.action == wanted["action"]
        and wanted.get("id", write.id) == write.id
        and wanted.get("baseVersion", write.base_version) == write.base_version
        and ("label" not in wanted or same(write.label or "", wanted["label"]))
        and set(properties) == set(write.properties)
        and all(same(write.properties[name], text) for name, text in properties.items())
    )


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{c['form']}: {c['name']}" for c in CASES]
)
def test_a_case_comes_out_as_the_reference_engines_have_it(case):
    filling = Filling(form(case["form"]), world(case))
    for step in case["steps"]:
        if "set" in step:
            filling.answer(step["set"], step["value"])
        else:
            filling.add(step["add"])
    wrong = {
        path: filling.value(path)
        for path, wanted in case["expect"].items()
        if not same(filling.value(path), wanted)
    }
    assert wrong == {}
    assert filling.broken() == []
    filling.session.finalize(filling.moment())
    left = list(filling.session.entity_writes())
    for wanted in case["entities"]:
        (write,) = [w for w in left if writes(wanted, w)][:1] or [None]
        assert write is not None, (wanted, left)
        left.remove(write)
    assert left == []
    same_after_reopening(filling)


def same_after_reopening(filling: Filling) -> None:
    """Check that neither a kill nor an edit changes what was answered."""
    again = filling.reopened().session
    assert again.snapshot() == filling.session.snapshot()
    assert again.submission() == filling.session.submission()
    edit = filling.edited().session
    assert answers(edit) == answers(filling.session)
    assert [w.id for w in edit.entity_writes()] == [
        w.id for w in filling.session.entity_writes()
    ]


def answers(session: FormSession) -> str:
    """Return a submission without its ids."""
    text = session.submission().decode()
    return re.sub(r"<(instance|deprecated)ID>[^<]*</\1ID>", "", text)
