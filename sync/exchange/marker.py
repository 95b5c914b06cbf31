"""Marker: gv1/STORE.json says whose store a folder is, before anything is touched."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from forms.errors import KnownError
from forms.records.store import Records
from sync import seal
from sync.exchange.layout import MARKER, ROOT
from sync.folders import Folder

VERSION = 1
MAX_MARKER_BYTES = 8 * 1024
COMMENT = "gridvisit store"


@dataclass(frozen=True, slots=True)
class Store:
    """A folder that holds bundles of one register; `id` is random."""

    id: str
    register: str


def read_store(folder: Folder) -> Store:
    """Return the store in `folder`, of whatever register.

    A folder without a marker is not an empty store: it may be another stick, or the
    place where one was mounted.

    Raises:
        KnownError: FOLDER-UNMARKED, FOLDER-DAMAGED, FOLDER-NEWER.
    """
    try:
        data = folder.get(MARKER, MAX_MARKER_BYTES)
    except KnownError as error:
        if error.code != "FOLDER-MISSING":
            raise
        raise KnownError("FOLDER-UNMARKED", place=folder.place) from error
    return _read(data, folder.place)


def open_store(records: Records, folder: Folder) -> Store:
    """Return the store in `folder`, which must be of this register.

    Raises:
        KnownError: FOLDER-UNMARKED, FOLDER-NOT-OURS, FOLDER-DAMAGED, FOLDER-NEWER.
    """
    store = read_store(folder)
    if store.register != records.register_id:
        raise KnownError("FOLDER-NOT-OURS", place=folder.place)
    return store


def open_or_make_store(records: Records, folder: Folder) -> Store:
    """Return the store in `folder`, made where nothing of ours lies there yet.

    Raises:
        KnownError: As `open_store`; FOLDER-UNMARKED where files of a store lie there
            without their marker.
    """
    try:
        return open_store(records, folder)
    except KnownError as error:
        if error.code != "FOLDER-UNMARKED" or folder.list(ROOT):
            raise
    folder.put_new(MARKER, _made(records))
    # Read back: another laptop may have made it in the same moment.
    return open_store(records, folder)


def _made(records: Records) -> bytes:
    told: dict[str, Any] = {
        "v": VERSION,
        "store": secrets.token_hex(16),
        "register": records.register_id,
        "dev": records.device_id,
        "key": seal.public_key(records.signing_key).hex(),
    }
    signature = seal.sign(_line(told), records.signing_key, COMMENT)
    return _line(told | {"sig": signature.decode()}) + b"\n"


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def _read(data: bytes, place: str) -> Store:
    try:
        told = json.loads(data.decode())
        if told["v"] > VERSION:
            raise KnownError("FOLDER-NEWER", place=place)
        signature = told.pop("sig").encode()
        comment = seal.verify(_line(told), signature, bytes.fromhex(told["key"]))
        if comment != COMMENT:
            raise ValueError
        return Store(str(told["store"]), str(told["register"]))
    except KnownError as error:
        if error.code == "FOLDER-NEWER":
            raise
        raise KnownError("FOLDER-DAMAGED", place=place) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise KnownError("FOLDER-DAMAGED", place=place) from error
