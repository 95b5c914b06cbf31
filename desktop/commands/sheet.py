"""`gridvisit sheet`: a visit's inspection sheet as PDF."""

from pathlib import Path

from desktop import sheets
from desktop.commands import Setting
from desktop.usage import Parser
from forms.records.store import Records

ABOUT = "CLI-ABOUT-SHEET"


def add(parser: Parser) -> None:
    """Take the visit and the file."""
    told = parser.speech
    parser.given.add_argument("id", metavar="ID", help=told("CLI-HELP-ID"))
    parser.options.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=told("CLI-HELP-SHEET-OUT"),
    )


def run(setting: Setting) -> int:
    """Draw the sheet of the visit's current version."""
    given = setting.given
    with Records.open(setting.workspace, writer=False) as records:
        sheets.write(records, given.id, given.out, setting.speech.language)
    setting.say("CLI-SHEET-DONE", file=given.out)
    return 0
