"""Enrolment: a register founded, laptops invited, joined, granted and revoked."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from forms.errors import KnownError
from forms.records import certificates
from forms.records.certificates import Told, short_code
from forms.records.circle import Member, Statement
from forms.records.ids import new_device_id, uuid7
from forms.records.members import Keys
from forms.records.store import Records
from sync import seal
from sync.exchange.granting import (
    about,
    chain_to,
    ensure_keys,
    may_grant,
    member_of,
    put_grant,
)
from sync.exchange.invitations import Invitation, JoinRequest, as_file
from sync.exchange.recovery import SECRET_BYTES, Recovery
from sync.exchange.trust import Trust, trust_of

INVITATION_DAYS = 14
WHYS = ("lost", "left", "replaced")


@dataclass(frozen=True, slots=True)
class Founded:
    """A register about to be made, or just made.

    Args:
        recovery: The secret to print and then to forget.
        founding: The register's certificate.
    """

    recovery: Recovery
    founding: Told


def prepare_register(records: Records, name: str) -> Founded:
    """Return a register that is still to be founded: print its secret first.

    Args:
        records: Of no register yet.
        name: As "济阳街道翔宇社区".

    Raises:
        KnownError: MEMBER-ELSEWHERE where it belongs to a register already.
    """
    known = records.members.founding
    if known is not None:
        raise KnownError("MEMBER-ELSEWHERE", register=known["name"])
    recovery = Recovery(os.urandom(SECRET_BYTES))
    return Founded(recovery, founding_of(records, name, recovery))


def founding_of(records: Records, name: str, recovery: Recovery) -> dict[str, Any]:
    """Return the certificate of this workspace's register under a recovery secret."""
    told = {
        **about(records),
        "name": name,
        "root": certificates.public_of(recovery.root_seed),
        "recovery": recovery.identity[1],
    }
    return certificates.made("register", told, recovery.root_seed)


def found_register(
    records: Records, founded: Founded, *, staff: str, person: str
) -> Member:
    """Make the register; this workspace becomes its first administrator.

    Args:
        records: Open for writing, of no register yet.
        founded: See `prepare_register`; its secret printed.
        staff: Who works here.
        person: Their name.

    Raises:
        KnownError: MEMBER-ELSEWHERE where it belongs to a register already.
    """
    records.members.belong(founded.founding, ())
    return put_administrator(records, founded.recovery, staff, person)


def put_administrator(
    records: Records, recovery: Recovery, staff: str, person: str
) -> Member:
    """Make this laptop an administrator by the root key."""
    keys = ensure_keys(records)
    told = {
        "device": keys.device,
        "key": certificates.public_of(keys.signing_key),
        "age": keys.recipient,
        "staff": staff,
        "name": person,
        "role": "administrator",
        "grids": [],
    }
    put_grant(records, told, recovery.root_seed)
    return trust_of(records).circle.members[keys.device]


def invite(
    records: Records,
    *,
    role: str = "worker",
    grids: Sequence[str] = (),
    staff: str = "",
    name: str = "",
    days: int = INVITATION_DAYS,
) -> Invitation:
    """Return an invitation to hand over on a stick or as a QR code.

    It holds no secret: whoever finds it can only ask to join, and is not granted
    without the code that two people compare.

    Raises:
        KnownError: MEMBER-MAY-NOT where this laptop may not grant such a role.
    """
    trust = trust_of(records)
    me = may_grant(trust, role)
    until = records.now.date() + timedelta(days=days)
    told = certificates.made(
        "invite",
        {
            **about(records),
            "staff": staff,
            "name": name,
            "role": role,
            "grids": list(grids),
            "until": until.isoformat(),
            "founding": trust.founding,
            "chain": chain_to(records, me.key, str(trust.circle.root)),
        },
        records.members.keys.signing_key,
    )
    return Invitation(as_file(told), short_code(told), told)


def join(
    records: Records, invitation: Invitation, *, staff: str = "", person: str = ""
) -> JoinRequest:
    """Belong to the register of an invitation, and return the request to be granted.

    Args:
        records: Open for writing.
        invitation: See `read_invitation`.
        staff: Who works here; blank takes what the invitation says.
        person: Their name; likewise.

    Raises:
        KnownError: MEMBER-ELSEWHERE where this laptop belongs to another register.
    """
    told = invitation.told
    records.members.belong(told["founding"], told["chain"])
    if records.register_id != told["register"]:
        records.adopt(told["register"])
    return _request(
        records,
        {
            "invitation": told,
            "invite": told["id"],
            "staff": staff or told["staff"],
            "name": person or told["name"],
            "replaces": "",
        },
    )


def grant(
    records: Records,
    request: JoinRequest,
    code: str,
    *,
    role: str = "",
    grids: Sequence[str] | None = None,
    until: str = "",
) -> Member:
    """Take the laptop that asks into the register.

    Args:
        records: Open for writing, of a laptop that may grant the role.
        request: See `read_request`.
        code: What the laptop that asks shows, read out by whoever sits there.
        role: Other than the invitation says.
        grids: Other than the invitation says.
        until: Last civil day of the grant, "2027-12-31"; blank without an end.

    Raises:
        KnownError: MEMBER-CODE, MEMBER-OTHER-REGISTER, MEMBER-FORGED, MEMBER-EXPIRED,
            MEMBER-USED, MEMBER-MAY-NOT, MEMBER-REQUEST.
    """
    told, trust = request.told, trust_of(records)
    if _bare(code) != _bare(request.code):
        raise KnownError("MEMBER-CODE", given=code)
    if told["register"] != records.register_id:
        raise KnownError("MEMBER-OTHER-REGISTER")
    asked = _asked(records, trust, told)
    role = role or str(asked["role"])
    may_grant(trust, role)
    granted = {
        "device": told["device"],
        "key": told["key"],
        "age": told["age"],
        "staff": told["staff"] or asked["staff"],
        "name": told["name"] or asked["name"],
        "role": role,
        "grids": list(asked["grids"] if grids is None else grids),
        "until": until,
        "invite": told["invite"],
        "replaces": told["replaces"],
    }
    put_grant(records, granted, records.members.keys.signing_key)
    return trust_of(records).circle.members[told["device"]]


