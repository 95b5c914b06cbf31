"""The sub commands of `gridvisit`, one module each."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.speech import Speech
from desktop.usage import Parser
from forms.errors import KnownError


@dataclass(frozen=True, slots=True)
class Setting:
    """What every command gets: where it works, how it speaks, what it was given."""

    workspace: Path
    speech: Speech
    given: argparse.Namespace

    def say(self, code: str, **fields: object) -> None:
        """Print one sentence on stdout."""
        print(self.speech(code, **fields), flush=True)

    def complain(self, problems: Sequence[KnownError]) -> int:
        """Say each problem on stderr; return 1 where there is one."""
        for problem in problems:
            print(self.speech.error(problem), file=sys.stderr)
        return 1 if problems else 0


class Command(Protocol):
    """A module of this folder."""

    @property
    def ABOUT(self) -> str:
        """The code of what the command says of itself."""
        ...

    def add(self, parser: Parser) -> None:
        """Give `parser` the command's own arguments."""
        ...

    def run(self, setting: Setting) -> int:
        """Do it; return the exit code."""
        ...
