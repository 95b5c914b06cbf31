"""Upkeep: what is done beside the work once a workspace is open."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import clock, log
from forms.entry.host import warm
from forms.errors import KnownError
from forms.records import backup, keys, rekey
from forms.records.key_file import Recipient
from forms.records.store import Records

if TYPE_CHECKING:
    from ui.jobs import Jobs, Progress

Tell = Callable[[KnownError], None]
SWITCH_S = 0.0005
"""Each commit of the journal asks for the interpreter some ten times; at the usual
5 ms a turn, work on a lane would make an answer wait for 50 ms."""


def keep_up(folder: Path, records: Records, jobs: "Jobs", tell: Tell) -> None:
    """Finish a change of the key, read the forms, make the backup of the day.

    Args:
        folder: The workspace.
        records: Open.
        jobs: What takes the work off the window's thread.
        tell: Gets what went wrong.
    """
    if keys.take_mended(folder):
        log.logger.warning("key file mended")
        tell(KnownError("KEY-MENDED"))
    finish_key(folder, records, jobs, tell)
    read_forms(records, jobs, tell)
    jobs.run(
        "work", lambda _: backup.make_daily(folder, clock.now()), lambda _: None, tell
    )


def finish_key(folder: Path, records: Records, jobs: "Jobs", tell: Tell) -> None:
    """Go on where a change of the key was cut short, and let the register help."""
    if not keys.is_protected(folder):
        return
    founding = records.members.founding

    def work(_: "Progress") -> None:
        if founding is not None:
            keys.set_recipient(folder, Recipient("register", founding["recovery"]))
        rekey.finish(folder)

    jobs.run("work", work, lambda _: None, tell)


def read_forms(records: Records, jobs: "Jobs", tell: Tell) -> None:
    """Read the forms beside the work: beginning one must not wait for its parsing.

    A short turn for every thread, meanwhile and later: what a lane does must not keep
    an answer from the disk for longer than it can be felt.
    """
    sys.setswitchinterval(SWITCH_S)
    xforms = [records.form(name) for name in {f.form_id for f in records.forms()}]
    jobs.run("work", lambda _: warm(xforms), lambda _: None, tell)
