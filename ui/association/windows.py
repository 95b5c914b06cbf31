"""Windows: what makes a double click open our files, in the user's own registry.

Source: "Programmatic Identifiers" and "File Types" of the Windows Shell documentation.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from forms.records.vault import known_os_error
from ui.association.kinds import KINDS

CLASSES = r"Software\Classes"
_CHANGED, _FLUSH = 0x08000000, 0x1000


class Value(NamedTuple):
    """One value below HKEY_CURRENT_USER; a blank name is the key's own."""

    key: str
    name: str
    text: str


def values(program: Path) -> tuple[Value, ...]:
    """Return what is written so that a double click starts `program`."""
    found: list[Value] = []
    for one in KINDS:
        kind, suffix = rf"{CLASSES}\{one.name}", rf"{CLASSES}\{one.suffix}"
        found += [
            Value(kind, "", one.title[""]),
            Value(rf"{kind}\DefaultIcon", "", f'"{program}",0'),
            Value(rf"{kind}\shell\open\command", "", f'"{program}" "%1"'),
            Value(suffix, "", one.name),
            Value(suffix, "Content Type", one.mime),
            Value(rf"{suffix}\OpenWithProgids", one.name, ""),
        ]
    return tuple(found)


def keys(program: Path) -> tuple[str, ...]:
    """Return the keys to remove again, those within others first.

    A suffix is ours alone, so its key goes whole.
    """
    found = {key for value in values(program) for key in _upwards(value.key)}
    return tuple(sorted(found, key=lambda key: (-key.count("\\"), key)))


def _upwards(key: str) -> Iterator[str]:
    while key != CLASSES:
        yield key
        key = key.rpartition("\\")[0]


if sys.platform == "win32":
    import ctypes
    import winreg

    def associate(program: Path) -> None:
        """Let a double click on our files start `program`.

        Raises:
            KnownError: What the system says.
        """
        user = winreg.HKEY_CURRENT_USER
        try:
            for one in values(program):
                with winreg.CreateKeyEx(user, one.key) as key:
                    winreg.SetValueEx(key, one.name, 0, winreg.REG_SZ, one.text)
        except OSError as error:
            raise known_os_error(error, program) from error
        _tell()

    def dissociate() -> None:
        """Take all of it away again."""
        for key in keys(Path()):
            with suppress(OSError):  # Not there, or somebody else put something in it.
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
        _tell()

    def is_associated(program: Path) -> bool:
        """Tell whether a double click starts just this program."""
        user = winreg.HKEY_CURRENT_USER
        try:
            return all(
                winreg.QueryValueEx(winreg.OpenKey(user, one.key), one.name)[0]
                == one.text
                for one in values(program)
            )
        except OSError:
            return False

    def _tell() -> None:
        ctypes.windll.shell32.SHChangeNotify(_CHANGED, _FLUSH, None, None)
