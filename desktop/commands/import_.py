"""`gridvisit import`: from USB, each bundle read once."""

from pathlib import Path

from desktop.commands import Setting
from desktop.commands.progress import counting
from desktop.usage import Parser
from forms.records.store import Records
from sync.exchange import import_file, import_from

ABOUT = "CLI-ABOUT-IMPORT"


def add(parser: Parser) -> None:
    """Take the folder."""
    parser.options.add_argument(
        "--from",
        dest="source",
        type=Path,
        required=True,
        metavar="DIR",
        help=parser.speech("CLI-HELP-IMPORT-FROM"),
    )
    parser.options.add_argument(
        "--unsealed", action="store_true", help=parser.speech("CLI-HELP-UNSEALED")
    )
    parser.options.add_argument(
        "--carry", action="store_true", help=parser.speech("CLI-HELP-CARRY")
    )


def run(setting: Setting) -> int:
    """Read what is new and say how much that was; 1 where something was damaged."""
    given = setting.given
    place = given.source
    with Records.open(setting.workspace) as records, counting() as progress:
        if place.is_file():
            report = import_file(records, place, unsealed=given.unsealed)
        else:
            report = import_from(
                records, place, progress, unsealed=given.unsealed, carry=given.carry
            )
    setting.say(
        "CLI-IMPORT-DONE",
        place=place,
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
