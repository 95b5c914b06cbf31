"""Visits: documents with revisions, each kept; forks shown, never merged."""

# ruff: noqa: S608 (SQL is composed of our own columns and checked names only)
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.errors import KnownError
from forms.records.log import Op, trusted_op
from forms.records.types import Revision, Visit, VisitIn, VisitRow
from forms.records.vault import Link, Row

_TEXTS = (
    "number", "xml", "instance", "deprecated", "title", "started", "ended", "grid",
    "draft",
)  # fmt: skip
# Entities of this list say whether a visit is hidden; no form can name such a list.
HIDDEN_LIST = "__visit"
_ROW = (
    "v.rec, v.number, v.form_id, v.form_version, v.title, v.subject_list,"
    " v.subject_id, v.grid, v.author, v.started, v.ended, v.revisions, v.heads,"
    " coalesce(h.props ->> '$.__hidden', '') = '1', v.dev, v.instance_id"
)
_FROM = f" FROM visit v LEFT JOIN entity h ON h.list = '{HIDDEN_LIST}' AND h.id = v.rec"


def body_of(
    visit: VisitIn, number: str, replaces: Sequence[str], writes: Sequence[object]
) -> dict[str, Any]:
    """Return the body of a visit op."""
    return {
        "number": number, "xml": visit.xml.decode(), "instance": visit.instance_id,
        "deprecated": visit.deprecated_id, "replaces": list(replaces),
        "writes": list(writes), "files": dict(visit.attachments),
        "title": visit.title, "subject": list(visit.subject),
        "started": visit.started_at.isoformat(), "ended": visit.ended_at.isoformat(),
        "grid": visit.grid_code, "draft": visit.draft_id,
    }  # fmt: skip


def check_body(body: Mapping[str, Any]) -> None:
    """Refuse a body that is no visit's.

    Raises:
        ValueError: Something is missing or of another kind.
    """
    lists = body.get("replaces"), body.get("subject")
    files = body.get("files")
    if (
        not all(type(body.get(name)) is str for name in _TEXTS)
        or not all(_texts(several) for several in lists)
        or len(body["subject"]) != 2
        or not isinstance(files, dict)
        or not _texts(list(files.values()))
    ):
        raise ValueError("not a visit")
    datetime.fromisoformat(body["started"])
    datetime.fromisoformat(body["ended"])


def _texts(several: object) -> bool:
    return isinstance(several, list) and all(type(text) is str for text in several)


def project(link: Link, made: Sequence[tuple[int, Op]]) -> set[int]:
    """Take up revisions; return the ops whose entity writes must be folded anew.

    Those are all revisions of a visit that has more than one: what one of them
    wrote may now be replaced, or stand for something replaced.
    """
    link.many(
        "INSERT INTO revision (op, op_id, rec, hlc, instance_id, draft)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            (n, op.id, op.rec, op.hlc, op.body["instance"], op.body["draft"])
            for n, op in made
        ),
    )
    link.many(
        "INSERT OR IGNORE INTO replaced (op_id, by_op) VALUES (?, ?)",
        ((old, n) for n, op in made for old in op.body["replaces"]),
    )
    link.many(
        "INSERT OR IGNORE INTO attachment (op, name, sha256) VALUES (?, ?, ?)",
        ((n, name, sha) for n, op in made for name, sha in op.body["files"].items()),
    )
    _rows(link, {op.rec for _, op in made}, dict(made))
    return {
        row[0]
        for row in link.query(
            "WITH new (op, op_id, rec) AS (SELECT op, op_id, rec FROM revision"
            "  WHERE op IN (SELECT value FROM json_each(?)))"
            " SELECT r.op FROM revision r WHERE r.rec IN (SELECT n.rec FROM new n"
            "  WHERE (SELECT count(*) FROM revision o WHERE o.rec = n.rec) > 1"
            "  OR n.op_id IN (SELECT op_id FROM replaced)"
            "  OR n.op IN (SELECT by_op FROM replaced))"
            " UNION SELECT r.op FROM new n JOIN replaced p ON p.by_op = n.op"
            "  JOIN revision r ON r.op_id = p.op_id",
            (json.dumps([n for n, _ in made]),),
        )
    }


@dataclass(frozen=True, slots=True)
class _Standing:
    op: int
    op_id: str
    hlc: str
    replaced: bool

    @property
    def order(self) -> tuple[str, str, int]:
        dev, _, seq = self.op_id.rpartition(":")
        return self.hlc, dev, int(seq)


