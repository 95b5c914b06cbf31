"""`dev.py bench` and `dev.py durability`: figures, each beside a peer or a limit."""

import os
import subprocess

from tools import ROOT, setup


def bench(arguments: list[str]) -> int:
    """Run tests/bench (all, or those named) and print its table."""
    return _module("tests.bench.run", arguments)


def durability(arguments: list[str]) -> int:
    """Fail its disk, cut its power, kill it, damage its files; count what is lost."""
    return _module("tests.durability.run", arguments)


def _module(name: str, arguments: list[str]) -> int:
    python = setup.ready("test")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [str(python), "-P", "-m", name, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment).returncode
