"""README's map of modules, read from the first docstring line of each."""

import ast
from pathlib import Path

from tools import ROOT

FLOORS = ("desktop", "ui", "sync", "forms", "resources")
BEGIN, END = "<!-- map -->", "<!-- end of map -->"


def map_lines() -> list[str]:
    """Return the map: a line a module, floor by floor from the top."""
    return [
        line_of(path)
        for floor in FLOORS
        for path in sorted((ROOT / floor).rglob("*.py"))
    ]


def line_of(path: Path) -> str:
    """Return the map's line of the module at `path`."""
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    name = path.relative_to(ROOT).as_posix()
    return f"    {name:38} {told.splitlines()[0] if told else ''}".rstrip()


def write_map(arguments: list[str]) -> int:
    """Write the map between its two markers in README.md."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    middle = "\n".join(map_lines())
    readme.write_text(f"{before}{BEGIN}\n\n{middle}\n\n{END}{after}", encoding="utf-8")
    return 0
