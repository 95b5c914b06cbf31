"""Attached: the files that answer the questions of a draft, known by their names."""

import hashlib
import secrets
from collections.abc import Mapping

from forms.engine.refs import NodeRef
from forms.entry.unsaved import Waiting
from forms.records.store import Records


class Attached:
    """File name -> SHA-256 of every file that an answer of the draft may name.

    Args:
        records: Where the files lie.
        waiting: Holds those that the disk refused.
        known: The files that the draft begins with.
    """

    def __init__(
        self, records: Records, waiting: Waiting, known: Mapping[str, str]
    ) -> None:
        self._records = records
        self._waiting = waiting
        self._known = dict(known)

    @property
    def known(self) -> Mapping[str, str]:
        """All of them: name -> SHA-256."""
        return self._known

    def know(self, name: str, sha256: str) -> None:
        """Know one file more."""
        self._known[name] = sha256

    def know_more(self, files: Mapping[str, str]) -> None:
        """Know the files of another version; names known already stay as they are."""
        self._known = {**files, **self._known}

    def take(self, ref: NodeRef, data: bytes, suffix: str) -> tuple[str, str]:
        """Give a new file that answers `ref` its name; return it and its SHA-256."""
        name = f"{ref.name}-{secrets.token_hex(6)}{suffix}"
        self._known[name] = hashlib.sha256(data).hexdigest()
        return name, self._known[name]

    def read(self, name: str) -> bytes | None:
        """Return the whole file `name`, None where it is not here."""
        sha256 = self._known.get(name)
        if not sha256:
            return None
        waiting = self._waiting.file(sha256)
        return self._records.picture(sha256) if waiting is None else waiting
