"""Trust: whom a laptop believes and to whom it seals, by what it knows just now."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from forms.errors import KnownError
from forms.records.certificates import Told
from forms.records.circle import Circle, Member
from forms.records.store import Records
from forms.records.streams import OFFICES
from sync.bundle.header import Header
from sync.exchange.recovery import Recovery
from sync.seal import recipient_of

GRID_STREAM = "grid-"
# Kept unopened until a grant, or another revocation, says that they are to be read.
QUARANTINED = frozenset({"BUNDLE-UNKNOWN", "BUNDLE-REVOKED", "BUNDLE-EXPIRED"})
# Offices that are spared sending twice; a header has room for members too.
MOST_DESKS = 20
_PLAIN_GRID = re.compile(r"[A-Za-z0-9-]{1,40}")


@dataclass(frozen=True)
class Trust:
    """Whom this laptop believes.

    Args:
        device: This laptop.
        founding: None where it belongs to no register and works alone.
        recipient: To what others seal for it.
        identities: age's secret keys of this laptop, today's first.
        unsealed: Read bundles that are not sealed, by explicit choice.
        recovery: The recovery key's recipient, while its sheet is in hand.
        former: To what others sealed before this laptop took another number: bundles
            are under way for weeks, and their author's laptop may be lost by then.
    """

    device: str
    founding: Told | None
    circle: Circle
    recipient: str
    identities: Sequence[str]
    unsealed: bool = False
    recovery: str = ""
    former: Sequence[str] = ()

    @property
    def enrolled(self) -> bool:
        """This laptop belongs to a register, though its grant may be on its way."""
        return self.founding is not None

    @property
    def me(self) -> Member | None:
        """This laptop as a member, once granted."""
        return self.circle.members.get(self.device)

    @property
    def office(self) -> bool:
        """This laptop receives everything and acknowledges it."""
        me = self.me
        return me is not None and me.office and me.state == "granted"

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """To whom a laptop seals its own work: offices, the recovery key, itself."""
        if self.founding is None:
            return ()
        found = [m.recipient for m in self._granted() if m.office]
        found += [self.founding["recovery"], self.recipient]
        return _once(found)

    @cached_property
    def everyone(self) -> tuple[str, ...]:
        """All members but this laptop, for what governs the register."""
        found = [m.recipient for m in self._granted() if m.device != self.device]
        return _once(found)

    @property
    def other_offices(self) -> tuple[str, ...]:
        """The device ids of all offices but this laptop."""
        found = self.offices_granted
        return tuple(m.device for m in found if m.device != self.device)

    @property
    def offices_granted(self) -> tuple[Member, ...]:
        """All offices that are granted now."""
        return tuple(m for m in self._granted() if m.office)

    @property
    def other_desks(self) -> tuple[str, ...]:
        """To whom to seal what other offices may see, at most a few of them."""
        found = self.offices_granted
        others = [m.recipient for m in found if m.device != self.device]
        return _once(others)[:MOST_DESKS]

    def of_grid(self, grid: str) -> tuple[Member, ...]:
        """Return the laptops that serve a grid, those of offices left out."""
        return tuple(m for m in self._granted() if not m.office and grid in m.grids)

    @property
    def grids(self) -> tuple[str, ...]:
        """Every grid that some laptop serves."""
        found = {g for m in self._granted() if not m.office for g in m.grids}
        return tuple(sorted(found))

    @property
    def keys(self) -> Mapping[str, bytes]:
        """The public key of each member."""
        return {d: bytes.fromhex(m.key) for d, m in self.circle.members.items()}

    def is_for_me(self, header: Header) -> bool:
        """Tell whether a bundle is sealed to this laptop, or to nobody."""
        if header.unsealed or not self.enrolled:
            return True
        mine = {self.recipient, self.recovery, *self.former}
        return not mine.isdisjoint(header.rcpt)

    def admit(self, header: Header) -> None:
        """Let a bundle be opened, its signature checked.

        Raises:
            KnownError: BUNDLE-UNSEALED, BUNDLE-UNKNOWN, BUNDLE-REVOKED,
                BUNDLE-EXPIRED, BUNDLE-ROLE, BUNDLE-STRANGER.
        """
        if not self.enrolled:
            return
        member = self.circle.members.get(header.dev)
        if header.unsealed and self.unsealed and not header.stream:
            return
        if header.unsealed:
            raise KnownError("BUNDLE-UNSEALED", device=header.dev)
        if member is None:
            raise KnownError("BUNDLE-UNKNOWN", device=header.dev)
        if member.key != header.key:
            raise KnownError("BUNDLE-STRANGER", device=header.dev)
        if member.state == "revoked" and (header.stream or header.hi > member.last):
            raise KnownError("BUNDLE-REVOKED", device=header.dev, last=member.last)
        if member.state == "expired" and _day(header.hlc) > member.until:
            raise KnownError("BUNDLE-EXPIRED", device=header.dev, until=member.until)
        if header.stream and not member.office:
            raise KnownError("BUNDLE-ROLE", device=header.dev)

    def _granted(self) -> list[Member]:
        members = sorted(self.circle.members.values(), key=lambda m: m.device)
        return [m for m in members if m.state == "granted"]


def trust_of(
    records: Records, *, unsealed: bool = False, recovery: Recovery | None = None
) -> Trust:
    """Return whom this laptop believes now."""
    members = records.members
    keys = members.keys
    former = [one.identity for one in members.former]
    opening, recipient = recovery.identity if recovery else ("", "")
    return Trust(
        device=records.device_id,
        founding=members.founding,
        circle=members.circle(records.now.date()),
        recipient=keys.recipient,
        identities=[one for one in (keys.identity, *former, opening) if one],
        unsealed=unsealed,
        recovery=recipient,
        former=[recipient_of(one) for one in former if one],
    )


def stream_of(grid: str) -> str:
    """Return the name of a grid's stream, hashed where no folder can be called so."""
    plain = _PLAIN_GRID.fullmatch(grid) and grid != OFFICES
    name = grid if plain else f"x{hashlib.sha256(grid.encode()).hexdigest()[:16]}"
    return GRID_STREAM + name


def _once(recipients: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in recipients if one))


def _day(hlc: str) -> str:
    """Return the civil day of a hybrid clock, by UTC."""
    start = datetime(1970, 1, 1, tzinfo=UTC)
    # A clock beyond all calendars is as good as the last day of one.
    ms = min(int(hlc[:12], 16), 253_000_000_000_000)
    return (start + timedelta(milliseconds=ms)).date().isoformat()
