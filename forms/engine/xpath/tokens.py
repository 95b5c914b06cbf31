"""The words of an XPath expression, with their places."""

import re
from typing import NamedTuple

from forms.engine.xpath.failures import XPathError

NAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf"""(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<name>{NAME}(?::(?!:)(?:{NAME}|\*))?)
    |(?P<mark>//|::|\.\.|!=|<=|>=|[()\[\].@,/|+\-=<>*$])""",
    re.VERBOSE,
)
SPACE = r"[ \t\r\n\u00a0]*"
_SPACE = re.compile(SPACE)
_OPERATORS = frozenset("| + - = != < <= > >=".split())
_BEFORE_OPERAND = frozenset("@ :: ( [ , / // | + - = != < <= > >=".split())
MAX_LENGTH = 400_000
MAX_TOKENS = 40_000


class Token(NamedTuple):
    """One word.

    Args:
        kind: "number", "literal", "name", "operator", "mark" or "end".
        text: As written, a literal without its quotes.
        start: Where it starts.
    """

    kind: str
    text: str
    start: int


def tokens(text: str) -> list[Token]:
    """Return the words of `text`, an "end" last.

    Source: XPath 1.0, 3.7: a `*` or a name after an operand is an operator.

    Raises:
        XPathError: XPATH-CHARACTER for a character no word starts with,
            XPATH-LONG over MAX_LENGTH characters or MAX_TOKENS words.
    """
    if len(text) > MAX_LENGTH:
        raise XPathError("XPATH-LONG", text, 0, length=len(text), limit=MAX_LENGTH)
    found: list[Token] = []
    place = _skip(text, 0)
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise XPathError("XPATH-CHARACTER", text, place, character=text[place])
        token = _classify(match, found)
        found.append(token)
        if len(found) > MAX_TOKENS:
            size = len(text)
            raise XPathError("XPATH-LONG", text, place, length=size, limit=MAX_TOKENS)
        # "1 mod2" and "a div-1": an operator's word ends where its letters end.
        place = _skip(text, token.start + _width(token))
    found.append(Token("end", "", len(text)))
    return found


def _skip(text: str, place: int) -> int:
    if place < len(text) and text[place] not in " \t\r\n\u00a0":
        return place
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _width(token: Token) -> int:
    return len(token.text) + (2 if token.kind == "literal" else 0)


def _classify(match: re.Match[str], before: list[Token]) -> Token:
    kind, text, start = str(match.lastgroup), match.group(), match.start()
    if kind == "literal":
        return Token(kind, text[1:-1], start)
    if before and _ends_operand(before[-1]):
        if text == "*":
            return Token("operator", text, start)
        if kind == "name":
            return Token("operator", _operator_word(text), start)
    if kind == "mark" and text in _OPERATORS:
        return Token("operator", text, start)
    return Token(kind, text, start)


def _ends_operand(token: Token) -> bool:
    return (token.kind != "operator" and token.text not in _BEFORE_OPERAND) or (
        token.kind == "literal"
    )


def _operator_word(text: str) -> str:
    for word in ("and", "or", "div", "mod"):
        if text == word or (text.startswith(word) and not text[len(word)].isalpha()):
            return word
    return text
