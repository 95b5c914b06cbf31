"""The table of features is held to the controls, the compiler and README."""

import csv
import io

import pytest

import resources
from forms.engine.definition.check import columns
from forms.engine.definition.check.features import (
    Feature,
    features,
    of_kind,
    type_names,
)
from forms.engine.definition.check.form import check_form
from forms.engine.xpath.functions.library import LIBRARY
from tools import ROOT, readme

CONTROLS = list(csv.DictReader(io.StringIO(resources.text("tables/controls.csv"))))
SHOWN = [f for f in of_kind("type").values() if f.applies]


def test_each_feature_stands_once_and_says_what_is_different():
    keys = [(f.kind, f.name) for f in features()]
    assert len(keys) == len(set(keys))
    for one in features():
        assert one.support in ("yes", "partly", "no")
        assert bool(one.note["zh_CN"]) == bool(one.note["en"])
        if one.support != "yes":
            assert one.note["zh_CN"], one.name


def test_no_name_of_a_type_means_two_types():
    words = [w for f in of_kind("type").values() for w in (f.name, *f.also)]
    assert len(words) == len(set(words)) == len(type_names())


@pytest.mark.parametrize("feature", SHOWN, ids=lambda f: f.name)
def test_a_type_that_is_shown_has_a_widget(feature: Feature):
    control, kind, *media = feature.applies[0].split()
    fitting = [
        row
        for row in CONTROLS
        if row["control"] == control
        and row["type"] in ("*", kind)
        and row["mediatype"] in ("*", *media)
        and row["appearance"] == "*"
    ]
    assert fitting
    if feature.support == "no":
        pytest.fail("a type that is not supported names a control")


def test_each_appearance_that_chooses_a_widget_is_in_the_table():
    chosen = {row["appearance"] for row in CONTROLS} - {"*"}
    known = {n for n, f in of_kind("appearance").items() if f.support != "no"}
    assert chosen <= known


def test_appearances_and_parameters_belong_to_known_types():
    known = set(of_kind("type")) | {"group", "repeat", "*"}
    for one in (*of_kind("appearance").values(), *of_kind("parameter").values()):
        assert set(one.applies) <= known, one.name


def test_each_setting_is_a_known_column():
    assert set(of_kind("setting")) <= columns.SETTINGS


def test_each_column_of_a_survey_is_in_the_table():
    assert columns.SURVEY == set(of_kind("column")) | {"type", "name", "disabled"}


LACKING = [
    one
    for one in features()
    if one.support != "yes" and one.kind in ("column", "setting", "parameter")
]
SHEETS = """| survey |
| | type | name | label | parameters | {column} |
| | {type} | a | A | {parameters} | {cell} |
| choices |
| | list_name | name | label |
| | l | x | X |
| settings |
| | form_title | form_id | version | {setting} |
| | F | f | 1 | {value} |
"""


@pytest.mark.parametrize("feature", LACKING, ids=lambda f: f"{f.kind} {f.name}")
def test_what_is_not_supported_is_told_where_it_is_used(feature: Feature, tmp_path):
    kind = next(iter(set(feature.applies) - {"*", "group", "repeat"}), "text")
    listed = f"{kind} l" if kind in ("select_one", "select_multiple") else kind
    given = {"column": "hint", "cell": "", "setting": "style", "value": ""}
    given |= {"type": listed, "parameters": ""}
    if feature.kind == "column":
        given |= {"column": feature.name, "cell": "x"}
    elif feature.kind == "setting":
        given |= {"setting": feature.name, "value": "x"}
    else:
        given["parameters"] = f"{feature.name}=1"
    form = tmp_path / "form.md"
    form.write_text(SHEETS.format(**given), encoding="utf-8")
    wanted = "CHECK-FEATURE-NO" if feature.support == "no" else "CHECK-FEATURE-PARTLY"
    (one,) = [f for f in check_form(form) if f.fields.get("feature") == feature.name]
    assert one.code == wanted
    assert one.row


def test_readme_shows_the_table():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    inside = text.partition(readme.FEATURES)[2].partition(readme.FEATURES_END)[0]
    assert inside.strip().splitlines() == readme.feature_lines()
    for name in LIBRARY:
        assert f"`{name}`" in inside
