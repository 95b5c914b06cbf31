"""Acks: an office says, signed, which ops and photos of whom it has."""

from collections.abc import Iterable, Sequence

from forms.records.custody import FILE_DIGITS, covered
from forms.records.ids import uuid7
from forms.records.store import Records


def acknowledge(records: Records, devices: Iterable[str], files: Sequence[str]) -> bool:
    """Append an ack where something came that none tells yet; return whether.

    Acks of others are acknowledged only along with something else: two offices would
    never come to rest otherwise.

    Args:
        records: Of an office, open for writing.
        devices: Whose bundles were taken up.
        files: SHA-256 of the photos taken up.
    """
    got: dict[str, list[list[int | str]]] = {}
    for device in sorted(set(devices) - {records.device_id}):
        here = records.book.here(device)
        told = records.book.acked_by(records.device_id, device)
        fresh = [one for one in here if not covered(told, *one)]
        if fresh and any(
            op.kind != "ack" and not covered(told, op.seq, op.seq)
            for lo, hi in fresh
            for op in records.ops(device, _first_new(told, lo), hi)
        ):
            got[device] = [[lo, hi, _hash(records, device, hi)] for lo, hi in here]
    if not got and not files:
        return False
    me = records.members.me(records.now.date())
    body = {"got": got, "files": [one[:FILE_DIGITS] for one in files]}
    author = me.staff if me else ""
    records.append("ack", uuid7(records.now), author, body)
    return True


def _hash(records: Records, device: str, seq: int) -> str:
    return next(records.ops(device, seq, seq)).hash[:FILE_DIGITS]


def _first_new(told: Sequence[tuple[int, int]], lo: int) -> int:
    """Return from where on a stretch may hold something new: nothing before is read."""
    return next((hi + 1 for first, hi in told if first <= lo <= hi), lo)
