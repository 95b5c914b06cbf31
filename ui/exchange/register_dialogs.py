"""Register dialogs: whom to invite, whom to grant, which grids, why revoked."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

import resources
from forms.records.circle import RANKS, Member
from sync.exchange.enrol import INVITATION_DAYS, WHYS
from sync.exchange.invitations import JoinRequest
from ui.parts.cards import Band, button
from ui.parts.labels import label

MOST_DAYS = 90


class RegisterDialog(QDialog):
    """A few fields and two buttons: what each dialog of the register is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(520)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 20)
        self._column.setSpacing(14)

    def begin(self, title: str, text: str) -> None:
        """Say what is about to be done and what that means."""
        self.setWindowTitle(title)
        self._column.addWidget(label(title, "card_title", wrap=True))
        self._column.addWidget(label(text, "muted", wrap=True))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(20)
        self._form.setVerticalSpacing(12)
        self._column.addLayout(self._form)
        self._problem = Band()
        self._problem.hide()
        self._column.addWidget(self._problem)

    def complain(self, text: str) -> None:
        """Say why what was asked could not be done, to be put right here."""
        self._problem.show_text(text, "bad")
        # A dialog on its way to the screen does not grow by itself for wrapped text.
        height = self._column.totalHeightForWidth(self.width())
        self.resize(self.width(), max(self.height(), height))

    def end(self, yes: str, *, danger: bool = False) -> None:
        """Add the buttons; `danger` marks what no click undoes."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Cancel"), self.reject))
        kind = "danger" if danger else "primary"
        self.go = button(yes, self.accept, kind=kind)
        # Enter in a line is enough, except for what no click undoes.
        self.go.setDefault(not danger)
        row.addWidget(self.go)
        self._column.addLayout(row)

    def line(self, name: str, value: str = "") -> QLineEdit:
        """Add a line to type in and return it."""
        made = QLineEdit(value)
        made.setAccessibleName(name)
        self._form.addRow(label(name, "muted"), made)
        return made

    def choice(self, name: str, items: Sequence[tuple[str, str]]) -> QComboBox:
        """Add a choice of (code, text) and return it."""
        made = QComboBox()
        for code, text in items:
            made.addItem(text, code)
        made.setAccessibleName(name)
        self._form.addRow(label(name, "muted"), made)
        return made

    def number(self, name: str, value: int, most: int) -> QSpinBox:
        """Add a number from 1 to `most` and return it."""
        made = QSpinBox()
        made.setRange(1, most)
        made.setValue(value)
        made.setAccessibleName(name)
        self._form.addRow(label(name, "muted"), made)
        return made


class InviteDialog(RegisterDialog):
    """Whom to invite: role, grids, id, name, for how many days."""

    def __init__(
        self, language: str, grid: str, roles: Sequence[str], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.begin(
            self.tr("Invite a laptop"),
            self.tr(
                "The invitation holds no secret: whoever has it can only ask to join. "
                "You take the laptop in once its code was read out to you."
            ),
        )
        self.role = self.choice(self.tr("Works as"), role_items(roles, language))
        self.grids = self.line(self.tr("Grids, parted by blanks"), grid)
        self.staff = self.line(self.tr("Staff id"))
        self.person = self.line(self.tr("Name"))
        self.days = self.number(self.tr("Holds for days"), INVITATION_DAYS, MOST_DAYS)
        self.end(self.tr("Make the invitation"))


class GrantDialog(RegisterDialog):
    """A laptop asks to join: its code is typed as it is read out."""

    def __init__(
        self, request: JoinRequest, language: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        told = request.told
        asked = told["invitation"] or {}
        who = told["name"] or asked.get("name", "") or told["staff"]
        role = str(asked.get("role", "worker"))
        said = self.tr(
            "{who} asks to join as {role}. Have the code read out that stands on that "
            "laptop, and type it: so you know that it is this laptop and no other."
        )
        role_told = resources.sentence(f"ROLE-{role}", language)
        self.begin(self.tr("Take a laptop in"), said.format(who=who, role=role_told))
        self.code = self.line(self.tr("Code on that laptop"))
        self.grids = self.line(
            self.tr("Grids, parted by blanks"), " ".join(asked.get("grids", ()))
        )
        self.until = self.line(self.tr("Until (blank: no end)"))
        self.until.setPlaceholderText("2027-12-31")
        self.end(self.tr("Take it in"))


class GridsDialog(RegisterDialog):
    """Which grids a laptop serves."""

    def __init__(self, member: Member, parent: QWidget | None) -> None:
        super().__init__(parent)
        said = self.tr(
            "{who} receives from now on what belongs to these grids. Late work of the "
            "old grids still arrives and is shown to you."
        )
        self.begin(
            self.tr("Assign grids"), said.format(who=member.name or member.staff)
        )
        self.grids = self.line(
            self.tr("Grids, parted by blanks"), " ".join(member.grids)
        )
        self.end(self.tr("Assign"))


class RevokeDialog(RegisterDialog):
    """Ends what a laptop was granted, and says what it still owes."""

    def __init__(
        self, member: Member, received: int, owed: int, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.begin(
            self.tr("Revoke the laptop of {who}?").format(
                who=member.name or member.staff
            ),
            self.tr(
                "{received} records of it are here and stay, {owed} are known to be "
                "missing. What it sends later waits in quarantine; nothing is deleted. "
                "It receives nothing sealed from now on."
            ).format(received=received, owed=owed),
        )
        names = {
            "lost": self.tr("The laptop is lost"),
            "left": self.tr("Whoever worked on it has left"),
            "replaced": self.tr("It was replaced by another"),
        }
        self.why = self.choice(self.tr("Why"), [(why, names[why]) for why in WHYS])
        self.end(self.tr("Revoke"), danger=True)


def role_items(roles: Sequence[str], language: str) -> list[tuple[str, str]]:
    """Return (code, text) of roles."""
    return [(role, resources.sentence(f"ROLE-{role}", language)) for role in roles]


def roles_below(role: str) -> tuple[str, ...]:
    """Return the roles that one of `role` may grant, the commonest first."""
    if role != "administrator":
        return ("worker",)
    return tuple(reversed(RANKS[1:]))
