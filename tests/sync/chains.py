"""Ops for tests: deterministic chains as a device would write them."""

from typing import Any

from forms.records.log import Op

DEVICE = "0123456789abcdef"
KEY = bytes(range(32))
REGISTER = "register-of-tests"


def chain(count: int, *, dev: str = DEVICE, lo: int = 1, **body: Any) -> list[Op]:
    """Return `count` ops of `dev` from `lo` on, each naming the one before."""
    ops: list[Op] = []
    prev = "" if lo == 1 else "f" * 64
    for seq in range(lo, lo + count):
        op = Op(
            dev=dev,
            seq=seq,
            hlc=f"{1_790_000_000_000 + seq:012x}0000",
            kind="note",
            rec=f"00000000-0000-7000-8000-{seq:012d}",
            author="w02",
            at="2026-12-24T09:30:00+08:00",
            form="",
            body={"text": f"第{seq}条", **body},
            prev=prev,
            salt=f"{seq:032x}",
        )
        prev = op.hash
        ops.append(op)
    return ops
