"""Regular expressions of forms: anchored, and bounded in time."""

from functools import lru_cache

import regex

from forms.engine.xpath.failures import XPathError

MAX_PATTERN = 5_000
MAX_SECONDS = 0.5
# A counted repetition inside another multiplies at compile time.
MAX_REPEAT = 10_000
_COUNTED = regex.compile(r"\{(\d+)(?:,(\d*))?\}")


def matches(text: str, pattern: str) -> bool:
    """Return whether `pattern` matches the whole of `text`, as in ODK Collect.

    Raises:
        XPathError: XPATH-REGEX for a pattern that is none, XPATH-REGEX-LONG for one
            over MAX_PATTERN, XPATH-REGEX-SLOW where matching takes MAX_SECONDS.
    """
    try:
        return compiled(pattern).fullmatch(text, timeout=MAX_SECONDS) is not None
    except TimeoutError as error:
        raise XPathError("XPATH-REGEX-SLOW", pattern, 0) from error


@lru_cache(maxsize=500)
def compiled(pattern: str) -> "regex.Pattern[str]":
    """Return `pattern` compiled; raises as `matches` does."""
    if len(pattern) > MAX_PATTERN:
        size = len(pattern)
        raise XPathError("XPATH-REGEX-LONG", pattern, 0, length=size, limit=MAX_PATTERN)
    product = 1
    for low, high in _COUNTED.findall(pattern):
        product *= max(int((high or low)[:9]), 1)
        if product > MAX_REPEAT:
            raise XPathError("XPATH-REGEX-SLOW", pattern, 0)
    try:
        return regex.compile(pattern)
    except (regex.error, OverflowError, RecursionError) as error:
        raise XPathError("XPATH-REGEX", pattern, 0, reason=str(error)) from error
