"""Answers that the disk refused: kept in memory in order, written before any other."""

from collections import deque
from collections.abc import Mapping
from datetime import datetime

from forms.engine.instance.view import Changes
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records


class Unsaved(KnownError):
    """The disk refused what was answered; it stands in the form and waits.

    Code and fields are those of what the disk said: DISK-FULL, STORE-IO, ...

    Args:
        cause: What the disk said.
        changes: What the answer changed in the form, to be shown all the same.
    """

    def __init__(self, cause: KnownError, changes: Changes) -> None:
        super().__init__(cause.code, **cause.fields)
        self.changes = changes


class Waiting:
    """The way of one draft's events to the disk, in their order, none left out.

    An event waits in memory until it is committed. Each `flush` begins with the
    oldest one, so whatever is committed is a beginning of what was answered.
    """

    def __init__(
        self, records: Records, journal: Journal, draft_id: str, saved_at: datetime
    ) -> None:
        self._records = records
        self._journal = journal
        self._draft_id = draft_id
        self._events: deque[tuple[dict[str, str], datetime]] = deque()
        self._files: dict[str, bytes] = {}
        self._name: tuple[str, tuple[str, str]] | None = None
        self.saved_at = saved_at

    def __len__(self) -> int:
        """Return how many events are not on disk."""
        return len(self._events) + (self._name is not None)

    def add(self, event: Mapping[str, str], at: datetime, data: bytes = b"") -> None:
        """Let an event wait; `data` is the file that its "blob" names by SHA-256."""
        self._events.append((dict(event), at))
        if "blob" in event:
            self._files[event["blob"]] = data

    def name(self, title: str, subject: tuple[str, str]) -> None:
        """Let the draft's new name for the list of drafts wait."""
        self._name = title, subject

    @property
    def events(self) -> tuple[dict[str, str], ...]:
        """The events that are not on disk, in order."""
        return tuple(event for event, _ in self._events)

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files that are not on disk, by SHA-256."""
        return dict(self._files)

    def file(self, sha256: str) -> bytes | None:
        """Return a file that waits, None where it does not."""
        return self._files.get(sha256)

    def flush(self) -> None:
        """Write all that waits; a file comes before the event that names it.

        Raises:
            KnownError: What the disk says; what was written until then is kept, the
                rest waits on.
        """
        while self._events:
            event, at = self._events[0]
            sha256 = event.get("blob", "")
            if sha256 in self._files:
                self._records.put_blob(self._files[sha256])
            self._journal.append(self._draft_id, event)
            self._events.popleft()
            self._files.pop(sha256, None)
            self.saved_at = at
        if self._name is not None:
            self._journal.set_title(self._draft_id, *self._name)
            self._name = None

    def forget(self) -> None:
        """Let nothing wait any more: the draft is thrown away."""
        self._events.clear()
        self._files.clear()
        self._name = None
