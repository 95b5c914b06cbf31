"""`gridvisit export`: to USB, what the folder lacks is written as bundles."""

from pathlib import Path

from desktop.commands import Setting
from desktop.commands.progress import counting
from desktop.usage import Parser
from forms.records.store import Records
from sync.exchange import export_to

ABOUT = "CLI-ABOUT-EXPORT"


def add(parser: Parser) -> None:
    """Take the folder."""
    parser.options.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="DIR",
        help=parser.speech("CLI-HELP-EXPORT-TO"),
    )


def run(setting: Setting) -> int:
    """Write what is lacking and say how much that was; 1 where something was not."""
    place = setting.given.to
    with Records.open(setting.workspace) as records, counting() as progress:
        report = export_to(records, place, progress)
    setting.say(
        "CLI-EXPORT-DONE",
        place=place,
        bundles=report.bundles,
        ops=report.ops,
        blobs=report.blobs,
        skipped=report.skipped,
    )
    if report.carried:
        setting.say("CLI-EXPORT-CARRIED", count=report.carried)
    if not report.sealed:
        setting.say("CLI-EXPORT-ALONE")
    return setting.complain(report.problems)
