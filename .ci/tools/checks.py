"""`dev.py lint`: format, lint, types twice, import contracts."""

import subprocess

from tools import ROOT, setup

FLOORS = ("desktop", "ui", "sync", "forms", "resources")
CODE = (*FLOORS, ".ci", "tests", "dev.py")


def lint(arguments: list[str]) -> int:
    """Run every check, then tell which failed; 1 where one did."""
    setup.ready("test")
    checks = {
        "ruff format": [setup.script("ruff"), "format", "--check", *CODE],
        "ruff check": [setup.script("ruff"), "check", *CODE],
        "mypy": [setup.script("mypy")],
        "pyright": [setup.script("pyright")],
        "import-linter": [setup.script("lint-imports")],
    }
    failed = []
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        if subprocess.run(command, cwd=ROOT).returncode != 0:
            failed.append(name)
    print(f"lint: {', '.join(failed)} failed" if failed else "lint: all good")
    return 1 if failed else 0
