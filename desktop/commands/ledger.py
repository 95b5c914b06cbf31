"""`gridvisit ledger`: a street office's own table, brought into a list."""

import sys
from pathlib import Path

from desktop import clock
from desktop.commands import Setting
from desktop.commands.progress import counting
from desktop.commands.report import day_of
from desktop.usage import Parser
from forms.records import backup, ledger, ledger_decided, ledger_match
from forms.records.journal import Journal
from forms.records.ledger import Decision, LedgerPlan, PlanRow
from forms.records.ledger_files import read_book
from forms.records.store import Records
from forms.records.vault import write_file
from forms.reports.dry_run import plan_book

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
    for name, code in (("sheet", "SHEET-NAME"), ("day", "LEDGER-DAY")):
        parser.options.add_argument(
            f"--{name}",
            default="",
            metavar="YYYY-MM-DD" if name == "day" else "NAME",
            help=told(f"CLI-HELP-{code}"),
        )
    parser.options.add_argument(
        "--alike", choices=("same", "new", "out"), help=told("CLI-HELP-LEDGER-ALIKE")
    )
    parser.options.add_argument(
        "--save",
        type=Path,
        metavar="FILE.xlsx",
        help=told("CLI-HELP-LEDGER-SAVE"),
    )
    sure = parser.options.add_mutually_exclusive_group()
    sure.add_argument("--dry-run", action="store_true", help=told("CLI-HELP-DRY"))
    sure.add_argument("--yes", action="store_true", help=told("CLI-HELP-YES"))


def run(setting: Setting) -> int:
    """Show what the table would change; change it when that is wanted."""
    given = setting.given
    book = read_book(given.file, given.sheet)
    with Journal.open(setting.workspace) as journal:
        # What a person said of headings and rows in the window counts here too.
        headings = [one.text for one in ledger_match.headings(book, given.list)]
        chosen = ledger_match.recall(journal, given.list, headings)
        decided = ledger_decided.recall(journal, given.list)
        grid = journal.profile.grid_code
    with Records.open(setting.workspace) as records, counting() as count:
        planned = ledger.plan(
            records, book, given.list, grid, chosen, decided=decided,
            day=day_of(given.day), count=count,
        )  # fmt: skip
        for row in [one for one in planned.rows if one.action == "wait"]:
            if given.alike:
                planned.decide(records, row.row, _decision(given.alike, row))
        if given.save:
            write_file(given.save, plan_book(planned, setting.speech.language))
        _show(setting, planned)
        if given.dry_run or not (given.yes or _agreed(setting)):
            setting.say("CLI-LEDGER-NOTHING")
            return 0
        backup.make_before_import(setting.workspace, clock.now())
        report = ledger.apply(records, planned, count=count)
    setting.say("CLI-LEDGER-DONE", created=report.created, updated=report.updated)
    return 1 if planned.counts["refused"] or planned.counts["wait"] else 0


def _decision(what: str, row: PlanRow) -> Decision:
    if what == "same":
        return Decision("same", row.likes[0].id)
    return Decision("new" if what == "new" else "out")


def _show(setting: Setting, planned: LedgerPlan) -> None:
    setting.say("CLI-LEDGER-COUNTS", day=planned.day, **planned.counts)
    if planned.ignored:
        setting.say("CLI-LEDGER-IGNORED", headings=", ".join(planned.ignored))
    for row in planned.rows[:_SHOWN]:
        for name, (old, new) in row.changes.items() if row.action == "update" else ():
            print(f"  {row.row}: {name}: {old or '-'} -> {new or '-'}")
        for kept in row.kept:
            told = setting.speech(kept.code, day=kept.day)
            print(f"  {row.row}: {kept.property}: {told}")
    doubts = [(row, doubt) for row in planned.rows for doubt in row.doubts]
    for row, doubt in doubts[:_SHOWN]:
        told = setting.speech(doubt.code, row=doubt.row, column=doubt.heading)
        print(f"  {setting.speech(f'PLAN-{row.action}')}: {told}")
    if len(doubts) > _SHOWN:
        setting.say("CLI-LEDGER-MORE", count=len(doubts) - _SHOWN)


def _agreed(setting: Setting) -> bool:
    """Ask at a terminal; without one nobody can agree."""
    if not sys.stdin.isatty():
        return False
    return input(setting.speech("CLI-LEDGER-ASK")).strip().lower() in ("y", "yes", "是")
