"""Register: who belongs to it, invitations, grants, grids, a lost laptop; joining."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

import resources
from forms.errors import KnownError
from forms.records.circle import Member
from forms.records.vault import known_os_error, write_file
from forms.reports import pdf
from sync.exchange import enrol, status
from sync.exchange.invitations import (
    INVITATION_SUFFIX,
    MAX_FILE_BYTES,
    REQUEST_SUFFIX,
    Invitation,
    JoinRequest,
    qr_text,
    read_invitation,
    read_qr_text,
    read_request,
)
from sync.exchange.recovery_sheet import recovery_sheet
from sync.exchange.status import MemberRow, Status
from ui.context import Workspace
from ui.exchange.register_alone import RegisterAlone
from ui.exchange.register_dialogs import (
    GrantDialog,
    GridsDialog,
    InviteDialog,
    RevokeDialog,
    roles_below,
)
from ui.exchange.register_member import MemberPanel
from ui.exchange.tabs import put_tabs
from ui.parts.cards import Band, Card, button
from ui.parts.labels import label
from ui.parts.page import Page
from ui.parts.rows import Row, RowList

REQUEST = "register.request"
LIST_WIDTH = 420
TONES = {"granted": "ok", "revoked": "bad", "expired": "warn"}


class RegisterPage(Page):
    """Alone: make or join. In a register: its laptops, and what a supervisor does."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, self.tr("Register and laptops"))
        put_tabs(self, "register")
        self.notice = Band("", "ok")
        self._copy = button(self.tr("Copy as text"), self._copy_text)
        self._copied_text = ""
        self.notice.add(self._copy)
        self.notice.hide()
        self.body.addWidget(self.notice)
        self.pages = QStackedWidget()
        self.alone = RegisterAlone()
        self.alone.found_asked.connect(self._found)
        self.alone.join_asked.connect(self._join_text)
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
            self._do(lambda path=path: self._take(_read(path)))  # type: ignore[misc]

    # What is done; each raises KnownError, said by `_do`.

    def found(self, name: str, file: Path) -> None:
        """Make a register; its recovery sheet goes to `file` first."""
        space = self.workspace
        founded = enrol.prepare_register(space.records, name)
        sheet = recovery_sheet(founded.recovery, founded.founding, space.language)
        # Before the register: without its paper it could never be recovered.
        write_file(file, pdf.draw([sheet], demo=space.demo), mode=0o600)
        enrol.found_register(
            space.records, founded, staff=space.profile.staff_id,
            person=space.profile.name,
        )  # fmt: skip
        told = self.tr(
            "The register is made. Print {file} now, twice, lock it away, and delete "
            "the file."
        )
        self._say(told.format(file=file.name))

    def invite(self, dialog: InviteDialog, file: Path) -> Invitation:
        """Write an invitation to `file`."""
        invited = enrol.invite(
            self.workspace.records,
            role=str(dialog.role.currentData()),
            grids=dialog.grids.text().split(),
            staff=dialog.staff.text().strip(),
            name=dialog.person.text().strip(),
            days=dialog.days.value(),
        )
        write_file(file, invited.data)
        told = self.tr(
            "Invitation {file}, code {code}, holds until {until}. Hand it over on a "
            "stick or by chat."
        )
        text = told.format(
            file=file.name, code=invited.code, until=invited.told["until"]
        )
        self._say(text, qr_text(invited.data))
        return invited

    def join(self, data: bytes) -> JoinRequest:
        """Belong to the register of an invitation; the request is still to be sent."""
        space = self.workspace
        invitation = read_invitation(data, space.today)
        request = enrol.join(
            space.records, invitation, staff=space.profile.staff_id,
            person=space.profile.name,
        )  # fmt: skip
        space.journal.set_setting(REQUEST, request.data.decode())
        self._say_request(request)
        return request

    def grant(self, request: JoinRequest, dialog: GrantDialog) -> Member:
        """Take the laptop of a request in."""
        member = enrol.grant(
            self.workspace.records,
            request,
            dialog.code.text(),
            grids=dialog.grids.text().split(),
            until=dialog.until.text().strip(),
        )
        told = self.tr(
            "{who} is taken in. The next stick or the office folder tells that laptop."
        )
        self._say(told.format(who=member.name or member.staff))
        return member

    def revoke(self, device: str, why: str) -> None:
        """End what a device was granted."""
        member = enrol.revoke(self.workspace.records, device, why=why)
        told = self.tr("{who} is revoked. Accepted up to its record {last}.")
        self._say(told.format(who=member.name or member.staff, last=member.last))

    def assign(self, device: str, grids: Sequence[str]) -> None:
        """Give a device other grids."""
        member = enrol.assign(self.workspace.records, device, grids)
        told = self.tr("{who} serves {grids} from now on")
        self._say(
            told.format(
                who=member.name or member.staff, grids=" ".join(member.grids) or "-"
            )
        )

    # Making.

    def _members(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.band = Band("", "ok")
        self._again = button(self.tr("Save the request again"), self._save_request)
        self._renew_button = button(self.tr("Take a new number"), self._renew)
        self.band.add(self._again)
        self.band.add(self._renew_button)
        column.addWidget(self.band)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._list_card())
        self.panel = MemberPanel(self.workspace)
        self.panel.revoke_asked.connect(self._ask_revoke)
        self.panel.grids_asked.connect(self._ask_grids)
        self.panel.extend_asked.connect(self._extend)
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
        self.grant_button = button(self.tr("Take a request"), self._open, icon="file")
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
        kept = self.workspace.journal.setting(REQUEST)
        code = read_request(kept.encode()).code if kept else ""
        said = self.tr(
            "Not taken in yet. Read out this code to the office: {code}. It arrives "
            "with the next stick or from the office folder."
        )
        self.band.show_text(said.format(code=code), "warn")
        self._again.setVisible(bool(kept))

    def _show_member(self, key: tuple[str, ...]) -> None:
        found = [one for one in self._status.members if (one.member.device,) == key]
        me = self._status.me
        may = me is not None and me.office and me.state == "granted"
        self.panel.show_member(found[0] if found else None, may_decide=may)

    # Asking.

    def _found(self, name: str) -> None:
        file = self._ask_save(self.tr("Save the recovery sheet"), "recovery.pdf", "pdf")
        if file is not None and self._do(lambda: self.found(name, file)):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def _ask_invite(self) -> None:
        me = self._status.me
        roles = roles_below(me.role if me is not None else "")
        space = self.workspace
        dialog = InviteDialog(space.language, space.profile.grid_code, roles, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        name = dialog.staff.text().strip() or "invitation"
        file = self._ask_save(
            self.tr("Save the invitation"), name + INVITATION_SUFFIX, "gvi"
        )
        if file is not None:
            self._do(lambda: self.invite(dialog, file))

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Invitation or request"), "", "GridVisit (*.gvi *.gvj)"
        )
        if name:
            self.take_files([Path(name)])

    def _join_text(self, text: str) -> None:
        self._do(lambda: self._take(read_qr_text(text)))

    def _take(self, data: bytes) -> None:
        """Join by an invitation, or ask about a request."""
        try:
            request = read_request(data)
        except KnownError:
            self.join(data)
            self._save_request()
            return
        dialog = GrantDialog(request, self.workspace.language, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.grant(request, dialog)

    def _save_request(self) -> None:
        kept = self.workspace.journal.setting(REQUEST)
        name = self.workspace.profile.staff_id + REQUEST_SUFFIX
        file = self._ask_save(self.tr("Save the request"), name, "gvj")
        if file is not None:
            self._do(lambda: write_file(file, kept.encode()))

    def _ask_revoke(self, row: MemberRow) -> None:
        dialog = RevokeDialog(row.member, row.received, row.missing, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            why = str(dialog.why.currentData())
            self._do(lambda: self.revoke(row.member.device, why))

    def _ask_grids(self, row: MemberRow) -> None:
        dialog = GridsDialog(row.member, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            grids = dialog.grids.text().split()
            self._do(lambda: self.assign(row.member.device, grids))

    def _extend(self, row: MemberRow) -> None:
        """Grant again what was revoked or has expired."""
        self._do(lambda: enrol.extend(self.workspace.records, row.member.device))

    def _renew(self) -> None:
        def renew() -> None:
            request = enrol.renew(self.workspace.records)
            if request is not None:
                data = request.data.decode()
                self.workspace.journal.set_setting(REQUEST, data)
                self._say_request(request)

        self._do(renew)

    def _ask_save(self, title: str, name: str, suffix: str) -> Path | None:
        told, _ = QFileDialog.getSaveFileName(self, title, name, f"*.{suffix}")
        return Path(told) if told else None

    # Saying.

    def _do(self, work: Callable[[], object]) -> bool:
        """Do it and read everything again; a known error is said."""
        try:
            work()
        except KnownError as error:
            language = self.workspace.language
            told = resources.sentence(error.code, language, **error.fields)
            self._say(told, tone="bad")
            return False
        self.changed.emit()
        self.mark_stale()
        return True

    def _say_request(self, request: JoinRequest) -> None:
        told = self.tr(
            "The request is ready. Bring it to the office and read out this code: "
            "{code}"
        )
        self._say(told.format(code=request.code), qr_text(request.data))

    def _say(self, text: str, copied: str = "", tone: str = "ok") -> None:
        self.notice.show_text(text, tone)
        self._copied_text = copied
        self._copy.setVisible(bool(copied))

    def _copy_text(self) -> None:
        QApplication.clipboard().setText(self._copied_text)


def _read(place: Path) -> bytes:
    try:
        with place.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise known_os_error(error, place) from error
