"""Regular expressions: wrong, endless, or read in two ways by different programs."""

import re
from functools import lru_cache
from typing import Final

import regex

from forms.engine.definition.check.finding import Report, short
from forms.engine.definition.check.reading import Reading
from forms.engine.xpath.ast import Call, Literal
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.functions.patterns import MAX_PATTERN, compiled

# A repeated part that holds nothing but another repetition: (a+)+, (\d*)*, ([a-z]+){9,}
_NESTED: Final = re.compile(
    r"\((?:\?:)?(?:\\.|\[[^\]]*\]|[^()\[\]\\|*+?{}]|\.)(?:[+*]|\{\d+,\})\??\)"
    r"(?:[+*]|\{\d+,\d*\})"
)
_ATOM: Final = re.compile(r"\\[dws]|[^\W_]|[一-鿿]|-")
_SAMPLES: Final = {"\\d": "0", "\\w": "a", "\\s": " "}
_SECONDS: Final = 0.05
_LONG: Final = 28


def check_regexes(reading: Reading, report: Report) -> None:
    """Check the pattern of each regex() that is written out."""
    for inner in reading.parts:
        call = inner.part
        if not isinstance(call, Call) or call.name != "regex":
            continue
        if len(call.arguments) == 2 and isinstance(call.arguments[1], Literal):
            literal = call.arguments[1]
            _pattern(literal.text, literal.start + 2, reading, report)


def _pattern(pattern: str, position: int, reading: Reading, report: Report) -> None:
    place = reading.formula.place
    told: dict[str, object] = {"pattern": short(pattern), "position": position}
    try:
        compiled(pattern)
    except XPathError as error:
        if error.code == "XPATH-REGEX-LONG":
            size, limit = len(pattern), MAX_PATTERN
            report.error("CHECK-REGEX-LONG", place, size=size, limit=limit)
        elif error.code == "XPATH-REGEX-SLOW":
            report.error("CHECK-REGEX-BOMB", place, **told)
        else:
            reason = _reason(pattern)
            report.error("CHECK-REGEX", place, reason=reason, **told)
        return
    if endless(pattern):
        report.error("CHECK-REGEX-BOMB", place, **told)
    elif not anchored(pattern):
        whole = _whole(pattern)
        report.warn("CHECK-REGEX-ANCHOR", place, whole=short(whole), **told)


def _reason(pattern: str) -> str:
    try:
        regex.compile(pattern)
    except (regex.error, OverflowError, RecursionError) as error:
        return str(error)
    return "(?"


@lru_cache(maxsize=200)
def endless(pattern: str) -> bool:
    """Return whether matching may take for ever on some text.

    By its look, and by trying: a text that nearly matches, with little time.
    """
    if _NESTED.search(pattern):
        return True
    if not re.search(r"[+*}].*[+*}]", pattern, re.DOTALL):
        return False
    atoms = dict.fromkeys(_SAMPLES.get(a, a) for a in _ATOM.findall(pattern[:200]))
    tried = [*list(atoms)[:6], "a", "0"]
    made = compiled(pattern)
    for sample in dict.fromkeys(tried):
        text = sample * _LONG * 20 + "\x01"
        try:
            made.fullmatch(text, timeout=_SECONDS)
        except (TimeoutError, MemoryError):
            return True
    return False


def anchored(pattern: str) -> bool:
    """Return whether a pattern means the same matched whole and searched for."""
    if pattern.startswith(".*") and pattern.endswith(".*"):
        return True
    if not (pattern.startswith("^") and pattern.endswith("$")):
        return False
    escaped = len(pattern) - len(pattern[:-1].rstrip("\\")) - 1
    return escaped % 2 == 0 and not _divided(pattern)


def _divided(pattern: str) -> bool:
    """Return whether a | stands outside every bracket: ^a|b$ is two patterns."""
    depth = 0
    for word in re.findall(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", pattern, re.DOTALL):
        depth += {"(": 1, ")": -1}.get(word, 0)
        if word == "|" and depth == 0:
            return True
    return False


def _whole(pattern: str) -> str:
    inside = pattern.removeprefix("^").removesuffix("$")
    return f"^({inside})$" if _divided(inside) else f"^{inside}$"
