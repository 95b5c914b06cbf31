"""What every part of `Records` stands on: the file, the clock, ops appended."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from forms.records import intake
from forms.records.blobs import Blobs
from forms.records.intake import Taken
from forms.records.log import Op, next_hlc
from forms.records.vault import Link
from forms.records.workspace import Description

Clock = Callable[[], datetime]


def meta(link: Link, name: str) -> str:
    """Return a text kept beside the log, blank where there is none."""
    return str(link.value("SELECT value FROM meta WHERE name = ?", (name,)) or "")


class CoreRecords:
    """The open register, and how an op of this laptop is made."""

    _link: Link
    _blobs: Blobs
    _clock: Clock
    _device: str
    _description: Description

    @property
    def register_id(self) -> str:
        """The register that this workspace belongs to (UUID)."""
        return self._description.register_id

    @property
    def now(self) -> datetime:
        """The instant by this workspace's clock, aware."""
        return self._clock()

    def append(self, kind: str, rec: str, author: str, body: Mapping[str, Any]) -> Op:
        """Append an op of a kind that only other floors understand."""
        with self._link.writing():
            return self._append(kind, rec, author, body)

    def _now_ms(self) -> int:
        return int(self._clock().timestamp() * 1000)

    def _append(
        self, kind: str, rec: str, author: str, body: Mapping[str, Any], form: str = ""
    ) -> Op:
        return self._append_all(kind, rec, author, [body], form)[0]

    def _append_all(
        self,
        kind: str,
        rec: str,
        author: str,
        bodies: Sequence[Mapping[str, Any]],
        form: str = "",
    ) -> list[Op]:
        """Append ops of this laptop; the caller holds the write lock."""
        row = self._link.one(
            "SELECT seq, hash FROM op WHERE dev = ? ORDER BY seq DESC, twin LIMIT 1",
            (self._device,),
        )
        seq, prev = row or (0, "")
        hlc = meta(self._link, "hlc")
        now = self._clock()
        made = []
        for body in bodies:
            seq += 1
            hlc = next_hlc(hlc, int(now.timestamp() * 1000))
            op = Op(
                self._device, seq, hlc, kind, rec, author, now.isoformat(), form, body,
                prev, secrets.token_hex(8),
            )  # fmt: skip
            prev = op.hash
            made.append(op)
        # Its own clock a laptop always follows, or two ops could bear one instant.
        intake.take(self._link, made, Taken(), hlc)
        return made
