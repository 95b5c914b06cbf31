"""No tracked file tells of the place it was written in, or of a registry's host."""

import re
import subprocess

import pytest

from tools import ROOT

# Written so that this file does not hold what it looks for.
PLACES = re.compile(
    r"(?<![\w.])[/]work[/]|[/]root[/]\.|[/]home[/][a-z]+/|[/]opt[/]pypi|pypi[.]org"
    r"|pythonhosted[.]org|registry[.]npmjs|deb[.]debian[.]org|proxy[.]golang"
)
BINARY = {".ttf", ".png", ".jpg", ".qm", ".gvb", ".pdf", ".ico", ".bin", ".gz"}


def tracked():
    """Return the files that git holds, those that are text."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode != 0:
        pytest.skip("not a git work tree")
    names = (ROOT / name for name in done.stdout.split("\0") if name)
    return [p for p in names if p.is_file() and p.suffix not in BINARY]


def test_no_tracked_file_names_a_workplace_or_a_registry():
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        if (match := PLACES.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert found == []


def test_nothing_that_ships_holds_a_valid_identity_number():
    """The demo's use the unassigned area code 370899."""
    number = re.compile(
        r"(?<!\d)[1-8]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?!\d)"
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        if path.suffix != ".lock" and (ROOT / "tests") not in path.parents
        for match in number.finditer(path.read_text("utf-8", errors="replace"))
        if not match.group().startswith("370899") and is_valid(match.group())
    ]
    assert found == []


def is_valid(number):
    """Tell whether the last digit is the check digit of the others (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(c) * w for c, w in zip(number[:17], weights, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()
