"""Functions on text: searching, cutting, joining, digests."""

import base64
import binascii
import hashlib
import math
from collections.abc import Sequence
from time import monotonic

from forms.engine.xpath.context import Context
from forms.engine.xpath.conversion import Value, texts, to_string
from forms.engine.xpath.failures import XPathError
from forms.engine.xpath.functions.patterns import matches
from forms.engine.xpath.functions.signature import Function

SPACE = " \t\r\n"
# What is worth counting: most patterns take microseconds.
_LEAST_SECONDS = 0.001
# Characters that are joined as quickly as a node is walked.
_CHARACTERS_A_NODE = 16
_HASHES = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}


def _string(context: Context, value: Value | None = None) -> str:
    return context.node.string_value if value is None else to_string(value, context)


def _concat(context: Context, *values: Value) -> str:
    return _joined(context, "", values)


def _join(context: Context, separator: str, *values: Value) -> str:
    return _joined(context, separator, values)


def _joined(context: Context, separator: str, values: Sequence[Value]) -> str:
    told = [text for value in values for text in texts(value, context)]
    # Long texts joined again and again would fill the memory.
    length = sum(map(len, told)) + len(separator) * len(told)
    context.env.spend(length // _CHARACTERS_A_NODE, "join()")
    return separator.join(told)


def _starts_with(_context: Context, text: str, start: str) -> bool:
    return text.startswith(start)


def _ends_with(_context: Context, text: str, end: str) -> bool:
    return text.endswith(end)


def _contains(_context: Context, text: str, part: str) -> bool:
    return part in text


def _substring_before(_context: Context, text: str, mark: str) -> str:
    return text.partition(mark)[0] if mark and mark in text else ""


def _substring_after(_context: Context, text: str, mark: str) -> str:
    return text.partition(mark)[2] if mark else text


def _substring(
    _context: Context, text: str, start: float, length: float | None = None
) -> str:
    """XPath 1.0, 4.2: counts from 1, both ends rounded, NaN gives nothing."""
    first = _half_up(start)
    end = math.inf if length is None else first + _half_up(length)
    if first != first or end != end:
        return ""
    left = 0 if first < 1 else int(min(first - 1, len(text)))
    right = 0 if end < 1 else int(min(end - 1, len(text)))
    return text[left:right]


def _half_up(number: float) -> float:
    return math.floor(number + 0.5) if math.isfinite(number) else number


def _substr(_context: Context, text: str, start: float, end: float = math.inf) -> str:
    """OpenRosa: counts from 0, the end left out, negatives count from the end."""
    size = len(text)
    left, right = _index(start, size), _index(end, size)
    return text[left:right]


def _index(number: float, size: int) -> int:
    if number != number:
        return 0
    if math.isinf(number):
        return size if number > 0 else 0
    whole = int(number)
    return max(size + whole, 0) if whole < 0 else min(whole, size)


def _string_length(context: Context, text: str | None = None) -> float:
    return float(len(context.node.string_value if text is None else text))


def _normalize_space(context: Context, text: str | None = None) -> str:
    told = context.node.string_value if text is None else text
    return " ".join(word for word in _words(told) if word)


def _words(text: str) -> list[str]:
    for mark in "\t\r\n":
        text = text.replace(mark, " ")
    return text.split(" ")


def _translate(_context: Context, text: str, old: str, new: str) -> str:
    table: dict[int, str | None] = {}
    for place, character in enumerate(old):
        table.setdefault(ord(character), new[place] if place < len(new) else None)
    return text.translate(table)


def _regex(context: Context, text: str, pattern: str) -> bool:
    begun = monotonic()
    found = matches(text, pattern, max(context.env.patience, _LEAST_SECONDS))
    taken = monotonic() - begun
    if taken > _LEAST_SECONDS:
        context.env.patience -= taken
        if context.env.patience < 0:
            raise XPathError("XPATH-REGEX-SLOW", pattern, 0)
    return found


def _boolean_from_string(_context: Context, text: str) -> bool:
    return text in ("true", "1")


def _digest(
    _context: Context, text: str, algorithm: str, encoding: str = "base64"
) -> str:
    name = _HASHES.get(algorithm.upper())
    if name is None or encoding.lower() not in ("base64", "hex"):
        return ""
    made = hashlib.new(name, text.encode(), usedforsecurity=False).digest()
    if encoding.lower() == "hex":
        return made.hex()
    return base64.b64encode(made).decode("ascii")


def _base64_decode(_context: Context, text: str) -> str:
    made = unbase64(text)
    return "" if made is None else made.decode("utf-8", "replace")


def unbase64(text: str) -> bytes | None:
    """Return what base64 `text` encodes, padding or not; None where it is none."""
    packed = "".join(text.split()).rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _extract_signed(_context: Context, contents: str, public_key: str) -> str:
    """Return the message in `contents` where its Ed25519 signature is good, or "".

    Source: OpenRosa extract-signed: base64 of 64 bytes of signature, then the message.
    """
    # Imported here: the library takes 40 ms that forms without signatures need not.
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signed, key = unbase64(contents), unbase64(public_key)
    if signed is None or key is None or len(key) != 32 or len(signed) < 64:
        return ""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signed[:64], signed[64:])
    except InvalidSignature:
        return ""
    return signed[64:].decode("utf-8", "replace")


FUNCTIONS = {
    "string": Function(_string, "?v", "string"),
    "concat": Function(_concat, "*v", "string"),
    "join": Function(_join, "s*v", "string"),
    "starts-with": Function(_starts_with, "ss", "boolean"),
    "ends-with": Function(_ends_with, "ss", "boolean"),
    "contains": Function(_contains, "ss", "boolean"),
    "substring-before": Function(_substring_before, "ss", "string"),
    "substring-after": Function(_substring_after, "ss", "string"),
    "substring": Function(_substring, "sn?n", "string"),
    "substr": Function(_substr, "sn?n", "string"),
    "string-length": Function(_string_length, "?s", "number"),
    "normalize-space": Function(_normalize_space, "?s", "string"),
    "translate": Function(_translate, "sss", "string"),
    "regex": Function(_regex, "ss", "boolean"),
    "boolean-from-string": Function(_boolean_from_string, "s", "boolean"),
    "digest": Function(_digest, "ss?s", "string"),
    "base64-decode": Function(_base64_decode, "s", "string"),
    "extract-signed": Function(_extract_signed, "ss", "string"),
}
