"""Rescue: a draft with answers that the disk refused, as one sealed file elsewhere."""

import hashlib
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from forms.errors import KnownError
from forms.records.keys import former_keys, read_key
from forms.records.types import Draft
from forms.records.vault import known_os_error, write_file
from forms.records.workspace import describe

SUFFIX = ".gvr"
_MAGIC = b"GVR1"
_MARK_BYTES, _NONCE_BYTES, _TAG_BYTES = 16, 12, 16
_MOST_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rescued:
    """A draft as it stood on screen: its beginning, all that was done, its new files.

    Args:
        events: Every event of the draft in order, on disk or not.
        files: Files that are in no disk yet, by SHA-256.
        title: As the list of drafts calls it.
        at: When the last answer was given.
    """

    draft: Draft
    events: tuple[Mapping[str, Any], ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    title: str = ""
    at: datetime | None = None


def seal(folder: Path, rescued: Rescued) -> bytes:
    """Return the draft as a file that only the workspace in `folder` opens."""
    mark, nonce = _mark(folder), os.urandom(_NONCE_BYTES)
    head = _MAGIC + mark
    return (
        head + nonce + _cipher(read_key(folder)).encrypt(nonce, _packed(rescued), head)
    )


def unseal(folder: Path, data: bytes) -> Rescued:
    """Return the draft in a sealed file.

    Raises:
        KnownError: RESCUE-OTHER where another workspace sealed it, RESCUE-DAMAGED.
    """
    head, rest = data[: len(_MAGIC) + _MARK_BYTES], data[len(_MAGIC) + _MARK_BYTES :]
    if head[: len(_MAGIC)] != _MAGIC or len(rest) < _NONCE_BYTES + _TAG_BYTES:
        raise KnownError("RESCUE-DAMAGED")
    if head[len(_MAGIC) :] != _mark(folder):
        raise KnownError("RESCUE-OTHER")
    for key in (read_key(folder), *former_keys(folder)):
        try:
            told = _cipher(key).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], head)
        except InvalidTag:
            continue  # perhaps a former key opens it
        return _unpacked(told)
    raise KnownError("RESCUE-DAMAGED")


def write_rescue(folder: Path, place: Path, rescued: Rescued) -> Path:
    """Write the draft sealed to the file `place`, on disk when this returns.

    Raises:
        KnownError: What the disk says there.
    """
    write_file(place, seal(folder, rescued), mode=0o600)
    return place


def read_rescue(folder: Path, place: Path) -> Rescued:
    """Read a file that `write_rescue` wrote.

    Raises:
        KnownError: As `unseal`, or what the disk says.
    """
    try:
        if place.stat().st_size > _MOST_BYTES:
            raise KnownError("RESCUE-DAMAGED")
        return unseal(folder, place.read_bytes())
    except OSError as error:
        raise known_os_error(error, place) from error


def find_rescues(folder: Path, places: Sequence[Path]) -> Iterator[Path]:
    """Go through the files of the workspace in `folder` that lie in `places`."""
    wanted = _MAGIC + _mark(folder)
    for place in places:
        try:
            found = sorted(place.glob(f"*{SUFFIX}"))
        except OSError:
            continue  # a stick pulled out, a folder of somebody else
        yield from (one for one in found if _begins_with(one, wanted))


def file_name(rescued: Rescued) -> str:
    """Return what the file is called; a name tells nobody who was visited."""
    at = rescued.at or rescued.draft.started_at
    return f"gridvisit-{at:%Y%m%d-%H%M%S}-{rescued.draft.id[-4:]}{SUFFIX}"


def _begins_with(place: Path, head: bytes) -> bool:
    try:
        with place.open("rb") as file:
            return file.read(len(head)) == head
    except OSError:
        return False


def _mark(folder: Path) -> bytes:
    told = describe(folder)
    name = f"{told.register_id} {told.device_id}".encode()
    return hashlib.sha256(b"gridvisit rescue " + name).digest()[:_MARK_BYTES]


def _packed(rescued: Rescued) -> bytes:
    draft = rescued.draft
    told = {
        "draft": {
            name: getattr(draft, name)
            for name in Draft.__slots__
            if name not in ("snapshot", "started_at", "subject")
        },
        "snapshot": b64encode(draft.snapshot).decode(),
        "started_at": draft.started_at.isoformat(),
        "subject": list(draft.subject),
        "events": list(rescued.events),
        "files": {n: b64encode(data).decode() for n, data in rescued.files.items()},
        "title": rescued.title,
        "at": rescued.at.isoformat() if rescued.at else "",
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _unpacked(data: bytes) -> Rescued:
    told = json.loads(data)
    draft = Draft(
        **told["draft"],
        snapshot=b64decode(told["snapshot"]),
        started_at=datetime.fromisoformat(told["started_at"]),
        subject=(told["subject"][0], told["subject"][1]),
    )
    files = {name: b64decode(text) for name, text in told["files"].items()}
    at = datetime.fromisoformat(told["at"]) if told["at"] else None
    return Rescued(draft, tuple(told["events"]), files, told["title"], at)


def _cipher(key: bytes) -> AESGCM:
    # A key of its own: neither use of the workspace's key weakens the other.
    derived = HKDF(SHA256(), 32, salt=None, info=b"gridvisit rescue 1").derive(key)
    return AESGCM(derived)
