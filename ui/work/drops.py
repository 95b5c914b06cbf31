"""Drops: the one file or folder that is dropped on a page."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped(
    event: QDropEvent, suffixes: Sequence[str], *, folders: bool = False
) -> Path | None:
    """Return what is dropped, None where it is not one file of these suffixes.

    Args:
        event: Of dragging or dropping.
        suffixes: With the dot, in small letters.
        folders: A folder fits too.
    """
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    fits = (folders and path.is_dir()) or path.suffix.lower() in suffixes
    return path if fits else None
