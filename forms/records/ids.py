"""Ids: of records, of devices, of imported rows, and the printed number."""

import hashlib
import secrets
import uuid
from datetime import datetime

# Without I, L, O, U: read aloud and typed from paper.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def uuid7(now: datetime) -> str:
    """Return a new UUIDv7 whose time is `now` (aware). Source: RFC 9562, 5.7."""
    ms = int(now.timestamp() * 1000) & (1 << 48) - 1
    bits = ms << 80 | 7 << 76 | secrets.randbits(12) << 64
    return str(uuid.UUID(int=bits | 2 << 62 | secrets.randbits(62)))


def new_device_id() -> str:
    """Return a random device id, 16 hexadecimal digits."""
    return secrets.token_hex(8)


def device_tag(device: str) -> str:
    """Return four letters that tell laptops of one grid apart on paper."""
    number = int.from_bytes(hashlib.sha256(device.encode()).digest()[:4], "big")
    return "".join(_LETTERS[number >> shift & 31] for shift in (15, 10, 5, 0))


def natural_id(register: str, list_name: str, key: str) -> str:
    """Return the id of an imported row that brings none: the same at each import."""
    return str(uuid.uuid5(uuid.UUID(register), f"{list_name}\n{key}"))


def printed_number(grid: str, day: datetime, device: str, count: int) -> str:
    """Return a visit's number as printed: "GV-XYQY03-20261125-K3M9-0007"."""
    return f"GV-{grid or '0'}-{day:%Y%m%d}-{device_tag(device)}-{count:04d}"
