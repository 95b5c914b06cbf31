"""Desk: the work in the window: which page follows which, and the visit begun."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from forms.entry import FormEntry, Rescued, TrialEntry
from forms.errors import KnownError
from forms.records import disputes
from forms.records.types import Profile
from forms.reports.order import ReportOrder
from sync.folders.sticks import Stick
from ui import begun
from ui.carried import Carried
from ui.context import Start, Workspace
from ui.exchange.dock import Dock
from ui.exchange.exchange_page import ExchangePage
from ui.exchange.files import kind_of
from ui.exchange.register_page import RegisterPage
from ui.main_window import MainWindow
from ui.pages.catalog import PAGES
from ui.pages.form_page import FormPage
from ui.pages.form_watch import FormWatch
from ui.pages.sheet_preview import SheetPage
from ui.pages.subject_page import SubjectPage
from ui.parts.page import Page
from ui.parts.search import QuickSearch
from ui.problems import ProblemDialog, Toast
from ui.returned import Returned
from ui.waiting import Counter

Dress = Callable[[Profile, int], None]
FILES = {"exchange": ("bundle", "folder"), "register": ("invitation", "request")}
"""Which page takes which kinds of files."""


class Desk(QObject):
    """One workspace open in one window; pages are made when they are first shown.

    Args:
        window: Gets the pages.
        workspace: Open, its records for writing.
        dress: Puts a profile's language and theme and a font step on the
            application; the pages are made anew after it.
    """

    other_asked = Signal()
    lock_asked = Signal()
    minutes_chosen = Signal(int)
    paper_asked = Signal(object, bytes)
    closed_asked = Signal(object)

    def __init__(self, window: MainWindow, workspace: Workspace, dress: Dress) -> None:
        super().__init__(window)
        self.window, self.workspace = window, workspace
        self._dress = dress
        self._counter = Counter()
        self._trail: list[str] = []
        self._carried: Carried | None = None
        self._returned = Returned(self, workspace, self._show_returned)
        self._returned.offered.connect(self._offer)
        self._returned.problem.connect(self.show_problem)
        self._dock = self._make_dock()
        self._ways = (
            (window.place_chosen, self.go),
            (window.back_asked, self.back),
            (window.search_asked, self.search),
            (window.resized, self._resized),
            (window.files_dropped, self.take_files),
        )
        for signal, way in self._ways:
            signal.connect(way)
        self._furnish("today")

    def close(self) -> None:
        """Let go of the window; what is typed in a form goes to disk."""
        self._leave_form()
        if self.window.has("form"):
            self._form.let_go()
        self._dock.inbox.done()
        self._dock.let_go()
        # A filter just typed would look for its rows when the register is closed.
        for timer in self.window.centralWidget().findChildren(QTimer):
            timer.stop()
        for signal, way in self._ways:
            signal.disconnect(way)
        self.deleteLater()

    def go(self, name: str) -> None:
        """Show the page `name` of the sidebar."""
        self.end_search()
        self._leave_form()
        self._trail.clear()
        self._show(name)

    def go_if_here(self, name: str) -> None:
        """Show the page `name`, if it is one of the sidebar's."""
        if name in PAGES:
            self.go(name)

    @property
    def draft_id(self) -> str:
        """The draft that is open and has answers; blank where there is none."""
        entry = self._form.entry if self.window.name == "form" else None
        if not isinstance(entry, FormEntry):
            return ""
        self._form.flush()
        here = begun.is_draft(self.workspace, entry.draft_id)
        return entry.draft_id if here and not entry.untouched else ""

    def may_close(self) -> bool:
        """Tell whether no answer would be lost; ask where the disk refuses some."""
        return self._carried is None or self._carried.may_close(self.window)

    def keep_elsewhere(self) -> bool:
        """Keep what the disk refuses sealed elsewhere; see `Carried`."""
        return self._carried is None or self._carried.keep_elsewhere()

    def sealed(self) -> list[bytes]:
        """Return what the disk refuses, sealed; see `Carried`."""
        return [] if self._carried is None else self._carried.sealed()

    def bring_back(self, rescued: Rescued) -> bool:
        """Show a draft with answers that a disk refused; tell whether it is shown."""
        return self._enter(lambda: begun.bring_back(self.workspace, rescued))

    def look_for_carried(self) -> None:
        """Look beside the work whether answers were saved elsewhere, and offer them."""
        self._returned.look()

    def back(self) -> None:
        """Go back to where the page shown was opened from."""
        self._leave_form()
        self._show(self._trail.pop() if self._trail else "today")

    def search(self) -> None:
        """Open the quick search; not over a form, which has finders of its own."""
        if self.window.name != "form":
            self._search.open()

    def look_for(self, text: str) -> None:
        """Type `text` into the quick search."""
        self._search.look_for(text)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take up files that were dropped or opened: bundles, invitations, requests.

        Answers that were saved elsewhere are brought back.
        """
        for path in paths:
            if kind_of(path) == "answers":
                self._take_returned(path)
        for name, kinds in FILES.items():
            some = [path for path in paths if kind_of(path) in kinds]
            if not some:
                continue
            self.go(name)
            page = self.window.page
            if isinstance(page, ExchangePage | RegisterPage):
                page.take_files(some)

    def end_search(self) -> None:
        """Close the quick search."""
        self._search.hide()

    def start(self, start: Start) -> None:
        """Begin the visit that `start` asks for and show its form."""
        self._enter(lambda: begun.begin(self.workspace, start))

    def resume(self, draft_id: str) -> None:
        """Go on with a draft where it was left."""
        self._leave_form()
        self._enter(lambda: begun.resume(self.workspace, draft_id))

    def edit(self, record_id: str) -> None:
        """Reopen a finalised visit; what comes is a new version."""
        self._enter(lambda: begun.edit(self.workspace, record_id))

    def try_out(self, entry: TrialEntry) -> None:
        """Show a form that is filled without anything being kept."""
        self._push("form")
        self._form.show_entry(entry)

    def show_report(self, order: ReportOrder) -> None:
        """Show a ledger, or the report of a period, as it will lie on paper."""
        self._push("sheet")
        self._sheet.show_report(order)

    def settle(self, record_id: str, chosen: Mapping[str, str]) -> None:
        """Reopen a forked visit with chosen answers; what comes replaces all."""
        self._enter(lambda: begun.settle(self.workspace, record_id, chosen))

    def show_sheet(self, name: str) -> None:
        """Show the inspection sheet of a visit or of one of its versions."""
        self._push("sheet")
        self._sheet.show_visit(name)

    def show_subject(self, list_name: str, entity_id: str) -> None:
        """Show what is known of an entity; a visit shows its sheet."""
        if list_name == "visit":
            self.show_sheet(entity_id)
        elif self.window.name == "subject":
            self._subject.push(list_name, entity_id)
        else:
            self._push("subject")
            self._subject.show_only(list_name, entity_id)

    def show_problem(self, error: KnownError) -> None:
        """Tell what went wrong and what to do next."""
        ProblemDialog(error, self.workspace.language, self.window).exec()

    def tell(self, text: str) -> None:
        """Tell quietly what was done, until a click."""
        self._toast.show_text(text)

    def take_profile(self, profile: Profile, step: int) -> None:
        """Keep a changed profile and look, and make every page anew."""
        self.workspace.journal.set_profile(profile)
        refused = self._form.refused if self.window.has("form") else ()
        self._dress(profile, step)
        self.workspace = replace(
            self.workspace, profile=profile, language=profile.language
        )
        self._dock.let_go()
        self._dock = self._make_dock()
        self._furnish(self.window.name)
        if refused:
            self.window.put("form", self._make("form"))
            self._form.take_refused(refused)

    # Inside.

    def _furnish(self, name: str) -> None:
        self.window.build(self.workspace.place)
        self._carried = None
        self._trail.clear()
        centre = self.window.centralWidget()
        self._search = QuickSearch(centre, self.workspace.records.search)
        self._search.chosen.connect(self.show_subject)
        self._toast = Toast(centre)
        self._show(name if name in PAGES else "today")
        # After the paint: counting what has to move reads the log.
        QTimer.singleShot(0, self, self._show_waiting)

    def _make_dock(self) -> Dock:
        dock = Dock(self.workspace, self)
        dock.changed.connect(self._show_waiting)
        dock.moved.connect(self._changed)
        dock.stick_came.connect(self._stick_came)
        dock.files_came.connect(self._files_came)
        return dock

    def _files_came(self, files: Sequence[Path]) -> None:
        self.window.raise_()
        self.window.activateWindow()
        self.take_files(files)

    def _stick_came(self, stick: Stick, offer: str) -> None:
        if self._returned.offer_from(stick.path):
            return

        def exchange() -> None:
            self._toast.hide()
            self.go("exchange")
            page = self.window.page
            if isinstance(page, ExchangePage):
                page.exchange(stick)

        told = self.tr("A stick is plugged in: {name}").format(name=stick.label)
        self._toast.show_text(told, (offer, exchange))

    def _show(self, name: str) -> None:
        if not self.window.has(name):
            self.window.put(name, self._make(name))
        self.window.show_page(name)
        page = self.window.page
        if isinstance(page, Page):
            page.take_focus()

    def _push(self, name: str) -> None:
        if self.window.name != name:
            self._trail.append(self.window.name)
        self._show(name)

    def _make(self, name: str) -> QWidget:
        page: Page
        if name == "form":
            return self._make_form()
        if name == "sheet":
            page = self._sheet = SheetPage(self.workspace, self.back)
        elif name == "subject":
            page = self._subject = SubjectPage(self.workspace, self.back)
        else:
            page = PAGES[name](self.workspace)
        self._dock.furnish(page)
        page.start_asked.connect(self.start)
        page.draft_asked.connect(self.resume)
        page.edit_asked.connect(self.edit)
        page.sheet_asked.connect(self.show_sheet)
        page.subject_asked.connect(self.show_subject)
        page.report_asked.connect(self.show_report)
        page.trial_asked.connect(self.try_out)
        page.settle_asked.connect(self.settle)
        page.page_asked.connect(self.go)
        page.search_asked.connect(self.search)
        page.changed.connect(self._changed)
        page.profile_asked.connect(self.take_profile)
        page.other_asked.connect(self.other_asked)
        page.lock_asked.connect(self.lock_asked)
        page.minutes_chosen.connect(self.minutes_chosen)
        page.paper_asked.connect(self.paper_asked)
        page.closed_asked.connect(self.closed_asked)
        page.files_opened.connect(self.take_files)
        page.problem.connect(self.show_problem)
        return page

    def _make_form(self) -> QWidget:
        self._form = FormPage()
        self._form.left.connect(self._form_left)
        self._form.finalised.connect(self._form_finalised)
        self._form.problem.connect(self.show_problem)
        self._carried = Carried(self.workspace, self._form)
        watch = FormWatch(self.workspace, self._form)
        watch.draft_asked.connect(self.resume)
        return self._form

    def _enter(self, begin: Callable[[], FormEntry]) -> bool:
        try:
            entry = begin()
        except KnownError as error:
            self.show_problem(error)
            return False
        self._toast.make_room()
        self._push("form")
        self._form.show_entry(entry)
        return True

    def _drop_untouched(self) -> None:
        entry = self._form.entry
        if isinstance(entry, FormEntry):
            begun.drop_untouched(self.workspace, entry)

    def _show_returned(self, rescued: Rescued) -> bool:
        entry = self._form.entry if self.bring_back(rescued) else None
        return entry is not None and not entry.unsaved

    def _take_returned(self, path: Path) -> None:
        self._toast.hide()
        self._returned.take(path)

    def _offer(self, told: str, way: str, path: Path) -> None:
        self._toast.show_text(told, (way, lambda: self._take_returned(path)))

    def _leave_form(self) -> None:
        if self.window.name == "form":
            self._form.leave()
            self._drop_untouched()
            self._changed()

    def _form_left(self) -> None:
        self._drop_untouched()
        self._changed()
        self._show(self._trail.pop() if self._trail else "today")

    def _form_finalised(self, number: str) -> None:
        self._changed()
        offer = (self.tr("Show the sheet"), lambda: self._sheet_of_finished(number))
        told = self.tr("Finished and kept: {number}").format(number=number)
        self._toast.show_text(told, offer, brief=True)
        self._form.end.offer(*offer)

    def _sheet_of_finished(self, number: str) -> None:
        self._toast.hide()
        if self.window.name == "form":
            self._form_left()
        self.show_sheet(number)

    def _changed(self) -> None:
        for page in self.window.pages:
            if isinstance(page, Page):
                page.mark_stale()
        self._show_waiting()

    def _show_waiting(self) -> None:
        disputed = disputes.waiting(self.workspace.records)
        self.window.sidebar.show_count("conflicts", disputed)
        title, text, left = self._dock.state(self._counter.count(self.workspace))
        self.window.sidebar.state.show_state(title, text, waiting=left)

    def _resized(self) -> None:
        centre = self.window.centralWidget()
        if self._search.isVisible():
            self._search.setGeometry(centre.rect())
        if self._toast.isVisible():
            self._toast.place()
