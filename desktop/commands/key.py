"""`gridvisit key`: the passphrase, the key and the recovery code of a workspace."""

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop import clock
from desktop.commands import Setting
from desktop.commands.options import add_verbs
from desktop.passphrase import Asking, read_line
from desktop.usage import Parser
from forms.records import backup, keys, rekey
from forms.records.journal import Journal
from forms.records.tries import read_tries
from forms.records.vault import write_file
from forms.records.workspace import describe, hold
from forms.reports import pdf
from sync.exchange.paper_code import PaperCode, code_sheet, new_code, read_identity

ABOUT = "CLI-ABOUT-KEY"


def add(parser: Parser) -> None:
    """Take what is to be done."""
    told = parser.speech
    for name, one in add_verbs(parser, "key", _COMMANDS):
        if name in ("passphrase", "recover"):
            one.options.add_argument(
                "--new-file", type=Path, metavar="FILE", help=told("CLI-HELP-KEY-NEW")
            )
        if name == "recover":
            one.options.add_argument(
                "--code", required=True, help=told("CLI-HELP-KEY-CODE")
            )
        if name == "code":
            one.options.add_argument(
                "--sheet", type=Path, metavar="FILE", help=told("CLI-HELP-KEY-SHEET")
            )


def run(setting: Setting) -> int:
    """Do it."""
    describe(setting.workspace)
    return _COMMANDS[setting.given.key](setting)


def _status(setting: Setting) -> int:
    file = keys.read_file(setting.workspace)
    setting.say("CLI-KEY-PROTECTED" if file.protected else "CLI-KEY-BARE", key=file.id)
    for one in file.recipients:
        setting.say(f"CLI-KEY-TO-{one.kind.upper()}", recipient=one.name)
    if file.former:
        setting.say("CLI-KEY-UNFINISHED")
    if count := read_tries(setting.workspace).count:
        setting.say("CLI-KEY-TRIES", count=count)
    return 0


def _passphrase(setting: Setting) -> int:
    """Change the passphrase, or set the first one."""
    asking = Asking(setting.given, setting.speech)
    if keys.is_locked(setting.workspace):
        asking.unlock(setting.workspace)
    keys.change_passphrase(setting.workspace, _fresh(setting))
    setting.say("CLI-KEY-CHANGED")
    return 0


def _change(setting: Setting) -> int:
    """Change the key itself, and so every file."""
    folder = setting.workspace
    asking = Asking(setting.given, setting.speech)
    with hold(folder):
        given = asking.ask() if keys.is_protected(folder) else ""
        rekey.change_key(folder, given)
        backup.remove_of_other_keys(folder, clock.now())
    setting.say("CLI-KEY-REKEYED", key=keys.read_file(folder).id)
    return 0


def _recover(setting: Setting) -> int:
    identity = read_identity(setting.given.code)
    keys.recover(setting.workspace, identity, _fresh(setting))
    setting.say("CLI-KEY-CHANGED")
    return 0


def _code(setting: Setting) -> int:
    """Make a new recovery code; the one before opens nothing any more."""
    code = new_code()
    with Journal.open(setting.workspace) as journal:
        name = journal.profile.name
    tell_code(setting, code, name, setting.given.sheet)
    keys.set_recipient(setting.workspace, code.recipient)
    return 0


def tell_code(setting: Setting, code: PaperCode, name: str, file: Path | None) -> None:
    """Print a recovery code, and draw its sheet where one is asked for."""
    setting.say("CLI-KEY-CODE", shown=code.text)
    if file is None:
        return
    sheet = code_sheet(
        code, name=name, device=describe(setting.workspace).device_id,
        at=clock.now(), language=setting.speech.language,
    )  # fmt: skip
    write_file(file, pdf.draw([sheet]), mode=0o600)
    setting.say("CLI-KEY-SHEET-DONE", file=file)


def _fresh(setting: Setting) -> str:
    file: Path | None = setting.given.new_file
    if file is not None:
        return keys.checked(read_line(file))
    asked = argparse.Namespace(
        passphrase_file=None,
        passphrase_stdin=getattr(setting.given, "passphrase_stdin", False),
    )
    return Asking(asked, setting.speech).fresh()


_COMMANDS: dict[str, Callable[[Setting], int]] = {
    "status": _status,
    "passphrase": _passphrase,
    "change": _change,
    "recover": _recover,
    "code": _code,
}
