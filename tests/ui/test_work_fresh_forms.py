"""Forms in a new register: a form may ask lists in which nobody stands yet."""

from pathlib import Path

import pytest

import resources
from desktop.begin import begin
from forms.records.types import Profile
from tests.ui.conftest import ticking
from ui.work.reading import read

FORMS = sorted(path.name for path in Path(resources.path("forms")).iterdir())


@pytest.mark.parametrize("name", FORMS)
def test_a_bundled_form_can_be_brought_into_a_new_register(tmp_path, name):
    folder = tmp_path / "workspace"
    worker = Profile("w-1", "陈晓梅", "XYQY03")
    begin(folder, worker, demo=False, clock=ticking())
    told = read(Path(resources.path("forms")) / name, folder)
    assert [one for one in told.findings if one.severity == "error"] == []
