"""The bundled sheets compile without a warning, once, and tell their lists."""

from pathlib import Path

import pytest

import resources
from forms.engine.definition.catalog import compiled, load
from forms.engine.definition.xform import parse_xform
from forms.engine.definition.xlsform import compile_sheets, compile_with_warnings
from tests.conformance.forms import main

FOLDERS = sorted(p for p in resources.path("forms").iterdir() if p.is_dir())


def test_there_are_eleven_forms():
    assert len(FOLDERS) == 11


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_bundled_form_compiles_without_a_warning(folder: Path):
    data, warnings = compile_with_warnings(folder)
    assert warnings == ()
    form = parse_xform(data)
    assert form.form_id == form.root.strip("/") == folder.name
    assert form.languages == ("中文 (zh)", "English (en)")
    assert form.default_language == "中文 (zh)"
    assert form.version
    assert form.entities


def test_a_form_says_which_lists_it_reads_and_writes():
    form = parse_xform(compile_sheets(resources.path("forms/heating_visit")))
    assert form.entity_lists == ("hazard", "household")
    assert "jr://file-csv/household.csv" in form.external_sources
    assert "jr://instance/last-saved" in form.external_sources
    household = next(e for e in form.entities if e.list_name == "household")
    assert household.saves["/heating_visit/heat/t_save"] == "last_heat_temp"
    assert household.container == "/heating_visit"


def test_a_compiled_form_is_kept_until_its_sheets_change(tmp_path: Path):
    sheets, cache = tmp_path / "sheets", tmp_path / "cache"
    sheets.mkdir()
    survey = sheets / "survey.tsv"
    survey.write_text("type\tname\tlabel\ntext\ta\tA\n", "utf-8")
    (sheets / "settings.tsv").write_text("form_id\tversion\nown\t1\n", "utf-8")
    first = compiled(sheets, cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(first.replace(b">A<", b">Kept<"))
    assert b">Kept<" in compiled(sheets, cache)
    survey.write_text("type\tname\tlabel\ntext\ta\tB\n", "utf-8")
    assert b">B<" in compiled(sheets, cache)
    assert load(sheets, cache).root == "/own"


def test_two_readings_of_one_form_are_equal():
    data = compile_sheets(resources.path("forms/outreach_log"))
    assert parse_xform(data) == parse_xform(data)
    assert len({parse_xform(data), parse_xform(data)}) == 1


def test_every_form_of_a_folder_is_filled_at_random(tmp_path: Path, capsys):
    for folder in FOLDERS:
        (tmp_path / f"{folder.name}.xml").write_bytes(compile_sheets(folder))
    (tmp_path / "own.md").write_text(
        "| survey |\n| | type | name | label |\n| | text | a | A |\n", "utf-8"
    )
    assert main(tmp_path) == 0
    assert capsys.readouterr().out == "12 passed, 0 failed\n"


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".md"])
def test_a_form_is_read_from_any_kind_of_sheet(tmp_path: Path, suffix: str):
    file = tmp_path / f"form{suffix}"
    if suffix == ".xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        book.active.title = "survey"
        for row in (["type", "name", "label"], ["text", "a", "甲"]):
            book.active.append(row)
        book.save(file)
    elif suffix == ".csv":
        file.write_text('survey\n,type,name,label\n,text,a,"甲"\n', "utf-8")
    else:
        file.write_text(
            "| survey |\n| | type | name | label |\n| | text | a | 甲 |\n", "utf-8"
        )
    assert next(parse_xform(compile_sheets(file)).questions()).label.parts == ("甲",)
