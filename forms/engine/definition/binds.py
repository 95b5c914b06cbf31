"""The <bind>s of a model."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from forms.engine.definition.model import (
    ENTITIES,
    JAVAROSA,
    NO_EXTRA,
    NO_TEXT,
    ODK,
    OPENROSA,
    Bind,
)
from forms.engine.definition.scope import Scope
from forms.engine.definition.texts import message

_EXPRESSIONS: Final = ("calculate", "relevant", "readonly", "required", "constraint")
_PLAIN: Final = re.compile(r"/[^\s\[]*[^\s\[/]").fullmatch
_FOREIGN = (ODK, OPENROSA)
_PRELOAD = f"{{{JAVAROSA}}}preload"
_CONSTRAINT = f"{{{JAVAROSA}}}constraintMsg"
_REQUIRED = f"{{{JAVAROSA}}}requiredMsg"
_SAVE_TO = f"{{{ENTITIES}}}saveto"


def read_binds(model: etree._Element, root: str, scope: Scope) -> dict[str, Bind]:
    """Return the binds by absolute nodeset; later ones add to earlier ones.

    Args:
        model: The <model>.
        root: The root element's nodeset, "/data": relative nodesets start there.
        scope: Compiles their expressions.
    """
    found: dict[str, Bind] = {}
    for element in model.iterchildren("{*}bind"):
        given = dict(element.items())
        nodeset = absolute(given.get("nodeset", ""), root)
        if nodeset:
            found[nodeset] = _bind(given, nodeset, scope)
    return found


def absolute(ref: str, base: str) -> str:
    """Return the nodeset that `ref` names seen from `base`: no predicates, no spaces.

    `ref` may be "/data/a", "a", "./a", "../a", "." or "current()/../a".
    """
    if _PLAIN(ref):
        return ref
    text = without_predicates(ref) if "[" in ref else ref
    text = text.replace(" ", "").strip().removeprefix("current()/")
    if text.startswith("/"):
        return text.rstrip("/")
    steps = base.strip("/").split("/")
    for step in text.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/" + "/".join(steps)


def without_predicates(ref: str) -> str:
    """Return the path without what stands in [...]."""
    depth, kept = 0, []
    for character in ref:
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
        elif depth == 0:
            kept.append(character)
    return "".join(kept).strip()


def _bind(given: Mapping[str, str], nodeset: str, scope: Scope) -> Bind:
    calculate, relevant, readonly, required, constraint = [
        scope.optional(given[name], f"{name} {nodeset}") if name in given else None
        for name in _EXPRESSIONS
    ]
    preload = given.get(_PRELOAD)
    return Bind(
        nodeset,
        _type(given.get("type")),
        calculate,
        relevant,
        readonly,
        required,
        constraint,
        message(given[_CONSTRAINT], scope) if _CONSTRAINT in given else NO_TEXT,
        message(given[_REQUIRED], scope) if _REQUIRED in given else NO_TEXT,
        None if preload is None else (preload, given.get(f"{_PRELOAD}Params", "")),
        given.get(_SAVE_TO, ""),
        foreign_attributes(given),
    )


def foreign_attributes(given: Mapping[str, str]) -> Mapping[str, str]:
    """Return the ODK and OpenRosa attributes by local name: {"max-pixels": "800"}.

    Args:
        given: All attributes of an element, as lxml names them.
    """
    found: dict[str, str] = {}
    for key, text in given.items():
        if key[0] == "{":
            space, _, name = key[1:].partition("}")
            if space in _FOREIGN:
                found[name] = text
    return found or NO_EXTRA


def _type(text: str | None) -> str:
    if text and text.isalpha():
        return text
    return (text or "").rpartition(":")[2].strip() or "string"
