"""Progress: how far long work has come, told to whoever counts."""

from collections.abc import Callable

Count = Callable[[int, int], None]
"""Gets how much is done, and of how much; may raise to stop the work."""
Progress = Callable[[int, int, str], None]
"""Gets that and what is being done, in a code that a sentence tells; may raise."""


def silent(*_: object) -> None:
    """Count for nobody."""
