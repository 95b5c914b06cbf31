"""Outside: copies opened in other programs, gone when the window locks or closes."""

import os
import shutil
import tempfile
from pathlib import Path

_PREFIX = "gridvisit-open-"
# Of this program: the folder, once something was opened.
_made: list[Path] = []


def put_outside(name: str, data: bytes) -> Path:
    """Return a file that only this user can read, holding `data` until `wipe`."""
    if not _made:
        _made.append(Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")))
    file = _made[0] / name
    file.write_bytes(data)
    return file


def wipe() -> None:
    """Remove all copies; one that another program holds open goes the next time."""
    while _made:
        shutil.rmtree(_made.pop(), ignore_errors=True)


def wipe_left() -> None:
    """Remove what a window that was killed left behind."""
    for place in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = place.name.removeprefix(_PREFIX).partition("-")[0]
        if owner != str(os.getpid()) and not _runs(owner):
            shutil.rmtree(place, ignore_errors=True)


def _runs(owner: str) -> bool:
    # Elsewhere a signal 0 would end the program; open files cannot be removed there.
    return os.name == "posix" and Path("/proc", owner).exists()