def revoke(
    records: Records, device: str, *, why: str = "lost", last: int | None = None
) -> Member:
    """End what a device was granted; its later bundles wait in quarantine.

    Said again with another `last`, this one counts: what waits is taken up so far.

    Args:
        records: Open for writing, of a laptop that decides about the device.
        device: Its id.
        why: One of `WHYS`.
        last: The last op accepted; without it, the last one here.

    Raises:
        KnownError: MEMBER-UNKNOWN, MEMBER-MAY-NOT.
    """
    trust = trust_of(records)
    member = member_of(trust, device)
    device = member.device
    may_grant(trust, member.role)
    here = records.version_map().get(device, 0) if last is None else last
    op = next(records.ops(device, here, here), None)
    told = {
        **about(records),
        "device": device,
        "last": here,
        "chain": op.hash if op else "",
        "why": why,
        "after": records.members.revocations(device),
    }
    cert = certificates.made("revoke", told, records.members.keys.signing_key)
    author = trust.me.staff if trust.me else ""
    records.append("revoke", uuid7(records.now), author, {"told": cert})
    return trust_of(records).circle.members[device]


def extend(
    records: Records,
    device: str,
    *,
    role: str = "",
    grids: Sequence[str] | None = None,
    until: str = "",
) -> Member:
    """Grant a known device anew: longer, in another role, or again after its end.

    What waits of it in quarantine is taken up at the next import.

    Raises:
        KnownError: MEMBER-UNKNOWN, MEMBER-MAY-NOT.
    """
    trust = trust_of(records)
    member = member_of(trust, device)
    role = role or member.role
    may_grant(trust, member.role)
    may_grant(trust, role)
    granted = {
        "device": member.device,
        "key": member.key,
        "age": member.recipient,
        "staff": member.staff,
        "name": member.name,
        "role": role,
        "grids": list(member.grids if grids is None else grids),
        "until": until,
    }
    put_grant(records, granted, records.members.keys.signing_key)
    return trust_of(records).circle.members[member.device]


def assign(records: Records, device: str, grids: Sequence[str]) -> Member:
    """Give a device other grids; late work of its old ones still arrives.

    Raises:
        KnownError: MEMBER-UNKNOWN, MEMBER-MAY-NOT.
    """
    trust = trust_of(records)
    member = member_of(trust, device)
    device = member.device
    me = may_grant(trust, member.role)
    after = records.members.assigned(device)
    body = {"dev": device, "grids": list(grids), "after": after}
    records.append("assign", uuid7(records.now), me.staff, body)
    return trust_of(records).circle.members[device]


def renew(records: Records) -> JoinRequest | None:
    """Take a new device id, since another copy of this workspace has the old one.

    Returns:
        The request to be granted anew; None where the laptop works alone.
    """
    old = records.device_id
    me = trust_of(records).me
    identity, recipient = seal.new_identity()
    fresh = Keys(new_device_id(), seal.new_signing_key(), identity, recipient)
    records.renew(fresh)
    if records.members.founding is None:
        return None
    about = {"staff": me.staff if me else "", "name": me.name if me else ""}
    return _request(records, {**about, "invitation": {}, "invite": "", "replaces": old})


def _request(records: Records, asked: Told) -> JoinRequest:
    keys = ensure_keys(records)
    told = certificates.made(
        "join",
        {
            **about(records),
            "device": keys.device,
            "key": certificates.public_of(keys.signing_key),
            "age": keys.recipient,
            **asked,
        },
        keys.signing_key,
    )
    return JoinRequest(as_file(told), short_code(told), told)


def _asked(records: Records, trust: Trust, told: Told) -> Told:
    """Return what a request asks for, by its invitation or by what it replaces.

    Raises:
        KnownError: MEMBER-REQUEST, MEMBER-FORGED, MEMBER-EXPIRED, MEMBER-USED,
            MEMBER-OTHER-REGISTER.
    """
    if told["replaces"]:
        old = trust.circle.members.get(told["replaces"])
        if old is None:
            raise KnownError("MEMBER-REQUEST")
        role, grids = old.role, list(old.grids)
        return {"role": role, "grids": grids, "staff": old.staff, "name": old.name}
    try:
        invitation = certificates.check("invite", told["invitation"])
    except ValueError as error:
        raise KnownError("MEMBER-REQUEST") from error
    if invitation["register"] != records.register_id:
        raise KnownError("MEMBER-OTHER-REGISTER")
    issuer = trust.circle.of_key(invitation["by"])
    if (
        issuer is None
        or issuer.state != "granted"
        or not trust.circle.may(
            Statement(invitation, op_dev=issuer.device), invitation["role"]
        )
    ):
        raise KnownError("MEMBER-FORGED")
    if invitation["until"] < records.now.date().isoformat():
        raise KnownError("MEMBER-EXPIRED", until=invitation["until"])
    for one in records.members.grants():
        if one["invite"] == invitation["id"] and one["device"] != told["device"]:
            raise KnownError("MEMBER-USED", device=one["device"])
    return invitation


def _bare(code: str) -> str:
    return "".join(c for c in code.upper() if c.isalnum())
