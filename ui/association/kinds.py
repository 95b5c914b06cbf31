"""Kinds: the files that a double click opens, as systems want them told."""

import sys
from dataclasses import dataclass
from pathlib import Path

from forms.errors import KnownError

PROGRAM = "gridvisit-desktop"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    Args:
        suffix: With its dot.
        mime: Its name for Linux.
        name: Its name for Windows.
        title: Language -> what people read; "" is the system's own.
    """

    suffix: str
    mime: str
    name: str
    title: dict[str, str]


KINDS = (
    Kind(
        ".gvb",
        "application/vnd.gridvisit.bundle",
        "GridVisit.Bundle",
        {"": "Grid Visits bundle", "zh_CN": "网格走访数据包"},
    ),
    Kind(
        ".gvi",
        "application/vnd.gridvisit.invitation",
        "GridVisit.Invitation",
        {"": "Grid Visits invitation", "zh_CN": "网格走访邀请"},
    ),
    Kind(
        ".gvj",
        "application/vnd.gridvisit.request",
        "GridVisit.Request",
        {"": "Grid Visits request to join", "zh_CN": "网格走访加入申请"},
    ),
    Kind(
        ".gvr",
        "application/vnd.gridvisit.rescue",
        "GridVisit.Rescue",
        {"": "Grid Visits rescued answers", "zh_CN": "网格走访抢救出的答案"},
    ),
)


def program() -> Path:
    """Return the program that a double click starts: the window, beside this one.

    Raises:
        KnownError: OPENED-NO-PROGRAM where it does not lie there.
    """
    suffix = ".exe" if sys.platform == "win32" else ""
    # Of a frozen program this is itself, else Python in the folder of its scripts;
    # not resolved: a link may lead out of that folder.
    found = Path(sys.executable).with_name(PROGRAM + suffix)
    if not found.is_file():
        raise KnownError("OPENED-NO-PROGRAM", place=str(found))
    return found
