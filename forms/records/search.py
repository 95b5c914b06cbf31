"""Search as Chinese users expect: fragments, pinyin, initials, doors, tails, codes."""

# ruff: noqa: S608 (SQL is composed of our own columns and checked names only)
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from forms.records import mixed, pinyin
from forms.records.addresses import door_keys, query_door
from forms.records.entities import Held
from forms.records.rows import quoted, where_equal
from forms.records.types import Hit
from forms.records.vault import Link, Row
from forms.records.words import bare_code, source_of, spelt, text_of, words_of

# Candidates looked at for each way to match; the best are picked among them.
_CANDIDATES = 400
_FEW = 6_000
# Of two single letters typed, not everybody is compared with everybody.
_MANY = 150_000
# Every key that begins so sorts between the key and the key with the last character
# there is.
_LAST = "\U0010ffff"
_OF_KEY = "SELECT entity FROM word WHERE kind = ? AND key BETWEEN ? AND ?"
_OF_LETTERS = "SELECT rowid AS entity FROM letters WHERE letters MATCH ?"
# SQL of numbers of entities, and its values.
Found = tuple[str, list[object]]
_FITTING = "SELECT entity FROM"
_AMONG = "WHERE entity IN (SELECT value FROM json_each(?))"
_NONE = "SELECT 0 AS entity WHERE 0"
# Better than running text, not as good as what is typed in one manner.
_RANK_MIXED, _RANK_TEXT = 80, 1_000_000
_KINDS = {
    "n": "name", "P": "pinyin", "I": "initials", "p": "pinyin", "i": "initials",
    "a": "door", "b": "door", "r": "door", "c": "code", "t": "phone", "f": "phone",
    "d": "id", "x": "text",
}  # fmt: skip


