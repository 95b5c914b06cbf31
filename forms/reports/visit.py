"""Visit: one revision out of the register, opened read only and put on a sheet."""

from collections.abc import Mapping

from forms.engine.definition.model import FormDefinition
from forms.engine.instance.host import Host
from forms.engine.instance.session import FormSession
from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import Revision
from forms.reports.compose import form_language, visit_sheet
from forms.reports.masks import Audience
from forms.reports.reading import About
from forms.reports.sheet import Sheet


def sheet_of(
    records: Records,
    name: str,
    definition: FormDefinition,
    host: Host,
    *,
    language: str = "zh_CN",
    audience: Audience = "worker",
    revision: Revision | None = None,
) -> Sheet:
    """Return the sheet of a visit as it was finalised.

    Stored values are printed, calculated ones too: a visit of last week does not
    change its sheet because the register did.

    Args:
        records: The register.
        name: Record id, instance id or printed number.
        definition: The form and version of the revision shown.
        host: Lists and rules, for labels.
        language: "zh_CN" or "en".
        audience: Who reads it, see masks.
        revision: Another than the one that stands.

    Raises:
        KnownError: VISIT-... if there is no such visit.
    """
    visit = records.visit(name)
    shown = revision or visit.shown
    session = FormSession.restore(
        definition, host, shown.xml, form_language(definition, language)
    )

    def attachment(file: str) -> bytes | None:
        sha256 = shown.attachments.get(file)
        if sha256 is None or not records.has_blob(sha256):
            return None
        try:
            return records.blob(sha256)
        except KnownError:
            # Damaged on this disk: the sheet says so in the photo's place, and the
            # doctor says it of the register.
            return b""

    return visit_sheet(
        session,
        About(
            record_id=visit.record_id,
            number=visit.number,
            started_at=visit.row.started_at,
            author=_label(records, "staff", shown.author),
            office=_label(records, "grid", visit.row.grid_code),
            revision=visit.revisions.index(shown) + 1,
            language=language,
            audience=audience,
            attachment=attachment,
            lookup=lambda list_name, key: columns(records, list_name, key),
        ),
    )


def columns(records: Records, list_name: str, key: str) -> Mapping[str, str] | None:
    """Return the columns of an entity as a form's list has them, None if unknown."""
    entity = records.entity(list_name, key) if list_name else None
    if entity is None:
        return None
    return {"name": entity.id, "label": entity.label, **entity.properties}


def _label(records: Records, list_name: str, key: str) -> str:
    entity = records.entity(list_name, key) if key else None
    return entity.label if entity is not None else key
