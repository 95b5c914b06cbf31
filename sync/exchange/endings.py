"""Endings: a laptop that was revoked is told so, though it gets no stream any more."""

import hashlib
import json
from collections.abc import Iterable

from forms.errors import KnownError
from forms.records import certificates
from forms.records.certificates import Told
from forms.records.store import Records
from sync import seal
from sync.exchange.layout import ACK, MAX_WORD_BYTES, SEALED_WORD
from sync.exchange.trust import Trust
from sync.folders import Entry, Folder


def tell_ended(records: Records, folder: Folder, trust: Trust) -> None:
    """Write to each revoked laptop, sealed to it alone, the revocations of it.

    What governs the register is sealed to its members only, so nothing else would
    tell the laptop why it hears no more.
    """
    if not trust.office:
        return
    for member in trust.circle.members.values():
        # A workspace that took another id is told by its own grant.
        if member.state != "revoked" or member.why == "replaced":
            continue
        told = json.dumps(records.members.revoked(member.device)).encode()
        digest = hashlib.sha256(told).hexdigest()[:16]
        name = f"{ACK}/{trust.device}/{member.device}-{digest}.gve"
        if folder.stat(name) is None:
            folder.put_new(name, seal.seal(told, [member.recipient]))


def hear_ended(
    records: Records, folder: Folder, words: Iterable[Entry], trust: Trust
) -> None:
    """Keep what offices say of this laptop's end; a signature must stand under it.

    Args:
        records: Open for writing.
        folder: Where the files lie.
        words: What lies in its `gv1/ack`.
        trust: Of this laptop.
    """
    if not trust.enrolled:
        return
    heard: list[Told] = []
    for entry in words:
        match = SEALED_WORD.fullmatch(entry.name)
        if match is None or match["to"] != records.device_id:
            continue
        try:
            sealed = folder.get(entry.name, MAX_WORD_BYTES)
        except KnownError as error:
            if error.code in ("FOLDER-TOO-LARGE", "FOLDER-MISSING"):
                continue
            raise
        heard += _opened(sealed, trust)
    known = {one["sig"] for one in records.members.ended}
    fresh = [one for one in heard if one["sig"] not in known]
    mine = [one for one in fresh if one["device"] == records.device_id]
    if mine:
        records.members.hear_ended(mine)


def _opened(sealed: bytes, trust: Trust) -> list[Told]:
    for identity in trust.identities:
        try:
            told = json.loads(seal.open_sealed(sealed, identity))
            return [certificates.check("revoke", one) for one in told]
        except (KnownError, ValueError, TypeError, RecursionError):
            continue  # sealed to others, or no such word
    return []