def _rows(link: Link, records: set[str], here: Mapping[int, Op]) -> None:
    """Work out the row of each visit from its revisions."""
    by_rec: dict[str, list[_Standing]] = defaultdict(list)
    for rec, op, op_id, hlc, replaced in link.query(
        "SELECT rec, op, op_id, hlc, EXISTS ("
        "  SELECT 1 FROM replaced p WHERE p.op_id = revision.op_id)"
        " FROM revision WHERE rec IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(records)),),
    ):
        by_rec[rec].append(_Standing(op, op_id, hlc, bool(replaced)))
    rows = []
    for rec, several in by_rec.items():
        # A loop of revisions that replace each other leaves none: show the latest.
        heads = [one for one in several if not one.replaced] or several
        shown = max(heads, key=lambda one: one.order)
        op = here.get(shown.op) or _read(link, shown.op)
        rows.append((rec, *_columns(op), shown.op, len(heads), len(several)))
    link.many(
        "INSERT OR REPLACE INTO visit (rec, number, form_id, form_version, title,"
        " subject_list, subject_id, grid, author, dev, started, ended, instance_id,"
        f" head, heads, revisions) VALUES ({','.join('?' * 16)})",
        rows,
    )


def _columns(op: Op) -> tuple[str, ...]:
    body = op.body
    form_id, _, version = op.form.partition(" ")
    return (
        body["number"], form_id, version, body["title"], *body["subject"],
        body["grid"], op.author, op.dev, body["started"], body["ended"],
        body["instance"],
    )  # fmt: skip


def _read(link: Link, n: int) -> Op:
    return trusted_op(link.value("SELECT line FROM op WHERE n = ?", (n,)))


def find(link: Link, name: str) -> str | None:
    """Return the record id of a record id, an instanceID or a printed number."""
    for sql in (
        "SELECT rec FROM visit WHERE rec = ?",
        "SELECT rec FROM revision WHERE instance_id = ? LIMIT 1",
        "SELECT rec FROM visit WHERE number = ? ORDER BY rec LIMIT 1",
    ):
        found: str | None = link.value(sql, (name,))
        if found:
            return found
    return None


def visit(link: Link, name: str, device: str) -> Visit:
    """Return the visit of a record id, an instanceID or a printed number.

    Raises:
        KnownError: VISIT-UNKNOWN.
    """
    rec = find(link, name.strip())
    if rec is None:
        raise KnownError("VISIT-UNKNOWN", visit=name)
    row = link.query(f"SELECT {_ROW}{_FROM} WHERE v.rec = ?", (rec,))[0]
    rows = link.query(
        "SELECT r.op, o.line, NOT EXISTS ("
        "  SELECT 1 FROM replaced p WHERE p.op_id = r.op_id), r.op = v.head"
        " FROM revision r JOIN op o ON o.n = r.op JOIN visit v ON v.rec = r.rec"
        " WHERE r.rec = ? ORDER BY r.hlc, r.op_id",
        (rec,),
    )
    revisions = [
        (_revision(line, bool(current)), head) for _, line, current, head in rows
    ]
    shown = next(one for one, head in revisions if head)
    return Visit(
        _visit_row(row, device),
        tuple(one for one, _ in revisions),
        shown,
        tuple(one for one, head in revisions if one.current and not head),
    )


def _revision(line: bytes, current: bool) -> Revision:
    op = trusted_op(line)
    body = op.body
    form_id, _, version = op.form.partition(" ")
    return Revision(
        op.id, body["instance"], body["deprecated"], form_id, version,
        body["xml"].encode(), datetime.fromisoformat(op.at), op.author, op.dev,
        tuple(body["replaces"]), dict(body["files"]), current,
    )  # fmt: skip


def _visit_row(row: Row, device: str) -> VisitRow:
    return VisitRow(
        record_id=row[0], number=row[1], form_id=row[2], form_version=row[3],
        title=row[4], subject=(row[5], row[6]), grid_code=row[7], author=row[8],
        started_at=datetime.fromisoformat(row[9]),
        ended_at=datetime.fromisoformat(row[10]),
        revisions=row[11], heads=row[12], hidden=bool(row[13]),
        own=row[14] == device, instance_id=row[15],
    )  # fmt: skip


# Visits to what was made one with the subject are visits to the subject.
_SUBJECT = (
    "v.subject_id IN (WITH RECURSIVE was (id) AS (SELECT ? UNION SELECT e.id"
    " FROM entity e JOIN was ON e.props ->> '$.__merged' = was.id"
    " WHERE e.list = ? AND e.shown = 0) SELECT id FROM was)"
)


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """Which visits; blank fields do not narrow.

    Args:
        since: First civil day, "2026-11-25".
        until: Last civil day.
        text: Part of the title or the number.
    """

    form_id: str = ""
    author: str = ""
    grid_code: str = ""
    subject: tuple[str, str] = ("", "")
    since: str = ""
    until: str = ""
    text: str = ""
    forked: bool = False
    hidden: bool = False

    def sql(self) -> tuple[str, list[object]]:
        """Return the WHERE clause and its values."""
        tests = ["coalesce(h.props ->> '$.__hidden', '') = ?"]
        values: list[object] = ["1" if self.hidden else ""]
        for column, value in (
            ("v.form_id = ?", self.form_id), ("v.author = ?", self.author),
            ("v.grid = ?", self.grid_code), ("v.subject_list = ?", self.subject[0]),
            ("v.ended >= ?", self.since),
            # "~" sorts after every digit and letter of an instant of that day.
            ("v.ended <= ? || '~'", self.until),
        ):  # fmt: skip
            if value:
                tests.append(column)
                values.append(value)
        if self.subject[1]:
            tests.append(_SUBJECT)
            values += [self.subject[1], self.subject[0]]
        if self.text:
            tests.append("(instr(v.title, ?) > 0 OR instr(v.number, ?) > 0)")
            values += [self.text, self.text.upper()]
        if self.forked:
            tests.append("v.heads > 1")
        return " WHERE " + " AND ".join(tests), values


