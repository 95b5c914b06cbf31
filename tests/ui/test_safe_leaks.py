"""Nothing that was typed or shown is readable in any file that a morning leaves."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.ui import leaks_morning
from tools import ROOT

pytestmark = pytest.mark.qt
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
# Where programs and systems keep what they remember: all of it below one folder here.
_HOMES = {
    "HOME": "home", "XDG_DATA_HOME": "home/data", "XDG_CACHE_HOME": "home/cache",
    "XDG_CONFIG_HOME": "home/config", "XDG_STATE_HOME": "home/state",
    "XDG_RUNTIME_DIR": "run", "TMPDIR": "tmp",
}  # fmt: skip


def readable(root: Path, secrets: Sequence[str]) -> Iterator[str]:
    """Go through (file, secret) of every secret that stands in a file or its name."""
    needles = {text.encode(code) for text in secrets for code in _ENCODINGS}
    for place in sorted(root.rglob("*")):
        held = os.fsencode(place.name)
        if place.is_file():
            held += place.read_bytes()
        yield from (f"{place}: {one!r}" for one in needles if one in held)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in set(_HOMES.values()):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    (tmp_path / "run").chmod(0o700)
    return tmp_path


def test_a_morning_leaves_nothing_readable(home: Path) -> None:
    environment = {
        **os.environ, **{name: str(home / place) for name, place in _HOMES.items()},
        "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "LANG": "zh_CN.UTF-8",
    }  # fmt: skip
    command = [sys.executable, "-P", "-m", "tests.ui.leaks_morning"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, encoding="utf-8",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdin is not None
        secrets: list[str] = json.loads(process.stdout.readline())
        assert len(secrets) > 100
        # While the window is open, as a kill would leave it.
        assert list(readable(home, secrets)) == []
        process.stdin.write("\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == ["ended"]
    assert process.returncode == 0
    files = [one for one in home.rglob("*") if one.is_file()]
    assert {"register.db", "journal.db", "gridvisit.log"} <= {one.name for one in files}
    assert any(one.name.startswith("crash-") for one in files)
    assert list(readable(home, secrets)) == []


@pytest.mark.parametrize("code", _ENCODINGS)
def test_a_secret_in_any_encoding_would_be_seen(home: Path, code: str) -> None:
    secret = leaks_morning.NOTE
    (home / "tmp" / "preview.bin").write_bytes(b"\0" * 99 + secret.encode(code))
    assert list(readable(home, [secret]))
