"""Formulas parsed, and each fault of syntax told in the words of its cause."""

import re
from dataclasses import dataclass
from typing import Final

from forms.engine.definition.check.finding import Report, short
from forms.engine.definition.check.outline import Formula
from forms.engine.definition.check.references import CURLY, WIDE
from forms.engine.xpath.ast import Ast
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.syntax import parse

_LITERAL: Final = re.compile(r'"[^"]*"|\'[^\']*\'')
_CURLY: Final = re.compile("[“”‘’]")
# How other languages write an operator, and how XPath does.
_FOREIGN: Final = {
    "==": "=",
    "&&": "and",
    "||": "or",
    "<>": "!=",
    "=>": ">=",
    "=<": "<=",
    "AND": "and",
    "OR": "or",
    "And": "and",
    "Or": "or",
    "MOD": "mod",
    "DIV": "div",
    "&": "concat()",
    "%": "mod",
    "≠": "!=",
    "≥": ">=",
    "≤": "<=",
    "×": "*",
    "÷": "div",
    "！=": "!=",
    "/": "div",
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A formula with its parts."""

    formula: Formula
    ast: Ast


def as_written(formula: Formula, start: int, end: int) -> str:
    """Return a part of a formula in the author's own words, in one line."""
    return short((formula.written or formula.text)[max(start, 0) : end])


def parsed(formula: Formula, report: Report) -> Parsed | None:
    """Return the formula parsed, None after telling why it cannot be."""
    text = formula.text
    curly = _CURLY.search(_blanked(text))
    straight = text.translate(CURLY) if _CURLY.search(text) else text
    try:
        ast = parse(straight)
    except XPathError as error:
        _tell(formula, straight, error, report)
        return None
    if curly is not None:
        position = curly.start() + 1
        report.warn("CHECK-QUOTES", formula.place, sign=curly[0], position=position)
    return Parsed(formula, ast)


def _blanked(text: str) -> str:
    return _LITERAL.sub(lambda m: "_" * len(m[0]), text)


def _tell(formula: Formula, text: str, error: XPathError, report: Report) -> None:
    place, position = formula.place, error.position
    told: dict[str, object] = {"position": position + 1}
    if report.has("CHECK-REFERENCE-BROKEN", place):
        return
    if error.code not in ("XPATH-SYNTAX", "XPATH-CHARACTER"):
        report.failed(error, place)
        return
    if _CURLY.search(formula.text):
        start = _CURLY.search(formula.text)
        sign = start[0] if start else ""
        report.error("CHECK-QUOTES", place, sign=sign, position=position + 1)
        return
    blanked, written = _blanked(text), short(formula.written or text)
    wide = next((c for c in blanked if c in WIDE), "")
    foreign = _foreign(text, position)
    opened, closed = blanked.count("("), blanked.count(")")
    if wide:
        told["position"] = blanked.index(wide) + 1
        report.error("CHECK-WIDE", place, sign=wide, right=WIDE[wide], **told)
    elif position < len(text) and text[position] in "'\"":
        report.error("CHECK-QUOTE-OPEN", place, sign=text[position], **told)
    elif foreign:
        report.error(
            "CHECK-OPERATOR", place, written=foreign, right=_FOREIGN[foreign], **told
        )
    elif opened != closed:
        report.error(
            "CHECK-BRACKETS", place, opened=opened, closed=closed, text=written
        )
    elif position < len(text) and text[position] in "${}":
        report.error("CHECK-REFERENCE-BROKEN", place, part=text[position], **told)
    elif position >= len(text.rstrip()):
        report.error(
            "CHECK-SYNTAX-END",
            place,
            text=as_written(formula, len(text) - 30, len(text)),
        )
    else:
        around = as_written(formula, position - 20, position + 20)
        found = error.fields.get("found", error.fields.get("character", ""))
        report.error("CHECK-SYNTAX", place, found=found, around=around, **told)


def _foreign(text: str, position: int) -> str:
    for start in (position - 1, position):
        for sign in _FOREIGN:
            if start >= 0 and text.startswith(sign, start):
                return sign
    return ""
