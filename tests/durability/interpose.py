"""The library of `interpose.c`: compiled when it is needed, loaded, and called."""

import ctypes
import os
import shutil
import subprocess
import sys
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("interpose.c")
_FLAGS = ("-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror")


class Mode(IntEnum):
    """What goes wrong at the point; the numbers are those of `interpose.c`."""

    OFF = 0
    KILL = 1
    """SIGKILL before the call."""
    HALF = 2
    """Half of a write is done, any other call is done, then SIGKILL."""
    FULL = 3
    """ENOSPC, and from then on for all that needs room."""
    FAIL = 4
    """EIO, once."""
    SHORT = 5
    """A write takes half of what it is given and says so; no error at all."""
    PULL = 6
    """The folder is gone, as a stick that is pulled."""


def why_not() -> str:
    """Return why the library cannot be made or loaded here; blank where it can."""
    if sys.platform != "linux":
        return "LD_PRELOAD is of Linux"
    if shutil.which("cc") is None:
        return "no C compiler (cc) here"
    return ""


def build(folder: Path) -> Path:
    """Compile the library into `folder` and return its path."""
    made = folder / "interpose.so"
    subprocess.run(["cc", *_FLAGS, "-o", str(made), str(SOURCE)], check=True)
    return made


class World:
    """The library as it stands in this process, loaded by LD_PRELOAD."""

    def __init__(self, library: Path) -> None:
        loaded = ctypes.CDLL(str(library))
        loaded.interpose_arm.argtypes = (ctypes.c_char_p, ctypes.c_int, ctypes.c_long)
        loaded.interpose_trace.argtypes = (ctypes.c_char_p,)
        loaded.interpose_mark.argtypes = (ctypes.c_char_p,)
        loaded.interpose_points.restype = ctypes.c_long
        self._loaded = loaded

    def arm(self, folder: Path, mode: Mode, at: int) -> None:
        """Let the change number `at` below `folder` go wrong; counted from 1."""
        self._loaded.interpose_arm(os.fsencode(folder), int(mode), at)

    def mend(self) -> None:
        """Let everything go well from now on."""
        self._loaded.interpose_mend()

    def trace(self, file: Path) -> None:
        """Record every change below the armed folder to `file`."""
        self._loaded.interpose_trace(os.fsencode(file))

    def mark(self, told: str) -> None:
        """Note in the record that `told` was told now."""
        self._loaded.interpose_mark(told.encode())

    @property
    def points(self) -> int:
        """How many changes there were."""
        return int(self._loaded.interpose_points())

    @property
    def hit(self) -> bool:
        """The point was reached."""
        return bool(self._loaded.interpose_hit())
