"""Visit: one revision out of the register, opened read only, put on a sheet."""

from collections.abc import Mapping
from typing import Protocol

from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import Revision, Visit
from forms.reports.compose import visit_sheet
from forms.reports.masks import Audience
from forms.reports.reading import About, Session
from forms.reports.sheet import Sheet


class Shown(Protocol):
    """A version of a visit opened to be read; forms.entry's ShownVisit is one."""

    @property
    def session(self) -> Session:
        """Its answers as they were stored, in the language of the sheet."""
        ...

    @property
    def visit(self) -> Visit:
        """The visit."""
        ...

    @property
    def revision(self) -> Revision:
        """The version."""
        ...

    @property
    def number(self) -> int:
        """Which version, from 1."""
        ...


def sheet_of(
    records: Records,
    shown: Shown,
    *,
    language: str = "zh_CN",
    audience: Audience = "worker",
) -> Sheet:
    """Return the sheet of a visit as it was finalised.

    Stored values are printed, calculated ones too: a visit of last week does not
    change its sheet because the register did.

    Args:
        records: The register, for photos, names and labels.
        shown: The version to print.
        language: "zh_CN" or "en", that of the session.
        audience: Who reads it, see masks.
    """
    files = shown.revision.attachments
    visit = shown.visit
    return visit_sheet(
        shown.session,
        About(
            record_id=visit.record_id,
            number=visit.number,
            started_at=visit.row.started_at,
            author=_label(records, "staff", shown.revision.author),
            office=_label(records, "grid", visit.row.grid_code),
            revision=shown.number,
            language=language,
            audience=audience,
            attachment=lambda name: _file(records, files.get(name, "")),
            lookup=lambda list_name, key: columns(records, list_name, key),
        ),
    )


def columns(records: Records, list_name: str, key: str) -> Mapping[str, str] | None:
    """Return the columns of an entity as a form's list has them, None if unknown."""
    entity = records.entity(list_name, key) if list_name else None
    if entity is None:
        return None
    return {**entity.properties, "name": entity.id, "label": entity.label}


def _file(records: Records, sha256: str) -> bytes | None:
    if not sha256 or not records.has_picture(sha256):
        return None
    try:
        return records.picture(sha256)
    except KnownError:
        # Damaged on this disk: the sheet says so in the photo's place, and the
        # doctor says it of the register.
        return b""


def _label(records: Records, list_name: str, key: str) -> str:
    entity = records.entity(list_name, key) if key else None
    return entity.label if entity is not None else key
