"""`dev.py translate`: gather sentences from ui into .ts files, compile them to .qm."""

import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

from tools import ROOT, setup

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN", "en")
PARTS = ("form", "shell", "work", "exchange", "safe")


def sources(part: str) -> list[Path]:
    """Return the modules of a part: "shell" is what none of the others is.

    "form" is what fills a form, "work" what a desk does (importing forms and ledgers,
    figures and printing), "exchange" all about other laptops, "safe" what protects
    the data.
    """
    files = sorted((ROOT / "ui").rglob("*.py"))
    return [f for f in files if _part(f) == part]


def _part(path: Path) -> str:
    name = path.relative_to(ROOT / "ui").as_posix()
    if name.startswith(("controls/", "pages/form")):
        return "form"
    folder = name.partition("/")[0]
    return folder if folder in ("work", "exchange", "safe") else "shell"


def translate(arguments: list[str]) -> int:
    """Renew every .ts from the source, then compile; English is its own source."""
    setup.ready("test")
    FOLDER.mkdir(exist_ok=True)
    for part in PARTS:
        for language in LANGUAGES:
            file = FOLDER / f"{part}_{language}.ts"
            gather(part, language, file)
            if language == "en":
                _finish_english(file)
            compile_ts(file, file.with_suffix(".qm"))
    return 0


def gather(part: str, language: str, file: Path) -> None:
    """Bring `file` up to date with the sentences of its sources by lupdate."""
    names = [str(path) for path in sources(part)]
    where = ["-locations", "none", "-no-obsolete"]
    tongue = ["-source-language", "en", "-target-language", language]
    command = [setup.script("pyside6-lupdate"), *where, *tongue, *names]
    subprocess.run([*command, "-ts", str(file)], check=True, cwd=ROOT)


def compile_ts(file: Path, to: Path) -> None:
    """Compile a .ts file by lrelease."""
    command = [setup.script("pyside6-lrelease"), "-silent", str(file), "-qm", str(to)]
    subprocess.run(command, check=True, cwd=ROOT)


def _finish_english(file: Path) -> None:
    """Take each English source as its own translation, plural forms apart."""
    tree = ET.parse(file)  # noqa: S314 (our own file)
    for message in tree.iter("message"):
        target = message.find("translation")
        source = message.findtext("source") or ""
        if target is None or message.get("numerus") == "yes":
            continue
        if not target.text or target.get("type") == "unfinished":
            target.text = source
            target.attrib.pop("type", None)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    body = ET.tostring(tree.getroot(), encoding="unicode")
    file.write_text(head + body + "\n", encoding="utf-8")
