"""Every dependency is declared, pinned, used, licensed and has wheels where we run."""

import ast
import csv
import importlib.metadata
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from tools import ROOT, lock, readme

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
with lock.TABLE.open(encoding="utf-8", newline="") as _file:
    TABLE = {row["name"]: row for row in csv.DictReader(_file)}
RUNTIME = {canonicalize_name(Requirement(t).name) for t in PROJECT["dependencies"]}
# What ships inside the program must leave its user free to pass it on.
ALLOWED = ("MIT", "BSD", "Apache", "PSF", "Zlib", "LGPL", "MPL", "ISC", "HPND")
# Packages that are needed without an import of ours: their name and the reason.
UNIMPORTED = {
    "xlrd": "pyxform reads .xls through it",
    "openpyxl": "pyxform reads .xlsx through it",
    "tzdata": "zoneinfo reads it on Windows",
}
IMPORT_NAMES = {
    "pillow": "PIL",
    "pyside6": "PySide6",
    "sqlite-utils": "sqlite_utils",
    "zxing-cpp": "zxingcpp",
}


def pins(file):
    """Return the versions that a lock file pins on this machine, by name."""
    found = {}
    for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            one = Requirement(line)
            if one.marker is None or one.marker.evaluate():
                found[canonicalize_name(one.name)] = str(one.specifier)[2:]
    return found


def imported():
    """Return the top names of every third-party module that the floors import."""
    names = set()
    for floor in readme.FLOORS:
        for path in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - set(readme.FLOORS)


def test_what_is_installed_is_what_the_lock_pins():
    assert {
        n: importlib.metadata.version(n) for n in pins(".ci/requirements.lock")
    } == (pins(".ci/requirements.lock"))


def test_lock_satisfies_pyproject():
    held = pins(".ci/requirements-dev.lock")
    extra = PROJECT["optional-dependencies"]["dev"]
    for one in map(Requirement, [*PROJECT["dependencies"], *extra]):
        if one.marker is None or one.marker.evaluate():
            assert one.specifier.contains(held[canonicalize_name(one.name)]), one


def test_lock_names_no_place_to_fetch_from():
    for file in (
        ".ci/requirements.lock",
        ".ci/requirements-dev.lock",
        "pyproject.toml",
    ):
        text = (ROOT / file).read_text(encoding="utf-8")
        assert "://" not in text
        assert "index-url" not in text


def test_runtime_dependency_is_imported_or_says_why_not():
    used = imported()
    for name in RUNTIME:
        module = IMPORT_NAMES.get(name, name.replace("-", "_"))
        assert module in used or name in UNIMPORTED, name


def test_every_import_is_declared():
    modules = {IMPORT_NAMES.get(n, n.replace("-", "_")) for n in RUNTIME}
    # shiboken6 comes with PySide6, in its own version.
    assert imported() <= modules | {"shiboken6"}


def test_table_has_every_pinned_package():
    assert set(TABLE) >= set(pins(".ci/requirements-dev.lock"))


@pytest.mark.parametrize("name", sorted(TABLE))
def test_package_has_wheels_for_windows_and_both_linuxes(name):
    row = TABLE[name]
    for platform, end in (
        ("win_amd64", "win_amd64"),
        ("linux_x86_64", "x86_64"),
        ("linux_aarch64", "aarch64"),
    ):
        tags = {tag.platform for tag in parse_wheel_filename(row[platform])[3]}
        assert "any" in tags or any(tag.endswith(end) for tag in tags), platform


@pytest.mark.parametrize("name", sorted(n for n in TABLE if TABLE[n]["for"] == "run"))
def test_licence_of_what_ships_lets_it_be_passed_on(name):
    assert TABLE[name]["licence"].startswith(ALLOWED)


@pytest.mark.parametrize("name", sorted(RUNTIME))
def test_each_direct_dependency_says_why_it_is_there(name):
    assert TABLE[name]["why"]
