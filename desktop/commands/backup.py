"""`gridvisit backup`: list, make and restore backups of a workspace."""

from collections.abc import Callable
from pathlib import Path

from desktop import clock
from desktop.commands import Setting
from desktop.commands.options import add_verbs
from desktop.commands.table import rows
from desktop.usage import Parser
from forms.errors import KnownError
from forms.records import backup, restore
from forms.records.store import Records
from forms.records.vault import write_file
from forms.records.workspace import hold, is_workspace
from sync.exchange.rejoin import rejoin

ABOUT = "CLI-ABOUT-BACKUP"


def add(parser: Parser) -> None:
    """Take what is to be done."""
    told = parser.speech
    for name, one in add_verbs(parser, "backup", _COMMANDS):
        if name == "restore":
            one.add_argument("name", metavar="NAME", help=told("CLI-HELP-BACKUP-NAME"))
            one.options.add_argument(
                "--request", type=Path, metavar="FILE",
                help=told("CLI-HELP-BACKUP-REQUEST"),
            )  # fmt: skip


def run(setting: Setting) -> int:
    """Do it."""
    # Not its description: where that is damaged or gone, a backup is what helps.
    if not (is_workspace(setting.workspace) or backup.kept(setting.workspace)):
        raise KnownError("STORE-NONE", place=str(setting.workspace))
    return _COMMANDS[setting.given.backup](setting)


def _list(setting: Setting) -> int:
    told = setting.speech
    found = backup.kept(setting.workspace)
    if not found:
        setting.say("CLI-BACKUP-NONE")
        return 0
    head = [told(f"CLI-BACKUP-{one}") for one in ("NAME", "WHY", "VISITS", "SIZE")]
    body = [
        (one.name, told(f"BACKUP-WHY-{one.reason.upper()}"), one.visits,
         f"{one.size_bytes / 1e6:.1f} MB")
        for one in found
    ]  # fmt: skip
    print("\n".join(rows(head, body)))
    return 0


def _make(setting: Setting) -> int:
    made = backup.make(setting.workspace, "asked", clock.now())
    setting.say("CLI-BACKUP-MADE", name=made.name, visits=made.visits)
    return 0


def _restore(setting: Setting) -> int:
    folder = setting.workspace
    with hold(folder):
        before = {*restore.set_aside(folder)}
        restore.restore(folder, setting.given.name, clock.now())
        with Records.open(folder, clock=clock.now) as records:
            name, device = setting.given.name, records.device_id
            setting.say("CLI-BACKUP-RESTORED", name=name, device=device)
            for aside in {*restore.set_aside(folder)} - before:
                setting.say("CLI-BACKUP-ASIDE", place=aside)
            ask_anew(setting, records, setting.given.request)
    return 0


def ask_anew(setting: Setting, records: Records, file: Path | None) -> None:
    """Write the request to the office after the laptop became another device.

    Args:
        setting: Of the command.
        records: Open for writing.
        file: Where to; beside the workspace without it.
    """
    request = rejoin(records)
    if request is not None:
        beside = setting.workspace.parent / f"rejoin-{records.device_id}.json"
        file = file or beside
        write_file(file, request.data)
        setting.say("CLI-REGISTER-RENEWED", file=file, shown=request.code)


_COMMANDS: dict[str, Callable[[Setting], int]] = {
    "list": _list,
    "make": _make,
    "restore": _restore,
}
