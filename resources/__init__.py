"""Packaged data read by name."""

import json
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent
LANGUAGES = ("zh_CN", "en")
OPENED = (".gvb", ".gvi", ".gvj", ".gvr")
"""Suffixes of what the window opens: bundles, invitations, requests to join, answers
that a disk refused."""


def path(name: str) -> Path:
    """Return where the packaged file or folder `name` ("rules/sla.csv") lies."""
    return ROOT / name


def text(name: str) -> str:
    """Return the packaged text file `name`, read as UTF-8."""
    return path(name).read_text(encoding="utf-8")


def data(name: str) -> bytes:
    """Return the bytes of the packaged file `name`."""
    return path(name).read_bytes()


@cache
def sentences(language: str) -> dict[str, str]:
    """Return every sentence of `language` ("zh_CN" or "en") by its code.

    The sentences of each room lie in a file of their own,
    `messages/<language>/<room>.json`; a code stands in one file only.
    """
    found: dict[str, str] = {}
    for file in sorted(path(f"messages/{language}").glob("*.json")):
        found.update(json.loads(file.read_text(encoding="utf-8")))
    return found


def sentence(code: str, language: str, **fields: object) -> str:
    """Return the sentence `code` in `language` with `fields` filled in.

    A field that is itself a known error (its reason) reads as its own sentence.
    """
    told = {name: _told(value, language) for name, value in fields.items()}
    return sentences(language)[code].format(**told)


def _told(value: object, language: str) -> object:
    code, fields = getattr(value, "code", None), getattr(value, "fields", None)
    if isinstance(value, Exception) and isinstance(code, str):
        return sentence(code, language, **(fields or {}))
    return value
