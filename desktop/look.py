"""Look: how the window looked last, read before the register is opened."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LastLook:
    """What the first paint needs; nothing of it is personal.

    Args:
        demo: The demo grid was open, not real work.
    """

    language: str = "zh_CN"
    theme: str = "light"
    step: int = 0
    geometry: str = ""
    demo: bool = False


def read(file: Path) -> LastLook | None:
    """Return the last look, None where there is none that can be read."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return LastLook(**{one.name: told[one.name] for one in fields(LastLook)})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(file: Path, look: LastLook) -> None:
    """Keep `look`; where that fails the next window looks as the first one did."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(look)), encoding="utf-8")
    except OSError:
        return
