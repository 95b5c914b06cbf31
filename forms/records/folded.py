"""Folded: what is worked out from the log, as text that is compared and hashed."""

import hashlib
import json
from collections.abc import Iterator

from forms.records import intake, typed
from forms.records.intake import Taken
from forms.records.log import Op, trusted_op
from forms.records.vault import Link, Row

_PAGE = 2_000
_WORDS = 50_000
# Everything that is worked out from the log; `op`, `meta` and `device` are not.
_PROJECTIONS = (
    "touch", "entity", "list", "revision", "replaced", "visit", "attachment", "form",
    "word", "sought", "certificate", "assignment", "ack", "ack_file", "mark",
)  # fmt: skip
# Told as one thing each where they differ.
_WHOLE = (
    "revision", "replaced", "attachment", "certificate", "assignment", "ack",
    "ack_file", "mark",
)  # fmt: skip


class _Enough(Exception):
    """What was made anew is not kept."""


def digest(link: Link) -> str:
    """Return a hash of all ops and of all that is folded from them.

    The same set of ops gives the same digest on any machine, in whatever order and
    however often they came.
    """
    total = hashlib.sha256()
    for (one,) in link.query("SELECT hash FROM op ORDER BY hash"):
        total.update(one.encode())
    for name, told in projection(link):
        total.update(f"\n{name}\n{told}".encode())
    return total.hexdigest()


def projection(link: Link) -> Iterator[tuple[str, str]]:
    """Go through all that is folded as (what, canonical text), in order of names."""
    yield from _entities(link)
    for row in link.query(
        "SELECT v.rec, v.number, v.form_id, v.form_version, v.title, v.subject_list,"
        " v.subject_id, v.grid, v.author, v.started, v.ended, v.heads, v.revisions,"
        " r.op_id FROM visit v JOIN revision r ON r.op = v.head ORDER BY v.rec"
    ):
        yield f"visit {row[0]}", json.dumps(row[1:])
    for row in link.query(
        "SELECT hash, form_id, version, title, source FROM form ORDER BY hash"
    ):
        yield f"form {row[0]}", json.dumps(row[1:])


def _entities(link: Link) -> Iterator[tuple[str, str]]:
    last = ("", "")
    while True:
        page = link.query(
            "SELECT list, id, label, grid, next_due, next_form, due_reason, shown,"
            " conflicts, props, heads, bases FROM entity"
            " WHERE (list, id) > (?, ?) ORDER BY list, id LIMIT ?",
            (*last, _PAGE),
        )
        for row in page:
            folded = [json.loads(text) if text else {} for text in row[9:]]
            told = json.dumps([*row[2:9], *folded], sort_keys=True)
            yield f"entity {row[0]} {row[1]}", told
        if len(page) < _PAGE:
            return
        last = (page[-1][0], page[-1][1])


def differing(link: Link) -> list[str]:
    """Return what does not agree with the log; nothing is changed.

    Takes as long as a rebuild: some 0.2 ms an entity.
    """
    found: list[str] = []
    try:
        with link.writing():
            found += _remade(link)
            raise _Enough
    except _Enough:
        return found


def rebuild_all(link: Link) -> list[str]:
    """Make every projection anew from the log; return what differed before."""
    with link.writing():
        return _remade(link)


def _remade(link: Link) -> list[str]:
    before = _marks(link)
    for name in _PROJECTIONS:
        link.run(f"DELETE FROM {name}")  # noqa: S608 (our own names)
    link.run("INSERT INTO letters (letters) VALUES ('delete-all')")
    typed.forget(link)
    for batch in intake.batches(_logged(link), lambda item: item[1]):
        intake.project(link, batch, Taken(), {})
    after = _marks(link)
    names = sorted(before.keys() | after.keys())
    return [name for name in names if before.get(name) != after.get(name)]


def _marks(link: Link) -> dict[str, bytes]:
    """Return what is folded by name, each as a hash: of 100,000 the texts are large."""
    marks = {
        name: hashlib.sha256(told.encode()).digest() for name, told in projection(link)
    }
    for name in _WHOLE:
        rows = sorted(map(_plain, link.query(f"SELECT * FROM {name}")))  # noqa: S608
        marks[f"table {name}"] = hashlib.sha256("\n".join(rows).encode()).digest()
    marks["search"] = _words(link)
    return marks


def _plain(row: Row) -> str:
    """Return a row as text: JSON says the same in whatever order its names come."""
    return repr([
        json.dumps(json.loads(cell), sort_keys=True)
        if isinstance(cell, str) and cell.startswith("{")
        else cell
        for cell in row
    ])  # fmt: skip


def _words(link: Link) -> bytes:
    """Return the sum of what all entities are found by, in whatever order."""
    names: dict[int, str] = dict(link.query("SELECT n, list || ' ' || id FROM entity"))
    total, last = 0, ("", "", 0)
    while True:
        page = link.query(
            "SELECT kind, key, entity FROM word WHERE (kind, key, entity) > (?, ?, ?)"
            " ORDER BY kind, key, entity LIMIT ?",
            (*last, _WORDS),
        )
        for kind, key, n in page:
            told = f"{kind} {key} {names.get(n)}".encode()
            total += int.from_bytes(hashlib.blake2b(told, digest_size=8).digest())
        if len(page) < _WORDS:
            return (total % 2**64).to_bytes(8)
        last = page[-1]


def _logged(link: Link) -> Iterator[tuple[int, Op]]:
    """Go through the log as it arrived, with the numbers of arrival."""
    last = 0
    while page := link.query(
        "SELECT n, line FROM op WHERE n > ? ORDER BY n LIMIT ?", (last, _PAGE)
    ):
        yield from ((n, trusted_op(line)) for n, line in page)
        last = page[-1][0]