def visits(
    link: Link, wanted: VisitFilter, device: str, limit: int, offset: int
) -> list[VisitRow]:
    """Return visits, those that ended last first."""
    where, values = wanted.sql()
    rows = link.query(
        f"SELECT {_ROW}{_FROM}{where}"
        " ORDER BY v.ended DESC, v.rec DESC LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [_visit_row(row, device) for row in rows]


def counts(link: Link, wanted: VisitFilter) -> dict[str, int]:
    """Return how many visits of each form."""
    where, values = wanted.sql()
    return dict(
        link.query(
            f"SELECT v.form_id, count(*){_FROM}{where} GROUP BY v.form_id",
            values,
        )
    )


def last_saved(link: Link, form_id: str, device: str) -> bytes | None:
    """Return the submission that this laptop finalised last with a form."""
    line = link.value(
        "SELECT o.line FROM visit v JOIN op o ON o.n = v.head"
        " WHERE v.form_id = ? AND v.dev = ? ORDER BY v.ended DESC LIMIT 1",
        (form_id, device),
    )
    return _revision(line, current=True).xml if line else None


def op_of_draft(link: Link, draft_id: str, device: str) -> Op | None:
    """Return the op that this laptop made of a draft before."""
    line = link.value(
        "SELECT o.line FROM revision r JOIN op o ON o.n = r.op"
        " WHERE r.draft = ? AND r.draft <> '' AND o.dev = ?",
        (draft_id, device),
    )
    return trusted_op(line) if line else None


def replaced_by(link: Link, visit: VisitIn) -> list[tuple[int, str]]:
    """Return (arrival number, op id) of the revisions that a new one replaces.

    Raises:
        KnownError: VISIT-UNKNOWN where one of them is not here.
    """
    found: list[tuple[int, str]] = []
    for instance in (visit.deprecated_id, *visit.also_replaces):
        if not instance:
            continue
        rows = link.query(
            "SELECT op, op_id FROM revision WHERE instance_id = ? AND rec = ?",
            (instance, visit.record_id),
        )
        if not rows:
            raise KnownError("VISIT-UNKNOWN", visit=instance)
        found += [(row[0], row[1]) for row in rows]
    return found


def blobs_of(link: Link, dev: str, lo: int, hi: int) -> list[str]:
    """Return the hashes of the attachments that a device's ops name."""
    rows = link.query(
        "SELECT DISTINCT a.sha256 FROM op o JOIN attachment a ON a.op = o.n"
        " WHERE o.dev = ? AND o.seq BETWEEN ? AND ? ORDER BY 1",
        (dev, lo, hi),
    )
    return [row[0] for row in rows]


def all_blobs(link: Link) -> list[str]:
    """Return the hashes of all attachments that visits name."""
    rows = link.query("SELECT DISTINCT sha256 FROM attachment ORDER BY 1")
    return [row[0] for row in rows]


def blob_origins(link: Link, shas: Iterable[str]) -> list[tuple[str, str]]:
    """Return (device, month as "202612") of the ops that name attachments."""
    rows = link.query(
        "SELECT DISTINCT o.dev, CAST(o.line AS TEXT) ->> '$.at'"
        " FROM json_each(?) k JOIN attachment a ON a.sha256 = k.value"
        " JOIN op o ON o.n = a.op",
        (json.dumps(list(shas)),),
    )
    return sorted({(dev, at[:4] + at[5:7]) for dev, at in rows})


def salted_blobs(link: Link, dev: str) -> list[tuple[str, str]]:
    """Return (SHA-256, salt of an op that names it), oldest first."""
    rows = link.query(
        "SELECT DISTINCT a.sha256, CAST(o.line AS TEXT) ->> '$.salt'"
        " FROM attachment a JOIN op o ON o.n = a.op WHERE ?1 IN ('', o.dev)"
        " ORDER BY a.op",
        (dev,),
    )
    return [(sha256, salt) for sha256, salt in rows]
