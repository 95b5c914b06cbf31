"""The window: set up Qt, show the shell at once, then open the workspace behind it."""

import os
import sys
from collections.abc import MutableMapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QIcon, QSessionManager
from PySide6.QtWidgets import QApplication, QDialog

import resources
from desktop import look, paths, speech
from desktop.ending import Ending
from ui import doorbell, languages
from ui.main_window import MainWindow
from ui.safe.idle import Idle
from ui.theme import Look, ThemeName, put_on

# Only the types: the engine and the register take longer to load than the bare window
# takes to paint, so their modules are imported in `begin`, after the first paint.
if TYPE_CHECKING:
    from collections.abc import Callable

    from forms.errors import KnownError
    from forms.records.journal import Journal
    from forms.records.store import Records
    from forms.records.types import Profile
    from sync.exchange.paper_code import PaperCode
    from ui.desk import Desk
    from ui.jobs import Jobs, Progress
    from ui.pages.first_run import Answers
    from ui.parts.crash import CrashDialog

    Paper = tuple[PaperCode, bytes]

PRODUCT = "GridVisit"
SWITCH_S = 0.0005
"""Each commit of the journal asks for the interpreter some ten times; at the usual
5 ms a turn, work on a lane would make an answer wait for 50 ms."""


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
    return [
        Path(word) for word in words if _is_ours(Path(word)) or Path(word).is_file()
    ]


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
        self._app, self._place, self._files = app, place, files
        self._look = look.read(self._look_file) or look.LastLook(
            language=speech.of_system(os.environ)
        )
        self._stack = ExitStack()
        self._crash: CrashDialog | None = None
        self._jobs: Jobs | None = None
        self.desk: Desk | None = None
        # The draft and the page that were open when it was locked; sealed, what the
        # disk refused until then.
        self._kept = ("", "")
        self._sealed: list[bytes] = []
        self._ends = False
        self._idle = Idle(app)
        self._idle.idle.connect(self._lock_idle)
        self._put_on()
        self.window = MainWindow(self._look.geometry)
        self.window.guard = self._may_close
        self.window.closing.connect(self._close)
        direct = Qt.ConnectionType.DirectConnection
        app.commitDataRequest.connect(self.end_session, direct)
        self.window.lock_asked.connect(self.lock)

    def begin(self) -> None:
        """Open the workspace, or ask who works here where there is none yet."""
        from desktop import log
        from forms.errors import KnownError
        from forms.records.keys import is_locked
        from ui.safe.outside import wipe_left

        wipe_left()
        log.begin(paths.logs())
        log.file_crashes(paths.logs(), self._tell_crash)
        if not _is_workspace(self._folder):
            self.ask_first()
            return
        try:
            if is_locked(self._folder):
                self.ask_passphrase()
            else:
                self._open()
        except KnownError as error:
            self._stack.close()
            if error.code == "STORE-BUSY" and self._files:
                self._leave_files()
            elif not self._rescue(error):
                self._tell(error)

    def _rescue(self, error: "KnownError") -> bool:
        """Offer backups where the data are damaged; tell whether there is a way on."""
        from desktop import clock
        from forms.records import backup
        from ui.safe.again import put_back, take_as_is
        from ui.safe.rescue import BEHIND, RescuePage

        folder = self._folder
        # Drafts are newer here than in any backup.
        found = [] if error.code == "DRAFT-BEHIND" else backup.kept(folder)
        damaged = ("STORE-DAMAGED", "STORE-KEY", "STORE-GONE")
        if error.code not in BEHIND and not (error.code in damaged and found):
            return False
        page = RescuePage(error, found, self._look.language)
        page.chosen.connect(
            lambda name: self.run_closed(lambda _: put_back(folder, name, clock.now))
        )
        page.taken.connect(
            lambda: self.run_closed(lambda _: take_as_is(folder, clock.now))
        )
        self.window.show_alone(page)
        return True

    def ask_passphrase(self) -> None:
        """Show the page that asks for it, and nothing else."""
        from forms.records import backup, keys
        from sync.exchange.paper_code import read_identity
        from ui.safe.unlock import UnlockPage

        folder = self._folder

        def unlock(passphrase: str) -> None:
            keys.unlock(folder, passphrase)

        def recover(code: str, passphrase: str) -> None:
            keys.recover(folder, read_identity(code), passphrase)
            backup.rewrap(folder)

        page = UnlockPage(
            self._lanes(), unlock, recover, self._look.language,
            kept=bool(self._kept[0]), demo=self._look.demo,
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
        self._kept = (self.desk.draft_id, self.desk.window.name)
        # Not written elsewhere: the disk may take it when somebody comes back.
        self._sealed += self.desk.sealed()
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
        from ui.safe.waiting import WaitingPage

        if not self._may_close():
            return
        self._let_go()
        folder = self._folder

        def alone(progress: "Progress") -> object:
            from forms.records.workspace import hold

            with hold(folder):
                return work(progress)

        page = WaitingPage(self._lanes(), alone, self._look.language)
        page.done.connect(self.begin)
        self.window.show_alone(page)
        page.begin()

    def ask_first(self) -> None:
        """Show the first-run page in the window."""
        from desktop.first import people, set_up
        from ui.pages.first_run import FirstRun

        def make(answers: "Answers", count: "Progress") -> object:
            folder = self._folder_of(demo=answers.demo)
            # The demo grid is there once it was looked at: it is opened as it was left.
            if answers.demo and _is_workspace(folder):
                return answers, None
            return answers, set_up(folder, answers, count)

        page = FirstRun(self._lanes(), people(), make, self._speak, self._look.language)
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
        return self._folder_of(demo=self._look.demo)

    def _folder_of(self, *, demo: bool) -> Path:
        if self._place is not None:
            return self._place
        return paths.demo_workspace() if demo else paths.default_workspace()

    def _lanes(self) -> "Jobs":
        from ui.jobs import Jobs

        self._jobs = self._jobs or Jobs(self)
        return self._jobs

    def _open(self) -> None:
        from desktop import clock, log
        from forms.records.journal import Journal
        from forms.records.store import Records
        from forms.records.workspace import hold
        from ui.context import Workspace
        from ui.desk import Desk

        folder = self._folder
        self._stack.enter_context(hold(folder))
        records = self._stack.enter_context(Records.open(folder))
        journal = self._stack.enter_context(Journal.open(folder))
        profile = journal.profile
        workspace = Workspace(
            folder, records, journal, self._lanes(), profile, profile.language,
            _grid_name(records, profile.grid_code), records.demo, clock.now,
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
        self._return()
        self._finish_key()
        self._warm(records, self.desk)
        self._back_up(folder)
        log.logger.info("opened %s", records.register_id)
        self._tell_mended()
        self._take_files()

    def _tell_mended(self) -> None:
        """Say that the key file came back from its second copy."""
        from desktop import log
        from forms.errors import KnownError
        from forms.records import keys

        if self.desk is not None and keys.take_mended():
            log.logger.warning("key file mended")
            self.desk.show_problem(KnownError("KEY-MENDED"))

    def take(self, files: "Sequence[Path]") -> None:
        """Open files that another start of the program brought, and come to the front.

        Where nothing is open yet, it is locked, or a dialog waits for an answer, so do
        they.
        """
        doorbell.bring_forward(self.window)
        self._files = (*self._files, *files)
        self._take_files()

    def _take_files(self) -> None:
        from forms.errors import KnownError

        desk, asking = self.desk, self._app.activeModalWidget()
        if desk is None or not self._files:
            return
        if isinstance(asking, QDialog):
            # Later: the dialog is not gone yet when it says that it ends.
            asking.finished.connect(lambda: QTimer.singleShot(0, self._take_files))
            return
        files, self._files = self._files, ()
        desk.take_files([file for file in files if _is_ours(file)])
        others = [file.name for file in files if not _is_ours(file)]
        if others:
            problem = KnownError("OPENED-KIND", file=", ".join(others))
            # The window is there first.
            QTimer.singleShot(0, desk, lambda: desk.show_problem(problem))

    def _leave_files(self) -> None:
        """Leave the files to the window that is open already."""
        from ui.exchange.inbox import leave

        leave(self._folder, self._files)
        self.window.close()

    def _watch(self, journal: "Journal") -> None:
        from forms.records import keys
        from ui.safe.protection import LOCK_SETTING, lock_minutes

        if keys.is_protected(self._folder):
            self._idle.watch(lock_minutes(journal.setting(LOCK_SETTING)))

    def _back_up(self, folder: Path) -> None:
        """Make the backup of the day beside the work; tell where it fails."""
        from desktop import clock
        from forms.records import backup

        desk = self.desk
        if desk is not None:
            self._lanes().run(
                "work",
                lambda _: backup.make_daily(folder, clock.now()),
                lambda _: None,
                desk.show_problem,
            )

    def _warm(self, records: "Records", desk: "Desk") -> None:
        """Read the forms beside the work: beginning one must not wait for its parsing.

        A short turn for every thread, meanwhile and later: what a lane does must not
        keep an answer from the disk for longer than it can be felt.
        """
        from forms.entry.host import warm

        sys.setswitchinterval(SWITCH_S)
        xforms = [records.form(name) for name in {f.form_id for f in records.forms()}]
        self._lanes().run(
            "work", lambda _: warm(xforms), lambda _: None, desk.show_problem
        )

    def _finish_key(self) -> None:
        """Go on where a change of the key was cut short, and let the register help."""
        from forms.records import keys, rekey
        from forms.records.key_file import Recipient

        folder, desk = self._folder, self.desk
        if desk is None or not keys.is_protected(folder):
            return
        founding = desk.workspace.records.members.founding

        def work(_: "Progress") -> None:
            if founding is not None:
                keys.set_recipient(folder, Recipient("register", founding["recovery"]))
            rekey.finish(folder)

        self._lanes().run("work", work, lambda _: None, desk.show_problem)

    def _return(self) -> None:
        """Show again what was open when it was locked."""
        from forms.entry.rescue import seal, unseal

        (draft, name), self._kept = self._kept, ("", "")
        sealed, self._sealed = self._sealed, []
        if self.desk is None:
            return
        if name and not draft:
            self.desk.go_if_here(name)
        back = [unseal(self._folder, data) for data in sealed]
        # The one that was open comes last: it is the one that is shown.
        back.sort(key=lambda rescued: rescued.draft.id == draft)
        for rescued in back:
            if not self.desk.bring_back(rescued):
                self._sealed.append(seal(self._folder, rescued))
        if draft and draft not in {rescued.draft.id for rescued in back}:
            self.desk.resume(draft)
        self.desk.look_for_carried()

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
        if self._ends:
            return True
        return self._put_sealed() if self.desk is None else self.desk.may_close()

    def _kept_all(self) -> bool:
        return self._put_sealed() if self.desk is None else self.desk.keep_elsewhere()

    def _put_sealed(self) -> bool:
        """Put elsewhere what waits sealed behind the lock; tell whether all is."""
        if not self._sealed:
            return True
        from ui.carried import put_sealed

        self._sealed = put_sealed(self._sealed)
        return not self._sealed

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


def _is_ours(file: Path) -> bool:
    return file.suffix.lower() in resources.OPENED


def _is_workspace(folder: Path) -> bool:
    return (folder / "workspace.json").is_file()


def _grid_name(records: "Records", code: str) -> str:
    grid = records.entity("grid", code)
    if grid is None:
        return code
    known = grid.properties
    told = " ".join(known.get(name, "") for name in ("community", "grid_no")).strip()
    return told or grid.label


if __name__ == "__main__":
    sys.exit(main())
