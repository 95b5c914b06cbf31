"""`gridvisit doctor`: is the register whole, and does the log say the same."""

from desktop import clock
from desktop.commands import Setting, backup
from desktop.usage import Parser
from forms.records import behind
from forms.records.journal import Journal
from forms.records.store import Records
from forms.records.workspace import describe, hold

ABOUT = "CLI-ABOUT-DOCTOR"


def add(parser: Parser) -> None:
    """Take whether the projections are rebuilt, and whether to go on as it is."""
    parser.options.add_argument(
        "--rebuild", action="store_true", help=parser.speech("CLI-HELP-REBUILD")
    )
    parser.options.add_argument(
        "--go-on", action="store_true", help=parser.speech("CLI-HELP-GO-ON")
    )


def run(setting: Setting) -> int:
    """Print how the register stands; 1 where something is damaged."""
    speech = setting.speech
    if setting.given.go_on:
        _go_on(setting)
    # Drafts are looked at too: the journal tells when it is opened.
    with (
        Records.open(setting.workspace) as records,
        Journal.open(setting.workspace) as journal,
    ):
        report = records.doctor(rebuild=setting.given.rebuild, verify=True)
        drafts = journal.examine()
    setting.say(
        # Of a damaged file nothing is counted but what can still be read.
        "CLI-DOCTOR-COUNTS" if report.digest else "CLI-DOCTOR-PART",
        ops=report.ops,
        devices=report.devices,
        visits=report.visits,
        entities=report.entities,
        blobs=report.blobs,
        digest=report.digest[:16],
    )
    for finding in (*report.findings, *drafts, *report.notes):
        print(f"- {speech(finding.code, subject=finding.subject)}")
    if report.rebuilt is not None:
        setting.say("CLI-DOCTOR-SAME" if report.rebuilt else "CLI-DOCTOR-OTHER")
    well = report.healthy and not drafts
    setting.say("CLI-DOCTOR-WELL" if well else "CLI-DOCTOR-ILL")
    return 0 if well else 1


def _go_on(setting: Setting) -> None:
    """Take the workspace as it is where newer work is missing."""
    folder = setting.workspace
    describe(folder)
    with hold(folder):
        if not behind.go_on(folder):
            return
        with Records.open(folder, clock=clock.now) as records:
            setting.say("CLI-DOCTOR-ANEW", device=records.device_id)
            backup.ask_anew(setting, records, None)
