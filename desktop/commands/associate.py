"""`gridvisit associate`: a double click on a bundle or invitation opens it here."""

from desktop.commands import Setting
from desktop.usage import Parser
from forms.errors import KnownError
from ui import association

ABOUT = "CLI-ABOUT-ASSOCIATE"


def add(parser: Parser) -> None:
    """Take whether it is to be undone."""
    parser.options.add_argument(
        "--undo", action="store_true", help=parser.speech("CLI-HELP-ASSOCIATE-UNDO")
    )


def run(setting: Setting) -> int:
    """Do it or undo it, for this user alone."""
    if not association.POSSIBLE:
        raise KnownError("OPENED-NOT-HERE")
    if setting.given.undo:
        association.dissociate()
        setting.say("CLI-DISSOCIATED")
    else:
        association.associate()
        setting.say("CLI-ASSOCIATED", program=association.program())
    return 0
