"""Gates: the pages that stand before a workspace: unlock it, mend it, begin one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import clock
from desktop.first import people, set_up
from forms.errors import KnownError
from forms.records import backup, keys
from forms.records.workspace import hold, is_workspace
from sync.exchange.paper_code import read_identity
from ui.jobs import Jobs, Progress
from ui.pages.first_run import Answers, FirstRun
from ui.safe.again import Asked, PutBack, put_back, take_as_is, told_back
from ui.safe.rescue import BEHIND, RescuePage
from ui.safe.unlock import UnlockPage
from ui.safe.waiting import WaitingPage

if TYPE_CHECKING:
    from sync.exchange.paper_code import PaperCode
    from ui.desk import Desk

    Paper = tuple[PaperCode, bytes]

Work = Callable[[Progress], object]
DAMAGED = ("STORE-DAMAGED", "STORE-KEY", "STORE-GONE")


def rescue_page(
    error: KnownError, folder: Path, language: str, run: Callable[[Work], None]
) -> RescuePage | None:
    """Return a page that offers backups of damaged data; None where there is no way.

    Args:
        error: What opening met.
        folder: The workspace.
        language: "zh_CN" or "en".
        run: Does what is chosen, with nothing open.
    """
    # Drafts are newer here than in any backup.
    found = [] if error.code == "DRAFT-BEHIND" else backup.kept(folder)
    if error.code not in BEHIND and not (error.code in DAMAGED and found):
        return None
    page = RescuePage(error, found, language)
    page.chosen.connect(lambda name: run(lambda _: put_back(folder, name, clock.now)))
    page.taken.connect(lambda: run(lambda _: take_as_is(folder, clock.now)))
    return page


def unlock_page(
    folder: Path, jobs: Jobs, language: str, *, kept: bool, demo: bool
) -> UnlockPage:
    """Return the page that asks for the passphrase, or for the recovery code.

    Args:
        folder: The workspace.
        jobs: Deriving a key takes a moment.
        language: "zh_CN" or "en".
        kept: A visit was open when it was locked.
        demo: It is the demo grid.
    """

    def unlock(passphrase: str) -> None:
        keys.unlock(folder, passphrase)

    def recover(code: str, passphrase: str) -> None:
        keys.recover(folder, read_identity(code), passphrase)

    return UnlockPage(jobs, unlock, recover, language, kept=kept, demo=demo)


def first_page(
    jobs: Jobs,
    folder_of: Callable[[bool], Path],
    speak: Callable[[str], None],
    language: str,
) -> FirstRun:
    """Return the page that asks who works here and begins a workspace.

    Args:
        jobs: Setting up the demo grid takes seconds.
        folder_of: Where the demo grid (True) or real work lies.
        speak: Puts another language on.
        language: "zh_CN" or "en".
    """

    def make(answers: Answers, count: Progress) -> "tuple[Answers, Paper | None]":
        folder = folder_of(answers.demo)
        # The demo grid is there once it was looked at: it is opened as it was left.
        if answers.demo and is_workspace(folder):
            return answers, None
        return answers, set_up(folder, answers, count)

    # Who looked round already and comes here wants to begin.
    looked = is_workspace(folder_of(True))
    return FirstRun(jobs, people(), make, speak, language, own=looked)


def waiting_page(
    folder: Path, jobs: Jobs, work: Work, language: str, outcome: list[object]
) -> WaitingPage:
    """Return a page that counts while `work` is done and nobody else opens `folder`.

    Args:
        folder: The workspace.
        jobs: What takes the work off the window's thread.
        work: What is done.
        language: "zh_CN" or "en".
        outcome: Gets what the work returned.
    """

    def alone(progress: Progress) -> None:
        with hold(folder):
            outcome[:] = [work(progress)]

    return WaitingPage(jobs, alone, language)


def tell_outcome(desk: "Desk | None", outcome: list[object]) -> None:
    """Say, once, what was put back, or what the office needs of another device."""
    asked = [one for one in outcome if isinstance(one, Asked)]
    back = [one for one in outcome if isinstance(one, PutBack)]
    outcome.clear()
    if desk is not None and back:
        desk.tell(told_back(back[0]))
    if desk is not None and asked:
        told = {"file": str(asked[0].file), "shown": asked[0].code}
        desk.show_problem(KnownError("REJOIN-ASKED", **told))
