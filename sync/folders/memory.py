"""MemoryFolder: a folder that lives as long as the program, for tests and trials."""

from forms.errors import KnownError
from sync.folders import Entry, Room, check_name


class MemoryFolder:
    """A Folder in memory that can also be full, read-only or gone.

    Args:
        capacity: Bytes it can hold; None for any.
    """

    far = False
    stepwise = False

    def __init__(self, place: str = "memory", capacity: int | None = None) -> None:
        self.place = place
        self.capacity = capacity
        self.writable = True
        self.present = True
        self._files: dict[str, bytes] = {}

    def probe(self) -> Room:
        """Return what is allowed here."""
        self._check_present()
        return Room(self.writable, self._free())

    def list(self, prefix: str) -> tuple[Entry, ...]:
        """Return every file below `prefix`, by name."""
        self._check_present()
        start = f"{prefix}/" if prefix else ""
        return tuple(
            Entry(name, len(data))
            for name, data in sorted(self._files.items())
            if name.startswith(start)
        )

    def stat(self, name: str) -> Entry | None:
        """Return the entry of `name`, or None."""
        self._check_present()
        data = self._files.get(name)
        return None if data is None else Entry(name, len(data))

    def get(self, name: str, limit: int) -> bytes:
        """Return the bytes of `name`, at most `limit`."""
        self._check_present()
        if name not in self._files:
            raise KnownError("FOLDER-MISSING", place=self.place, file=name)
        if len(self._files[name]) > limit:
            raise KnownError("FOLDER-TOO-LARGE", place=self.place, file=name)
        return self._files[name]

    def put_new(self, name: str, data: bytes) -> bool:
        """Keep `data` as `name`; False where it stood already."""
        check_name(name)
        self._check_present()
        held = self._files.get(name)
        if held is not None:
            if held != data:
                raise KnownError("FOLDER-TAKEN", place=self.place, file=name)
            return False
        self._check_writable()
        free = self._free()
        if free is not None and len(data) > free:
            raise KnownError("FOLDER-FULL", place=self.place)
        self._files[name] = bytes(data)
        return True

    def delete(self, name: str) -> None:
        """Remove `name`, if it is there."""
        self._check_present()
        self._check_writable()
        self._files.pop(name, None)

    def _free(self) -> int | None:
        if self.capacity is None:
            return None
        return self.capacity - sum(map(len, self._files.values()))

    def _check_present(self) -> None:
        if not self.present:
            raise KnownError("FOLDER-GONE", place=self.place)

    def _check_writable(self) -> None:
        if not self.writable:
            raise KnownError("FOLDER-READONLY", place=self.place)
