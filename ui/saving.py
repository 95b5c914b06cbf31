"""Saving: where a file goes that a person wants to have; begins in Documents."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from sync.folders.sticks import Stick


def ask_file(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask where to write a file; None where the person would rather not.

    Args:
        parent: What the question stands over.
        title: Of the question.
        name: What the file is called unless another name is typed.
        kinds: As Qt writes them: "PDF (*.pdf)".
    """
    # Without a folder Qt begins where the program was started: nobody's place.
    folder = Path(documents())
    told, _ = QFileDialog.getSaveFileName(parent, title, str(folder / name), kinds)
    return Path(told) if told else None


def documents() -> str:
    """Return the folder where this person keeps documents, else the home folder."""
    places = QStandardPaths
    found = places.writableLocation(places.StandardLocation.DocumentsLocation)
    if Path(found).is_dir():
        return found
    return places.writableLocation(places.StandardLocation.HomeLocation)


def carried_places(sticks: Iterable[Stick]) -> list[Path]:
    """Return where answers are saved, or looked for, that a workspace's disk refused.

    Args:
        sticks: What is plugged in.
    """
    kinds = QStandardPaths.StandardLocation
    own = [
        QStandardPaths.writableLocation(kind)
        for kind in (kinds.DocumentsLocation, kinds.DesktopLocation, kinds.HomeLocation)
    ]
    places = [*(one.path for one in sticks), *map(Path, own)]
    places.append(Path(tempfile.gettempdir()))
    return [place for place in dict.fromkeys(places) if place.is_dir()]
