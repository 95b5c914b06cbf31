"""The circle: who belongs to a register, folded from grants, revocations, roots."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from forms.records.certificates import Told

MemberState = Literal["granted", "revoked", "expired"]
# The highest first: whoever stands higher decides about all who stand lower.
RANKS = ("administrator", "supervisor", "worker")
OFFICE_RANKS = frozenset({"administrator", "supervisor"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A grant or a revocation, and the op in which it came.

    Args:
        op_dev: The device whose log holds it; blank where it came with an invitation.
        op_seq: Its number there.
    """

    told: Told
    hlc: str = ""
    op_dev: str = ""
    op_seq: int = 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """A device's grids, said after its grant by a device of the office.

    Args:
        after: The assignments of the device that its author knew ("dev:seq").
    """

    dev: str
    grids: tuple[str, ...]
    hlc: str
    op_dev: str
    op_seq: int
    after: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The op that said so, as "dev:seq"."""
        return f"{self.op_dev}:{self.op_seq}"


@dataclass(frozen=True, slots=True)
class Member:
    """A device of the register, and who works on it.

    Args:
        key: Its public Ed25519 key, hexadecimal.
        recipient: Its age recipient.
        role: "worker", "supervisor" or "administrator".
        grids: Those it serves; none for an office means all.
        last: The last op accepted of a revoked device.
        by: The public key that granted, or revoked.
        until: Last civil day of the grant, blank without an end.
        at: When it was granted or revoked, ISO 8601.
        why: Of a revocation: "lost", "left" or "replaced".
    """

    device: str
    key: str
    recipient: str
    staff: str
    name: str
    role: str
    grids: tuple[str, ...]
    state: MemberState
    by: str
    at: str
    until: str = ""
    last: int = 0
    why: str = ""

    @property
    def office(self) -> bool:
        """It may receive everything, grant and acknowledge."""
        return self.role in OFFICE_RANKS

    def accepts(self, seq: int) -> bool:
        """Tell whether an op of this device is accepted by its number."""
        return self.state != "revoked" or seq <= self.last


@dataclass(frozen=True, slots=True)
class Refused:
    """A certificate that does not count, and the code of the sentence that says why."""

    code: str
    told: Told
    op_dev: str = ""


@dataclass(slots=True)
class Circle:
    """All members by device, and what was refused."""

    root: str
    members: dict[str, Member] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    _of_key: dict[str, str] = field(default_factory=dict)

    def put(self, member: Member) -> None:
        """Put a member in, in place of what was known of its device."""
        self.members[member.device] = member
        self._of_key[member.key] = member.device

    def of_key(self, key: str) -> Member | None:
        """Return the member with a public key."""
        member = self.members.get(self._of_key.get(key, ""))
        return member if member is not None and member.key == key else None

    def may(self, statement: Statement, rank: str) -> bool:
        """Tell whether whoever signed a statement decides about members of a rank."""
        key = statement.told["by"]
        if key == self.root:
            return True
        issuer = self.of_key(key)
        if issuer is None or RANKS.index(issuer.role) >= RANKS.index(rank):
            return False
        if rank != "worker" and issuer.role != "administrator":
            return False
        if issuer.state != "revoked":
            return True
        return statement.op_dev == issuer.device and issuer.accepts(statement.op_seq)


def fold(
    founding: Told,
    grants: Sequence[Statement],
    revokes: Sequence[Statement],
    assignments: Iterable[Assignment],
    today: date,
    acked: Iterable[tuple[str, str, int]] = (),
) -> Circle:
    """Return the circle that a set of statements makes, in whatever order they came.

    A rank after another, from the top: who stands higher is settled first, so nothing
    depends on itself. A revocation ends every grant that does not name it: a grant
    made before, or sent again, brings nobody back.

    Args:
        founding: The register's own certificate, signed by its root key.
        grants: All that are known, their signatures checked.
        revokes: Likewise.
        assignments: Likewise.
        today: Of the reader; a grant past its last day is "expired".
        acked: (office, device, last op that the office said it has): what one office
            took up before it heard of a revocation, all take up.
    """
    circle = Circle(founding["root"])
    foreign = [s for s in grants if s.told["register"] != founding["register"]]
    circle.refused += [_refused("MEMBER-OTHER-REGISTER", s) for s in foreign]
    ours = [s for s in grants if s.told["register"] == founding["register"]]
    ended = [s for s in revokes if s.told["register"] == founding["register"]]
    said, ends_of = _by_device(ours), _by_device(ended)
    for rank in RANKS:
        for device in sorted(said):
            here = [s for s in said[device] if s.told["role"] == rank]
            if not here:
                continue
            valid = _once([s for s in here if circle.may(s, rank)])
            counted = {s.told["sig"] for s in valid}
            circle.refused += [
                _refused("MEMBER-FORGED", s)
                for s in here
                if s.told["sig"] not in counted
            ]
            ends = _open([s for s in ends_of.get(device, ()) if circle.may(s, rank)])
            moved = {
                named
                for s in said[device]
                if s.told["role"] != rank and circle.may(s, rank)
                for named in s.told["after"]
            }
            valid = [s for s in valid if s.told["id"] not in moved]
            if valid:
                _settle(circle, device, valid, ends, today)
    unknown = [s for s in ours if s.told["role"] not in RANKS]
    circle.refused += [_refused("MEMBER-FORGED", s) for s in unknown]
    _assign(circle, assignments, ours)
    for office, device, hi in acked:
        by, member = circle.members.get(office), circle.members.get(device)
        if by and by.office and member and member.state == "revoked":
            last = max(member.last, hi) if office != device else member.last
            circle.put(replace(member, last=last))
    return circle


def _by_device(several: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for one in several:
        found.setdefault(one.told["device"], []).append(one)
    return found


def _open(ends: Sequence[Statement]) -> list[Statement]:
    """Return the revocations that no later one names: it accepts more, or less."""
    named = {one for s in ends for one in s.told["after"]}
    return [s for s in ends if s.told["id"] not in named]


def _once(valid: Iterable[Statement]) -> list[Statement]:
    """Return each grant once; others may pass it on in ops of their own."""
    found: dict[str, Statement] = {}
    for one in sorted(valid, key=lambda s: (s.hlc, s.op_dev, s.op_seq)):
        known = found.get(one.told["sig"])
        if known is None or not known.hlc:
            found[one.told["sig"]] = one
    return list(found.values())


def _settle(
    circle: Circle,
    device: str,
    valid: Sequence[Statement],
    ends: Sequence[Statement],
    today: date,
) -> None:
    """Put a device into the circle as its grants and revocations leave it."""
    standing: list[Statement] = []
    over: list[Statement] = []
    for one in valid:
        open_ends = [e for e in ends if e.told["id"] not in one.told["after"]]
        (over if open_ends else standing).append(one)
    known = circle.members.get(device)
    if standing:
        circle.refused += [
            _refused("MEMBER-REPLAYED", s)
            for s in over
            if any(e.hlc < s.hlc for e in ends)
        ]
        if known is None or known.state == "revoked":
            circle.put(_member(_latest(standing), None, today))
    elif known is None:
        end = min(ends, key=lambda s: (s.told["last"], s.told["id"]))
        circle.put(_member(_latest(over), end, today))
        circle.refused += [
            _refused("MEMBER-REPLAYED", s) for s in over if s.hlc > end.hlc
        ]


def _latest(several: Sequence[Statement]) -> Statement:
    """Return the grant that follows the others; clocks decide between equals only."""
    named = {one for s in several for one in s.told["after"]}
    last = [s for s in several if s.told["id"] not in named] or several
    return max(last, key=lambda s: (s.hlc, s.op_dev, s.op_seq, s.told["id"]))


def _member(grant: Statement, end: Statement | None, today: date) -> Member:
    told: Mapping[str, Any] = grant.told
    until = told["until"]
    state: MemberState = "granted"
    if end:
        state = "revoked"
    elif until and until < today.isoformat():
        state = "expired"
    return Member(
        device=told["device"], key=told["key"], recipient=told["age"],
        staff=told["staff"], name=told["name"], role=told["role"],
        grids=tuple(map(str, told["grids"])), state=state,
        by=(end or grant).told["by"], at=(end or grant).told["at"], until=until,
        last=end.told["last"] if end else 0, why=end.told["why"] if end else "",
    )  # fmt: skip


def _assign(
    circle: Circle, assignments: Iterable[Assignment], grants: Iterable[Statement]
) -> None:
    """Give devices the grids that an office said, unless a later grant knew of it."""
    counted = [
        one
        for one in assignments
        if (by := circle.members.get(one.op_dev)) and by.office
        if by.accepts(one.op_seq)
    ]
    named = {one for s in counted for one in s.after}
    named |= {one for s in grants if _counts(circle, s) for one in s.told["after"]}
    for one in sorted(counted, key=lambda a: (a.hlc, a.op_dev, a.op_seq)):
        member = circle.members.get(one.dev)
        if member is not None and one.id not in named:
            circle.put(replace(member, grids=one.grids))


def _counts(circle: Circle, grant: Statement) -> bool:
    role = grant.told["role"]
    return role in RANKS and circle.may(grant, role)


def _refused(code: str, statement: Statement) -> Refused:
    return Refused(code, statement.told, statement.op_dev)
