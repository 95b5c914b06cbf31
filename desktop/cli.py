"""The command line `gridvisit`: the same work without a screen, without Qt."""

import argparse
import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

import resources
from desktop import log, passphrase, paths, speech
from desktop.commands import (
    Command,
    Setting,
    associate,
    backup,
    check,
    demo,
    doctor,
    export,
    fill,
    import_,
    key,
    ledger,
    new,
    openrosa,
    register,
    report,
    selftest,
    sheet,
    shots,
)
from desktop.commands.options import add_common
from desktop.speech import Speech
from desktop.usage import Parser
from forms.errors import KnownError
from forms.records import keys
from forms.records.journal import Journal
from forms.records.workspace import is_workspace

COMMANDS: dict[str, Command] = {
    "demo": demo,
    "new": new,
    "fill": fill,
    "sheet": sheet,
    "report": report,
    "export": export,
    "import": import_,
    "ledger": ledger,
    "check": check,
    "shots": shots,
    "doctor": doctor,
    "key": key,
    "backup": backup,
    "register": register,
    "openrosa": openrosa,
    "associate": associate,
}


def main(words: Sequence[str] | None = None) -> int:
    """Do what the command line says; return the exit code.

    0: done. 1: the world is wrong, or what was asked for failed, said in a sentence.
    2: the words are not understood.
    """
    given = list(sys.argv[1:] if words is None else words)
    _write_utf8()
    told = Speech(language(given, os.environ))
    if words is None:
        log.file_crashes(paths.logs(), lambda file: _tell_bug(told, file))
    args = _parser(told).parse_args(given)
    if args.version:
        print(f"gridvisit {metadata.version('gridvisit')}")
        return 0
    if args.selftest:
        return _run(selftest, args, told)
    if args.command is None:
        _parser(told).print_help()
        return 0
    return _run(COMMANDS[args.command], args, told)


def _run(command: Command, args: argparse.Namespace, told: Speech) -> int:
    keys.ask_with(passphrase.Asking(args, told).unlock)
    try:
        return command.run(Setting(args.workspace, told, args))
    except KnownError as error:
        print(told.error(error), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read our output has left, as `gridvisit doctor | head -1` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    finally:
        keys.ask_with(None)
        if keys.take_mended(args.workspace):
            print(told("KEY-MENDED"), file=sys.stderr)


def _tell_bug(told: Speech, report: Path) -> None:
    print(told("CLI-BUG", report=report), file=sys.stderr)


def language(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language to speak, before `words` are parsed.

    What `--lang` asks comes first, then who works in the workspace, then the system.
    """
    asked = speech.asked_for(words, "--lang")
    if asked in resources.LANGUAGES:
        return asked
    place = speech.asked_for(words, "--workspace")
    workspace = Path(place) if place else paths.default_workspace()
    return _language_of(workspace) or speech.of_system(environment)


def _language_of(workspace: Path) -> str | None:
    if not is_workspace(workspace):
        return None
    try:
        with Journal.open(workspace) as journal:
            return journal.profile.language
    except KnownError:
        # The command that was asked for meets the same trouble and says so.
        return None


def _parser(told: Speech) -> Parser:
    parser = Parser("gridvisit", told, "CLI-ABOUT")
    add_common(parser, paths.default_workspace(), None, None)
    parser.options.add_argument(
        "--version", action="store_true", help=told("CLI-HELP-VERSION")
    )
    parser.options.add_argument(
        "--selftest", action="store_true", help=told("CLI-HELP-SELFTEST")
    )
    commands = parser.add_subparsers(
        title=told("CLI-COMMANDS"),
        dest="command",
        metavar=told("CLI-COMMAND"),
    )
    for name, command in COMMANDS.items():
        one = commands.add_parser(
            name,
            help=told(command.ABOUT),
            prog=f"gridvisit {name}",
            speech=told,
            about=command.ABOUT,
        )
        command.add(one)
        add_common(one)
    return parser


def _write_utf8() -> None:
    """Write UTF-8 wherever the output goes: a Chinese console or file on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
