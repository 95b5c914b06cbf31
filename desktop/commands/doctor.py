"""`gridvisit doctor`: is the register whole, and does the log say the same."""

from desktop.commands import Setting
from desktop.usage import Parser
from forms.records.store import Records

ABOUT = "CLI-ABOUT-DOCTOR"


def add(parser: Parser) -> None:
    """Take whether the projections are rebuilt from the log."""
    parser.options.add_argument(
        "--rebuild", action="store_true", help=parser.speech("CLI-HELP-REBUILD")
    )


def run(setting: Setting) -> int:
    """Print how the register stands; 1 where something is damaged."""
    speech = setting.speech
    with Records.open(setting.workspace) as records:
        report = records.doctor(rebuild=setting.given.rebuild)
    setting.say(
        "CLI-DOCTOR-COUNTS",
        ops=report.ops,
        devices=report.devices,
        visits=report.visits,
        entities=report.entities,
        blobs=report.blobs,
        digest=report.digest[:16],
    )
    for finding in (*report.findings, *report.notes):
        print(f"- {speech(finding.code, subject=finding.subject)}")
    if report.rebuilt is not None:
        setting.say("CLI-DOCTOR-SAME" if report.rebuilt else "CLI-DOCTOR-OTHER")
    setting.say("CLI-DOCTOR-WELL" if report.healthy else "CLI-DOCTOR-ILL")
    return 0 if report.healthy else 1
