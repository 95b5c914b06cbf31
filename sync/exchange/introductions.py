"""Introductions: how members learn of an office that nobody they know introduced."""

import hashlib
import json
from collections.abc import Iterable

from forms.errors import KnownError
from forms.records import certificates
from forms.records.certificates import Told
from forms.records.circle import Statement, fold
from forms.records.store import Records
from sync import seal
from sync.exchange.granting import chain_to
from sync.exchange.layout import ACK, MAX_WORD_BYTES, SEALED_WORD
from sync.exchange.trust import Trust
from sync.folders import Entry, Folder

# So many recipients keep the file within what a reader takes.
MOST = 250


def introduce(records: Records, folder: Folder, trust: Trust) -> None:
    """Write this office's grants, from the root key down, sealed to all members.

    An administrator made by the recovery sheet has nobody else to introduce it: its
    grant lies in its own bundles, which nobody opens before knowing the grant.
    """
    me = trust.me
    if not trust.office or me is None or not trust.everyone:
        return
    told = json.dumps(chain_to(records, me.key, trust.circle.root)).encode()
    for at in range(0, len(trust.everyone), MOST):
        meant = trust.everyone[at : at + MOST]
        digest = hashlib.sha256(told + " ".join(sorted(meant)).encode())
        name = f"{ACK}/{trust.device}/{digest.hexdigest()[:16]}.gvg"
        if folder.stat(name) is None:
            folder.put_new(name, seal.seal(told, meant))


def meet(
    records: Records, folder: Folder, words: Iterable[Entry], trust: Trust
) -> None:
    """Take up grants of offices not known yet, where the root key leads to them.

    Nothing but certificates is taken out of these files, each with a signature of its
    own; what is no such thing is passed over.

    Args:
        records: Open for writing.
        folder: Where the files lie.
        words: What lies in its `gv1/ack`.
        trust: Of this laptop.
    """
    for entry in words:
        match = SEALED_WORD.fullmatch(entry.name)
        if match and not match["to"] and match["dev"] not in trust.circle.members:
            try:
                sealed = folder.get(entry.name, MAX_WORD_BYTES)
            except KnownError as error:
                if error.code in ("FOLDER-TOO-LARGE", "FOLDER-MISSING"):
                    continue
                raise
            _take(records, _opened(sealed, trust))


def _opened(sealed: bytes, trust: Trust) -> list[Told]:
    for identity in trust.identities:
        try:
            told = json.loads(seal.open_sealed(sealed, identity))
            return [certificates.check("grant", one) for one in told]
        except (KnownError, ValueError, TypeError, RecursionError):
            continue  # sealed to others, or no introduction
    return []


def _take(records: Records, told: list[Told]) -> None:
    members = records.members
    founding = members.founding
    if founding is None:
        return
    known = [Statement(one) for one in members.grants()]
    fresh = [Statement(one) for one in told]
    circle = fold(founding, [*known, *fresh], (), (), records.now.date())
    refused = {one.told["sig"] for one in circle.refused}
    have = {one.told["sig"] for one in known}
    new = [one for one in told if one["sig"] not in refused | have]
    if new:
        members.belong(founding, [*members.chain, *new])
