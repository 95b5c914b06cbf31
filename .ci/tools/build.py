"""`dev.py build`: the program frozen by PyInstaller, then its own self-test."""

import os
import subprocess
import sys

from tools import ROOT, setup

PROGRAM = ROOT / "dist" / "gridvisit" / "gridvisit"


def build(arguments: list[str]) -> int:
    """Freeze into dist/gridvisit and run the result with --selftest."""
    python = setup.ready("test")
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    code = subprocess.run([*command, *arguments, "build.spec"], cwd=ROOT).returncode
    if code != 0:
        return code
    program = PROGRAM.with_suffix(".exe" if sys.platform == "win32" else "")
    # A library that several names lead to is there once.
    files = [one for one in PROGRAM.parent.rglob("*") if not one.is_symlink()]
    size = sum(one.stat().st_size for one in files if one.is_file())
    print(f"{program} ({size // 1_000_000} MB in the folder)", flush=True)
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([str(program), "--selftest"], env=quiet).returncode
