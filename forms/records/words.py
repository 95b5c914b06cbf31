"""What an entity is found by: names, sounds, doors, numbers, codes, running text."""

import csv
import io
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import resources
from forms.records import pinyin
from forms.records.addresses import DoorQuery, door_keys, door_of
from forms.records.fold import LABEL

# (kind, key): the kinds are told in migrations/register/0001_log.sql.
Word = tuple[str, str]

_PLACE = ("building_no", "unit_no", "floor_no", "room_no", "addr_short")


@cache
def _spec() -> dict[str, list[tuple[str, str]]]:
    """Return list -> (property, kind): what `tables/search.csv` says is looked for."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(resources.text("tables/search.csv"))):
        found[row["list"]].append((row["property"], row["kind"]))
    return dict(found)


@cache
def watched(place: str) -> frozenset[str]:
    """Return the fields by which entities of a list are found."""
    return frozenset((LABEL, *_PLACE, *(name for name, _ in _spec().get(place, ()))))


def source_of(place: str, props: Mapping[str, str]) -> str:
    """Return all that an entity is found by, as canonical text."""
    told = {name: props[name] for name in sorted(watched(place)) if props.get(name)}
    return json.dumps([place, told], ensure_ascii=False, separators=(",", ":"))


def words_of(source: str) -> set[Word]:
    """Return the keys of an entity, from its `source_of`."""
    place, props = json.loads(source)
    words: set[Word] = set()
    for name, kind in _spec().get(place, [(LABEL, "name")]):
        value = props.get(name, "")
        if value and kind in _MAKERS:
            words |= _MAKERS[kind](value)
    door = door_of(props)
    if door:
        words |= _door_words(door)
    return words


def _name_words(name: str) -> set[Word]:
    words = {("n", name)}
    for syllables in pinyin.spellings(name):
        for start in range(len(syllables)):
            rest = syllables[start:]
            # Capital kinds begin with the name: they are better than its later parts.
            words.add(("p" if start else "P", pinyin.tolerant("".join(rest))))
            words.add(("i" if start else "I", pinyin.tolerant(pinyin.initials(rest))))
    return words


def _phone_words(number: str) -> set[Word]:
    digits = re.sub(r"\D", "", number)
    return {("t", digits[::-1]), ("f", digits)} if digits else set()


def _id_words(number: str) -> set[Word]:
    return {("d", bare_code(number)[::-1])}


def _code_words(code: str) -> set[Word]:
    parts = re.split(r"[-_/\s]+", code)
    return {("c", bare_code("".join(parts[i:]))) for i in range(len(parts))}


def bare_code(text: str) -> str:
    """Return a code without its separators, in capitals."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).upper()


def _door_words(door: DoorQuery) -> set[Word]:
    by_room, by_floor = door_keys(door)
    words = {("a", by_room), ("b", by_floor)}
    return words | {("r", door.room)} if door.room else words


_MAKERS = {
    "name": _name_words, "phone": _phone_words, "id": _id_words, "code": _code_words,
}  # fmt: skip


def text_of(source: str) -> str:
    """Return the running text: label and texts, without the address keys cover."""
    place, props = json.loads(source)
    told = [props.get(LABEL, "").replace(props.get("addr_short") or "\0", " ")]
    told += [props.get(n, "") for n, kind in _spec().get(place, ()) if kind == "text"]
    told += [props.get(n, "") for n, kind in _spec().get(place, ()) if kind == "name"]
    return " ".join(told)


def spelt(text: str) -> str:
    """Return a text as tokens of one character each, letters beyond the BMP too."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return " ".join(c if c.isascii() else f"u{ord(c):x}" for c in plain if c.isalnum())
