"""How Chinese names sound: readings, surnames that are read differently, tolerance."""

import csv
import io
import unicodedata
from functools import cache, lru_cache
from itertools import product

import resources

# Readings of a name that are looked for; more would be noise in the index.
_MOST = 4
_TOLERATED = (
    ("v", "u"), ("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"), ("ing", "in"),
    ("eng", "en"),
)  # fmt: skip


@cache
def surnames() -> dict[str, str]:
    """Return the syllables of surnames that are not read in the ordinary way."""
    table = csv.DictReader(io.StringIO(resources.text("tables/surnames.csv")))
    return {row["surname"]: row["pinyin"] for row in table}


@cache
def readings(letter: str) -> tuple[str, ...]:
    """Return the readings of a character without tones, the commonest first."""
    # pypinyin reads its dictionaries at import (0.14 s): only when a name is indexed.
    from pypinyin.pinyin_dict import pinyin_dict

    told = pinyin_dict.get(ord(letter), "")
    return tuple(dict.fromkeys(_bare(one) for one in told.split(",") if one))


def _bare(syllable: str) -> str:
    split = unicodedata.normalize("NFD", syllable)
    return "".join(c for c in split if c.isascii() and c.isalpha()).lower()


def spellings(name: str) -> list[tuple[str, ...]]:
    """Return the ways to read a name, each as its syllables.

    The surname's own reading comes first; second readings follow, at most two a
    character. What is no Chinese character is left out.
    """
    head: tuple[str, ...] = ()
    rest = name
    if name[:2] in surnames():
        head, rest = tuple(surnames()[name[:2]].split()), name[2:]
    choices = [options[:2] for letter in rest if (options := readings(letter))]
    if not head and choices and name[0] in surnames():
        own = surnames()[name[0]]
        choices[0] = (own, *(one for one in choices[0] if one != own))[:2]
    found: list[tuple[str, ...]] = []
    for syllables in product(*choices):
        found.append((*head, *syllables))
        if len(found) == _MOST:
            break
    return [one for one in found if one]


@lru_cache(maxsize=20_000)
def tolerant(text: str) -> str:
    """Return letters with zh/z, ch/c, sh/s, n/l, ing/in, eng/en made one.

    Done, for typed and indexed text alike, on letters run together, so that the
    beginning of a name typed stays the beginning of the name indexed.
    """
    sound = "".join(c for c in text.lower() if c.isascii() and c.isalpha())
    for strict, loose in _TOLERATED:
        sound = sound.replace(strict, loose)
    return sound


def initials(syllables: tuple[str, ...]) -> str:
    """Return the first letters: kxr for kong xiang rui."""
    return "".join(one[0] for one in syllables)
