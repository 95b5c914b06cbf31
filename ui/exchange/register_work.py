"""RegisterWork: what is done with a register, each with the sentence that tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from forms.records.vault import write_file
from forms.reports import pdf
from sync.exchange import enrol
from sync.exchange.invitations import (
    INVITATION_SUFFIX,
    REQUEST_SUFFIX,
    JoinRequest,
    qr_text,
    read_invitation,
    read_request,
)
from sync.exchange.recovery_sheet import recovery_sheet
from ui.context import Workspace
from ui.exchange.register_dialogs import GrantDialog, InviteDialog

REQUEST = "register.request"


@dataclass(frozen=True, slots=True)
class Letter:
    """What one laptop hands to another: an invitation, or a request to be taken in."""

    title: str
    text: str
    code: str
    data: bytes
    name: str

    @property
    def words(self) -> str:
        """Return it as letters and digits: for a QR code or a message."""
        return qr_text(self.data)


@dataclass(frozen=True, slots=True)
class Said:
    """What came of it; `letter` is to be handed over."""

    text: str
    letter: Letter | None = None


class RegisterWork(QObject):
    """Each verb raises KnownError where the world is wrong."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace

    @property
    def request(self) -> JoinRequest | None:
        """The request that this laptop made last, None for none."""
        kept = self._workspace.journal.setting(REQUEST)
        return read_request(kept.encode()) if kept else None

    def found(self, name: str, file: Path) -> Said:
        """Make a register; its recovery sheet goes to `file` first."""
        space = self._workspace
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
        return Said(told.format(file=file.name))

    def invite(self, dialog: InviteDialog) -> Said:
        """Make an invitation."""
        staff = dialog.staff.text().strip()
        invited = enrol.invite(
            self._workspace.records,
            role=str(dialog.role.currentData()),
            grids=dialog.grids.text().split(),
            staff=staff,
            name=dialog.person.text().strip(),
            days=dialog.days.value(),
        )
        told = self.tr("Invitation {code} is made, it holds until {until}.")
        text = self.tr(
            "Hand it over as a file by stick or chat, on paper, or have this code read "
            "by the other laptop. There, “Register and laptops” under “USB exchange” "
            "takes all of them. It holds no secret."
        )
        name = (staff or "invitation") + INVITATION_SUFFIX
        title = self.tr("Invitation")
        letter = Letter(title, text, invited.code, invited.data, name)
        until = invited.told["until"]
        return Said(told.format(code=invited.code, until=until), letter)

    def join(self, data: bytes) -> Said:
        """Belong to the register of an invitation; the request is still to be sent."""
        space = self._workspace
        invitation = read_invitation(data, space.today)
        request = enrol.join(
            space.records, invitation, staff=space.profile.staff_id,
            person=space.profile.name,
        )  # fmt: skip
        return self._requested(request)

    def renew(self) -> Said:
        """Take a new device id; in a register it is to be granted anew."""
        request = enrol.renew(self._workspace.records)
        if request is None:
            return Said(self.tr("This laptop has a new number"))
        return self._requested(request)

    def grant(self, request: JoinRequest, dialog: GrantDialog) -> Said:
        """Take the laptop of a request in."""
        member = enrol.grant(
            self._workspace.records,
            request,
            dialog.code.text(),
            grids=dialog.grids.text().split(),
            until=dialog.until.text().strip(),
        )
        told = self.tr(
            "{who} is taken in. The next stick or the office folder tells that laptop."
        )
        return Said(told.format(who=member.name or member.staff))

    def revoke(self, device: str, why: str) -> Said:
        """End what a device was granted."""
        member = enrol.revoke(self._workspace.records, device, why=why)
        told = self.tr("{who} is revoked. Accepted up to its record {last}.")
        who = member.name or member.staff
        return Said(told.format(who=who, last=member.last))

    def extend(self, device: str) -> Said:
        """Grant again what was revoked or has expired."""
        member = enrol.extend(self._workspace.records, device)
        told = self.tr("{who} is taken in again")
        return Said(told.format(who=member.name or member.staff))

    def assign(self, device: str, grids: Sequence[str]) -> Said:
        """Give a device other grids."""
        member = enrol.assign(self._workspace.records, device, grids)
        told = self.tr("{who} serves {grids} from now on")
        who, serves = member.name or member.staff, " ".join(member.grids) or "-"
        return Said(told.format(who=who, grids=serves))

    def save(self, letter: Letter, file: Path) -> Said:
        """Write a letter to `file`."""
        write_file(file, letter.data)
        told = self.tr("{file} is written. Its code is {code}.")
        return Said(told.format(file=file.name, code=letter.code), letter)

    def asking(self) -> Said:
        """Say again what this laptop asked last; blank where it asked nothing."""
        request = self.request
        return Said("") if request is None else self._asking(request)

    def _requested(self, request: JoinRequest) -> Said:
        data = request.data.decode()
        self._workspace.journal.set_setting(REQUEST, data)
        return self._asking(request)

    def _asking(self, request: JoinRequest) -> Said:
        told = self.tr(
            "The request is ready. Bring it to the office and read out this code: "
            "{code}"
        )
        text = self.tr(
            "Bring it to the office as a file by stick or chat, or have this code read "
            "there. Then read out the short code: so they know that it is this laptop."
        )
        name = self._workspace.profile.staff_id + REQUEST_SUFFIX
        title = self.tr("Request to be taken in")
        letter = Letter(title, text, request.code, request.data, name)
        return Said(told.format(code=request.code), letter)
