"""`gridvisit --selftest`: does this program, as it was built, do its main job?"""

import tempfile
from pathlib import Path

from desktop import demo
from desktop.clock import now
from desktop.commands import Setting
from desktop.usage import Parser

ABOUT = "CLI-ABOUT-SELFTEST"


def add(parser: Parser) -> None:
    """Take nothing."""


def run(setting: Setting) -> int:
    """Fill and finalise a visit, draw its PDF, write and read a bundle; 0 if all do."""
    speech = setting.speech
    with tempfile.TemporaryDirectory() as folder:
        demo.small(Path(folder), now().date(), speech.language, setting.say)
    setting.say("CLI-SELFTEST-DONE")
    return 0
