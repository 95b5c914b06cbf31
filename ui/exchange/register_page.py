"""Register: who belongs to it, invitations, grants, grids, a lost laptop; joining."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

import resources
from forms.errors import KnownError
from forms.records.vault import known_os_error
from sync.exchange import status
from sync.exchange.invitations import (
    MAX_FILE_BYTES,
    read_qr_text,
    read_request,
)
from sync.exchange.status import MemberRow, Status
from ui.context import Workspace
from ui.exchange.letter_dialog import LetterDialog, RequestDialog
from ui.exchange.register_alone import RegisterAlone
from ui.exchange.register_dialogs import (
    GrantDialog,
    GridsDialog,
    InviteDialog,
    RevokeDialog,
    roles_below,
)
from ui.exchange.register_member import MemberPanel
from ui.exchange.register_work import Letter, RegisterWork, Said
from ui.exchange.tabs import put_tabs
from ui.parts.cards import Band, Card, button
from ui.parts.labels import label
from ui.parts.page import Page
from ui.parts.rows import Row, RowList
from ui.saving import ask_file

LIST_WIDTH = 420
TONES = {"granted": "ok", "revoked": "bad", "expired": "warn"}


class RegisterPage(Page):
    """Alone: make or join. In a register: its laptops, and what a supervisor does."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Register and laptops"))
        put_tabs(self, "register")
        self.work = RegisterWork(workspace, self)
        self.notice = Band("", "ok")
        self.letter: Letter | None = None
        self._show = button(self.tr("Show the code"), self._show_letter)
        self.notice.add(self._show)
        self.notice.hide()
        self.body.addWidget(self.notice)
        self.pages = QStackedWidget()
        self.alone = RegisterAlone()
        self.alone.found_asked.connect(self._found)
        self.alone.join_asked.connect(
            lambda text: self._take(partial(read_qr_text, text))
        )
        self.alone.open_asked.connect(self._open)
        self.pages.addWidget(self.alone)
        self.pages.addWidget(self._members())
        self.body.addWidget(self.pages, 1)

    def refresh(self) -> None:
        """Read again how the register stands."""
        told = self._status = status.status(self.workspace.records)
        self.pages.setCurrentIndex(0 if told.alone else 1)
        self.head.note.set_text(
            self.tr("No register") if told.alone else f"{told.name}  {told.fingerprint}"
        )
        if told.alone:
            return
        self._state(told)
        me = told.me
        asked = self.work.request
        if self.letter and asked and me and self.letter.data == asked.data:
            # Taken in meanwhile: there is nothing left to hand over.
            self.notice.hide()
        office = me is not None and me.office and me.state == "granted"
        for each in (self.invite_button, self.grant_button):
            each.setVisible(office)
        keep = self.list.key()
        self.list.show_query(
            lambda offset, limit: self._rows()[offset : offset + limit], keep=keep
        )
        if not self.list.key():
            self.list.choose(0)
        self._show_member(self.list.key())

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take up an invitation or a request that was dropped or opened."""
        for path in paths[:1]:
            self._take(partial(_read, path))

    # Making.

    def _members(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.band = Band("", "ok")
        self._again = button(self.tr("Show the request"), self._show_request)
        self._renew_button = button(
            self.tr("Take a new number"), lambda: self.do(self.work.renew)
        )
        self.band.add(self._again)
        self.band.add(self._renew_button)
        column.addWidget(self.band)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._list_card())
        self.panel = MemberPanel(self.workspace)
        self.panel.revoke_asked.connect(self._ask_revoke)
        self.panel.grids_asked.connect(self._ask_grids)
        self.panel.extend_asked.connect(
            lambda row: self.do(lambda: self.work.extend(row.member.device))
        )
        row.addWidget(self.panel, 1)
        column.addLayout(row, 1)
        return inner

    def _list_card(self) -> Card:
        card = Card(margin=0, spacing=0)
        card.setFixedWidth(LIST_WIDTH)
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 10)
        head.setSpacing(10)
        head.addWidget(label(self.tr("Laptops"), "card_title"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.invite_button = button(
            self.tr("Invite"), self._ask_invite, kind="primary", icon="plus"
        )
        self.grant_button = button(
            self.tr("Take a request"), self._ask_request, icon="file"
        )
        buttons.addWidget(self.invite_button)
        buttons.addWidget(self.grant_button)
        buttons.addStretch(1)
        head.addLayout(buttons)
        card.body.addLayout(head)
        self.list = RowList()
        self.list.setAccessibleName(self.tr("Laptops"))
        self.list.chosen.connect(self._show_member)
        card.body.addWidget(self.list, 1)
        card.body.addSpacing(8)
        return card

    def _rows(self) -> list[Row]:
        return [self._row(one) for one in self._status.members]

    def _row(self, one: MemberRow) -> Row:
        member, language = one.member, self.workspace.language
        role = resources.sentence(f"ROLE-{member.role}", language)
        state = resources.sentence(f"STATE-{member.state}", language)
        tone = TONES[member.state]
        if member.state == "granted" and one.missing:
            state, tone = self.tr("%n missing", "", one.missing), "warn"
        parts = [role, " ".join(member.grids)]
        if one.waiting:
            parts.append(self.tr("%n in quarantine", "", one.waiting))
        return Row(
            (member.device,),
            member.name or member.staff,
            self.tr("this laptop") if one.mine else member.device[-6:].upper(),
            "  ·  ".join(part for part in parts if part),
            "icon:user" if member.role == "worker" else "icon:people",
            state,
            tone,
        )

    def _state(self, told: Status) -> None:
        """Say in one sentence how this laptop stands."""
        language = self.workspace.language
        self._renew_button.setVisible(told.copied)
        self._again.setVisible(False)
        if told.copied:
            self.band.show_text(resources.sentence("MEMBER-COPIED", language), "bad")
        elif told.me is None:
            self._show_awaiting()
        elif told.me.state != "granted":
            state = resources.sentence(f"STATE-{told.me.state}", language)
            said = self.tr("This laptop: {state}. Ask the office.")
            self.band.show_text(said.format(state=state), "bad")
        elif told.undelivered and not told.me.office:
            said = self.tr(
                "%n record(s) of this laptop not confirmed yet", "", told.undelivered
            )
            self.band.show_text(said, "warn")
        else:
            self.band.show_text(self.tr("This laptop belongs to the register"), "ok")

    def _show_awaiting(self) -> None:
        request = self.work.request
        code = request.code if request is not None else ""
        said = self.tr(
            "Not taken in yet. Read out this code to the office: {code}. It arrives "
            "with the next stick or from the office folder."
        )
        self.band.show_text(said.format(code=code), "warn")
        self._again.setVisible(request is not None)

    def _show_member(self, key: tuple[str, ...]) -> None:
        found = [one for one in self._status.members if (one.member.device,) == key]
        me = self._status.me
        may = me is not None and me.office and me.state == "granted"
        self.panel.show_member(found[0] if found else None, may_decide=may)

    # Asking.

    def _found(self, name: str) -> None:
        file = self._ask_save(self.tr("Save the recovery sheet"), "recovery.pdf", "pdf")
        if file is not None and self.do(lambda: self.work.found(name, file)):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def _ask_invite(self) -> None:
        me = self._status.me
        roles = roles_below(me.role if me is not None else "")
        space = self.workspace
        dialog = InviteDialog(space.language, space.profile.grid_code, roles, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if self.do(lambda: self.work.invite(dialog)):
            self._show_letter()

    def _ask_request(self) -> None:
        dialog = RequestDialog(self)
        dialog.open_asked.connect(dialog.reject)
        dialog.open_asked.connect(self._open)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            text = dialog.paste.toPlainText()
            self._take(partial(read_qr_text, text))

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Invitation or request"), "", "GridVisit (*.gvi *.gvj)"
        )
        if name:
            self.take_files([Path(name)])

    def _take(self, read: Callable[[], bytes]) -> None:
        """Join by an invitation, or ask about a request."""
        try:
            data = read()
        except KnownError as error:
            self._complain(error)
            return
        try:
            request = read_request(data)
        except KnownError:
            if self.do(lambda: self.work.join(data)):
                self._show_letter()
            return
        dialog = GrantDialog(request, self.workspace.language, self)
        while dialog.exec() == QDialog.DialogCode.Accepted:
            if self.do(lambda: self.work.grant(request, dialog)):
                return
            # A code that was misheard is typed again, the request stays.
            dialog.complain(self.notice.text)

    def _show_request(self) -> None:
        if self.do(self.work.asking):
            self._show_letter()

    def _show_letter(self) -> None:
        """Show what is to be handed over: code, picture, file, paper."""
        if self.letter is None:
            return
        dialog = LetterDialog(self.letter, self.workspace.language, self)
        dialog.save_asked.connect(self._save_letter)
        dialog.exec()

    def _save_letter(self, letter: Letter) -> None:
        suffix = Path(letter.name).suffix
        file = self._ask_save(letter.title, letter.name, suffix.removeprefix("."))
        if file is not None:
            self.do(lambda: self.work.save(letter, file))

    def _ask_revoke(self, row: MemberRow) -> None:
        dialog = RevokeDialog(row.member, row.received, row.missing, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            why = str(dialog.why.currentData())
            self.do(lambda: self.work.revoke(row.member.device, why))

    def _ask_grids(self, row: MemberRow) -> None:
        dialog = GridsDialog(row.member, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            grids = dialog.grids.text().split()
            self.do(lambda: self.work.assign(row.member.device, grids))

    def _ask_save(self, title: str, name: str, suffix: str) -> Path | None:
        return ask_file(self, title, name, f"*.{suffix}")

    # Saying.

    def do(self, work: Callable[[], Said]) -> bool:
        """Do it, say what came of it and read again; False where it failed."""
        try:
            said = work()
        except KnownError as error:
            self._complain(error)
            return False
        self._say(said)
        self.changed.emit()
        self.mark_stale()
        return True

    def _complain(self, error: KnownError) -> None:
        language = self.workspace.language
        told = resources.sentence(error.code, language, **error.fields)
        self._say(Said(told), tone="bad")

    def _say(self, said: Said, tone: str = "ok") -> None:
        self.notice.show_text(said.text, tone)
        self.letter = said.letter
        self._show.setVisible(said.letter is not None)


def _read(place: Path) -> bytes:
    try:
        with place.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise known_os_error(error, place) from error