def index(link: Link, held: Iterable[Held]) -> None:
    """Bring the index of entities up to date with what they are found by."""
    sources = {one.n: source_of(one.key[0], one.state.props) for one in held}
    known: dict[int, str] = dict(
        link.query(
            "SELECT entity, source FROM sought"
            " WHERE entity IN (SELECT value FROM json_each(?))",
            (json.dumps(list(sources)),),
        )
    )
    changed = {n: new for n, new in sources.items() if known.get(n) != new}
    gone: list[tuple[str, str, int]] = []
    come: list[tuple[str, str, int]] = []
    for n, new in changed.items():
        words = words_of(new)
        before = words_of(known[n]) if n in known else set()
        gone += [(kind, key, n) for kind, key in before - words]
        come += [(kind, key, n) for kind, key in words - before]
    link.many("DELETE FROM word WHERE kind = ? AND key = ? AND entity = ?", gone)
    come.sort()
    link.many("INSERT INTO word (kind, key, entity) VALUES (?, ?, ?)", come)
    replaced = [(n,) for n in changed if n in known]
    link.many("DELETE FROM letters WHERE rowid = ?", replaced)
    texts = ((n, spelt(text_of(new))) for n, new in changed.items())
    link.many("INSERT INTO letters (rowid, text) VALUES (?, ?)", texts)
    link.many(
        "INSERT OR REPLACE INTO sought (entity, source) VALUES (?, ?)", changed.items()
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """Among which entities is looked: of one list, with these texts; or all."""

    list_name: str = ""
    equal: Mapping[str, str] | None = None

    def sql(self) -> tuple[str, list[object]]:
        """Return the tests on the table entity, and their values."""
        tests, values = where_equal(self.equal or {})
        place = f" AND list = {quoted(self.list_name)}" if self.list_name else ""
        return f"shown = 1 AND list NOT GLOB '__*'{place}{tests}", values


def find(link: Link, text: str, scope: Scope, limit: int) -> list[tuple[int, str]]:
    """Return (entity number, kind of match), the best first."""
    typed = unicodedata.normalize("NFKC", text).strip()
    whole = query_door(typed)
    parts = [typed] if whole else typed.split()
    among = _among(link, scope)
    # One thing typed: what ranks lower than the first `limit` need not be looked for.
    told: dict[int, str] = {}
    enough = limit
    if len(parts) > 1:
        # One name, its parts in the order in which they are typed, is the likeliest.
        rows = _of_mixed(link, parts, scope, among, limit)
        told = dict.fromkeys(rows, _KINDS["p"])
        if len(told) >= limit:
            return list(told.items())[:limit]
        common = _fitting_all(link, parts, scope, among)
        if not common:
            return list(told.items())
        among, enough = json.dumps(common), len(common)
    found = _matches(link, parts[0], scope, among, enough) if parts else {}
    for part in parts[1:]:
        fit = _matches(link, part, scope, among, enough)
        found = {n: min(found[n], fit[n]) for n in found.keys() & fit.keys()}
    best = sorted(found.items(), key=lambda item: (item[1][0], item[0]))
    for n, (_, kind) in best:
        told.setdefault(n, kind)
    return list(told.items())[:limit]


def _fitting_all(
    link: Link, parts: Sequence[str], scope: Scope, among: str | None
) -> list[int]:
    """Return entities that fit each of several things typed."""
    sets = {part: _set_of(link, part) for part in parts}
    mixtures = [part for part, one in sets.items() if one is None]
    found: list[int] = []
    if told := [one for one in sets.values() if one is not None]:
        found = _common(link, told, scope, among, _FEW if mixtures else _CANDIDATES)
        among = json.dumps(found)
    for part in mixtures:
        found = _of_mixed(link, [part], scope, among, _CANDIDATES) or _common(
            link, [(_OF_LETTERS, [f'"{spelt(part)}"'])], scope, among
        )
        among = json.dumps(found)
    return found


def _common(
    link: Link,
    sets: Sequence[Found],
    scope: Scope,
    among: str | None,
    limit: int = _CANDIDATES,
    known: dict[str, list[int]] | None = None,
) -> list[int]:
    """Return entities that are in each of several sets.

    Of "王" there are 80,000 among a million residents, and 1,000 live at a 5-2-301:
    what fits both must not be looked for among the first few hundred of either.

    Args:
        link: A reader.
        sets: As SQL.
        scope: Where they are looked for.
        among: These alone, as JSON.
        limit: At most so many.
        known: How sets begin that were looked at already, by their SQL and values.
    """
    known = {} if known is None else known
    few = [] if among is None else [{*json.loads(among)}]
    broad: list[Found] = []
    for sql, own in sets:
        name = f"{sql} {own}"
        if name not in known:
            known[name] = _numbers(link, f"{sql} LIMIT {_FEW + 1}", own)
        if len(known[name]) > _FEW:
            broad.append((sql, own))
        else:
            few.append({*known[name]})
        if not known[name]:
            return []
    if few:
        found = sorted(set.intersection(*few))
        for sql, own in broad:
            told = f"{_FITTING} ({sql} LIMIT {_MANY}) {_AMONG}"
            found = _numbers(link, told, [*own, json.dumps(found)]) if found else []
    else:
        most = _MANY // len(sets)
        told = " INTERSECT ".join(f"{_FITTING} ({sql} LIMIT {most})" for sql, _ in sets)
        found = _numbers(link, told, [value for _, own in sets for value in own])
    tests, values = scope.sql()
    return _numbers(
        link,
        "SELECT DISTINCT n FROM json_each(?) CROSS JOIN entity ON n = value"
        f" WHERE {tests} LIMIT {limit}",
        [json.dumps(found), *values],
    )


def _numbers(link: Link, sql: str, values: Sequence[object]) -> list[int]:
    return [row[0] for row in link.query(sql, values)]


def _set_of(link: Link, part: str) -> Found | None:
    """Return the SQL of all that one thing typed finds; None for mixed sounds."""
    tokens = "" if query_door(part) else spelt(part)
    if tokens and not part.isascii():
        # What a name begins with stands in the running text too.
        return _OF_LETTERS, [f'"{tokens}"']
    asked = dict.fromkeys((kind, key) for kind, key, _ in _asked(part))
    values: list[object] = []
    for kind, key in asked:
        values += (kind, key, key + _LAST)
    words = " UNION ALL ".join([_OF_KEY] * len(asked))
    if tokens and not (words and link.query(f"{words} LIMIT 1", values)):
        if _is_sound(part) and mixed.ways([part]):
            return None
        return _OF_LETTERS, [f'"{tokens}"']
    return words or _NONE, values


def _of_mixed(
    link: Link, parts: Sequence[str], scope: Scope, among: str | None, enough: int
) -> list[int]:
    """Return entities whose names fit a mixture of syllables and first letters.

    A name fits that stands in the index by its first letters and by the syllables
    typed: only the fewest of either are looked at.
    """
    if not all(map(_is_sound, parts)):
        return []
    found: dict[int, None] = {}
    parts = [one for part in parts for one in part.split("'") if one]
    ways = mixed.ways(parts)
    known: dict[str, list[int]] = {}
    # Names of so many syllables, names that go on, later parts of names.
    for later, last in ((False, ""), (False, _LAST), (True, _LAST)):
        for way in ways:
            *runs, (kind, first) = mixed.ranges(way, later=later)
            sets: list[Found] = [(_OF_KEY, [kind, first, first + last])]
            for one, key in runs:
                sets.append((_OF_KEY, [one, key, key + _LAST]))
            fit = _common(link, sets, scope, among, known=known)
            found |= dict.fromkeys(fit)
            if len(found) >= enough:
                return list(found)
    return list(found)


def _is_sound(part: str) -> bool:
    return part.isascii() and part.replace("'", "").isalpha()


def _matches(
    link: Link, part: str, scope: Scope, among: str | None, enough: int
) -> dict[int, tuple[int, str]]:
    """Return entity -> (rank, kind) for one thing typed; a lower rank is better."""
    found: dict[int, tuple[int, str]] = {}
    for rank, (kind, key, exact) in enumerate(_asked(part)):
        for n in _of_word(link, kind, key, exact, scope, among):
            found.setdefault(n, (rank, _KINDS[kind]))
        if len(found) >= enough:
            return found
    rows = _of_mixed(link, [part], scope, among, enough)
    for rank, n in enumerate(rows, _RANK_MIXED):
        found.setdefault(n, (rank, _KINDS["p"]))
    tokens = spelt(part)
    # Letters and digits are first looked for as sounds, codes and tails; as running
    # text only where that found nothing, since it is slower.
    if tokens and not (part.isascii() and found) and not query_door(part):
        for n in _of_text(link, tokens, scope, among):
            found.setdefault(n, (_RANK_TEXT, _KINDS["x"]))
    return found


def _asked(part: str) -> Iterable[tuple[str, str, bool]]:
    """Go through what typed text may be: (kind, key, whole or only its beginning)."""
    door = query_door(part)
    if door:
        by_room, by_floor = door_keys(door)
        if door.room:
            yield "a", by_room, False
        else:
            yield "b", by_floor, False
    if part.isdecimal():
        yield from (("r", part, True), ("f", part, True), ("t", part[::-1], False))
        if len(part) >= 4:
            yield from (("f", part, False), ("d", part[::-1], False))
        yield "c", part, False
    elif part.isascii():
        sound = pinyin.tolerant(part)
        if sound and _is_sound(part):
            yield from (("I", sound, True), ("P", sound, True))
            yield from (("P", sound, False), ("I", sound, False))
            yield from (("i", sound, True), ("p", sound, True))
            yield from (("p", sound, False), ("i", sound, False))
        code = bare_code(part)
        if len(code) > 1:
            yield "c", code, False
            if len(code) >= 4 and code[:-1].isdecimal():
                yield "d", code[::-1], False
    else:
        yield from (("n", part, True), ("n", part, False))


def _among(link: Link, scope: Scope) -> str | None:
    """Return the numbers of the scope as JSON where they are few, else None."""
    if not scope.equal:
        return None
    tests, values = scope.sql()
    rows = link.query(
        f"SELECT n FROM entity WHERE {tests} LIMIT {_FEW + 1}",
        values,
    )
    return json.dumps([row[0] for row in rows]) if len(rows) <= _FEW else None


def _of_word(
    link: Link, kind: str, key: str, exact: bool, scope: Scope, among: str | None
) -> list[int]:
    bounds = (kind, key, key if exact else key + _LAST)
    if among is not None:
        return _numbers(
            link,
            "SELECT DISTINCT entity FROM word WHERE kind = ? AND key BETWEEN ? AND ?"
            " AND entity IN (SELECT value FROM json_each(?))"
            f" ORDER BY key LIMIT {_CANDIDATES}",
            (*bounds, among),
        )
    tests, values = scope.sql()
    rows = link.query(
        "SELECT w.entity FROM word w CROSS JOIN entity ON n = w.entity"
        f" WHERE w.kind = ? AND w.key BETWEEN ? AND ? AND {tests}"
        f" ORDER BY w.key LIMIT {_CANDIDATES}",
        (*bounds, *values),
    )
    return [row[0] for row in rows]


def _of_text(link: Link, tokens: str, scope: Scope, among: str | None) -> list[int]:
    phrase = f'"{tokens}"'
    if among is not None:
        rows = link.query(
            "SELECT rowid FROM letters WHERE letters MATCH ?"
            # "+": go through the matches, do not ask the index once for each row.
            " AND +rowid IN (SELECT value FROM json_each(?))"
            f" LIMIT {_CANDIDATES}",
            (phrase, among),
        )
        return [row[0] for row in rows]
    tests, values = scope.sql()
    rows = link.query(
        "SELECT l.rowid FROM letters l CROSS JOIN entity ON n = l.rowid"
        f" WHERE letters MATCH ? AND {tests} LIMIT {_CANDIDATES}",
        (phrase, *values),
    )
    return [row[0] for row in rows]


def hits(link: Link, text: str, list_name: str, limit: int) -> list[Hit]:
    """Return what typed text finds among entities and visits, the best first."""
    found = find(link, text, Scope(list_name), limit)
    kinds = dict(found)
    rows = link.query(
        "SELECT n, list, id, label, grid, props FROM entity"
        " WHERE n IN (SELECT value FROM json_each(?))",
        (json.dumps(list(kinds)),),
    )
    by_number = {row[0]: row for row in rows}
    told = [_hit(by_number[n], kind) for n, kind in found if n in by_number]
    return [*_visits(link, text, limit), *told][:limit]


def _hit(row: Row, kind: str) -> Hit:
    _, place, entity, label, grid, props = row
    told = json.loads(props)
    door = told.get("addr_short") or told.get("location") or told.get("place") or ""
    detail = told.get("birth_date") or told.get("head_name") or grid
    return Hit(place, entity, label, door, kind, detail)


def _visits(link: Link, text: str, limit: int) -> list[Hit]:
    number = text.strip().upper()
    if not number.startswith("GV-"):
        return []
    rows = link.query(
        "SELECT rec, title, number, form_id FROM visit"
        " WHERE number BETWEEN ? AND ? || '~' ORDER BY number LIMIT ?",
        (number, number, limit),
    )
    return [
        Hit("visit", row[0], row[1] or row[2], row[2], "visit", row[3]) for row in rows
    ]
