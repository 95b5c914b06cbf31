"""Power: whether this laptop runs on its battery, or on a network that costs."""

import shutil
import subprocess
import sys
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")
ASK_S = 2


def on_battery(supplies: Path = SUPPLIES) -> bool | None:
    """Return whether the laptop runs on its battery; None where nobody can tell."""
    if sys.platform == "win32":
        return _on_battery_of_windows()
    mains = batteries = False
    for place in sorted(supplies.glob("*")) if supplies.is_dir() else ():
        kind = _text(place / "type")
        if kind in ("Mains", "USB") and _text(place / "online") == "1":
            mains = True
        if kind == "Battery" and _text(place / "scope") != "Device":
            batteries = True
    return None if not (mains or batteries) else batteries and not mains


def is_metered() -> bool | None:
    """Return whether the network costs by volume; None where nobody can tell.

    NetworkManager knows on Linux; other systems are not asked.
    """
    program = shutil.which("nmcli")
    if program is None:
        return None
    command = [program, "-t", "-g", "GENERAL.METERED", "device", "show"]
    try:
        # The program found on the path, without a word from outside.
        told = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, timeout=ASK_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    answers = {line.split(" ")[0] for line in told.stdout.split("\n") if line}
    return "yes" in answers if answers & {"yes", "no"} else None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _on_battery_of_windows() -> bool | None:  # pragma: no cover (not run so far)
    import ctypes

    class Status(ctypes.Structure):
        """SYSTEM_POWER_STATUS; its first byte tells of the line."""

        _fields_ = [("line", ctypes.c_ubyte), ("rest", ctypes.c_ubyte * 11)]

    status = Status()
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    if not kernel.GetSystemPowerStatus(ctypes.byref(status)):
        return None
    return {0: True, 1: False}.get(status.line)
