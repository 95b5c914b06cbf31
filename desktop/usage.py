"""argparse in two languages: its own words come from our messages too."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

from desktop.speech import Speech

# What argparse says in English, and the code of our sentence for it.
_COMPLAINTS = {
    r"the following arguments are required: (?P<names>.+)": "CLI-REQUIRED",
    r"unrecognized arguments: (?P<names>.+)": "CLI-UNKNOWN",
    r"argument (?P<names>.+): expected one argument": "CLI-VALUE",
    r"argument (?P<names>.+): not allowed with argument (?P<other>.+)": "CLI-TOGETHER",
    r"argument (?P<names>.+): invalid choice: (?P<value>'[^']*').*": "CLI-CHOICE",
    r"argument (?P<names>.+): invalid \S+ value: (?P<value>.+)": "CLI-CHOICE",
}


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose help and complaints are in one of our languages."""

    def __init__(self, prog: str, speech: Speech, about: str) -> None:
        """Make a parser of `prog`; `about` is the code of what it says of itself."""
        super().__init__(
            prog=prog,
            description=speech(about),
            add_help=False,
            formatter_class=lambda prog: _Formatter(prog, speech),
        )
        self.speech = speech
        self.given = self.add_argument_group(speech("CLI-ARGUMENTS"))
        self.options = self.add_argument_group(speech("CLI-OPTIONS"))
        self.options.add_argument(
            "-h", "--help", action="help", help=speech("CLI-HELP-HELP")
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words of the command, and end with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {self._told(message)}\n")

    def _told(self, message: str) -> str:
        for pattern, code in _COMPLAINTS.items():
            if match := re.fullmatch(pattern, message):
                return self.speech(code, **match.groupdict())
        return message


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, speech: Speech) -> None:
        super().__init__(prog, max_help_position=30, width=88)
        self._speech = speech

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or self._speech("CLI-USAGE"))
