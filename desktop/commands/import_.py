"""`gridvisit import`: from USB, each bundle read once."""

from pathlib import Path

from desktop.commands import Setting
from desktop.usage import Parser
from forms.records.store import Records
from sync.exchange import import_from

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


def run(setting: Setting) -> int:
    """Read what is new and say how much that was."""
    with Records.open(setting.workspace) as records:
        report = import_from(records, setting.given.source)
    setting.say("CLI-IMPORT-DONE", place=setting.given.source, report=report)
    return 0
