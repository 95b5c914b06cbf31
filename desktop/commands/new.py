"""`gridvisit new`: begin a workspace, as the window's first page does."""

from desktop import clock
from desktop.begin import begin
from desktop.commands import Setting
from desktop.usage import Parser
from forms.records.types import Profile

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
    begin(
        setting.workspace,
        profile,
        demo=given.demo,
        clock=clock.now,
        grid_name=given.grid_name or given.grid,
    )
    setting.say("CLI-NEW-DONE", place=setting.workspace)
    return 0
