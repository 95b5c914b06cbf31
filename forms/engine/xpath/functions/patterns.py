"""Regular expressions of forms: anchored, and bounded in time and memory."""

from functools import lru_cache

import regex

from forms.engine.xpath.failures import XPathError

MAX_PATTERN = 5_000
MAX_SECONDS = 0.5
# Repetitions inside repetitions are unrolled when compiled: (a{1000}){1000} takes
# 0.4 s and 270 MB, (?:(?:(?:a{9}){9}){9}){9} 2 ms.
MAX_SIZE = 20_000
# One word of a pattern: an escape, a class, the start of a group, a repetition.
_WORD = regex.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:P?<\w+>|<?[=!]|[:>]|[a-zA-Z-]+[:)]))?"
    r"|\{(?P<least>\d+)(?P<open>,)?(?P<most>\d*)\}[+?]?|[*+?][+?]?|.",
    regex.DOTALL,
)
# Java has no recursion and no conditions; matching them may take all memory.
_FOREIGN = regex.compile(r"(?<!\\)\(\?(?:R|&|P>|P=|\d|[+-]\d|\(|\|)")


def matches(text: str, pattern: str, seconds: float = MAX_SECONDS) -> bool:
    """Return whether `pattern` matches the whole of `text`, as in ODK Collect.

    Args:
        text: All of it.
        pattern: A regular expression.
        seconds: The longest that matching may take.

    Raises:
        XPathError: XPATH-REGEX for a pattern that is none, XPATH-REGEX-LONG for one
            over MAX_PATTERN, XPATH-REGEX-SLOW where it is too large or matching
            takes over `seconds`.
    """
    try:
        return compiled(pattern).fullmatch(text, timeout=seconds) is not None
    except (TimeoutError, MemoryError) as error:
        raise XPathError("XPATH-REGEX-SLOW", pattern, 0) from error


@lru_cache(maxsize=500)
def compiled(pattern: str) -> "regex.Pattern[str]":
    """Return `pattern` compiled; raises as `matches` does."""
    if len(pattern) > MAX_PATTERN:
        size = len(pattern)
        raise XPathError("XPATH-REGEX-LONG", pattern, 0, length=size, limit=MAX_PATTERN)
    if _FOREIGN.search(pattern):
        raise XPathError("XPATH-REGEX", pattern, 0, reason="(?")
    if unrolled_size(pattern) > MAX_SIZE:
        raise XPathError("XPATH-REGEX-SLOW", pattern, 0)
    try:
        return regex.compile(pattern)
    except (regex.error, OverflowError, RecursionError) as error:
        raise XPathError("XPATH-REGEX", pattern, 0, reason=str(error)) from error


def unrolled_size(pattern: str) -> int:
    """Return about how many parts `pattern` has once its repetitions are unrolled."""
    sizes = [0]
    last = 0
    for word in _WORD.finditer(pattern):
        text = word.group()
        if text.startswith("("):
            sizes.append(0)
            last = 0
        elif text == ")" and len(sizes) > 1:
            last = sizes.pop() + 1
            sizes[-1] += last
        elif text[0] in "*+?" or word["least"] is not None:
            # A repeated single character is not unrolled.
            if last > 1:
                times = int((word["least"] or "1")[:6])
                sizes[-1] += last * times
                last *= times + 1
        else:
            last = 1
            sizes[-1] += 1
        if sizes[-1] > MAX_SIZE:
            break
    return max(sizes)
