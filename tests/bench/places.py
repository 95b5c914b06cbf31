"""What benches work on: a demo workspace, lists as files, compiled forms."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import resources
from desktop import clock, demo_grid
from desktop.begin import begin
from forms.engine.definition.xlsform import compile_sheets
from forms.records.types import Profile

WORKER = Profile("w02", "孔祥云", "XYQY03", language="zh_CN", theme="light")


@contextmanager
def demo_workspace() -> Iterator[Path]:
    """Make a workspace with the demo grid loaded, as a worker begins with."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "workspace"
        begin(place, WORKER, demo=True, clock=clock.now)
        yield place


@contextmanager
def loose_form(form_id: str) -> Iterator[tuple[Path, Path]]:
    """Give (XForm file, folder of its lists) of a bundled form."""
    with tempfile.TemporaryDirectory() as folder:
        lists = Path(folder) / "lists"
        demo_grid.write(lists, date(2026, 11, 25))
        for rule in resources.path("rules").glob("*.csv"):
            shutil.copy(rule, lists)
        form = Path(folder) / f"{form_id}.xml"
        form.write_bytes(compile_sheets(resources.path(f"forms/{form_id}")))
        yield form, lists
