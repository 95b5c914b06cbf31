"""ODK Validate, the field's own checker, finds nothing wrong in the bundled forms."""

import csv
import importlib.util
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

import resources
from desktop import demo_grid
from forms.engine.definition.xlsform import compile_with_warnings

FORMS = sorted(p.parent for p in resources.path("forms").glob("*/survey.tsv"))


def jar() -> Path:
    spec = importlib.util.find_spec("pyxform")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "validators/odk_validate/bin/ODK_Validate.jar"


@pytest.fixture(scope="module")
def media(tmp_path_factory) -> Path:
    """A folder with every list that a form reads, as CSV beside the forms."""
    folder = tmp_path_factory.mktemp("validate")
    for name, rows in demo_grid.generate(date(2026, 12, 24)).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows[:50])
    for rule in resources.path("rules").glob("*.csv"):
        shutil.copy(rule, folder)
    return folder


def test_sheets_compile_without_a_warning_of_pyxform():
    assert {f.name: compile_with_warnings(f)[1] for f in FORMS} == {
        f.name: () for f in FORMS
    }


@pytest.mark.skipif(shutil.which("java") is None, reason="no Java on this machine")
@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.name)
def test_odk_validate_accepts_the_form(form, media):
    file = media / f"{form.name}.xml"
    file.write_bytes(compile_with_warnings(form)[0])
    ran = subprocess.run(
        ["java", "-jar", jar(), file], capture_output=True, text=True, check=False
    )
    told = ran.stdout + ran.stderr
    assert ran.returncode == 0, told
    assert "Xform is valid" in told
