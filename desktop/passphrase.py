"""Passphrase: where the command line gets it: a file, stdin, a variable, a prompt."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from desktop.speech import Speech
from desktop.usage import Parser
from forms.errors import KnownError
from forms.records import keys

VARIABLE = "GRIDVISIT_PASSPHRASE"


def add(parser: Parser, default: object) -> None:
    """Take where the passphrase stands.

    Args:
        parser: Of the program or of one command.
        default: `argparse.SUPPRESS` in a command, so that it undoes nothing.
    """
    told = parser.speech
    parser.options.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        default=default,
        help=told("CLI-HELP-PASSPHRASE-FILE"),
    )
    parser.options.add_argument(
        "--passphrase-stdin",
        action="store_true",
        default=default,
        help=told("CLI-HELP-PASSPHRASE-STDIN"),
    )


class Asking:
    """Gets a passphrase when a command first needs it, and only then."""

    def __init__(self, given: argparse.Namespace, speech: Speech) -> None:
        self._file: Path | None = getattr(given, "passphrase_file", None)
        self._stdin = bool(getattr(given, "passphrase_stdin", False))
        self._speech = speech

    def unlock(self, folder: Path) -> None:
        """Open the key of `folder`.

        Raises:
            KnownError: KEY-NEEDED where nobody gives the passphrase, KEY-WRONG,
                KEY-WAIT.
        """
        keys.unlock(folder, self.ask())

    def ask(self) -> str:
        """Return the passphrase of now.

        Raises:
            KnownError: KEY-NEEDED, KEY-NO-FILE.
        """
        given = self.given() or self._prompt("CLI-ASK-PASSPHRASE")
        if not given:
            raise KnownError("KEY-NEEDED")
        return given

    def fresh(self) -> str:
        """Return a new passphrase, typed twice where a person types it.

        Raises:
            KnownError: KEY-NEEDED, KEY-UNLIKE, KEY-SHORT.
        """
        given = self.given()
        if not given:
            given = self._prompt("CLI-ASK-NEW-PASSPHRASE")
            if given and given != self._prompt("CLI-ASK-AGAIN"):
                raise KnownError("KEY-UNLIKE")
        if not given:
            raise KnownError("KEY-NEEDED")
        return keys.checked(given)

    def given(self) -> str:
        """Return what file, stdin or variable say; blank where none does.

        Raises:
            KnownError: KEY-NO-FILE.
        """
        if self._file is not None:
            return read_line(self._file)
        if self._stdin:
            return sys.stdin.readline().rstrip("\r\n")
        return os.environ.get(VARIABLE, "")

    def _prompt(self, code: str) -> str:
        if not sys.stdin.isatty():
            return ""
        return getpass.getpass(f"{self._speech(code)} ")


def read_line(file: Path) -> str:
    """Return the first line of a file that holds a passphrase.

    Raises:
        KnownError: KEY-NO-FILE.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("KEY-NO-FILE", file=str(file)) from error
    if not lines:
        raise KnownError("KEY-NO-FILE", file=str(file))
    return lines[0]
