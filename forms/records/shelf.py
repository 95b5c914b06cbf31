"""Form versions on the shelf: ops that carry an XForm, named by its hash."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from forms.errors import KnownError
from forms.records.log import Op
from forms.records.types import FormInfo
from forms.records.vault import Link

_NS = {"h": "http://www.w3.org/1999/xhtml", "x": "http://www.w3.org/2002/xforms"}


def read_name(xform: bytes, source: str) -> FormInfo:
    """Return what the shelf needs to know of an XForm.

    Raises:
        KnownError: SHELF-NO-FORM where it is no XForm with an id.
    """
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(xform, parser)
    except etree.XMLSyntaxError as error:
        raise KnownError("SHELF-NO-FORM", source=source) from error
    primary = root.find("h:head/x:model/x:instance", _NS)
    body = None if primary is None else next(iter(primary.iterchildren("*")), None)
    if body is None or not body.get("id"):
        raise KnownError("SHELF-NO-FORM", source=source)
    title = root.findtext("h:head/h:title", "", _NS)
    sha256 = hashlib.sha256(xform).hexdigest()
    return FormInfo(body.get("id"), body.get("version", ""), title, sha256, source)


def body_of(info: FormInfo, xform: bytes, media: Mapping[str, str]) -> dict[str, Any]:
    """Return the body of a form op.

    Args:
        info: The form's name.
        xform: The form.
        media: File name -> SHA-256 of the files that its labels show.
    """
    body = {
        "form_id": info.form_id, "version": info.version, "title": info.title,
        "hash": info.hash, "source": info.source, "xform": xform.decode(),
    }  # fmt: skip
    return {**body, "media": dict(media)} if media else body


def check_body(body: Mapping[str, Any]) -> None:
    """Refuse a body that is no form's.

    Raises:
        ValueError: A text is missing, or the hash is not that of the XForm.
    """
    names = ("form_id", "version", "title", "hash", "source", "xform")
    if not all(type(body.get(name)) is str for name in names):
        raise ValueError("not a form")
    media = body.get("media", {})
    if type(media) is not dict or not all(type(sha) is str for sha in media.values()):
        raise ValueError("not the files of a form")
    if hashlib.sha256(body["xform"].encode()).hexdigest() != body["hash"]:
        raise ValueError("not the form of its hash")


def project(link: Link, n: int, op: Op) -> None:
    """Put the form of an op on the shelf; the op that came to be first names it.

    Args:
        link: Inside a transaction.
        n: The op's arrival number. Its files travel as photos of visits do.
        op: Of the kind "form".
    """
    body = op.body
    link.many(
        "INSERT OR IGNORE INTO attachment (op, name, sha256) VALUES (?, ?, ?)",
        ((n, name, sha) for name, sha in body.get("media", {}).items()),
    )
    link.run(
        "INSERT INTO form (hash, form_id, version, title, source, hlc, xform)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET"
        " form_id = excluded.form_id, version = excluded.version,"
        " title = excluded.title, source = excluded.source, hlc = excluded.hlc"
        " WHERE excluded.hlc < form.hlc",
        (
            body["hash"], body["form_id"], body["version"], body["title"],
            body["source"], op.hlc, body["xform"].encode(),
        ),
    )  # fmt: skip


def forms(link: Link) -> list[FormInfo]:
    """Return all form versions, those of one form together, the newest first."""
    rows = link.query(
        "SELECT form_id, version, title, hash, source,"
        " count(*) OVER (PARTITION BY form_id, version) > 1 FROM form"
        " ORDER BY hlc DESC"
    )
    found = [
        FormInfo(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows
    ]
    found.sort(key=lambda one: version_key(one.version), reverse=True)
    return sorted(found, key=lambda one: one.form_id)


def version_key(version: str) -> tuple[tuple[bool, int, str], ...]:
    """Return what versions are ordered by: 10 comes after 9, and 1.10 after 1.9."""
    parts = re.findall(r"[0-9]+|[^0-9]+", version)
    return tuple((p.isdigit(), int(p) if p.isdigit() else 0, p) for p in parts)


def form(link: Link, form_id: str, version: str | None) -> bytes | None:
    """Return the XForm of a version; without one, of the newest."""
    if version is None:
        rows = link.query("SELECT version FROM form WHERE form_id = ?", (form_id,))
        version = max((row[0] for row in rows), key=version_key, default="")
    found: bytes | None = link.value(
        "SELECT xform FROM form WHERE form_id = ? AND version = ?"
        " ORDER BY hlc DESC LIMIT 1",
        (form_id, version),
    )
    return found


def form_by_hash(link: Link, sha256: str) -> bytes | None:
    """Return the XForm of that hash."""
    found: bytes | None = link.value("SELECT xform FROM form WHERE hash = ?", (sha256,))
    return found


def media(link: Link, sha256: str) -> dict[str, str]:
    """Return file name -> SHA-256 of what the labels of the form `sha256` show."""
    rows = link.query(
        "SELECT a.name, a.sha256 FROM op o JOIN attachment a ON a.op = o.n"
        " WHERE o.kind = 'form' AND CAST(o.line AS TEXT) ->> '$.body.hash' = ?"
        " ORDER BY o.hlc, o.n",
        (sha256,),
    )
    return {name: sha for name, sha in rows}
