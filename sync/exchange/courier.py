"""Courier: sealed bundles and photos of others, carried unread to another folder."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from forms.errors import KnownError
from forms.progress import Progress
from forms.records.custody import covered
from forms.records.store import Records
from forms.records.vault import known_os_error, write_file
from sync import bundle, seal
from sync.exchange import layout
from sync.exchange.reports import CARRIED
from sync.folders import Entry, Folder, check_name

FOLDER = "courier"
_AREAS = (layout.ACK, layout.IN, layout.SNAP, layout.OUT, layout.BLOB)
MAX_BYTES = 4 * 1024 * 1024 * 1024


def carry(records: Records, folder: Folder, progress: Progress) -> int:
    """Take copies of what others left in a folder; return how many were taken.

    Nothing is opened: a bundle must be whole and of this register, a photo must have
    the hash in its name. This laptop's own files and what it carries are passed over.
    """
    root = records.folder / FOLDER
    held = sum(path.stat().st_size for path in _files(root))
    wanted = [
        one for one in _of_others(records, folder) if not (root / one.name).exists()
    ]
    taken = 0
    for done, entry in enumerate(wanted):
        progress(done, len(wanted), CARRIED)
        if held + entry.size > MAX_BYTES:
            break
        data = _whole(records, folder, entry)
        if data is not None:
            _write(root / entry.name, data)
            held += len(data)
            taken += 1
    progress(len(wanted), len(wanted), CARRIED)
    return taken


def deliver(records: Records, folder: Folder, progress: Progress) -> int:
    """Write what this laptop carries to a folder; return how many it lacked.

    What an office has acknowledged since is carried no further.
    """
    root = records.folder / FOLDER
    files = [path for path in _files(root) if not _arrived(records, root, path)]
    # Whatever stands under a name, whole or damaged, is its writer's to repair.
    there = {e.name for area in _AREAS if files for e in folder.list(area)}
    lacking = [p for p in files if p.relative_to(root).as_posix() not in there]
    delivered = 0
    for done, path in enumerate(lacking):
        progress(done, len(lacking), CARRIED)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise known_os_error(error, path) from error
        delivered += folder.put_new(path.relative_to(root).as_posix(), data)
    if lacking:
        progress(len(lacking), len(lacking), CARRIED)
    return delivered


def carried(workspace: Path) -> tuple[int, int]:
    """Return how many files of others a laptop carries, and how many bytes."""
    sizes = [path.stat().st_size for path in _files(workspace / FOLDER)]
    return len(sizes), sum(sizes)


def _of_others(records: Records, folder: Folder) -> Iterator[Entry]:
    own = records.device_id
    for area in _AREAS:
        for entry in folder.list(area):
            told = layout.read_bundle_name(entry.name)
            match = layout.BLOB_NAME.fullmatch(entry.name)
            match = match or layout.SEALED_WORD.fullmatch(entry.name)
            author = told[0] if told else match["dev"] if match else own
            if author != own:
                yield entry


def _whole(records: Records, folder: Folder, entry: Entry) -> bytes | None:
    """Return the bytes of a file of others, None where it is damaged or not ours."""
    try:
        data = folder.get(entry.name, bundle.MAX_BUNDLE_BYTES)
        told = layout.read_bundle_name(entry.name)
        if layout.SEALED_WORD.fullmatch(entry.name):
            # Nothing in it is believed but what the register's keys signed.
            small = len(data) <= layout.MAX_WORD_BYTES
            return data if small and seal.is_sealed(data) else None
        if told is None:
            sound = hashlib.sha256(data).hexdigest() == layout.hash_in_name(entry.name)
            return data if sound else None
        header = bundle.inspect(data, file=entry.name).header
    except KnownError as error:
        if error.code.startswith("BUNDLE-"):
            return None
        raise
    fits = header.register == records.register_id and not header.unsealed
    return data if fits and layout.identity(header) == told else None


def _arrived(records: Records, root: Path, path: Path) -> bool:
    """Drop a bundle that an office has by now; tell whether it was dropped."""
    name = path.relative_to(root).as_posix()
    told = layout.read_bundle_name(name)
    if told is None or not name.startswith(f"{layout.IN}/"):
        return False
    if not covered(records.book.acked(told[0]), told[1], told[2]):
        return False
    path.unlink(missing_ok=True)
    return True


def _files(root: Path) -> list[Path]:
    found = root.rglob("*") if root.is_dir() else ()
    return sorted(path for path in found if path.is_file() and path.suffix != ".part")


def _write(path: Path, data: bytes) -> None:
    check_name(path.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise known_os_error(error, path) from error
    write_file(path, data, mode=0o600)
