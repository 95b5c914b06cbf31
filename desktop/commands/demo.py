"""`gridvisit demo`: a morning's work, printed, carried and received."""

from datetime import date
from pathlib import Path

from desktop import clock, demo
from desktop.commands import Setting
from desktop.commands.table import rows
from desktop.usage import Parser

ABOUT = "CLI-ABOUT-DEMO"


def add(parser: Parser) -> None:
    """Take the folder and the day."""
    told = parser.speech
    parser.options.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help=told("CLI-HELP-DEMO-TO")
    )
    parser.options.add_argument(
        "--today",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=told("CLI-HELP-TODAY"),
    )


def run(setting: Setting) -> int:
    """Do the demo and print the counts of both sides; 1 where they differ."""
    given, speech = setting.given, setting.speech
    day = given.today or clock.now().date()
    outcome = demo.run(given.to.absolute(), day, speech.language, setting.say)
    head = (speech("DEMO-COUNT"), speech("DEMO-WORKER"), speech("DEMO-OFFICE"))
    body = [
        (demo.count_name(key, speech), outcome.worker[key], outcome.office.get(key, 0))
        for key in outcome.worker
    ]
    print()
    print("\n".join(rows(head, body)))
    setting.say("DEMO-EQUAL" if outcome.equal else "DEMO-DIFFERENT", folder=given.to)
    return 0 if outcome.equal else 1
