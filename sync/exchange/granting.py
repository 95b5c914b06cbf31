"""Granting: who may, by which chain of grants, and the op that says so."""

from typing import Any

from forms.errors import KnownError
from forms.records import certificates
from forms.records.certificates import Told
from forms.records.circle import RANKS, Member, Statement
from forms.records.ids import uuid7
from forms.records.members import Keys
from forms.records.store import Records
from sync import seal
from sync.exchange.trust import Trust


def ensure_keys(records: Records) -> Keys:
    """Return this laptop's keys; its age identity is made now if it has none."""
    if not records.members.keys.identity:
        records.members.set_identity(*seal.new_identity())
    return records.members.keys


def put_grant(records: Records, granted: Told, seed: bytes) -> None:
    """Append a grant signed by the key of `seed`, which must have the right."""
    after = records.members.said_of(granted["device"])
    blank = {"until": "", "invite": "", "replaces": ""}
    told = {**about(records), **blank, **granted, "after": after}
    cert = certificates.made("grant", told, seed)
    me = records.members.me(records.now.date())
    author = me.staff if me else granted["staff"]
    records.append("grant", uuid7(records.now), author, {"told": cert})


def may_grant(trust: Trust, role: str) -> Member:
    """Return this laptop as a member that decides about members of a role.

    Raises:
        KnownError: MEMBER-ALONE, MEMBER-MAY-NOT.
    """
    if not trust.enrolled:
        raise KnownError("MEMBER-ALONE")
    me = trust.me
    if me is None or me.state != "granted" or role not in RANKS:
        raise KnownError("MEMBER-MAY-NOT", role=role)
    if not trust.circle.may(Statement({"by": me.key}), role):
        raise KnownError("MEMBER-MAY-NOT", role=role)
    return me


def member_of(trust: Trust, device: str) -> Member:
    """Return the one member whose device id begins so.

    Raises:
        KnownError: MEMBER-UNKNOWN.
    """
    found = [m for d, m in trust.circle.members.items() if d.startswith(device)]
    if len(found) != 1 or not device:
        raise KnownError("MEMBER-UNKNOWN", device=device)
    return found[0]


def chain_to(records: Records, key: str, root: str) -> list[dict[str, Any]]:
    """Return the grants that lead from the root to a key, the first one first."""
    by_key = {one["key"]: one for one in records.members.grants()}
    chain: list[dict[str, Any]] = []
    while key != root and key in by_key and len(chain) < len(RANKS):
        chain.insert(0, by_key[key])
        key = chain[0]["by"]
    return chain


def about(records: Records) -> dict[str, str]:
    """Return what every certificate tells first."""
    now = records.now
    return {"register": records.register_id, "id": uuid7(now), "at": now.isoformat()}
