"""`gridvisit new`: begin a workspace, as the window's first page does."""

from pathlib import Path

from desktop import clock
from desktop.begin import begin
from desktop.commands import Setting
from desktop.commands.key import tell_code
from desktop.passphrase import Asking
from desktop.usage import Parser
from forms.records.types import Profile
from sync.exchange.paper_code import PaperCode, new_code

ABOUT = "CLI-ABOUT-NEW"


def add(parser: Parser) -> None:
    """Take who works there and whether the demo grid is wanted."""
    told = parser.speech
    parser.options.add_argument("--staff", required=True, help=told("CLI-HELP-STAFF"))
    parser.options.add_argument("--name", required=True, help=told("CLI-HELP-NAME"))
    parser.options.add_argument("--grid", required=True, help=told("CLI-HELP-GRID"))
    parser.options.add_argument("--grid-name", help=told("CLI-HELP-GRID-NAME"))
    parser.options.add_argument(
        "--role",
        choices=("worker", "supervisor"),
        default="worker",
        help=told("CLI-HELP-ROLE"),
    )
    parser.options.add_argument(
        "--demo", action="store_true", help=told("CLI-HELP-DEMO-GRID")
    )
    parser.options.add_argument(
        "--no-passphrase", action="store_true", help=told("CLI-HELP-NO-PASSPHRASE")
    )
    parser.options.add_argument(
        "--sheet", type=Path, metavar="FILE", help=told("CLI-HELP-KEY-SHEET")
    )


def run(setting: Setting) -> int:
    """Make the workspace."""
    given = setting.given
    profile = Profile(
        staff_id=given.staff,
        name=given.name,
        grid_code=given.grid,
        role=given.role,
        language=setting.speech.language,
    )
    secret, code = _secret(setting)
    begin(
        setting.workspace,
        profile,
        demo=given.demo,
        clock=clock.now,
        grid_name=given.grid_name or given.grid,
        passphrase=secret,
        recipients=[code.recipient] if code else (),
    )
    setting.say("CLI-NEW-DONE", place=setting.workspace)
    if code is None:
        setting.say("CLI-NEW-OPEN")
    else:
        tell_code(setting, code, given.name, given.sheet)
    return 0


def _secret(setting: Setting) -> tuple[str, PaperCode | None]:
    """Return passphrase and recovery code; fictional people need none."""
    given, asking = setting.given, Asking(setting.given, setting.speech)
    if given.no_passphrase or (given.demo and not asking.given()):
        return "", None
    return asking.fresh(), new_code()
