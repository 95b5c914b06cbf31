"""Quarantine: bundles that may not be opened yet, kept whole and in sight."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from forms.errors import KnownError
from forms.records.vault import known_os_error, write_file
from sync import bundle
from sync.bundle.header import Header
from sync.exchange.layout import Identity, identity
from sync.exchange.trust import Trust

FOLDER = "quarantine"
# So that a stick full of strangers' bundles cannot fill the disk.
MAX_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Waiting:
    """A bundle in quarantine.

    Args:
        device: Who signed it.
        lo: Its first op.
        hi: Its last op.
        code: Why it waits, a code of the messages; blank where it may be read now.
        file: Its name in the folder `quarantine`.
    """

    device: str
    lo: int
    hi: int
    code: str
    file: str
    stream: str = ""


class Quarantine:
    """The folder `quarantine` of a workspace; what lies there is still sealed."""

    def __init__(self, workspace: Path) -> None:
        self._folder = workspace / FOLDER

    def has(self, told: Identity) -> bool:
        """Tell whether a bundle waits here."""
        return (self._folder / _name(told)).is_file()

    def keep(self, header: Header, data: bytes, file: str) -> None:
        """Keep a bundle.

        Raises:
            KnownError: QUARANTINE-FULL, DISK-FULL, STORE-...
        """
        try:
            self._folder.mkdir(exist_ok=True)
            held = sum(one.stat().st_size for one in self._folder.iterdir())
        except OSError as error:
            raise known_os_error(error, self._folder) from error
        if held + len(data) > MAX_BYTES:
            raise KnownError("QUARANTINE-FULL", file=file)
        write_file(self._folder / _name(identity(header)), data, mode=0o600)

    def waiting(self, trust: Trust) -> list[Waiting]:
        """Return what waits here, and why, by what is known of members now."""
        return [
            Waiting(
                h.dev, h.lo, h.hi, _why(trust, h), file, h.stream
            )
            for file, h, _ in self._all()
        ]  # fmt: skip

    def released(self, trust: Trust) -> Iterator[tuple[str, Header, bytes]]:
        """Yield (file, header, data) of what may be opened now."""
        for file, header, data in self._all():
            if not _why(trust, header):
                yield file, header, data

    def drop(self, header: Header) -> None:
        """Let a bundle go: it was taken up."""
        (self._folder / _name(identity(header))).unlink(missing_ok=True)

    def _all(self) -> Iterator[tuple[str, Header, bytes]]:
        if not self._folder.is_dir():
            return
        for path in sorted(self._folder.glob("*.gvb")):
            try:
                data = path.read_bytes()
                wrapped = bundle.inspect(data, file=path.name)
            except OSError as error:
                raise known_os_error(error, path) from error
            except KnownError:
                continue  # damaged on this disk; it lies on its stick still
            yield path.name, wrapped.header, data


def _why(trust: Trust, header: Header) -> str:
    try:
        trust.admit(header)
    except KnownError as error:
        return error.code
    return ""


def _name(told: Identity) -> str:
    return f"{told[0]}-{told[1]}-{told[2]}-{told[3]}.gvb"
