"""Photos: attachments sealed, sent and received after the records that name them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from forms.errors import KnownError
from forms.progress import Progress
from forms.records.custody import FILE_DIGITS
from forms.records.store import Records
from forms.records.streams import CONTROL
from sync import seal
from sync.exchange import layout
from sync.exchange.glance import Glance
from sync.exchange.layout import StoredBlob
from sync.exchange.marker import Store
from sync.exchange.memory import Memory, short
from sync.exchange.reports import PHOTOS, Sent, Taken
from sync.exchange.trust import Trust
from sync.folders import Entry, Folder

MAX_PHOTO_PARTS = 250
MOST_RECIPIENTS = 250
RELAY_AFTER = timedelta(days=30)
# So much of what lies on a stick is read again before it is believed, newest first: one
# that was pulled too early may show the right size and no content.
CHECKED_BYTES = 64 * 1024 * 1024
# Of one file, which must not keep the others from being read.
FILE_CODES = {"FOLDER-TOO-LARGE", "FOLDER-MISSING"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An attachment to send: to be found by its tag, sealed to `recipients`."""

    sha256: str
    tag: str
    recipients: tuple[str, ...]


def wanted_photos(records: Records, trust: Trust) -> list[Wanted]:
    """Return what this laptop has to send: its own, and as an office those of grids."""
    found: dict[tuple[str, tuple[str, ...]], Wanted] = {}
    devices = [records.device_id, *(one.device for one in records.members.former)]
    offices = set(trust.other_offices)
    acked = records.book.acked_files() if offices else {}
    for device in devices:
        for sha256, salt in records.salted_blobs(device):
            if offices and offices <= acked.get(sha256[:FILE_DIGITS], set()):
                continue  # every office has it, whatever became of this folder
            if not records.has_blob(sha256) and records.has_picture(sha256):
                continue  # only its small copy is here: every office had it once
            one = Wanted(sha256, layout.tag_of(sha256, salt), trust.offices)
            found.setdefault((sha256, one.recipients), one)
    for sha256, salt, to in _streamed(records, trust):
        if to and records.has_blob(sha256):
            # Sealed to this laptop too, so that it can look at it again.
            to = (*to, trust.recipient)
            one = Wanted(sha256, layout.tag_of(sha256, salt), to)
            found.setdefault((sha256, to), one)
    return list(found.values())


