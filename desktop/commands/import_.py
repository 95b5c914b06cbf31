"""`gridvisit import`: from USB or any folder, each bundle read once."""

from pathlib import Path

from desktop import clock
from desktop.commands import Setting
from desktop.commands.places import add_folder_login, folder_secrets, tell_rate
from desktop.commands.progress import counting
from desktop.usage import Parser
from forms.errors import KnownError
from forms.records import backup
from forms.records.store import Records
from sync.exchange import ImportReport, import_file, import_from
from sync.folders.meter import MeteredFolder
from sync.folders.places import is_remote, open_folder

ABOUT = "CLI-ABOUT-IMPORT"


def add(parser: Parser) -> None:
    """Take the folder."""
    parser.options.add_argument(
        "--from",
        dest="source",
        required=True,
        metavar="ADDRESS",
        help=parser.speech("CLI-HELP-IMPORT-FROM"),
    )
    add_folder_login(parser)
    parser.options.add_argument(
        "--unsealed", action="store_true", help=parser.speech("CLI-HELP-UNSEALED")
    )
    parser.options.add_argument(
        "--carry", action="store_true", help=parser.speech("CLI-HELP-CARRY")
    )


def run(setting: Setting) -> int:
    """Read what is new and say how much that was; 1 where something was damaged."""
    given = setting.given
    backup.make_before_import(setting.workspace, clock.now())
    report = _taken(setting, given.source)
    setting.say(
        "CLI-IMPORT-DONE",
        place=given.source,
        bundles=report.bundles,
        new=report.new,
        known=report.known,
        blobs=report.blobs,
        skipped=report.skipped,
    )
    if report.awaited:
        setting.say("CLI-IMPORT-AWAITED", count=report.awaited)
    if report.gaps:
        setting.say("CLI-IMPORT-GAPS", count=report.gaps)
    for code, count in (
        ("CLI-IMPORT-QUARANTINED", report.quarantined),
        ("CLI-IMPORT-CARRIED", report.carried),
        ("CLI-IMPORT-FORKED", report.forked),
    ):
        if count:
            setting.say(code, count=count)
    return setting.complain(report.problems)


def _taken(setting: Setting, address: str) -> ImportReport:
    """Read the folder at `address`, or the one bundle that is there."""
    given = setting.given
    if not is_remote(address) and Path(address).is_file():
        with Records.open(setting.workspace) as records:
            return import_file(records, Path(address), unsealed=given.unsealed)
    if not is_remote(address) and not Path(address).is_dir():
        raise KnownError("CLI-NO-FOLDER", place=address)
    secrets = folder_secrets(setting, address)
    with (
        Records.open(setting.workspace) as records,
        open_folder(address, secrets) as opened,
        counting() as progress,
    ):
        folder = MeteredFolder(opened)
        report = import_from(
            records, folder, progress, unsealed=given.unsealed, carry=given.carry
        )
    tell_rate(setting, folder)
    return report
