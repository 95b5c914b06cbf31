"""`gridvisit ledger`: a street office's own table, brought into a list."""

import sys
from pathlib import Path

from desktop import clock
from desktop.commands import Setting
from desktop.usage import Parser
from forms.records import backup, ledger, ledger_match
from forms.records.journal import Journal
from forms.records.ledger import LedgerPlan
from forms.records.store import Records

ABOUT = "CLI-ABOUT-LEDGER"
_SHOWN = 20


def add(parser: Parser) -> None:
    """Take the file, the list, and whether to ask."""
    told = parser.speech
    parser.given.add_argument(
        "file", type=Path, metavar="FILE", help=told("CLI-HELP-LEDGER")
    )
    parser.options.add_argument(
        "--list", required=True, metavar="NAME", help=told("CLI-HELP-LIST")
    )
    sure = parser.options.add_mutually_exclusive_group()
    sure.add_argument("--dry-run", action="store_true", help=told("CLI-HELP-DRY"))
    sure.add_argument("--yes", action="store_true", help=told("CLI-HELP-YES"))


def run(setting: Setting) -> int:
    """Show what the table would change; change it when that is wanted."""
    given = setting.given
    with Journal.open(setting.workspace) as journal:
        # What a person said of headings in the window counts here too.
        chosen = ledger_match.recall(journal, given.list)
    with Records.open(setting.workspace) as records:
        planned = ledger.plan(records, given.file, given.list, chosen=chosen)
        _show(setting, planned)
        if given.dry_run or not (given.yes or _agreed(setting)):
            setting.say("CLI-LEDGER-NOTHING")
            return 0
        backup.make_before_import(setting.workspace, clock.now())
        report = ledger.apply(records, planned)
    setting.say("CLI-LEDGER-DONE", created=report.created, updated=report.updated)
    return 1 if planned.counts["refused"] else 0


def _show(setting: Setting, planned: LedgerPlan) -> None:
    setting.say("CLI-LEDGER-COUNTS", **planned.counts)
    if planned.ignored:
        setting.say("CLI-LEDGER-IGNORED", headings=", ".join(planned.ignored))
    for row in planned.rows[:_SHOWN]:
        for name, (old, new) in row.changes.items() if row.action == "update" else ():
            print(f"  {row.row}: {name}: {old or '-'} -> {new or '-'}")
    for doubt in planned.doubts[:_SHOWN]:
        told = setting.speech(doubt.code, row=doubt.row, column=doubt.heading)
        print(f"  {doubt.row}: {told}")
    if len(planned.doubts) > _SHOWN:
        setting.say("CLI-LEDGER-MORE", count=len(planned.doubts) - _SHOWN)


def _agreed(setting: Setting) -> bool:
    """Ask at a terminal; without one nobody can agree."""
    if not sys.stdin.isatty():
        return False
    return input(setting.speech("CLI-LEDGER-ASK")).strip().lower() in ("y", "yes", "是")
