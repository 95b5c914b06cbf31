"""Memory: which bundles this laptop read and wrote, so that nothing is done twice."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from forms.records.vault import known_os_error
from sync.bundle.header import Header
from sync.exchange.layout import Identity, identity

FILE = "exchange.jsonl"


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
        self._stored: set[tuple[str, str, int]] = set()
        self._photos: dict[tuple[str, str], int] = {}
        self._keys: dict[str, bytes] = {}
        self._load()

    @property
    def keys(self) -> Mapping[str, bytes]:
        """The public key of each device, as its first bundle had it."""
        return self._keys

    def was_read(self, bundle: Identity) -> bool:
        """Return whether the ops of this bundle are in the register."""
        return bundle in self._read

    def is_stored(self, store: str, name: str, size: int) -> bool:
        """Return whether this file was seen whole in a store."""
        return (store, name, size) in self._stored

    def note_read(self, header: Header) -> None:
        """Remember that the ops of a bundle are in the register."""
        self._add(self._told(header))

    def note_stored(self, header: Header, store: str, name: str, size: int) -> None:
        """Remember that a bundle of this laptop lies whole in a store."""
        told = self._told(header)
        self._add(told | {"store": store, "name": name, "size": size})

    def photo_size(self, store: str, sha256: str) -> int | None:
        """Return the bytes of a photo written to a store, None for one not known."""
        return self._photos.get((store, sha256))

    def note_photo(self, store: str, sha256: str, size: int) -> None:
        """Remember that a photo of this laptop lies whole in a store."""
        self._add({"photo": sha256, "store": store, "size": size})

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
            self._photos[(told["store"], told["photo"])] = told["size"]
            return
        dev, lo, hi, csum = told["bundle"]
        key = bytes.fromhex(told["key"])
        self._read.add((dev, lo, hi, csum))
        self._keys.setdefault(dev, key)
        if "store" in told:
            self._stored.add((told["store"], told["name"], told["size"]))

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
