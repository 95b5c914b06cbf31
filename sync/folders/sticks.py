"""Sticks: what is plugged in and holds a store of ours, or could hold one."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
# Where desktops mount what a person plugs in.
PLUGGED = ("/media/", "/run/media/", "/mnt/")
STICK_SYSTEMS = {"vfat", "exfat", "ntfs", "ntfs3", "fuseblk", "msdos", "udf"}
MARKER = "gv1/STORE.json"
MAX_MARKER_BYTES = 8 * 1024
REMOVABLE_DRIVE = 2


@dataclass(frozen=True, slots=True)
class Stick:
    """A plugged-in place that can be written or holds a store.

    Args:
        path: Where it is.
        label: What people call it: the folder's name, the drive's letter.
        store: The id of the store in it, as its marker claims; "" for none. Whose it
            is shows when it is opened, which checks the marker's signature.
        register: The register that the marker claims, "" for none.
        writable: As the system says.
        free_bytes: Room left.
    """

    path: Path
    label: str
    store: str
    register: str
    writable: bool
    free_bytes: int


def sticks() -> tuple[Stick, ...]:
    """Return what is plugged in now, those with a store first."""
    places = _drives() if sys.platform == "win32" else mounted(MOUNTS)
    return found_at(places)


def found_at(places: Iterator[Path]) -> tuple[Stick, ...]:
    """Return the sticks among `places`; what cannot be read is left out."""
    found = [stick for place in places if (stick := _stick(place)) is not None]
    found.sort(key=lambda one: (not one.store, one.label))
    return tuple(found)


def mounted(table: Path) -> Iterator[Path]:
    """Yield the mount points of a table like /proc/mounts that a person plugged in."""
    try:
        lines = table.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        _, place, system, *_ = (*line.split(" "), "", "", "")
        path = _unescaped(place)
        if path.startswith(PLUGGED) or system in STICK_SYSTEMS:
            # The machine's own start-up partition is FAT as well.
            if not path.startswith(("/boot", "/efi")):
                yield Path(path)


def _unescaped(text: str) -> str:
    """Return a path as it is; the table writes blanks and others as numbers."""
    for code in ("040", "011", "012", "134"):
        text = text.replace(f"\\{code}", chr(int(code, 8)))
    return text


def _drives() -> Iterator[Path]:  # pragma: no cover (Windows; not run so far)
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    held = kernel.GetLogicalDrives()
    for at in range(26):
        root = f"{chr(ord('A') + at)}:\\"
        if held >> at & 1 and kernel.GetDriveTypeW(root) == REMOVABLE_DRIVE:
            yield Path(root)


def _stick(place: Path) -> Stick | None:
    try:
        free = shutil.disk_usage(place).free
        writable = os.access(place, os.W_OK)
        store, register = _claimed(place / MARKER)
    except OSError:
        return None
    if not (store or writable):
        return None
    return Stick(place, place.name or str(place), store, register, writable, free)


def _claimed(marker: Path) -> tuple[str, str]:
    """Return the store and the register that a marker claims, blank for none."""
    if not marker.is_file():
        return "", ""
    with marker.open("rb") as file:
        data = file.read(MAX_MARKER_BYTES)
    try:
        told = json.loads(data)
        return str(told["store"]), str(told["register"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return "", ""
