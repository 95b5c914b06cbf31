"""What opens a folder or a server from the command line: name, password, key."""

import getpass
import os
import sys
from pathlib import Path

from desktop.commands import Setting
from desktop.usage import Parser
from forms.errors import KnownError
from forms.records.journal import Journal
from sync import carrier
from sync.folders.meter import MeteredFolder
from sync.folders.places import Secrets, is_remote

PASSWORD = "GRIDVISIT_PASSWORD"  # noqa: S105 (the variable's name)
MAX_SECRET_BYTES = 64 * 1024


def add_login(parser: Parser) -> None:
    """Take name and password; the password itself is never a word of the command."""
    told = parser.speech
    parser.options.add_argument("--user", default="", help=told("CLI-HELP-USER"))
    parser.options.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help=told("CLI-HELP-PASSWORD", variable=PASSWORD),
    )


def add_folder_login(parser: Parser) -> None:
    """Take what opens a folder behind a network."""
    told = parser.speech
    add_login(parser)
    parser.options.add_argument(
        "--key", type=Path, metavar="FILE", help=told("CLI-HELP-KEY")
    )
    parser.options.add_argument(
        "--trust", default="", metavar="SHA256:...", help=told("CLI-HELP-TRUST")
    )
    parser.options.add_argument(
        "--remember", action="store_true", help=told("CLI-HELP-REMEMBER")
    )


def login(setting: Setting) -> tuple[str, str] | None:
    """Return name and password, None where no name is given."""
    user = setting.given.user
    return (user, password(setting, user)) if user else None


def password(setting: Setting, user: str) -> str:
    """Return the password: from the file, the variable, or asked at a terminal."""
    if setting.given.password_file:
        return _text(setting.given.password_file).rstrip("\r\n")
    if PASSWORD in os.environ:
        return os.environ[PASSWORD]
    if sys.stdin.isatty():
        return getpass.getpass(setting.speech("CLI-PASSWORD", user=user))
    return ""


def folder_secrets(setting: Setting, address: str) -> Secrets:
    """Return what opens the folder at `address`, as given or as remembered.

    With `--remember` it becomes the folder of the workspace.
    """
    given = setting.given
    # A path needs no secrets, and no journal is opened for it.
    if not (is_remote(address) or given.remember):
        return Secrets()
    with Journal.open(setting.workspace) as journal:
        kept = carrier.read_setting(journal, setting.workspace)
        secrets = kept.secrets
        if given.user or given.key or kept.address != address:
            secrets = Secrets(
                user=given.user,
                password=password(setting, given.user) if given.user else "",
                key=_text(given.key) if given.key else "",
            )
        if given.remember:
            made = carrier.Setting(address, secrets, kept.choices)
            carrier.write_setting(journal, made)
    return Secrets(
        secrets.user,
        secrets.password,
        secrets.key,
        hosts=setting.workspace / "known_hosts",
        trusted=given.trust,
    )


def tell_rate(setting: Setting, folder: MeteredFolder) -> None:
    """Say how fast it went, where a network lay between."""
    moved = folder.moved
    if folder.far and moved.seconds:
        setting.say(
            "CLI-RATE",
            out=round(moved.out_bytes / 1000),
            into=round(moved.in_bytes / 1000),
            rate=round(moved.bytes_per_s / 1000),
        )


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_SECRET_BYTES).decode()
    except (OSError, ValueError) as error:
        raise KnownError("CLI-SECRET-FILE", file=str(file)) from error
