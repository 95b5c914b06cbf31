"""Photos: attachments sent and received after the records that name them."""

import hashlib
from collections.abc import Mapping

from forms.errors import KnownError
from forms.records.store import Records
from sync.exchange import layout
from sync.exchange.layout import StoredBlob
from sync.exchange.marker import Store
from sync.exchange.memory import Memory
from sync.exchange.reports import PHOTOS, Progress, Sent, Taken
from sync.folders import Folder

MAX_PHOTO_PARTS = 250
# Of one file, which must not keep the others from being read.
FILE_CODES = {"FOLDER-TOO-LARGE", "FOLDER-MISSING"}


def send_photos(
    records: Records,
    folder: Folder,
    store: Store,
    last: int,
    month: str,
    counts: Sent,
    progress: Progress,
) -> None:
    """Write the photos that this laptop's ops up to `last` name and `folder` lacks."""
    dev, memory = records.device_id, Memory(records.folder)
    stored = layout.stored_blobs(folder.list(f"{layout.BLOB}/{dev}"))
    wanted = list(dict.fromkeys(records.blobs_of(dev, 1, last)))
    lacking = [one for one in wanted if not _has_photo(store, memory, stored, one)]
    counts.skipped += len(wanted) - len(lacking)
    for done, sha256 in enumerate(lacking):
        progress(done, len(lacking), PHOTOS)
        try:
            data = records.blob(sha256)
        except KnownError as error:
            counts.problems.append(error)
            continue
        held = stored.get(sha256)
        if held is None or not _holds(folder, held, data):
            names = layout.blob_names(dev, month, sha256, len(data))
            _put_photo(folder, held, names, data)
            counts.blobs += 1
        memory.note_photo(store.id, sha256, len(data))
    progress(len(lacking), len(lacking), PHOTOS)


def _has_photo(
    store: Store, memory: Memory, stored: Mapping[str, StoredBlob], sha256: str
) -> bool:
    """Return whether a photo lies in the folder with the size it was written with."""
    held = stored.get(sha256)
    known = memory.photo_size(store.id, sha256)
    return held is not None and held.whole and held.size == known


def _holds(folder: Folder, held: StoredBlob, data: bytes) -> bool:
    return held.size == len(data) and held.joined(folder) == data


def _put_photo(
    folder: Folder, held: StoredBlob | None, names: list[str], data: bytes
) -> None:
    """Write a photo in its parts, in place of what is damaged of it."""
    for name in held.parts.values() if held else ():
        folder.delete(name)
    for place, name in enumerate(names):
        start = place * layout.PART_BYTES
        folder.put_new(name, data[start : start + layout.PART_BYTES])


def receive_photos(
    records: Records, folder: Folder, counts: Taken, progress: Progress
) -> None:
    """Fetch the photos that records name; one that is not there yet is no problem."""
    awaited = records.missing_blobs()
    if not awaited:
        return
    stored = layout.stored_blobs(folder.list(layout.BLOB))
    here = [one for one in awaited if one in stored and stored[one].whole]
    for done, sha256 in enumerate(here):
        progress(done, len(here), PHOTOS)
        data = _photo(folder, stored[sha256])
        if hashlib.sha256(data).hexdigest() == sha256:
            records.put_blob(data)
            counts.blobs += 1
        else:
            file = stored[sha256].parts[1]
            counts.problems.append(KnownError("PHOTO-DAMAGED", file=file))
    progress(len(here), len(here), PHOTOS)


def _photo(folder: Folder, held: StoredBlob) -> bytes:
    """Return a photo's bytes, none where its parts cannot be ours."""
    if held.of > MAX_PHOTO_PARTS:
        return b""
    try:
        return held.joined(folder)
    except KnownError as error:
        if error.code in FILE_CODES:
            return b""
        raise
