"""Options that every command takes, and commands that have commands of their own."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import resources
from desktop import passphrase
from desktop.usage import Parser


def add_common(
    parser: Parser,
    workspace: object = argparse.SUPPRESS,
    language: object = argparse.SUPPRESS,
    secret: object = argparse.SUPPRESS,
) -> None:
    """Take the workspace, the language and where the passphrase stands.

    The defaults are the program's; a command leaves them out, so that it undoes nothing
    that was said before its name.
    """
    parser.options.add_argument(
        "--workspace",
        type=Path,
        default=workspace,
        metavar="DIR",
        help=parser.speech("CLI-HELP-WORKSPACE"),
    )
    parser.options.add_argument(
        "--lang",
        choices=resources.LANGUAGES,
        default=language,
        help=parser.speech("CLI-HELP-LANG"),
    )
    passphrase.add(parser, secret)


def add_verbs(
    parser: Parser, command: str, verbs: Iterable[str]
) -> Iterator[tuple[str, Parser]]:
    """Make `gridvisit COMMAND VERB` for each verb; yield it with its parser.

    What a verb does is told by the sentence CLI-ABOUT-COMMAND-VERB.
    """
    told = parser.speech
    commands = parser.add_subparsers(
        title=told("CLI-COMMANDS"),
        dest=command,
        metavar=told("CLI-COMMAND"),
        required=True,
    )
    for verb in verbs:
        about = f"CLI-ABOUT-{command.upper()}-{verb.upper()}"
        one = commands.add_parser(
            verb,
            help=told(about),
            prog=f"gridvisit {command} {verb}",
            speech=told,
            about=about,
        )
        add_common(one)
        yield verb, one
