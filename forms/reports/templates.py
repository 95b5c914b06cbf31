"""Templates: read from resources/templates, one file a form and one for all."""

import csv
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import resources
from forms.reports.sheet import Tone
from forms.reports.template import Column, Hint, Item, Line, Page, Signer, Template


@cache
def template(form_id: str) -> Template:
    """Return the template of a form; the common one where it has none of its own."""
    common: dict[str, Any] = json.loads(resources.text("templates/sheet_common.json"))
    name = f"templates/sheet_{form_id}.json"
    own = json.loads(resources.text(name)) if resources.path(name).is_file() else {}
    return _template({**common, **own})


@cache
def entity_lines() -> Mapping[str, Line]:
    """Return what is said of an entity that a visit created, by list."""
    told = json.loads(resources.text("templates/entities.json"))
    return {name: _line(line) for name, line in told.items()}


@cache
def shared_words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the words of codes that no form lists, by name and language."""
    found: dict[str, dict[str, dict[str, str]]] = json.loads(
        resources.text("templates/words.json")
    )
    return found


@cache
def _tones() -> Mapping[tuple[str, str], Tone]:
    rows = csv.DictReader(resources.text("templates/tones.csv").splitlines())
    return {(row["scope"], row["value"]): _tone(row["tone"]) for row in rows}


def tone_of(question: str, choices: str, value: str) -> Tone:
    """Return the tone of an answer by templates/tones.csv.

    Args:
        question: Form and path, as "heating_visit/chk/problem".
        choices: Name of its choice list.
        value: One code.
    """
    known = _tones()
    for scope in (question, f"list:{choices}"):
        for said in (value, "*"):
            if (scope, said) in known:
                return known[scope, said]
    return "plain"


def _tone(word: str) -> Tone:
    for tone in ("ok", "bad", "warn", "na", "info", "plain"):
        if tone == word:
            return tone
    raise ValueError(f"no tone: {word!r}")


def _template(told: Mapping[str, Any]) -> Template:
    return Template(
        told.get("title"),
        told.get("office", ""),
        tuple(told.get("subtitle", ())),
        _items(told.get("head", ())),
        tuple(map(_line, told.get("verdicts", ()))),
        tuple(map(_line, told.get("says", ()))),
        {path: _hint(hint) for path, hint in told.get("hints", {}).items()},
        tuple(map(_signer, told.get("signers", ()))),
        told.get("seal"),
        tuple(told.get("notes", ())),
        told.get("photos", 3),
        tuple(map(_page, told.get("pages", ()))),
    )


def _items(told: Sequence[Any]) -> tuple[Item, ...]:
    return tuple(Item(ref=i) if isinstance(i, str) else Item(**i) for i in told)


def _columns(told: Sequence[Any]) -> tuple[Column, ...]:
    return tuple(
        Column(c["head"], c["width"], _items(c.get("items", ()))) for c in told
    )


def _hint(told: str | Mapping[str, Any]) -> Hint:
    if isinstance(told, str):
        return Hint(kind=told)
    rest = dict(told)
    detail = rest.pop("detail", None)
    return Hint(
        kind=rest.pop("as", ""),
        title=rest.pop("title", None),
        add=_items(rest.pop("add", ())),
        columns=_columns(rest.pop("columns", ())),
        skip=tuple(rest.pop("skip", ())),
        found=rest.pop("found", {}),
        clear=rest.pop("clear", {}),
        detail=(detail[0], detail[1]) if detail else None,
        parts=_items(rest.pop("parts", ())),
        item=Item(**rest),
    )


def _line(told: Mapping[str, Any]) -> Line:
    return Line(
        {language: told[language] for language in resources.LANGUAGES},
        _tone(told["tone"]),
        told.get("if", {}),
    )


def _signer(told: str | Mapping[str, str]) -> Signer:
    return Signer(ref=told) if isinstance(told, str) else Signer(label=told)


def _page(told: Mapping[str, Any]) -> Page:
    return Page(
        told["title"],
        _columns(told["columns"]),
        told.get("repeat", ""),
        told.get("where", {}),
        told.get("blank", 0),
        tuple(map(_signer, told.get("signers", ()))),
    )
