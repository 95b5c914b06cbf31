"""Bugs planted on purpose: the proofs must see each of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from forms.entry import unsaved
from forms.errors import KnownError
from forms.records import blobs, ledger, vault
from forms.records.store import Records
from forms.records.types import ImportReport
from tests.durability.morning import Morning


class Boasting(Morning):
    """Says that an answer is saved before it is."""

    def _step(self, entry: Any, step: dict[str, Any]) -> None:
        if "sign" not in step and "photo" not in step and not step.get("asked"):
            self._tell(draft=entry.draft_id, path=step["set"], value=step["value"])
        super()._step(entry, step)


def _in_place(place: Path, data: bytes, mode: int = 0o644) -> None:
    """Write where the file shall stand, without a file beside."""
    place.write_bytes(data)
    vault.sync_folder(place.parent)


def _unsynced(place: Path, data: bytes, mode: int = 0o644) -> None:
    """Rename a file whose bytes nobody asked the disk to keep."""
    part = place.with_name(f"{place.name}.part")
    part.write_bytes(data)
    part.replace(place)
    vault.sync_folder(place.parent)


def _in_two(
    records: Records, planned: ledger.LedgerPlan, author: str = ""
) -> ImportReport:
    """Import a ledger in two transactions."""
    table, middle = planned.table, len(planned.table) // 2
    records.import_entities("household", table[:middle], planned.file)
    return records.import_entities("household", table[middle:], planned.file)


def _forgetting(real: Callable[[unsaved.Waiting], None]) -> Any:
    def flush(self: unsaved.Waiting) -> None:
        try:
            real(self)
        except KnownError:
            self.forget()
            raise

    return flush


def _synchronous(how: str) -> Callable[[], None]:
    real = vault.Link._configure

    def configure(self: vault.Link, *given: Any, **more: Any) -> None:
        real(self, *given, **more)
        self.run(f"PRAGMA synchronous = {how}")

    def plant() -> None:
        vault.Link._configure = configure  # type: ignore[method-assign]

    return plant


def _set(place: Any, name: str, value: object) -> Callable[[], None]:
    return lambda: setattr(place, name, value)


BUGS: dict[str, Callable[[], None]] = {
    "told before commit": lambda: None,
    "no temp file for blobs": _set(blobs, "write_file", _in_place),
    "blobs not synced": _set(blobs, "write_file", _unsynced),
    "import in two transactions": _set(ledger, "apply", _in_two),
    "refused answer forgotten": _set(
        unsaved.Waiting, "flush", _forgetting(unsaved.Waiting.flush)
    ),
    "disk error without a sentence": _set(
        vault, "known_os_error", lambda error, _: error
    ),
    "synchronous NORMAL": _synchronous("NORMAL"),
    "synchronous OFF": _synchronous("OFF"),
}


def plant(bug: str) -> type[Morning]:
    """Plant `bug` in this process ("" for none); return the morning to work."""
    if bug:
        BUGS[bug]()
    return Boasting if bug == "told before commit" else Morning
