"""Unwritten: forms with answers that the disk refused, tried again by themselves."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from forms.entry import Filling, FormEntry
from forms.errors import KnownError

_RETRY_MS = 3_000
"""What the disk refused is tried again so often, without a word."""


class Unwritten(QObject):
    """The forms whose answers wait for the disk; those left meanwhile, too.

    Attributes:
        timer: Runs while some of them waits.
    """

    tried = Signal()
    """The disk was asked again, and took some or all or nothing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Filling] = []
        self.timer = QTimer(self, interval=_RETRY_MS)
        self.timer.timeout.connect(self.retry)

    @property
    def entries(self) -> tuple[FormEntry, ...]:
        """Those with answers that are in no disk yet."""
        several = [entry for entry in self._entries if entry.unsaved]
        return tuple(one for one in several if isinstance(one, FormEntry))

    def take(self, entries: Iterable[Filling]) -> None:
        """Go on trying to write what the disk refused of `entries`."""
        for entry in entries:
            if entry not in self._entries:
                self._entries.append(entry)
        if self._entries:
            self.timer.start()

    def drop(self, entry: Filling) -> None:
        """Write nothing of `entry` any more."""
        if entry in self._entries:
            self._entries.remove(entry)

    def write(self) -> KnownError | None:
        """Try to write all of it; return what the disk says, None: all is written."""
        try:
            for entry in list(self._entries):
                entry.retry()
                self._entries.remove(entry)
        except KnownError as error:
            return error
        finally:
            self.tried.emit()
        return None

    def retry(self) -> None:
        """Try once more, and rest when all is written."""
        if self.write() is None:
            self.timer.stop()
