"""`gridvisit report`: a ledger, or the report of a day or a period, as PDF."""

import argparse
from datetime import date
from pathlib import Path
from typing import get_args

from desktop import clock
from desktop.commands import Setting
from desktop.usage import Parser
from forms.errors import KnownError
from forms.records.vault import write_file
from forms.reports.masks import Audience
from forms.reports.order import ReportOrder, report_names
from ui.sheets import draw_report

ABOUT = "CLI-ABOUT-REPORT"


def add(parser: Parser) -> None:
    """Take the report, its days, its grid, its readers and the file."""
    told = parser.speech
    names = ", ".join(report_names())
    parser.given.add_argument(
        "name", metavar="NAME", help=told("CLI-HELP-REPORT", names=names)
    )
    for option, code in (("from", "FROM"), ("to", "TO")):
        parser.options.add_argument(
            f"--{option}",
            dest=f"{option}_day",
            default="",
            metavar="YYYY-MM-DD",
            help=told(f"CLI-HELP-REPORT-{code}"),
        )
    parser.options.add_argument(
        "--grid", default="", metavar="CODE", help=told("CLI-HELP-REPORT-GRID")
    )
    parser.options.add_argument(
        "--audience",
        choices=get_args(Audience),
        default="worker",
        help=told("CLI-HELP-AUDIENCE"),
    )
    parser.options.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=told("CLI-HELP-SHEET-OUT"),
    )


def run(setting: Setting) -> int:
    """Draw the report; what the font lacks is told."""
    given = setting.given
    drawn = draw_report(setting.workspace, _order(setting))
    write_file(given.out, drawn.pdf)
    setting.say("CLI-REPORT-DONE", title=drawn.title, file=given.out)
    if drawn.holes:
        setting.say("CLI-SHEET-HOLES", signs=" ".join(drawn.holes))
    return 0


def _order(setting: Setting) -> ReportOrder:
    given: argparse.Namespace = setting.given
    first, last = day_of(given.from_day), day_of(given.to_day)
    if first and last and last < first:
        raise KnownError("REPORT-DAYS", first=first, last=last)
    return ReportOrder(
        name=given.name,
        on=clock.now().date(),
        first=first,
        last=last,
        grid_code=given.grid,
        audience=given.audience,
        language=setting.speech.language,
    )


def day_of(text: str) -> date | None:
    """Return the day that an option names, None where it is not given.

    Raises:
        KnownError: REPORT-DAY.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise KnownError("REPORT-DAY", told=text) from error
