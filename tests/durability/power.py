"""Power cuts: what a disk may hold after one, made from a record of the morning.

The model, as ALICE's (Pillai et al., OSDI 2014), stricter than ext4 or NTFS:

- What was written to a file before an fsync or fdatasync of that file is kept.
- Of what was written after it, each write is kept, dropped, or torn: any of its
  512-byte sectors are kept, the others hold what was there before. A change of length
  is a write of its own. Writes are not kept in order.
- A name that came, went or was changed is kept once its folder was synced; syncing the
  file itself does not keep its name. Names changed after that are kept up to some
  point in their order, each folder for itself.
- A folder whose own name is lost is lost with all in it.

Locks and -shm hold nothing that counts; the latter is made anew by SQLite.
"""

import json
import random
import shutil
import struct
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.durability.arena import Arena, judge_disk
from tests.durability.interpose import Mode
from tests.durability.proof import Job, Proof
from tests.durability.verdict import Told

SECTOR = 512
_HEAD = struct.Struct("<IIIIQQ")
WRITE, _SYNC, _TRUNCATE, _CREATE, _RENAME, _UNLINK, _MKDIR, MARK = range(1, 9)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the record: see `interpose.c`."""

    kind: int
    path: str
    other: str
    data: bytes
    inode: int
    offset: int


def read_trace(file: Path) -> Iterator[Change]:
    """Go through the changes recorded in `file`."""
    held = file.read_bytes()
    at = 0
    while at < len(held):
        kind, path, other, data, inode, offset = _HEAD.unpack_from(held, at)
        at += _HEAD.size
        parts = []
        for length in (path, other, data):
            parts.append(held[at : at + length])
            at += length
        yield Change(
            kind, parts[0].decode(), parts[1].decode(), parts[2], inode, offset
        )


@dataclass(slots=True)
class _File:
    """A file's bytes that are sure, and what was done to it since its last sync."""

    kept: bytearray
    loose: list[Change] = field(default_factory=list)


@dataclass(slots=True)
class _Folder:
    """A folder's names that are sure (name -> inode), and the changes since."""

    kept: dict[str, int]
    loose: list[tuple[str, int | None]] = field(default_factory=list)
    """(name, inode), None where the name went."""


class Disk:
    """What a disk holds for sure and what it may lose, change by change.

    Args:
        root: The folder of the record as it is before the first change.
    """

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.files: dict[int, _File] = {}
        self.folders: dict[str, _Folder] = {}
        self._inodes: dict[str, int] = {}
        for place in [root, *root.rglob("*")]:
            inode = place.stat().st_ino
            self._inodes[str(place)] = inode
            if place.is_dir():
                names = {one.name: one.stat().st_ino for one in place.iterdir()}
                self.folders[str(place)] = _Folder(names)
            else:
                self.files[inode] = _File(bytearray(place.read_bytes()))

    def take(self, change: Change) -> None:
        """Go on by one change."""
        kind, path = change.kind, change.path
        if kind in (WRITE, _TRUNCATE):
            self.files[change.inode].loose.append(change)
        elif kind == _SYNC:
            self._sync(change)
        elif kind == _CREATE:
            self.files[change.inode] = _File(bytearray())
            self._name(path, change.inode)
        elif kind == _MKDIR:
            self.folders[path] = _Folder({})
            self._name(path, change.inode)
        elif kind == _RENAME:
            self._rename_folder(path, change.other)
            self._name(path, None)
            self._name(change.other, change.inode)
        elif kind == _UNLINK:
            self._name(path, None)

    def _sync(self, change: Change) -> None:
        folder = self.folders.get(change.path)
        if folder is not None:
            for name, inode in folder.loose:
                _rename(folder.kept, name, inode)
            folder.loose.clear()
            return
        file = self.files[change.inode]
        for one in file.loose:
            _write(file.kept, one)
        file.loose.clear()

    def _rename_folder(self, path: str, other: str) -> None:
        """Know a folder by both names: either may be the one that is kept."""
        for known in [*self.folders]:
            if known == path or known.startswith(f"{path}/"):
                self.folders[other + known[len(path) :]] = self.folders[known]

    def _name(self, path: str, inode: int | None) -> None:
        folder, _, name = path.rpartition("/")
        self.folders[folder].loose.append((name, inode))

    def image(self, to: Path, chance: random.Random) -> None:
        """Write to `to` one state that a power cut may leave now."""
        mood = chance.choice(("none", "all", "any", "any", "torn"))
        self._folder(self.root, to, chance, mood)

    def _folder(self, path: str, to: Path, chance: random.Random, mood: str) -> None:
        to.mkdir()
        folder = self.folders[path]
        names = dict(folder.kept)
        kept = {"none": 0, "all": len(folder.loose)}.get(
            mood, chance.randint(0, len(folder.loose))
        )
        for name, inode in folder.loose[:kept]:
            _rename(names, name, inode)
        for name, inode in names.items():
            below = f"{path}/{name}"
            if below in self.folders:
                self._folder(below, to / name, chance, mood)
            else:
                (to / name).write_bytes(self._file(inode, chance, mood))

    def _file(self, inode: int, chance: random.Random, mood: str) -> bytes:
        file = self.files[inode]
        held = bytearray(file.kept)
        for change in file.loose:
            fate = {"none": 0.9, "all": 0.0}.get(mood, chance.random())
            if mood == "torn" or 0.33 < fate < 0.66:
                _tear(held, change, chance)
            elif fate <= 0.33:
                _write(held, change)
        return bytes(held)


