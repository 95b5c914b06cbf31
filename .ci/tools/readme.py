"""README's map of modules and its table of form features, each read from its source."""

import ast
import csv
from pathlib import Path

from tools import ROOT

FLOORS = ("desktop", "ui", "sync", "forms", "resources")
BEGIN, END = "<!-- map -->", "<!-- end of map -->"
FEATURES, FEATURES_END = "<!-- features -->", "<!-- end of features -->"
_TABLES = ROOT / "resources" / "tables"
_KINDS = {
    "type": "Question types 题型",
    "appearance": "Appearances 外观",
    "parameter": "Parameters 参数",
    "column": "Columns 列",
    "setting": "Settings 设置",
}


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


def feature_lines() -> list[str]:
    """Return the feature table: what is whole in one line, the rest a row each."""
    rows = _rows("features.csv")
    found: list[str] = []
    for kind, title in _KINDS.items():
        mine = [row for row in rows if row["kind"] == kind]
        whole = [f"`{row['name']}`" for row in mine if row["support"] == "yes"]
        rest = [row for row in mine if row["support"] != "yes"]
        found += [f"**{title}**, yes 支持: {', '.join(whole)}", ""]
        found += ["| | | what is different | 有什么不同 |", "|---|---|---|---|"]
        found += [
            f"| `{row['name']}` | {row['support']} | {row['en']} | {row['zh']} |"
            for row in rest
        ]
        found.append("")
    names = [f"`{row['function']}`" for row in _rows("xpath_functions.csv")]
    return [*found, f"**Functions 函数**, yes 支持: {', '.join(names)}"]


def _rows(name: str) -> list[dict[str, str]]:
    with (_TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_map(arguments: list[str]) -> int:
    """Write the map and the features between their markers in README.md."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    text = _filled(text, BEGIN, END, map_lines())
    text = _filled(text, FEATURES, FEATURES_END, feature_lines())
    readme.write_text(text, encoding="utf-8")
    return 0


def _filled(text: str, begin: str, end: str, lines: list[str]) -> str:
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    middle = "\n".join(lines)
    return f"{before}{begin}\n\n{middle}\n\n{end}{after}"
