"""Labels, hints and messages: literal text with outputs, or itext."""

import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from lxml import etree

from forms.engine.definition.document import attribute, local
from forms.engine.definition.model import NO_TEXT, Text, TextForms
from forms.engine.definition.scope import Scope
from forms.engine.xpath.ast import Call, Literal, walk
from forms.engine.xpath.compile import Expression
from forms.errors import KnownError

_ITEXT = re.compile(r"^\s*jr:itext\s*\((?P<argument>.*)\)\s*$", re.DOTALL)
# As pyxform writes it, and most others.
_ITEXT_ID = re.compile(r"jr:itext\('([^']*)'\)").fullmatch
_LITERAL = re.compile(r"""^\s*(?:'(?P<a>[^']*)'|"(?P<b>[^"]*)")\s*$""", re.DOTALL)
_NAME = re.compile(r"^\s*[\w.\-]+\s*$")


def read_text(element: etree._Element | None, scope: Scope) -> Text:
    """Return what a <label>, <hint> or <value> says; NO_TEXT for None."""
    if element is None:
        return NO_TEXT
    ref = attribute(element, "ref")
    if ref is not None:
        return referred_text(ref, scope)
    return _content(element, scope)


def referred_text(ref: str, scope: Scope) -> Text:
    """Return the text that a ref names: jr:itext('id'), or an expression's value."""
    plain = _ITEXT_ID(ref)
    if plain is not None:
        return Text(itext=plain[1])
    argument = itext_argument(ref)
    if argument is None:
        return Text(parts=(scope.expression(ref),))
    literal = _LITERAL.match(argument)
    if literal is not None:
        return Text(itext=literal["a"] if literal["a"] is not None else literal["b"])
    return Text(itext_expression=scope.expression(argument))


def message(text: str | None, scope: Scope) -> Text:
    """Return a jr:constraintMsg or jr:requiredMsg: plain text, or jr:itext(...)."""
    if not text:
        return NO_TEXT
    if itext_argument(text) is None:
        return Text(parts=(text,))
    return referred_text(text, scope)


def itext_argument(ref: str) -> str | None:
    """Return what stands in jr:itext(...), None where `ref` is no such call."""
    found = _ITEXT.match(ref)
    return None if found is None else found["argument"]


def is_name(text: str) -> bool:
    """Tell whether an expression is the name of a child and no more."""
    return _NAME.match(text) is not None


def _content(element: etree._Element, scope: Scope) -> Text:
    if len(element):
        parts = mixed_content(element, scope)
        return Text(parts) if parts else NO_TEXT
    text: str = element.text or ""
    text = text.strip()
    return Text((text,)) if text else NO_TEXT


def mixed_content(
    element: etree._Element, scope: Scope
) -> tuple[str | Expression, ...]:
    """Return the text and the outputs' expressions, no space at either end."""
    parts: list[str | Expression] = [element.text or ""]
    for child in element:
        if local(child) == "output":
            value = attribute(child, "value") or attribute(child, "ref") or "''"
            parts.append(scope.expression(value))
        else:
            parts.extend(mixed_content(child, scope))
        parts.append(child.tail or "")
    return _trimmed(parts)


def _trimmed(parts: list[str | Expression]) -> tuple[str | Expression, ...]:
    merged: list[str | Expression] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    if merged and isinstance(merged[0], str):
        merged[0] = merged[0].lstrip()
    if merged and isinstance(merged[-1], str):
        merged[-1] = merged[-1].rstrip()
    return tuple(part for part in merged if part != "")


def read_itext(
    model: etree._Element, scope: Scope
) -> tuple[Mapping[str, Mapping[str, TextForms]], str]:
    """Return the translations by language and id, and the default language.

    Raises:
        KnownError: FORM-CYCLE (path) where texts quote each other in a circle.
    """
    found: dict[str, dict[str, TextForms]] = {}
    default = ""
    for translation in model.iterfind(".//{*}itext/{*}translation"):
        language = attribute(translation, "lang") or ""
        if attribute(translation, "default") is not None and not default:
            default = language
        texts = found.setdefault(language, {})
        for text in translation.iterchildren("{*}text"):
            texts[text.get("id", "")] = {
                value.get("form", ""): _content(value, scope)
                for value in text
                if local(value) == "value"
            }
    for texts in found.values():
        _refuse_circles(texts)
    return found, default or next(iter(found), "")


def _refuse_circles(texts: Mapping[str, TextForms]) -> None:
    quoted = {text_id: ids for text_id in texts if (ids := _quoted(texts[text_id]))}
    try:
        TopologicalSorter(quoted).prepare()
    except CycleError as error:
        path = " → ".join(f"jr:itext('{text_id}')" for text_id in error.args[1])
        raise KnownError("FORM-CYCLE", path=path) from error


def _quoted(forms: TextForms) -> set[str]:
    """Return the ids of the texts that the outputs of one quote by their names."""
    return {
        call.arguments[0].text
        for text in forms.values()
        for part in text.parts
        if not isinstance(part, str) and "itext" in part.text
        for call in walk(part.ast)
        if isinstance(call, Call) and call.name == "jr:itext"
        if call.arguments and isinstance(call.arguments[0], Literal)
    }
