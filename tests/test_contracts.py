"""Each import contract is kept by the source, and has been seen to break."""

import os
import shutil
import subprocess
import sys
import tomllib

import pytest

from tools import ROOT, readme

CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}
# For each contract one module that breaks it: where it stands, what it says.
VIOLATIONS = {
    "floors": ("forms/records/violating.py", "import sync"),
    "rooms": ("forms/reports/violating.py", "import forms.entry"),
    "engine": ("forms/engine/refs.py", "import forms.engine.xpath"),
    "sync": ("sync/folders/violating.py", "import sync.bundle"),
    "qt": ("forms/records/violating.py", "import PySide6.QtCore"),
    "cli": ("desktop/cli.py", "import PySide6.QtCore"),
    "databases": ("ui/pages/violating.py", "import sqlite3"),
    "threads": ("sync/folders/violating.py", "import threading"),
    "pyxform": ("forms/records/violating.py", "import pyxform"),
    "network": ("ui/pages/violating.py", "import socket"),
    "face": ("ui/pages/violating.py", "import forms.engine.instance.session"),
    "blank": ("forms/records/violating.py", "import forms.engine.instance.session"),
    "cycles": ("ui/controls/violating.py", "import ui.pages.violating"),
}
# What else must be there for the import to close a cycle.
PARTNERS = {"cycles": ("ui/pages/violating.py", "import ui.controls.violating")}


@pytest.fixture
def tree(tmp_path):
    """A copy of the source that lint-imports reads instead of ours."""
    for floor in readme.FLOORS:
        shutil.copytree(
            ROOT / floor,
            tmp_path / floor,
            ignore=lambda _, names: [n for n in names if n.endswith((".ttf", ".pyc"))],
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def broken_contracts(folder):
    """Return the names of the contracts that the tree in `folder` breaks."""
    code = (
        f"import sys; sys.path.insert(0, {str(folder)!r});"
        "from importlinter.cli import lint_imports_command as run; run()"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
    )
    lines = done.stdout.splitlines()
    assert any("KEPT" in line or "BROKEN" in line for line in lines), done
    return {
        name
        for name in CONTRACTS.values()
        if any(line.startswith(name) and "BROKEN" in line for line in lines)
    }


def test_source_keeps_every_contract():
    assert broken_contracts(ROOT) == set()


def test_every_contract_has_a_violation_here():
    assert set(VIOLATIONS) == set(CONTRACTS)


@pytest.mark.parametrize("contract", sorted(VIOLATIONS))
def test_violation_breaks_its_contract_and_no_other(tree, contract):
    for place, line in filter(None, (VIOLATIONS[contract], PARTNERS.get(contract))):
        path = tree / place
        old = path.read_text(encoding="utf-8") if path.exists() else '"""Violates."""\n'
        path.write_text(f"{old}\n{line}\n", encoding="utf-8")
    assert broken_contracts(tree) == {CONTRACTS[contract]}
