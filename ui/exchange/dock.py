"""Dock: what the exchange does beside the pages: sticks, office folder, its truth."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sync.exchange.trust import trust_of
from ui.context import Workspace
from ui.exchange.auto import AutoCarrier
from ui.exchange.exchange_page import ExchangePage
from ui.exchange.inbox import Inbox
from ui.exchange.office_page import OfficePage
from ui.exchange.sticks import StickWatch
from ui.waiting import Waiting


class Dock(QObject):
    """Made with the pages and thrown away with them; the desk listens to it."""

    changed = Signal()
    moved = Signal()
    stick_came = Signal(object, str)
    files_came = Signal(list)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.sticks = StickWatch(workspace, self)
        self.auto = AutoCarrier(workspace, self)
        self.inbox = Inbox(workspace.folder, self)
        self.inbox.came.connect(self.files_came)
        self.auto.changed.connect(self.changed)
        self.auto.moved.connect(self.moved)
        self.sticks.came.connect(
            lambda stick: self.stick_came.emit(stick, self.sticks.offer(stick))
        )

    def furnish(self, page: QWidget) -> None:
        """Give a page of the exchange what it shows."""
        if isinstance(page, ExchangePage):
            page.watch(self.sticks)
            self.sticks.look()
        elif isinstance(page, OfficePage):
            page.attend(self.auto)

    def let_go(self) -> None:
        """Look after nothing more: when it is deleted, what it asks may be closed."""
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.deleteLater()

    def state(self, waiting: Waiting) -> tuple[str, str, bool]:
        """Return title and text of bottom left, and whether anything has to move."""
        records = self._workspace.records
        if self.auto.setting.address:
            return self._state_of_folder()
        title = self.tr("Works offline")
        trust = trust_of(records)
        owed = 0 if trust.office or not trust.enrolled else records.book.undelivered()
        if waiting.visits:
            text = self.tr("%n visit(s) to hand over", "", waiting.visits)
        elif waiting.others:
            text = self.tr("Other changes to hand over")
        elif owed:
            text = self.tr("%n record(s) not confirmed by the office yet", "", owed)
        elif trust.enrolled and not trust.office:
            text = self.tr("Everything has arrived at the office")
        else:
            text = self.tr("Everything handed over")
        if waiting.last:
            text += "\n" + self.tr("last {when}").format(when=waiting.last)
        return title, text, bool(waiting.visits or waiting.others or owed)

    def _state_of_folder(self) -> tuple[str, str, bool]:
        found = self.auto.decision()
        left = found.why != "CARRIER-DONE"
        if self.auto.running:
            title = self.tr("Sending")
        else:
            title = self.tr("Waiting to send") if left else self.tr("Up to date")
        return title, self.auto.sentence(), left
