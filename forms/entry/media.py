"""The files that a form's labels show: found by the name that a label gives."""

import re

from forms.records.store import Records


def bare_name(uri: str) -> str:
    """Return the file name of `uri`, whatever path or drive it names.

    A form reads its own files only, so "jr://images/../x.png" is "x.png".
    """
    return re.split(r"[/\\:]", uri)[-1]


class KeptMedia:
    """The files kept with one form; which they are is read once, on use.

    Args:
        records: Where they are.
        form_hash: SHA-256 of the XForm.
    """

    def __init__(self, records: Records, form_hash: str) -> None:
        self._records, self._form_hash = records, form_hash
        self._names: dict[str, str] | None = None

    def get(self, uri: str) -> bytes | None:
        """Return the file that a label names; None while it is not here."""
        if self._names is None:
            self._names = self._records.form_media(self._form_hash)
        sha256 = self._names.get(bare_name(uri))
        if sha256 is None or not self._records.has_blob(sha256):
            return None
        return self._records.blob(sha256)
