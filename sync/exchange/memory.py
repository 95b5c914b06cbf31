"""Memory: which bundles this laptop read and wrote, so that nothing is done twice."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from forms.records.vault import known_os_error
from sync.bundle.header import Header
from sync.exchange.layout import Identity, identity
from sync.folders import Entry

FILE = "exchange.jsonl"
Stretches = list[tuple[int, int]]
There = tuple[frozenset[str], Stretches]
"""To whom another office's file is sealed, and which numbers of our own stream it
holds."""


def short(recipient: str) -> str:
    """Return eight digits that stand for an age recipient in this laptop's memory."""
    return hashlib.sha256(recipient.encode()).hexdigest()[:8]


class Memory:
    """A file of the workspace, one line per bundle, ids only.

    It only saves work: without it every bundle is read once more, which changes
    nothing. A line is added after its bundle was verified and kept, never before.

    Args:
        folder: The workspace.

    Raises:
        KnownError: DISK-FULL, STORE-... where the file cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._read: set[Identity] = set()
        self._closed: set[tuple[Identity, str]] = set()
        self._stored: dict[tuple[str, str, int], frozenset[str]] = {}
        self._photos: dict[tuple[str, str], tuple[int, frozenset[str]]] = {}
        self._there: dict[tuple[str, str, int], There] = {}
        self._walked: dict[str, str] = {}
        self._keys: dict[str, bytes] = {}
        self._load()

    @property
    def keys(self) -> Mapping[str, bytes]:
        """The public key of each device, as its first bundle had it."""
        return self._keys

    def was_read(self, bundle: Identity) -> bool:
        """Return whether the ops of this bundle are in the register."""
        return bundle in self._read

    def was_closed(self, bundle: Identity, recipient: str) -> bool:
        """Return whether this bundle is sealed to others than `recipient`."""
        return (bundle, short(recipient)) in self._closed

    def note_closed(self, header: Header, recipient: str) -> None:
        """Remember that a bundle is sealed to others than `recipient`."""
        self._add({"closed": identity(header), "as": short(recipient)})

    def stored_for(self, store: str, name: str, size: int) -> frozenset[str] | None:
        """Return to whom a file seen whole in a store is sealed (see `short`)."""
        return self._stored.get((store, name, size))

    def note_read(self, header: Header) -> None:
        """Remember that the ops of a bundle are in the register."""
        self._add(self._told(header))

    def note_stored(self, header: Header, store: str, name: str, size: int) -> None:
        """Remember that a bundle of this laptop lies whole in a store."""
        told = self._told(header)
        sealed_to = [short(one) for one in header.rcpt]
        where = {"store": store, "name": name, "size": size, "to": sealed_to}
        self._add(told | where)

    def there(self, store: str, entry: Entry) -> There | None:
        """Return what another office's file was found to hold, None for unknown."""
        return self._there.get((store, entry.name, entry.size))

    def note_there(self, store: str, entry: Entry, there: There) -> None:
        """Remember what another office's file was found to hold."""
        where = {"store": store, "name": entry.name, "size": entry.size}
        self._add({"there": there[1], "to": sorted(there[0]), **where})

    def was_walked(self, store: str, day: str) -> bool:
        """Tell whether a store listed step by step was gone through that day."""
        return self._walked.get(store) == day

    def note_walked(self, store: str, day: str) -> None:
        """Remember that a store was gone through, folder by folder."""
        self._add({"walked": day, "store": store})

    def photo(self, store: str, tag: str) -> tuple[int, frozenset[str]] | None:
        """Return the stored bytes of a photo in a store, and to whom it is sealed."""
        return self._photos.get((store, tag))

    def note_photo(
        self, store: str, tag: str, size: int, sealed_to: Iterable[str]
    ) -> None:
        """Remember that a photo lies whole in a store, and to whom (see `short`)."""
        told = sorted(sealed_to)
        self._add({"photo": tag, "store": store, "size": size, "to": told})

    def _told(self, header: Header) -> dict[str, Any]:
        return {"bundle": identity(header), "key": header.key}

    def _load(self) -> None:
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        except OSError as error:
            raise known_os_error(error, self._path) from error
        for line in text.splitlines():
            try:
                self._take(json.loads(line))
            except (ValueError, KeyError, TypeError):
                continue  # a line cut off by a kill; its bundle is read once more

    def _take(self, told: dict[str, Any]) -> None:
        if "photo" in told:
            held = told["size"], frozenset(told["to"])
            self._photos[(told["store"], told["photo"])] = held
            return
        if "walked" in told:
            self._walked[told["store"]] = told["walked"]
            return
        if "there" in told:
            where = told["store"], told["name"], told["size"]
            there = [(lo, hi) for lo, hi in told["there"]]
            self._there[where] = frozenset(told["to"]), there
            return
        if "closed" in told:
            dev, lo, hi, csum = told["closed"]
            self._closed.add(((dev, lo, hi, csum), told["as"]))
            return
        dev, lo, hi, csum = told["bundle"]
        key = bytes.fromhex(told["key"])
        self._read.add((dev, lo, hi, csum))
        self._keys.setdefault(dev, key)
        if "store" in told:
            where = told["store"], told["name"], told["size"]
            self._stored[where] = frozenset(told["to"])

    def _add(self, told: dict[str, Any]) -> None:
        line = json.dumps(told, separators=(",", ":"))
        try:
            with self._path.open("ab") as file:
                # Begin anew behind a line that a kill cut off.
                cut = file.tell() and not self._ends_whole()
                file.write((b"\n" if cut else b"") + line.encode() + b"\n")
        except OSError as error:
            raise known_os_error(error, self._path) from error
        self._take(json.loads(line))

    def _ends_whole(self) -> bool:
        with self._path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"
