"""The files that a form's labels show: found by the name that a label gives."""

import re

from forms.records.store import Records


def bare_name(uri: str) -> str:
    """Return the file name of `uri`, whatever path or drive it names.

    A form reads its own files only, so "jr://images/../x.png" is "x.png".
    """
    return re.split(r"[/\\:]", uri)[-1]


def kept_media(records: Records, form_hash: str, uri: str) -> bytes | None:
    """Return a file kept with the form `form_hash`; None while it is not here."""
    sha256 = records.form_media(form_hash).get(bare_name(uri))
    if sha256 is None or not records.has_blob(sha256):
        return None
    return records.blob(sha256)
