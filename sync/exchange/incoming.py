"""Incoming: bundles and photos of others read from a folder, each of them once."""

from collections.abc import Iterator
from pathlib import Path

from forms.errors import KnownError
from forms.records.log import Op
from forms.records.store import Records
from sync import bundle
from sync.bundle import Bundle
from sync.exchange import layout
from sync.exchange.marker import open_store
from sync.exchange.memory import Memory
from sync.exchange.photos import FILE_CODES, receive_photos
from sync.exchange.reports import RECORDS, ImportReport, Progress, Taken
from sync.folders import Entry, Folder

# So many ops are taken up in one transaction; they are what a stop throws away.
BATCH_OPS = 5_000


def receive(records: Records, folder: Folder, progress: Progress) -> ImportReport:
    """Take up what `folder` holds and this register lacks: records, then photos.

    Raises:
        KnownError: FOLDER-..., STORE-..., DISK-FULL; what was taken up is kept.
    """
    folder.probe()
    open_store(records, folder)
    counts = Taken()
    memory = Memory(records.folder)
    fresh = []
    for entry in folder.list(layout.IN):
        told = layout.read_bundle_name(entry.name)
        if told is not None and memory.was_read(told):
            counts.skipped += 1
        elif told is not None:
            fresh.append(entry)
    _receive_bundles(records, folder, fresh, memory, counts, progress)
    receive_photos(records, folder, counts, progress)
    return _report(records, counts)


def receive_file(records: Records, path: Path) -> ImportReport:
    """Take up one bundle file, whatever it is called ("x(1).gvb").

    Raises:
        KnownError: BUNDLE-GONE, or what `bundle.read` raises.
    """
    try:
        with path.open("rb") as file:
            data = file.read(bundle.MAX_BUNDLE_BYTES + 1)
    except OSError as error:
        raise KnownError("BUNDLE-GONE", file=path.name) from error
    memory, counts = Memory(records.folder), Taken()
    found = _checked(records, data, path.name, memory)
    if memory.was_read(layout.identity(found.header)):
        counts.skipped += 1
    else:
        _take_up(records, [found], memory, counts)
    return _report(records, counts)


def _report(records: Records, counts: Taken) -> ImportReport:
    return counts.report(len(records.missing_blobs()), len(records.gaps()))


def _checked(records: Records, data: bytes, name: str, memory: Memory) -> Bundle:
    found = bundle.read(data, file=name, keys=memory.keys)
    if found.header.register != records.register_id:
        raise KnownError("BUNDLE-OTHER-REGISTER", file=name)
    return found


def _receive_bundles(
    records: Records,
    folder: Folder,
    entries: list[Entry],
    memory: Memory,
    counts: Taken,
    progress: Progress,
) -> None:
    """Take up bundles batch by batch; a damaged one is told, the others go on."""
    batch: list[Bundle] = []
    for done, entry in enumerate(entries):
        progress(done, len(entries), RECORDS)
        try:
            data = folder.get(entry.name, bundle.MAX_BUNDLE_BYTES)
            batch.append(_checked(records, data, entry.name, memory))
        except KnownError as error:
            if not error.code.startswith("BUNDLE-") and error.code not in FILE_CODES:
                raise
            counts.problems.append(error)
        if sum(one.header.count for one in batch) >= BATCH_OPS:
            _take_up(records, batch, memory, counts)
            batch = []
    _take_up(records, batch, memory, counts)
    progress(len(entries), len(entries), RECORDS)


def _take_up(
    records: Records, batch: list[Bundle], memory: Memory, counts: Taken
) -> None:
    """Put the ops of a batch into the register, and only then remember it."""
    if not batch:
        return
    report = records.receive(_ops_of(batch))
    counts.new += report.new
    counts.known += report.known
    for one in batch:
        counts.bundles += 1
        counts.ops += one.header.count
        memory.note_read(one.header)


def _ops_of(batch: list[Bundle]) -> Iterator[Op]:
    return (op for one in batch for op in one.ops)
