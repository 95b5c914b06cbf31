"""Status: a register's members, what each still owes, and what waits in quarantine."""

from collections import Counter
from dataclasses import dataclass

from forms.records.certificates import fingerprint
from forms.records.circle import Member, Refused
from forms.records.store import Records
from sync.exchange import courier
from sync.exchange.custody import Missing, missing
from sync.exchange.quarantine import Quarantine, Waiting
from sync.exchange.trust import trust_of


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A device of the register as a list shows it.

    Args:
        received: Its highest op here.
        missing: How many of its ops below that have not arrived: what it still owes.
        waiting: Its bundles in quarantine.
        mine: It is this laptop.
    """

    member: Member
    received: int
    missing: int
    waiting: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Status:
    """How a laptop stands in its register.

    Args:
        name: The register's; blank where this laptop works alone.
        fingerprint: Of the register's root key, to compare by eye.
        device: This laptop's id.
        me: This laptop as a member; None before its grant arrived.
        members: All of them, offices first.
        waiting: Bundles in quarantine.
        refused: Certificates that do not count, and why.
        missing: What has not arrived.
        undelivered: Ops of this laptop that no office confirmed yet.
        carried: Files of others that this laptop carries, and their bytes.
        copied: This workspace is a copy and must take a new device id.
    """

    name: str
    fingerprint: str
    device: str
    me: Member | None
    members: tuple[MemberRow, ...]
    waiting: tuple[Waiting, ...]
    refused: tuple[Refused, ...]
    missing: tuple[Missing, ...]
    undelivered: int
    carried: tuple[int, int]
    copied: bool

    @property
    def alone(self) -> bool:
        """This laptop belongs to no register."""
        return not self.name


def status(records: Records) -> Status:
    """Return how this laptop stands in its register."""
    trust = trust_of(records)
    founding = trust.founding
    waiting = Quarantine(records.folder).waiting(trust)
    kept = Counter(one.device for one in waiting)
    lacking = missing(records)
    owed: Counter[str] = Counter()
    for one in lacking:
        owed[one.device] += one.hi - one.lo + 1
    last = records.version_map()
    members = sorted(
        trust.circle.members.values(), key=lambda m: (not m.office, m.staff, m.device)
    )
    return Status(
        name=founding["name"] if founding else "",
        fingerprint=fingerprint(founding["root"]) if founding else "",
        device=records.device_id,
        me=trust.me,
        members=tuple(
            MemberRow(
                m,
                last.get(m.device, 0),
                owed[m.device],
                kept[m.device],
                m.device == records.device_id,
            )
            for m in members
        ),
        waiting=tuple(waiting),
        refused=tuple(trust.circle.refused),
        missing=tuple(lacking),
        undelivered=records.book.undelivered(),
        carried=courier.carried(records.folder),
        copied=records.members.copied,
    )
