"""`gridvisit export`: to USB or any folder, what it lacks is written as bundles."""

from pathlib import Path

from desktop.commands import Setting
from desktop.commands.places import add_folder_login, folder_secrets, tell_rate
from desktop.commands.progress import counting
from desktop.usage import Parser
from forms.errors import KnownError
from forms.records.journal import Journal
from forms.records.store import Records
from sync import carrier
from sync.exchange import export_to
from sync.exchange.handed import Counter, Waiting, handed_over
from sync.exchange.marker import open_store
from sync.folders import Folder
from sync.folders.meter import MeteredFolder
from sync.folders.places import is_remote, open_folder

ABOUT = "CLI-ABOUT-EXPORT"


def add(parser: Parser) -> None:
    """Take the folder."""
    parser.options.add_argument(
        "--to",
        required=True,
        metavar="ADDRESS",
        help=parser.speech("CLI-HELP-EXPORT-TO"),
    )
    add_folder_login(parser)


def run(setting: Setting) -> int:
    """Write what is lacking and say how much that was; 1 where something was not."""
    address = setting.given.to
    if not is_remote(address) and not Path(address).is_dir():
        # Not made: it may be where a stick is to appear, and the disk would fill.
        raise KnownError("CLI-NO-FOLDER", place=address)
    secrets = folder_secrets(setting, address)
    with (
        Records.open(setting.workspace) as records,
        open_folder(address, secrets) as opened,
        counting() as progress,
    ):
        folder = MeteredFolder(opened)
        seq = records.version_map().get(records.device_id, 0)
        report = export_to(records, folder, progress)
        handed = _hand_over(setting, records, folder, seq)
    setting.say(
        "CLI-EXPORT-DONE",
        place=folder.place,
        bundles=report.bundles,
        ops=report.ops,
        blobs=report.blobs,
        skipped=report.skipped,
    )
    if handed.visits or handed.others:
        setting.say("CLI-EXPORT-HANDED", visits=handed.visits, others=handed.others)
    tell_rate(setting, folder)
    if report.carried:
        setting.say("CLI-EXPORT-CARRIED", count=report.carried)
    if not report.sealed:
        setting.say("CLI-EXPORT-ALONE")
    return setting.complain(report.problems)


def _hand_over(setting: Setting, records: Records, folder: Folder, seq: int) -> Waiting:
    """Remember what was carried, as the window does; return how much that was."""
    address = setting.given.to
    store = "" if folder.far else open_store(records, folder).id
    with Journal.open(setting.workspace) as journal:
        before = Counter().count(records, journal)
        handed_over(journal, seq, records.now)
        standing = carrier.read_standing(journal, carrier.place_key(address, store))
        done = carrier.succeeded(standing, seq, records.now)
        carrier.write_standing(journal, done)
    return before
