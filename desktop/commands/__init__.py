"""The sub commands of `gridvisit`, one module each."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.speech import Speech
from desktop.usage import Parser


@dataclass(frozen=True, slots=True)
class Setting:
    """What every command gets: where it works, how it speaks, what it was given."""

    workspace: Path
    speech: Speech
    given: argparse.Namespace

    def say(self, code: str, **fields: object) -> None:
        """Print one sentence on stdout."""
        print(self.speech(code, **fields), flush=True)


class Command(Protocol):
    """A module of this folder."""

    ABOUT: str

    def add(self, parser: Parser) -> None:
        """Give `parser` the command's own arguments."""
        ...

    def run(self, setting: Setting) -> int:
        """Do it; return the exit code."""
        ...
