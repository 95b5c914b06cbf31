"""Outgoing: what a folder lacks of this laptop's records and photos, written to it."""

from collections.abc import Iterable, Iterator

from forms.errors import KnownError
from forms.records.log import Op
from forms.records.store import Records
from sync import bundle
from sync.exchange import layout
from sync.exchange.marker import Store, open_or_make_store
from sync.exchange.memory import Memory
from sync.exchange.photos import send_photos
from sync.exchange.reports import RECORDS, ExportReport, Progress, Sent
from sync.folders import Entry, Folder

# A bundle is the unit that is repeated after a cut: small, yet worth its envelope.
BUNDLE_OPS = 1_000
BUNDLE_RAW_BYTES = 4 * 1024 * 1024
# The newest bundles of ours in a folder are read again up to this size, so that what a
# stick lost since the last time is written anew; older ones by name and size only.
CHECKED_BYTES = 8 * 1024 * 1024
# Whole for others, though not for this program: never removed.
UNDAMAGED = {"BUNDLE-NEWER", "BUNDLE-SEALED", "BUNDLE-STRANGER"}


def send(records: Records, folder: Folder, progress: Progress) -> ExportReport:
    """Write what `folder` lacks: records first, then photos.

    Raises:
        KnownError: FOLDER-...; what was written until then is kept.
    """
    if not folder.probe().writable:
        raise KnownError("FOLDER-READONLY", place=folder.place)
    store = open_or_make_store(records, folder)
    counts = Sent()
    last = records.version_map().get(records.device_id, 0)
    month = _send_records(records, folder, store, last, counts, progress)
    if last:
        send_photos(records, folder, store, last, month, counts, progress)
    return counts.report()


def _send_records(
    records: Records,
    folder: Folder,
    store: Store,
    last: int,
    counts: Sent,
    progress: Progress,
) -> str:
    """Write bundles of the ops that are in none; return the month of the last op."""
    memory = Memory(records.folder)
    held = _held(records, folder, store, memory, counts)
    lacking = list(missing(held, last))
    total = sum(hi - lo + 1 for lo, hi in lacking)
    month = ""
    progress(0, total, RECORDS)
    for lo, hi in lacking:
        for ops in chunks(records.ops(records.device_id, lo, hi)):
            header, data = bundle.write(
                ops,
                register_id=records.register_id,
                signing_key=records.signing_key,
            )
            name = layout.bundle_name(header, layout.month_of(ops[0].at))
            folder.put_new(name, data)
            memory.note_stored(header, store.id, name, len(data))
            counts.bundles += 1
            counts.ops += len(ops)
            progress(counts.ops, total, RECORDS)
    if last:
        newest = next(records.ops(records.device_id, last, last))
        month = layout.month_of(newest.at)
    return month


def _held(
    records: Records, folder: Folder, store: Store, memory: Memory, counts: Sent
) -> list[tuple[int, int]]:
    """Return the stretches of this laptop's ops that lie whole in the folder."""
    ours = []
    for entry in folder.list(f"{layout.IN}/{records.device_id}"):
        told = layout.read_bundle_name(entry.name)
        if told is not None:
            ours.append((told, entry))
    held, budget = [], CHECKED_BYTES
    for told, entry in sorted(ours, key=lambda one: -one[0][2]):
        budget -= entry.size
        known = memory.is_stored(store.id, entry.name, entry.size)
        if (known and budget < 0) or _is_whole(records, folder, memory, entry):
            counts.skipped += 1
            held.append((told[1], told[2]))
        else:
            # Our own file, cut off or damaged: nobody can read it, so write it anew.
            folder.delete(entry.name)
            counts.repaired += 1
    return held


def _is_whole(records: Records, folder: Folder, memory: Memory, entry: Entry) -> bool:
    """Return whether a bundle of ours can be read by everybody."""
    try:
        data = folder.get(entry.name, bundle.MAX_BUNDLE_BYTES)
        header = bundle.read(data, file=entry.name, keys=memory.keys).header
    except KnownError as error:
        if error.code.startswith("FOLDER-") and error.code != "FOLDER-TOO-LARGE":
            raise
        return error.code in UNDAMAGED
    told = layout.read_bundle_name(entry.name)
    return header.register == records.register_id and layout.identity(header) == told


def missing(held: Iterable[tuple[int, int]], last: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of 1 to `last` that none of `held` covers."""
    covered = 0
    for lo, hi in sorted(held):
        if lo > covered + 1:
            yield covered + 1, min(lo - 1, last)
        covered = max(covered, hi)
    if covered < last:
        yield covered + 1, last


def chunks(ops: Iterable[Op]) -> Iterator[list[Op]]:
    """Yield ops by the number and size that one bundle carries."""
    chunk: list[Op] = []
    size = 0
    for op in ops:
        if chunk and (len(chunk) == BUNDLE_OPS or size > BUNDLE_RAW_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(op)
        size += len(op.line)
    if chunk:
        yield chunk
