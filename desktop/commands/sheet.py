"""`gridvisit sheet`: a visit's inspection sheet as PDF."""

from pathlib import Path

from desktop.commands import Setting
from desktop.usage import Parser
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.vault import write_file
from sync.exchange import custody
from ui.sheets import draw

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
    parser.options.add_argument(
        "--look", action="store_true", help=told("CLI-HELP-SHEET-LOOK")
    )


def run(setting: Setting) -> int:
    """Draw the sheet of the visit, of the very version where an instanceID is given."""
    given = setting.given
    drawn = draw(setting.workspace, given.id, setting.speech.language)
    write_file(given.out, drawn.pdf)
    setting.say("CLI-SHEET-DONE", file=given.out)
    if drawn.holes:
        setting.say("CLI-SHEET-HOLES", signs=" ".join(drawn.holes))
    if not given.look:
        _note_printed(setting)
    return 0


def _note_printed(setting: Setting) -> None:
    """Have the register know, as the window does: a sheet is drawn to be printed."""
    with (
        Records.open(setting.workspace) as records,
        Journal.open(setting.workspace) as journal,
    ):
        record_id = records.visit(setting.given.id).record_id
        custody.printed(records, record_id, journal.profile.staff_id)