def _rename(names: dict[str, int], name: str, inode: int | None) -> None:
    if inode is None:
        names.pop(name, None)
    else:
        names[name] = inode


def _write(held: bytearray, change: Change) -> None:
    if change.kind == _TRUNCATE:
        del held[change.offset :]
        held.extend(bytes(change.offset - len(held)))
        return
    end = change.offset + len(change.data)
    held.extend(bytes(max(0, change.offset - len(held))))
    held[change.offset : end] = change.data


def _tear(held: bytearray, change: Change, chance: random.Random) -> None:
    """Keep some sectors of a write; those of the disk, not of the write."""
    if change.kind == _TRUNCATE:
        if chance.random() < 0.5:
            _write(held, change)
        return
    at, end = change.offset, change.offset + len(change.data)
    while at < end:
        stop = min(end, (at // SECTOR + 1) * SECTOR)
        if chance.random() < 0.5:
            held.extend(bytes(max(0, at - len(held))))
            held[at:stop] = change.data[at - change.offset : stop - change.offset]
        at = stop


def images(arena: Arena, job: Job) -> Proof:
    """Record a morning; judge `job.count` states that power cuts may leave of it."""
    begun = time.monotonic()
    proof = Proof("power cut", "images")
    chance = random.Random(job.seed)
    with arena.copy() as root, tempfile.TemporaryDirectory(dir=arena.folder) as room:
        trace = Path(room) / "trace"
        disk = Disk(root)
        arena.run(root, Mode.OFF, 0, trace=str(trace))
        changes = list(read_trace(trace))
        told: Told = []
        real = sum(1 for one in changes if one.kind != MARK)
        taken = 0
        points = sorted(chance.randrange(real + 1) for _ in range(job.count))
        for change in [*changes, None]:
            while points and points[0] <= taken:
                points.pop(0)
                image = Path(room) / "image"
                disk.image(image, chance)
                judge_disk(arena, image, told, partial(proof.add, taken))
                shutil.rmtree(image)
                proof.count += 1
                if job.bug and proof.violations:
                    return proof
            if change is None:
                break
            if change.kind == MARK:
                told.append(json.loads(change.data))
            else:
                disk.take(change)
                taken += 1
    proof.seconds = time.monotonic() - begun
    return proof
