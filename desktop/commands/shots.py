"""`gridvisit shots`: every page as a picture, in both themes, sizes and languages."""

from pathlib import Path

from desktop.commands import Setting
from desktop.usage import Parser

ABOUT = "CLI-ABOUT-SHOTS"


def add(parser: Parser) -> None:
    """Take the folder."""
    parser.given.add_argument(
        "folder", type=Path, metavar="DIR", help=parser.speech("CLI-HELP-SHOTS")
    )


def run(setting: Setting) -> int:
    """Draw the gallery offscreen."""
    # The command line starts without Qt; this command alone needs it.
    from desktop.gallery import draw

    count = draw(setting.given.folder)
    setting.say("CLI-SHOTS-DONE", count=count, folder=setting.given.folder)
    return 0
