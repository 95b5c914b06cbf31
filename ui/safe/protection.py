"""Protection: the card of the settings for passphrase, lock, recovery code and key."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from forms.errors import KnownError
from forms.records import backup, keys, rekey
from forms.records.key_file import KeyFile
from sync.exchange.paper_code import PaperCode, code_sheet, new_code
from ui.context import Workspace
from ui.controls.flow import Flow
from ui.jobs import Progress
from ui.parts.cards import Band, Card, button
from ui.parts.labels import Pill, label
from ui.problems import sentence
from ui.safe.change import PassphraseDialog, asked
from ui.safe.idle import CHOICES_MIN, USUAL_MIN

LOCK_SETTING = "lock_minutes"


def lock_minutes(told: str) -> int:
    """Return after how many minutes to lock, as the setting tells; 0 for never."""
    return int(told) if told.isdecimal() else USUAL_MIN


class ProtectionCard(Card):
    """What protects the data on this laptop, and what can be done about it."""

    lock_asked = Signal()
    minutes_chosen = Signal(int)
    paper_asked = Signal(object, bytes)
    closed_asked = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(margin=20, spacing=12)
        self._workspace = workspace
        self.body.addWidget(label(self.tr("Passphrase and lock"), "card_title"))
        self._inner: QWidget | None = None
        self._tell = Band()
        self._tell.hide()
        self.body.addWidget(self._tell)
        self.refresh()

    def refresh(self) -> None:
        """Read again how the workspace is protected."""
        if self._inner is not None:
            self.body.removeWidget(self._inner)
            self._inner.deleteLater()
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        file = keys.read_file(self._workspace.folder)
        column.addWidget(self._state(file))
        column.addWidget(label(self._told(file), "muted", wrap=True))
        if file.protected:
            column.addLayout(self._locking())
        column.addWidget(self._doing(file))
        self.body.insertWidget(1, self._inner)

    # What it looks like.

    def _state(self, file: KeyFile) -> Pill:
        if file.protected:
            return Pill(self.tr("Locked by a passphrase"), "ok", "lock")
        return Pill(self.tr("No passphrase"), "warn", "info")

    def _told(self, file: KeyFile) -> str:
        if not file.protected:
            return self.tr(
                "Encrypted with a key that lies beside the data: whoever has the "
                "folder can read it. Set a passphrase before real work."
            )
        kinds = {one.kind for one in file.recipients}
        if "register" in kinds:
            return self.tr("If it is forgotten, the register's recovery sheet helps")
        if "code" in kinds:
            return self.tr("If it is forgotten, the recovery code on paper helps")
        return self.tr("No recovery code yet: a forgotten passphrase would lose all")

    def _locking(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(self.tr("Lock after"), "muted"))
        self.minutes = QComboBox()
        for minutes in CHOICES_MIN:
            name = self.tr("%n minute(s)", "", minutes) if minutes else self.tr("never")
            self.minutes.addItem(name, minutes)
        kept = lock_minutes(self._workspace.journal.setting(LOCK_SETTING))
        self.minutes.setCurrentIndex(max(0, self.minutes.findData(kept)))
        self.minutes.activated.connect(self._choose_minutes)
        row.addWidget(self.minutes)
        now = button(self.tr("Lock now"), self.lock_asked.emit, icon="lock")
        now.setToolTip("Ctrl+L")
        row.addWidget(now)
        row.addStretch(1)
        return row

    def _doing(self, file: KeyFile) -> Flow:
        # In lines: in large English letters three buttons are wider than the card.
        row = Flow(self)
        if not file.protected:
            row.add(button(self.tr("Set a passphrase"), self.change, kind="primary"))
        else:
            row.add(button(self.tr("Change passphrase"), self.change))
            row.add(button(self.tr("New recovery code"), self.make_code))
            row.add(button(self.tr("Change the key"), self.rekey, kind="ghost"))
        return row

    # What it does.

    def _choose_minutes(self) -> None:
        minutes = int(self.minutes.currentData())
        try:
            self._workspace.journal.set_setting(LOCK_SETTING, str(minutes))
        except KnownError as error:
            self._fail(error)
            return
        self.minutes_chosen.emit(minutes)

    def change(self) -> None:
        """Ask for another passphrase, or for the first one."""
        text = self.tr("It holds at once. The data stay as they are.")
        title = self.tr("Change passphrase")
        first = not keys.is_protected(self._workspace.folder)
        dialog = PassphraseDialog(self._workspace, title, text, self, fresh=True)
        asked(dialog, lambda _: self._changed(first=first))

    def _changed(self, *, first: bool) -> None:
        self.refresh()
        if first:
            # From now on it can be forgotten.
            self.minutes_chosen.emit(USUAL_MIN)
            self.make_code()

    def make_code(self) -> None:
        """Make a recovery code and show it; the one before opens nothing any more."""
        space, code = self._workspace, new_code()
        who, language, at = space.profile.name, space.language, space.clock()
        device, demo = space.records.device_id, space.demo

        def work(_progress: Progress) -> tuple[PaperCode, bytes]:
            pdf = draw_code(code, who, device, language, at, demo=demo)
            keys.set_recipient(space.folder, code.recipient)
            return code, pdf

        space.jobs.run("work", work, self._made, self._fail)

    def _made(self, made: tuple[PaperCode, bytes]) -> None:
        self.paper_asked.emit(*made)

    def rekey(self) -> None:
        """Ask for the passphrase, then have all encrypted anew while all is closed."""
        text = self.tr(
            "Databases and photos are encrypted anew; this may take minutes. Whoever "
            "copied the old key can open nothing of what is written from now on."
        )
        title = self.tr("Change the key")
        folder, clock = self._workspace.folder, self._workspace.clock
        dialog = PassphraseDialog(self._workspace, title, text, self, fresh=False)

        def then(given: str) -> None:
            def work(progress: Progress) -> None:
                rekey.change_key(folder, given, progress)
                backup.remove_of_other_keys(folder, clock())

            self.closed_asked.emit(work)

        asked(dialog, then)

    def _fail(self, error: KnownError) -> None:
        self._tell.show_text(sentence(error, self._workspace.language), "bad")


def draw_code(
    code: PaperCode, name: str, device: str, language: str, at: datetime, *, demo: bool
) -> bytes:
    """Return the PDF of a recovery code's sheet; runs on a lane."""
    # reportlab is loaded on use: most days no sheet of this kind is drawn.
    from forms.reports import pdf

    sheet = code_sheet(code, name=name, device=device, at=at, language=language)
    return pdf.draw([sheet], demo=demo)