def _streamed(
    records: Records, trust: Trust
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (SHA-256, salt, recipients) of what this office's streams name."""
    if not trust.office:
        return
    for sha256, salt, _ in records.streams.blobs(CONTROL):
        # The files of forms.
        for at in range(0, len(trust.everyone), MOST_RECIPIENTS):
            yield sha256, salt, trust.everyone[at : at + MOST_RECIPIENTS]
    for grid in trust.grids:
        members = trust.of_grid(grid)
        for sha256, salt, author in records.streams.blobs(grid):
            yield (
                sha256, salt, tuple(m.recipient for m in members if m.device != author)
            )  # fmt: skip
    yield from _relayed(records, trust)


def _relayed(
    records: Records, trust: Trust
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield what this office has had for long and another one still lacks.

    Laptops send to every office, but one that came later may find originals freed.
    """
    others = [m for m in trust.offices_granted if m.device != trust.device]
    if not others:
        return
    before = (records.now - RELAY_AFTER).astimezone(UTC)
    salts = dict(reversed(records.salted_blobs()))
    for one in records.originals():
        mine = one.acks.get(trust.device)
        lacking = tuple(m.recipient for m in others if m.device not in one.acks)
        if lacking and mine and datetime.fromisoformat(mine) <= before:
            yield one.sha256, salts[one.sha256], lacking


def send_photos(
    records: Records,
    folder: Folder,
    store: Store,
    wanted: Sequence[Wanted],
    month: str,
    counts: Sent,
    progress: Progress,
) -> None:
    """Write the photos of `wanted` that `folder` lacks for their recipients."""
    if not wanted:
        return
    sender = _Sender(records, folder, store, month)
    lacking = [one for one in reversed(wanted) if not sender.has(one)][::-1]
    counts.skipped += len(wanted) - len(lacking)
    for done, one in enumerate(lacking):
        progress(done, len(lacking), PHOTOS)
        try:
            counts.blobs += sender.send(one)
        except KnownError as error:
            if not error.code.startswith("BLOB-"):
                raise
            counts.problems.append(error)
    progress(len(lacking), len(lacking), PHOTOS)


class _Sender:
    """What lies in a folder of this laptop's photos, and writing what lacks."""

    def __init__(
        self, records: Records, folder: Folder, store: Store, month: str
    ) -> None:
        self._records = records
        self._folder = folder
        self._store = store
        self._month = month
        self._dev = records.device_id
        self._memory = Memory(records.folder)
        self._identities = [records.members.keys.identity]
        self._unchecked = 0 if folder.far else CHECKED_BYTES
        mine = folder.list(f"{layout.BLOB}/{self._dev}")
        self._stored = layout.stored_blobs(mine)

    def has(self, one: Wanted) -> bool:
        """Tell whether a photo lies there as written, for all it is meant for."""
        held = self._stored.get(one.tag)
        known = self._memory.photo(self._store.id, one.tag)
        if held is None or known is None or not held.whole:
            return False
        if held.size != known[0] or not self._covers(known[1], one):
            return False
        parts = (entry for several in held.parts.values() for entry in several)
        return all(map(self._is_unspoilt, parts))

    def _is_unspoilt(self, entry: Entry) -> bool:
        self._unchecked -= entry.size
        if self._unchecked < 0:
            return True
        try:
            _stored(self._folder, entry)
        except KnownError as error:
            if error.code.startswith("FOLDER-"):
                raise
            return False
        return True

    def _covers(self, sealed_to: Iterable[str], one: Wanted) -> bool:
        return {short(r) for r in one.recipients} <= set(sealed_to)

    def send(self, one: Wanted) -> int:
        """Write a photo unless it lies there; return how many were written."""
        data = self._records.blob(one.sha256)
        held = self._stored.get(one.tag)
        known = self._memory.photo(self._store.id, one.tag)
        meant = {short(r) for r in one.recipients}
        if held is not None and self._sound(held, data):
            # Where nothing is remembered of it, it was sealed to whoever was there.
            before = known[1] if known else meant
            if meant <= before:
                self._note(one, held.size, before)
                return 0
            size = sum(self._put(one, data)) + self._sealed_size(held)
            self._note(one, size, before | meant)
            return 1
        for several in held.parts.values() if held else ():
            for entry in several:
                self._folder.delete(entry.name)
        self._note(one, sum(self._put(one, data)), meant)
        return 1

    def _sealed_size(self, held: StoredBlob) -> int:
        """Return the bytes that stay; what lay there unsealed is removed."""
        size = 0
        for entry in (e for several in held.parts.values() for e in several):
            if entry.name.endswith(".age"):
                size += entry.size
            else:
                self._folder.delete(entry.name)
        return size

    def _note(self, one: Wanted, size: int, sealed_to: Iterable[str]) -> None:
        self._memory.note_photo(self._store.id, one.tag, size, sealed_to)

    def _sound(self, held: StoredBlob, data: bytes) -> bool:
        try:
            return _joined(self._folder, held, self._identities) == data
        except KnownError as error:
            if error.code.startswith("FOLDER-"):
                raise
            return False

    def _put(self, one: Wanted, data: bytes) -> Iterable[int]:
        """Write the parts and yield how many bytes each takes."""
        sealed = bool(one.recipients)
        step = layout.SEALED_PART_BYTES if sealed else layout.PART_BYTES
        count = max(1, -(-len(data) // step))
        for number in range(count):
            stored = data[number * step : (number + 1) * step]
            if sealed:
                stored = seal.seal(stored, one.recipients)
            place = number + 1, count
            name = layout.blob_name(
                self._dev, self._month, stored, one.tag, place, sealed=sealed
            )
            self._folder.put_new(name, stored)
            yield len(stored)


def receive_photos(
    records: Records,
    folder: Folder,
    trust: Trust,
    glance: Glance,
    counts: Taken,
    progress: Progress,
) -> None:
    """Fetch the photos that records name; one that is not there yet is no problem."""
    missing = set(records.missing_blobs())
    if not missing:
        return
    tags: dict[str, str] = {
        layout.tag_of(sha256, salt): sha256
        for sha256, salt in records.salted_blobs()
        if sha256 in missing
    }
    places = glance.blobs(trust, missing)
    stored = layout.stored_blobs(one for at in places for one in folder.list(at))
    here = [(tag, one) for tag, one in tags.items() if _is_whole(stored, tag)]
    for done, (tag, sha256) in enumerate(here):
        progress(done, len(here), PHOTOS)
        _receive(records, folder, trust, stored[tag], sha256, counts)
    progress(len(here), len(here), PHOTOS)


def _is_whole(stored: Mapping[str, StoredBlob], tag: str) -> bool:
    held = stored.get(tag)
    return held is not None and held.whole and held.of <= MAX_PHOTO_PARTS


def _receive(
    records: Records,
    folder: Folder,
    trust: Trust,
    held: StoredBlob,
    sha256: str,
    counts: Taken,
) -> None:
    if records.has_blob(sha256):
        return
    file = held.parts[1][0].name
    try:
        data = _joined(folder, held, trust.identities)
    except KnownError as error:
        # Sealed to others, it is awaited like one that is not there.
        if error.code != "SEAL-CLOSED":
            if not error.code.startswith("PHOTO-"):
                raise
            counts.problems.append(error)
        return
    if hashlib.sha256(data).hexdigest() == sha256:
        records.put_blob(data)
        counts.blobs += 1
        counts.files.append(sha256)
    else:
        counts.problems.append(KnownError("PHOTO-DAMAGED", file=file))


def _joined(folder: Folder, held: StoredBlob, identities: Sequence[str]) -> bytes:
    """Return the plain bytes of an attachment.

    Raises:
        KnownError: PHOTO-DAMAGED, SEAL-CLOSED where it is sealed to others.
    """
    plain = []
    for number in range(1, held.of + 1):
        trouble = KnownError("SEAL-CLOSED")
        for entry in held.parts.get(number, ()):
            try:
                plain.append(_part(folder, entry, identities))
                break
            except KnownError as error:
                if error.code.startswith("FOLDER-"):
                    raise
                trouble = error
        else:
            raise trouble
    return b"".join(plain)


def _part(folder: Folder, entry: Entry, identities: Sequence[str]) -> bytes:
    """Return a part's plain bytes.

    Raises:
        KnownError: PHOTO-DAMAGED, SEAL-CLOSED.
    """
    stored = _stored(folder, entry)
    if entry.name.endswith(".bin"):
        return stored
    for identity in identities:
        try:
            return seal.open_sealed(stored, identity)
        except KnownError:
            continue  # another of this laptop's keys may open it
    raise KnownError("SEAL-CLOSED")


def _stored(folder: Folder, entry: Entry) -> bytes:
    """Return a part as it lies there.

    Raises:
        KnownError: PHOTO-DAMAGED.
    """
    try:
        stored = folder.get(entry.name, layout.PART_BYTES)
    except KnownError as error:
        if error.code in FILE_CODES:
            raise KnownError("PHOTO-DAMAGED", file=entry.name) from error
        raise
    if hashlib.sha256(stored).hexdigest() != layout.hash_in_name(entry.name):
        raise KnownError("PHOTO-DAMAGED", file=entry.name)
    return stored
