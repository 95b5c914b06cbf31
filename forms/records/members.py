"""Members: keys of this laptop, the register's certificate, and the folded circle."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.errors import KnownError
from forms.records import certificates
from forms.records.certificates import Told
from forms.records.circle import Assignment, Circle, Member, Statement, fold
from forms.records.log import Op
from forms.records.vault import Link

KINDS = frozenset({"grant", "revoke", "assign"})
FOUNDING, CHAIN, FORMER, COPIED = "founding", "chain", "former", "copied"
ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Keys:
    """What a device signs and opens with.

    Args:
        device: Its id, 16 hexadecimal digits.
        signing_key: Its Ed25519 seed.
        identity: age's secret key, blank where none was made yet.
        recipient: What others seal to.
    """

    device: str
    signing_key: bytes
    identity: str = ""
    recipient: str = ""


def check_body(kind: str, body: Mapping[str, Any]) -> None:
    """Refuse a body that is no grant, revocation or assignment.

    Raises:
        ValueError: Something is missing, of another kind, or not signed.
    """
    if kind == "assign":
        grids = body.get("grids")
        lists = isinstance(grids, list) and isinstance(body.get("after"), list)
        if type(body.get("dev")) is not str or not lists:
            raise ValueError("not an assignment")
    else:
        certificates.check(kind, body.get("told"))


def project(link: Link, made: Sequence[tuple[int, Op]]) -> None:
    """Keep what ops say of members; `check_body` let them pass."""
    for n, op in made:
        if op.kind == "assign":
            link.run(
                "INSERT OR REPLACE INTO assignment"
                " (op, op_dev, op_seq, hlc, dev, grids, after)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (n, op.dev, op.seq, op.hlc, op.body["dev"],
                 json.dumps(op.body["grids"]), json.dumps(op.body["after"])),
            )  # fmt: skip
        else:
            link.run(
                "INSERT OR REPLACE INTO certificate"
                " (op, kind, op_dev, op_seq, hlc, told) VALUES (?, ?, ?, ?, ?, ?)",
                (n, op.kind, op.dev, op.seq, op.hlc, json.dumps(op.body["told"])),
            )


class Members:
    """Who belongs to the register, as this laptop knows it."""

    def __init__(self, link: Link, device: str) -> None:
        self._link = link
        self._device = device

    # The register -------------------------------------------------------------------

    @property
    def founding(self) -> Told | None:
        """The register's certificate; None where this laptop works alone."""
        text = self._meta(FOUNDING)
        return json.loads(text) if text else None

    @property
    def chain(self) -> list[dict[str, Any]]:
        """The grants that came with this laptop's invitation, from the root down."""
        found: list[dict[str, Any]] = json.loads(self._meta(CHAIN) or "[]")
        return found

    def belong(self, founding: Told, chain: Sequence[Told]) -> None:
        """Belong to a register from now on: its root key is the one believed.

        Raises:
            KnownError: MEMBER-ELSEWHERE where this laptop belongs to another root.
        """
        known = self.founding
        if known is not None and known["root"] != founding["root"]:
            raise KnownError("MEMBER-ELSEWHERE", register=known["name"])
        with self._link.writing():
            self._set_meta(FOUNDING, json.dumps(founding))
            self._set_meta(CHAIN, json.dumps(list(chain)))

    @property
    def ended(self) -> list[dict[str, Any]]:
        """Revocations of this laptop that an office told it apart from its stream."""
        found: list[dict[str, Any]] = json.loads(self._meta(ENDED) or "[]")
        return found

    def hear_ended(self, told: Sequence[Told]) -> None:
        """Keep revocations of this laptop; whether they count, the circle says."""
        known = {one["sig"]: one for one in [*self.ended, *told]}
        with self._link.writing():
            self._set_meta(ENDED, json.dumps(list(known.values())))

    # The keys of this laptop --------------------------------------------------------

    @property
    def keys(self) -> Keys:
        """The keys that this laptop uses now."""
        return Keys(
            self._device,
            bytes.fromhex(self._meta("signing_key")),
            self._meta("age_identity"),
            self._meta("age_recipient"),
        )

    @property
    def former(self) -> list[Keys]:
        """Keys of device ids that this workspace had before; they still open things."""
        return [
            Keys(one["device"], bytes.fromhex(one["signing_key"]), one["identity"])
            for one in json.loads(self._meta(FORMER) or "[]")
        ]

    def set_identity(self, identity: str, recipient: str) -> None:
        """Keep the age identity of this laptop; one that it has already stays."""
        with self._link.writing():
            if not self._meta("age_identity"):
                self._set_meta("age_identity", identity)
                self._set_meta("age_recipient", recipient)

    def renew(self, keys: Keys) -> None:
        """Go on as another device; the keys until now are kept among the former."""
        old = self.keys
        past = json.loads(self._meta(FORMER) or "[]")
        past.append(
            {
                "device": old.device,
                "signing_key": old.signing_key.hex(),
                "identity": old.identity,
            }
        )
        with self._link.writing():
            self._set_meta(FORMER, json.dumps(past))
            self._set_meta("device", keys.device)
            self._set_meta("signing_key", keys.signing_key.hex())
            self._set_meta("age_identity", keys.identity)
            self._set_meta("age_recipient", keys.recipient)
            self._set_meta(COPIED, "")
        self._device = keys.device

    @property
    def copied(self) -> bool:
        """Another copy of this workspace wrote under this laptop's device id."""
        return bool(self._meta(COPIED))

    def set_copied(self, *, copied: bool = True) -> None:
        """Remember that this workspace is a copy, until it takes a new device id."""
        with self._link.writing():
            self._set_meta(COPIED, "1" if copied else "")

    def was_replaced(self, device: str) -> bool:
        """Tell whether a copy of a device took a new id and was granted by it."""
        return any(told.get("replaces") == device for told in self.grants())

    # The circle ---------------------------------------------------------------------

    def circle(self, today: date) -> Circle:
        """Return who belongs, by what is known here; nobody where it works alone."""
        founding = self.founding
        if founding is None:
            return Circle("")
        grants = [Statement(told) for told in self.chain]
        revokes = [Statement(told) for told in self.ended]
        for kind, dev, seq, hlc, text in self._link.query(
            "SELECT kind, op_dev, op_seq, hlc, told FROM certificate ORDER BY op"
        ):
            one = Statement(json.loads(text), hlc, dev, seq)
            (grants if kind == "grant" else revokes).append(one)
        assignments = [
            Assignment(
                dev,
                tuple(map(str, json.loads(grids))),
                hlc,
                op_dev,
                seq,
                tuple(map(str, json.loads(after))),
            )
            for op_dev, seq, hlc, dev, grids, after in self._link.query(
                "SELECT op_dev, op_seq, hlc, dev, grids, after FROM assignment"
            )
        ]
        acked = self._link.query("SELECT hub, dev, max(hi) FROM ack GROUP BY hub, dev")
        told = [(hub, dev, hi) for hub, dev, hi in acked]
        return fold(founding, grants, revokes, assignments, today, told)

    def revocations(self, device: str) -> list[str]:
        """Return the ids of all revocations of a device: a new grant names them."""
        return sorted(told["id"] for told in self.revoked(device))

    def revoked(self, device: str) -> list[dict[str, Any]]:
        """Return every revocation of a device known here, as it came."""
        rows = self._link.query(
            "SELECT told FROM certificate WHERE kind = 'revoke' ORDER BY op"
        )
        found = [json.loads(text) for (text,) in rows]
        return [told for told in found if told["device"] == device]

    def said_of(self, device: str) -> list[str]:
        """Return the ids of all that was said of a device: a new grant names them.

        So it follows them whatever clocks say.
        """
        grants = [told["id"] for told in self.grants() if told["device"] == device]
        return sorted({*grants, *self.revocations(device), *self.assigned(device)})

    def assigned(self, device: str) -> list[str]:
        """Return the ids ("dev:seq") of all assignments of a device."""
        rows = self._link.query(
            "SELECT op_dev, op_seq FROM assignment WHERE dev = ?", (device,)
        )
        return [f"{dev}:{seq}" for dev, seq in rows]

    def grants(self) -> list[dict[str, Any]]:
        """Return every grant known here, valid or not, as it came."""
        rows = self._link.query(
            "SELECT told FROM certificate WHERE kind = 'grant' ORDER BY op"
        )
        return [*self.chain, *(json.loads(text) for (text,) in rows)]

    def me(self, today: date) -> Member | None:
        """Return this laptop as a member; None before its grant arrived."""
        return self.circle(today).members.get(self._device)

    def offices(self, today: date) -> frozenset[str]:
        """Return the device ids of all who are or were an office of the register."""
        members = self.circle(today).members.values()
        return frozenset(member.device for member in members if member.office)

    def _meta(self, name: str) -> str:
        found = self._link.value("SELECT value FROM meta WHERE name = ?", (name,))
        return str(found or "")

    def _set_meta(self, name: str, value: str) -> None:
        self._link.run(
            "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value)
        )
