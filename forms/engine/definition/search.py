"""Typed text found in labels: words, pinyin and its initials."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from heapq import merge
from itertools import accumulate, islice
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


class TextIndex:
    """Many texts to be searched often: each word is looked for in all at once.

    The texts stand in one long string, whose search is the processor's, not ours.
    Built for 100,000 names of households in 0.1 s, and, when letters are first typed
    and some are Chinese, their pinyin in 0.8 s more; then a search takes 5 to 60 ms.

    Args:
        texts: What each thing is known by, in order.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._folded = _Joined(text.casefold() for text in texts)
        self._heard: tuple[_Joined, _Joined] | None = None

    def find(
        self, typed: str, limit: int, among: Container[int] | None = None
    ) -> list[int]:
        """Return the places of up to `limit` texts that match, as `matches` ranks.

        Args:
            typed: At least one word.
            limit: How many are wanted.
            among: The places that count; None for all.
        """
        words = typed.casefold().split()
        found = self._one(words[0]) if len(words) == 1 else self._several(words)
        wanted = found if among is None else (at for at in found if at in among)
        return list(islice(wanted, limit))

    def _one(self, word: str) -> Iterator[int]:
        begin = dict.fromkeys(self._folded.beginning(word))
        yield from begin
        # What holds it is told in order while it is found: the list may end early.
        for at in self._folded.holding(word):
            if at not in begin:
                yield at
        if _LATIN.fullmatch(word):
            told = set(self._folded.holding(word))
            for at in self._sounding(word):
                if at not in told:
                    yield at

    def _several(self, words: list[str]) -> Iterator[int]:
        seed = min(words, key=self._count)
        near = dict.fromkeys(self._folded.holding(seed))
        if _LATIN.fullmatch(seed):
            near |= dict.fromkeys(self._sounding(seed))
        ranked = ((self._rank(words, at), at) for at in near)
        yield from (
            at for _, at in sorted((r, at) for r, at in ranked if r is not None)
        )

    def _count(self, word: str) -> int:
        folded = self._folded.text.count(word)
        if not _LATIN.fullmatch(word):
            return folded
        return folded + sum(joined.text.count(word) for joined in self._sounds())

    def _rank(self, words: list[str], at: int) -> int | None:
        folded = self._folded.line(at)
        worst = 0
        for index, word in enumerate(words):
            if word in folded:
                rank = 0 if index or folded.startswith(word) else 1
            elif _LATIN.fullmatch(word) and any(
                word in joined.line(at) for joined in self._sounds()
            ):
                rank = 2
            else:
                return None
            worst = max(worst, rank)
        return worst

    def _sounding(self, word: str) -> Iterator[int]:
        whole, initials = self._sounds()
        before = -1
        for at in merge(whole.holding(word), initials.holding(word)):
            if at != before:
                yield at
            before = at

    def _sounds(self) -> tuple["_Joined", "_Joined"]:
        if self._heard is None:
            text = self._folded.text[1:]
            if _CHINESE.search(text):
                self._heard = (
                    _Joined(text.translate(_SYLLABLES).split("\n")),
                    _Joined(text.translate(_INITIALS).split("\n")),
                )
            else:
                self._heard = self._folded, self._folded
        return self._heard


class _Joined:
    """Lines in one string, a line end before each."""

    def __init__(self, lines: Iterable[str]) -> None:
        whole = [line.replace("\n", " ") for line in lines]
        self.text = "\n" + "\n".join(whole)
        sizes = (len(line) + 1 for line in whole)
        self._starts = list(accumulate(sizes, initial=1))

    def line(self, at: int) -> str:
        """Return the line at a place."""
        return self.text[self._starts[at] : self._starts[at + 1] - 1]

    def beginning(self, word: str) -> Iterator[int]:
        """Go through the places of lines that begin with a word."""
        return self._places(f"\n{word}", 1)

    def holding(self, word: str) -> Iterator[int]:
        """Go through the places of lines that hold a word."""
        return self._places(word, 0)

    def _places(self, word: str, skip: int) -> Iterator[int]:
        text, starts = self.text, self._starts
        found = text.find(word)
        while found >= 0:
            place = bisect_right(starts, found + skip) - 1
            yield place
            # On from the end of the line: one line counts once.
            found = text.find(word, starts[place + 1] - 1)


@lru_cache(maxsize=20_000)
def _sounds(text: str) -> tuple[str, str]:
    folded = text.casefold()
    return folded.translate(_SYLLABLES), folded.translate(_INITIALS)


class _Syllables(dict[int, str]):
    """Sign to pinyin, each read once: a list of 100,000 names has few signs."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        sound = character
        if _CHINESE.match(character):
            # pypinyin reads its dictionaries at import (0.1 s): only when letters
            # are typed.
            from pypinyin import lazy_pinyin

            sound = str(lazy_pinyin(character)[0])
        self[code] = sound
        return sound


class _Initials(dict[int, str]):
    """Sign to the first letter of its pinyin."""

    def __missing__(self, code: int) -> str:
        self[code] = _SYLLABLES[code][:1]
        return self[code]


_SYLLABLES: Final = _Syllables()
_INITIALS: Final = _Initials()
