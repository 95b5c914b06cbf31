"""Rejoin: ask to be granted anew after a backup was put back as another device."""

from forms.records import certificates
from forms.records.certificates import short_code
from forms.records.store import Records
from sync.exchange.granting import about, ensure_keys
from sync.exchange.invitations import JoinRequest, as_file


def rejoin(records: Records) -> JoinRequest | None:
    """Return the request to be granted in the place of the device that this was.

    Args:
        records: Open for writing, just after the restore.

    Returns:
        None where the laptop works alone.
    """
    members = records.members
    if members.founding is None:
        return None
    circle = members.circle(records.now.date())
    known = [one.device for one in members.former if one.device in circle.members]
    if not known:
        return None
    was = circle.members[known[-1]]
    keys = ensure_keys(records)
    told = certificates.made(
        "join",
        {
            **about(records),
            "device": keys.device,
            "key": certificates.public_of(keys.signing_key),
            "age": keys.recipient,
            "invitation": {},
            "invite": "",
            "staff": was.staff,
            "name": was.name,
            "replaces": was.device,
        },
        keys.signing_key,
    )
    return JoinRequest(as_file(told), short_code(told), told)
