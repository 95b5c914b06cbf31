"""Association: a double click on a file of ours opens it in this program."""

import sys

from ui.association.kinds import program

if sys.platform == "win32":
    from ui.association import windows as system
else:
    from ui.association import linux as system

POSSIBLE = sys.platform != "darwin"
"""macOS reads associations from a program's bundle alone; there is none of ours."""


def associate() -> None:
    """Let a double click on our files open them in this program.

    Raises:
        KnownError: OPENED-NO-PROGRAM, or what the disk says.
    """
    system.associate(program())


def dissociate() -> None:
    """Let the files be opened by whatever the system likes again.

    Raises:
        KnownError: What the disk says.
    """
    system.dissociate()


def is_associated() -> bool:
    """Tell whether a double click opens our files in this very program.

    Raises:
        KnownError: OPENED-NO-PROGRAM.
    """
    return system.is_associated(program())


__all__ = ["POSSIBLE", "associate", "dissociate", "is_associated", "program"]
