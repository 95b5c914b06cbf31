"""Typed text found in labels: words, pinyin and its initials."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice
from typing import Final, TypeVar

_CHINESE: Final = re.compile("[\u3400-\u9fff]")
_LATIN: Final = re.compile(r"[a-z0-9' ]+")
_Thing = TypeVar("_Thing")


def matches(
    typed: str, things: Iterable[tuple[str, _Thing]], limit: int
) -> list[_Thing]:
    """Return up to `limit` things whose text matches what was typed, best first.

    Args:
        typed: Blank gives the first things.
        things: Each with the text it is known by: its label and value.
        limit: How many are wanted.
    """
    words = typed.casefold().split()
    if not words:
        return [thing for _, thing in islice(things, limit)]
    ranked: list[tuple[int, int, _Thing]] = []
    for order, (text, thing) in enumerate(things):
        rank = _rank(words, text)
        if rank is not None:
            ranked.append((rank, order, thing))
    ranked.sort(key=lambda entry: entry[:2])
    return [thing for _, _, thing in ranked[:limit]]


def _rank(words: list[str], text: str) -> int | None:
    # 0 begins with it, 1 holds it, 2 pinyin or initials; the worst word counts.
    folded = text.casefold()
    worst = 0
    for index, word in enumerate(words):
        if word in folded:
            rank = 0 if folded.startswith(word) or index else 1
        elif _CHINESE.search(text) and _LATIN.fullmatch(word):
            whole, initials = _sounds(text)
            if word not in whole and word not in initials:
                return None
            rank = 2
        else:
            return None
        worst = max(worst, rank)
    return worst


@lru_cache(maxsize=20_000)
def _sounds(text: str) -> tuple[str, str]:
    syllables = [_sound(character) for character in text.casefold()]
    return "".join(syllables), "".join(s[0] for s in syllables if s)


@cache
def _sound(character: str) -> str:
    # Sign by sign: a list of 100,000 names has few signs, each read once.
    if not _CHINESE.match(character):
        return character
    # pypinyin reads its dictionaries at import (0.1 s): only when letters are typed.
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(character)[0])
