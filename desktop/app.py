"""The window: set up Qt, show the shell at once, then open the workspace behind it."""

import os
import sys
from collections.abc import MutableMapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon, QSessionManager
from PySide6.QtWidgets import QApplication

import resources
from desktop import look, paths, speech
from ui import doorbell, languages
from ui.ending import Ending
from ui.kept import Kept
from ui.main_window import MainWindow
from ui.opened import Opened, is_ours
from ui.safe.idle import Idle
from ui.theme import Look, ThemeName, put_on

# Only the types: the engine and the register take longer to load than the bare window
# takes to paint, so their modules are imported in `begin`, after the first paint.
if TYPE_CHECKING:
    from collections.abc import Callable

    from forms.errors import KnownError
    from forms.records.journal import Journal
    from forms.records.types import Profile
    from sync.exchange.paper_code import PaperCode
    from ui.desk import Desk
    from ui.jobs import Jobs, Progress
    from ui.pages.first_run import Answers
    from ui.parts.crash import CrashDialog

    Paper = tuple[PaperCode, bytes]

PRODUCT = "GridVisit"


def main(words: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed; return the exit code."""
    given = sys.argv[1:] if words is None else words
    place = speech.asked_for(given, "--workspace")
    files = opened(given)
    mend_input_method(os.environ)
    app = QApplication(sys.argv[:1])
    app.setApplicationName(PRODUCT)
    app.setDesktopFileName("gridvisit")
    bell = doorbell.address(Path(place) if place else paths.default_workspace())
    if doorbell.ring(bell, files):
        return 0
    program = Program(app, Path(place) if place else None, files)
    Ending(program).asked.connect(program.end)
    program.window.appear()
    app.processEvents()
    # Drawn of an SVG: after the first paint.
    app.setWindowIcon(QIcon(str(resources.path("pictures/app.svg"))))
    program.begin()
    doorbell.Doorbell(bell, program).rang.connect(program.take)
    return app.exec()


def opened(words: Sequence[str]) -> list[Path]:
    """Return the files among the words of a command line, those not ours too."""
    return [Path(word) for word in words if is_ours(Path(word)) or Path(word).is_file()]


def mend_input_method(environment: MutableMapping[str, str]) -> None:
    """Let Chinese be typed where fcitx is set: Qt's wheels bring the ibus plug-in only.

    fcitx speaks the protocol of ibus too.
    """
    if environment.get("QT_IM_MODULE", "").startswith("fcitx"):
        environment["QT_IM_MODULE"] = "ibus"


class Program(QObject):
    """What is open: a window, and in it the first-run page or a workspace.

    Args:
        place: A workspace to work in instead of the usual two.
        files: Bundles, invitations and requests to take up once it is open.
    """

    def __init__(
        self, app: QApplication, place: Path | None = None, files: Sequence[Path] = ()
    ) -> None:
        super().__init__()
        self._app, self._place = app, place
        self._opened = Opened(files, self)
        self._look = look.read(self._look_file) or look.LastLook(
            language=speech.of_system(os.environ)
        )
        self._stack = ExitStack()
        self._outcome: list[object] = []  # Of what was done while all was closed.
        self._crash: CrashDialog | None = None
        self._jobs: Jobs | None = None
        self.desk: Desk | None = None
        self._kept = Kept()
        self._ends = False
        self._idle = Idle(app)
        self._idle.idle.connect(self._lock_idle)
        self._put_on()
        self.window = MainWindow(self._look.geometry)
        self.window.guard = self._may_close
        self.window.closing.connect(self._close)
        # Told on this thread, so it is answered before the session goes on to end.
        app.commitDataRequest.connect(self.end_session)
        self.window.lock_asked.connect(self.lock)

    def begin(self) -> None:
        """Open the workspace, or ask who works here where there is none yet."""
        from desktop import log
        from forms.errors import KnownError
        from forms.records.keys import is_locked
        from forms.records.workspace import is_workspace
        from ui.safe.outside import wipe_left

        wipe_left()
        log.begin(paths.logs())
        log.file_crashes(paths.logs(), self._tell_crash)
        if not is_workspace(self._folder):
            self.ask_first()
            return
        try:
            if is_locked(self._folder):
                self.ask_passphrase()
            else:
                self._open()
        except KnownError as error:
            # A page may stand there already, and would read what is closed.
            self._let_go()
            if error.code == "STORE-BUSY" and self._opened:
                self._opened.leave(self._folder)
                self.window.close()
            elif not self._rescue(error):
                self._tell(error)

    def _rescue(self, error: "KnownError") -> bool:
        """Offer backups where the data are damaged; tell whether there is a way on."""
        from desktop.gates import rescue_page

        language = self._look.language
        page = rescue_page(error, self._folder, language, self.run_closed)
        if page is not None:
            self.window.show_alone(page)
        return page is not None

    def ask_passphrase(self) -> None:
        """Show the page that asks for it, and nothing else."""
        from desktop.gates import unlock_page

        page = unlock_page(
            self._folder, self._lanes(), self._look.language,
            kept=self._kept.has_draft, demo=self._look.demo,
        )  # fmt: skip
        page.done.connect(self.begin)
        page.other_asked.connect(self.other)
        self.window.show_alone(page)

    def lock(self) -> None:
        """Close all that is open and forget the key; a visit begun is kept.

        Without a passphrase there is nothing that a lock could ask for.
        """
        from forms.records import keys

        if self.desk is None or not keys.is_protected(self._folder):
            return
        self._kept.take(self.desk)
        for each in self._app.topLevelWidgets():
            if each is not self.window:
                # Dialogs, popups, open lists: each shows something of the data.
                each.close()
        self._let_go()
        keys.lock()
        self._app.clipboard().clear()
        self.ask_passphrase()

    def _lock_idle(self) -> None:
        """Lock, but not under an exchange: nobody touches the keys while it runs."""
        if self._jobs is not None and self._jobs.busy:
            self._idle.watch(1)
        else:
            self.lock()

    def end(self) -> None:
        """End because the system says so: what the disk refuses is kept elsewhere."""
        self._ends = self._kept_all() or self._ends
        self.window.close()

    def end_session(self, manager: QSessionManager) -> None:
        """Let the session end; where answers would be lost, ask; stay if so told."""
        if self._kept_all() or not manager.allowsInteraction():
            return
        stays = not self._may_close()
        manager.release()
        if stays:
            manager.cancel()

    def run_closed(self, work: "Callable[[Progress], object]") -> None:
        """Close all that is open, do `work`, open it again."""
        from desktop.gates import waiting_page

        if not self._may_close():
            return
        self._let_go()
        page = waiting_page(
            self._folder, self._lanes(), work, self._look.language, self._outcome
        )
        page.done.connect(self._begin_again)
        self.window.show_alone(page)
        page.begin()

    def ask_first(self) -> None:
        """Show the first-run page in the window."""
        from desktop.gates import first_page

        page = first_page(
            self._lanes(), self._folder_of, self._speak, self._look.language
        )
        page.done.connect(self._first_done)
        self.window.show_alone(page)

    def other(self) -> None:
        """Go from the demo grid to real work, or the other way."""
        if not self._may_close():
            return
        self._close()
        self._look = replace(self._look, demo=not self._look.demo)
        self.begin()

    # Inside.

    @property
    def _look_file(self) -> Path:
        return (self._place or paths.default_workspace()).parent / "look.json"

    @property
    def _folder(self) -> Path:
        return self._folder_of(self._look.demo)

    def _folder_of(self, demo: bool) -> Path:
        if self._place is not None:
            return self._place
        return paths.demo_workspace() if demo else paths.default_workspace()

    def _lanes(self) -> "Jobs":
        from ui.jobs import Jobs

        self._jobs = self._jobs or Jobs(self)
        return self._jobs

    def _open(self) -> None:
        from desktop import clock, log
        from desktop.upkeep import keep_up
        from forms.records.journal import Journal
        from forms.records.store import Records
        from forms.records.workspace import hold
        from ui.context import Workspace, grid_name
        from ui.desk import Desk

        folder = self._folder
        self._stack.enter_context(hold(folder))
        records = self._stack.enter_context(Records.open(folder))
        journal = self._stack.enter_context(Journal.open(folder))
        profile = journal.profile
        workspace = Workspace(
            folder, records, journal, self._lanes(), profile, profile.language,
            grid_name(records, profile.grid_code), records.demo, clock.now,
        )  # fmt: skip
        self._look = replace(self._look, demo=records.demo)
        self._take(profile, self._look.step)
        self.desk = Desk(self.window, workspace, self._take)
        self.desk.other_asked.connect(self.other)
        self.desk.lock_asked.connect(self.lock)
        self.desk.minutes_chosen.connect(self._idle.watch)
        self.desk.paper_asked.connect(self._show_paper)
        self.desk.closed_asked.connect(self.run_closed)
        self._watch(journal)
        self._kept.give_back(self.desk, folder)
        keep_up(folder, records, self._lanes(), self.desk.show_problem)
        log.logger.info("opened %s", records.register_id)
        self._opened.hand_to(self.desk)

    def _begin_again(self) -> None:
        from desktop.gates import tell_outcome

        self.begin()
        tell_outcome(self.desk, self._outcome)

    def take(self, files: "Sequence[Path]") -> None:
        """Open files that another start of the program brought, and come to the front.

        Where nothing is open yet, it is locked, or a dialog waits for an answer, so do
        they.
        """
        doorbell.bring_forward(self.window)
        self._opened.add(files, self.desk)

    def _watch(self, journal: "Journal") -> None:
        from forms.records import keys
        from ui.safe.protection import LOCK_SETTING, lock_minutes

        if keys.is_protected(self._folder):
            self._idle.watch(lock_minutes(journal.setting(LOCK_SETTING)))

    def _first_done(self, done: "tuple[Answers, Paper | None]") -> None:
        answers, paper = done
        self._look = replace(self._look, demo=answers.demo, language=answers.language)
        # At once: a program that ends hard finds its way back to this workspace.
        look.write(self._look_file, self._look)
        if paper is None:
            self.begin()
        else:
            self._show_paper(*paper)

    def _show_paper(self, code: "PaperCode", pdf: bytes) -> None:
        """Show a recovery code alone; what is open is closed before."""
        from ui.safe.paper import PaperPage

        if not self._may_close():
            return
        self._let_go()
        page = PaperPage(code, pdf, self._look.language)
        page.done.connect(self.begin)
        self.window.show_alone(page)

    def _take(self, profile: "Profile", step: int) -> None:
        """Speak and look as `profile` wants, and keep it for the next first paint."""
        before = self._look
        self._look = replace(
            before, language=profile.language, theme=profile.theme, step=step
        )
        if self._look != before:
            self._put_on()
            look.write(self._look_file, self._look)

    def _put_on(self) -> None:
        languages.speak(self._app, self._look.language)
        theme = cast(ThemeName, self._look.theme)
        put_on(self._app, Look(theme, self._look.step))

    def _speak(self, language: str) -> None:
        self._look = replace(self._look, language=language)
        languages.speak(self._app, language)

    def _may_close(self) -> bool:
        """Tell whether no answer would be lost; a person decides where some would."""
        if self._ends or self.desk is None:
            return self._ends or self._kept.put_elsewhere()
        return self.desk.may_close()

    def _kept_all(self) -> bool:
        if self.desk is None:
            return self._kept.put_elsewhere()
        return self.desk.keep_elsewhere()

    def _close(self) -> None:
        """Close what is open; whatever was answered is on disk, or sealed elsewhere."""
        self._look = replace(self._look, geometry=self.window.kept_geometry())
        look.write(self._look_file, self._look)
        self._let_go()

    def _let_go(self) -> None:
        from ui.safe.outside import wipe

        wipe()
        self._idle.watch(0)
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        if self._jobs is not None:
            self._jobs.close()
        self._stack.close()

    def _tell(self, error: "KnownError") -> None:
        from desktop import log
        from ui.problems import ProblemDialog

        log.logger.warning("known error %s", error.code)
        ProblemDialog(error, self._look.language, self.window).exec()
        self.window.close()

    def _tell_crash(self, report: Path) -> None:
        from ui.parts.crash import CrashDialog

        if self._crash is None:
            self._crash = CrashDialog(report, self.window)
            self._crash.exec()
            self._crash = None


if __name__ == "__main__":
    sys.exit(main())
